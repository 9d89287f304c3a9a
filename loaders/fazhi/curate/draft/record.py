"""A first record from the text of a report.

The layout, the figure reader and the vocabularies fill in what they can. What a person must decide
is a to-do that no check accepts: a text that starts with TODO, the region 000000, the period
`../..`. Every figure becomes a metric with its likeliest measure and a label that names the next
ones; deleting the label confirms the measure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from fazhi.clause.aspect import read_aspects
from fazhi.clause.model import Aspect
from fazhi.clause.period import Governing, governing_periods
from fazhi.curate.draft.entities import Mention, find_organizations, find_region
from fazhi.curate.draft.layout import read_layout
from fazhi.curate.draft.measures import find_unit, suggest_measures
from fazhi.figure import Figure, figures
from fazhi.punctuation import CLAUSE_ENDS, ENUMERATION, LINE_BREAKS, SENTENCE_ENDS, fold_width
from fazhi.record.article import SCHEMA_VERSION, Article
from fazhi.record.canonical import dump
from fazhi.record.quotes import LONGEST_QUOTE
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.todo import TODO, TODO_PERIOD, TODO_REGION

SUGGESTIONS: Final = 3
_LAW_UNITS = ("条", "款", "项", "章", "节", "编")
_TOGETHER = re.compile("共同|联合|携手|会同")
_QUOTED_NAME = re.compile(rf"“([^“”\n]{{2,24}})”([^“”\s{CLAUSE_ENDS}{ENUMERATION}]{{0,8}})")

Object = dict[str, Any]


def draft_record(text: str, identifier: str, vocabularies: Vocabularies) -> Article:
    """The record of a report, with to-dos. `text` is NFC with LF; offsets count its code points.

    Raises pydantic.ValidationError when the identifier is no slug.
    """
    layout = read_layout(text)
    found = figures(text)
    mentions = find_organizations(text, vocabularies)
    metrics, exclusions = [], []
    named = Counter[str]()
    read = zip(found, governing_periods(text, found), read_aspects(text, found), strict=True)
    for figure, governing, aspect in read:
        if figure.is_date:
            continue
        is_number = not isinstance(figure.value, str) and figure.kind != "ordinal"
        if not is_number or len(figure.exact) > LONGEST_QUOTE:
            exclusions.append(_exclusion(figure))
            continue
        metric = _metric(text, figure, aspect, vocabularies) | _period(governing)
        if len(mentions) == 1:  # the figures of a report that names one are its own
            metric["organization"] = mentions[0].id
        named[metric["id"]] += 1
        if named[metric["id"]] > 1:
            metric["id"] += f"-{named[metric['id']]}"
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
        "contributors": [
            *_contributors(layout.suppliers, "organization", "supplier"),
            *_contributors(layout.authors, "person", "author"),
        ],
        "region": find_region(text, " ".join(layout.suppliers), vocabularies) or TODO_REGION,
        "themes": [TODO],
        "organizations": [
            {"id": item.id, "name": _name(item.name), "kind": item.kind, "region": item.region}
            for item in mentions
        ],
        "initiatives": _initiatives(text, mentions, vocabularies),
        "honours": [],
        "metrics": metrics,
        "relations": [],
        "exclusions": exclusions,
        "source": {"sha256": sha256(text.encode()).hexdigest(), "characters": len(text)},
    }
    return Article.model_validate_json(dump(document))


def _evidence(start: int, exact: str) -> list[Object]:
    return [{"exact": exact, "start": start, "end": start + len(exact)}]


def _name(text: str) -> dict[str, str]:
    """A name as the text has it; letters, digits and spaces in half width, as records have them."""
    zh = "".join(fold_width(char) if char.isalnum() or char.isspace() else char for char in text)
    return {"zh": zh, "en": f"{TODO}: translate"}


def _contributors(names: Sequence[str], kind: str, role: str) -> list[Object]:
    return [{"name": _name(name), "kind": kind, "role": role} for name in names]


def _initiatives(
    text: str, mentions: Sequence[Mention], vocabularies: Vocabularies
) -> list[Object]:
    """The names in quotation marks before a word for their kind: “…”专项行动."""
    drafted: dict[str, Object] = {}
    for match in _QUOTED_NAME.finditer(text):
        name, after = match.groups()
        kinds = [
            (after.index(word) + len(word), kind.code)
            for kind in vocabularies.initiative_kinds
            for word in (kind.label.zh, *kind.aliases)
            if word in after
        ]
        if not kinds or name in drafted:
            continue
        end, kind = min(kinds)
        drafted[name] = {
            "id": f"{kind}-{len(drafted) + 1}",
            "name": _name(name + after[:end]),
            "kind": kind,
            "evidence": _evidence(match.start(), f"“{name}”{after[:end]}"),
        }
        # Organizations named before it in a sentence that says they act together lead it jointly.
        at = match.start()
        sentence = max(text.rfind(mark, 0, at) for mark in SENTENCE_ENDS + LINE_BREAKS)
        near = [mention for mention in mentions if sentence < mention.start < at]
        if len(near) > 1 and _TOGETHER.search(text, near[-1].start, at):
            leads = [{"organization": mention.id, "role": "lead"} for mention in near]
            drafted[name]["participants"] = leads
    return list(drafted.values())


def _metric(text: str, figure: Figure, aspect: Aspect, vocabularies: Vocabularies) -> Object:
    """The metric of a figure, without its period and organization."""
    is_change = aspect.kind == "change"
    suggested = suggest_measures(text, figure, vocabularies, is_change=is_change)
    if suggested:
        measure, unit = (concept.code for concept in suggested[0])
        others = " | ".join(other.code for other, _ in suggested[1:SUGGESTIONS])
        question = f"{measure}? or {others}" if others else f"{measure}?"
    else:
        written = find_unit(figure.unit, vocabularies.units)
        measure, unit = TODO, written.code if written else TODO
        question = "choose a measure, or make it an exclusion"
    return {
        "id": measure.rpartition(".")[2] if suggested else "figure",
        "measure": measure,
        "unit": unit,
        "value": float(figure.value),
        **({} if figure.upper is None else {"upper": float(figure.upper)}),
        "bound": figure.bound,
        **_aspect(aspect),
        "basis": "stated",
        "label": {"zh": f"{TODO}: {question}", "en": f"{TODO}: delete or write a label"},
        "evidence": _evidence(figure.start, figure.exact),
    }


def _aspect(aspect: Aspect) -> Object:
    """The aspect of a metric and what a change is; what is no change and no target is a level."""
    if aspect.kind != "change":
        return {"aspect": "target" if aspect.kind == "target" else "level"}
    change: Object = {"direction": aspect.direction, "against": aspect.against or "unstated"}
    if aspect.baseline:
        change["baseline"] = aspect.baseline
    if aspect.baseline_words:
        change["baseline_name"] = _name(aspect.baseline_words)
    return {"aspect": "change", "change": change}


def _period(governing: Governing) -> Object:
    """The period of a metric, and what it was inferred from."""
    if governing.period is None:
        return {"period": TODO_PERIOD}
    if governing.basis == "stated":
        return {"period": governing.period}
    return {"period": governing.period, "period_inferred_from": governing.reason}


def _exclusion(figure: Figure) -> Object:
    reason: str = figure.kind if figure.kind in ("ordinal", "identifier") else "not-a-measure"
    if figure.kind == "identifier" and figure.unit in _LAW_UNITS:
        reason = "legal-reference"
    return {
        "evidence": _evidence(figure.start, figure.exact[:LONGEST_QUOTE]),
        "reason": reason,
        "note": f"{TODO}: is {reason} right? then delete this note",
    }
