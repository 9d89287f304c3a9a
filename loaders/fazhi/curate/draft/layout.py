"""The layout of a report: headline, by-line, where it was printed; and the reports of a page.

Lines before the first paragraph and after the last may say where the report comes from. Brackets,
colons, commas and spaces may have either width:

    （包头市中级人民法院供稿）           a by-line of an organization
    （郭成 李鑫 王学清）                 a by-line of persons, the last line
    来源：内蒙古法治报  时间：2025-10-12  lines of labels and values
    内蒙古法治报 2025年10月12日 第3版     a paper, a date, a page
    本报讯（记者王丽 通讯员刘德华）       a by-line of persons, where the text begins
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from fazhi.punctuation import COMMAS, ENUMERATION, SEMICOLONS, SENTENCE_ENDS, fold_width
from fazhi.record.period import PeriodError, parse_period

LONGEST_HEADLINE: Final = 60
LONGEST_LABELLED_LINE: Final = 120
_REPORTER = r"(?:(?:本报|本网|见习|实习|特约|全媒体)*(?:记者|通讯员))"
_LABELS: Final = {
    "date": "发布时间|发布日期|发表时间|刊发时间|时间|日期",
    "source": "信息来源|文章来源|新闻来源|来源|稿源|出处|刊载媒体",
    "supplier": "供稿单位|作者单位|供稿|报送单位|发布单位|发布机构",
    "author": f"作者|撰稿人?|撰文|文字|文/图|图/文|{_REPORTER}",
    "section": "版次|版面",
    "address": "原文链接|原文地址|链接|网址",
    "ignored": "责任编辑|值班编辑|编辑|责编|编审|审核|初审|复审|终审|校对|监制|排版|供图|摄影|摄"
    "|字号|分享|浏览次数|浏览量|阅读量|点击数",
}
_LABEL = re.compile("|".join(f"(?P<{name}>(?:{words})\\s*:)" for name, words in _LABELS.items()))
_ROLE = re.compile(rf"{_REPORTER}\s*")
_DATE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})[-年/.](?P<month>[0-9]{1,2})(?:[-月/.](?P<day>[0-9]{1,2})日?|月)"
    r"(?:\s*(?:星期[一二三四五六日天])?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
_SECTION = re.compile(r"第\s?[A-Z]?[0-9一二三四五六七八九十]{1,3}\s?版|[A-Z]?[0-9]{1,3}\s?版")
_ADDRESS = re.compile(r"https?://[^\s\u4e00-\u9fff()]+")
_MEDIUM = re.compile(
    r"《?[\u4e00-\u9fff]{0,12}(?:[日晚早时周]报|法[制治]报|青年报|报|新华社|中新社|网|客户端|公众号"
    r"|微信|融媒体?(?:中心)?|电视台|广播电台|云|发布|在线)》?"
)
# These match text of folded width; its offsets are those of the original.
_CLOSING = re.compile(r"^[ \t]*\(([^()\n]{2,60})\)[ \t]*$", re.MULTILINE)
_OPENING = re.compile(
    r"(?:(?P<medium>本报|[\u4e00-\u9fff]{2,12}[报网])[^\n()。]{0,14}?讯"
    r"|(?P<agency>新华社|中新社)[^\n()。]{2,20}电)\s?\((?P<names>[^()\n]{2,60})\)"
)
_BETWEEN_NAMES = re.compile(rf"[\s{ENUMERATION}{COMMAS}/]+")
_SUPPLIED = re.compile(r"\s*(?:供稿|提供|报送)$")
_ORGANIZATION = re.compile(r"(?:[院局委办会府部站所处司庭队]|(?<!融媒体)中心)$")


class Layout(NamedTuple):
    """What surrounds the text of a report.

    `suppliers` are organizations, `authors` persons, `source` the name of the paper or site,
    `section` its page as printed (第3版), `address` an URL, `date` the printed date in EDTF.
    """

    headline: str | None
    suppliers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    source: str | None = None
    section: str | None = None
    address: str | None = None
    date: str | None = None


Field = tuple[str, str]


def read_layout(text: str) -> Layout:
    """The headline, the by-line and where the report was printed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    before = list(takewhile(_is_labelled, lines))
    first = lines[len(before)] if len(before) < len(lines) else lines[0]
    is_headline = len(first) <= LONGEST_HEADLINE and not first.endswith(("。", *SEMICOLONS))
    headline = first if is_headline and len(lines) > 1 and not _is_labelled(first) else None
    below = list(takewhile(_is_labelled, lines[len(before) + bool(headline) :]))
    # The whole report was read from its head when it has no paragraph.
    remaining = len(lines) - len(before) - bool(headline) - len(below)
    end = list(takewhile(_is_ending, reversed(lines[len(lines) - remaining :])))[::-1]
    fields = [field for line in (*before, *below) for field in _fields(line) or ()]
    fields += [field for line in end for field in _fields(line) or _by_line(line)]
    if opening := _OPENING.search(fold_width(text)):
        if not any(name == "author" for name, _ in fields):
            fields.append(("author", opening["names"]))
        if medium := opening["agency"] or opening["medium"].replace("本报", ""):
            fields.append(("source", medium))
    return _layout(headline, fields)


