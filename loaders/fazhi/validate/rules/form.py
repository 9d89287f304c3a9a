"""Form: a record is written the canonical way."""

import unicodedata
from collections.abc import Iterator

from fazhi.record.canonical import to_document, to_json, to_json_line
from fazhi.record.model import Article, Evidence
from fazhi.record.quotes import EVIDENCED
from fazhi.validate.example import Text, Values
from fazhi.validate.problem import Edit, Finding
from fazhi.validate.rule import ArticleRule, Context, ReadingRule
from fazhi.validate.todo import raw_todos

_AT = "/metrics/12/evidence"
_FIRST = {"exact": "张某", "start": 209, "end": 211}
_SECOND = {"exact": "李某", "start": 212, "end": 214}

byte_order_mark = ReadingRule(
    "form-byte-order-mark",
    "A record file has no byte order mark.",
    "RFC 8259 forbids one, and some readers reject it.",
    Text('{\n  "schema_version"', '\ufeff{\n  "schema_version"'),
)


@ArticleRule.named("form-line-ending", Text('"revision": 1,\n', '"revision": 1,\r\n', at="\r"))
def line_ending(article: Article, context: Context) -> Iterator[Finding]:
    """Lines end with LF.

    A file that ends its lines otherwise differs in every line from the same file elsewhere."""
    at = context.document.text.find("\r")
    if at >= 0:
        hint = "save the file with LF line ends"
        yield Finding((), "a line ends with CR or CR LF", hint, offset=at, fix=())


@ArticleRule.named(
    "form-not-nfc", Text("The lakeside court", "The\u0301 lakeside court", at="e\u0301")
)
def not_nfc(article: Article, context: Context) -> Iterator[Finding]:
    """The text is in Unicode normalization form NFC.

    The same word in two forms looks alike, and is not found when searched for."""
    text = context.document.text
    if unicodedata.is_normalized("NFC", text):
        return
    at = _first_difference(text, unicodedata.normalize("NFC", text))
    message = f"{text[at]!r} does not stand in its composed form"
    yield Finding((), message, "convert the file to Unicode NFC", offset=at, fix=())


@ArticleRule.named(
    "form-not-canonical", Text('"revision": 1,', '"revision":  1.0,', at=' 1.0,\n  "status"')
)
def not_canonical(article: Article, context: Context) -> Iterator[Finding]:
    """The file is laid out the canonical way.

    Two-space indent, keys in schema order, whole numbers without fraction, one line break at the
    end: then a change in a file is a change in its facts."""
    if context.is_canonical:
        return
    document = context.document
    text = unicodedata.normalize("NFC", document.text.replace("\r\n", "\n"))
    write = to_json_line if document.is_line else to_json
    canonical = write(article, raw_todos(document.value))
    if text != canonical:
        at = _first_difference(text, canonical)
        message = _difference(text, canonical, at)
        yield Finding((), message, "run `fazhi format`", offset=at, fix=())


@ArticleRule.named("form-not-sorted", Values({f"{_AT}/0": _SECOND, f"{_AT}/1": _FIRST}, at=_AT))
def not_sorted(article: Article, context: Context) -> Iterator[Finding]:
    """Parts stand in the order of the source.

    Their order says nothing, so it is the one in which a reader of the report meets them: two
    people who curate the same report write the same file."""
    hint = "run `fazhi format`"
    for name in EVIDENCED:
        parts = getattr(article, name)
        for i, part in enumerate(parts):
            ordered = sorted(part.evidence, key=_place)
            if list(part.evidence) != ordered:
                path = (name, i, "evidence")
                fix = (Edit(path, [to_document(evidence) for evidence in ordered]),)
                yield Finding(path, "the quotes do not stand in order", hint, fix=fix)
        ordered = sorted(parts, key=lambda part: min(map(_place, part.evidence)))
        if list(parts) != ordered:
            first = next(i for i, part in enumerate(parts) if part is not ordered[i])
            fix = (Edit((name,), [to_document(part) for part in ordered]),)
            message = f"the {name} do not stand in the order of their quotes"
            yield Finding((name, first), message, hint, fix=fix)


def _place(evidence: Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end


def _first_difference(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))


def _difference(text: str, canonical: str, at: int) -> str:
    def line(of: str) -> str:
        start = of.rfind("\n", 0, at) + 1
        return of[start:].partition("\n")[0].strip() or "(the end)"

    met, wanted = line(text), line(canonical)
    if met == wanted:
        return "white space differs from the canonical layout here"
    return f"the canonical layout has {wanted[:60]!r} here, not {met[:60]!r}"


RULES = (byte_order_mark, line_ending, not_nfc, not_canonical, not_sorted)
