"""From every earlier schema version to the newest, one step a version.

A step is a function from the JSON object of a record to that of the next version. It loses
nothing: what a field said before, some field says after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

from fazhi.record.article import SCHEMA_VERSION

Document = dict[str, Any]


class UnknownVersion(ValueError):
    """A record of a schema version that no step starts from; the message names it."""


def _to_1_1(document: Document) -> Document:
    """1.1 lets initiatives name their participants, and periods say what they were inferred from.

    Both may be absent, so every record of 1.0 is one of 1.1 as it stands.
    """
    return document


_STEPS: Final[dict[str, tuple[str, Callable[[Document], Document]]]] = {
    "1.0": ("1.1", _to_1_1),
}
EARLIER_VERSIONS: Final = tuple(_STEPS)
"""The schema versions that records can be lifted from, oldest first."""


def migrate(document: Mapping[str, Any], to: str = SCHEMA_VERSION) -> Document:
    """A record lifted to a schema version, step by step; the record given stays as it is. Keys that
    are no fields of a record are kept.

    Raises UnknownVersion when no steps lead from the record's version to the other.
    """
    lifted, version = dict(document), document.get("schema_version")
    if version != to:
        # A step may change what it is given; most records need none, and copying takes time.
        lifted = deepcopy(lifted)
    while version != to:
        if not isinstance(version, str) or version not in _STEPS:
            raise UnknownVersion(f"no steps lead from schema version {version!r} to {to!r}")
        version, step = _STEPS[version]
        lifted = {**step(lifted), "schema_version": version}
    return lifted
