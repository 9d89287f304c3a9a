"""Evidence: every quote is where the record says it is."""

from collections.abc import Iterator

from fazhi.record.model import Article
from fazhi.record.quotes import LONGEST_QUOTE, find_again, in_place, quotes
from fazhi.validate.example import Edits, Values
from fazhi.validate.problem import Edit, Finding
from fazhi.validate.rule import ArticleRule, Context, SourceContext, SourceRule

_AT = "/metrics/9/evidence/0"


def _quote(exact: str, start: int, end: int) -> Edits:
    return {f"{_AT}/start": start, f"{_AT}/end": end, f"{_AT}/exact": exact}


@ArticleRule.named("evidence-reversed", Values(_quote("近2.4亿元", 125, 120), at=f"{_AT}/end"))
def reversed_(article: Article, context: Context) -> Iterator[Finding]:
    """A quote ends after it starts."""
    for path, evidence in quotes(article):
        if evidence.end <= evidence.start:
            length = len(evidence.exact)
            yield Finding(
                (*path, "end"),
                f"the quote ends at {evidence.end}, not after its start at {evidence.start}",
                f"a quote of {length} characters from {evidence.start} ends at "
                f"{evidence.start + length}",
            )


@ArticleRule.named(
    "evidence-length-differs", Values(_quote("近2.4亿元", 125, 132), at=f"{_AT}/end")
)
def length_differs(article: Article, context: Context) -> Iterator[Finding]:
    """The offsets are as far apart as the quote is long, in Unicode code points."""
    text = context.text or ""
    for path, evidence in quotes(article):
        length = evidence.end - evidence.start
        if length > 0 and length != len(evidence.exact):
            end = evidence.start + len(evidence.exact)
            right = bool(text) and in_place(evidence, text)
            yield Finding(
                (*path, "end"),
                f"the offsets span {length} characters, the quote has {len(evidence.exact)}",
                f"the end is {end}" if right else f"if the start is right, the end is {end}",
                fix=(Edit((*path, "end"), end),) if right else None,
            )


@ArticleRule.named(
    "evidence-beyond-source", Values({"/source/characters": 277}, at="/metrics/16/evidence/0/start")
)
def beyond_source(article: Article, context: Context) -> Iterator[Finding]:
    """A quote starts inside the source."""
    characters = article.source.characters
    for path, evidence in quotes(article):
        if evidence.start >= characters:
            message = f"the source has only {characters} characters"
            yield Finding((*path, "start"), message, "correct the offsets")


@ArticleRule.named("evidence-quote-too-long", Values(_quote("牧" * 41, 125, 166)))
def quote_too_long(article: Article, context: Context) -> Iterator[Finding]:
    """A quote has at most 40 characters.

    Facts are recorded, sentences are not: the report's text is not ours to publish."""
    for path, evidence in quotes(article):
        length = len(evidence.exact)
        if length > LONGEST_QUOTE:
            message = f"the quote has {length} characters, more than {LONGEST_QUOTE}"
            hint = "quote only the characters that state the fact"
            yield Finding((*path, "exact"), message, hint)


@ArticleRule.named("evidence-quote-broken", Values(_quote("近2\n.4亿元", 125, 132)))
def quote_broken(article: Article, context: Context) -> Iterator[Finding]:
    """A quote lies on one line.

    A figure does not run over a line break; a name that does is quoted on either side of it."""
    for path, evidence in quotes(article):
        if "\n" in evidence.exact or "\r" in evidence.exact:
            message = "the quote runs over a line break"
            yield Finding((*path, "exact"), message, "quote a part on one line")


@ArticleRule.named(
    "evidence-repeated",
    Values({"/exclusions/0/evidence/1": {"exact": "一次次", "start": 182, "end": 185}}),
)
def repeated(article: Article, context: Context) -> Iterator[Finding]:
    """The same characters stand only once in one list of evidence."""
    seen: set[tuple[object, ...]] = set()
    for path, evidence in quotes(article):
        place = (*path[:2], evidence.start, evidence.end)
        if place in seen:
            yield Finding(path, "this quote stands twice in the list", "delete one of the two")
        seen.add(place)


@SourceRule.named("evidence-quote-differs", Values(_quote("近2.4亿元", 126, 132)))
def quote_differs(article: Article, context: SourceContext) -> Iterator[Finding]:
    """A quote stands in the text at its offsets."""
    found = find_again(quotes(article), context.text)
    corrected = context.sha256 != article.source.sha256
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


RULES = (
    reversed_,
    length_differs,
    beyond_source,
    quote_too_long,
    quote_broken,
    repeated,
    quote_differs,
)
