"""Pages for the tests of the review."""

from __future__ import annotations

from typing import Any

from fazhi.curate.review.page import review_page
from fazhi.record.model import Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.problem import Problem
from tests.common import SAMPLE

VOCABULARIES = load_vocabularies(vocabulary_directory())
TEXT = (SAMPLE / "lakeside-court.txt").read_text("utf-8")
RECORD = Article.model_validate_json((SAMPLE / "lakeside-court.json").read_bytes())
HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=2'>\"&amp;$text"
)


def without(identifier: str) -> Article:
    """The sample with one metric taken away."""
    metrics = tuple(metric for metric in RECORD.metrics if metric.id != identifier)
    return changed(metrics=metrics)


def changed(**fields: Any) -> Article:
    """The sample with other fields."""
    return RECORD.model_copy(update=fields)


def problem(pointer: str, message: str = "the value is wrong") -> Problem:
    """A problem at a place of the record."""
    return Problem(
        rule="some-rule", severity="error", file="x.json", line=7, column=3, pointer=pointer,
        message=message, hint="write another",
    )  # fmt: skip


def page(article: Article = RECORD, text: str = TEXT, *problems: Problem) -> str:
    """The review of an article."""
    return review_page(article, text, problems, VOCABULARIES)


def hostile() -> str:
    """A review in which every free text, the source's too, tries to be markup."""
    label = RECORD.headline.model_copy(update={"zh": HOSTILE, "en": HOSTILE})
    quote = RECORD.metrics[0].evidence[0].model_copy(update={"exact": HOSTILE})
    metric = RECORD.metrics[0].model_copy(update={"label": label, "evidence": (quote,)})
    note = RECORD.exclusions[1].model_copy(update={"note": HOSTILE})
    article = changed(
        headline=label, metrics=(metric, *RECORD.metrics[1:]), exclusions=(note,), language=HOSTILE
    )
    return page(article, f"{HOSTILE}\n\n{TEXT}1200{HOSTILE}", problem("/metrics/0", HOSTILE))
