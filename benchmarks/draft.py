"""How much of a curated record a draft gets right: `python -m benchmarks.draft SOURCES`.

Two groups of records are drafted again: those of the dataset whose text is in the folder SOURCES,
and the invented reports of the tests. Each curated metric that a text states is compared with what
was drafted for the same characters; the columns are COLUMNS.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from fazhi.curate.draft.record import draft_record
from fazhi.record.vocabulary import Vocabularies, load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.inputs import read_source
from fazhi.validate.todo import TODO_PERIOD

ROOT: Final = Path(__file__).parents[1]
CURATED: Final = ROOT / "dataset" / "articles"
INVENTED: Final = ROOT / "tests" / "fixtures" / "reports"
Object: TypeAlias = dict[str, Any]


class Pair(NamedTuple):
    """A curated metric and what the draft has of it, nothing where it has no metric of that figure.
    `measures` are those to choose from, the likeliest first; `asked` tells whether a to-do asks for
    the period; `names` are the curated and the drafted organization."""

    curated: Object
    drafted: Object
    measures: Sequence[str]
    asked: bool
    names: tuple[str, str]


def same(pair: Pair, *names: str) -> bool:
    """Whether the two have the same values in these fields."""
    values = [[metric.get(name) for name in names] for metric in (pair.curated, pair.drafted)]
    return bool(pair.drafted) and values[0] == values[1]


def silent(pair: Pair) -> bool:
    """Whether the period is another one, no placeholder, and no to-do asks for it."""
    period = pair.drafted.get("period", TODO_PERIOD)
    return period not in (pair.curated["period"], TODO_PERIOD) and not pair.asked


def change(pair: Pair) -> bool | None:
    """Whether the aspect and the kind of change are right; None for a level."""
    if pair.curated["aspect"] == "level":
        return None
    compared = [metric.get("change", {}) for metric in (pair.curated, pair.drafted)]
    kinds = [(item.get("direction"), item.get("against")) for item in compared]
    return same(pair, "aspect") and kinds[0] == kinds[1]


def false_change(pair: Pair) -> bool | None:
    """Whether a level was drafted as a change; None for all but levels."""
    return pair.drafted.get("aspect") == "change" if pair.curated["aspect"] == "level" else None


def organization(pair: Pair) -> bool:
    """Whether the names agree; a record may put the division before the name in the text."""
    curated, drafted = pair.names
    return bool(pair.drafted) and (curated.endswith(drafted) if drafted else not curated)


COLUMNS: Final[dict[str, Callable[[Pair], bool | None]]] = {
    "value, unit": lambda pair: same(pair, "value", "upper", "unit"),
    "bound": lambda pair: same(pair, "bound"),
    "period": lambda pair: same(pair, "period"),
    "silent": silent,
    "change": change,
    "false change": false_change,
    "organization": organization,
    "first": lambda pair: pair.curated["measure"] in pair.measures[:1],
    "three": lambda pair: pair.curated["measure"] in pair.measures[:3],
}


def pairs(curated: Object, draft: Object) -> Iterator[Pair]:
    """The metrics that the text states, 持平 included, with what was drafted for them."""
    drafted = {span(metric): (i, metric) for i, metric in enumerate(draft["metrics"])}
    choices = {todo["at"]: todo.get("choices", []) for todo in draft["todo"]}
    for metric in curated["metrics"]:
        if metric["basis"] != "stated" and metric["aspect"] != "change":
            continue
        i, guess = drafted.get(span(metric), (-1, {}))
        offered = [choice["measure"] for choice in choices.get(f"/metrics/{i}", ())]
        measures = offered or [guess.get("measure", "")]
        names = organization_name(curated, metric), organization_name(draft, guess)
        yield Pair(metric, guess, measures, f"/metrics/{i}/period" in choices, names)


def span(metric: Object) -> tuple[int, int]:
    """Where the figure itself stands, without the header of its column or words around it."""
    figure = next(quote for quote in metric["evidence"] if quote.get("role", "cell") == "cell")
    return figure["start"], figure["end"]


def organization_name(record: Object, metric: Object) -> str:
    names = {item["id"]: item["name"]["zh"] for item in record["organizations"]}
    return str(names.get(metric.get("organization"), ""))


def score(compared: Sequence[Pair]) -> list[str]:
    """For each column, how many pairs it is true of, and how many it applies to."""
    judged = [[column(pair) for pair in compared] for column in COLUMNS.values()]
    return [f"{answers.count(True)}/{len(answers) - answers.count(None)}" for answers in judged]


def line(name: str, cells: Iterable[str]) -> str:
    return f"{name:<26}" + "".join(f"{cell:>14}" for cell in cells)


def run(records: Path, sources: Path, vocabularies: Vocabularies) -> list[Pair]:
    """Draft the texts of a folder of records again, and print a line for each record."""
    compared: list[Pair] = []
    for path in sorted(records.glob("*.json")):
        text = read_source(sources, path.stem)
        if text is None:
            print(f"{path.stem:<26} no text in {sources}")
            continue
        draft = draft_record(text, path.stem, vocabularies)
        found = list(pairs(json.loads(path.read_bytes()), draft))
        print(line(path.stem, score(found)))
        compared += found
    return compared


def main(sources: Path) -> int:
    """Print both groups and the total; 1 when there was nothing to compare."""
    vocabularies = load_vocabularies(vocabulary_directory())
    compared: list[Pair] = []
    for title, records in (("curated records", CURATED), ("invented reports", INVENTED)):
        print(line(title, COLUMNS))
        group = run(records, sources if records == CURATED else INVENTED, vocabularies)
        print(line(f"all {title}", score(group)) + "\n")
        compared += group
    print(line("total", score(compared)))
    return 0 if compared else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.draft SOURCES (a folder of <article id>.txt)")
    sys.exit(main(Path(sys.argv[1])))
