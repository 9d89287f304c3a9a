"""The layout of a report: its headline and by-line, and the reports of a page.

Brackets and commas may have either width:

    （包头市中级人民法院供稿）        a by-line of an organization, the last line
    （郭成 李鑫 王学清）              a by-line of persons, the last line
    本报讯（记者王丽 刘德华）         a by-line of persons, at the head
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from fazhi.punctuation import COMMAS, ENUMERATION, SEMICOLONS, fold_width

LONGEST_HEADLINE: Final = 60
# These match text of folded width; its offsets are those of the original.
_CLOSING = re.compile(r"^\(([^()\n]{2,40})\)$", re.MULTILINE)
_OPENING = re.compile(r"本报讯\s?\((?:见习|本报|实习)?记者\s?([^()\n]{2,30})\)")
_BETWEEN_NAMES = re.compile(rf"[\s{ENUMERATION}{COMMAS}]+")
_SUPPLIED = re.compile(r"\s*(?:供稿|提供)$")
_ORGANIZATION = re.compile(r"[院局委办会府部站所处中心司]$")


@dataclass(frozen=True, slots=True)
class Layout:
    """The headline, if there is one, and the by-line: `suppliers` are organizations, `authors`
    persons."""

    headline: str | None
    suppliers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


def read_layout(text: str) -> Layout:
    """The headline and the by-line of one report."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    headline = lines[0] if len(lines) > 1 and _is_headline(lines[0]) else None
    closing = _CLOSING.fullmatch(fold_width(lines[-1])) if lines else None
    if closing:
        name = lines[-1][closing.start(1) : closing.end(1)]
        supplier = _SUPPLIED.sub("", name)
        if supplier != name or _ORGANIZATION.search(name):
            return Layout(headline, suppliers=(supplier,))
        return Layout(headline, authors=_split_names(name))
    opening = _OPENING.search(fold_width(text))
    authors = _split_names(text[opening.start(1) : opening.end(1)]) if opening else ()
    return Layout(headline, authors=authors)


def split_page(text: str) -> list[str]:
    """The reports of a page, without blank lines at their ends. A report ends with its by-line on
    a line of its own; a text without such lines is one report."""
    parts: list[str] = []
    start = 0
    for by_line in _CLOSING.finditer(fold_width(text)):
        parts.append(text[start : by_line.end()].strip("\n"))
        start = by_line.end()
    rest = text[start:].strip("\n")
    return [*parts, rest] if rest or not parts else parts


def _is_headline(line: str) -> bool:
    return len(line) <= LONGEST_HEADLINE and line[-1] not in "。" + SEMICOLONS


def _split_names(names: str) -> tuple[str, ...]:
    names = names.removeprefix("记者").strip()
    return tuple(name for name in _BETWEEN_NAMES.split(names) if name)
