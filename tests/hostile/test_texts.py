"""Whatever the text of a report is: it is drafted and checked within bounds, or one sentence says
why not."""

from __future__ import annotations

import json
import os
import shutil
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from fazhi.validate.inputs import LONGEST_TEXT
from tests.common import REPORT_NAMES, SAMPLE, report
from tests.hostile.calling import Called, call
from tests.hostile.conftest import Campaign
from tests.hostile.mutations import mutate_text

PIECES = {
    "letters": "a",
    "digits": "1",
    "numerals": "一",
    "ideographs": "法",
    "places": "包头市",
    "different places": "包头市昆都仑区赤峰市红山区",
    "stems of places": "红山",
    "organizations": "包头市人民法院",
    "organizations in a list": "包头市人民法院、",
    "organizations acting together": "全市法院和",
    "unknown organizations": "包头市法院、某甲某乙公安局、",
    "opening brackets": "（",
    "closing brackets": "）",
    "quotation marks": "“",
    "names": "“法治”专项行动",
    "names in a list": "“法治”、",
    "different names": "“法”机制“治”活动",
    "words for parts": "其中，在法院中",
    "by-lines": "（包头市法院）\n",
    "by-lines apart": "（通讯员 王丽）\n\n",
    "labels": "记者 王丽\n",
    "line breaks": "\n",
    "carriage returns": "\r\n",
    "short lines": "a\n",
    "separators": "\u2028",
    "spaces": " ",
    "commas": "，",
    "stops": "。",
    "sentences": "包头市人民法院审结案件12件。",
    "figures": "受理案件12件，",
    "changes": "同比持平，",
    "years": "2025年",
    "percent": "%",
    "tables": "1\t2\n",
    "NUL": "\0",
    "combining marks": "\u0301",
    "combining marks on letters": "e\u0301\u0327",
    "bidirectional marks": "\u202e",
    "private use": "\ue000",
    "outside the plane": "\U0001f600",
}
"""What a text may be made of alone."""


@cache
def _held() -> TemporaryDirectory[str]:
    return TemporaryDirectory()  # removed when the process ends


@cache
def folder() -> Path:
    root = Path(_held().name)
    shutil.copy(SAMPLE / "lakeside-court.json", root)
    return root


def drafted(data: bytes) -> Called:
    """A draft of the text, which `check` reads as a record; a refused one leaves nothing."""
    text, record = folder() / "text.txt", folder() / "x.json"
    text.write_bytes(data)
    record.unlink(missing_ok=True)
    called = call("draft", text, "-o", record)
    assert record.exists() == (called.status == 0)
    if called.status == 0:
        found = json.loads(call("check", "--output-format", "json", record).out)
        assert not [
            p for p in found["problems"] if p["rule"].startswith(("structure-", "file-too"))
        ]
    else:
        assert len(called.err.splitlines()) == 1
    return called


def checked(data: bytes) -> Called:
    """The sample checked against the text."""
    (folder() / "lakeside-court.txt").write_bytes(data)
    record = folder() / "lakeside-court.json"
    called = call("check", "--sources", folder(), record)
    call("review", record, "--sources", folder(), "-o", folder() / "page.html")
    return called


def a_hostile_text(random: Random) -> None:
    """A report, changed, as a source and as a draft."""
    data = mutate_text(random, report(random.choice(REPORT_NAMES))[:400])
    checked(data)
    if random.random() < 0.3:
        drafted(data)


def test_any_text(campaign: Campaign) -> None:
    campaign(a_hostile_text, short=30, long=5_000, seconds=20, mebibytes=400)


def a_long_text(random: Random) -> None:
    """A text of one piece, a share of the longest that is read."""
    length = LONGEST_TEXT // int(os.environ.get("FAZHI_SHARE", "1"))
    text = (PIECES[random.choice(list(PIECES))] * length)[:length]
    checked(text.encode())
    drafted(text.encode())
    call("draft", folder() / "text.txt", "--split", folder() / "split")


def test_a_long_text_is_bounded(campaign: Campaign) -> None:
    """8,000 characters of place names took 6 s, and the time grew with the square."""
    campaign(a_long_text, short=9, long=150, seconds=60, mebibytes=512, share=20)


@pytest.mark.parametrize(
    "piece", ["letters", "combining marks on letters", "digits", "outside the plane"]
)
def test_a_text_longer_than_a_report(piece: str) -> None:
    data = (PIECES[piece] * 1_000_000).encode()
    for called in (drafted(data), checked(data)):
        assert called.status == 2
        assert "more than the 100,000 characters" in called.err


def test_more_figures_than_are_drafted() -> None:
    """Above 2,000 figures an error of pydantic was shown."""
    called = drafted(("审结案件12件，" * 2_500).encode())
    assert called.status == 2
    assert "2,500 figures, more than the 1,000" in called.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("标题\n" + "".join(f"“行动{i}”专项行动，" for i in range(300)), "initiatives"),
        ("标题\n（记者 " + " ".join(["王小丽"] * 1) + "）\n正文。\n" + "文" * 10, ""),
    ],
)
def test_more_than_a_record_holds(text: str, said: str) -> None:
    called = drafted(text.encode())
    assert (called.status == 2) == bool(said)
    assert said in called.err


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"\xef\xbb\xbf", b"\xff\xfea\0", b"\0", "包头".encode("gbk"), b"\xef\xbb\xbf\xff"],
    ids=repr,
)
def test_odd_files(data: bytes) -> None:
    checked(data)
    drafted(data)


def test_what_is_no_text_file(tmp_path: Path) -> None:
    """A pipe was waited for without end."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    for name in ("pipe.txt", "folder.txt", "missing.txt"):
        called = call("draft", tmp_path / name, "-o", tmp_path / "x.json")
        assert called.status == 2, name
    record = SAMPLE / "lakeside-court.json"
    for make in (os.mkfifo, os.mkdir):
        source = tmp_path / f"{make.__name__}"
        source.mkdir()
        make(source / "lakeside-court.txt")
        assert call("check", "--sources", source, record).status == 2
