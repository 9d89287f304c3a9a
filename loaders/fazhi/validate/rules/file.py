"""File: it is small, UTF-8 and JSON. The JSON reader finds these faults."""

from __future__ import annotations

from typing import Final

from fazhi.validate.example import TextExample
from fazhi.validate.json_text import LARGEST
from fazhi.validate.rule import ReadingRule

RULES: Final = (
    ReadingRule(
        "file-empty",
        "A record file holds a record.",
        TextExample("", ""),
        "An empty file is what an editor or a full disk leaves behind when saving fails.",
    ),
    ReadingRule(
        "file-too-large",
        "A record file has at most 8 MiB.",
        TextExample("", "0", times=LARGEST + 1),
        "A record of one article has some ten kilobytes; anything this large is another file.",
    ),
    ReadingRule(
        "file-not-utf8",
        "A record file is UTF-8.",
        TextExample("走", "走".encode("gbk").decode("ascii", "surrogateescape")),
        "Bytes of GBK or Latin-1 turn into other characters on the next machine.",
    ),
    ReadingRule(
        "file-json-syntax",
        "A record file is JSON.",
        TextExample('"revision": 1,', '"revision": 1', at='"status"'),
        "The first place that is not JSON (RFC 8259) is shown; what follows cannot be judged. NaN "
        "and Infinity are no JSON.",
    ),
    ReadingRule(
        "file-duplicate-key",
        "No name stands twice in one object.",
        TextExample('"upper": 45,', '"upper": 45, "upper": 46,', at='"upper": 46'),
        "Readers disagree about which of the two counts, so one of them is silently lost.",
    ),
    ReadingRule(
        "file-long-number",
        "A number has at most 15 significant digits.",
        TextExample('"value": 240000000,', '"value": 240000000.0000000001,', at="240000000.0"),
        "That is what a double holds exactly, and every reader of the release uses doubles.",
    ),
    ReadingRule(
        "file-too-deep",
        "Values are nested at most 32 deep.",
        TextExample('"trial",', "[" * 31 + '"deep"' + "]" * 31 + ",", at='"deep"'),
        "A record needs a handful of levels; deeper nesting only serves to break readers.",
    ),
    ReadingRule(
        "file-lone-surrogate",
        "A text holds whole characters only.",
        TextExample('"马背法庭",', '"马背\\ud842",'),
        "Half of a surrogate pair is no character and cannot be written as UTF-8.",
    ),
)
