"""Drafts of invented reports whose figures were assigned by a person before the first run.

Beside each text stands a table: the region, then of each figure its quote, its measure and the
organization that acts, `-` for none.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from fazhi.curate.draft.attribution import organizations_of, reporting_kind
from fazhi.curate.draft.entities import find_organizations, find_region
from fazhi.curate.draft.layout import read_layout
from fazhi.curate.draft.measures import is_certain, suggest_measures
from fazhi.figure import figures
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())
FOLDER = Path(__file__).parent / "unseen"
REPORTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
CHANGES = ("同比", "较上年")


class Drafted(NamedTuple):
    """What a person and the draft say of a figure."""

    quote: str
    measure: str | None
    suggested: list[str]
    is_certain: bool
    organization: str | None
    attributed: str | None


def draft(name: str, width) -> tuple[str, str | None, list[Drafted]]:
    """The right region, the drafted one, and the figures of a report."""
    text = width((FOLDER / f"{name}.txt").read_text("utf-8"))
    head, *rows = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    layout = read_layout(text)
    region = find_region(text, layout, VOCABULARIES)
    found = figures(text)
    acting = organizations_of(text, found, find_organizations(text, VOCABULARIES, region))
    organ = reporting_kind(layout, acting, VOCABULARIES)
    drafted, position = [], 0
    for row in rows:
        quote, measure, organization = (
            value if value != "-" else None for value in row.split("\t")
        )
        assert quote
        position = text.index(width(quote), position)
        figure, actor = next(
            pair for pair in zip(found, acting, strict=True) if pair[0].end > position
        )
        position = figure.end
        is_change = any(word in text[figure.start - 6 : figure.start] for word in CHANGES)
        suggested = suggest_measures(
            text, figure, VOCABULARIES, is_change=is_change, organ=actor.kind if actor else organ
        )
        drafted.append(
            Drafted(
                quote,
                current(measure),
                [item.measure.code for item in suggested[:3]],
                is_certain(suggested),
                organization,
                actor.name if actor else None,
            )
        )
    return head.removeprefix("# region "), region, drafted


def current(code: str | None) -> str | None:
    """A measure, or what replaced it."""
    measure = VOCABULARIES.measures.get(code or "")
    return measure.replaced_by or measure.code if measure else None


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", REPORTS)
def test_region_and_organizations(name: str, width) -> None:
    right, region, drafted = draft(name, width)
    assert region == right
    wrong = [item for item in drafted if item.attributed != item.organization]
    assert wrong == []


@pytest.mark.parametrize("width", WIDTHS)
def test_measures(width) -> None:
    """The right measure is among the first three for four of five figures that have one."""
    drafted = [item for name in REPORTS for item in draft(name, width)[2] if item.measure]
    assert len(drafted) > 190
    among = [item for item in drafted if item.measure in item.suggested]
    assert len(among) >= 0.8 * len(drafted)
