"""Migrates a record from an earlier schema version to the newest, one step for each version.

A step maps the JSON object of a record to that of the next version. Nothing is lost: what a field
said before, some field says after. Unknown keys are kept.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

from fazhi.record.article import SCHEMA_VERSION

Document = dict[str, Any]


class UnknownVersion(ValueError):
    """No steps lead from the schema version of a record, which the message names."""


def _from_1_0(document: Document) -> Document:
    """1.1 adds `participants` of initiatives and `period_inferred_from`. Both are optional, so a
    record of 1.0 stays as it is."""
    return document


# The version that a step starts from: the next version, and the step.
_STEPS: Final[dict[str, tuple[str, Callable[[Document], Document]]]] = {
    "1.0": ("1.1", _from_1_0),
}
EARLIER_VERSIONS: Final = tuple(_STEPS)
"""The schema versions that records can be migrated from, oldest first."""


def migrate(document: Mapping[str, Any], to: str = SCHEMA_VERSION) -> Document:
    """A record in another schema version; the argument is not changed.

    Raises UnknownVersion when no steps lead from the record's version to the other.
    """
    migrated, version = dict(document), document.get("schema_version")
    if version != to:
        migrated = deepcopy(migrated)  # a step may change its argument
    while version != to:
        if not isinstance(version, str) or version not in _STEPS:
            raise UnknownVersion(f"no steps lead from schema version {version!r} to {to!r}")
        version, step = _STEPS[version]
        migrated = {**step(migrated), "schema_version": version}
    return migrated
