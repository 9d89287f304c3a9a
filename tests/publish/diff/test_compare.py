"""Two releases side by side: every kind of change is seen as that kind, and nothing else is."""

from __future__ import annotations

import json
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fazhi.publish.build import write_archive
from fazhi.publish.diff.areas import METADATA, compare_records
from fazhi.publish.diff.compare import compare
from fazhi.publish.diff.kinds import differences, kinds
from fazhi.publish.release import Release, read_release
from fazhi.publish.tables import build_tables
from fazhi.publish.version import STEPS
from fazhi.record.canonical import to_document
from fazhi.record.model import SCHEMA_VERSION, Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.testing import articles
from fazhi.validate.schema import article_schema
from tests.publish.diff.change_cases import CASES, Case, draft, write

VOCABULARIES = load_vocabularies(vocabulary_directory())


@pytest.fixture(scope="module")
def plain_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(draft(), tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("case", CASES, ids=[f"{i:02}-{c.kind}" for i, c in enumerate(CASES)])
def test_every_kind_of_change(case: Case, tmp_path: Path) -> None:
    before = draft()
    case.start(before)
    after = deepcopy(before)
    case.edit(after)
    old, new = (
        read_release(str(write(one, tmp_path / name)))
        for one, name in ((before, "old"), (after, "new"))
    )
    there, back = compare(old, new).differences, compare(new, old).differences
    assert {change.kind for change in there} == {case.kind, *case.beside}
    assert {change.step for change in there if change.kind == case.kind} == {case.step}
    mirrored = sorted(kinds()[change.kind].mirror for change in there)
    assert mirrored == sorted(change.kind for change in back)


def test_the_examples_leave_no_kind_out() -> None:
    assert {case.kind for case in CASES} == kinds().keys()
    assert len(CASES) >= 60


def test_the_table_of_kinds_is_sound() -> None:
    for name, kind in kinds().items():
        assert kind.step in STEPS[1:]
        assert kinds()[kind.mirror].mirror == name
        assert kinds()[kind.mirror].area == kind.area
        assert kind.reason.endswith(".")
        assert "|" not in kind.reason


def test_the_place_of_a_change(plain_release: Path, tmp_path: Path) -> None:
    made = draft()
    made.record["metrics"][9]["value"] = 250_000_000
    made.record["metrics"].insert(0, made.record["metrics"][0] | {"id": "other"})
    made.record["revision"] = 2
    made.concept("units", "CNY")["label"]["en"] = "yuan"
    found = compare(
        read_release(str(plain_release)), read_release(str(write(made, tmp_path)))
    ).differences
    places = [
        (one.kind, one.where, one.subject, one.pointer, one.old, one.new)
        for one in found
        if one.kind != "metric-added"
    ]
    assert places == [
        ("revision-raised", "lakeside-court", "", "/revision", 1, 2),
        ("field-changed", "lakeside-court", "recovered", "/metrics/10/value", 240000000, 250000000),
        ("concept-relabelled", "units", "CNY", "/label_en", "Chinese yuan", "yuan"),
    ]


def test_what_a_tombstone_lists_binds_nobody(plain_release: Path, tmp_path: Path) -> None:
    made = draft()
    made.record.update(status="withdrawn", withdrawal={"reason": "wrong"}, revision=2, metrics=[])
    there, back = both_ways(plain_release, write(made, tmp_path))
    assert {"article-withdrawn", "entry-removed", "revision-raised"} == set(there)
    assert {"article-reinstated", "entry-added", "revision-lowered"} == set(back)


def both_ways(old: Path, new: Path) -> tuple[list[str], list[str]]:
    releases = read_release(str(old)), read_release(str(new))
    there, back = compare(*releases), compare(*releases[::-1])
    return [one.kind for one in there.differences], [one.kind for one in back.differences]


def test_folder_zip_and_wheel_give_the_same(plain_release: Path, tmp_path: Path) -> None:
    made = draft()
    made.record["metrics"].pop()
    folder = write(made, tmp_path)
    write_archive(folder, tmp_path / "new.zip")
    with zipfile.ZipFile(tmp_path / "new.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr("fazhi/__init__.py", "")
        for path in folder.iterdir():
            wheel.write(path, f"fazhi/data/release/{path.name}")
    old = read_release(str(plain_release))
    results = {
        compare(old, read_release(str(source))).differences.__repr__()
        for source in (folder, tmp_path / "new.zip", tmp_path / "new.whl", f"file://{folder}")
    }
    assert len(results) == 1
    assert "metric-removed" in results.pop()


# Properties over any records. -----------------------------------------------------------------


def release(records: list[Article]) -> Release:
    """A release of these records, without files."""
    return Release(
        "1.0.0",
        SCHEMA_VERSION,
        "CC-BY-4.0",
        frozenset(),
        {one.id: to_document(one) for one in records},
        build_tables(records, VOCABULARIES),
        article_schema(),
    )


PAIR = st.tuples(articles(), articles()).map(
    lambda pair: (pair[0], pair[1].model_copy(update={"id": pair[0].id}))
)
RECORDS = st.lists(articles(), min_size=1, max_size=3, unique_by=lambda one: one.id)


@settings(max_examples=10)
@given(RECORDS)
def test_nothing_differs_from_itself(records: list[Article]) -> None:
    assert compare(release(records), release(records[::-1])).differences == ()


@settings(max_examples=20)
@given(PAIR, RECORDS)
def test_exchanging_the_releases_mirrors_every_change(
    pair: tuple[Article, Article], others: list[Article]
) -> None:
    old = release([pair[0], *(one for one in others[:1] if one.id != pair[0].id)])
    new = release([pair[1], *(one for one in others[1:] if one.id != pair[0].id)])
    there, back = compare(old, new).differences, compare(new, old).differences
    assert sorted(
        (kinds()[one.kind].mirror, one.where, one.subject, repr((one.new, one.old)))
        for one in there
    ) == sorted((one.kind, one.where, one.subject, repr((one.old, one.new))) for one in back)


@settings(max_examples=40)
@given(PAIR)
def test_no_change_means_equal(pair: tuple[Article, Article]) -> None:
    old, new = ({"x": to_document(one)} for one in pair)
    assert (list(compare_records(old, new)) == []) == (old == new)
    alike = [{**one["x"], "revision": 1} for one in (old, new)]
    contents = [one for one in compare_records(old, new) if one.role not in METADATA]
    assert (contents == []) == (alike[0] == alike[1])


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of all scalars that are neither an id nor judged by kinds of their own."""
    if isinstance(value, dict):
        judged = {"schema_version", "revision", "status", "source", "withdrawal"}
        own = [key for key in value if key != "id" and not (not path and key in judged)]
        return [leaf for key in own for leaf in leaves(value[key], (*path, key))]
    if isinstance(value, list):
        scalars = [one for one in value if not isinstance(one, dict)]
        inner = [leaf for i, one in enumerate(value) for leaf in leaves(one, (*path, i))]
        return [] if scalars else inner
    return [path] if value is not None else []


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, (int, float)) else value + "改"


def lists(value: Any) -> list[list[Any]]:
    if isinstance(value, dict):
        return [one for item in value.values() for one in lists(item)]
    if isinstance(value, list):
        return [value, *(one for item in value for one in lists(item))]
    return []


@settings(max_examples=60)
@given(articles(), st.data())
def test_one_changed_value_is_found_at_its_place(article: Article, data: st.DataObject) -> None:
    old = to_document(article)
    path = data.draw(st.sampled_from(leaves(old)))
    new = deepcopy(old)
    parent = new
    for step in path[:-1]:
        parent = parent[step]
    before = parent[path[-1]]
    parent[path[-1]] = other(before)
    assume(before != parent[path[-1]])
    # Of equal neighbours nobody can say which one was changed.
    for one in (*lists(old), *lists(new)):
        texts = [json.dumps(item, sort_keys=True) for item in one]
        assume(len(set(texts)) == len(texts))
    (change,) = (
        one
        for one in differences("records", compare_records({"x": old}, {"x": new}))
        if one.kind != "revision-not-raised"
    )
    assert (change.kind, change.old, change.new) == ("field-changed", before, other(before))
    assert change.pointer == "".join(f"/{step}" for step in path)
