"""Did you mean: the nearest known name, or none."""

from __future__ import annotations

from fazhi.suggest import did_you_mean, nearest

KNOWN = ("relation-broken", "relation-operands", "text-todo")


def test_the_nearest_name() -> None:
    assert nearest("relation-brocken", KNOWN) == "relation-broken"
    assert nearest("zzz", KNOWN) is None
    assert nearest("relation", KNOWN, 0.9) is None


def test_the_question() -> None:
    assert did_you_mean("text-tod", KNOWN, "no") == "did you mean 'text-todo'?"
    assert did_you_mean("zzz", KNOWN, "`fazhi explain` lists them") == "`fazhi explain` lists them"
