"""Which organization acts in the sentence of a figure."""

from __future__ import annotations

import pytest

from fazhi.curate.draft.attribution import organizations_of, reporting_kind
from fazhi.curate.draft.entities import find_organizations
from fazhi.curate.draft.layout import Layout
from fazhi.figure import figures
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())
CITY, DISTRICT, OTHER = "赤峰市中级人民法院", "红山区人民法院", "松山区法院"


def acting(text: str) -> list[str | None]:
    found = [figure for figure in figures(text) if not figure.is_date]
    mentions = find_organizations(text, VOCABULARIES, "150400")
    return [mention and mention.name for mention in organizations_of(text, found, mentions)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{CITY}结案9件;{DISTRICT}8件,调解7件;{OTHER}6件。", [CITY, DISTRICT, DISTRICT, OTHER]),
        (f"{DISTRICT}结案率91%,在全市9家基层法院中排名第3位。", [DISTRICT, None, DISTRICT]),
        (f"{DISTRICT}结案8件,在全市9家法院位居前列的有2项。", [DISTRICT, None, DISTRICT]),
        (f"{DISTRICT}结案8件。该院调解7件。全院干警60名。撤诉3件。", [DISTRICT] * 4),
        (f"{DISTRICT}8件。红山法院撤诉2件,区法院调解1件。{CITY}9件。", [DISTRICT] * 3 + [CITY]),
        # A partner, an addressee and a giver do not act.
        (f"{DISTRICT}联合{OTHER}巡回8次。{OTHER}结案6件。", [DISTRICT, OTHER]),
        (f"{DISTRICT}向赤峰市司法局发出建议3份。{CITY}9件。", [DISTRICT, CITY]),
        (f"{DISTRICT}会同松山区公安局、松山区司法局走访5户。{CITY}9件。", [DISTRICT, CITY]),
        (f"{DISTRICT}受理红山区公安局移送的案件4件。{CITY}9件。", [DISTRICT, CITY]),
        (f"{DISTRICT}被{CITY}评为先进,结案8件。{CITY}9件。", [DISTRICT, CITY]),
        # What acts together is none of them alone.
        (f"{DISTRICT}、{OTHER}共同巡回8次。", [None]),
        (f"{DISTRICT}和{OTHER}联合执行8次。", [None]),
        # Others: parties, a county, an organization that is not known.
        (f"{DISTRICT}开庭。被告人张某骗取3万元,该院宣判2次。", [None, DISTRICT]),
        (f"{DISTRICT}结案8件。全国共有20家。", [DISTRICT, None]),
        (f"{CITY}结案9件,海南分局破案7起。{DISTRICT}开庭。", [CITY, None]),
        # A collective.
        (f"{CITY}开会。全市法院结案90件。", ["赤峰市全市法院"]),
        # A new paragraph carries nothing on when several act.
        (f"{CITY}结案9件。\n\n{DISTRICT}结案8件。\n\n结案7件。", [CITY, DISTRICT, None]),
        (f"{DISTRICT}结案8件。\n\n调解7件。", [DISTRICT] * 2),
        # Rows of a table.
        (f"单位\t结案(件)\n{DISTRICT}\t8件\n{OTHER}\t6件\n合计\t14件", [DISTRICT, OTHER, None]),
        # A name that only stands in a by-line.
        (f"{DISTRICT}8件。{OTHER}6件。\n\n调解2件。\n\n({DISTRICT}供稿)", [DISTRICT, OTHER, None]),
        ("某地结案8件。", [None]),
    ],
)  # fmt: skip
def test_who_acts(text: str, names: list[str | None], width) -> None:
    assert acting(width(text)) == names


def test_the_kind_of_the_one_that_reports() -> None:
    mentions = find_organizations("包头市公安局破案。", VOCABULARIES)
    assert (
        reporting_kind(Layout("标题", ("红山区司法局",)), mentions, VOCABULARIES)
        == "justice-bureau"
    )
    assert reporting_kind(Layout("临河检察这一年"), [None], VOCABULARIES) == "procuratorate"
    assert reporting_kind(Layout("标题"), [None, *mentions], VOCABULARIES) == "police"
    assert reporting_kind(Layout(None), [None], VOCABULARIES) is None
