"""Comparing two releases, and judging whether the new version allows the differences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fazhi.publish.diff import areas
from fazhi.publish.diff.kinds import Delta, Difference, differences, kinds
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
    records = list(areas.compare_records(old.records, new.records))
    edited = {delta.where for delta in records if delta.role not in areas.METADATA}
    unchanged = (old.records.keys() & new.records.keys()) - edited
    concepts: list[Delta] = []
    with_rows = []
    for name in old.tables.keys() & new.tables.keys():
        columns = {*old.tables[name].column_names} & {*new.tables[name].column_names}
        if "code" in columns:
            concepts += areas.compare_vocabulary(name, old.tables[name], new.tables[name])
        elif columns & {"article", "id"}:
            with_rows.append(name)
    codes = {delta.subject for delta in concepts}
    tables = list(areas.compare_columns(old.tables, new.tables))
    for name in with_rows:
        pair = old.tables[name], new.tables[name]
        tables += areas.compare_rows(name, *pair, unchanged, codes)
    schema: Iterable[Delta] = ()
    if old.schema is not None and new.schema is not None:
        versions = old.schema_version, new.schema_version
        schema = areas.compare_schemas(old.schema, new.schema, versions)
    found = [
        *differences("records", records),
        *differences("vocabularies", concepts),
        *differences("tables", tables),
        *differences("schema", schema),
        *differences("release", _compare_files(old, new)),
    ]
    return Comparison(old.version, new.version, tuple(found))


def _compare_files(old: Release, new: Release) -> Iterator[Delta]:
    if old.licence != new.licence:
        yield Delta("licence", MANIFEST, "", "/licence", old.licence, new.licence)
    for name in old.files ^ new.files:
        if not name.endswith(".parquet"):
            yield Delta("file", name, event="added" if name in new.files else "removed")
