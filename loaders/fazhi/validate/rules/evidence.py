"""Evidence: every quote is where the record says it is.

The first rules need only the record; those of scope `source` need the text of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from fazhi.record.article import Article, Evidence
from fazhi.validate.problem import Edit, Finding, Fix, Path
from fazhi.validate.reanchor import reanchor
from fazhi.validate.rule import Context, rule

LONGEST_QUOTE = 40


def quotes(article: Article) -> Iterator[tuple[Path, Evidence]]:
    """Every piece of evidence in the article and where it stands."""
    for name in ("initiatives", "honours", "metrics", "exclusions"):
        for i, part in enumerate(getattr(article, name)):
            for j, evidence in enumerate(part.evidence):
                yield (name, i, "evidence", j), evidence


def is_sound(evidence: Evidence) -> bool:
    """Whether the quote is short, on one line, and as long as its offsets say."""
    exact = evidence.exact
    agrees = evidence.end - evidence.start == len(exact)
    return agrees and len(exact) <= LONGEST_QUOTE and "\n" not in exact and "\r" not in exact


def in_place(evidence: Evidence, text: str) -> bool:
    """Whether the text has the quote at its offsets."""
    return text.startswith(evidence.exact, evidence.start)


@rule("evidence-reversed", "article")
def evidence_reversed(article: Article, context: Context) -> Iterator[Finding]:
    """A quote ends after it starts.

    Good: {"exact": "2542件", "start": 100, "end": 105}
    Bad: {"exact": "2542件", "start": 105, "end": 100}
    """
    for path, evidence in quotes(article):
        if evidence.end <= evidence.start:
            yield Finding(
                (*path, "end"),
                f"the quote ends at {evidence.end}, not after its start at {evidence.start}",
                f"a quote of {len(evidence.exact)} characters from {evidence.start} ends at "
                f"{evidence.start + len(evidence.exact)}",
            )


@rule("evidence-length-differs", "article")
def evidence_length_differs(article: Article, context: Context) -> Iterator[Finding]:
    """The offsets are as far apart as the quote is long, in Unicode code points.

    Good: {"exact": "2542件", "start": 100, "end": 105}
    Bad: {"exact": "2542件", "start": 100, "end": 106}
    """
    for path, evidence in quotes(article):
        length = evidence.end - evidence.start
        if length > 0 and length != len(evidence.exact):
            end = evidence.start + len(evidence.exact)
            right = bool(context.text) and in_place(evidence, context.text)
            yield Finding(
                (*path, "end"),
                f"the offsets span {length} characters, the quote has {len(evidence.exact)}",
                f"the end is {end}" if right else f"if the start is right, the end is {end}",
                fix=(Edit((*path, "end"), end),) if right else None,
            )


@rule("evidence-beyond-source", "article")
def evidence_beyond_source(article: Article, context: Context) -> Iterator[Finding]:
    """A quote starts inside the source.

    Good: "start": 100 in a source of 739 characters
    Bad: "start": 1000 in a source of 739 characters
    """
    for path, evidence in quotes(article):
        if evidence.start >= article.source.characters:
            yield Finding(
                (*path, "start"),
                f"the source has only {article.source.characters} characters",
                "correct the offsets",
            )


@rule("evidence-quote-too-long", "article")
def evidence_quote_too_long(article: Article, context: Context) -> Iterator[Finding]:
    """A quote has at most 40 characters.

    Facts are recorded, sentences are not: the report's text is not ours to publish.

    Good: "exact": "2542件"
    Bad: "exact": "(a whole sentence of the report)"
    """
    for path, evidence in quotes(article):
        if len(evidence.exact) > LONGEST_QUOTE:
            yield Finding(
                (*path, "exact"),
                f"the quote has {len(evidence.exact)} characters, more than {LONGEST_QUOTE}",
                "quote only the characters that state the fact",
            )


@rule("evidence-quote-broken", "article")
def evidence_quote_broken(article: Article, context: Context) -> Iterator[Finding]:
    r"""A quote lies on one line.

    A figure does not run over a line break; a name that does is quoted on either side of it.

    Good: "exact": "钢城执锐"
    Bad: "exact": "钢城\n执锐"
    """
    for path, evidence in quotes(article):
        if "\n" in evidence.exact or "\r" in evidence.exact:
            yield Finding(
                (*path, "exact"), "the quote runs over a line break", "quote a part on one line"
            )


@rule("evidence-repeated", "article")
def evidence_repeated(article: Article, context: Context) -> Iterator[Finding]:
    """The same characters stand only once in one list of evidence.

    Good: [{"exact": "1209人次", "start": 417, …}]
    Bad: [{"exact": "1209人次", "start": 417, …}, {"exact": "1209人次", "start": 417, …}]
    """
    seen: set[tuple[object, ...]] = set()
    for path, evidence in quotes(article):
        place = (*path[:2], evidence.start, evidence.end)
        if place in seen:
            yield Finding(path, "this quote stands twice in the list", "delete one of the two")
        seen.add(place)


@rule("absence-not-zero", "article")
def absence_not_zero(article: Article, context: Context) -> Iterator[Finding]:
    """A metric whose basis is `absence` has the value 0.

    The source says that there is none; it does not say a number.

    Good: "value": 0, "basis": "absence"
    Bad: "value": 3, "basis": "absence"
    """
    for i, metric in enumerate(article.metrics):
        if metric.basis == "absence" and metric.value != 0:
            yield Finding(
                ("metrics", i, "value"),
                f"the basis is absence, but the value is {metric.value:g}",
                "write 0, or another basis",
            )


@rule("count-differs", "article")
def count_differs(article: Article, context: Context) -> Iterator[Finding]:
    """A metric whose basis is `count` has one quote for each thing counted.

    Good: "value": 3, "basis": "count" with three quotes
    Bad: "value": 3, "basis": "count" with two quotes
    """
    for i, metric in enumerate(article.metrics):
        if metric.basis == "count" and metric.value != len(metric.evidence):
            yield Finding(
                ("metrics", i, "value"),
                f"the value is {metric.value:g}, but {len(metric.evidence)} things are quoted",
                "quote each thing that was counted, once",
            )


@rule("source-differs", "source")
def source_differs(article: Article, context: Context) -> Iterator[Finding]:
    """The text at hand is the one the record was made from.

    The SHA-256 is of the text as UTF-8, NFC, LF. When it differs, either this is another text,
    or it was corrected after the record was made, and the quotes must be found again.

    Good: "sha256": the text's own
    Bad: "sha256": that of another text
    """
    digest = _digest(context.text)
    if digest != article.source.sha256:
        yield Finding(
            ("source", "sha256"),
            "the text at hand is not the one this record was made from",
            f"if the text is right, its SHA-256 is {digest}",
            fix=_same_report(article, context.text, digest),
        )


@rule("source-length-differs", "source")
def source_length_differs(article: Article, context: Context) -> Iterator[Finding]:
    """The record knows how many characters the text has.

    Good: "characters": 739 for a text of 739 code points
    Bad: "characters": 740
    """
    length = len(context.text)
    digest = _digest(context.text)
    if length != article.source.characters and digest == article.source.sha256:
        yield Finding(
            ("source", "characters"),
            f"the text has {length} characters, not {article.source.characters}",
            f"write {length}",
            fix=(Edit(("source", "characters"), length),),
        )


@rule("evidence-quote-differs", "source")
def evidence_quote_differs(article: Article, context: Context) -> Iterator[Finding]:
    """A quote stands in the text at its offsets.

    Good: text[100:105] == "2542件"
    Bad: text[100:105] == "案件2542"
    """
    found = reanchor(quotes(article), context.text)
    corrected = _digest(context.text) != article.source.sha256
    for path, evidence in quotes(article):
        start = found.get(path)
        # In a text that has moved, equal characters may by chance stand at the old offsets.
        stays = in_place(evidence, context.text) and not (corrected and start != evidence.start)
        if stays or evidence.end - evidence.start != len(evidence.exact):
            continue
        met = context.text[evidence.start : evidence.end]
        if start is None:
            hint, fix = "these characters are nowhere in the text", None
        else:
            end = start + len(evidence.exact)
            hint = f"it stands at {start} to {end}"
            fix = (Edit((*path, "start"), start), Edit((*path, "end"), end))
        yield Finding((*path, "exact"), f"the text has {met!r} there", hint, fix=fix)


@lru_cache(maxsize=8)
def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def _same_report(article: Article, text: str, digest: str) -> Fix | None:
    """Only a text that still has every quote is taken for a corrected text of the same report."""
    wanted = list(quotes(article))
    if not wanted or len(reanchor(wanted, text)) < len(wanted):
        return None
    return Edit(("source", "sha256"), digest), Edit(("source", "characters"), len(text))
