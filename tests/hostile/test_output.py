"""What texts of a release and names of files do to a terminal, a spreadsheet and a log: nothing."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from fazhi.cli import main
from fazhi.publish.build import build_release
from fazhi.record.canonical import dump
from fazhi.record.model import Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import SAMPLE

PARTS = (
    "\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\r",
    "\n", "\t", "\u2028", "\x85", "\ud800", "\U000e0041", "[/]", "[bold]", "[link=x]", ":smile:",
    "=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "|", "`", "<script>", "::error::x", "%0A", '"', "'",
    ",", ";", "\\", "党建", "品牌", " ", "\u3000", "", "{}", "x" * 300,
)  # fmt: skip
TABLES = ("articles", "metrics", "initiatives", "honours", "contributors", "organizations")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text(random: Random) -> str:
    return "".join(random.choice(PARTS) for _ in range(random.randint(1, 5)))


def hostile_value(value: object, random: Random) -> object:
    """The value with texts of people replaced: those in two languages and quotes."""
    if isinstance(value, dict):
        said = value.keys() == {"zh", "en"} or "exact" in value
        return {
            name: text(random).replace("\ud800", "")
            if isinstance(inner, str) and (said or name in ("why", "note"))
            else hostile_value(inner, random)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [hostile_value(item, random) for item in value]
    return value


@contextlib.contextmanager
def written() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    with (
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        yield out, err


def run(*arguments: str) -> tuple[int, str, str]:
    with patch.object(sys, "argv", ["fazhi", *arguments]), written() as (out, err):
        with pytest.raises(SystemExit) as stopped:
            main()
        return int(stopped.value.code or 0), out.getvalue(), err.getvalue()


def assert_harmless(shown: str) -> None:
    for line in shown.split("\n"):
        assert line.isprintable() or line.replace("\u3000", "").isprintable(), ascii(line)
        assert not line.startswith("::"), line


def release_of_hostile_texts(random: Random) -> None:
    """No output of a release moves the cursor, starts a line or is a formula; JSON and CSV keep
    their rows, JSON its values."""
    record = json.loads((SAMPLE / "lakeside-court.json").read_text("utf-8"))
    hostile = hostile_value(record, random)
    # The model refuses such texts here and there; a release of somebody else need not.
    article = Article.model_construct(**Article.model_validate_json(dump(record)).__dict__)
    with contextlib.suppress(ValueError):
        article = Article.model_validate_json(json.dumps(hostile))
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / text(random).translate({0: "", 0x2F: "", 0xD800: ""})[:60])
        build_release([article], load_vocabularies(vocabulary_directory()), Path(target) / "r")
        data = str(Path(target) / "r")
        for table in TABLES:
            for form in ("table", "csv", "json"):
                status, out, err = run("show", table, "--data", data, "--output-format", form)
                assert status == 0, err
                assert_harmless(out + err)
            rows = json.loads(run("show", table, "--data", data, "--output-format", "json")[1])
            _, out, _ = run("show", table, "--data", data, "--output-format", "csv")
            cells = list(csv.reader(io.StringIO(out)))
            assert len(cells) == len(rows) + 1
            for names, values in ((cells[0], row) for row in cells[1:]):
                for name, cell in zip(names, values, strict=True):
                    assert not cell.startswith(FORMULA) or _is_number(cell), (name, cell)
        for arguments in (("verify", data), ("diff", data, data), ("check", f"{data}/x\n::y")):
            status, out, err = run(*arguments)
            assert status in (0, 2), err
            assert_harmless(out + err)


def _is_number(cell: str) -> bool:
    with contextlib.suppress(ValueError):
        return bool(float(cell) or True)
    return False


def record_of_hostile_texts(random: Random) -> None:
    """The check says what is wrong with such a record on a line each, in every form."""
    record = json.loads((SAMPLE / "lakeside-court.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lakeside-court.json"
        path.write_text(json.dumps(hostile_value(record, random)), "utf-8")
        for form in ("text", "json", "github", "sarif"):
            status, out, err = run("check", str(path), "--output-format", form)
            assert status in (0, 1), err
            for line in out.split("\n"):
                assert line.isprintable() or line.replace("\u3000", "").isprintable(), ascii(line)
                if form == "github" and line.startswith("::"):
                    assert line.startswith(("::error file=", "::warning file=")), line
            if form in ("json", "sarif"):
                json.loads(out)


def test_releases(campaign) -> None:
    campaign(release_of_hostile_texts, short=4, long=500, seconds=30, mebibytes=400)


def test_records(campaign) -> None:
    campaign(record_of_hostile_texts, short=20, long=5_000, seconds=10, mebibytes=400)
