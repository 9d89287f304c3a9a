"""A first record from the text of a report: as complete as a machine can honestly make it.

Nothing is invented. What the layout, the figure scanner and the vocabularies give is filled in;
what a person must decide stands as a to-do that no check lets pass: a text that starts with TODO,
the region 000000, the period `../..`. Every figure becomes a metric with its likeliest measure and
a label that names the others; deleting the label confirms the measure.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from fazhi.curate.layout import Layout, read_layout
from fazhi.curate.measures import Suggestion, find_unit, suggest
from fazhi.curate.periods import Dated, date_expressions, governing_period
from fazhi.curate.places import Named, find_organizations, find_region
from fazhi.figure import Figure, figures
from fazhi.record.article import SCHEMA_VERSION, Article
from fazhi.record.canonical import dump
from fazhi.record.quotes import LONGEST_QUOTE
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.coverage import is_date
from fazhi.validate.todo import TODO, TODO_PERIOD, TODO_REGION

SUGGESTIONS = 3
_LEGAL = ("条", "款", "项", "章", "节", "编")
_CHANGE = re.compile(
    r"(同比|环比|较上年|比上年|较去年|比去年)\S{0,6}?"
    r"(增长|增加|上升|提高|提升|增幅|下降|减少|降低|降幅|下滑)\S{0,2}$"
)
_DECREASES = ("下降", "减少", "降低", "降幅", "下滑")
_TOGETHER = re.compile("共同|联合|携手|会同")
_QUOTED_NAME = re.compile(r"“([^“”\n]{2,24})”([^“”\s,。;、,;]{0,8})")


def draft(text: str, identifier: str, vocabularies: Vocabularies) -> Article:
    """The record of a report, with to-dos. `text` is normal (NFC, LF); offsets count its code
    points. Raises pydantic.ValidationError when the identifier is no slug."""
    layout = read_layout(text)
    found = figures(text)
    quantities = [figure for figure in found if not is_date(figure)]
    measured = [figure for figure in quantities if _is_amount(figure)]
    named = find_organizations(text, vocabularies)
    organizations = _organizations(named)
    acting_at = [
        (one.start, drafted["id"]) for one, drafted in zip(named, organizations, strict=True)
    ]
    # Where the report names one organization, the figures are its own.
    acting = {"organization": organizations[0]["id"]} if len(organizations) == 1 else {}
    document = {
        "schema_version": SCHEMA_VERSION,
        "id": identifier,
        "revision": 1,
        "status": "active",
        "language": "zh-Hans",
        "headline": {"zh": layout.headline or f"{TODO}: headline", "en": f"{TODO}: translate"},
        "summary": {
            "zh": f"{TODO}: 用自己的话写一两句;并确定发表日期 published",
            "en": f"{TODO}: one or two sentences in your own words; decide on `published`",
        },
        "published": None,
        "contributors": _contributors(layout),
        "region": find_region(text, " ".join(layout.suppliers), vocabularies) or TODO_REGION,
        "themes": [TODO],
        "organizations": organizations,
        "initiatives": _initiatives(text, acting_at, vocabularies),
        "honours": [],
        "metrics": [
            one | acting
            for one in _metrics(text, measured, date_expressions(text, found), vocabularies)
        ],
        "relations": [],
        "exclusions": [_exclusion(one) for one in quantities if not _is_amount(one)],
        "source": {"sha256": sha256(text.encode()).hexdigest(), "characters": len(text)},
    }
    return Article.model_validate_json(dump(document))


def _is_amount(figure: Figure) -> bool:
    amount = not isinstance(figure.value, str) and figure.kind != "ordinal"
    return amount and len(figure.exact) <= LONGEST_QUOTE


def _evidence(start: int, exact: str) -> list[dict[str, Any]]:
    return [{"exact": exact, "start": start, "end": start + len(exact)}]


def _contributors(layout: Layout) -> list[dict[str, Any]]:
    return [
        {"name": _name(name), "kind": kind, "role": role}
        for names, kind, role in (
            (layout.suppliers, "organization", "supplier"),
            (layout.authors, "person", "author"),
        )
        for name in names
    ]


def _name(zh: str) -> dict[str, str]:
    return {"zh": zh, "en": f"{TODO}: translate"}


def _organizations(named: list[Named]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{one.kind}-{number}",
            "name": _name(one.name),
            "kind": one.kind,
            "region": one.region,
        }
        for number, one in enumerate(named, 1)
    ]


def _initiatives(
    text: str, acting: list[tuple[int, str]], vocabularies: Vocabularies
) -> list[dict[str, Any]]:
    """Names in quotation marks that a word for their kind follows: “…”专项行动. `acting` are the
    organizations and where each is named first."""
    drafted: list[dict[str, Any]] = []
    seen: set[str] = set()
    for match in _QUOTED_NAME.finditer(text):
        name, after = match.groups()
        kinds = [
            (after.index(word) + len(word), kind.code)
            for kind in vocabularies.initiative_kinds
            for word in (kind.label.zh, *kind.aliases)
            if word in after
        ]
        if kinds and name not in seen:
            seen.add(name)
            end, kind = min(kinds)
            drafted.append(
                {
                    "id": f"{kind}-{len(drafted) + 1}",
                    "name": _name(name + after[:end]),
                    "kind": kind,
                    **_together(text, match.start(), acting),
                    "evidence": _evidence(match.start(), f"“{name}”{after[:end]}"),
                }
            )
    return drafted


def _together(text: str, at: int, acting: list[tuple[int, str]]) -> dict[str, Any]:
    """Who leads what is named at `at`, where the sentence says that several do it together."""
    sentence = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    leading = [(start, one) for start, one in acting if sentence <= start < at]
    if len(leading) < 2 or not _TOGETHER.search(text, leading[-1][0], at):
        return {}
    return {"participants": [{"organization": one, "role": "lead"} for _, one in leading]}


def _metrics(
    text: str, measured: list[Figure], dated: list[Dated], vocabularies: Vocabularies
) -> list[dict[str, Any]]:
    drafted: list[dict[str, Any]] = []
    used: dict[str, int] = {}
    for figure in measured:
        change = _change(text, figure)
        likely = suggest(text, figure, vocabularies, changed=change is not None)
        identifier = likely[0].measure.rpartition(".")[2] if likely else "figure"
        used[identifier] = used.get(identifier, 0) + 1
        number = "" if used[identifier] == 1 else f"-{used[identifier]}"
        drafted.append(
            {
                "id": f"{identifier}{number}",
                **_what(figure, likely, vocabularies),
                "value": float(figure.value),
                **({} if figure.upper is None else {"upper": float(figure.upper)}),
                "bound": figure.bound,
                **({} if change is None else {"change": change}),
                "basis": "stated",
                "period": governing_period(figure.start, dated) or TODO_PERIOD,
                "label": {"zh": _question(likely), "en": f"{TODO}: delete or write a label"},
                "evidence": _evidence(figure.start, figure.exact),
            }
        )
    return drafted


def _what(figure: Figure, likely: list[Suggestion], vocabularies: Vocabularies) -> dict[str, Any]:
    if likely:
        return {"measure": likely[0].measure, "unit": likely[0].unit}
    unit = find_unit(figure.unit, vocabularies)
    return {"measure": TODO, "unit": unit.code if unit else TODO}


def _question(likely: list[Suggestion]) -> str:
    if not likely:
        return f"{TODO}: choose a measure, or make it an exclusion"
    others = " | ".join(one.measure for one in likely[1:SUGGESTIONS])
    return f"{TODO}: {likely[0].measure}?" + (f" or {others}" if others else "")


def _change(text: str, figure: Figure) -> dict[str, str] | None:
    match = _CHANGE.search(text[max(0, figure.start - 14) : figure.start])
    if match is None:
        return None
    direction = "decrease" if match.group(2) in _DECREASES else "increase"
    against = "previous-period" if match.group(1) == "环比" else "previous-year"
    return {"direction": direction, "against": against}


def _exclusion(figure: Figure) -> dict[str, Any]:
    reason = "not-a-measure"
    if figure.kind == "ordinal":
        reason = "ordinal"
    elif figure.kind == "identifier":
        reason = "legal-reference" if figure.unit in _LEGAL else "identifier"
    drafted = {"evidence": _evidence(figure.start, figure.exact[:LONGEST_QUOTE]), "reason": reason}
    return drafted | {"note": f"{TODO}: is {reason} right? then delete this note"}
