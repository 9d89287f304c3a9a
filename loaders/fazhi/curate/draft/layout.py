"""The layout of a report: its headline and by-line, and the reports of a page.

Brackets and commas may have either width:

    （包头市中级人民法院供稿）        a by-line of an organization, the last line
    （郭成 李鑫 王学清）              a by-line of persons, the last line
    本报讯（记者王丽 刘德华）         a by-line of persons, at the head
"""

import re
from itertools import pairwise
from typing import Final, NamedTuple

from fazhi.punctuation import COMMAS, ENUMERATION, SEMICOLONS, fold_width

LONGEST_HEADLINE: Final = 60
# These match text of folded width; its offsets are those of the original.
_CLOSING = re.compile(r"^\(([^()\n]{2,40})\)$", re.MULTILINE)
_OPENING = re.compile(r"本报讯\s?\((?:见习|本报|实习)?记者\s?([^()\n]{2,30})\)")
_BETWEEN_NAMES = re.compile(rf"[\s{ENUMERATION}{COMMAS}]+")
_SUPPLIED = re.compile(r"\s*(?:供稿|提供)$")
_ORGANIZATION = re.compile(r"[院局委办会府部站所处中心司]$")


class Layout(NamedTuple):
    """The headline, if there is one, and the by-line: `suppliers` are organizations, `authors`
    persons."""

    headline: str | None
    suppliers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


def read_layout(text: str) -> Layout:
    """The headline and the by-line of one report."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    first, last = lines[0], lines[-1]
    is_headline = len(first) <= LONGEST_HEADLINE and not first.endswith(("。", *SEMICOLONS))
    headline = first if is_headline and len(lines) > 1 else None
    names = ""
    if closing := _CLOSING.fullmatch(fold_width(last)):
        names = last[slice(*closing.span(1))]
        supplier = _SUPPLIED.sub("", names)
        if supplier != names or _ORGANIZATION.search(names):
            return Layout(headline, suppliers=(supplier,))
    elif opening := _OPENING.search(fold_width(text)):
        names = text[slice(*opening.span(1))]
    authors = _BETWEEN_NAMES.split(names.removeprefix("记者"))
    return Layout(headline, authors=tuple(filter(None, authors)))


def split_page(text: str) -> list[str]:
    """The reports of a page, without blank lines at their ends. A report ends with its by-line on
    a line of its own; a text without such lines is one report."""
    ends = [0, *(by_line.end() for by_line in _CLOSING.finditer(fold_width(text)))]
    *reports, rest = (text[start:end].strip("\n") for start, end in pairwise([*ends, len(text)]))
    return [*reports, rest] if rest or not reports else reports
