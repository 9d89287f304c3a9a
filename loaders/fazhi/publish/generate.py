"""Files derived from code and checked in: the JSON Schema, and the generated parts of pages.

A page is Markdown written by hand; what is between `<!-- generated: NAME -->` and
`<!-- end -->` is written by the function `_PARTS[NAME]`.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

import pyarrow as pa

from fazhi.errors import InputError
from fazhi.publish.diff.kinds import kinds
from fazhi.publish.metadata.description import described
from fazhi.publish.tables import build_tables
from fazhi.publish.version import parse_version
from fazhi.read.store import Store, open_store
from fazhi.read.tables import decode, logical_type, written_columns
from fazhi.record.canonical import dump
from fazhi.record.model import SCHEMA_VERSION
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.catalogue import rules_page
from fazhi.validate.schema import article_schema

FROZEN: Final = "schema/versions/"
"""Where the schema of every version is kept; a published one never changes."""
_PAGES: Final = ("docs/tables.md", "docs/versioning.md")
_PART: Final = re.compile(r"(<!-- generated: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def generated_files(checkout: Path) -> dict[str, str]:
    """The text of every derived file by its path in the checkout.

    Raises InputError when a page is missing or names a part that there is not.
    """
    schema = dump(article_schema())
    return {
        "schema/article.schema.json": schema,
        f"{FROZEN}{SCHEMA_VERSION}/article.schema.json": schema,
        "docs/rules.md": rules_page(),
        f"loaders/fazhi/read/columns/{SCHEMA_VERSION}.tsv": _columns_of_schema(checkout),
        **{name: _page(checkout / name) for name in _PAGES},
    }


def published_with(checkout: Path, schema_version: str) -> str | None:
    """The version of a published release with this schema version, None when there is none."""
    store = _first_with(checkout, schema_version)
    return None if store is None else str(store.manifest["version"])


def _first_with(checkout: Path, schema_version: str) -> Store | None:
    stores = map(open_store, map(str, checkout.glob("tests/fixtures/releases/*.zip")))
    found = [store for store in stores if store.manifest["schema_version"] == schema_version]
    return min(found, key=lambda store: parse_version(store.manifest["version"]), default=None)


def _columns_of_schema(checkout: Path) -> str:
    """The columns that every release of the present schema version has: those of the first one
    that was published, or those that the model has now."""
    store = _first_with(checkout, SCHEMA_VERSION)
    if store is None:
        tables = build_tables((), load_vocabularies(vocabulary_directory()))
        return written_columns({name: table.schema for name, table in tables.items()})
    return written_columns(
        {name: decode(store.file(f"{name}.parquet")).schema for name in store.tables}
    )


def _page(path: Path) -> str:
    def part(match: re.Match[str]) -> str:
        return f"{match[1]}\n{_PARTS[match[2]]()}\n{match[3]}"

    try:
        return _PART.sub(part, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}") from None
    except KeyError as error:
        raise InputError(f"{path}: there is no generated part {error}") from None


def _kinds_of_difference() -> str:
    parts = []
    for area, members in groupby(kinds().values(), key=lambda kind: kind.area):
        parts.append(f"### {area.capitalize()}\n\n| change | step | why |\n| --- | --- | --- |")
        parts += [f"| `{kind.name}` | {kind.step} | {kind.reason} |" for kind in members]
        parts.append("")
    return "\n".join(parts)


def _columns_of_tables() -> str:
    parts = []
    for name, table in build_tables((), load_vocabularies(vocabulary_directory())).items():
        parts.append(f"## {name}\n\n{_description(table.schema)}\n")
        parts.append("| column | type | null | holds |\n| --- | --- | --- | --- |")
        parts += [line for field in table.schema for line in _lines(field, field.name)]
        parts.append("")
    return "\n".join(parts)


def _lines(field: pa.Field, name: str) -> Iterator[str]:
    null = "yes" if field.nullable else ""
    yield f"| `{name}` | {_type(field.type)} | {null} | {_description(field)} |"
    is_list = pa.types.is_list(field.type)
    item = field.type.value_type if is_list else field.type
    for inner in item if pa.types.is_struct(item) else ():
        yield from _lines(inner, f"{name}{'[]' if is_list else ''}.{inner.name}")


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_type(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "struct"
    return "code" if pa.types.is_dictionary(kind) else logical_type(kind)


def _description(of: pa.Field | pa.Schema) -> str:
    return " ".join(described(of).split()).replace("|", "\\|")


_PARTS: Final[dict[str, Callable[[], str]]] = {
    "kinds of difference": _kinds_of_difference,
    "columns of tables": _columns_of_tables,
}
