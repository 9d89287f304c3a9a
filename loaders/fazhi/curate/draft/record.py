"""A first record from the text of a report.

The layout, the figure reader and the vocabularies fill in the likeliest values. What a person must
decide stands in the list `todo` beside them, with what may be chosen; a placeholder stands only
where nothing can be suggested: a text that starts with TODO, the region 000000, the period `../..`.
"""

from collections.abc import Sequence
from hashlib import sha256

from pydantic import ValidationError

from fazhi.curate.draft.attribution import organizations_of, reporting_kind
from fazhi.curate.draft.entities import Mention, find_organizations, find_region
from fazhi.curate.draft.initiatives import draft_initiatives, find_names
from fazhi.curate.draft.layout import Layout, read_layout
from fazhi.curate.draft.metrics import Drafted, draft_figures
from fazhi.curate.draft.names import name
from fazhi.curate.draft.publication import publication_choices
from fazhi.curate.draft.reading import Report
from fazhi.curate.draft.relations import draft_relations
from fazhi.curate.draft.themes import suggest_themes
from fazhi.curate.draft.todo import Object, ask, ask_for_placeholders
from fazhi.errors import InputError
from fazhi.figure import figures
from fazhi.record.canonical import dump, to_document
from fazhi.record.model import SCHEMA_VERSION, Article
from fazhi.record.period import parse_period
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.todo import TODO, TODO_REGION


def draft_record(text: str, identifier: str, vocabularies: Vocabularies) -> Object:
    """The JSON value of a draft: the record of a report, and its list `todo`. `text` is NFC with
    LF; offsets count its code points.

    Raises InputError when no record can hold what the text says, or the identifier is no slug.
    """
    layout = read_layout(text)
    found = figures(text)
    region = find_region(text, layout, vocabularies)
    mentions = find_organizations(text, vocabularies, region)
    named = find_names(text, vocabularies)
    acting = organizations_of(text, [*found, *(item.as_figure for item in named)], mentions)
    acting, leading = acting[: len(found)], acting[len(found) :]
    organ = reporting_kind(layout, acting, vocabularies)
    published = parse_period(layout.date) if layout.date else None
    report = Report(text, found, mentions, acting, organ, published, vocabularies)
    drafted = draft_figures(report)
    initiatives, further = draft_initiatives(report, named, leading)
    relations, of_relations = draft_relations(report, drafted.metrics)
    todos = [*_report_todos(text, layout), *drafted.todos, *of_relations, *further]
    used = _used_organizations(todos, drafted, initiatives, mentions)
    themes = suggest_themes(text, vocabularies)
    todos.append(_themes_todo(themes))
    document: Object = {
        "schema_version": SCHEMA_VERSION,
        "id": identifier,
        "revision": 1,
        "status": "active",
        "language": "zh-Hans",
        "headline": name(layout.headline or f"{TODO}: headline"),
        "summary": {
            "zh": f"{TODO}: 用自己的话写一两句",
            "en": f"{TODO}: one or two sentences in your own words",
        },
        "published": {"date": layout.date, "basis": "stated"} if layout.date else None,
        **_publication(layout),
        "contributors": [
            *_contributors(layout.suppliers, "organization", "supplier"),
            *_contributors(layout.authors, "person", "author"),
        ],
        "region": region or TODO_REGION,
        "themes": themes[:1] or [TODO],
        "organizations": [
            {"id": item.id, "name": name(item.name), "kind": item.kind, "region": item.region}
            for item in mentions
            if item.id in used
        ],
        "initiatives": initiatives,
        "honours": [],
        "metrics": drafted.metrics,
        "relations": relations,
        "exclusions": drafted.exclusions,
        "source": {"sha256": sha256(text.encode()).hexdigest(), "characters": len(text)},
    }
    article = _validated(document)
    todos += ask_for_placeholders(document, todos)
    return to_document(article) | {"todo": todos}


def _validated(document: Object) -> Article:
    """The article of a drafted document. Raises InputError when it is none, because the text has
    more of something than a record may have."""
    try:
        return Article.model_validate_json(dump(document))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = "/".join(map(str, first["loc"]))
        raise InputError(
            f"no record can be drafted of this text: {place}: {first['msg'].lower()}; "
            "give each report a text of its own, as it was printed"
        ) from None


def _used_organizations(
    todos: Sequence[Object],
    drafted: Drafted,
    initiatives: Sequence[Object],
    mentions: Sequence[Mention],
) -> set[str]:
    """The ids of the organizations that something names; all of them while it is open whose a
    figure or an initiative is."""
    if any(todo["at"].endswith("/organization") for todo in todos):
        return {mention.id for mention in mentions}
    leads = [part["organization"] for item in initiatives for part in item.get("participants", ())]
    named = (item.get("organization", "") for item in (*drafted.metrics, *initiatives))
    return {*leads, *named}


def _report_todos(text: str, layout: Layout) -> list[Object]:
    """What is asked about the report as a whole."""
    todos = [
        ask(("summary", "zh"), "a summary in your own words, in Chinese"),
        ask(("summary", "en"), "a summary in your own words, in English"),
    ]
    if not layout.date:
        question = "when did the report appear? null if nothing tells"
        todos.append(ask(("published",), question, [*publication_choices(text), None]))
    return todos


def _publication(layout: Layout) -> Object:
    """The member `publication`, where the report names the paper or site."""
    if not layout.source:
        return {}
    parts = {"section": layout.section, "address": layout.address}
    named = {key: text for key, text in parts.items() if text}
    return {"publication": {"name": name(layout.source), **named}}


def _themes_todo(themes: Sequence[str]) -> Object:
    """Each theme alone, the main one first, then all of them."""
    choices = [[theme] for theme in themes] + ([[*themes]] if len(themes) > 1 else [])
    return ask(("themes",), "which themes has the report?", choices)


def _contributors(names: Sequence[str], kind: str, role: str) -> list[Object]:
    return [{"name": name(text), "kind": kind, "role": role} for text in names]
