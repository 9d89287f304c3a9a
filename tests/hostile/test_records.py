"""Whatever a file of a record holds: every command says what is wrong, hides nothing of the files
beside it, and loses nothing."""

from __future__ import annotations

import json
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from fazhi.validate.check import check_paths, decode
from fazhi.validate.json_text import LARGEST, MOST_VALUES, read_bytes
from fazhi.validate.problem import MOST_PROBLEMS
from tests.common import SAMPLE, sample_of_1_0
from tests.hostile.calling import call
from tests.hostile.conftest import Campaign
from tests.hostile.mutations import mutate_json, written

NAME = "lakeside-court"
MARK = b"\xef\xbb\xbf"
FORMATS = ("json",) * 190 + ("text", "github") * 10 + ("sarif",)
TODO = [
    {"at": "/metrics/3", "ask": "what is measured?", "choices": [{"measure": "trial.x"}]},
    {"at": "/metrics/1/label", "ask": "which?", "choices": [None, {"zh": "甲", "en": "A"}]},
    {"at": "/published", "ask": "when?", "choices": []},
]
EVERY_TYPE = (None, True, 2025, -0.5, "", "x", "2025-13", [], [2025], {}, {"date": "2025"})


def sample() -> dict[str, Any]:
    value: dict[str, Any] = json.loads((SAMPLE / f"{NAME}.json").read_text("utf-8"))
    return value


def short(record: dict[str, Any]) -> dict[str, Any]:
    """The record with the first of its parts, so that a trial is short."""
    return record | {"metrics": record["metrics"][:4], "relations": record["relations"][:1]}


@cache
def bases() -> tuple[dict[str, Any], ...]:
    """What is changed: a record, a draft, a record of an earlier version."""
    draft = short(sample()) | {"todo": TODO}
    return sample(), *[short(sample())] * 4, draft, draft, short(sample_of_1_0())


@cache
def _held() -> TemporaryDirectory[str]:
    return TemporaryDirectory()  # removed when the process ends


@cache
def folder() -> Path:
    """A folder with a good record whose one problem is known, its source text, and place for the
    hostile record."""
    root = Path(_held().name)
    (root / "records").mkdir()
    good = sample() | {"id": "a", "themes": ["trial", "trial"], "relations": []}
    good |= {name: good[name][:1] for name in ("metrics", "exclusions")}
    good["source"] = good["source"] | {"sha256": "0" * 64}
    (root / "records" / "a.json").write_bytes(written(good))
    (root / f"{NAME}.txt").write_bytes((SAMPLE / f"{NAME}.txt").read_bytes())
    return root


def hostile() -> Path:
    return folder() / "records" / f"{NAME}.json"


def checked(*arguments: object) -> None:
    """The folder is checked, and the problem of the good record is among what is found."""
    found = json.loads(call("check", *arguments, "--output-format", "json", folder()).out)
    rules = [p["rule"] for p in found["problems"] if p["file"].endswith("a.json")]
    assert "reference-repeated-theme" in rules
    assert found["summary"]["records"] == 2


