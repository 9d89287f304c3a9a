"""Text safety: nothing invisible, nothing misleading, nobody's private numbers, nobody's prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fazhi.record.article import Article
from fazhi.record.field_types import Part
from fazhi.validate.problem import Edit, Finding, Fix, Path
from fazhi.validate.rule import Context, rule
from fazhi.validate.rules.evidence import LONGEST_QUOTE
from fazhi.validate.todo import TODO_PERIOD, TODO_REGION, is_todo

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200d\u2060\ufeff]")
_FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_TELEPHONE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_BLANK = re.compile(r"\s")


def texts(part: Part, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in a record and where it stands."""
    for name in type(part).model_fields:
        yield from _texts(getattr(part, name), (*path, name))


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Part):
        yield from texts(value, path)
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*path, i))


def _is_quote(path: Path) -> bool:
    return path[-1] == "exact"


@rule("text-control-character", "article")
def text_control_character(article: Article, context: Context) -> Iterator[Finding]:
    r"""A text holds no control characters and no line breaks.

    Good: "用“党建红”点亮“司法蓝”"
    Bad: "用“党建红”\n点亮“司法蓝”"
    """
    for path, text in texts(article):
        found = _CONTROL.search(text)
        if found and not (_is_quote(path) and found.group() in "\r\n"):
            yield _character(path, found, "a control character or line break", "delete it")


@rule("text-bidirectional-control", "article")
def text_bidirectional_control(article: Article, context: Context) -> Iterator[Finding]:
    r"""A text holds no bidirectional controls.

    They make a text look other than it is (Unicode Technical Report 36).

    Good: "包头市"
    Bad: "包头\u202e市"
    """
    for path, text in texts(article):
        found = _BIDIRECTIONAL.search(text)
        if found:
            yield _character(path, found, "a bidirectional control", "delete it")


@rule("text-zero-width", "article")
def text_zero_width(article: Article, context: Context) -> Iterator[Finding]:
    r"""A text holds no zero-width characters.

    They come with text pasted from web pages, and keep a word from being found.

    Good: "包头市"
    Bad: "包\u200b头市"
    """
    for path, text in texts(article):
        found = _ZERO_WIDTH.search(text)
        if found:
            fix = None if _is_quote(path) else (Edit(path, _ZERO_WIDTH.sub("", text)),)
            yield _character(path, found, "a character without width", "delete it", fix)


@rule("text-full-width", "article")
def text_full_width(article: Article, context: Context) -> Iterator[Finding]:
    """Latin letters and digits are not full-width, except in a quote of the source.

    Good: "“1+1+N”学习模式"
    Bad: "“１＋１＋Ｎ”学习模式"
    """
    for path, text in texts(article):
        found = None if _is_quote(path) else _FULL_WIDTH.search(text)
        if found:
            plain = chr(ord(found.group()) - 0xFEE0)
            mended = _FULL_WIDTH.sub(lambda one: chr(ord(one.group()) - 0xFEE0), text)
            fix = (Edit(path, mended),)
            yield _character(path, found, "a full-width letter or digit", f"write {plain!r}", fix)


@rule("text-untrimmed", "article")
def text_untrimmed(article: Article, context: Context) -> Iterator[Finding]:
    """A text has no white space at its ends.

    Good: "包头市"
    Bad: "包头市 "
    """
    for path, text in texts(article):
        trimmed = text.strip(" \u3000\u00a0")
        if trimmed != text:
            fix = (Edit(path, trimmed),) if trimmed and not _is_quote(path) else None
            message = "white space stands at an end of the text"
            yield Finding(path, message, "delete it", fix=fix)


@rule("text-private-number", "article")
def text_private_number(article: Article, context: Context) -> Iterator[Finding]:
    """A text holds no mobile telephone number and no identity number.

    They belong to a person, and a published dataset cannot be called back.

    Good: "note": "a hotline of the court"
    Bad: "note": "call 138 followed by eight more digits"
    """
    for path, text in texts(article):
        if path == ("source", "sha256"):
            continue
        for pattern, what in ((_TELEPHONE, "a mobile telephone"), (_IDENTITY, "an identity")):
            if pattern.search(text):
                yield Finding(path, f"this looks like {what} number", "leave it out")


@rule("text-copied", "source")
def text_copied(article: Article, context: Context) -> Iterator[Finding]:
    """No text repeats more than 40 characters of the source in a row.

    Facts are recorded, sentences are not. White space does not count, and the headline is the
    report's own name.

    Good: a summary in the curator's own words
    Bad: a summary that is a sentence of the report
    """
    source = _BLANK.sub("", context.text)
    for path, text in texts(article):
        if path[0] == "headline" or _is_quote(path):
            continue
        plain = _BLANK.sub("", text)
        for at in range(len(plain) - LONGEST_QUOTE):
            run = plain[at : at + LONGEST_QUOTE + 1]
            if run in source:
                yield Finding(
                    path,
                    f"more than {LONGEST_QUOTE} characters are those of the source: {run[:12]}…",
                    "say it in your own words",
                )
                break


@rule("draft-todo", "article")
def draft_todo(article: Article, context: Context) -> Iterator[Finding]:
    """Nothing is left to be decided.

    A draft says what a person must decide: a text that starts with TODO, the region 000000, the
    period ../.. . Until all of it is decided the record cannot be published.

    Good: "en": "People's Court of Baotou"
    Bad: "en": "TODO: translate"
    """
    pairs: set[Path] = set()
    for path, text in texts(article):
        # A text in two languages is decided once: the Chinese to-do speaks for both.
        pair = path[:-1] if path[-1] in ("zh", "en") else path
        if is_todo(text) and pair not in pairs:
            pairs.add(pair)
            yield Finding(
                path, f"left to decide: {text}", _DECIDE.get(text, "decide, and write it")
            )


_DECIDE = {
    TODO_REGION: "write the code of the division the article is about",
    TODO_PERIOD: "write the period the figure covers, as far as the report tells",
}


def _character(
    path: Path, found: re.Match[str], what: str, hint: str, fix: Fix | None = None
) -> Finding:
    message = f"character {found.start() + 1} of the text is {what}"
    return Finding(path, message, hint, fix=fix)
