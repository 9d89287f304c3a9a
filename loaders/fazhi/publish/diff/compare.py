"""Comparing two releases, and judging whether the new version allows the differences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.publish.diff.areas import (
    METADATA,
    compare_records,
    compare_schemas,
    compare_tables,
)
from fazhi.publish.diff.difference import ABSENT, Difference, Place, difference
from fazhi.publish.diff.kinds import kinds
from fazhi.publish.manifest import MANIFEST
from fazhi.publish.release import Release
from fazhi.publish.version import Step, allows, highest, least_version


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences between two versions, sorted by area and place."""

    old: str
    new: str
    differences: tuple[Difference, ...]

    @property
    def required(self) -> Step:
        """The least step that allows every difference which some step allows."""
        return highest([found.step for found in self.differences if found.step != "never"])

    @property
    def least(self) -> str:
        """The least version that takes this step. Raises InputError when `old` is no version."""
        return least_version(self.old, self.required) or self.old

    def refusals(self) -> list[str]:
        """Reasons why the new version may not be released, one sentence each.

        Raises InputError when one of the versions is no version.
        """
        reasons = [
            f"{found.where}{found.pointer}: {kinds()[found.kind].reason} [{found.kind}]"
            for found in self.differences
            if found.step == "never"
        ]
        if not allows(self.old, self.new, self.required):
            reasons.append(
                f"the changes since {self.old} require a {self.required} step: "
                f"version {self.least} or higher, not {self.new}"
                if self.required != "none"
                else f"version {self.new} is lower than {self.old}"
            )
        return reasons


def compare(old: Release, new: Release) -> Comparison:
    """Everything that differs between two releases."""
    found = compare_records(old.records, new.records)
    edited = {one.where for one in found if one.kind not in METADATA}
    unchanged = (old.records.keys() & new.records.keys()) - edited
    found += compare_tables(old.tables, new.tables, unchanged)
    found += _compare_files(old, new)
    if old.schema is not None and new.schema is not None:
        versions = old.schema_version, new.schema_version
        found += compare_schemas(old.schema, new.schema, versions)
    areas = list(dict.fromkeys(kind.area for kind in kinds().values()))
    found.sort(
        key=lambda one: (areas.index(one.area), one.where, one.subject, one.pointer, one.kind)
    )
    return Comparison(old.version, new.version, tuple(found))


def _compare_files(old: Release, new: Release) -> Iterator[Difference]:
    if old.licence != new.licence:
        place = Place(MANIFEST, "", "/licence")
        yield from difference("release", "licence", place, old.licence, new.licence)
    for name in old.files ^ new.files:
        if not name.endswith(".parquet"):
            values = (None if name in one.files else ABSENT for one in (old, new))
            yield from difference("release", "file", Place(name), *values)


def changelog_refusals(changelog: str, version: str) -> list[str]:
    """Reasons the changelog entry of a version is missing or empty."""
    head = rf"^## \[{re.escape(version)}\] - [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$"
    entry = re.search(rf"{head}(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if entry is None:
        return [f"the changelog has no entry `## [{version}] - YYYY-MM-DD`"]
    if not re.search(r"^[-*] \S", entry[1], re.MULTILINE):
        return [f"the changelog entry for {version} says nothing"]
    return []
