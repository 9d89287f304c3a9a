"""Text: nothing invisible, misleading, private, copied from the source, or left to decide."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from fazhi.record.json_pointer import JsonPath
from fazhi.record.model import Article
from fazhi.record.quotes import LONGEST_QUOTE
from fazhi.validate.example import Values
from fazhi.validate.problem import Edit, Finding, Fix
from fazhi.validate.rule import ArticleRule, Context, SourceContext, SourceRule
from fazhi.validate.todo import (
    TODO,
    TODO_PERIOD,
    TODO_REGION,
    Todo,
    TodoError,
    is_todo,
    read_todos,
)

_HIGH_CONTROLS = r"\x7f-\x9f\u2028\u2029"
_BIDIRECTIONALS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTHS = "\u00ad\u180e\u200b-\u200d\u2060\ufeff"
_FULL_WIDTHS = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_CONTROL = re.compile(rf"[\x00-\x1f{_HIGH_CONTROLS}]")
_BIDIRECTIONAL = re.compile(f"[{_BIDIRECTIONALS}]")
_ZERO_WIDTH = re.compile(f"[{_ZERO_WIDTHS}]")
_FULL_WIDTH = re.compile(f"[{_FULL_WIDTHS}]")
_PRIVATE = (
    (re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])"), "a mobile telephone"),
    (re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])"), "an identity"),
)
_BLANK = re.compile(r"\s")
_DECIDE = {
    TODO_REGION: "write the code of the division the article is about",
    TODO_PERIOD: "write the period the figure covers, as far as the report tells",
}


# What a file holds if any of its texts breaks a rule that looks at its characters. Each is searched
# for by itself, because Python searches for one class of characters faster than for a choice.
_SUSPECT_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        f"[{_HIGH_CONTROLS}{_BIDIRECTIONALS}{_ZERO_WIDTHS}{_FULL_WIDTHS}]",
        r"\\[^\"\\]",  # an escape may stand for anything
        "[0-9]{11}",
        '[ \u3000\u00a0]"[\\s,:\\]}]',  # white space at an end
    )
]
_SUSPECT_STARTS = ('" ', '"\u3000', '"\u00a0', f'"{TODO}', f'"{TODO_REGION}"', f'"{TODO_PERIOD}"')


def _suspects(context: Context) -> Iterable[tuple[JsonPath, str]]:
    """The texts of an article with their paths; none where its file shows that all are right."""
    return context.texts if _is_suspect(context.document.text) else ()


@lru_cache(maxsize=1)  # several rules ask it of one file after the other
def _is_suspect(file: str) -> bool:
    return any(start in file for start in _SUSPECT_STARTS) or any(
        pattern.search(file) for pattern in _SUSPECT_PATTERNS
    )


def _is_quote(path: JsonPath) -> bool:
    return path[-1] == "exact"


@ArticleRule.named(
    "text-control-character", Values({"/headline/en": "The lakeside court\ngoes to the pastures"})
)
def control_character(article: Article, context: Context) -> Iterator[Finding]:
    """A text holds no control characters and no line breaks."""
    for path, text in _suspects(context):
        found = _CONTROL.search(text)
        if found and not (_is_quote(path) and found.group() in "\r\n"):
            yield _character(path, found, "a control character or line break", "delete it")


@ArticleRule.named("text-bidirectional-control", Values({"/headline/zh": "湖畔法庭\u202e走进牧区"}))
def bidirectional_control(article: Article, context: Context) -> Iterator[Finding]:
    """A text holds no bidirectional controls.

    They make a text look other than it is (Unicode Technical Report 36)."""
    for path, text in _suspects(context):
        found = _BIDIRECTIONAL.search(text)
        if found:
            yield _character(path, found, "a bidirectional control", "delete it")


@ArticleRule.named("text-zero-width", Values({"/headline/zh": "湖\u200b畔法庭走进牧区"}))
def zero_width(article: Article, context: Context) -> Iterator[Finding]:
    """A text holds no zero-width characters.

    They come with text pasted from web pages, and keep a word from being found."""
    for path, text in _suspects(context):
        found = _ZERO_WIDTH.search(text)
        if found:
            fix = None if _is_quote(path) else (Edit(path, _ZERO_WIDTH.sub("", text)),)
            yield _character(path, found, "a character without width", "delete it", fix)


@ArticleRule.named(
    "text-full-width",
    Values({"/headline/zh": "“１＋Ｎ”走进牧区"}, good={"/headline/zh": "“1+N”走进牧区"}),
)
def full_width(article: Article, context: Context) -> Iterator[Finding]:
    """Latin letters and digits are not full-width, except in a quote of the source."""
    for path, text in _suspects(context):
        found = None if _is_quote(path) else _FULL_WIDTH.search(text)
        if found:
            fix = (Edit(path, _FULL_WIDTH.sub(_half_width, text)),)
            hint = f"write {_half_width(found)!r}"
            yield _character(path, found, "a full-width letter or digit", hint, fix)


@ArticleRule.named(
    "text-untrimmed", Values({"/headline/en": "The lakeside court goes to the pastures "})
)
def untrimmed(article: Article, context: Context) -> Iterator[Finding]:
    """A text has no white space at its ends."""
    for path, text in _suspects(context):
        trimmed = text.strip(" \u3000\u00a0")
        if trimmed != text:
            fix = (Edit(path, trimmed),) if trimmed and not _is_quote(path) else None
            yield Finding(path, "white space stands at an end of the text", "delete it", fix=fix)


@ArticleRule.named("text-private-number", Values({"/published/note": "Call 13800000000."}))
def private_number(article: Article, context: Context) -> Iterator[Finding]:
    """A text holds no mobile telephone number and no identity number.

    They belong to a person, and a published dataset cannot be called back."""
    for path, text in _suspects(context):
        if path != ("source", "sha256"):
            for pattern, what in _PRIVATE:
                if pattern.search(text):
                    yield Finding(path, f"this looks like {what} number", "leave it out")


@SourceRule.named(
    "text-copied",
    Values({"/summary/zh": "湖畔人民法院受理案件1200件,网上立案1200件,审结1140件,结案率95%;其中"}),
)
def copied(article: Article, context: SourceContext) -> Iterator[Finding]:
    """No text repeats more than 40 characters of the source in a row.

    Facts are recorded, sentences are not. White space does not count, and the headline is the
    report's own name."""
    source = _BLANK.sub("", context.text)
    # Whatever is longer than a quote holds one of the pieces of the source from end to end.
    length = (LONGEST_QUOTE + 1) // 2
    pieces = {source[at : at + length] for at in range(0, len(source), length)}
    for path, text in context.texts:
        if len(text) <= LONGEST_QUOTE or path[0] == "headline" or _is_quote(path):
            continue
        plain = _BLANK.sub("", text)
        known = [plain[at : at + length] in pieces for at in range(len(plain))]
        for at in range(len(plain) - LONGEST_QUOTE):
            run = plain[at : at + LONGEST_QUOTE + 1]
            if any(known[at : at + length + 1]) and run in source:
                message = f"more than {LONGEST_QUOTE} characters are those of the source: "
                yield Finding(path, f"{message}{run[:12]}…", "say it in your own words")
                break


