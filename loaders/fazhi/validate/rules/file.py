"""File: it is small, UTF-8 and JSON.

`validate/json_text.py` finds these faults, and has the words that are said of them.
"""

from fazhi.validate.example import Text
from fazhi.validate.json_text import LARGEST, MOST_VALUES
from fazhi.validate.problem import MOST_PROBLEMS
from fazhi.validate.rule import ReadingRule

more_problems = ReadingRule(
    "file-more-problems",
    f"Of one record at most {MOST_PROBLEMS:,} problems are listed.",
    "So many have one cause, or the file is another than was meant. The first of them in the file "
    "are listed, and the rest is counted as far as it was looked for.",
    Text('"revision": 1,', '"revision": 1, ', times=MOST_PROBLEMS + 2),
)

RULES = (
    ReadingRule(
        "file-empty",
        "A record file holds a record.",
        "An empty file is what an editor or a full disk leaves behind when saving fails.",
        Text("", ""),
    ),
    ReadingRule(
        "file-too-large",
        "A record file has at most 8 MiB.",
        "A record of one article has some ten kilobytes; anything this large is another file.",
        Text("", "0", times=LARGEST + 1),
    ),
    ReadingRule(
        "file-not-utf8",
        "A record file is UTF-8.",
        "Bytes of GBK or Latin-1 turn into other characters on the next machine.",
        Text("走", "走".encode("gbk").decode("ascii", "surrogateescape")),
    ),
    ReadingRule(
        "file-json-syntax",
        "A record file is JSON.",
        "The first place that is not JSON (RFC 8259) is shown; what follows cannot be judged. NaN "
        "and Infinity are no JSON.",
        Text('"revision": 1,', '"revision": 1', at='"status"'),
    ),
    ReadingRule(
        "file-duplicate-key",
        "No name stands twice in one object.",
        "Readers disagree about which of the two counts, so one of them is silently lost.",
        Text('"upper": 45,', '"upper": 45, "upper": 46,', at='"upper": 46'),
    ),
    ReadingRule(
        "file-long-number",
        "A number has at most 15 significant digits.",
        "That is what a double holds exactly, and every reader of the release uses doubles.",
        Text('"value": 240000000,', '"value": 240000000.0000000001,', at="240000000.0"),
    ),
    ReadingRule(
        "file-too-deep",
        "Values are nested at most 32 deep.",
        "A record needs a handful of levels; deeper nesting only serves to break readers.",
        Text('"trial",', "[" * 31 + '"deep"' + "]" * 31 + ",", at='"deep"'),
    ),
    ReadingRule(
        "file-too-many-values",
        f"A record has at most {MOST_VALUES:,} JSON values.",
        "A record of one article has some thousands; every part, text and number counts as one.",
        Text('"trial",', "0, ", at='"dispute-resolution.m', times=MOST_VALUES - 25),
    ),
    ReadingRule(
        "file-lone-surrogate",
        "A text holds whole characters only.",
        "Half of a surrogate pair is no character and cannot be written as UTF-8.",
        Text('"马背法庭",', '"马背\\ud842",'),
    ),
    more_problems,
)
