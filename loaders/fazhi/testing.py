"""Hypothesis strategies for tests of code that reads fazhi records. Needs the extra `testing`.

    from hypothesis import given
    from fazhi.testing import articles

    @given(articles())
    def test_my_reader(article): ...

Every article is well-formed, uses codes of the vocabularies, and passes every rule that needs
no source text.
"""

from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any, Literal, get_args, get_origin

from annotated_types import MinLen
from hypothesis import strategies as st
from pydantic import StringConstraints

from fazhi.figure import Figure, read
from fazhi.record.arithmetic import holds
from fazhi.record.field_types import SLUG, CodeOf, Edtf, IdOf, Part, unwrap
from fazhi.record.model import (
    Article,
    Change,
    Evidence,
    Exclusion,
    Honour,
    Initiative,
    Metric,
    Organization,
    Published,
    Rank,
    Relation,
    Source,
    Withdrawal,
)
from fazhi.record.vocabulary import (
    RANK_UNIT,
    Concept,
    Measure,
    Vocabularies,
    Vocabulary,
    load_vocabularies,
)
from fazhi.resources import vocabulary_directory

SOURCE_LENGTH = 5000
_DATE = r"(199|200|201)[0-9](-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?[~?%]?"
_NUMERAL = r"(0|[1-9][0-9]{0,3})(\.[0-9]{1,2})?[万亿]?"
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
    dates = st.from_regex(_DATE, fullmatch=True)
    closed = st.lists(dates, min_size=2, max_size=2).map(sorted).map("/".join)
    return st.one_of(dates, closed, dates.map("{}/..".format), dates.map("../{}".format))


@cache
def _quantities(unit: str) -> st.SearchStrategy[Figure]:
    """Figures as news writes them, in the forms of a unit, read by the figure reader."""
    forms = _vocabularies().units[unit].forms
    form, bound = st.sampled_from(forms), st.sampled_from(["", "超过", "不足", "约"])
    single = st.builds("{}{}{}".format, bound, st.from_regex(_NUMERAL, fullmatch=True), form)
    range_ = st.builds("{}至{}{}".format, st.integers(1, 900), st.integers(901, 999), form)

    def states(figure: Figure | None) -> bool:
        return figure is not None and isinstance(figure.value, Decimal) and figure.unit in forms

    return st.one_of(single, range_).map(read).filter(states)  # type: ignore[return-value]


@cache
def _model(model: type[Part]) -> st.SearchStrategy[dict[str, Any]]:
    return _objects(model)


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


def _values(annotation: Any, marks: tuple[Any, ...] = ()) -> st.SearchStrategy[Any] | None:
    """The values of a field, by its type and marks; None for one that has to be given."""
    kind, _, marks = unwrap(annotation, marks)
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is tuple:
        return _lists(get_args(kind)[0], any(isinstance(mark, MinLen) for mark in marks))
    if kind is Evidence:
        role = st.sampled_from([{}, {"role": "context"}])
        return st.builds(dict.__or__, texts(40).flatmap(_quotes), role)
    if issubclass(kind, Part):
        return _model(kind)
    if kind is not str:
        return {bool: st.booleans(), int: st.integers(1, 9), float: st.integers(0, 10**9)}[kind]
    for mark in marks:
        if isinstance(mark, CodeOf):
            return _codes(mark.vocabulary)
        if isinstance(mark, Edtf):
            return periods()
        if isinstance(mark, IdOf) and mark.entries == "metrics":
            return None  # what refers to another metric is given
    pattern = next((mark.pattern for mark in marks if isinstance(mark, StringConstraints)), None)
    if pattern is None:
        return texts()
    return slugs() if pattern == SLUG else st.from_regex(pattern, fullmatch=True)


@cache
def _lists(item: Any, filled: bool) -> st.SearchStrategy[list[Any]]:
    place = itemgetter("start", "end") if item is Evidence else repr
    values = _values(item)
    assert values is not None
    return st.lists(values, min_size=int(filled), max_size=2, unique_by=place)


@cache
def _codes(name: str) -> st.SearchStrategy[str]:
    vocabulary: Vocabulary[Concept] = getattr(_vocabularies(), name)
    return st.sampled_from([concept.code for concept in vocabulary if not concept.deprecated])


def _quotes(exact: str) -> st.SearchStrategy[dict[str, Any]]:
    starts = st.integers(0, SOURCE_LENGTH - 41)
    return starts.map(lambda start: {"exact": exact, "start": start, "end": start + len(exact)})


# What has to agree with something else in its article. --------------------------------------------


@st.composite
def _metric(draw: st.DrawFn, identifier: str, organizations: list[str]) -> dict[str, Any]:
    """A figure whose value, bound, basis, aspect, period and evidence agree, with a label of its
    own."""
    measures = [m for m in _vocabularies().measures if m.units and not m.deprecated]
    measure = draw(st.sampled_from(measures))
    basis = draw(st.sampled_from(["stated", "stated", "absence", "count"]))
    aspect = draw(_aspects()) if basis == "stated" else {"aspect": "level"}
    unit = RANK_UNIT if "rank" in aspect else draw(st.sampled_from(measure.units))
    value, upper, bound = 0.0, None, "exact"
    if basis == "count":
        evidence = draw(_lists(Evidence, True))
        value = float(len(evidence))
    elif basis == "absence":
        evidence = [draw(_quotes("没有"))]
    else:
        figure = draw(_quantities(unit).filter(lambda figure: bool(figure.value)))
        evidence = [draw(_quotes(figure.exact))]
        value, upper, bound = float(figure.value), figure.upper, figure.bound
    fixed = {
        "id": identifier,
        "measure": measure.code,
        "unit": unit,
        "basis": basis,
        "value": value,
        "bound": bound,
        "evidence": evidence,
        "label": {"zh": f"{draw(texts())}{identifier}", "en": draw(texts())},
        **({} if upper is None else {"upper": float(upper)}),
        **aspect,
        **draw(_times(measure)),
    }
    given = dict.fromkeys(("upper", "change", "share", "rank", "as_of"))
    given |= {name: st.just(known) for name, known in fixed.items()}
    metric = draw(_objects(Metric, **given, organization=st.sampled_from(organizations)))
    return metric | fixed


