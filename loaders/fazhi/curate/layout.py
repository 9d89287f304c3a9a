"""How a report is laid out: headline, body, by-line; and a page of several, split.

(包头市中级人民法院供稿)         a by-line of an organization
(郭成 李鑫 王学清)              a by-line of persons
本报讯(记者王丽 刘德华)          a by-line at the head
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSING = re.compile(r"[((]([^()()\n]{2,40})[))]")
_OPENING = re.compile(r"本报讯\s?[((](?:见习|本报|实习)?记者\s?([^()()\n]{2,30})[))]")
_NAMES = re.compile(r"[\s、,,]+")
_SUPPLIED = re.compile(r"\s*(?:供稿|提供)$")
_SUPPLIERS = re.compile(r"[院局委办会府部站所处中心司]$")
LONGEST_HEADLINE = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """What the layout shows; `suppliers` are organizations, `authors` persons."""

    headline: str | None
    suppliers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


def read_layout(text: str) -> Layout:
    """The headline and the by-line of one report, as far as its lines show them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = lines[0] if len(lines) > 1 else ""
    headline = (
        first if first and len(first) <= LONGEST_HEADLINE and first[-1] not in "。;;" else None
    )
    closing = _CLOSING.fullmatch(lines[-1]) if lines else None
    if closing:
        named = closing.group(1)
        stripped = _SUPPLIED.sub("", named)
        if stripped != named or _SUPPLIERS.search(named):
            return Layout(headline, suppliers=(stripped,))
        return Layout(headline, authors=_names(named))
    opening = _OPENING.search(text)
    return Layout(headline, authors=_names(opening.group(1)) if opening else ())


def split_page(text: str) -> list[str]:
    """The reports of a page, each ending with its by-line on a line of its own; one report, or
    none that ends so, is the whole text. Each is given without blank lines at its ends."""
    parts: list[str] = []
    start = 0
    for match in re.finditer(r"(?m)^[((][^()()\n]{2,40}[))]$", text):
        parts.append(text[start : match.end()].strip("\n"))
        start = match.end()
    rest = text[start:].strip("\n")
    return [*parts, rest] if rest or not parts else parts


def _names(named: str) -> tuple[str, ...]:
    return tuple(name for name in _NAMES.split(named.removeprefix("记者").strip()) if name)
