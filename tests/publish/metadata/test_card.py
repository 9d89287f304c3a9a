"""The dataset card: `datasets` loads the release by it, nothing of a nested record is lost."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest

import fazhi
from tests.common import RELEASE

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`datasets`, told before it is imported that there is no network."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    return import_module("datasets")


def load(hub: ModuleType, release: Path, table: str | None = None) -> Any:
    cache = str(release.parent / "cache")
    return hub.load_dataset(str(release), table, cache_dir=cache, split="train")


def test_every_table_is_a_configuration(hub: ModuleType, release: Path) -> None:
    assert sorted(hub.get_dataset_config_names(str(release))) == fazhi.load().tables


@pytest.mark.parametrize("table", fazhi.load().tables)
def test_every_table_is_loaded(hub: ModuleType, release: Path, table: str) -> None:
    stored = pq.ParquetFile(RELEASE / f"{table}.parquet").read()
    assert load(hub, release, table).to_list() == stored.to_pylist()


def test_metrics_are_the_default_and_stay_nested(hub: ModuleType, release: Path) -> None:
    metrics = load(hub, release)
    assert metrics.num_rows == fazhi.load().table("metrics").num_rows
    evidence = metrics.features["evidence"]
    assert evidence.feature.keys() == {"exact", "start", "end", "role"}
    assert metrics.features["value"].dtype == "float64"
    assert metrics.features["period_start"].dtype == "date32"


def test_the_head_is_what_the_hub_reads(hub: ModuleType) -> None:
    card = import_module("huggingface_hub").DatasetCard.load(RELEASE / "README.md")
    assert card.data.license == "cc-by-4.0"
    assert card.data.language == ["zh", "en"]
    assert card.data.size_categories == ["n<1K"]
    assert "法治" in card.data.tags


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("data_files: metrics.parquet", "data_files: nowhere.parquet"),
        ("config_name: metrics", "config_nam: metrics"),
        ("config_name: metrics", "config_name: 3/4"),
        ("config_name: metrics\n", "config_name: regions\n"),
        ("configs:", "configs: ["),
    ],
)
def test_datasets_objects(hub: ModuleType, release: Path, old: str, new: str) -> None:
    page = release / "README.md"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(Exception, match=r"\S"):
        load(hub, release, "metrics")
