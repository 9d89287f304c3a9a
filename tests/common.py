"""The files that tests read, and a copy of the source for those that change it."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "loaders" / "fazhi" / "validate" / "sample"
RELEASE = ROOT / "dataset" / "release"
RELEASES = ROOT / "tests" / "fixtures" / "releases"
PUBLISHED = RELEASES / "0.2.0.zip"
"""A release that stays as it is, whatever is contributed: what tests count on."""
TODAY = date(2026, 11, 24)
REPORTS = ROOT / "tests" / "curate" / "reports"
REPORT_NAMES = ("riverside-procuratorate", "steppe-police", "banner-mediation")


def report(name: str) -> str:
    """The text of an invented report."""
    return (REPORTS / f"{name}.txt").read_text("utf-8")


def to_full_width(text: str) -> str:
    """The text with its ASCII characters in full width: the inverse of `fold_width`."""
    return "".join(
        "\u3000" if char == " " else chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char
        for char in text
    )


def to_half_width(text: str) -> str:
    """The text in the width that the fixtures are written in."""
    return text


WIDTHS = (to_half_width, to_full_width)
"""What a test of punctuation, digits or spaces is parametrised by."""


def copy_source(target: Path) -> Path:
    """Copy the source tree to a folder, without what is built, cached or installed in it."""
    left_out = shutil.ignore_patterns(
        ".git", ".github", ".venv", ".*_cache", ".hypothesis", "node_modules", "__pycache__",
        "*.egg-info", "build", "dist",
    )  # fmt: skip
    return Path(shutil.copytree(ROOT, target, ignore=left_out))


def sample_of_1_0() -> dict[str, Any]:
    """The sample as schema 1.0 could say it: without aspects, its shares and ranks excluded, and
    with measures of their own for civil and criminal cases."""
    document = json.loads((SAMPLE / "lakeside-court.json").read_text("utf-8"))
    document["schema_version"] = "1.0"
    metrics, reasons = [], {"share": "not-a-measure", "rank": "ordinal"}
    for metric in document["metrics"]:
        if reason := reasons.get(metric["aspect"]):
            exclusion = {"evidence": metric["evidence"], "reason": reason}
            document["exclusions"].append(exclusion)
            continue
        if "breakdown" in metric:
            metric["measure"] = f"trial.{metric['breakdown']['case_type']}-cases-concluded"
        if "change" in metric:
            metric["change"].pop("of", None)
        kept = {n: v for n, v in metric.items() if n not in ("aspect", "breakdown", "as_of")}
        metrics.append(kept)
    return document | {"metrics": metrics}
