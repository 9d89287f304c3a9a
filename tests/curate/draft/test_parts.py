"""Figures that are parts of a whole before them, and the members of the list of one."""

from __future__ import annotations

from typing import Any

import pytest

from fazhi.curate.draft.record import draft_record
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())
CONCLUDED = "trial.cases-concluded"
both_widths = pytest.mark.parametrize("width", WIDTHS)


def read(body: str) -> list[tuple[str, dict[str, str]]]:
    """The measure and the breakdown of each figure of an invented report."""
    metrics: list[dict[str, Any]] = draft_record(f"标题\n\n{body}\n", "a", VOCABULARIES)["metrics"]
    return [(metric["measure"], metric.get("breakdown", {})) for metric in metrics]


@both_widths
@pytest.mark.parametrize("frame", ["其中,", "在审结的案件中,", "。在该院审结的各类案件中,", "包括"])
def test_a_kind_has_the_measure_of_the_whole(frame: str, width) -> None:
    body = f"受理各类案件700件,审结610件,{frame}刑事案件40件,民事案件500件、行政案件9件。"
    assert read(width(body))[1:] == [
        (CONCLUDED, {}),
        (CONCLUDED, {"case_type": "criminal"}),
        (CONCLUDED, {"case_type": "civil"}),
        (CONCLUDED, {"case_type": "administrative"}),
    ]


@both_widths
def test_the_verb_says_which_whole_is_meant(width) -> None:
    body = "审结各类案件610件,受理各类案件700件。\n\n审结的案件中,刑事案件40件。"
    assert read(width(body))[2] == (CONCLUDED, {"case_type": "criminal"})


@both_widths
def test_a_kind_that_governs_a_list_is_that_of_each_member(width) -> None:
    body = (
        "审结案件610件。其中刑事案件40件,民事案件500件。民事案件中:婚姻家庭纠纷120件,"
        "同比增长8%,民间借贷纠纷90件和物业服务纠纷30件。"
    )
    civil = [(measure, kinds) for measure, kinds in read(width(body)) if "matter" in kinds]
    matters = ("family", "family", "finance.private-lending", "housing.property-management")
    assert [(measure, kinds["case_type"]) for measure, kinds in civil] == [(CONCLUDED, "civil")] * 4
    assert tuple(kinds["matter"] for _, kinds in civil) == matters


@both_widths
@pytest.mark.parametrize(
    "body",
    [
        "审结案件610件,其中调解结案40件。",  # its own measure
        "审结案件610件,其中未成年人9人。",  # another unit
        "司法确认8件。\n\n其中,刑事案件40件。",  # another paragraph
        "在审结的案件中,刑事案件40件。",  # no whole
    ],
)
def test_what_is_no_part(body: str, width) -> None:
    whole, *_, (measure, _) = [("", {}), *read(width(body))][-2:]
    assert measure != whole[0]
