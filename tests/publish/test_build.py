"""The release: equal records give equal bytes, equal content gives equal digests, and what is
checked in is what the records say."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.publish.build import build_release
from fazhi.publish.manifest import MANIFEST, content_digest
from fazhi.publish.tables import build_tables
from fazhi.record.model import Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.testing import articles
from fazhi.write import replace_directory, write_file
from tests.common import RELEASE, ROOT, SAMPLE

VOCABULARIES = load_vocabularies(vocabulary_directory())
RECORDS = sorted(
    (
        Article.model_validate_json(path.read_bytes())
        for path in (ROOT / "dataset" / "articles").glob("*.json")
    ),
    key=lambda article: article.id,
)


def test_the_checked_in_release_is_what_the_records_say(tmp_path: Path) -> None:
    """After a change to a record, `fazhi build` must be run and its result committed."""
    build_release(RECORDS, VOCABULARIES, tmp_path / "release")
    built = {path.name: path.read_bytes() for path in (tmp_path / "release").iterdir()}
    stored = {path.name: path.read_bytes() for path in RELEASE.iterdir()}
    assert built.keys() == stored.keys()
    assert [name for name in built if built[name] != stored[name]] == []


def test_the_order_of_records_does_not_matter(tmp_path: Path) -> None:
    build_release(RECORDS, VOCABULARIES, tmp_path / "a")
    build_release(RECORDS[::-1], VOCABULARIES, tmp_path / "b")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_the_manifest_describes_every_file() -> None:
    manifest = json.loads((RELEASE / "manifest.json").read_text("utf-8"))
    files = {path.name: path.read_bytes() for path in RELEASE.iterdir()}
    del files["manifest.json"], files["SHA256SUMS"]
    assert manifest["files"].keys() == files.keys()
    for name, entry in manifest["files"].items():
        assert entry["sha256"] == sha256(files[name]).hexdigest()
        assert entry["bytes"] == len(files[name])
        if name.endswith(".parquet"):
            table = pq.ParquetFile(RELEASE / name).read()
            assert entry["rows"] == table.num_rows
            assert entry["content_sha256"] == content_digest(table)


def test_json_lines_hold_the_records() -> None:
    lines = (RELEASE / "articles.jsonl").read_text("utf-8").splitlines()
    assert [Article.model_validate_json(line) for line in lines] == RECORDS


def test_a_withdrawn_record_is_a_tombstone() -> None:
    sample = Article.model_validate_json((SAMPLE / "lakeside-court.json").read_bytes())
    gone = sample.model_copy(update={"status": "withdrawn"})
    tables = build_tables([gone], VOCABULARIES)
    assert tables["articles"].num_rows == 1
    parts = (
        "metrics",
        "initiatives",
        "participants",
        "honours",
        "contributors",
        "organizations",
        "relations",
    )
    assert {tables[name].num_rows for name in parts} == {0}


def test_participants_are_all_who_have_a_part() -> None:
    """Who leads alone stands there as well, so that one table answers who did what with whom."""
    tables = build_tables(RECORDS, VOCABULARIES)
    rows = tables["participants"].to_pylist()
    told = {
        (article.id, one.id, name, role)
        for article in RECORDS
        for one in article.initiatives
        for name, role in [
            *[(one.organization, "lead")][: one.organization is not None],
            *[(part.organization, part.role) for part in one.participants or ()],
        ]
    }
    columns = ("article", "initiative", "organization", "role")
    assert {tuple(row[name] for name in columns) for row in rows} == told
    assert len(rows) == len(told)
    party_day = [row for row in rows if row["article"] == "liangcheng-children"][:6]
    assert [row["role"] for row in party_day] == ["lead"] * 6
    assert party_day[0]["organization_zh"] == "凉城县人民检察院"
    assert [row["position"] for row in party_day] == list(range(6))


def test_how_a_period_is_known() -> None:
    tables = build_tables(RECORDS, VOCABULARIES)
    for name in ("metrics", "initiatives"):
        for row in tables[name].to_pylist():
            inferred = row["period_inferred_from"]
            expected = ("inferred" if inferred else "stated") if row["period"] else None
            assert row["period_basis"] == expected
    rows = tables["metrics"].to_pylist()
    bases = {(row["article"], row["id"]): row["period_basis"] for row in rows}
    assert bases["ordos-party-building", "lecturers"] == "inferred"
    assert bases["baotou-enforcement", "cases-concluded"] == "stated"


def test_metrics_are_sorted_by_region() -> None:
    regions = pq.ParquetFile(RELEASE / "metrics.parquet").read()["region"].to_pylist()
    assert regions == sorted(regions)


@settings(max_examples=20)
@given(
    st.lists(articles(), min_size=1, max_size=3, unique_by=lambda a: a.id),
    st.sampled_from(["zstd", "snappy", "none"]),
    st.integers(1, 5),
    st.booleans(),
)
def test_the_content_digest_is_blind_to_bytes(
    records: list[Article], compression: str, rows: int, plain: bool
) -> None:
    for table in build_tables(records, VOCABULARIES).values():
        buffer = pa.BufferOutputStream()
        stored = table.cast(_without_dictionaries(table.schema)) if plain else table
        pq.write_table(stored, buffer, compression=compression, row_group_size=rows)
        back = pq.ParquetFile(pa.BufferReader(buffer.getvalue())).read()
        assert content_digest(back) == content_digest(table)


def _without_dictionaries(schema: pa.Schema) -> pa.Schema:
    return pa.schema(
        [
            field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
            for field in schema
        ]
    )


def test_the_content_digest_sees_every_change() -> None:
    table = pa.table({"a": [1.5, None], "b": ["x", "y"]})
    others = [
        pa.table({"a": [1.5, 0.0], "b": ["x", "y"]}),
        pa.table({"a": [1.5, None], "b": ["x", "z"]}),
        pa.table({"a": [None, 1.5], "b": ["y", "x"]}),
        pa.table({"b": ["x", "y"], "a": [1.5, None]}),
        pa.table({"a": [1.5, None], "c": ["x", "y"]}),
        pa.table({"a": [1.5], "b": ["x"]}),
        pa.table({"a": pa.array([1, None], pa.int64()), "b": ["x", "y"]}),
    ]
    digests = [content_digest(one) for one in (table, *others)]
    assert len(set(digests)) == len(digests)


def test_a_failed_build_leaves_the_old_release(tmp_path: Path) -> None:
    target = tmp_path / "release"
    replace_directory(target, lambda folder: write_file(folder / MANIFEST, b"old"), Path.is_dir)

    def fail(folder: Path) -> None:
        (folder / "manifest.json").write_bytes(b"new")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        replace_directory(target, fail, Path.is_dir)
    assert (target / "manifest.json").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["release"]