@st.composite
def _aspects(draw: st.DrawFn) -> dict[str, Any]:
    """An aspect with what describes it."""
    aspect = draw(st.sampled_from(["level", "level", "change", "share", "rank", "target"]))
    if aspect == "share":
        return {"aspect": aspect, "share": {"whole": draw(labels())}}
    if aspect == "change":
        return {"aspect": aspect, "change": draw(_changes())}
    return {"aspect": aspect} | ({"rank": draw(_model(Rank))} if aspect == "rank" else {})


@cache
def _changes() -> st.SearchStrategy[dict[str, Any]]:
    named = _objects(Change, direction=st.sampled_from(["increase", "decrease"]))
    return st.builds(lambda change, name: change | {"baseline_name": name}, named, labels())


def _referring(metric: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """A share of a metric or, of a level that is not 0, a change."""
    of, bare = metric["id"], {k: v for k, v in metric.items() if k != "change"}
    bare["id"] = f"{of}-2"[-64:]
    if metric["aspect"] == "level" and metric["basis"] == "stated":
        return bare | {"aspect": "change", "change": change | {"of": of}}
    return bare | {"aspect": "share", "share": {"of": of}}


@st.composite
def _times(draw: st.DrawFn, measure: Measure) -> dict[str, Any]:
    """A period that a measure may have, and `as_of` where it has no end."""
    dates = st.from_regex(_DATE, fullmatch=True)
    period = draw(dates if measure.kind == "stock" else periods())
    return {"period": period} | ({"as_of": "2020"} if period.endswith("/..") else {})


@st.composite
def _relation(draw: st.DrawFn, metrics: list[dict[str, Any]]) -> dict[str, Any]:
    """A relation between any two figures; whether it holds, the rule itself says."""
    left, right = draw(st.permutations(metrics))[:2]
    same = all(left[name] == right[name] for name in ("unit", "aspect", "period"))
    kinds = ["subset", "equal"] if same else ["ratio"]
    kind = draw(st.sampled_from(kinds))
    operands = [right] * (2 if kind == "ratio" else 1)
    relation = {"kind": kind, "metric": left["id"], "of": [operand["id"] for operand in operands]}
    figures = [Metric.model_validate(metric, strict=False) for metric in (left, *operands)]
    whole = Relation.model_validate({**relation, "holds": True}, strict=False)
    relation["holds"] = holds(whole, figures[0], figures[1:])
    noted = not relation["holds"] or draw(st.booleans())
    return relation | ({"note": draw(texts())} if noted else {})


@st.composite
def _initiatives(draw: st.DrawFn, organizations: list[str]) -> list[dict[str, Any]]:
    """At least one; every organization has a part in the first."""
    drafted: list[dict[str, Any]] = []
    for identifier in draw(st.lists(slugs(), min_size=1, max_size=3, unique=True)):
        parts = draw(st.permutations(organizations))
        parts = parts[: draw(st.integers(0, len(parts)))] if drafted else parts
        leads = draw(st.integers(0, len(parts)))
        participants = [
            {"organization": part, "role": "lead" if i < leads else "partner"}
            for i, part in enumerate(parts)
        ]
        fixed = {"id": st.just(identifier), "organization": None, "participants": None}
        initiative = draw(_objects(Initiative, **fixed))
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
    ids = draw(st.lists(slugs(), max_size=4, unique=True))
    metrics = [draw(_metric(identifier, organizations)) for identifier in ids]
    counted = [metric for metric in metrics if metric["aspect"] != "rank" and draw(st.booleans())]
    metrics += [_referring(metric, draw(_changes())) for metric in counted]
    # After every generated period.
    published = _objects(Published, date=st.integers(2020, 2025).map(str))
    actors = [_objects(Organization, id=st.just(identifier)) for identifier in organizations]
    others = _objects(
        Article,
        withdrawal=None,
        language=st.sampled_from(["zh-Hans", "zh", "mn-Mong-CN"]),
        published=st.none() | published.filter(lambda p: p["basis"] == "stated" or "note" in p),
        organizations=st.tuples(*actors).map(list),
        initiatives=_initiatives(organizations),
        honours=st.lists(_objects(Honour, recipient=st.sampled_from(organizations)), max_size=2),
        metrics=st.just(metrics),
        relations=st.lists(_relation(metrics), max_size=2) if len(metrics) > 1 else st.just([]),
        exclusions=st.lists(_objects(Exclusion, reason=st.sampled_from(_REASONS)), max_size=3),
        source=_objects(Source, characters=st.just(SOURCE_LENGTH)),
    )
    document = draw(others)
    if document["status"] == "withdrawn":
        document["withdrawal"] = draw(_model(Withdrawal))
    return Article.model_validate(document, strict=False)
