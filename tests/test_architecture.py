"""The house: a floor imports only from the floors below it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.common import ROOT

PACKAGE = ROOT / "loaders" / "fazhi"

# What each part may import of the others; docs/architecture.md shows the same.
MAY_IMPORT = {
    "display": set(),
    "errors": {"display"},
    "punctuation": set(),
    "resources": set(),
    "suggest": set(),
    "write": {"errors"},
    "figure": {"punctuation"},
    "record": set(),
    "validate": {"display", "errors", "resources", "suggest", "figure", "record"},
    "curate": {
        "display",
        "errors",
        "punctuation",
        "resources",
        "write",
        "figure",
        "record",
        "validate",
    },
    "publish": {"errors", "resources", "write", "record", "validate", "read"},
    "read": {"errors", "resources", "record"},
    "testing": {"resources", "figure", "record", "validate"},
    "cli": {
        "display",
        "errors",
        "resources",
        "write",
        "figure",
        "record",
        "validate",
        "curate",
        "publish",
        "read",
    },
    "__init__": {"errors", "figure", "record", "validate", "read"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def part(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fazhi"):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names if one.name.startswith("fazhi")}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downward(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imports(path):
        other = part(module)
        allowed = other in (own, "__init__") or other in MAY_IMPORT[own]
        assert allowed, f"{path.name} of {own} imports {module}"


def test_every_part_is_named_here_and_in_the_picture() -> None:
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in FILES}
    assert parts <= MAY_IMPORT.keys()
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert all(f"`{name}" in page for name in parts - {"__init__"})


def test_rooms_are_small() -> None:
    sizes = {path.name: len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
