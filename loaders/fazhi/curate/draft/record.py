"""A first record from the text of a report.

The layout, the figure reader and the vocabularies fill in what they can. What a person must decide
is a to-do that no check accepts: a text that starts with TODO, the region 000000, the period
`../..`. Every figure becomes a metric with its likeliest measure and a label that names the next
ones; deleting the label confirms the measure.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import Any, Final

from fazhi.curate.draft.entities import Mention, find_organizations, find_region
from fazhi.curate.draft.layout import Layout, read_layout
from fazhi.curate.draft.measures import Suggestion, find_unit, suggest_measures
from fazhi.curate.draft.periods import find_time_expressions, period_at
from fazhi.figure import Figure, figures
from fazhi.punctuation import CLAUSE_ENDS, ENUMERATION, LINE_BREAKS, SENTENCE_ENDS, fold_width
from fazhi.record.article import SCHEMA_VERSION, Article
from fazhi.record.canonical import dump
from fazhi.record.quotes import LONGEST_QUOTE
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.coverage import is_date
from fazhi.validate.todo import TODO, TODO_PERIOD, TODO_REGION

SUGGESTIONS: Final = 3
_LAW_UNITS = ("条", "款", "项", "章", "节", "编")
_CHANGE = re.compile(
    r"(?P<against>同比|环比|较上年|比上年|较去年|比去年)\S{0,6}?"
    r"(?:(?P<decrease>下降|减少|降低|降幅|下滑)|增长|增加|上升|提高|提升|增幅)\S{0,2}$"
)
_TOGETHER = re.compile("共同|联合|携手|会同")
_QUOTED_NAME = re.compile(rf"“([^“”\n]{{2,24}})”([^“”\s{CLAUSE_ENDS}{ENUMERATION}]{{0,8}})")

Object = dict[str, Any]


def draft_record(text: str, identifier: str, vocabularies: Vocabularies) -> Article:
    """The record of a report, with to-dos. `text` is NFC with LF; offsets count its code points.

    Raises pydantic.ValidationError when the identifier is no slug.
    """
    layout = read_layout(text)
    found = figures(text)
    quantities = [figure for figure in found if not is_date(figure)]
    expressions = find_time_expressions(text, found)
    mentions = find_organizations(text, vocabularies)
    organizations = [_organization(*item) for item in enumerate(mentions, 1)]
    # Where the report names one organization, the figures are its own.
    acting = {"organization": organizations[0]["id"]} if len(organizations) == 1 else {}
    starts = [mention.start for mention in mentions]
    leading = list(zip(starts, (item["id"] for item in organizations), strict=True))
    metrics, ids = [], Counter[str]()
    for figure in filter(_is_amount, quantities):
        period = period_at(figure.start, expressions) or TODO_PERIOD
        metric = _metric(text, figure, period, vocabularies) | acting
        ids[metric["id"]] += 1
        if ids[metric["id"]] > 1:
            metric["id"] += f"-{ids[metric['id']]}"
        metrics.append(metric)
    document = {
        "schema_version": SCHEMA_VERSION,
        "id": identifier,
        "revision": 1,
        "status": "active",
        "language": "zh-Hans",
        "headline": _name(layout.headline or f"{TODO}: headline"),
        "summary": {
            "zh": f"{TODO}: 用自己的话写一两句;并确定发表日期 published",
            "en": f"{TODO}: one or two sentences in your own words; decide on `published`",
        },
        "published": None,
        "contributors": _contributors(layout),
        "region": find_region(text, " ".join(layout.suppliers), vocabularies) or TODO_REGION,
        "themes": [TODO],
        "organizations": organizations,
        "initiatives": _initiatives(text, leading, vocabularies),
        "honours": [],
        "metrics": metrics,
        "relations": [],
        "exclusions": [_exclusion(figure) for figure in quantities if not _is_amount(figure)],
        "source": {"sha256": sha256(text.encode()).hexdigest(), "characters": len(text)},
    }
    return Article.model_validate_json(dump(document))


def _is_amount(figure: Figure) -> bool:
    is_number = not isinstance(figure.value, str) and figure.kind != "ordinal"
    return is_number and len(figure.exact) <= LONGEST_QUOTE


def _evidence(start: int, exact: str) -> list[Object]:
    return [{"exact": exact, "start": start, "end": start + len(exact)}]


def _name(text: str) -> dict[str, str]:
    """A name as the text has it; letters, digits and spaces in half width, as records have them."""
    zh = "".join(fold_width(char) if char.isalnum() or char.isspace() else char for char in text)
    return {"zh": zh, "en": f"{TODO}: translate"}


def _contributors(layout: Layout) -> list[Object]:
    suppliers = [(name, "organization", "supplier") for name in layout.suppliers]
    authors = [(name, "person", "author") for name in layout.authors]
    return [
        {"name": _name(name), "kind": kind, "role": role}
        for name, kind, role in suppliers + authors
    ]


def _organization(number: int, mention: Mention) -> Object:
    return {
        "id": f"{mention.kind}-{number}",
        "name": _name(mention.name),
        "kind": mention.kind,
        "region": mention.region,
    }


def _initiatives(
    text: str, organizations: list[tuple[int, str]], vocabularies: Vocabularies
) -> list[Object]:
    """The names in quotation marks before a word for their kind: “…”专项行动. `organizations` are
    their ids, each with the offset at which it is named first."""
    drafted: dict[str, Object] = {}
    for match in _QUOTED_NAME.finditer(text):
        name, after = match.groups()
        kinds = [
            (after.index(word) + len(word), kind.code)
            for kind in vocabularies.initiative_kinds
            for word in (kind.label.zh, *kind.aliases)
            if word in after
        ]
        if kinds and name not in drafted:
            end, kind = min(kinds)
            drafted[name] = {
                "id": f"{kind}-{len(drafted) + 1}",
                "name": _name(name + after[:end]),
                "kind": kind,
                **_joint_leads(text, match.start(), organizations),
                "evidence": _evidence(match.start(), f"“{name}”{after[:end]}"),
            }
    return list(drafted.values())


def _joint_leads(text: str, offset: int, organizations: list[tuple[int, str]]) -> Object:
    """The organizations named before the offset in its sentence, as joint leads, when the sentence
    says that they act together."""
    sentence = max(text.rfind(mark, 0, offset) for mark in SENTENCE_ENDS + LINE_BREAKS) + 1
    named = [(start, name) for start, name in organizations if sentence <= start < offset]
    if len(named) < 2 or not _TOGETHER.search(text, named[-1][0], offset):
        return {}
    return {"participants": [{"organization": name, "role": "lead"} for _, name in named]}


def _metric(text: str, figure: Figure, period: str, vocabularies: Vocabularies) -> Object:
    change = _change(text, figure)
    suggested = suggest_measures(text, figure, vocabularies, is_change=bool(change))
    unit = find_unit(figure.unit, vocabularies)
    measured = {"measure": TODO, "unit": unit.code if unit else TODO}
    if suggested:
        measured = {"measure": suggested[0].measure, "unit": suggested[0].unit}
    return {
        "id": suggested[0].measure.rpartition(".")[2] if suggested else "figure",
        **measured,
        "value": float(figure.value),
        **({} if figure.upper is None else {"upper": float(figure.upper)}),
        "bound": figure.bound,
        **change,
        "basis": "stated",
        "period": period,
        "label": {"zh": _question(suggested), "en": f"{TODO}: delete or write a label"},
        "evidence": _evidence(figure.start, figure.exact),
    }


def _question(suggested: list[Suggestion]) -> str:
    if not suggested:
        return f"{TODO}: choose a measure, or make it an exclusion"
    first, *others = (suggestion.measure for suggestion in suggested[:SUGGESTIONS])
    return f"{TODO}: {first}?" + (f" or {' | '.join(others)}" if others else "")


def _change(text: str, figure: Figure) -> Object:
    """The field `change` of a figure after words such as 同比下降, else nothing."""
    match = _CHANGE.search(text[max(0, figure.start - 14) : figure.start])
    if match is None:
        return {}
    direction = "decrease" if match["decrease"] else "increase"
    against = "previous-period" if match["against"] == "环比" else "previous-year"
    return {"change": {"direction": direction, "against": against}}


def _exclusion(figure: Figure) -> Object:
    reason = "not-a-measure"
    if figure.kind == "ordinal":
        reason = "ordinal"
    elif figure.kind == "identifier":
        reason = "legal-reference" if figure.unit in _LAW_UNITS else "identifier"
    return {
        "evidence": _evidence(figure.start, figure.exact[:LONGEST_QUOTE]),
        "reason": reason,
        "note": f"{TODO}: is {reason} right? then delete this note",
    }
