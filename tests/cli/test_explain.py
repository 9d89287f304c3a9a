"""`fazhi explain`: every rule, and a near name for a wrong one."""

from __future__ import annotations

import pytest

from fazhi.validate.rules import RULES


def test_explain_lists_every_rule(run) -> None:
    out = run("explain").out
    assert all(f"  {rule.name} " in out for rule in RULES)


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_explain_one(run, rule: str) -> None:
    result = run("explain", rule)
    assert result.status == 0
    assert result.out.startswith(f"{rule} (")
    assert "Good: " in result.out


def test_explain_unknown(run) -> None:
    result = run("explain", "relation-brocken")
    assert (result.status, result.err) == (
        2, "fazhi: there is no rule 'relation-brocken'; did you mean 'relation-broken'?\n"
    )  # fmt: skip
