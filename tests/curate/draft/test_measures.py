"""The measures of a figure, by the words of its clause and of its sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from fazhi.curate.draft.measures import (
    Suggestion,
    find_unit,
    is_certain,
    suggest_breakdown,
    suggest_measures,
)
from fazhi.figure import figures
from fazhi.record.vocabulary import Concept, Vocabularies, Vocabulary, load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("批准逮捕17人,提起公诉23人。", "criminal.arrests-approved"),
        ("办结执行案件,批准逮捕17人。", "criminal.arrests-approved"),
        ("调解成功率97.9%。", "mediation.success-rate"),
    ],
)
def test_the_likeliest_measure(text: str, measure: str, width) -> None:
    figure = figures(width(text))[0]
    likeliest = suggest_measures(width(text), figure, VOCABULARIES)[0].measure
    assert likeliest.code == measure


def test_the_next_clause_is_another_matter() -> None:
    text = "批准逮捕17人,提起公诉23人。"
    second = figures(text)[1]
    likeliest = suggest_measures(text, second, VOCABULARIES)[0].measure
    assert likeliest.code == "criminal.prosecutions"
    assert suggest_measures("某事17人。", figures("某事17人。")[0], VOCABULARIES) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Each figure of an enumeration has the words directly before it.
        (
            "执结案件1200件、新收执行案件300件、司法确认50件。",
            [
                "enforcement.cases-concluded",
                "enforcement.cases-received",
                "mediation.judicial-confirmations",
            ],
        ),
        # The noun directly after a figure is its own.
        ("抓获犯罪嫌疑人后,开展162场法治讲座。", ["legal-education.lectures"]),
        # Two figures of the same words differ by their units.
        (
            "提起公诉512件698人。",
            ["criminal.prosecution-cases", "criminal.prosecutions"],
        ),
        # Other words may stand inside a name.
        ("排查各村矛盾纠纷860件。", ["mediation.disputes-found"]),
        # The unit says which noun is left out.
        ("执结880件。", ["enforcement.cases-concluded"]),
        # The beginning of a name may stand in an earlier clause.
        ("人民调解有力,成功率97%。", ["mediation.success-rate"]),
        # A name with its opposite before it is another.
        ("不批准逮捕71人。", ["criminal.arrests-not-approved"]),
        # A column has the words of its header.
        ("单位\t执结(件)\t拘传(人次)\n某院\t760件\t21人次", [
            "enforcement.cases-concluded",
            "enforcement.summons-and-compelled-appearances",
        ]),
        ("单位\t执结(件)\n某院\t760", ["enforcement.cases-concluded"]),
    ],
)  # fmt: skip
def test_the_words_of_a_figure(text: str, codes: list[str], width) -> None:
    text = width(text)
    likeliest = [
        suggest_measures(text, figure, VOCABULARIES)[0].measure.code for figure in figures(text)
    ]
    assert likeliest == codes


def test_words_of_another_figure_do_not_count() -> None:
    text = "批准逮捕17人,又有23人。"
    assert suggest_measures(text, figures(text)[1], VOCABULARIES) == []


def test_who_acts_tells_measures_apart() -> None:
    text = "结案率98.1%。"
    figure = figures(text)[0]
    by_court = suggest_measures(text, figure, VOCABULARIES, organ="court")
    by_police = suggest_measures(text, figure, VOCABULARIES, organ="police")
    assert by_court[0].measure.code == by_police[0].measure.code
    assert by_court[0].score > by_police[0].score


def test_certain_is_what_has_no_rival() -> None:
    def suggested(text: str) -> list[Suggestion]:
        return suggest_measures(text, figures(text)[0], VOCABULARIES)

    assert is_certain(suggested("批准逮捕17人。"))
    asked_for = suggested("提请批准逮捕17人。")
    assert not (is_certain(asked_for) and asked_for[0].measure.code == "criminal.arrests-approved")
    assert not is_certain(suggested("某事17人。"))
    assert not is_certain(suggested("诉前调解纠纷1260件。"))
    assert len(suggested("诉前调解纠纷1260件。")) > 1


def test_a_change_has_the_measure_of_the_figure_before() -> None:
    text = "批准和决定逮捕480人,同比增加12.4%。"
    change = suggest_measures(text, figures(text)[1], VOCABULARIES, is_change=True)[0]
    assert change.measure.code == "criminal.arrests-approved"
    assert change.unit is not None and change.unit.code == "percent"


def test_deprecated_measures_are_not_suggested() -> None:
    text = "批准逮捕17人。"
    first = suggest_measures(text, figures(text)[0], VOCABULARIES)[0].measure
    measures = [
        measure.model_copy(update={"deprecated": measure.code == first.code})
        for measure in VOCABULARIES.measures
    ]
    without = replace(
        VOCABULARIES, measures=replace(VOCABULARIES.measures, concepts=tuple(measures))
    )
    codes = [item.measure.code for item in suggest_measures(text, figures(text)[0], without)]
    assert first.code not in codes


def case_type(code: str, *names: str) -> Concept:
    return Concept(code=code, label=VOCABULARIES.themes.title, aliases=names)


CASE_TYPES = replace(
    VOCABULARIES.themes,
    concepts=(
        case_type("civil", "民事案件", "民事"),
        case_type("civil.second-instance", "民事二审").model_copy(update={"broader": "civil"}),
        case_type("criminal", "刑事案件", "刑事"),
    ),
)


@dataclass(frozen=True, eq=False)
class WithCaseTypes(Vocabularies):
    """Vocabularies with one for breakdowns."""

    case_types: Vocabulary[Concept]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("text", "breakdowns"),
    [
        ("审结民事案件1200件。", [{"case_type": "civil"}]),
        ("审结120件民事案件。", [{"case_type": "civil"}]),
        ("审结民事二审案件1200件。", [{"case_type": "civil.second-instance"}]),
        ("审结民事案件42件、刑事案件31件。", [{"case_type": "civil"}, {"case_type": "criminal"}]),
        ("提起公诉刑事案件12件20人。", [{"case_type": "criminal"}] * 2),
        ("审结民事、刑事案件30件。", [{}]),  # of several, none
        ("民事案件多,结案30件。", [{}]),  # another clause
    ],
)
def test_what_narrows_a_measure(text: str, breakdowns: list[dict[str, str]], width) -> None:
    with_types = WithCaseTypes(**vars(VOCABULARIES) | {"case_types": CASE_TYPES})
    text = width(text)
    found = [suggest_breakdown(text, figure, with_types) for figure in figures(text)]
    assert found == breakdowns


def test_a_unit_is_the_only_one_that_fits() -> None:
    assert find_unit("个", VOCABULARIES.units) is None
    unit = find_unit("个", [VOCABULARIES.units["site"], VOCABULARIES.units["person-time"]])
    assert unit is not None and unit.code == "site"


@pytest.mark.parametrize("form", ["%", "％", "只（头）", "只(头)"])
def test_units_of_either_width(form: str) -> None:
    assert (
        find_unit(form, [VOCABULARIES.units["percent"], VOCABULARIES.units["animal"]]) is not None
    )


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        # What is said alone is not the sum of it and another.
        ("二审发回重审率3.1%。", "trial.remand-rate"),
        ("二审改判率3.1%。", "trial.alteration-rate"),
        ("二审改判发回率3.1%。", "trial.reversal-rate"),
        ("办结审查逮捕案件412件。", "criminal.arrest-reviews-concluded-cases"),
        ("受理审查逮捕案件412件。", "criminal.cases-reviewed-for-arrest"),
        # The unit says whether persons or occasions are counted.
        ("强制隔离戒毒16人。", "policing.compulsory-rehabilitation"),
        ("集中执行行动出动警力280人。", "enforcement.officers-deployed"),
        ("集中执行行动出动警力280人次。", "enforcement.police-deployed"),
        ("接收信访举报4120件次。", "petitions.petition-times"),
        ("检举控告类1130件次。", "supervision.accusation-times"),
        ("热线日均话务量310通。", "legal-services.hotline-calls-per-day"),
        ("热线话务量31万通。", "legal-services.hotline-calls"),
        ("查获走私玉石重3.12吨。", "policing.contraband-weight"),
        ("扣留驾驶证59本。", "traffic.licences-withheld"),
        # What is left is not what was done.
        ("剩余38个图斑未整改。", "ecology.illegal-plots-pending"),
        ("已完成图斑整改372个。", "ecology.illegal-plots-cleared"),
    ],
)
def test_measures_that_lie_near_each_other(text: str, measure: str) -> None:
    suggestions = suggest_measures(text, figures(text)[0], VOCABULARIES)
    assert measure in [suggestion.measure.code for suggestion in suggestions[:3]]
