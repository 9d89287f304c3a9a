"""How much of a curated record a draft gets right: `python -m benchmarks.draft SOURCES`.

For each record whose text is in the folder: the share of stated metrics with the curated value,
unit and bound, with the curated period, and with the curated measure among the first three
choices of its to-do.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fazhi.curate.draft.record import draft_record
from fazhi.record.article import Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.inputs import read_text
from fazhi.validate.todo import read_todos, without_todos

ROOT = Path(__file__).parents[1]


def main(folder: Path) -> int:
    vocabularies = load_vocabularies(vocabulary_directory())
    totals = [0, 0, 0, 0]
    print(f"{'article':<24}{'stated':>8}{'figure':>8}{'period':>8}{'measure':>9}")
    for path in sorted((ROOT / "dataset" / "articles").glob("*.json")):
        text = folder / f"{path.stem}.txt"
        if not text.exists():
            print(f"{path.stem:<24} no text in {folder}")
            continue
        curated = Article.model_validate_json(path.read_bytes())
        counts = compare(curated, draft_record(read_text(text), path.stem, vocabularies))
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        print(line(path.stem, counts))
    print(line("all", totals))
    return 0 if totals[0] else 1


def compare(curated: Article, draft: dict[str, Any]) -> list[int]:
    """Stated metrics, and of them those with the right figure, period and measure."""
    drafted = Article.model_validate_json(json.dumps(without_todos(draft)))
    found = {(m.evidence[0].start, m.evidence[0].end): i for i, m in enumerate(drafted.metrics)}
    choices = {todo.at: todo.choices for todo in read_todos(draft)}
    counts = [0, 0, 0, 0]
    for metric in curated.metrics:
        if metric.basis != "stated":
            continue
        counts[0] += 1
        index = found.get((metric.evidence[0].start, metric.evidence[0].end))
        if index is None:
            continue
        guess = drafted.metrics[index]
        same = (guess.value, guess.unit, guess.bound) == (metric.value, metric.unit, metric.bound)
        suggested = [choice["measure"] for choice in choices.get(("metrics", index), ())[:3]]
        counts[1] += same
        counts[2] += guess.period == metric.period
        counts[3] += metric.measure in suggested
    return counts


def line(name: str, counts: list[int]) -> str:
    total, *right = counts
    shares = [f"{number / total:.1%}" if total else "–" for number in right]
    return f"{name:<24}{total:>8}{shares[0]:>8}{shares[1]:>8}{shares[2]:>9}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.draft SOURCES (a folder of <article id>.txt)")
    sys.exit(main(Path(sys.argv[1])))
