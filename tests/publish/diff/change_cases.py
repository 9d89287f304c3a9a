"""Every kind of change by an example: one edit of one release, and the step it must require.

An edit is made in a `Draft`; `write` builds the release that the draft describes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from fazhi.publish.build import build_release
from fazhi.record.migration import EARLIER_VERSIONS
from fazhi.record.model import Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import SAMPLE

EditTable = Callable[[pa.Table], pa.Table]


@dataclass
class Draft:
    """What a release is built from. What is built from them is edited afterwards."""

    records: list[dict[str, Any]]
    vocabularies: dict[str, dict[str, Any]]
    tables: dict[str, EditTable | None] = field(default_factory=dict)
    records_file: Callable[[bytes], bytes] = lambda lines: lines
    files: dict[str, bytes | None] = field(default_factory=dict)
    schema: Callable[[dict[str, Any]], object] = lambda schema: None
    manifest: dict[str, Any] = field(default_factory=dict)

    @property
    def record(self) -> dict[str, Any]:
        """The record that is edited."""
        return self.records[0]

    def concept(self, vocabulary: str, code: str) -> dict[str, Any]:
        """The entry of a vocabulary with this code."""
        concepts = self.vocabularies[vocabulary]["concepts"]
        return next(one for one in concepts if one["code"] == code)


def draft() -> Draft:
    """The release that every example starts from: two records, one of them never edited."""
    record = json.loads((SAMPLE / "lakeside-court.json").read_bytes())
    bureau = deepcopy(record["organizations"][0]) | {"id": "pasture-bureau"}
    record["organizations"].append(bureau)
    files = {path.stem: json.loads(path.read_bytes()) for path in vocabulary_directory().iterdir()}
    return Draft([record, deepcopy(record) | {"id": "pasture-court"}], files)


def write(made: Draft, folder: Path) -> Path:
    """The folder of the release that a draft describes."""
    vocabularies = folder / "vocabularies"
    vocabularies.mkdir(parents=True)
    for name, document in made.vocabularies.items():
        (vocabularies / f"{name}.json").write_text(json.dumps(document), "utf-8")
    release = folder / "release"
    articles = [Article.model_validate_json(json.dumps(record)) for record in made.records]
    build_release(articles, load_vocabularies(vocabularies), release)
    for name, edit in made.tables.items():
        path = release / f"{name}.parquet"
        if edit is None:
            made.files[path.name] = None
        else:
            pq.write_table(edit(pq.ParquetFile(path).read()), path)
    lines = release / "articles.jsonl"
    lines.write_bytes(made.records_file(lines.read_bytes()))
    schema = json.loads((release / "article.schema.json").read_bytes())
    made.schema(schema)
    (release / "article.schema.json").write_text(json.dumps(schema), "utf-8")
    manifest = json.loads((release / "manifest.json").read_bytes()) | made.manifest
    for name, data in made.files.items():
        if data is None:
            (release / name).unlink()
            del manifest["files"][name]
        else:
            (release / name).write_bytes(data)
            manifest["files"][name] = {}
    (release / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return release


class Case(NamedTuple):
    """`edit` changes the draft so that the diff has `kind`, and of other kinds only `beside`."""

    kind: str
    step: str
    edit: Callable[[Draft], object]
    beside: tuple[str, ...] = ()
    start: Callable[[Draft], object] = lambda made: None


def revised(edit: Callable[[dict[str, Any]], object]) -> Callable[[Draft], None]:
    """An edit of the record, published as a correction has to be."""

    def apply(made: Draft) -> None:
        edit(made.record)
        made.record["revision"] += 1

    return apply


def record_case(kind: str, step: str, edit: Callable[[dict[str, Any]], object]) -> Case:
    """An edit of the record with the higher revision beside it."""
    return Case(kind, step, revised(edit), ("revision-raised",))


def concept_case(change: str, step: str, vocabulary: str, code: str, **values: Any) -> Case:
    """A concept with other values; `None` takes one away."""

    def edit(made: Draft) -> None:
        concept = made.concept(vocabulary, code)
        concept |= values
        for name in [name for name, value in concept.items() if value is None]:
            del concept[name]

    return Case(change, step, edit)


def table_case(kind: str, step: str, table: str, edit: EditTable | None) -> Case:
    """A table of the built release, edited or taken away."""
    return Case(kind, step, lambda made: made.tables.update({table: edit}))


def schema_case(
    kind: str, step: str, edit: Callable[[dict[str, Any]], object], *beside: str
) -> Case:
    """A schema edited under a new version of it."""

    def apply(made: Draft) -> None:
        made.manifest["schema_version"] = "1.99"
        made.schema = edit

    return Case(kind, step, apply, ("schema-version-raised", *beside))


def retyped(name: str, kind: pa.DataType) -> EditTable:
    """The table with a column of another type."""
    return lambda table: table.set_column(
        table.column_names.index(name),
        table.schema.field(name).with_type(kind),
        table[name].cast(kind),
    )


def with_field(name: str, **changes: Any) -> EditTable:
    """The table with the field of a column changed, and nothing else."""

    def edit(table: pa.Table) -> pa.Table:
        old = table.schema.field(name)
        new = pa.field(
            name,
            old.type,
            changes.get("nullable", old.nullable),
            {**old.metadata, **changes.get("metadata", {})},
        )
        return table.cast(table.schema.set(table.schema.get_field_index(name), new))

    return edit


def added(table: pa.Table) -> pa.Table:
    return table.append_column("court", pa.array(["x"] * table.num_rows))


def times_ten(table: pa.Table) -> pa.Table:
    values = pa.array([value * 10 for value in table["value"].to_pylist()])
    return table.set_column(table.column_names.index("value"), table.schema.field("value"), values)


def withdrawn(record: dict[str, Any]) -> None:
    record |= {"status": "withdrawn", "withdrawal": {"reason": "told twice"}}


def reinstated(record: dict[str, Any]) -> None:
    record["status"] = "active"
    del record["withdrawal"]


def as_before(lines: bytes) -> bytes:
    """The records of a release as the schema version before the newest had them."""
    records = [json.loads(line) for line in lines.splitlines()]
    for record in records:
        record["schema_version"] = EARLIER_VERSIONS[-1]
        for metric in record["metrics"]:
            del metric["aspect"]
    return b"".join(f"{json.dumps(record, ensure_ascii=False)}\n".encode() for record in records)


def before_aspects(made: Draft) -> None:
    """Write the records of the release in the schema version before, which knew no shares and
    ranks."""
    for record in made.records:
        known = [item for item in record["metrics"] if item["aspect"] in ("level", "change")]
        record["metrics"] = known
    made.records_file = as_before


def properties(schema: dict[str, Any], name: str = "Metric") -> dict[str, Any]:
    """The fields that the schema gives a part of the record."""
    found: dict[str, Any] = schema["$defs"][name]["properties"]
    return found


def concepts(made: Draft, vocabulary: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made.vocabularies[vocabulary]["concepts"]
    return found


def without(code: str, vocabulary: str) -> Callable[[Draft], None]:
    return lambda made: concepts(made, vocabulary).remove(made.concept(vocabulary, code))


TRIAL = draft().concept("themes", "trial")
NEW_THEME = TRIAL | {"code": "zzz-space-law"}
BOTH = {"zh": "另一回事。", "en": "Another thing."}

CASES = [
    # records
    Case("article-added", "minor", lambda d: d.records.append(d.record | {"id": "third-court"})),
    Case("article-removed", "major", lambda d: d.records.pop()),
    record_case("article-withdrawn", "minor", withdrawn),
    Case("article-reinstated", "minor", revised(reinstated), ("revision-raised",),
         lambda d: withdrawn(d.record)),
    Case("article-migrated", "patch", lambda d: setattr(d, "records_file", lambda lines: lines),
         (), before_aspects),
    record_case("source-changed", "major", lambda r: r["source"].update(sha256="0" * 64)),
    record_case("organization-added", "minor", lambda r: r["organizations"].append(
        r["organizations"][0] | {"id": "third-bureau"})),
    record_case("organization-removed", "major", lambda r: r["organizations"].pop()),
    record_case("initiative-added", "minor", lambda r: r["initiatives"].append(
        r["initiatives"][0] | {"id": "camel-court"})),
    record_case("initiative-removed", "major", lambda r: r["initiatives"].pop()),
    record_case("metric-added", "minor", lambda r: r["metrics"].insert(
        0, r["metrics"][0] | {"id": "another"})),
    record_case("metric-removed", "major", lambda r: r["metrics"].pop()),
    record_case("entry-added", "minor", lambda r: r["honours"].insert(
        0, r["honours"][0] | {"name": {"zh": "先进", "en": "Advanced"}})),
    record_case("entry-removed", "patch", lambda r: r["exclusions"].pop(0)),
    record_case("field-added", "patch", lambda r: r["metrics"][0].update(
        label={"zh": "全部", "en": "All"})),
    record_case("field-removed", "patch", lambda r: r["exclusions"][1].pop("note")),
    record_case("field-changed", "patch", lambda r: r["metrics"][0].update(value=1300)),
    record_case("order-changed", "patch", lambda r: r["metrics"].reverse()),
    Case("revision-raised", "patch", lambda d: d.record.update(revision=2)),
    Case("revision-lowered", "never", lambda d: d.record.update(revision=1), (),
         lambda d: d.record.update(revision=2)),
    Case("revision-not-raised", "never", lambda d: d.record["metrics"][0].update(value=1300),
         ("field-changed",)),
    # vocabularies
    Case("concept-added", "minor", lambda d: concepts(d, "themes").append(NEW_THEME)),
    Case("concept-removed", "major", without("zzz-space-law", "themes"), (),
         lambda d: concepts(d, "themes").append(NEW_THEME)),
    concept_case("concept-deprecated", "minor", "themes", "trial", deprecated=True),
    Case("concept-reinstated", "minor", lambda d: d.concept("themes", "trial").pop("deprecated"),
         (), lambda d: d.concept("themes", "trial").update(deprecated=True)),
    concept_case("concept-redirected", "patch", "themes", "trial", replaced_by="ecology"),
    concept_case("concept-relabelled", "minor", "regions", "150302",
                 label={"zh": "海勃湾", "en": "Haibowan District"}),
    concept_case("concept-reworded", "patch", "themes", "trial",
                 definition=TRIAL["definition"] | {"en": "Trying cases."}),
    concept_case("concept-redefined", "major", "themes", "trial", definition=BOTH),
    concept_case("concept-redefined", "major", "measures", "trial.cases-received", kind="stock"),
    concept_case("concept-completed", "minor", "regions", "150302", definition=BOTH),
    concept_case("concept-emptied", "major", "units", "CNY", iso4217=None),
    concept_case("concept-moved", "major", "regions", "150302", broader="150200"),
    concept_case("concept-widened", "minor", "measures", "trial.cases-received",
                 units=["case", "person"]),
    concept_case("concept-narrowed", "major", "units", "case", forms=["起"]),
    concept_case("concept-reordered", "patch", "units", "case",
                 forms=draft().concept("units", "case")["forms"][::-1]),
    # tables
    Case("table-added", "minor", lambda d: d.tables.clear(), (),
         lambda d: d.tables.update(honours=None)),
    table_case("table-removed", "major", "honours", None),
    table_case("column-added", "minor", "metrics", added),
    table_case("column-removed", "major", "metrics", lambda t: t.drop_columns(["quote"])),
    table_case("column-retyped", "major", "metrics", retyped("value", pa.string())),
    table_case("column-retyped", "major", "honours", retyped("position", pa.int64())),
    table_case("column-nullable", "major", "metrics", with_field("value", nullable=True)),
    table_case("column-filled", "minor", "initiatives", with_field("period", nullable=False)),
    table_case("column-recomputed", "major", "metrics", times_ten),
    table_case("column-described", "patch", "metrics",
               with_field("value", metadata={b"description": b"How much."})),
    table_case("columns-reordered", "patch", "metrics",
               lambda t: t.select(t.column_names[::-1])),
    Case("rows-added", "minor", lambda d: d.tables.clear(), (),
         lambda d: d.tables.update(metrics=lambda t: t.slice(1))),
    table_case("rows-removed", "major", "metrics", lambda t: t.slice(1)),
    table_case("rows-reordered", "patch", "metrics",
               lambda t: t.take(list(reversed(range(t.num_rows))))),
    # schema
    Case("schema-version-raised", "minor", lambda d: d.manifest.update(schema_version="1.10"), (),
         lambda d: d.manifest.update(schema_version="1.9")),
    Case("schema-version-lowered", "never", lambda d: d.manifest.update(schema_version="0.9")),
    Case("published-schema-changed", "never", lambda d: setattr(
        d, "schema", lambda s: properties(s)["upper"].update(title="Top")), ("schema-described",)),
    schema_case("schema-field-added", "minor", lambda s: properties(s).update(
        median={"type": "number"})),
    schema_case("schema-field-removed", "major", lambda s: properties(s).pop("upper")),
    schema_case("schema-field-retyped", "major", lambda s: properties(s)["upper"].update(
        type="string")),
    schema_case("schema-widened", "minor", lambda s: properties(s)["bound"]["enum"].append("any")),
    schema_case("schema-widened", "minor", lambda s: s["$defs"]["Metric"]["required"].remove(
        "unit")),
    schema_case("schema-widened", "minor", lambda s: s["properties"]["themes"].update(maxItems=30)),
    schema_case("schema-narrowed", "major", lambda s: properties(s)["bound"]["enum"].pop()),
    schema_case("schema-narrowed", "major", lambda s: s["required"].append("withdrawal")),
    schema_case("schema-narrowed", "major", lambda s: s["properties"]["published"].update(
        anyOf=s["properties"]["published"]["anyOf"][:1])),
    schema_case("schema-rule-changed", "major", lambda s: properties(s)["id"].update(
        pattern="^[a-z]+$")),
    schema_case("schema-described", "patch", lambda s: properties(s)["value"].update(
        description="How much.")),
    # release
    Case("file-added", "minor", lambda d: d.files.update({"notes.json": b"{}"})),
    Case("file-removed", "major", lambda d: d.files.clear(), (),
         lambda d: d.files.update({"notes.json": b"{}"})),
    Case("licence-changed", "major", lambda d: d.manifest.update(licence="CC-BY-NC-4.0")),
]  # fmt: skip
