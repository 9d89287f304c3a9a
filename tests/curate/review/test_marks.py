"""The marks in the text: which of several quotes and figures is seen at a place."""

from __future__ import annotations

from fazhi.curate.review.marks import find_marks, find_owners, find_runs
from fazhi.record.model import Article, Evidence
from fazhi.validate.coverage import find_coverage
from tests.curate.review.pages import RECORD, changed


def quoted(*quotes: str, text: str) -> Article:
    """The sample with one initiative for each quote of the text, and nothing else."""
    names = tuple(
        RECORD.initiatives[0].model_copy(
            update={
                "evidence": (
                    Evidence(
                        exact=quote, start=text.index(quote), end=text.index(quote) + len(quote)
                    ),
                )
            }
        )
        for quote in quotes
    )
    return changed(initiatives=names, metrics=(), exclusions=(), honours=())


def shown(article: Article, text: str) -> list[tuple[str, str | None]]:
    marks = find_marks(article, text, find_coverage(article, text))
    (line,) = find_runs(text, find_owners(text, marks))
    return [(run.text, None if run.mark is None else marks[run.mark].kind) for run in line]


def test_a_figure_is_seen_inside_a_name() -> None:
    text = "推行“1571”工作法"
    assert shown(quoted("“1571”工作法", text=text), text) == [
        ("推行", None), ("“", "name"), ("1571", "nothing"), ("”工作法", "name")
    ]  # fmt: skip


def test_the_shorter_of_two_quotes_is_seen() -> None:
    text = "马背法庭调解室"
    article = quoted("马背法庭调解室", "法庭", text=text)
    assert [run for run, _ in shown(article, text)] == ["马背", "法庭", "调解室"]
