"""Changes that make a good file hostile: of a JSON value, of the bytes of a file, of a text.

Each list holds functions of the random numbers and of what is changed. `mutate_json` and
`mutate_text` take some of them one after the other.
"""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any, Final

_RAW = re.compile('"<raw>(.*?)</raw>"')


def _raw(token: str) -> str:
    """A text that stands for a token of JSON which Python would not write."""
    return f"<raw>{token}</raw>"


CHARACTERS: Final = (
    "\0", "\x07", "\x1b[31m", "\r", "\r\n", "\n", "\t", "\x7f", "\x85", "\u2028",
    "\u2029", "\ufeff",
    "\u200b", "\u202e", "\u2066", "\u0301", "e\u0301", "\u0344", "\ue000", "\ufffe", "\U0010ffff",
    "\U000f0000", "\ud800", "\udfff", "１", "〇", "一", "亿", "%", "(", "（", "“", "\\", "/",
    "~", "~1",
    "'", '"', "<script>", "</textarea>", "::error::", "%0A", "\U0001f468\u200d\U0001f469",
)  # fmt: skip
"""Characters and words that something on the way may take for its own."""
NUMBERS: Final = tuple(
    map(_raw, (
        "-0.0", "-0", "0e0", "-0e-5", "1e3", "1.0", "1e15", "1e16", "1e308", "1e309", "-1e999",
        "1e-400", "5e-324", "0.1e-7", "123456789012345", "1234567890123456", "9" * 400, "9" * 5000,
        "0." + "0" * 400 + "1", "1" + "0" * 400, "1e" + "9" * 50, "0.000001", "2025", "20250101",
        "01", "+1", "1.", ".5", "0x10", "NaN", "Infinity", "-Infinity", "nul", "True",
    ))
)  # fmt: skip
"""Numbers, and what looks like one."""
TEXTS: Final = (
    "", " ", "x", "TODO", "TODO: x", "000000", "../..", "150200", "999999", "2025", "2025-13",
    "2025-02-30", "0000", "2025/", "/..", "../2025", "2025/2024", "2025~", "%%%", "9" * 32, "----",
    "court", "percent", "place", "a.b", "-", "1.2", "1.1", "1.0", "level", "absence",
    "count", "ratio",
    "lakeside-court", "/metrics/0", "/metrics/999999", "/metrics/０", "/metrics/²",
    "/metrics/-1", "/",
    "//", "/~2", "/todo/0", "/source/characters/x", "无", "十亿", "2542件", "近2.4亿元",
    "9" * 60 + "件",    "x" * 401, "字" * 3000, "13800000000", "2025年第一季度", "上半年", "a\nb",
    "zh-Hans", "0" * 64,
)  # fmt: skip
"""Texts that a field may take for its own."""


def json_value(random: Random) -> Any:
    """Any JSON value, small or odd."""
    match random.randrange(10):
        case 0:
            return None
        case 1:
            return random.choice((True, False))
        case 2:
            return random.choice((0, 1, -1, 2, 99, 2025, 10**6, 1.5, -1.5, 0.1, 1e15, 2**53))
        case 3:
            return random.choice(NUMBERS)
        case 4:
            return random.choice(TEXTS)
        case 5:
            return random.choice(TEXTS) + random.choice(CHARACTERS) + random.choice(TEXTS)
        case 6:
            return [json_value(random) for _ in range(random.choice((0, 1, 1, 2, 3)))]
        case 7:
            keys = (*TEXTS, "date", "zh", "en", "id", "evidence", "at", "ask", "choices", "period")
            count = random.choice((0, 1, 1, 2))
            return {random.choice(keys): json_value(random) for _ in range(count)}
        case 8:
            value: Any = random.choice((None, [], {}, "x", 1))
            for _ in range(random.choice((2, 5, 30, 33, 70))):
                value = [value] if random.random() < 0.5 else {"x": value}
            return value
        case _:
            return random.choice(CHARACTERS)


Holder = tuple[Any, Any]
"""An object or a list, and the name or index of one of its members."""


def _places(value: Any) -> list[Holder]:
    """Every place in a JSON value that holds another."""
    found: list[Holder] = []
    rest = [value]
    while rest:
        holder = rest.pop()
        members = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, member in members:
            found.append((holder, key))
            if isinstance(member, (dict, list)) and len(found) < 5000:
                rest.append(member)
    return found


def _place(random: Random, value: Any) -> Holder:
    places = _places(value)
    return random.choice(places) if places else ([None], 0)


def _replace(random: Random, value: Any) -> None:
    holder, key = _place(random, value)
    holder[key] = json_value(random)


def _delete(random: Random, value: Any) -> None:
    holder, key = _place(random, value)
    del holder[key]


def _add(random: Random, value: Any) -> None:
    holder, _ = _place(random, value)
    if isinstance(holder, list):
        holder.insert(random.randrange(len(holder) + 1), json_value(random))
    else:
        holder[random.choice((*TEXTS, "todo", "upper", "region", "change"))] = json_value(random)


def _shuffle(random: Random, value: Any) -> None:
    holder, _ = _place(random, value)
    if isinstance(holder, list):
        random.shuffle(holder)
    else:
        members = list(holder.items())
        random.shuffle(members)
        holder.clear()
        holder.update(members)


def _exchange(random: Random, value: Any) -> None:
    (left, i), (right, j) = _place(random, value), _place(random, value)
    left[i], right[j] = deepcopy(right[j]), deepcopy(left[i])


