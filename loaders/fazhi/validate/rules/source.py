"""Source: the text at hand is the one the record was made from."""

from collections.abc import Iterator

from fazhi.record.model import Article
from fazhi.record.quotes import find_again, quotes
from fazhi.validate.example import Values
from fazhi.validate.problem import Edit, Finding
from fazhi.validate.rule import SourceContext, SourceRule


@SourceRule.named("source-differs", Values({"/source/sha256": "0" * 64}))
def differs(article: Article, context: SourceContext) -> Iterator[Finding]:
    """The text at hand is the one the record was made from.

    The SHA-256 is of the text as UTF-8, NFC, LF. When it differs, either this is another text, or
    it was corrected after the record was made, and the quotes must be found again."""
    if context.sha256 == article.source.sha256:
        return
    # Only a text that still has every quote is taken for a corrected text of the same report.
    wanted = list(quotes(article))
    same_report = bool(wanted) and len(find_again(wanted, context.text)) == len(wanted)
    sha256 = Edit(("source", "sha256"), context.sha256)
    characters = Edit(("source", "characters"), len(context.text))
    yield Finding(
        sha256.path,
        "the text at hand is not the one this record was made from",
        f"if the text is right, its SHA-256 is {context.sha256}",
        fix=(sha256, characters) if same_report else None,
    )


@SourceRule.named("source-length-differs", Values({"/source/characters": 999}))
def length_differs(article: Article, context: SourceContext) -> Iterator[Finding]:
    """The record knows how many characters the text has."""
    source, length = article.source, len(context.text)
    if length != source.characters and context.sha256 == source.sha256:
        path = ("source", "characters")
        message = f"the text has {length} characters, not {source.characters}"
        yield Finding(path, message, f"write {length}", fix=(Edit(path, length),))


RULES = (differs, length_differs)
