"""Invented reports and their records, of the size and the mix of real ones, no two alike.

    python -m benchmarks.reports COUNT DIR [--broken SHARE]

writes `records.jsonl` and `texts.jsonl` into DIR. A report has about 1,100 characters and 22
figures; its record has about 10 KB and no problem. With `--broken` that share of the records is
broken, each in one of the ways of BREAKS, and `broken.tsv` says which and how. Equal numbers give
equal reports.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from fazhi.figure import figures
from fazhi.record.model import SCHEMA_VERSION
from fazhi.record.vocabulary import Vocabularies, load_vocabularies
from fazhi.resources import vocabulary_directory

FIGURES: Final = 22
_WORDS: Final = (  # noqa: SIM905
    "持续 扎实 稳步 推进 规范 细化 落实 协同 服务 群众 基层 草原 牧区 嘎查 社区 干警 法官 调解员 "
    "志愿者 联动 机制 流程 窗口 巡回 普法 释法 走访 回访 督办 指导 培训 研判 会商 衔接 便民 高效"
).split()
_UNITS: Final = ("case", "person", "occasion", "site", "CNY", "document")
_NAMES: Final = "白草原河湖山林牧清明平安和正远宁昌盛新乌兰巴彦查干图雅"


class Report(NamedTuple):
    """The record of a report as a JSON object, and the report's text."""

    record: dict[str, Any]
    text: str

    @property
    def line(self) -> str:
        """The record as a line of JSON Lines, without its end."""
        return json.dumps(self.record, ensure_ascii=False, separators=(",", ":"))


@cache
def _vocabularies() -> Vocabularies:
    return load_vocabularies(vocabulary_directory())


@cache
def _measures() -> list[tuple[str, str, str, str]]:
    """Code, Chinese label, unit and form of the unit of measures that add up over time and whose
    names hold no figure, such as that of the hotline 12309."""
    units = _vocabularies().units
    found = []
    for measure in _vocabularies().measures:
        if measure.kind != "flow" or not measure.summable or measure.deprecated or measure.per:
            continue
        unit = units[measure.units[0]]
        named = figures(measure.label.zh + unit.forms[0])
        if unit.code in _UNITS and not named and len(measure.code) <= 50:
            found.append((measure.code, measure.label.zh, unit.code, unit.forms[0]))
    return found


@cache
def _regions() -> list[str]:
    return sorted(region.code for region in _vocabularies().regions)


def make(number: int) -> Report:
    """The report of this number."""
    random = Random(number)
    year, region = random.randint(2015, 2025), random.choice(_regions())
    court = "".join(random.sample(_NAMES, 3)) + "人民法院"
    writer = _Text()
    headline = _filler(random, 6)
    writer.say(f"{headline}\n\u3000\u3000{year}年，{court}{_filler(random, 6)}。")
    metrics = []
    for at, (code, label, unit, form) in enumerate(random.sample(_measures(), FIGURES)):
        written, value, bound = _number(random)
        writer.say(f"{_filler(random, 15)}，{label}")
        start, end = writer.say(f"{written}{form}")
        writer.say("；" if at % 3 else "。")
        metrics.append(
            {
                "id": f"figure-of-{code.replace('.', '-')}",
                "aspect": "level",
                "measure": code,
                "value": value,
                "unit": unit,
                "bound": bound,
                "basis": "stated",
                "period": str(year),
                "organization": "court",
                "evidence": [{"exact": writer.text[start:end], "start": start, "end": end}],
            }
        )
    writer.say(f"{_filler(random, 12)}。\n")
    text = writer.text
    return Report(_record(number, text, headline, court, region, year, metrics), text)


