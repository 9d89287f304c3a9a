"""What was published stays: every archive loads, and the checkout may follow the last one."""

from __future__ import annotations

import json
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

import fazhi
from fazhi.publish.diff.compare import compare
from fazhi.publish.release import read_release
from fazhi.publish.version import changelog_refusals, parse_version
from fazhi.record.canonical import to_document
from fazhi.record.migration import migrate
from fazhi.record.model import SCHEMA_VERSION
from tests.common import RELEASE, RELEASES, ROOT

ARCHIVES = sorted(RELEASES.glob("*.zip"), key=lambda path: parse_version(path.stem))
VERSIONS = ROOT / "schema" / "versions"


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("archive", ARCHIVES, ids=name)
def test_every_published_release_loads(archive: Path) -> None:
    dataset = fazhi.load(archive)
    assert dataset.version == archive.stem
    assert {"articles", "metrics", "regions"} <= set(dataset.tables)
    for table in dataset.tables:
        assert dataset.table(table).num_rows > 0
    assert len(dataset.articles) == dataset.table("articles").num_rows
    assert all(isinstance(article, fazhi.Article) for article in dataset.articles)
    found = dataset.table("metrics", region="包头市", period="2025", measure="enforcement")
    assert found.num_rows > 0
    assert 215_000_000 in found["value"].to_pylist()
    assert dataset.sql("select count(*) as n from metrics")["n"].to_pylist() == [
        dataset.table("metrics").num_rows
    ]


@pytest.mark.parametrize("archive", ARCHIVES, ids=name)
def test_every_published_record_is_lifted_whole(archive: Path) -> None:
    published = read_release(str(archive))
    articles = fazhi.load(archive).articles
    assert len(articles) == len(published.records)
    for article in articles:
        document = to_document(article)
        assert document["schema_version"] == SCHEMA_VERSION
        assert document == migrate(published.records[article.id])


def test_the_step_to_0_2_0() -> None:
    """What curation showed to be missing in 0.1.0, as the comparison judges it: additions, among
    them a schema version, and three corrected records; the fourth says the same as before."""
    old, new = (read_release(str(RELEASES / f"{version}.zip")) for version in ("0.1.0", "0.2.0"))
    found = compare(old, new)
    assert (found.required, found.least, found.refusals()) == ("minor", "0.1.1", [])
    kinds = {(change.kind, change.step) for change in found.differences}
    assert {
        ("article-migrated", "patch"),
        ("entry-added", "minor"),
        ("field-added", "patch"),
        ("revision-raised", "patch"),
        ("table-added", "minor"),
        ("column-added", "minor"),
        ("schema-version-raised", "minor"),
        ("schema-field-added", "minor"),
    } <= kinds
    assert {step for _, step in kinds} == {"patch", "minor"}
    migrated = [change.where for change in found.differences if change.kind == "article-migrated"]
    raised = [change.where for change in found.differences if change.kind == "revision-raised"]
    assert migrated == sorted(old.records)
    assert set(migrated) - set(raised) == {"baotou-enforcement"}


@pytest.mark.parametrize("archive", ARCHIVES, ids=name)
def test_a_published_schema_version_is_frozen(archive: Path) -> None:
    release = read_release(str(archive))
    frozen = VERSIONS / release.schema_version / "article.schema.json"
    assert json.loads(frozen.read_bytes()) == release.schema


def test_the_present_schema_is_kept_under_its_version() -> None:
    present = (ROOT / "schema" / "article.schema.json").read_bytes()
    assert (VERSIONS / SCHEMA_VERSION / "article.schema.json").read_bytes() == present
    assert fazhi.load().schema_version == SCHEMA_VERSION


def test_every_release_may_follow_the_one_before() -> None:
    for old, new in pairwise(ARCHIVES):
        assert compare(read_release(str(old)), read_release(str(new))).refusals() == []


def test_the_checkout_may_follow_what_was_published() -> None:
    """When this fails, `fazhi diff` says what changed; docs/versioning.md says what to do."""
    last = ARCHIVES[-1]
    found = compare(read_release(str(last)), read_release(str(RELEASE)))
    assert found.refusals() == [], f"fazhi diff {last.relative_to(ROOT)} dataset/release --require"


def test_the_changelog_says_what_changed() -> None:
    """Of every published version, and of what is to come as soon as the data changed."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    for archive in ARCHIVES:
        assert changelog_refusals(changelog, archive.stem) == []
    if compare(read_release(str(ARCHIVES[-1])), read_release(str(RELEASE))).differences:
        upcoming = changelog.replace("## [Unreleased]", f"## [{fazhi.__version__}] - 2000-01-01")
        assert changelog_refusals(upcoming, fazhi.__version__) == []


def test_a_published_version_is_its_archive() -> None:
    """Under a published version nothing may differ, not even what the comparison passes over."""
    equal = [path for path in ARCHIVES if path.stem == fazhi.__version__]
    for archive in equal:
        with zipfile.ZipFile(archive) as published:
            for path in RELEASE.iterdir():
                assert published.read(f"fazhi-{archive.stem}/{path.name}") == path.read_bytes()