@ArticleRule.named("text-todo", Values({"/headline/en": "TODO: translate"}))
def todo(article: Article, context: Context) -> Iterator[Finding]:
    """Nothing is left to be decided.

    A draft says what a person must decide, in its list `todo` and by placeholders: a text that
    starts with TODO, the region 000000, the period ../.. . `fazhi accept` asks for each. Until all
    of it is decided the record cannot be published."""
    try:
        todos = read_todos(context.value)
    except TodoError as error:
        hint = "correct this to-do, or delete it once what it asks is decided"
        yield Finding(error.path, f"the to-dos cannot be read: {error}", hint)
        todos = []
    for item in todos:
        yield Finding(item.at, f"left to decide: {item.ask}", _choices(item))
    # What an open to-do is about is not reported a second time.
    decided = {item.at for item in todos}
    for path, text in _suspects(context):
        # A text in two languages is decided once: the Chinese placeholder stands for both.
        pair = path[:-1] if path[-1] in ("zh", "en") else path
        if is_todo(text) and decided.isdisjoint(
            path[:length] for length in range(1, len(path) + 1)
        ):
            decided.add(pair)
            hint = _DECIDE.get(text, "decide, and write it")
            yield Finding(path, f"left to decide: {text}", hint)


def _choices(todo: Todo) -> str:
    """What may be chosen, and how a decision is recorded."""
    close = "decide by `fazhi accept`, or write the value and delete the to-do"
    written = " | ".join(map(_written, todo.choices))
    return f"{written}; {close}" if written else close


def _written(choice: object) -> str:
    """A choice without the names and marks of JSON."""
    if isinstance(choice, dict):
        return " ".join(map(str, choice.values()))
    if isinstance(choice, list):
        return ", ".join(map(str, choice))
    return "null" if choice is None else str(choice)


def _half_width(found: re.Match[str]) -> str:
    return chr(ord(found.group()) - 0xFEE0)


def _character(
    path: JsonPath, found: re.Match[str], what: str, hint: str, fix: Fix | None = None
) -> Finding:
    return Finding(path, f"character {found.start() + 1} of the text is {what}", hint, fix=fix)


RULES = (
    control_character,
    bidirectional_control,
    zero_width,
    full_width,
    untrimmed,
    private_number,
    copied,
    todo,
)