def _record(
    number: int,
    text: str,
    headline: str,
    court: str,
    region: str,
    year: int,
    metrics: list[dict[str, Any]],
) -> dict[str, Any]:
    name = {"zh": court, "en": f"People's Court No. {number}"}
    digest = sha256(text.encode()).hexdigest()
    return {
        "schema_version": SCHEMA_VERSION,
        "id": f"report-{number:09}",
        "revision": 1,
        "status": "active",
        "language": "zh-Hans",
        "headline": {"zh": headline, "en": f"A year of a court, report {number}"},
        "summary": {
            "zh": f"该院{year}年的工作。",
            "en": f"The work of the court in {year}, in figures; an invented report.",
        },
        "published": {
            "date": f"{year + 1}-01/{year + 1}-02",
            "basis": "inferred",
            "note": "The report gives figures of a full year.",
        },
        "contributors": [{"name": name, "kind": "organization", "role": "supplier"}],
        "region": region,
        "themes": ["enforcement"],
        "organizations": [{"id": "court", "name": name, "kind": "court", "region": region}],
        "initiatives": [],
        "honours": [],
        "metrics": metrics,
        "relations": [],
        "exclusions": [],
        "source": {"sha256": digest, "characters": len(text)},
    }


class _Text:
    """A text that grows; `say` gives the place of what was said."""

    def __init__(self) -> None:
        self.text = ""

    def say(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)


def _filler(random: Random, words: int) -> str:
    return "".join(random.sample(_WORDS, words))


def _number(random: Random) -> tuple[str, float, str]:
    """A number as written, its value and bound: plain digits nine times in ten."""
    kind = random.random()
    if kind < 0.90:
        value = random.randint(11, 99_999)
        return str(value), value, "exact"
    if kind < 0.95:
        tenths = random.randint(11, 999)
        return f"{tenths / 10}万", tenths * 1000, "exact"
    value = random.randint(2, 99) * 100
    return f"{value}余", value, "above"


def _shift(record: dict[str, Any], random: Random) -> None:
    quote = random.choice(record["metrics"])["evidence"][0]
    quote["start"] += 1
    quote["end"] += 1


def _change(**values: Any) -> Callable[[dict[str, Any], Random], None]:
    return lambda record, random: random.choice(record["metrics"]).update(values)


BREAKS: Final[dict[str, Callable[[dict[str, Any], Random], object]]] = {
    "evidence-quote-differs": _shift,
    "figure-differs": _change(value=100_003),
    "vocabulary-unknown-code": _change(measure="trial.x"),
    "structure-missing-field": lambda record, random: random.choice(record["metrics"]).pop("unit"),
    "structure-wrong-type": _change(value="12"),
    "reference-unresolved": _change(organization="nobody"),
    "period-differs": _change(period="2011"),
    "text-todo": lambda record, random: record["summary"].update(en="TODO: say it."),
    "figure-unaccounted": lambda record, random: record["metrics"].pop(),
    "source-differs": lambda record, random: record["source"].update(
        sha256=sha256(record["id"].encode()).hexdigest()
    ),
}
"""Ways to break a record, each by the name of the rule that it breaks."""


def generate(count: int, broken: float = 0.0) -> Iterator[tuple[Report, str | None]]:
    """Reports 0 to count - 1, with the way each is broken, None for most."""
    names = list(BREAKS)
    for number in range(count):
        report, random = make(number), Random(f"break {number}")
        if random.random() >= broken:
            yield report, None
            continue
        name = random.choice(names)
        BREAKS[name](report.record, random)
        yield report, name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--broken", type=float, default=0.0, metavar="SHARE")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with (
        (given.folder / "records.jsonl").open("w", encoding="utf-8") as records,
        (given.folder / "texts.jsonl").open("w", encoding="utf-8") as texts,
        (given.folder / "broken.tsv").open("w", encoding="utf-8") as breaks,
    ):
        for report, name in generate(given.count, given.broken):
            records.write(report.line + "\n")
            if name is not None:
                breaks.write(f"{report.record['id']}\t{name}\n")
            text = {"id": report.record["id"], "text": report.text}
            texts.write(json.dumps(text, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
