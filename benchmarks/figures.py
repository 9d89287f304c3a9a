"""Score the figure scanner on annotated passages, beside recognizers-text for Chinese.

    python -m benchmarks.figures [DIR]

DIR holds pairs of files, NN.txt (the passage) and NN.json ({"figures": [{start, end, exact, kind,
value, unit, bound, low?, high?, optional?}]}); without an argument it is ../shared/figures beside
the repository. A figure marked optional counts neither as a hit nor as a miss. A hit is a span
that is right to the character; kind, value, unit and bound are compared on the hits.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from fazhi.figure import Figure, figures

ROOT = Path(__file__).resolve().parent.parent

INSTALL = 'pip install recognizers-text-suite "emoji<2"'
FIELDS = ("kind", "value", "unit", "bound")
# Long enough to be timed well, short enough for the slow side to finish within a minute.
BYTES_FAST, BYTES_SLOW = 4_000_000, 20_000

Span = tuple[int, int]
Annotation = dict[str, Any]


class Passage(NamedTuple):
    """A text and the figures a person marked in it."""

    name: str
    text: str
    wanted: dict[Span, Annotation]


class Score(NamedTuple):
    """Spans found, missed and found too many."""

    hits: int
    misses: int
    extra: int

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def passages(folder: Path) -> list[Passage]:
    """Read the annotated passages of a folder, in order of their names."""
    found = []
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        marked = json.loads(path.read_text(encoding="utf-8"))["figures"]
        for item in marked:
            if text[item["start"] : item["end"]] != item["exact"]:
                raise SystemExit(f"{path}: {item['exact']!r} does not stand at {item['start']}")
        found.append(Passage(path.stem, text, {(m["start"], m["end"]): m for m in marked}))
    return found


def score(passage: Passage, spans: set[Span]) -> Score:
    """Compare spans; what overlaps an optional figure is neither right nor wrong."""
    required = {span for span, item in passage.wanted.items() if not item.get("optional")}
    optional = [span for span, item in passage.wanted.items() if item.get("optional")]
    hits = len(required & spans)
    extra = sum(
        not any(start < to and begin < end for begin, to in optional)
        for start, end in spans - required
    )
    return Score(hits, len(required) - hits, extra)


def total(scores: list[Score]) -> Score:
    return Score(*(sum(column) for column in zip(*scores, strict=True)))


def stated(figure: Figure) -> dict[str, str]:
    """The fields of a figure as the annotations write them."""
    parts = [figure.value] if figure.upper is None else [figure.value, figure.upper]
    value = "..".join(format(p, "f") if isinstance(p, Decimal) else p for p in parts)
    return {"kind": figure.kind, "value": value, "unit": figure.unit, "bound": figure.bound}


def agree(field: str, ours: str, theirs: str) -> bool:
    if ours == theirs or field != "value":
        return ours == theirs
    try:
        return Decimal(ours) == Decimal(theirs)
    except InvalidOperation:
        return False


def agreement(found: list[Passage]) -> tuple[dict[str, int], list[str]]:
    """Count the hits whose fields agree, and list what differs, is missed or too many."""
    counts, differences = dict.fromkeys(FIELDS, 0), []
    for passage in found:
        ours = {(f.start, f.end): f for f in figures(passage.text)}
        for span, item in passage.wanted.items():
            if item.get("optional"):
                continue
            if span not in ours:
                differences.append(f"{passage.name}: missed {item['exact']}")
                continue
            fields = stated(ours[span])
            for field in FIELDS:
                same = agree(field, fields[field], str(item[field]))
                counts[field] += same
                if not same:
                    differences.append(
                        f"{passage.name}: {item['exact']} {field} {fields[field]}, "
                        f"not {item[field]}"
                    )
        for span, figure in ours.items():
            if score(passage, {span}).extra:
                differences.append(f"{passage.name}: too many {figure.exact}")
    return counts, differences


def recognizers() -> Callable[[str], set[Span]] | None:
    """Return the other library's finder of spans, every model it has, longest span first."""
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
        from recognizers_number_with_unit import (
            recognize_age,
            recognize_currency,
            recognize_dimension,
            recognize_temperature,
        )
        from recognizers_text import Culture
    except ImportError:
        return None
    models = (
        recognize_number,
        recognize_ordinal,
        recognize_percentage,
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
        recognize_datetime,
    )

    def spans(text: str) -> set[Span]:
        every = set()
        for model in models:
            try:
                every |= {(r.start, r.end + 1) for r in model(text, Culture.Chinese)}
            except Exception as error:  # the library raises on texts it should read
                print(f"  recognizers-text: {model.__name__} raised {type(error).__name__}")
        chosen: list[Span] = []
        for start, end in sorted(every, key=lambda span: span[0] - span[1]):
            if all(end <= begin or to <= start for begin, to in chosen):
                chosen.append((start, end))
        return set(chosen)

    return spans


def speed(find: Callable[[str], object], texts: list[str], size: int) -> float:
    """Return megabytes of UTF-8 a second over the texts, repeated up to a size, best of three."""
    bytes_each = sum(len(text.encode()) for text in texts)
    rounds = max(1, size // bytes_each)
    best = float("inf")
    for _ in range(3 if size == BYTES_FAST else 1):
        begun = time.perf_counter()
        for _ in range(rounds):
            for text in texts:
                find(text)
        best = min(best, time.perf_counter() - begun)
    return bytes_each * rounds / 1e6 / best


def show(name: str, result: Score) -> None:
    print(
        f"{name:<18} precision {result.precision:.4f}  recall {result.recall:.4f}  "
        f"F1 (exact span) {result.f1:.4f}  ({result.hits} hits, {result.misses} missed, "
        f"{result.extra} too many)"
    )


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else ROOT.parent / "shared" / "figures"
    found = passages(folder) if folder.is_dir() else []
    if not found:
        print(f"no annotated passages in {folder}", file=sys.stderr)
        return 2
    texts = [passage.text for passage in found]
    print(f"{len(found)} passages, {sum(map(len, texts))} characters")
    ours = total([score(p, {(f.start, f.end) for f in figures(p.text)}) for p in found])
    show("fazhi.figure", ours)
    counts, differences = agreement(found)
    hits = max(1, ours.hits)
    print("on the hits        " + "  ".join(f"{f} {counts[f] / hits:.4f}" for f in FIELDS))
    for line in differences:
        print("  " + line)
    fast = speed(figures, texts, BYTES_FAST)
    other = recognizers()
    if other is None:
        print(f"fazhi.figure       {fast:.2f} MB/s\nto compare: {INSTALL}")
        return 0
    theirs = total([score(p, other(p.text)) for p in found])
    show("recognizers-text", theirs)
    slow = speed(other, texts, BYTES_SLOW)
    print(f"MB/s               fazhi.figure {fast:.2f}, recognizers-text {slow:.4f}")
    if theirs.f1:
        print(f"ratio              F1 {ours.f1 / theirs.f1:.2f}, speed {fast / slow:.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
