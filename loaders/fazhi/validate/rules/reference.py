"""Reference: identifiers are unique, and what refers to something finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from fazhi.record.article import Article
from fazhi.validate.problem import Finding, Path
from fazhi.validate.rule import Context, rule


def _organization_references(article: Article) -> Iterator[tuple[Path, str]]:
    for i, initiative in enumerate(article.initiatives):
        if initiative.organization:
            yield ("initiatives", i, "organization"), initiative.organization
        for j, participant in enumerate(initiative.participants or ()):
            path = ("initiatives", i, "participants", j, "organization")
            yield path, participant.organization
    for i, honour in enumerate(article.honours):
        yield ("honours", i, "recipient"), honour.recipient
    for i, metric in enumerate(article.metrics):
        if metric.organization:
            yield ("metrics", i, "organization"), metric.organization


def _metric_references(article: Article) -> Iterator[tuple[Path, str]]:
    for i, relation in enumerate(article.relations):
        yield ("relations", i, "metric"), relation.metric
        for j, operand in enumerate(relation.of):
            yield ("relations", i, "of", j), operand


@rule("reference-duplicate-id", "article")
def reference_duplicate_id(article: Article, context: Context) -> Iterator[Finding]:
    """An `id` is unique in its list.

    With two of the same name nobody can say which one is meant.

    Good: "metrics": [{"id": "concluded", …}, {"id": "recovered", …}]
    Bad: "metrics": [{"id": "concluded", …}, {"id": "concluded", …}]
    """
    for name in ("organizations", "initiatives", "metrics"):
        seen: dict[str, int] = {}
        for i, part in enumerate(getattr(article, name)):
            if part.id in seen:
                yield Finding(
                    (name, i, "id"),
                    f"{part.id!r} is already the id of {name} number {seen[part.id] + 1}",
                    "give it another id",
                )
            seen.setdefault(part.id, i)


@rule("reference-repeated-theme", "article")
def reference_repeated_theme(article: Article, context: Context) -> Iterator[Finding]:
    """A theme is named once.

    Good: "themes": ["enforcement", "business-environment"]
    Bad: "themes": ["enforcement", "enforcement"]
    """
    for i, theme in enumerate(article.themes):
        if theme in article.themes[:i]:
            yield Finding(("themes", i), f"{theme!r} stands twice", "delete one of the two")


@rule("reference-unresolved", "article")
def reference_unresolved(article: Article, context: Context) -> Iterator[Finding]:
    """What is referred to is there.

    Good: "organization": "zone-court" with {"id": "zone-court", …} among the organizations
    Bad: "organization": "zone-cuort"
    """
    yield from _unresolved(
        _organization_references(article), [o.id for o in article.organizations], "organization"
    )
    yield from _unresolved(_metric_references(article), [m.id for m in article.metrics], "metric")


@rule("reference-unused-organization", "article")
def reference_unused_organization(article: Article, context: Context) -> Iterator[Finding]:
    """An organization is there because something refers to it.

    One that no metric, initiative or honour names is most often left over from an earlier draft,
    or its part in an initiative is not told. A withdrawn record may have dropped what referred to
    it.

    Good: "organizations": [{"id": "court", …}] with "organization": "court" in a metric
    Bad: "organizations": [{"id": "court", …}, {"id": "old-court", …}]
    """
    if article.status == "withdrawn":
        return
    used = {identifier for _, identifier in _organization_references(article)}
    for i, organization in enumerate(article.organizations):
        if organization.id not in used:
            yield Finding(
                ("organizations", i, "id"),
                f"nothing refers to the organization {organization.id!r}",
                "name it in a metric, an honour, or an initiative (as a participant, where "
                "others lead), or delete it",
            )


@rule("reference-repeated-participant", "article")
def reference_repeated_participant(article: Article, context: Context) -> Iterator[Finding]:
    """An organization has one part in an initiative.

    Good: "organization": "court", "participants": [{"organization": "school", …}]
    Bad: "organization": "court", "participants": [{"organization": "court", …}]
    """
    for i, initiative in enumerate(article.initiatives):
        seen = {initiative.organization}
        for j, participant in enumerate(initiative.participants or ()):
            if participant.organization in seen:
                yield Finding(
                    ("initiatives", i, "participants", j, "organization"),
                    f"{participant.organization!r} already has a part in this initiative",
                    "delete one of the two",
                )
            seen.add(participant.organization)


@rule("reference-misplaced-lead", "article")
def reference_misplaced_lead(article: Article, context: Context) -> Iterator[Finding]:
    """Who leads alone stands in `organization`; only who leads with others is a `lead`.

    With both, or with a single `lead`, nobody can say whose initiative it is.

    Good: "participants": [{"organization": "court", "role": "lead"}, {…, "role": "lead"}]
    Bad: "organization": "court", "participants": [{"organization": "school", "role": "lead"}]
    """
    for i, initiative in enumerate(article.initiatives):
        leads = [j for j, one in enumerate(initiative.participants or ()) if one.role == "lead"]
        if initiative.organization and leads:
            message = f"{initiative.organization!r} already leads this initiative alone"
            hint = "write partner, or make them all participants who lead"
        elif len(leads) == 1:
            message = "no other participant leads with this one"
            hint = "name it in `organization` instead"
        else:
            continue
        yield Finding(("initiatives", i, "participants", leads[0], "role"), message, hint)


def _unresolved(
    references: Iterable[tuple[Path, str]], known: list[str], what: str
) -> Iterator[Finding]:
    for path, identifier in references:
        if identifier not in known:
            near = get_close_matches(identifier, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"add the {what}, or name another"
            yield Finding(path, f"there is no {what} {identifier!r} in this article", hint)
