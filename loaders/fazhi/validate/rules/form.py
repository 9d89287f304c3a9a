"""Form: the file can be read, and is written the one canonical way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from fazhi.record.article import Article, Evidence
from fazhi.record.canonical import to_document, to_json, to_json_line
from fazhi.validate.json_text import Document
from fazhi.validate.problem import Edit, Finding
from fazhi.validate.rule import Context, rule


def _faults(document: Document, kind: str) -> Iterator[Finding]:
    for fault in document.faults:
        if fault.kind == kind:
            fix = () if kind == "file-byte-order-mark" else None
            yield Finding(fault.path, fault.message, fault.hint, offset=fault.offset, fix=fix)


@rule("file-empty", "reading")
def file_empty(document: Document) -> Iterator[Finding]:
    """A record file holds a record.

    An empty file is what an editor or a full disk leaves behind when saving fails.

    Good: {"schema_version": "1.0", "id": "baotou-enforcement", …}
    Bad: (nothing)
    """
    return _faults(document, "file-empty")


@rule("file-too-large", "reading")
def file_too_large(document: Document) -> Iterator[Finding]:
    """A record file has at most 8 MiB.

    A record of one article has some ten kilobytes; anything this large is another file.

    Good: articles/baotou-enforcement.json, 24 KB
    Bad: articles/database-dump.json, 100 MB
    """
    return _faults(document, "file-too-large")


@rule("file-not-utf8", "reading")
def file_not_utf8(document: Document) -> Iterator[Finding]:
    """A record file is UTF-8.

    Bytes of GBK or Latin-1 turn into other characters on the next machine.

    Good: 包头 as E5 8C 85 E5 A4 B4
    Bad: 包头 as B0 FC CD B7 (GBK)
    """
    return _faults(document, "file-not-utf8")


@rule("file-byte-order-mark", "reading")
def file_byte_order_mark(document: Document) -> Iterator[Finding]:
    """A record file has no byte order mark.

    RFC 8259 forbids one, and some readers stumble over it.

    Good: {"schema_version": …
    Bad: EF BB BF {"schema_version": …
    """
    return _faults(document, "file-byte-order-mark")


@rule("json-syntax", "reading")
def json_syntax(document: Document) -> Iterator[Finding]:
    """A record file is JSON.

    The first place that is not JSON (RFC 8259) is shown; what follows cannot be judged. NaN and
    Infinity are no JSON.

    Good: {"value": 2542, "unit": "case"}
    Bad: {"value": 2542 "unit": "case"}
    """
    return _faults(document, "json-syntax")


@rule("json-duplicate-key", "reading")
def json_duplicate_key(document: Document) -> Iterator[Finding]:
    """No name stands twice in one object.

    Readers disagree about which of the two counts, so one of them is silently lost.

    Good: {"value": 2542}
    Bad: {"value": 2542, "value": 2452}
    """
    return _faults(document, "json-duplicate-key")


@rule("json-number", "reading")
def json_number(document: Document) -> Iterator[Finding]:
    """A number has at most 15 significant digits.

    That is what a double holds exactly, and every reader of the release uses doubles.

    Good: "value": 215000000
    Bad: "value": 215000000.00000001
    """
    return _faults(document, "json-number")


@rule("json-too-deep", "reading")
def json_too_deep(document: Document) -> Iterator[Finding]:
    """Values are nested at most 32 deep.

    A record needs a handful of levels; deeper nesting only serves to break readers.

    Good: {"metrics": [{"evidence": [{"exact": …}]}]}
    Bad: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
    """
    return _faults(document, "json-too-deep")


@rule("json-lone-surrogate", "reading")
def json_lone_surrogate(document: Document) -> Iterator[Finding]:
    r"""A text holds whole characters only.

    Half of a surrogate pair is no character and cannot be written as UTF-8.

    Good: "𠮷" or "\ud842\udfb7"
    Bad: "\ud842"
    """
    return _faults(document, "json-lone-surrogate")


@rule("form-line-ending", "article")
def form_line_ending(article: Article, context: Context) -> Iterator[Finding]:
    """Lines end with LF.

    A file that ends its lines otherwise differs in every line from the same file elsewhere.

    Good: {⏎
    Bad: {␍⏎
    """
    at = context.document.text.find("\r")
    if at >= 0:
        yield Finding(
            (), "a line ends with CR or CR LF", "save the file with LF line ends", offset=at, fix=()
        )


@rule("form-not-nfc", "article")
def form_not_nfc(article: Article, context: Context) -> Iterator[Finding]:
    """The text is in Unicode normalization form NFC.

    The same word in two forms looks alike, and is not found when searched for.

    Good: é (U+00E9)
    Bad: é (U+0065 U+0301)
    """
    text = context.document.text
    if unicodedata.is_normalized("NFC", text):
        return
    at = _first_difference(text, unicodedata.normalize("NFC", text))
    yield Finding(
        (),
        f"{text[at]!r} does not stand in its composed form",
        "convert the file to Unicode NFC",
        offset=at,
        fix=(),
    )


@rule("form-not-canonical", "article")
def form_not_canonical(article: Article, context: Context) -> Iterator[Finding]:
    """The file is laid out the canonical way.

    Two-space indent, keys in schema order, whole numbers without fraction, one line break at
    the end: then a change in a file is a change in its facts.

    Good: "value": 2542,
    Bad: "value":  2542.0,
    """
    document = context.document
    text = unicodedata.normalize("NFC", document.text.replace("\r\n", "\n"))
    canonical = to_json_line(article) if document.is_line else to_json(article)
    if text == canonical:
        return
    at = _first_difference(text, canonical)
    yield Finding((), _difference(text, canonical, at), "run `fazhi format`", offset=at, fix=())


@rule("form-not-sorted", "article")
def form_not_sorted(article: Article, context: Context) -> Iterator[Finding]:
    """Parts stand in the order of the source.

    Their order says nothing, so it is the one in which a reader of the report meets them: two
    people who curate the same report write the same file.

    Good: metrics whose first quotes start at 75, 82 and 109
    Bad: metrics whose first quotes start at 82, 75 and 109
    """
    for name in ("initiatives", "honours", "metrics", "exclusions"):
        parts = getattr(article, name)
        for i, part in enumerate(parts):
            ordered = sorted(part.evidence, key=_place)
            if list(part.evidence) != ordered:
                path = (name, i, "evidence")
                fix = (Edit(path, [to_document(one) for one in ordered]),)
                yield Finding(path, "the quotes do not stand in order", _SORT, fix=fix)
        ordered = sorted(parts, key=lambda part: _place(min(part.evidence, key=_place)))
        if list(parts) != ordered:
            first = next(i for i, part in enumerate(parts) if part is not ordered[i])
            fix = (Edit((name,), [to_document(one) for one in ordered]),)
            message = f"the {name} do not stand in the order of their quotes"
            yield Finding((name, first), message, _SORT, fix=fix)


_SORT = "run `fazhi format`"


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
