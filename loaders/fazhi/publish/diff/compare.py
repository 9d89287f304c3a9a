"""Comparing two releases, and judging whether the new version allows what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from fazhi.publish.diff.change import Change, order
from fazhi.publish.diff.columns import compare_columns
from fazhi.publish.diff.concepts import compare_concepts
from fazhi.publish.diff.kinds import Step, highest, kinds
from fazhi.publish.diff.records import compare_records, says_the_same
from fazhi.publish.diff.release import Release
from fazhi.publish.diff.rows import compare_rows
from fazhi.publish.diff.schema import compare_schemas
from fazhi.publish.diff.version import allows, least_version


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed from one version to another, sorted by place."""

    old: str
    new: str
    changes: tuple[Change, ...]

    @property
    def required(self) -> Step:
        """The least step that allows every change which some step allows."""
        return highest([change.step for change in self.changes if change.step != "never"])

    @property
    def least(self) -> str:
        """The least version that takes this step. Raises InputError when `old` is no version."""
        return least_version(self.old, self.required) or self.old

    def refusals(self) -> list[str]:
        """Why the new version may not be released like this, one sentence each; empty when it may.

        Raises InputError when one of the versions is none.
        """
        found = [
            f"{change.where}{change.pointer}: {kinds()[change.kind].reason} [{change.kind}]"
            for change in self.changes
            if change.step == "never"
        ]
        if not allows(self.old, self.new, self.required):
            found.append(
                f"the changes since {self.old} require a {self.required} step: "
                f"version {self.least} or higher, not {self.new}"
                if self.required != "none"
                else f"version {self.new} is lower than {self.old}"
            )
        return found


def compare(old: Release, new: Release) -> Diff:
    """Everything that differs between two releases."""
    changes = [
        *compare_records(old.records, new.records),
        *_tables(old, new),
        *_files(old, new),
    ]
    if old.schema is not None and new.schema is not None:
        versions = old.schema_version, new.schema_version
        changes += compare_schemas(old.schema, new.schema, versions)
    return Diff(old.version, new.version, tuple(sorted(changes, key=order)))


def changelog_refusals(changelog: str, version: str) -> list[str]:
    """Why a changelog does not do for a version; empty when it has an entry that says something."""
    head = rf"^## \[{re.escape(version)}\] - [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$"
    found = re.search(rf"{head}(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if found is None:
        return [f"the changelog has no entry `## [{version}] - YYYY-MM-DD`"]
    if not re.search(r"^[-*] \S", found[1], re.MULTILINE):
        return [f"the changelog entry for {version} says nothing"]
    return []


def _tables(old: Release, new: Release) -> Iterator[Change]:
    for name in sorted(old.tables.keys() - new.tables.keys()):
        yield Change("table-removed", name)
    for name in sorted(new.tables.keys() - old.tables.keys()):
        yield Change("table-added", name)
    concepts: list[Change] = []
    plain = []
    for name in sorted(old.tables.keys() & new.tables.keys()):
        before, after = old.tables[name], new.tables[name]
        yield from compare_columns(name, before.schema, after.schema)
        if "code" in before.column_names and "code" in after.column_names:
            concepts += _vocabulary(name, before, after)
        elif {"article", "id"} & set(before.column_names) & set(after.column_names):
            plain.append(name)
    yield from concepts
    codes = {change.subject for change in concepts}
    unchanged = {
        one
        for one in old.records.keys() & new.records.keys()
        if says_the_same(old.records[one], new.records[one])
    }
    for name in plain:
        yield from compare_rows(name, old.tables[name], new.tables[name], unchanged, codes)


def _vocabulary(name: str, old: pa.Table, new: pa.Table) -> Iterator[Change]:
    shared = [one for one in old.column_names if one in new.column_names and one != "code"]
    before, after = ({row["code"]: row for row in table.to_pylist()} for table in (old, new))
    return compare_concepts(name, before, after, shared)


def _files(old: Release, new: Release) -> Iterator[Change]:
    if old.licence != new.licence:
        yield Change("licence-changed", "manifest.json", "", "/licence", old.licence, new.licence)
    for name in sorted(old.files ^ new.files):
        if not name.endswith(".parquet"):
            yield Change("file-added" if name in new.files else "file-removed", name)
