"""What covers a figure of a text: every figure has exactly one answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.figure import figures
from fazhi.record.model import Article, Evidence, Exclusion
from fazhi.testing import articles
from fazhi.validate.coverage import FigureCoverage, find_coverage
from tests.common import SAMPLE

SAMPLE_TEXT = (SAMPLE / "lakeside-court.txt").read_text("utf-8")
SAMPLE_RECORD = Article.model_validate_json((SAMPLE / "lakeside-court.json").read_bytes())


def only(
    text: str, exact: str, part: str = "metrics", at: int | None = None
) -> list[FigureCoverage]:
    """The coverage of a text in which one metric or exclusion quotes `exact`."""
    start = text.index(exact) if at is None else at
    quote = Evidence(exact=exact, start=start, end=start + len(exact))
    metric = SAMPLE_RECORD.metrics[0].model_copy(update={"evidence": (quote,)})
    held = {
        "metrics": (metric,) if part == "metrics" else (),
        "exclusions": (Exclusion(evidence=(quote,), reason="idiom"),)
        if part == "exclusions"
        else (),
    }
    return find_coverage(SAMPLE_RECORD.model_copy(update=held), text)


def test_the_sample_is_complete() -> None:
    coverage = find_coverage(SAMPLE_RECORD, SAMPLE_TEXT)
    assert [(item.figure.exact, item.by, item.pointer) for item in coverage] == [
        ("2024年", "date", None),
        ("1200件", "metric", "/metrics/0"),
        ("1200件", "metric", "/metrics/1"),
        ("1140件", "metric", "/metrics/2"),
        ("95%", "metric", "/metrics/3"),
        ("800件", "metric", "/metrics/4"),
        ("340件", "metric", "/metrics/5"),
        ("约300件", "metric", "/metrics/6"),
        ("3.5%", "metric", "/metrics/7"),
        ("30至45天", "metric", "/metrics/8"),
        ("近2.4亿元", "metric", "/metrics/9"),
        ("60余场", "metric", "/metrics/10"),
        ("3.2万平方公里", "exclusion", "/exclusions/1"),
        ("12%", "metric", "/metrics/13"),
        ("第二", "metric", "/metrics/14"),
        ("2023年", "date", None),
        ("80件", "metric", "/metrics/15"),
        ("2024年", "date", None),
        ("1.2个百分点", "metric", "/metrics/16"),
    ]


@pytest.mark.parametrize("missing", range(11))
def test_a_metric_taken_away_leaves_its_figure(missing: int) -> None:
    metrics = [metric for i, metric in enumerate(SAMPLE_RECORD.metrics) if i != missing]
    record = SAMPLE_RECORD.model_copy(update={"metrics": tuple(metrics)})
    left = [item for item in find_coverage(record, SAMPLE_TEXT) if item.by == "nothing"]
    (quote,) = SAMPLE_RECORD.metrics[missing].evidence
    assert [(item.figure.start, item.figure.end) for item in left] == [(quote.start, quote.end)]


@pytest.mark.parametrize(
    ("text", "quoted", "by"),
    [
        ("调解案件约300件。", "300件", "metric"),  # the qualifier may be missing
        ("调解案件300余件。", "300", "metric"),  # and what follows the numeral
        ("抵债2019.8万元。", "2019.8", "nothing"),  # but no numeral of it
        ("办结2542件。", "42件", "nothing"),
        ("办结2542件,受理3000件。", "3000件", "nothing"),
        ("受理三级案件", "受理三级", "metric"),  # more than the figure
    ],
)
def test_what_a_quote_covers(text: str, quoted: str, by: str) -> None:
    assert only(text, quoted)[0].by == by


def test_a_quote_one_character_off_is_no_missing_figure() -> None:
    assert only("案件2542件。", "2542件", at=1)[0].by == "metric"


def test_a_date_may_be_excluded() -> None:
    assert only("2024年,收案3件。", "2024年", "exclusions")[0].by == "exclusion"


def test_a_metric_goes_before_an_exclusion() -> None:
    text = "收案30件。"
    quote = Evidence(exact="30件", start=2, end=5)
    exclusion = Exclusion(evidence=(quote,), reason="duplicate")
    metric = SAMPLE_RECORD.metrics[0].model_copy(update={"evidence": (quote,)})
    record = SAMPLE_RECORD.model_copy(update={"metrics": (metric,), "exclusions": (exclusion,)})
    (item,) = find_coverage(record, text)
    assert (item.by, item.pointer) == ("metric", "/metrics/0")


def test_a_name_accounts_for_nothing() -> None:
    text = "推行“1571”工作法。"
    quote = Evidence(exact="“1571”工作法", start=2, end=11)
    named = SAMPLE_RECORD.initiatives[0].model_copy(update={"evidence": (quote,)})
    record = SAMPLE_RECORD.model_copy(
        update={"initiatives": (named,), "metrics": (), "exclusions": ()}
    )
    assert [item.by for item in find_coverage(record, text)] == ["nothing"]


@given(articles(), st.text(st.sampled_from("0123456789一二三百万亿年月件元约近余“”,。\n")))
def test_every_figure_has_one_answer(article: Article, text: str) -> None:
    coverage = find_coverage(article, text)
    assert [item.figure for item in coverage] == figures(text)
    for item in coverage:
        assert (item.pointer is not None) == (item.by in ("metric", "exclusion"))
        assert item.by != "date" or item.figure.kind == "date"