def _nest(random: Random, value: Any) -> None:
    holder, key = _place(random, value)
    holder[key] = random.choice(([holder[key]], {"x": holder[key]}, {str(key): holder[key]}))


def _repeat(random: Random, value: Any) -> None:
    holder, key = _place(random, value)
    times = random.choice((2, 3, 3, 20))
    if isinstance(holder[key], str):
        holder[key] *= times
    elif isinstance(holder, list):
        holder[key:key] = [deepcopy(holder[key]) for _ in range(times)]


def _rename(random: Random, value: Any) -> None:
    holder, key = _place(random, value)
    if isinstance(holder, dict):
        odd = key[:-1], key + random.choice(CHARACTERS), key.upper(), random.choice(TEXTS)
        holder[random.choice(odd)] = holder.pop(key)


def _insert_character(random: Random, value: Any) -> None:
    holders = [(holder, key) for holder, key in _places(value) if isinstance(holder[key], str)]
    if holders:
        holder, key = random.choice(holders)
        at = random.choice((0, len(holder[key]), random.randrange(len(holder[key]) + 1)))
        holder[key] = holder[key][:at] + random.choice(CHARACTERS) + holder[key][at:]


def _nudge(random: Random, value: Any) -> None:
    holders = [(holder, key) for holder, key in _places(value) if type(holder[key]) in (int, float)]
    if holders:
        holder, key = random.choice(holders)
        holder[key] += random.choice((1, -1, 0.5, 1000, -1000, 10**7))


VALUE_MUTATIONS: Final[tuple[Callable[[Random, Any], None], ...]] = (
    _replace, _replace, _replace, _delete, _add, _shuffle, _exchange, _nest, _repeat, _rename,
    _insert_character, _nudge,
)  # fmt: skip
"""Each changes one place of a JSON value where it stands."""


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _cut_out(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 1, 2, 40)) :]


def _write_over(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.randbytes(random.choice((1, 1, 4))) + data[at + 1 :]


def _insert(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    odd = random.choice(CHARACTERS).encode("utf-8", "surrogatepass")
    return data[:at] + odd + data[at:]


def _repeat_line(random: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = random.randrange(len(lines))
    return b"".join([*lines[:at], *lines[at : at + 1] * random.choice((2, 5)), *lines[at + 1 :]])


def _exchange_lines(random: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    i, j = random.randrange(len(lines)), random.randrange(len(lines))
    lines[i], lines[j] = lines[j], lines[i]
    return b"".join(lines)


def _mark(random: Random, data: bytes) -> bytes:
    return random.choice((b"\xef\xbb\xbf", b"\xef\xbb\xbf" * 2, b"\xff\xfe", b"\xfe\xff")) + data


def _recode(random: Random, data: bytes) -> bytes:
    coding = random.choice(("utf-16", "utf-16-le", "utf-32", "gbk", "utf-7"))
    return data.decode("utf-8", "replace").encode(coding, "replace")


def _end_lines(random: Random, data: bytes) -> bytes:
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"", b"\xe2\x80\xa8")))


def _wrap(random: Random, data: bytes) -> bytes:
    before, after = random.choice(
        (
            (b"[", b"]"),
            (b"[" * 50, b"]" * 50),
            (b"", b"}"),
            (b" ", b"\n\n"),
            (b"", b"\0"),
            (b"", data),
        )
    )
    return before + data + after


def _odd_file(random: Random, data: bytes) -> bytes:
    return random.choice(
        (
            b"",
            b" \n",
            b"\0" * 100,
            b"\xef\xbb\xbf",
            b"null",
            b"0",
            b'""',
            b"[]",
            b"{}",
            b"\xff" * 10,
        )
    )


def _to_lines(random: Random, data: bytes) -> bytes:
    return b"".join(data.split(b"\n"))


BYTE_MUTATIONS: Final[tuple[Callable[[Random, bytes], bytes], ...]] = (
    _cut, _cut_out, _write_over, _write_over, _insert, _insert, _repeat_line, _exchange_lines,
    _mark, _recode, _end_lines, _wrap, _odd_file, _to_lines,
)  # fmt: skip
"""Each gives the bytes of a file, changed."""


def written(value: Any, *, ascii_only: bool = False) -> bytes:
    """A JSON value in the canonical layout, with the tokens of `_raw`."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2) + "\n"
    data = _RAW.sub(lambda match: match[1], text)
    return data.encode("utf-8", "surrogatepass")


def mutate_json(random: Random, value: Any) -> bytes:
    """The bytes of a file with the JSON value after some changes; the value itself stays."""
    changed = deepcopy(value)
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        random.choice(VALUE_MUTATIONS)(random, changed)
    data = written(changed, ascii_only=random.random() < 0.2)
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        data = random.choice(BYTE_MUTATIONS)(random, data)
    return data


def mutate_text(random: Random, text: str) -> bytes:
    """The bytes of a text after some changes."""
    for _ in range(random.choice((0, 1, 2, 5))):
        at = random.randrange(len(text) + 1)
        word = random.choice((*CHARACTERS, *TEXTS)) * random.choice((1, 1, 1, 40))
        text = text[:at] + word + text[at + random.choice((0, 0, 1, 30)) :]
    data = text.encode("utf-8", random.choice(("surrogatepass", "replace")))
    for _ in range(random.choice((0, 0, 1, 2))):
        data = random.choice(BYTE_MUTATIONS)(random, data)
    return data
