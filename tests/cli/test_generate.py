"""`fazhi generate`: the generated files of the checkout are current."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fazhi.record.model import SCHEMA_VERSION
from tests.common import ROOT


def test_generated_files_are_current(run) -> None:
    """Change the model or a rule, and `fazhi generate` must be run and its result committed."""
    result = run("generate", "--check")
    assert (result.status, result.out) == (0, ""), "run `fazhi generate` and commit the result"


def test_a_published_schema_is_frozen(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed model under a published schema version is refused before the file is written."""
    for name in ("schema", "docs", "tests/fixtures/releases"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.setattr("fazhi.cli.generate.checkout_directory", lambda: tmp_path)
    frozen = tmp_path / "schema" / "versions" / SCHEMA_VERSION / "article.schema.json"
    frozen.write_bytes(b"{}")
    result = run("generate")
    assert result.status == 2
    assert f"schema {SCHEMA_VERSION} is published in 0.3.0 and frozen" in result.err
    assert frozen.read_bytes() == b"{}"
