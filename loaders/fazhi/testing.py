"""Hypothesis strategies for tests of code that reads fazhi records. Needs the extra `testing`.

    from hypothesis import given
    from fazhi.testing import articles

    @given(articles())
    def test_my_reader(article): ...

Every article is well-formed, uses codes of the vocabularies, and passes every rule that needs
no source text.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from fazhi.figure import Figure, read
from fazhi.record.article import SCHEMA_VERSION, Article, Metric, Relation
from fazhi.record.vocabulary import Concept, Measure, Vocabularies, Vocabulary, load_vocabularies
from fazhi.resources import vocabulary_directory

SOURCE_LENGTH = 5000
_BEFORE = 2020  # every generated period starts earlier, every publication is later
_ALPHABET = "法治旗盟牧区草原案件执行调解鄂尔多斯龘𠮷“”《》,。、·—éüABCxyz ~/\\\"'{}[]:;%+-_😀"


def _vocabularies() -> Vocabularies:
    return load_vocabularies(vocabulary_directory())


@cache
def slugs() -> st.SearchStrategy[str]:
    """Identifiers such as `zone-court`."""
    word = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=9)
    return st.lists(word, min_size=1, max_size=3).map("-".join)


@cache
def texts(longest: int = 60) -> st.SearchStrategy[str]:
    """Texts that the rules of text safety accept: Chinese, Latin, marks and emoji, in NFC."""
    return st.text(_ALPHABET, min_size=1, max_size=longest).map(str.strip).filter(bool)


@cache
def labels() -> st.SearchStrategy[dict[str, str]]:
    """Texts in both languages."""
    return st.fixed_dictionaries({"zh": texts(), "en": texts()})


@cache
def periods() -> st.SearchStrategy[str]:
    """Periods of the EDTF subset, between 1990 and 2019."""

    def date(year: int, month: int, day: int, parts: int, qualifier: str) -> str:
        return "-".join((f"{year}", f"{month:02}", f"{day:02}")[:parts]) + qualifier

    dates = st.builds(
        date,
        st.integers(1990, _BEFORE - 1),
        st.integers(1, 12),
        st.integers(1, 28),
        st.integers(1, 3),
        st.sampled_from(["", "~", "?", "%"]),
    )
    closed = st.tuples(dates, dates).map(lambda pair: "/".join(sorted(pair)))
    open_ = st.one_of(dates.map(lambda date: f"{date}/.."), dates.map(lambda date: f"../{date}"))
    return st.one_of(dates, closed, open_)


@cache
def _quantities(unit: str) -> st.SearchStrategy[Figure]:
    """Figures as news writes them, in the forms of a unit, read by the figure reader."""
    number = st.one_of(
        st.integers(0, 10**9).map(str),
        st.decimals(0, 9999, allow_nan=False, places=2).map(str),
        st.decimals(1, 999, allow_nan=False, places=1).map(lambda d: f"{d}万"),
        st.decimals(1, 99, allow_nan=False, places=2).map(lambda d: f"{d}亿"),
    )
    forms = st.sampled_from(_vocabularies().units[unit].forms)
    written = st.one_of(
        st.builds("{}{}{}".format, st.sampled_from(["", "超过", "不足", "约"]), number, forms),
        st.builds(
            lambda low, more, form: f"{low}至{low + more}{form}",
            st.integers(1, 900), st.integers(1, 99), forms,
        ),
    )  # fmt: skip
    return written.map(read).filter(lambda found: _states(found, unit))  # type: ignore[return-value]


def _states(figure: Figure | None, unit: str) -> bool:
    known = figure is not None and isinstance(figure.value, Decimal)
    return known and figure.unit in _vocabularies().units[unit].forms  # type: ignore[union-attr]


@cache
def _codes(name: str) -> st.SearchStrategy[str]:
    vocabulary: Vocabulary[Concept] = getattr(_vocabularies(), name)
    return st.sampled_from([one.code for one in vocabulary if not one.deprecated])


@st.composite
def _evidence(draw: st.DrawFn) -> dict[str, Any]:
    exact = draw(texts(40))
    start = draw(st.integers(0, SOURCE_LENGTH - 41))
    return {"exact": exact, "start": start, "end": start + len(exact)}


@cache
def _evidence_lists() -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(
        _evidence(), min_size=1, max_size=2, unique_by=lambda one: (one["start"], one["end"])
    )


def _maybe(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=optional)


@cache
def _measures() -> st.SearchStrategy[Measure]:
    return st.sampled_from(
        [one for one in _vocabularies().measures if one.units and not one.deprecated]
    )


def _quote(exact: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.integers(0, SOURCE_LENGTH - 41).map(
        lambda start: [{"exact": exact, "start": start, "end": start + len(exact)}]
    )


@st.composite
def _reading(draw: st.DrawFn, unit: str) -> dict[str, Any]:
    """The value, its bound, its basis and its evidence, as one agrees with the other."""
    basis = draw(st.sampled_from(["stated", "stated", "absence", "count"]))
    if basis == "absence":
        return {"value": 0.0, "bound": "exact", "basis": basis, "evidence": draw(_quote("没有"))}
    if basis == "count":
        evidence = draw(_evidence_lists())
        value = float(len(evidence))
        return {"value": value, "bound": "exact", "basis": basis, "evidence": evidence}
    figure = draw(_quantities(unit))
    return {
        "value": float(figure.value),
        **({} if figure.upper is None else {"upper": float(figure.upper)}),
        "bound": figure.bound,
        "basis": basis,
        "evidence": draw(_quote(figure.exact)),
    }


@st.composite
def _metric(draw: st.DrawFn, identifier: str, organizations: list[str]) -> dict[str, Any]:
    measure = draw(_measures())
    unit = draw(st.sampled_from(measure.units))
    optional = _maybe(
        change=st.fixed_dictionaries(
            {
                "direction": st.sampled_from(["increase", "decrease"]),
                "against": st.sampled_from(["previous-year", "previous-period", "baseline"]),
            }
        ),
        organization=st.sampled_from(organizations),
        region=_codes("regions"),
        label=labels(),
        period_inferred_from=texts(),
    )
    return {
        "id": identifier,
        "measure": measure.code,
        "unit": unit,
        "period": draw(periods()),
        **draw(_reading(unit)),
        **draw(optional),
    }


@st.composite
def _relation(draw: st.DrawFn, metrics: list[dict[str, Any]]) -> dict[str, Any]:
    """A relation between any two figures of one unit; whether it holds, the rule itself says."""
    from fazhi.record.arithmetic import holds

    left = draw(st.sampled_from(metrics))
    right = draw(st.sampled_from([m for m in metrics if m is not left]))
    kind = draw(
        st.sampled_from(["subset", "equal"]) if left["unit"] == right["unit"] else st.just("")
    )
    operands = [right]
    if not kind:
        kind, operands = "ratio", [right, right]
    relation = {"kind": kind, "metric": left["id"], "of": [one["id"] for one in operands]}
    found = holds(
        Relation.model_validate({**relation, "holds": True}, strict=False),
        Metric.model_validate(left, strict=False),
        [Metric.model_validate(one, strict=False) for one in operands],
    )
    note = {} if found and draw(st.booleans()) else {"note": draw(texts())}
    return {**relation, "holds": found, **note}


@st.composite
def _initiatives(draw: st.DrawFn, organizations: list[str]) -> list[dict[str, Any]]:
    """At least one; the first is one that every organization has a part in."""
    drafted: list[dict[str, Any]] = []
    for identifier in draw(st.lists(slugs(), min_size=1, max_size=3, unique=True)):
        parts = draw(st.permutations(organizations))
        if drafted:
            parts = parts[: draw(st.integers(0, len(parts)))]
        leads = draw(st.integers(0, len(parts)))
        roles = ["lead"] * leads + ["partner"] * (len(parts) - leads)
        participants = [
            {"organization": one, "role": role} for one, role in zip(parts, roles, strict=True)
        ]
        alone = {}
        if leads == 1:
            alone = {"organization": participants.pop(0)["organization"]}
        when = draw(_maybe(period=periods()))
        drafted.append(
            {
                "id": identifier,
                "name": draw(labels()),
                "kind": draw(_codes("initiative_kinds")),
                **alone,
                **({"participants": participants} if participants else {}),
                **when,
                **(draw(_maybe(period_inferred_from=texts())) if when else {}),
                "evidence": draw(_evidence_lists()),
            }
        )
    return drafted


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Whole valid articles; every field of the model occurs."""
    organizations = draw(st.lists(slugs(), min_size=1, max_size=3, unique=True))
    metric_ids = draw(st.lists(slugs(), max_size=4, unique=True))
    metrics = [draw(_metric(one, organizations)) for one in metric_ids]
    withdrawn = draw(st.booleans())
    years = st.integers(_BEFORE, 2025).map(str)
    published = st.one_of(
        st.none(),
        st.fixed_dictionaries(
            {"date": years, "basis": st.just("stated")}, optional={"note": texts()}
        ),
        st.fixed_dictionaries({"date": years, "basis": st.just("inferred"), "note": texts()}),
    )
    contributor = st.fixed_dictionaries(
        {
            "name": labels(),
            "kind": st.sampled_from(["organization", "person"]),
            "role": st.sampled_from(["supplier", "author"]),
        }
    )
    exclusion = st.fixed_dictionaries(
        {
            "evidence": _evidence_lists(),
            "reason": st.sampled_from(["name", "ordinal", "idiom", "duplicate", "plan"]),
        },
        optional={"note": texts()},
    )
    honour = st.fixed_dictionaries(
        {
            "name": labels(),
            "recipient": st.sampled_from(organizations),
            "evidence": _evidence_lists(),
        },
        optional={"issuer": labels()},
    )
    document = {
        "schema_version": SCHEMA_VERSION,
        "id": draw(slugs()),
        "revision": draw(st.integers(1, 9)),
        "status": "withdrawn" if withdrawn else "active",
        "language": draw(st.sampled_from(["zh-Hans", "zh", "mn-Mong-CN"])),
        "headline": draw(labels()),
        "summary": draw(labels()),
        "published": draw(published),
        "contributors": draw(st.lists(contributor, max_size=2)),
        "region": draw(_codes("regions")),
        "themes": draw(st.lists(_codes("themes"), min_size=1, max_size=3, unique=True)),
        "organizations": [
            {
                "id": one,
                "name": draw(labels()),
                "kind": draw(_codes("organization_kinds")),
                "region": draw(_codes("regions")),
            }
            for one in organizations
        ],
        "initiatives": draw(_initiatives(organizations)),
        "honours": draw(st.lists(honour, max_size=2)),
        "metrics": metrics,
        "relations": draw(st.lists(_relation(metrics), max_size=2)) if len(metrics) > 1 else [],
        "exclusions": draw(st.lists(exclusion, max_size=3)),
        "source": {
            "sha256": draw(st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
            "characters": SOURCE_LENGTH,
        },
    }
    if withdrawn:
        document["withdrawal"] = {"reason": draw(texts()), **draw(_maybe(replaced_by=slugs()))}
    return Article.model_validate(document, strict=False)
