"""Migrates a record from an earlier schema version to the newest, one step for each version.

A step maps the JSON object of a record to that of the next version. Nothing is lost: what a field
said before, some field says after. Unknown keys are kept.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

from fazhi.record.model import SCHEMA_VERSION

Document = dict[str, Any]


class UnknownVersion(ValueError):
    """No steps lead from the schema version of a record, which the message names."""


def _from_1_0(document: Document) -> Document:
    """1.1 adds `participants` of initiatives and `period_inferred_from`. Both are optional, so a
    record of 1.0 stays as it is."""
    return document


def _from_1_1(document: Document) -> Document:
    """1.2 says the aspect of every metric, up to when an open period had run, and by a breakdown
    what some measures said."""
    published = document.get("published") or {}
    for metric in document.get("metrics", ()):
        change = metric.get("change")
        metric["aspect"] = "change" if change else "level"
        if change and change.get("against") == "baseline" and "label" in metric:
            change["baseline_name"] = metric["label"]
        if metric.get("period", "").endswith("/..") and "date" in published:
            metric["as_of"] = published["date"]
        if metric.get("measure") in _BROKEN_DOWN:
            metric["measure"], metric["breakdown"] = deepcopy(_BROKEN_DOWN[metric["measure"]])
    return document


# Measures of 1.1 that are another measure broken down: that measure, and the breakdown.
_BROKEN_DOWN: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "business.bankruptcy-cases": ("trial.cases-handled", {"matter": "bankruptcy"}),
    "business.enterprise-cases-concluded": ("trial.cases-concluded", {"matter": "business"}),
    "business.intellectual-property-cases": (
        "trial.cases-handled",
        {"matter": "intellectual-property"},
    ),
    "enforcement.first-time-cases-received": (
        "enforcement.cases-received",
        {"case_type": "enforcement.first-time"},
    ),
    "enforcement.government-cases-resolved": (
        "enforcement.cases-resolved",
        {"matter": "government"},
    ),
    "enforcement.livelihood-cases-concluded": (
        "enforcement.cases-concluded",
        {"matter": "livelihood"},
    ),
    "enforcement.preservation-cases-received": (
        "enforcement.cases-received",
        {"case_type": "enforcement.preservation"},
    ),
    "enforcement.resumed-cases-received": (
        "enforcement.cases-received",
        {"case_type": "enforcement.resumed"},
    ),
    "policing.fraud-cases-cracked": ("policing.cases-cracked", {"offence_group": "fraud.telecom"}),
    "protection.crimes-against-minors-prosecuted": (
        "criminal.prosecutions",
        {"offence_group": "minors-as-victims"},
    ),
    "traffic.drink-driving-cases": (
        "traffic.violations-handled",
        {"offence_group": "traffic.drink-driving"},
    ),
    "trial.administrative-cases-concluded": (
        "trial.cases-concluded",
        {"case_type": "administrative"},
    ),
    "trial.civil-cases-concluded": ("trial.cases-concluded", {"case_type": "civil"}),
    "trial.criminal-cases-concluded": ("trial.cases-concluded", {"case_type": "criminal"}),
    "trial.environmental-cases-concluded": (
        "trial.cases-concluded",
        {"matter": "environment-resources"},
    ),
}

# The version that a step starts from: the next version, and the step.
_STEPS: Final[dict[str, tuple[str, Callable[[Document], Document]]]] = {
    "1.0": ("1.1", _from_1_0),
    "1.1": ("1.2", _from_1_1),
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