def split_page(text: str) -> list[str]:
    """The reports of a page, without blank lines at their ends. A report ends with its by-line on
    a line of its own and the lines of labels after it; a text without such lines is one report."""
    folded = fold_width(text)
    ends = [0]
    last_labels = _start_of_last_labels(text)
    for by_line in _CLOSING.finditer(folded):
        if by_line.start() < ends[-1]:
            continue
        if _has_sentence(folded[ends[-1] : by_line.start()]) or _fields(by_line[0]) is None:
            ends.append(_end_of_labels(text, by_line.end(), last_labels))
    *reports, rest = (text[start:end].strip("\n") for start, end in pairwise([*ends, len(text)]))
    return [*reports, rest] if rest or not reports else reports


def _start_of_last_labels(text: str) -> int:
    """Where the blank lines and the lines of labels begin that end a text."""
    lines = reversed(text.splitlines(keepends=True))
    last = takewhile(lambda line: not line.strip() or _is_labelled(line), lines)
    return len(text) - sum(map(len, last))


def _end_of_labels(text: str, start: int, last_labels: int) -> int:
    """The offset after the lines of labels that follow `start` without a blank line, or that end
    the text: others stand above the next headline."""
    end = _next_line(text, start)
    rest = text[start:end]
    if end >= last_labels and (not rest.strip() or _is_labelled(rest)):
        return len(text)
    while end < len(text) and _is_labelled(text[end : _next_line(text, end)]):
        end = _next_line(text, end)
    return end


def _next_line(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _layout(headline: str | None, fields: Iterable[Field]) -> Layout:
    suppliers: list[str] = []
    authors: list[str] = []
    stated: dict[str, str] = {}
    for name, value in fields:
        match name:
            case "supplier":
                suppliers += _split_names(_SUPPLIED.sub("", value))
            case "author":
                for person in _split_names(_ROLE.sub(" ", value)):
                    (suppliers if _is_organization(person) else authors).append(person)
            case "source" if _is_organization(value):
                suppliers.append(value)
            case "source" | "section" | "address" | "date":
                stated.setdefault(name, value.strip("《》"))
    supplied, written = (tuple(dict.fromkeys(names)) for names in (suppliers, authors))
    return Layout(headline, supplied, written, **stated)


def _fields(line: str) -> list[Field] | None:
    """The labels and values of a line, in folded width; None when it is no such line."""
    rest = fold_width(line).strip()
    if len(rest) > LONGEST_LABELLED_LINE or _has_sentence(rest):
        return None
    rest = re.sub(r"^\((.*)\)$", r"\1", rest)
    fields: list[Field] = []
    for name, pattern in (("address", _ADDRESS), ("date", _DATE), ("section", _SECTION)):
        if match := pattern.search(rest):
            value = _edtf(match) if name == "date" else match[0].replace(" ", "")
            if value:
                fields.append((name, value))
                rest = rest[: match.start()] + " " + rest[match.end() :]
    labels = list(_LABEL.finditer(rest))
    spaced = re.match(rf"{_REPORTER}\s*(?=[\u4e00-\u9fff\s]{{2,30}}$)", rest)
    unlabelled = rest[: labels[0].start()] if labels else rest
    if spaced and not labels:
        fields.append(("author", rest))
        unlabelled = ""
    ends = [*(label.start() for label in labels[1:]), len(rest)]
    for label, end in zip(labels, ends, strict=False):
        value = rest[label.end() : end].strip(" |")
        if value and label.lastgroup not in (None, "date", "section", "address"):
            fields.append((str(label.lastgroup), value))
    for word in unlabelled.strip(" |()").split():
        if not _MEDIUM.fullmatch(word):
            return None
        fields.append(("source", word))
    # The name of a paper alone may be a headline.
    is_alone = not labels and {name for name, _ in fields} <= {"source"}
    return None if is_alone or not (fields or labels) else fields


def _by_line(line: str) -> Iterator[Field]:
    """The organization or persons of a last line in brackets."""
    if closing := _CLOSING.fullmatch(fold_width(line)):
        names = closing[1]
        is_supplier = _SUPPLIED.search(names) or _is_organization(names)
        yield ("supplier" if is_supplier else "author"), names


def _is_labelled(line: str) -> bool:
    return _fields(line) is not None


def _is_ending(line: str) -> bool:
    return _is_labelled(line) or _CLOSING.fullmatch(fold_width(line)) is not None


def _is_organization(name: str) -> bool:
    return len(name) > 3 and _ORGANIZATION.search(name) is not None


def _has_sentence(text: str) -> bool:
    return any(mark in text for mark in SENTENCE_ENDS[:1])


def _split_names(names: str) -> list[str]:
    """Names apart; 王 丽, a name of two characters set wide, is 王丽."""
    parts = [part for part in _BETWEEN_NAMES.split(names.strip()) if part]
    joined: list[str] = []
    is_open = False
    for part in parts:
        if is_open and len(part) == 1:
            joined[-1] += part
            is_open = False
        else:
            joined.append(part)
            is_open = len(part) == 1
    return joined


def _edtf(match: re.Match[str]) -> str | None:
    """The date of a match of `_DATE` in EDTF, or None when there is no such day."""
    parts = [match["year"], match["month"].zfill(2)]
    date = "-".join([*parts, match["day"].zfill(2)] if match["day"] else parts)
    try:
        parse_period(date)
    except PeriodError:
        return None
    return date
