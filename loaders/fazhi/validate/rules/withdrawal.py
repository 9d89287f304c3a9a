"""Withdrawal: a record that no longer stands says why, and what stands in its place."""

from collections.abc import Iterator, Sequence

from fazhi.record.model import Article
from fazhi.validate.example import SecondValues, Values
from fazhi.validate.problem import Finding
from fazhi.validate.rule import ArticleRule, Context, DatasetRule, Entry


@ArticleRule.named("withdrawal-inconsistent", Values({"/status": "withdrawn"}))
def inconsistent(article: Article, context: Context) -> Iterator[Finding]:
    """A withdrawn record says why; an active one has no withdrawal."""
    if article.status == "withdrawn" and article.withdrawal is None:
        message = "the record is withdrawn, and nothing says why"
        yield Finding(("status",), message, "add a `withdrawal`")
    if article.status == "active" and article.withdrawal is not None:
        message = "the record is active, but has a withdrawal"
        hint = 'write "status": "withdrawn", or delete the withdrawal'
        yield Finding(("withdrawal",), message, hint, on_key=True)


@DatasetRule.named(
    "withdrawal-replacement-unknown",
    SecondValues(
        {"/withdrawal/replaced_by": "lakeside-cuort"},
        good={
            "/id": "riverside-court",
            "/status": "withdrawn",
            "/withdrawal": {"reason": "A duplicate.", "replaced_by": "lakeside-court"},
        },
    ),
)
def replacement_unknown(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Finding]]:
    """What a withdrawn record is replaced by is there.

    A record checked alone is not judged: the other may well be in the dataset."""
    known = {entry.article.id for entry in entries}
    for entry in entries if len(entries) > 1 else ():
        withdrawal = entry.article.withdrawal
        if withdrawal and withdrawal.replaced_by and withdrawal.replaced_by not in known:
            path = ("withdrawal", "replaced_by")
            message = f"there is no article {withdrawal.replaced_by!r} among those checked"
            yield entry, Finding(path, message, "check the whole dataset, or correct the id")


RULES = (inconsistent, replacement_unknown)
