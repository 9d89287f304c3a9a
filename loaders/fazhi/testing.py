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
from operator import itemgetter
from typing import Any, Literal, get_args, get_origin

from annotated_types import MinLen
from hypothesis import strategies as st
from pydantic import StringConstraints

from fazhi.figure import Figure, read
from fazhi.record.article import (
    Article,
    Evidence,
    Exclusion,
    Honour,
    Initiative,
    Metric,
    Organization,
    Published,
    Relation,
    Source,
    Withdrawal,
)
from fazhi.record.field_types import SLUG, CodeOf, Edtf, Part, unwrap
from fazhi.record.vocabulary import Concept, Measure, Vocabularies, Vocabulary, load_vocabularies
from fazhi.resources import vocabulary_directory

SOURCE_LENGTH = 5000
_BEFORE = 2020  # every generated period starts earlier, every publication is later
_REASONS = ("name", "ordinal", "idiom", "duplicate", "plan")  # those of any quote
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


# Strategies that follow from the model. -----------------------------------------------------------


def _objects(model: type[Part], **given: Any) -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects of a part of a record: the fields given (None leaves one out), and every other
    by its type."""
    required: dict[str, Any] = {}
    optional: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        values = given[name] if name in given else _values(field.annotation, tuple(field.metadata))
        if values is not None:
            (required if field.is_required() else optional)[name] = values
    return st.fixed_dictionaries(required, optional=optional)


@cache
def _plain(model: type[Part]) -> st.SearchStrategy[dict[str, Any]]:
    return _objects(model)


def _values(annotation: Any, marks: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """The values of a field, by its type and marks."""
    kind, _, marks = unwrap(annotation, marks)
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is tuple:
        return _lists(get_args(kind)[0], any(isinstance(mark, MinLen) for mark in marks))
    if issubclass(kind, Part):
        return _evidence() if kind is Evidence else _plain(kind)
    if kind is str:
        return _texts(marks)
    return {bool: st.booleans(), int: st.integers(1, 9), float: st.integers(0, 10**9)}[kind]


@cache
def _lists(item: Any, filled: bool) -> st.SearchStrategy[list[Any]]:
    place = itemgetter("start", "end") if item is Evidence else repr
    return st.lists(_values(item), min_size=int(filled), max_size=2, unique_by=place)


def _texts(marks: tuple[Any, ...]) -> st.SearchStrategy[str]:
    for mark in marks:
        if isinstance(mark, CodeOf):
            return _codes(mark.vocabulary)
        if isinstance(mark, Edtf):
            return periods()
    pattern = next((mark.pattern for mark in marks if isinstance(mark, StringConstraints)), None)
    if pattern is None:
        return texts()
    return slugs() if pattern == SLUG else st.from_regex(pattern, fullmatch=True)


@cache
def _codes(name: str) -> st.SearchStrategy[str]:
    vocabulary: Vocabulary[Concept] = getattr(_vocabularies(), name)
    return st.sampled_from([concept.code for concept in vocabulary if not concept.deprecated])


@cache
def _evidence() -> st.SearchStrategy[dict[str, Any]]:
    return texts(40).flatmap(_quote)


def _quote(exact: str) -> st.SearchStrategy[dict[str, Any]]:
    starts = st.integers(0, SOURCE_LENGTH - 41)
    return starts.map(lambda start: {"exact": exact, "start": start, "end": start + len(exact)})


# What has to agree with something else in its article. --------------------------------------------


@cache
def _measures() -> st.SearchStrategy[Measure]:
    measures = _vocabularies().measures
    return st.sampled_from(
        [measure for measure in measures if measure.units and not measure.deprecated]
    )


@st.composite
def _reading(draw: st.DrawFn, unit: str) -> dict[str, Any]:
    """The value, its bound, its basis and its evidence, as one agrees with the other."""
    basis = draw(st.sampled_from(["stated", "stated", "absence", "count"]))
    if basis == "absence":
        return {"value": 0.0, "bound": "exact", "basis": basis, "evidence": [draw(_quote("没有"))]}
    if basis == "count":
        evidence = draw(_lists(Evidence, True))
        value = float(len(evidence))
        return {"value": value, "bound": "exact", "basis": basis, "evidence": evidence}
    figure = draw(_quantities(unit))
    return {
        "value": float(figure.value),
        **({} if figure.upper is None else {"upper": float(figure.upper)}),
        "bound": figure.bound,
        "basis": basis,
        "evidence": [draw(_quote(figure.exact))],
    }


@st.composite
def _metric(draw: st.DrawFn, identifier: str, organizations: list[str]) -> dict[str, Any]:
    measure = draw(_measures())
    unit = draw(st.sampled_from(measure.units))
    reading = draw(_reading(unit))
    others = _objects(
        Metric,
        id=st.just(identifier),
        measure=st.just(measure.code),
        unit=st.just(unit),
        organization=st.sampled_from(organizations),
        **dict.fromkeys(("value", "upper", "bound", "basis", "evidence")),
    )
    return {**draw(others), **reading}


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
    relation = {"kind": kind, "metric": left["id"], "of": [operand["id"] for operand in operands]}
    found = holds(
        Relation.model_validate({**relation, "holds": True}, strict=False),
        Metric.model_validate(left, strict=False),
        [Metric.model_validate(operand, strict=False) for operand in operands],
    )
    note = {} if found and draw(st.booleans()) else {"note": draw(texts())}
    return {**relation, "holds": found, **note}


@st.composite
def _initiatives(draw: st.DrawFn, organizations: list[str]) -> list[dict[str, Any]]:
    """At least one; every organization has a part in the first."""
    drafted: list[dict[str, Any]] = []
    for identifier in draw(st.lists(slugs(), min_size=1, max_size=3, unique=True)):
        parts = draw(st.permutations(organizations))
        if drafted:
            parts = parts[: draw(st.integers(0, len(parts)))]
        leads = draw(st.integers(0, len(parts)))
        roles = ["lead"] * leads + ["partner"] * (len(parts) - leads)
        participants = [
            {"organization": part, "role": role} for part, role in zip(parts, roles, strict=True)
        ]
        initiative = draw(
            _objects(Initiative, id=st.just(identifier), organization=None, participants=None)
        )
        if "period" not in initiative:
            initiative.pop("period_inferred_from", None)
        if leads == 1:
            initiative["organization"] = participants.pop(0)["organization"]
        if participants:
            initiative["participants"] = participants
        drafted.append(initiative)
    return drafted


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Whole valid articles; every field of the model occurs."""
    organizations = draw(st.lists(slugs(), min_size=1, max_size=3, unique=True))
    metrics = [
        draw(_metric(identifier, organizations))
        for identifier in draw(st.lists(slugs(), max_size=4, unique=True))
    ]
    withdrawn = draw(st.booleans())
    date = st.integers(_BEFORE, 2025).map(str)
    published = st.one_of(
        st.none(),
        _objects(Published, date=date, basis=st.just("stated")),
        _objects(Published, date=date, basis=st.just("inferred")).filter(
            lambda value: "note" in value
        ),
    )
    others = _objects(
        Article,
        status=st.just("withdrawn" if withdrawn else "active"),
        withdrawal=None,
        language=st.sampled_from(["zh-Hans", "zh", "mn-Mong-CN"]),
        published=published,
        organizations=st.tuples(
            *(_objects(Organization, id=st.just(o)) for o in organizations)
        ).map(list),
        initiatives=_initiatives(organizations),
        honours=st.lists(_objects(Honour, recipient=st.sampled_from(organizations)), max_size=2),
        metrics=st.just(metrics),
        relations=st.lists(_relation(metrics), max_size=2) if len(metrics) > 1 else st.just([]),
        exclusions=st.lists(_objects(Exclusion, reason=st.sampled_from(_REASONS)), max_size=3),
        source=_objects(Source, characters=st.just(SOURCE_LENGTH)),
    )
    document = draw(others)
    if withdrawn:
        document["withdrawal"] = draw(_objects(Withdrawal))
    return Article.model_validate(document, strict=False)
