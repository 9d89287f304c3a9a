"""Version numbers and the steps between them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.errors import InputError
from fazhi.publish.diff.compare import Comparison
from fazhi.publish.version import (
    STEPS,
    Step,
    allows,
    changelog_refusals,
    highest,
    least_version,
    parse_version,
)
from tests.common import ROOT

NUMBERS = st.tuples(st.integers(0, 9), st.integers(0, 20), st.integers(0, 20))


@pytest.mark.parametrize(
    ("old", "step", "least"),
    [
        ("1.4.2", "major", "2.0.0"),
        ("1.4.2", "minor", "1.5.0"),
        ("1.4.2", "patch", "1.4.3"),
        ("1.4.2", "none", "1.4.2"),
        ("1.4.2", "never", None),
        ("0.4.2", "major", "0.5.0"),
        ("0.4.2", "minor", "0.4.3"),
        ("0.4.2", "patch", "0.4.3"),
        ("0.0.9", "patch", "0.0.10"),
    ],
)
def test_the_least_version(old: str, step: Step, least: str | None) -> None:
    assert least_version(old, step) == least


@pytest.mark.parametrize(
    ("old", "new", "step", "allowed"),
    [
        ("0.1.0", "0.1.1", "minor", True),
        ("0.1.0", "0.1.1", "major", False),
        ("0.1.0", "1.0.0", "major", True),
        ("0.9.0", "0.10.0", "major", True),
        ("1.0.9", "1.0.10", "patch", True),
        ("1.0.9", "1.0.10", "minor", False),
        ("1.0.9", "1.0.9", "patch", False),
        ("1.0.9", "1.0.9", "none", True),
        ("1.0.9", "1.0.8", "none", False),
        ("1.0.9", "2.0.0", "never", False),
    ],
)
def test_allowed_steps(old: str, new: str, step: Step, allowed: bool) -> None:
    assert allows(old, new, step) is allowed


@given(NUMBERS, NUMBERS, st.sampled_from(STEPS[:-1]))
def test_what_allows_a_step_allows_the_smaller_ones(
    old: tuple[int, int, int], new: tuple[int, int, int], step: Step
) -> None:
    before, after = (".".join(map(str, one)) for one in (old, new))
    if allows(before, after, step):
        assert all(allows(before, after, one) for one in STEPS[: STEPS.index(step)])
    least = least_version(before, step)
    assert least is not None
    assert allows(before, after, step) == (new >= parse_version(least))


@pytest.mark.parametrize(
    "text", ["", "1", "1.2", "1.2.3.4", "1.2.3rc1", "01.2.3", "1.2.3\n", "１.2.3"]
)
def test_no_version(text: str) -> None:
    with pytest.raises(InputError, match="is no version of three numbers"):
        parse_version(text)


def test_steps_are_ordered() -> None:
    assert highest([]) == "none"
    assert highest(["patch", "major", "minor"]) == "major"
    assert Comparison("1.2.3", "1.2.3", ()).refusals() == []
    assert Comparison("1.2.3", "1.2.2", ()).refusals() == ["version 1.2.2 is lower than 1.2.3"]


def test_the_page_tells_the_same_steps() -> None:
    page = (ROOT / "docs" / "versioning.md").read_text("utf-8")
    (head,) = re.findall(r"^\| step \| from (\S+) \| from (\S+) \|$", page, re.MULTILINE)
    rows = re.findall(r"^\| (major|minor|patch) \| ([0-9.]+) \| ([0-9.]+) \|$", page, re.MULTILINE)
    assert [row[0] for row in rows] == ["major", "minor", "patch"]
    for step, *leasts in rows:
        assert [least_version(old, step) for old in head] == leasts


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("## [0.2.0] - 2026-12-01\n\n- A thing.\n", None),
        ("## [0.2.0] - 2026-12-01\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-11-24\n", None),
        ("## [0.2.0]\n\n- A thing.\n", "has no entry"),
        ("## [Unreleased]\n\n- A thing.\n", "has no entry"),
        ("## [0x2.0] - 2026-12-01\n\n- A thing.\n", "has no entry"),
        ("## [0.2.0] - 2026-12-01\n\n## [0.1.0] - 2026-11-24\n\n- A thing.\n", "says nothing"),
        ("## [0.2.0] - 2026-12-01\n\n### Added\n", "says nothing"),
    ],
)
def test_changelog(text: str, refusal: str | None) -> None:
    found = changelog_refusals(f"# Changelog\n\n{text}", "0.2.0")
    assert len(found) == (refusal is not None)
    assert (refusal or "") in "".join(found)
