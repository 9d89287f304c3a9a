"""Reference: identifiers are unique, and what refers to something finds it."""

import re
from collections.abc import Iterator
from functools import partial

from fazhi.record.model import Article
from fazhi.record.references import Reference
from fazhi.suggest import did_you_mean, for_some
from fazhi.validate.example import ABSENT, Values
from fazhi.validate.problem import Finding
from fazhi.validate.rule import ArticleRule, Context
from fazhi.validate.todo import is_todo, open_paths

_OTHER = {"id": "x", "name": {"zh": "甲", "en": "A"}, "kind": "court", "region": "150302"}


def _references(context: Context, entries: str) -> Iterator[Reference]:
    """What refers to entries of a list of the article."""
    return (found for found in context.references if found.mark[0] == entries)


@ArticleRule.named("reference-duplicate-id", Values({"/metrics/12/id": "received"}))
def duplicate_id(article: Article, context: Context) -> Iterator[Finding]:
    """An `id` is unique in its list.

    With two of the same name nobody can say which is meant."""
    for name in ("organizations", "initiatives", "metrics"):
        first: dict[str, int] = {}
        for i, part in enumerate(getattr(article, name)):
            if first.setdefault(part.id, i) != i:
                number = first[part.id] + 1
                message = f"{part.id!r} is already the id of {name} number {number}"
                yield Finding((name, i, "id"), message, "give it another id")


@ArticleRule.named("reference-meaningless-id", Values({"/metrics/12/id": "figure-13"}))
def meaningless_id(article: Article, context: Context) -> Iterator[Finding]:
    """The `id` of a metric says what it measures.

    A figure, a metric or a court with nothing but a number (figure, metric-3, court-1) is told from
    others only by counting, and a link to it breaks unnoticed when another comes before it. A last
    number tells metrics of the same measure apart: `cases-concluded-2`."""
    kinds = "|".join(kind.code for kind in context.vocabularies.organization_kinds)
    meaningless = re.compile(f"(?:figure|metric)(?:-[0-9]+)?|(?:{kinds})-[0-9]+")
    undecided = open_paths(context.value)
    for i, metric in enumerate(article.metrics):
        path = ("metrics", i, "id")
        if meaningless.fullmatch(metric.id) and path not in undecided:
            message = f"{metric.id!r} does not say what is measured"
            last = metric.measure.rpartition(".")[2]
            hint = "name what is measured" if is_todo(last) else f"such as {last!r}"
            yield Finding(path, message, hint)


@ArticleRule.named(
    "reference-repeated-theme", Values({"/themes": ["trial", "trial"]}, at="/themes/1")
)
def repeated_theme(article: Article, context: Context) -> Iterator[Finding]:
    """A theme is named once."""
    for i, theme in enumerate(article.themes):
        if theme in article.themes[:i]:
            yield Finding(("themes", i), f"{theme!r} stands twice", "delete one of the two")


@ArticleRule.named("reference-unresolved", Values({"/honours/0/recipient": "lakeside-cuort"}))
def unresolved(article: Article, context: Context) -> Iterator[Finding]:
    """What is referred to is there."""
    for entries in ("organizations", "metrics"):
        what = entries.removesuffix("s")
        known = {part.id: None for part in getattr(article, entries)}  # in their order
        otherwise = f"add the {what}, or name another"
        hint = for_some(partial(did_you_mean, known=known, otherwise=otherwise), otherwise)
        for path, _, identifier in _references(context, entries):
            if identifier not in known:
                message = f"there is no {what} {identifier!r} in this article"
                yield Finding(path, message, hint(identifier))


@ArticleRule.named(
    "reference-unused-organization", Values({"/organizations/1": _OTHER}, at="/organizations/1/id")
)
def unused_organization(article: Article, context: Context) -> Iterator[Finding]:
    """An organization is there because something refers to it.

    One that no metric, initiative or honour names is most often left over from an earlier draft,
    or its part in an initiative is not told. A withdrawn record may have dropped what referred
    to it."""
    if article.status == "withdrawn":
        return
    used = {reference.value for reference in _references(context, "organizations")}
    for i, organization in enumerate(article.organizations):
        if organization.id not in used:
            yield Finding(
                ("organizations", i, "id"),
                f"nothing refers to the organization {organization.id!r}",
                "name it in a metric, an honour, or an initiative (as a participant, where "
                "others lead), or delete it",
            )


@ArticleRule.named(
    "reference-repeated-participant",
    Values(
        {"/initiatives/0/participants": [{"organization": "lakeside-court", "role": "partner"}]},
        at="/initiatives/0/participants/0/organization",
    ),
)
def repeated_participant(article: Article, context: Context) -> Iterator[Finding]:
    """An organization has one part in an initiative."""
    for i, initiative in enumerate(article.initiatives):
        seen = {initiative.organization}
        for j, participant in enumerate(initiative.participants or ()):
            if participant.organization in seen:
                path = ("initiatives", i, "participants", j, "organization")
                message = f"{participant.organization!r} already has a part in this initiative"
                yield Finding(path, message, "delete one of the two")
            seen.add(participant.organization)


@ArticleRule.named(
    "reference-misplaced-lead",
    Values(
        {
            "/initiatives/0/organization": ABSENT,
            "/initiatives/0/participants": [{"organization": "lakeside-court", "role": "lead"}],
        },
        at="/initiatives/0/participants/0/role",
    ),
)
def misplaced_lead(article: Article, context: Context) -> Iterator[Finding]:
    """Who leads alone stands in `organization`; only who leads with others is a `lead`.

    With both, or with a single `lead`, nobody can say whose initiative it is."""
    for i, initiative in enumerate(article.initiatives):
        participants = initiative.participants or ()
        leads = [j for j, participant in enumerate(participants) if participant.role == "lead"]
        if initiative.organization and leads:
            message = f"{initiative.organization!r} already leads this initiative alone"
            hint = "write partner, or make them all participants who lead"
        elif len(leads) == 1:
            message = "no other participant leads with this one"
            hint = "name it in `organization` instead"
        else:
            continue
        yield Finding(("initiatives", i, "participants", leads[0], "role"), message, hint)


RULES = (
    duplicate_id,
    meaningless_id,
    repeated_theme,
    unresolved,
    unused_organization,
    repeated_participant,
    misplaced_lead,
)
