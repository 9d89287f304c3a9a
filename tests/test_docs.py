"""What the pages promise is what happens."""

from __future__ import annotations

import contextlib
import io
import re

import pytest

import fazhi
from tests.common import ROOT

PAGES = ["README.md", "README.zh.md"]
GUIDES = ["CONTRIBUTING.md", "CONTRIBUTING.zh.md"]


@pytest.mark.parametrize("page", PAGES)
def test_the_readme_answers_its_question(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    code, answer = re.findall(r"```(?:python|text)\n(.*?)```", text, re.DOTALL)[:2]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, page, "exec"), {})
    assert output.getvalue() == answer
    assert len(code.splitlines()) == 5


@pytest.mark.parametrize("page", [*PAGES, *GUIDES, "docs/architecture.md"])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    targets = re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8"))
    assert targets
    for target in targets:
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_the_guides_give_the_same_commands() -> None:
    """In the same order; only the placeholder of a name is in the reader's own language."""
    english, chinese = (
        re.findall(r" *```(?:sh|yaml)\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
        for page in GUIDES
    )
    assert len(english) >= 8
    assert [block.replace("Your Name", "您的名字") for block in english] == chinese


@pytest.mark.parametrize("page", PAGES)
def test_the_readme_names_every_table(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert [name for name in fazhi.load().tables if f"`{name}`" not in text] == []


def test_one_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {fazhi.__version__}\n" in citation
    assert fazhi.load().version == fazhi.__version__
