"""CITATION.cff: valid by the schema of the Citation File Format, and what other files say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from fazhi.errors import InputError
from fazhi.publish.metadata.description import read_citation
from tests.common import RELEASE, ROOT

CITATION = ROOT / "CITATION.cff"


def check(path: Path) -> subprocess.CompletedProcess[str]:
    """check-jsonschema with the CFF 1.2.0 schema it brings."""
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema",
         "--builtin-schema", "vendor.citation-file-format", path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_citation_is_valid() -> None:
    done = check(CITATION)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cff-version: 1.2.0", "cff-version: 1.2"),
        ("type: dataset", "type: data"),
        ("date-released: 2026-", "date-released: 26-"),
        ("CC-BY-4.0", "CC-BY-4"),
        ("authors:", "writers:"),
        ("title:", "headline:"),
    ],
)
def test_the_schema_objects(old: str, new: str, tmp_path: Path) -> None:
    text = CITATION.read_text("utf-8")
    assert old in text
    broken = tmp_path / "CITATION.cff"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    done = check(broken)
    assert done.returncode == 1
    assert "CITATION.cff" in done.stdout


def test_what_is_read_is_what_yaml_says() -> None:
    whole = YAML(typ="safe").load(CITATION)
    citation = read_citation(CITATION)
    assert citation.title == whole["title"]
    assert citation.abstract == whole["abstract"]
    assert citation.version == str(whole["version"])
    assert citation.date == whole["date-released"].isoformat()
    assert citation.author == whole["authors"][0]["name"]
    assert list(citation.keywords) == whole["keywords"]


def test_the_release_brings_the_citation_and_agrees_with_it() -> None:
    citation = read_citation(CITATION)
    assert (RELEASE / "CITATION.cff").read_bytes() == CITATION.read_bytes()
    croissant = json.loads((RELEASE / "croissant.json").read_bytes())
    package = json.loads((RELEASE / "datapackage.json").read_bytes())
    assert croissant["version"] == package["version"] == citation.version
    assert croissant["datePublished"] == package["created"][:10] == citation.date
    assert citation.bibtex in (RELEASE / "README.md").read_text("utf-8")
    assert re.fullmatch(r"@misc\{fazhi, title = .+, year = \{\d{4}\}, .+\}", citation.bibtex)


def test_a_citation_without_a_value_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    with pytest.raises(InputError, match=r"CITATION\.cff"):
        read_citation(path)
    path.write_text(CITATION.read_text("utf-8").replace("date-released", "date"), "utf-8")
    with pytest.raises(InputError, match="date-released"):
        read_citation(path)
