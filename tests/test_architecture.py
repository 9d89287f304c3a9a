"""The architecture is the one that docs/architecture.md shows."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.common import ROOT

PACKAGE = ROOT / "loaders" / "fazhi"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
FILES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").glob("*/**/test_*.py"))


def documented() -> dict[str, set[str]]:
    """The table of the page: each part, and the parts it imports, in the order of the page."""
    _, _, section = PAGE.partition("\n## What may import what\n")
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", section.partition("\n## ")[0], re.MULTILINE)
    named = re.compile("`(.*?)`").findall
    return {part: set(named(imported)) for parts, imported in rows for part in named(parts)}


def part(path: Path) -> str:
    """The part a file belongs to: the first folder below the package, or the module itself."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports(path: Path) -> set[str]:
    """The parts of the package that a file imports anywhere in it, its own part left out.

    `from fazhi import name` imports the part of that name, or the public interface.
    """
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
    parts = {part(file) for file in FILES}
    own = {"fazhi", part(path)}
    return {
        name.split(".")[1]
        for name in modules
        if name.startswith("fazhi.") and name.split(".")[1] in parts - own
    }


def test_the_page_names_every_part() -> None:
    assert documented().keys() == {part(path) for path in FILES}


def test_a_part_imports_only_from_parts_above_it_in_the_table() -> None:
    above: set[str] = set()
    for name, imported in documented().items():
        assert imported <= above, name
        above.add(name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_imports_what_the_page_allows(path: Path) -> None:
    assert imports(path) <= documented()[part(path)]


@pytest.mark.parametrize("name", documented())
def test_the_page_allows_no_more_than_is_imported(name: str) -> None:
    used = {imported for path in FILES if part(path) == name for imported in imports(path)}
    assert documented()[name] == used


def test_commands_write_through_one_file() -> None:
    """What a release or a path holds is escaped in `cli/_output.py`, so nothing else writes."""
    writers = re.compile(r"click\.s?echo|\bprint\(|sys\.std(?:out|err)\.write")
    found = [path.name for path in PACKAGE.rglob("*.py") if writers.search(path.read_text("utf-8"))]
    assert sorted(found) == ["__init__.py", "_output.py"]


def test_files_are_small() -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {str(path): size for path, size in sizes.items() if size > 400} == {}


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT / "tests")))
def test_a_test_stands_where_its_module_stands(path: Path) -> None:
    """Its name begins with that of the module, or of the package when it tests all of it.

    The package `figure` is one function to its users, and hostile input may enter anywhere: the
    tests of both are named for what they show.
    """
    folder = path.relative_to(ROOT / "tests").parent
    tested = ROOT / folder if folder.name == "benchmarks" else PACKAGE / folder
    if folder.name in ("figure", "hostile"):
        return
    modules = {module.stem for module in tested.iterdir() if module.suffix in ("", ".py")}
    names = (modules | {folder.name}) - {"__init__", "__pycache__"}
    assert path.stem.startswith(tuple(f"test_{name.lstrip('_')}" for name in names))
