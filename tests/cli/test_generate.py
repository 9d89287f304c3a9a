"""`fazhi generate`: the generated files of the checkout are current."""

from __future__ import annotations


def test_generated_files_are_current(run) -> None:
    """Change the model or a rule, and `fazhi generate` must be run and its result committed."""
    result = run("generate", "--check")
    assert (result.status, result.out) == (0, ""), "run `fazhi generate` and commit the result"
