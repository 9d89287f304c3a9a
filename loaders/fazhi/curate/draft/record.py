"""A first record from the text of a report.

The layout, the figure reader and the vocabularies fill in the likeliest values. What a person must
decide stands in the list `todo` beside them, with what may be chosen; a placeholder stands only
where nothing can be suggested: a text that starts with TODO, the region 000000, the period `../..`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from fazhi.curate.draft.entities import Mention, find_organizations, find_region
from fazhi.curate.draft.layout import read_layout
from fazhi.curate.draft.measures import find_unit, suggest_measures
from fazhi.curate.draft.periods import find_periods
from fazhi.curate.draft.themes import suggest_themes
from fazhi.curate.draft.todo import Object, ask, ask_for_placeholders, reasons
from fazhi.figure import Figure, figures
from fazhi.punctuation import CLAUSE_ENDS, ENUMERATION, LINE_BREAKS, SENTENCE_ENDS, fold_width
from fazhi.record.article import SCHEMA_VERSION, Article
from fazhi.record.canonical import dump, to_document
from fazhi.record.quotes import LONGEST_QUOTE
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.todo import TODO, TODO_PERIOD, TODO_REGION

SUGGESTIONS: Final = 5
_LAW_UNITS = ("条", "款", "项", "章", "节", "编")
_CHANGE = re.compile(
    r"(?P<against>同比|环比|较上年|比上年|较去年|比去年)\S{0,6}?"
    r"(?:(?P<decrease>下降|减少|降低|降幅|下滑)|增长|增加|上升|提高|提升|增幅)\S{0,2}$"
)
_TOGETHER = re.compile("共同|联合|携手|会同")
_QUOTED_NAME = re.compile(rf"“([^“”\n]{{2,24}})”([^“”\s{CLAUSE_ENDS}{ENUMERATION}]{{0,8}})")


def draft_record(text: str, identifier: str, vocabularies: Vocabularies) -> Object:
    """The JSON value of a draft: the record of a report, and its list `todo`. `text` is NFC with
    LF; offsets count its code points.

    Raises pydantic.ValidationError when the identifier is no slug.
    """
    layout = read_layout(text)
    found = figures(text)
    mentions = find_organizations(text, vocabularies)
    metrics: list[Object] = []
    exclusions: list[Object] = []
    todos = _report_todos()
    periods = find_periods(text, found)
    candidates = [period for period, _ in Counter(filter(None, periods)).most_common()]
    for figure, period in zip(found, periods, strict=True):
        if figure.is_date:
            continue
        is_number = not isinstance(figure.value, str) and figure.kind != "ordinal"
        if not is_number or len(figure.exact) > LONGEST_QUOTE:
            todos.append(_reason_todo(len(exclusions), figure))
            exclusions.append(_exclusion(figure))
            continue
        change = _change(text, figure)
        choices = _choices(text, figure, vocabularies, is_change=bool(change))
        metric = _metric(figure, choices, vocabularies) | change
        metric["period"] = period or next(iter(candidates), TODO_PERIOD)
        if len(mentions) == 1:  # the figures of a report that names one are its own
            metric["organization"] = mentions[0].id
        todos += _metric_todos(len(metrics), figure, choices, None if period else candidates)
        metrics.append(metric)
    _number_ids(metrics)
    themes = suggest_themes(text, vocabularies)
    todos.append(_themes_todo(themes))
    document: Object = {
        "schema_version": SCHEMA_VERSION,
        "id": identifier,
        "revision": 1,
        "status": "active",
        "language": "zh-Hans",
        "headline": _name(layout.headline or f"{TODO}: headline"),
        "summary": {
            "zh": f"{TODO}: 用自己的话写一两句",
            "en": f"{TODO}: one or two sentences in your own words",
        },
        "published": None,
        "contributors": [
            *_contributors(layout.suppliers, "organization", "supplier"),
            *_contributors(layout.authors, "person", "author"),
        ],
        "region": find_region(text, " ".join(layout.suppliers), vocabularies) or TODO_REGION,
        "themes": themes[:1] or [TODO],
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
    article = Article.model_validate_json(dump(document))
    todos += ask_for_placeholders(document, todos)
    return to_document(article) | {"todo": todos}


def _report_todos() -> list[Object]:
    """What is asked about the report as a whole."""
    return [
        ask(("summary", "zh"), "a summary in your own words, in Chinese"),
        ask(("summary", "en"), "a summary in your own words, in English"),
        ask(("published",), "when did the report appear? null if nothing tells", [None]),
    ]


def _themes_todo(themes: Sequence[str]) -> Object:
    """Each theme alone, the main one first, then all of them."""
    choices = [[theme] for theme in themes] + ([[*themes]] if len(themes) > 1 else [])
    return ask(("themes",), "which themes has the report?", choices)


def _metric_todos(
    index: int, figure: Figure, choices: Sequence[Object], periods: Sequence[str] | None
) -> list[Object]:
    """What is asked about a metric: its measure, its period where `periods` gives candidates, and
    its id where no measure could give it one."""
    at, exact = ("metrics", index), figure.exact
    todos = [ask(at, f"what does {exact} measure?", choices)]
    if periods is not None:
        todos.append(ask((*at, "period"), f"what time does {exact} cover?", periods))
    if not choices:
        todos.append(ask((*at, "id"), f"an id that says what {exact} measures"))
    return todos


def _number_ids(metrics: Sequence[Object]) -> None:
    """Put a number after the id of each metric whose id an earlier one has."""
    named = Counter[str]()
    for metric in metrics:
        named[metric["id"]] += 1
        if named[metric["id"]] > 1:
            metric["id"] += f"-{named[metric['id']]}"


def _reason_todo(index: int, figure: Figure) -> Object:
    question = f"why is {figure.exact} no metric?"
    return ask(("exclusions", index, "reason"), question, reasons(_reason(figure)))


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


def _change(text: str, figure: Figure) -> Object:
    """The member `change` of a figure that states one."""
    match = _CHANGE.search(text, max(0, figure.start - 14), figure.start)
    if match is None:
        return {}
    direction = "decrease" if match["decrease"] else "increase"
    against = "previous-period" if match["against"] == "环比" else "previous-year"
    return {"change": {"direction": direction, "against": against}}


def _choices(
    text: str, figure: Figure, vocabularies: Vocabularies, *, is_change: bool
) -> list[Object]:
    """The likeliest measures of a figure with their units, as choices of a to-do."""
    suggested = suggest_measures(text, figure, vocabularies, is_change=is_change)
    return [
        {"measure": measure.code, "unit": unit.code} for measure, unit in suggested[:SUGGESTIONS]
    ]


def _metric(figure: Figure, choices: Sequence[Object], vocabularies: Vocabularies) -> Object:
    """The metric of a figure with the first of the choices of its measure and unit, without its
    change, period and organization."""
    written = find_unit(figure.unit, vocabularies.units)
    undecided = {"measure": TODO, "unit": written.code if written else TODO}
    likeliest = next(iter(choices), undecided)
    return {
        "id": likeliest["measure"].rpartition(".")[2] if choices else "figure",
        **likeliest,
        "value": float(figure.value),
        **({} if figure.upper is None else {"upper": float(figure.upper)}),
        "bound": figure.bound,
        "basis": "stated",
        "evidence": _evidence(figure.start, figure.exact),
    }


def _reason(figure: Figure) -> str:
    """Why a figure is most likely no metric."""
    if figure.kind == "identifier" and figure.unit in _LAW_UNITS:
        return "legal-reference"
    return figure.kind if figure.kind in ("ordinal", "identifier") else "not-a-measure"


def _exclusion(figure: Figure) -> Object:
    evidence = _evidence(figure.start, figure.exact[:LONGEST_QUOTE])
    return {"evidence": evidence, "reason": _reason(figure)}
