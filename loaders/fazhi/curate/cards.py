"""The record as cards: one for each part, with its quotes and with what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from fazhi.curate.markup import Html, both, element, join
from fazhi.curate.wording import (
    BASES,
    BOUNDS,
    COMPARED,
    DIRECTIONS,
    REASONS,
    ROLES,
    amount,
    measure_name,
    named,
)
from fazhi.record.article import Article, Evidence, Initiative, Label, Metric, Relation, Summary
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.problem import Problem

ABOUT = "about"
_CARDED = ("metrics", "exclusions", "initiatives", "honours", "relations", "organizations")
_SIGNS = {"sum": ("=", "+"), "subset": ("⊆", ","), "ratio": ("=", "÷"), "equal": ("=", "=")}


def anchor(pointer: str) -> str:
    """The id in the page of a part of the record: `metrics-3` for `/metrics/3`."""
    return pointer.strip("/").replace("/", "-")


def home(problem: Problem) -> str:
    """The id of the card beside which a problem stands."""
    section, _, rest = problem.pointer.lstrip("/").partition("/")
    index = rest.partition("/")[0]
    return f"{section}-{index}" if section in _CARDED and index else ABOUT


def faults(problems: Sequence[Problem]) -> Html | None:
    """The problems beside what they concern: what, how to mend it, which rule says so."""
    items = (
        element(
            "li",
            element("strong", one.message),
            element("span", one.hint, class_="hint"),
            element("code", f"{one.rule} · {one.line}:{one.column}"),
            class_=one.severity,
        )
        for one in problems
    )
    return element("ul", *items, class_="faults", lang="en") if problems else None


class Cards:
    """Makes the cards of one article.

    `problems` are those of its check; `places` gives, by the JSON Pointer of a quote, the id of
    the mark that shows it in the text.
    """

    def __init__(
        self,
        article: Article,
        problems: Sequence[Problem],
        vocabularies: Vocabularies,
        places: dict[str, str],
    ) -> None:
        self._article, self._vocabularies, self._places = article, vocabularies, places
        self._organizations = {one.id: one.name.zh for one in article.organizations}
        self._problems: defaultdict[str, list[Problem]] = defaultdict(list)
        for problem in problems:
            self._problems[home(problem)].append(problem)

    def metrics(self) -> Iterable[Html]:
        """What was measured, how much, when, by whom, and where it is said."""
        regions = self._vocabularies.regions
        for i, one in enumerate(self._article.metrics):
            zh, en = measure_name(self._vocabularies, one)
            facts = [
                *_when(one),
                _change(one),
                both(*BOUNDS[one.bound][1:]) if one.bound in BOUNDS else None,
                both(*BASES[one.basis]) if one.basis in BASES else None,
                named(regions, one.region) if one.region else None,
                self._organization(one.organization),
                element("code", one.id),
            ]
            yield self._card("metrics", i, zh, en, one.evidence, facts, self._value(one))

    def exclusions(self) -> Iterable[Html]:
        """The quantities that are no metric, with their reasons."""
        for i, one in enumerate(self._article.exclusions):
            yield self._card(
                "exclusions", i, REASONS[one.reason], one.reason, one.evidence, [one.note]
            )

    def initiatives(self) -> Iterable[Html]:
        """The named programmes, methods, mechanisms, brands, teams, campaigns and events."""
        for i, one in enumerate(self._article.initiatives):
            kind = named(self._vocabularies.initiative_kinds, one.kind)
            facts = [
                kind,
                *_when(one),
                self._organization(one.organization),
                *self._participants(one),
            ]
            yield self._card("initiatives", i, one.name.zh, one.name.en, one.evidence, facts)

    def _participants(self, initiative: Initiative) -> Iterable[Html]:
        for role, words in ROLES.items():
            names = [
                self._organizations.get(part.organization, part.organization)
                for part in initiative.participants or ()
                if part.role == role
            ]
            if names:
                yield join(both(*words), ": ", "、".join(names))

    def honours(self) -> Iterable[Html]:
        """The honours, with who gave and who received them."""
        for i, one in enumerate(self._article.honours):
            facts = [one.issuer.zh if one.issuer else None, self._organization(one.recipient)]
            yield self._card("honours", i, one.name.zh, one.name.en, one.evidence, facts)

    def relations(self) -> Iterable[Html]:
        """The arithmetic of the figures, and whether it holds."""
        for i, one in enumerate(self._article.relations):
            holds = both("成立", "holds") if one.holds else both("不成立", "does not hold")
            value = element("p", holds, class_="value" if one.holds else "value fails")
            yield self._card(
                "relations", i, self._sentence(one), None, (), [one.kind, one.note], value
            )

    def organizations(self) -> Iterable[Html]:
        """Who acts."""
        for i, one in enumerate(self._article.organizations):
            facts = [
                named(self._vocabularies.organization_kinds, one.kind),
                named(self._vocabularies.regions, one.region),
                element("code", one.id),
            ]
            yield self._card("organizations", i, one.name.zh, one.name.en, (), facts)

    def about(self) -> Html:
        """The report as a whole, and the problems that concern no other card."""
        article, vocabularies = self._article, self._vocabularies
        published = article.published
        when = f"{published.date} ({published.basis})" if published else "—"
        note = element("p", published.note, class_="en") if published and published.note else None
        rows = {
            both("标题", "Headline"): _pair(article.headline),
            both("摘要", "Summary"): _pair(article.summary),
            both("发表", "Published"): join(element("p", when), note),
            both("供稿", "By-line"): _lines(one.name.zh for one in article.contributors),
            both("地区", "Region"): named(vocabularies.regions, article.region),
            both("主题", "Themes"): "、".join(
                named(vocabularies.themes, code) for code in article.themes
            ),
            both("记录", "Record"): f"{article.id}, {article.status}, revision {article.revision}",
        }
        listed = (join(element("dt", name), element("dd", value)) for name, value in rows.items())
        wrong = self._problems[ABOUT]
        return element(
            "article",
            element("dl", *listed),
            faults(wrong),
            class_="card about" + (" open" if wrong else ""),
            id=ABOUT,
            tabindex="-1",
        )

    def _card(
        self,
        section: str,
        index: int,
        zh: str,
        en: str | None,
        evidence: Iterable[Evidence],
        facts: Iterable[str | None],
        value: Html | None = None,
    ) -> Html:
        identity = f"{section}-{index}"
        wrong = self._problems[identity]
        shown = [element("span", one, class_="fact") for one in facts if one]
        quoted = list(self._quotes(identity, evidence))
        return element(
            "article",
            element("h3", zh, lang="zh-Hans"),
            value,
            element("p", en, lang="en", class_="en") if en else None,
            element("p", *quoted, class_="quotes", lang="zh-Hans") if quoted else None,
            element("p", *shown, class_="facts") if shown else None,
            faults(wrong),
            class_=f"card {section}" + (" open" if wrong else ""),
            id=identity,
            tabindex="-1",
        )

    def _quotes(self, identity: str, evidence: Iterable[Evidence]) -> Iterable[Html]:
        for i, one in enumerate(evidence):
            name = f"{identity}-evidence-{i}"
            place = self._places.get(name)
            yield element(
                "a" if place else "span",
                one.exact,
                id=name,
                class_="quote",
                href=f"#{place}" if place else None,
                title=f"{one.start}–{one.end}",
            )

    def _value(self, metric: Metric) -> Html:
        unit = self._vocabularies.units.get(metric.unit)
        words = both(unit.label.zh, unit.label.en) if unit else metric.unit
        return element("p", element("b", amount(metric)), " ", words, class_="value")

    def _sentence(self, relation: Relation) -> Html:
        equals, between = _SIGNS[relation.kind]
        pieces: list[str] = [self._term(relation.metric)]
        for sign, name in zip([equals, *[between] * len(relation.of)], relation.of, strict=False):
            pieces += [f" {sign} ", self._term(name)]
        return join(*pieces)

    def _term(self, name: str) -> Html:
        for i, metric in enumerate(self._article.metrics):
            if metric.id == name:
                zh, _ = measure_name(self._vocabularies, metric)
                words = (zh, " ", element("b", amount(metric)))
                return element("a", *words, href=f"#metrics-{i}", class_="term")
        return element("code", name)

    def _organization(self, name: str | None) -> str | None:
        return self._organizations.get(name, name) if name else None


def _when(part: Metric | Initiative) -> list[str | None]:
    inferred = part.period_inferred_from
    return [part.period, join(both("推定", "inferred"), ": ", inferred) if inferred else None]


def _change(metric: Metric) -> str | None:
    change = metric.change
    return COMPARED[change.against] + DIRECTIONS[change.direction][1] if change else None


def _pair(label: Label | Summary) -> Html:
    return join(
        element("p", label.zh, lang="zh-Hans"), element("p", label.en, lang="en", class_="en")
    )


def _lines(texts: Iterable[str]) -> Html:
    return join(*(element("p", text) for text in texts))