def leaves(value: Any) -> Iterator[str]:
    """The names and values in a JSON value, in one normal form."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield unicodedata.normalize("NFC", name)
            yield from leaves(member)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, str):
        yield unicodedata.normalize("NFC", value)
    else:
        yield repr(float(value) + 0.0) if type(value) in (int, float) else repr(value)


def without_empty_todo(value: Any) -> Any:
    empty = isinstance(value, dict) and value.get("todo", 0) in (None, [])
    return {n: v for n, v in value.items() if n != "todo"} if empty else value


def keeps(before: bytes, after: bytes, *, only_form: bool) -> None:
    """A file that was rewritten says what it said."""
    plain = before
    while plain.startswith(MARK):
        plain = plain.removeprefix(MARK)
    plain = plain.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    old, new = read_bytes(plain), read_bytes(after)
    if old.faults or decode(old) is None:
        assert after in (before, plain)
        return
    assert decode(new) is not None
    said, says = Counter(leaves(without_empty_todo(old.value))), Counter(leaves(new.value))
    if only_form:
        # A pointer of a to-do follows what is sorted.
        assert said == says or "todo" in old.value
    assert said.total() == says.total()


def a_hostile_record(random: Random) -> None:
    """One changed record through every command that reads records."""
    data, file = mutate_json(random, random.choice(bases())), hostile()
    file.write_bytes(data)
    sources = ("--sources", folder()) if random.random() < 0.7 else ()
    form = random.choice(FORMATS)
    checked(*sources) if form == "json" else call("check", "--output-format", form, file)
    match random.randrange(12):
        case 0 | 1 | 2 | 3:
            call("format", file)
            keeps(data, file.read_bytes(), only_form=True)
            once = file.read_bytes()
            call("format", file)
            assert file.read_bytes() == once
        case 4 | 5 | 6 | 7:
            call("check", "--fix", *sources, file)
            keeps(data, file.read_bytes(), only_form=False)
        case 8:
            called = call("review", file, "--sources", folder(), "-o", folder() / "page.html")
            assert file.read_bytes() == data
            assert called.out or called.err
        case _:
            called = call("migrate", file)
            assert called.status == 0 or file.read_bytes() == data


def test_any_record(campaign: Campaign) -> None:
    campaign(a_hostile_record, short=80, long=100_000, seconds=10, mebibytes=400)


def a_line(random: Random) -> None:
    """Changed records as lines of a file."""
    file = folder() / "records.jsonl"
    lines = [mutate_json(random, random.choice(bases())).replace(b"\n", b"") for _ in range(3)]
    file.write_bytes(random.choice((b"\n", b"\r\n", b"\n\n", b"\r")).join(lines))
    data = file.read_bytes()
    call("check", file)
    assert call("format", file).status == 2
    assert call("migrate", file).status == 0 or file.read_bytes() == data


def test_any_lines(campaign: Campaign) -> None:
    campaign(a_line, short=20, long=2_000, seconds=10, mebibytes=400)


@pytest.mark.parametrize("value", EVERY_TYPE, ids=repr)
def test_every_type_at_every_place(value: object) -> None:
    """`"period": 2025` and null, a list or an object in `published.date` crashed every command,
    and with it the whole folder."""
    base = sample() | {"todo": TODO}
    seen: set[tuple[str, ...]] = set()
    rest: list[tuple[Any, tuple[str | int, ...]]] = [(base, ())]
    while rest:
        holder, path = rest.pop()
        for key, member in holder.items() if isinstance(holder, dict) else enumerate(holder):
            kind = tuple(step for step in (*path, key) if isinstance(step, str))
            if kind in seen:
                continue
            seen.add(kind)
            if isinstance(member, (dict, list)):
                rest.append((member, (*path, key)))
            holder[key] = value
            hostile().write_bytes(written(base))
            holder[key] = member
            assert check_paths([str(hostile())], sources=folder()).problems or kind[0] == "todo"
            call("format", hostile())
    checked("--sources", folder())


BYTES = {
    "a mark before what is not UTF-8": b"\xef\xbb\xbf\xff\xff",
    "a mark before GBK": b"\xef\xbb\xbf" + '{"zh": "包头"}'.encode("gbk"),
    "a mark alone": b"\xef\xbb\xbf",
    "nothing": b"",
    "UTF-16": '{"id": "x"}'.encode("utf-16"),
    "UTF-32": '{"id": "x"}'.encode("utf-32"),
    "NUL": b"\0" * 1000,
    "a lone surrogate": b'{"id": "\\ud800"}',
    "a lone surrogate as a name": b'{"\\udfff": 1, "\\ud83d": 2}',
    "a surrogate as bytes": b'{"id": "\xed\xa0\x80"}',
    "deep": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "a long number": b"[" + b"9" * 1_000_000 + b"]",
    "a long exponent": b"[1e" + b"9" * 1_000_000 + b"]",
    "a long text": b'["' + b"a" * 1_000_000 + b'"]',
    "a long name": b'{"' + b"a" * 1_000_000 + b'": 1}',
    "all escapes": b'["' + b"\\n" * 500_000 + b'"]',
    "no end": b'["' + b"a" * 1_000_000,
}


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_bytes(data: bytes) -> None:
    hostile().write_bytes(data)
    checked("--sources", folder())
    checked("--fix")
    assert call("format", hostile()).status == 2
    assert call("migrate", hostile()).status == 1
    assert call("review", hostile(), "--sources", folder(), "-o", folder() / "x.html").status == 1


def test_negative_zero_is_zero() -> None:
    """-0.0 was -0.0 in Parquet and 0 in JSON Lines."""
    data = (SAMPLE / f"{NAME}.json").read_bytes()
    article = decode(read_bytes(data.replace(b'"value": 240000000', b'"value": -0.0')))
    assert article is not None
    assert repr(next(m.value for m in article.metrics if m.value == 0)) == "0.0"


def many_metrics(count: int, **fields: object) -> list[object]:
    return [sample()["metrics"][2] | {"id": f"metric-number-{i}"} | fields for i in range(count)]


def large(kind: str, share: int) -> bytes:
    """A file that costs much for its size, of an equal share of the largest size."""
    value, metric = sample(), sample()["metrics"][2]
    match kind:
        case "objects":
            return b"[" + b"{}," * (LARGEST // 3 // share - 1) + b"{}]"
        case "numbers":
            return b"[" + b"0," * (LARGEST // 2 // share - 2) + b"0]"
        case "empty metrics":
            value["metrics"] = [{}] * (80_000 // share)
        case "wrong themes":
            value["themes"] = [0] * (90_000 // share)
        case "duplicate names":
            return b"{" + b'"a":1,' * 90_000 + b'"b":1}'
        case "long numbers":
            return b"[" + b"1234567890123456," * 90_000 + b"0]"
        case "unknown fields":
            value |= {f"field-number-{i}": 1 for i in range(90_000 // share)}
            del value["metrics"], value["id"]
        case "unknown fields of long names":
            value |= {f"{i}{'x' * 900}": 1 for i in range(8_000 // share)}
        case "unknown codes":
            value["metrics"] = [
                metric
                | {"id": f"m-{i}", "measure": f"trial.case-concluded-{i}", "unit": f"cas-{i}"}
                for i in range(2_000 // share)
            ]
        case "unresolved":
            value["metrics"] = many_metrics(1_500 // share)
            value["relations"] = [
                {
                    "kind": "sum",
                    "metric": f"metric-nubmer-{i}",
                    "of": ["x", f"y-{i}"],
                    "holds": True,
                }
                for i in range(2_000 // share)
            ]
        case "relations":
            value["metrics"] = many_metrics(1_000)
            of = [f"metric-number-{i}" for i in range(20)]
            relation = {"kind": "sum", "metric": "metric-number-999", "of": of, "holds": True}
            value["relations"] = [relation] * (2_000 // share)
        case "quotes":
            quotes = [{"exact": "1" * (i % 40 + 1), "start": i, "end": i + 1} for i in range(100)]
            value["metrics"] = many_metrics(200 // share, evidence=quotes)
        case "texts":
            note = "\u200b１\u202e " * 99
            excluded = value["exclusions"][0] | {"note": note}
            value["exclusions"] = [excluded] * (2_000 // share)
        case "to-dos":
            value["todo"] = [{"at": "/metrics/3", "ask": "?", "choices": []}] * (20_000 // share)
        case "malformed to-dos":
            value["todo"] = [{}] * (80_000 // share)
        case "metrics":
            value["metrics"] = many_metrics(100_000 // share)
    return json.dumps(value, ensure_ascii=False).encode()


LARGE = (
    "objects", "numbers", "empty metrics", "wrong themes", "duplicate names", "long numbers",
    "unknown fields", "unknown fields of long names", "unknown codes", "unresolved", "relations",
    "quotes", "texts", "to-dos", "malformed to-dos", "metrics",
)  # fmt: skip


def a_large_record(random: Random) -> None:
    share = int(os.environ.get("FAZHI_SHARE", "1"))
    hostile().write_bytes(large(random.choice(LARGE), share))
    checked("--sources", folder())
    report = check_paths([str(hostile())], sources=folder())
    assert 0 < len(report.problems) <= MOST_PROBLEMS + 10  # and a few of the dataset


def test_a_large_record_is_bounded(campaign: Campaign) -> None:
    """8 MB of `{},{},…` took 13.5 GB, and 240 KB of it as metrics 12 s."""
    campaign(a_large_record, short=8, long=100, seconds=45, mebibytes=512, share=16)


def test_the_values_of_a_record_are_limited() -> None:
    """A record that has all that the schema allows has fewer."""
    least = len(read_bytes(written(sample()["metrics"][2])).reading.values)
    assert 2_000 * (least + 6 + 7) * 2 < MOST_VALUES * 1.5


@pytest.mark.parametrize("command", ["check", "format", "migrate"])
def test_a_pipe_is_not_waited_for(command: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.json")
    called = call(command, tmp_path / "x.json")
    assert called.status == 2
    assert "this is a pipe or a device" in called.err


@pytest.mark.parametrize("command", ["check", "format", "migrate"])
def test_a_folder_named_like_a_record(command: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").mkdir()
    assert call(command, tmp_path).status == 2
