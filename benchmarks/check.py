"""The speed of the check and of the tables beside their peers, in one run: records per second.

    python -m benchmarks.check [COUNT]

The records are those of `benchmarks.reports`, one line of JSON each. Every row is the best of three
rounds in this process; the ratio is to the row's peer in the same run. The results are also written
to benchmarks/results/check.json.
"""

from __future__ import annotations

import io
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import jsonschema
import jsonschema_rs
import pyarrow.json as pj
import pyarrow.parquet as pq

from benchmarks.reports import make
from fazhi.publish.tables import build_tables
from fazhi.record.model import Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.check import make_checker
from fazhi.validate.json_text import decode_bytes
from fazhi.validate.schema import article_schema

RESULTS: Final = Path(__file__).parent / "results" / "check.json"
ROUNDS: Final = 3
SLOW: Final = 20
"""How many times fewer records the slowest peer is given."""


def measure(lines: list[bytes], work: Callable[[list[bytes]], object]) -> float:
    """Records per second, the best of ROUNDS."""
    best = 0.0
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work(lines)
        best = max(best, len(lines) / (time.perf_counter() - started))
    return best


def check_all(sources: Path | None) -> Callable[[list[bytes]], object]:
    """The whole check of each line; none has a problem."""
    checker = make_checker(sources)

    def work(lines: list[bytes]) -> None:
        for number, line in enumerate(lines, 1):
            assert not checker.check("records.jsonl", decode_bytes(line, line=number)).problems

    return work


def convert(lines: list[bytes]) -> None:
    """NDJSON to Parquet without a check."""
    table = pj.read_json(io.BytesIO(b"\n".join(lines)))
    pq.write_table(table, io.BytesIO(), compression="zstd")


def check_and_build(lines: list[bytes]) -> None:
    """The check, and all tables of a release as Parquet."""
    checker = make_checker()
    articles = [
        checker.check("records.jsonl", decode_bytes(line, line=1)).article for line in lines
    ]
    vocabularies = load_vocabularies(vocabulary_directory())
    tables = build_tables([article for article in articles if article], vocabularies)
    for table in tables.values():
        pq.write_table(table, io.BytesIO(), compression="zstd")


def run(count: int) -> list[tuple[str, float, str, float]]:
    """Each row: what was done, records per second, its peer, and the ratio to that."""
    reports = [make(number) for number in range(count)]
    lines = [report.line.encode() for report in reports]
    schema: Any = article_schema()
    reference = jsonschema.Draft202012Validator(schema)
    second = jsonschema_rs.validator_for(schema)
    with tempfile.TemporaryDirectory() as folder:
        for report in reports:
            path = Path(folder) / f"{report.record['id']}.txt"
            path.write_text(report.text, "utf-8")
        speeds = {
            "pydantic, structure alone": measure(
                lines, lambda all_: [Article.model_validate_json(line) for line in all_]
            ),
            "jsonschema-rs, structure alone": measure(
                lines, lambda all_: [second.is_valid(json.loads(line)) for line in all_]
            ),
            "jsonschema, structure alone": measure(
                lines[: max(1, count // SLOW)],
                lambda some: [reference.is_valid(json.loads(line)) for line in some],
            ),
            "pyarrow, NDJSON to Parquet": measure(lines, convert),
            "fazhi, check without texts": measure(lines, check_all(None)),
            "fazhi, check with texts": measure(lines, check_all(Path(folder))),
            "fazhi, check and tables": measure(lines, check_and_build),
        }
    peers = (
        ("fazhi, check without texts", "pydantic, structure alone"),
        ("fazhi, check without texts", "jsonschema, structure alone"),
        ("fazhi, check with texts", "pydantic, structure alone"),
        ("fazhi, check with texts", "jsonschema, structure alone"),
        ("fazhi, check and tables", "pyarrow, NDJSON to Parquet"),
    )
    alone = [(name, speed, "", 1.0) for name, speed in speeds.items() if "fazhi" not in name]
    return alone + [(name, speeds[name], peer, speeds[name] / speeds[peer]) for name, peer in peers]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rows = run(count)
    for name, speed, peer, ratio in rows:
        beside = f"{ratio:8.3f} × {peer}" if peer else ""
        print(f"{name:32} {speed:10,.0f}/s {beside}".rstrip())
    RESULTS.parent.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    RESULTS.write_text(json.dumps({"records": count, **machine, "rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    main()
