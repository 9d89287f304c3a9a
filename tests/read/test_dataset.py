"""The analyst's door: loading from anywhere, tables with filters, frames, SQL."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import fazhi
from fazhi.record.model import Article
from tests.common import PUBLISHED, RELEASE

FILES = sorted(RELEASE.iterdir())


@pytest.fixture(scope="module")
def dataset() -> fazhi.Dataset:
    return fazhi.load(PUBLISHED)


def test_version_and_tables(dataset: fazhi.Dataset) -> None:
    assert (dataset.version, dataset.schema_version) == ("0.2.0", "1.1")
    assert {"articles", "metrics", "initiatives", "participants", "honours", "contributors",
            "organizations", "relations", "regions", "themes", "measures", "units",
            "organization_kinds", "initiative_kinds"} == set(dataset.tables)  # fmt: skip


def test_articles_are_typed_and_frozen(dataset: fazhi.Dataset) -> None:
    assert [article.id for article in dataset.articles] == [
        "baotou-enforcement", "jarud-ecology", "liangcheng-children", "ordos-party-building"
    ]  # fmt: skip
    article = dataset.articles[0]
    assert isinstance(article, Article)
    with pytest.raises(ValueError, match="frozen"):
        article.id = "other"  # type: ignore[misc]


def test_a_region_includes_its_children(dataset: fazhi.Dataset) -> None:
    found = dataset.table("metrics", region="150200").to_pylist()
    assert len(found) == 28
    assert {row["region"] for row in found} == {"150271"}
    recovered = next(row for row in found if row["measure"] == "enforcement.amount-recovered")
    assert recovered["value"] == 215_000_000
    assert recovered["measure_zh"] == "执行到位金额"
    assert recovered["measure_en"] == "Amount recovered through enforcement"
    assert recovered["region_zh"] == "包头稀土高新技术产业开发区"
    assert recovered["organization_en"].startswith("People's Court of Baotou")
    assert recovered["quote"] == "2.15亿元"
    assert dataset.table("metrics", region="150000").equals(dataset.table("metrics"))


@pytest.mark.parametrize("name", ["包头市", "Baotou City", "包头"])
def test_a_region_by_name(dataset: fazhi.Dataset, name: str) -> None:
    assert dataset.table("metrics", region=name).num_rows == 28


def days(text: str) -> tuple[date, date]:
    """The first and the last day of a period; an open side is before or after all others."""
    period = fazhi.record.period.parse_period(text)
    return period.start or date.min, period.end or date.max


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2025", 43), ("2026", 15), ("2021", 0), ("2022", 3), ("../2023", 3), ("2030/..", 11)],
)
def test_a_period_filters_by_overlap(dataset: fazhi.Dataset, period: str, expected: int) -> None:
    found = dataset.table("metrics", period=period)
    first, last = days(period)
    kept = [
        row
        for row in dataset.table("metrics").to_pylist()
        if days(row["period"])[0] <= last and first <= days(row["period"])[1]
    ]
    assert found.to_pylist() == kept
    assert found.num_rows == expected


def test_theme_and_measure_include_what_is_below(dataset: fazhi.Dataset) -> None:
    assert {r["domain"] for r in dataset.table("metrics", measure="criminal").to_pylist()} == {
        "criminal"
    }
    assert dataset.table("articles", theme="ecology")["id"].to_pylist() == ["jarud-ecology"]
    assert set(dataset.table("honours", theme="party-building")["article"].to_pylist()) == {
        "ordos-party-building"
    }
    assert dataset.table("metrics", theme="protection", measure="enforcement").num_rows == 0


def test_filters_on_tables_without_the_column(dataset: fazhi.Dataset) -> None:
    assert dataset.table("relations", region="150200").num_rows == 2
    assert dataset.table("relations", region="150600").num_rows == 0
    assert dataset.table("articles", period="2026-02").num_rows == 4


def test_columns(dataset: fazhi.Dataset) -> None:
    assert dataset.table("metrics", columns=["id", "value"]).column_names == ["id", "value"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"region": "150299"}, "there is no region '150299'; did you mean 150929"),
        ({"theme": "enforcment"}, "did you mean enforcement?"),
        ({"measure": "nothing at all"}, "there is no measure"),
        ({"period": "2025/2024"}, "did you mean 2024/2025"),
        ({"columns": ["valu"]}, "there is no column 'valu' in metrics; it has article, id"),
    ],
)
def test_wrong_use_says_so(dataset: fazhi.Dataset, options: dict[str, str], sentence: str) -> None:
    with pytest.raises(fazhi.InputError, match=sentence):
        dataset.table("metrics", **options)  # type: ignore[arg-type]


def test_frames_and_sql_agree(dataset: fazhi.Dataset) -> None:
    query = "select measure, value from metrics where region = '150271' order by value desc limit 3"
    by_sql = dataset.sql(query).to_pylist()
    by_pandas = dataset.to_pandas("metrics", region="150271").nlargest(3, "value")
    by_polars = dataset.to_polars("metrics", region="150271").top_k(3, by="value")
    top = [row["value"] for row in by_sql]
    assert top == [215_000_000, 20_198_000, 5_224_000]
    assert by_pandas["value"].to_list() == by_polars["value"].to_list() == top


def test_wrong_sql_is_one_sentence(dataset: fazhi.Dataset) -> None:
    with pytest.raises(fazhi.InputError, match="metrixx"):
        dataset.sql("select * from metrixx")


@pytest.mark.parametrize(
    ("call", "extra", "module"),
    [
        (lambda d: d.to_pandas("metrics"), "pandas", "pandas"),
        (lambda d: d.to_polars("metrics"), "polars", "polars"),
        (lambda d: d.sql("select 1"), "sql", "duckdb"),
    ],
)
def test_a_missing_extra_is_named(
    dataset: fazhi.Dataset, monkeypatch: pytest.MonkeyPatch, call, extra: str, module: str
) -> None:
    monkeypatch.setattr("fazhi.read.dataset.find_spec", lambda name: None)
    with pytest.raises(fazhi.FazhiError, match=rf"pip install 'fazhi\[{extra}\]'"):
        call(dataset)


def test_loading_from_a_zip_a_wheel_and_a_uri(tmp_path: Path) -> None:
    archive = tmp_path / "fazhi-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(archive, "w") as wheel:
        for file in FILES:
            wheel.write(file, f"fazhi/data/release/{file.name}")
    expected = fazhi.load(RELEASE).table("metrics")
    assert fazhi.load(archive).table("metrics").equals(expected)
    assert fazhi.load(RELEASE.as_uri()).table("metrics").equals(expected)


@pytest.mark.parametrize("kind", ["missing", "empty folder", "file", "zip", "uri", "bad manifest"])
def test_where_there_is_no_release(tmp_path: Path, kind: str) -> None:
    where = {"missing": "nowhere", "uri": "nonsense://x", "file": "x.txt", "zip": "x.zip"}
    target = where.get(kind, str(tmp_path))
    if kind == "file":
        target = str(tmp_path / "x.txt")
        Path(target).write_text("x")
    elif kind == "zip":
        target = str(tmp_path / "x.zip")
        zipfile.ZipFile(target, "w").close()
    elif kind == "bad manifest":
        (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(fazhi.InputError) as raised:
        fazhi.load(target)
    assert len(str(raised.value).splitlines()) == 1


def test_a_broken_table_names_its_file(tmp_path: Path) -> None:
    copy = tmp_path / "release"
    shutil.copytree(RELEASE, copy)
    (copy / "metrics.parquet").write_bytes(b"PAR1")
    with pytest.raises(fazhi.InputError, match=r"metrics\.parquet cannot be read"):
        fazhi.load(copy).table("metrics")


def test_plain_types_for_every_reader() -> None:
    for file in FILES:
        if file.suffix == ".parquet":
            schema = pq.ParquetFile(file).schema_arrow
            assert b"pandas" not in (schema.metadata or {})
            assert all(field.metadata[b"description"].strip() for field in schema), file.name
            assert not any(pa.types.is_null(field.type) for field in schema)


def test_typed_columns(dataset: fazhi.Dataset) -> None:
    schema = dataset.table("metrics").schema
    assert schema.field("value").type == pa.float64()
    assert schema.field("period_start").type == pa.date32()
    assert pa.types.is_dictionary(schema.field("measure").type)
    first = dataset.table("metrics", period="2025").to_pylist()[0]
    assert first["period_start"] == date(2025, 1, 1)


def loaded_by(code: str) -> set[str]:
    script = f"import sys; {code}; print(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_what_importing_costs() -> None:
    heavy = {"pyarrow", "pydantic", "jsonschema", "pandas", "polars", "duckdb", "rich", "click"}
    assert not heavy & loaded_by("import fazhi")
    found = heavy & loaded_by("import fazhi; fazhi.load().table('metrics', region='150200')")
    assert found == {"pyarrow"}


def test_a_dataset_says_what_it_is(dataset: fazhi.Dataset) -> None:
    assert repr(dataset) == f"<fazhi dataset {dataset.version}: {', '.join(dataset.tables)}>"
