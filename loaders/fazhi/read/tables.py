"""Tables out of Parquet: bounded in size, whole, and with the columns of their schema version.

`columns/<version>.tsv` has the columns of the first release of each schema version, as
`fazhi generate` writes them. A later release may add columns and tables; it drops or retypes none.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fazhi.read.places import in_words, largest, too_large

_FOLDER: Final = Path(__file__).parent / "columns"
_KEYS: Final = dict.fromkeys(("article", "code", "id"), "string not null")
_NOT_NULL: Final = " not null"
Columns = Mapping[str, Mapping[str, str]]


class BrokenTable(ValueError):
    """Why the bytes are no table, or not the one they should be, in words that follow its name."""


def schema_versions() -> list[str]:
    """The schema versions whose tables are known."""
    return sorted(path.stem for path in _FOLDER.glob("*.tsv"))


def is_known(schema_version: str) -> bool:
    """Whether the tables of this schema version are known."""
    named = re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}", schema_version, re.ASCII)
    return named is not None and (_FOLDER / f"{schema_version}.tsv").is_file()


@cache
def expected_columns(schema_version: str) -> Columns:
    """The type of every column of every table of a known schema version."""
    columns: dict[str, dict[str, str]] = {}
    for line in (_FOLDER / f"{schema_version}.tsv").read_text("utf-8").splitlines():
        table, column, kind = line.split("\t")
        columns.setdefault(table, {})[column] = kind
    return columns


def written_columns(tables: Mapping[str, pa.Schema]) -> str:
    """The columns of the tables as such a file has them."""
    return "".join(
        f"{name}\t{field.name}\t{field_type(field)}\n"
        for name, schema in sorted(tables.items())
        for field in schema
    )


def decode(data: bytes) -> pa.Table:
    """The table in the bytes of a Parquet file, with every value valid for its type. Raises
    BrokenTable when there is none, a name stands twice, or it is larger than a table may be."""
    try:
        file = pq.ParquetFile(pa.BufferReader(_owned(data)))
        names = file.schema_arrow.names
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise BrokenTable(f"has the column {twice} twice")
        table = _read(file, largest(".parquet"))
        table.validate(full=True)
        for name, column in zip(names, table.columns, strict=True):
            if pa.types.is_temporal(column.type):
                _check_times(name, column)
    except BrokenTable:
        raise
    except Exception as error:  # what pyarrow raises depends on where the bytes are damaged
        raise BrokenTable(f"cannot be read ({in_words(error)})") from None
    return table


def _owned(data: bytes) -> pa.Buffer:
    """A copy in memory of Arrow. Threads of Arrow that let go of memory of Python while the
    interpreter exits abort the process now and then."""
    stream = pa.BufferOutputStream()
    stream.write(data)
    return stream.getvalue()


def _check_times(name: str, column: pa.ChunkedArray) -> None:
    """Raise BrokenTable where a date, time or duration is outside of what Python can hold."""
    try:
        pc.min_max(column).as_py()
    except (OverflowError, ValueError, pa.ArrowException):
        raise BrokenTable(f"has a date or time in {name} that no calendar has") from None


def _read(file: pq.ParquetFile, most: int) -> pa.Table:
    """The table. A text that is stored once may stand in every row: where that could exceed the
    limit, the table is read in parts, none of which can, and their sizes are counted."""
    size, texts, values = _declared(file)
    if max(size, 4 * values, file.metadata.num_rows) > most:
        raise BrokenTable(too_large(most))
    if texts * values <= most:
        return file.read()
    batches, size = [], 0
    for batch in file.iter_batches(max(1, min(1 << 16, most // max(1, texts)))):
        size += batch.nbytes
        if size > most:
            raise BrokenTable(too_large(most))
        batches.append(batch)
    return pa.Table.from_batches(batches, file.schema_arrow)


def _declared(file: pq.ParquetFile) -> tuple[int, int, int]:
    """What a file says of itself: its bytes when decompressed, those of texts that will be written
    out in every row, and the most values of a column."""
    metadata, schema = file.metadata, file.schema_arrow
    encoded = {field.name for field in schema if pa.types.is_dictionary(field.type)}
    size = texts = values = 0
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            bytes_ = column.total_uncompressed_size
            size, values = size + bytes_, max(values, column.num_values)
            if column.physical_type == "BYTE_ARRAY" and (
                column.path_in_schema.partition(".")[0] not in encoded
            ):
                texts += bytes_
    return size, texts, values


def check_columns(table: pa.Table, name: str, schema_version: str | None) -> None:
    """Compare a table with what its schema version says of it; of one that says nothing, the
    columns that rows are found by. Raises BrokenTable with the first column that is missing, has
    another type, or may be null and must not."""
    fields = {field.name: field for field in table.schema}
    known = expected_columns(schema_version).get(name) if schema_version else None
    if known is None:
        known = {key: kind for key, kind in _KEYS.items() if key in fields}
    if "position" in fields and pa.types.is_nested(fields["position"].type):
        raise BrokenTable("has no numbers in the column position")
    for column, kind in known.items():
        if column not in fields:
            raise BrokenTable(f"has no column {column}")
        found = field_type(fields[column])
        if found == kind:
            continue
        plain = kind.removesuffix(_NOT_NULL)
        if found == plain:
            raise BrokenTable(f"may have nulls in the column {column}, where none may be")
        kinds = _brief(found), _brief(plain)
        what = "other parts" if kinds[0] == kinds[1] else kinds[0]
        raise BrokenTable(f"has {what} in the column {column}, where {kinds[1]} is expected")


def field_type(field: pa.Field) -> str:
    """The type of a column in words, and whether it may be null:
    `list<struct<zh:string not null>>`."""
    return logical_type(field.type, with_nulls=True) + ("" if field.nullable else _NOT_NULL)


def logical_type(kind: pa.DataType, *, with_nulls: bool = False) -> str:
    """A type in words, blind to how its values are stored: `string`, `list<struct<zh:string>>`;
    `with_nulls` says of each part that may not be null that it may not."""

    def of(field: pa.Field) -> str:
        return field_type(field) if with_nulls else logical_type(field.type)

    if pa.types.is_dictionary(kind):
        return logical_type(kind.value_type, with_nulls=with_nulls)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return f"list<{of(kind.value_field)}>"
    if pa.types.is_struct(kind):
        return f"struct<{','.join(f'{part.name}:{of(part)}' for part in kind)}>"
    return "string" if pa.types.is_large_string(kind) else str(kind)


def _brief(kind: str) -> str:
    """A type for a sentence: that of a list or struct says just that."""
    return kind.partition("<")[0] or kind
