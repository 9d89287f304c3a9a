"""Filtering rows: by region, theme or measure with its narrower concepts, and by period."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate

import pyarrow as pa
import pyarrow.compute as pc

from fazhi.errors import InputError
from fazhi.record.period import PeriodError, parse_period

ReadTable = Callable[[str], pa.Table]


@dataclass(frozen=True, slots=True)
class Filters:
    """What rows must have to be kept; None keeps them all."""

    region: str | None = None
    theme: str | None = None
    measure: str | None = None
    period: str | None = None


def select(table: pa.Table, name: str, filters: Filters, read: ReadTable) -> pa.Table:
    """The rows of a table that pass every filter.

    A filter on something that the table has no column for is applied to the articles its rows
    belong to. Raises InputError when it cannot be applied at all, or names what is not there.
    """
    mask = None
    if filters.region is not None:
        codes = _below(read("regions"), "region", filters.region)
        mask = _and(mask, _among(table, name, "region", codes, read))
    if filters.theme is not None:
        codes = _below(read("themes"), "theme", filters.theme)
        mask = _and(mask, _with_theme(table, name, codes, read))
    if filters.measure is not None:
        codes = _below(read("measures"), "measure", filters.measure)
        mask = _and(mask, _is_in(_column(table, name, "measure"), codes))
    if filters.period is not None:
        mask = _and(mask, _overlapping(table, name, filters.period))
    return table if mask is None else table.filter(mask)


def _below(vocabulary: pa.Table, what: str, wanted: str) -> list[str]:
    """The code of a concept, given by code or label, and all narrower codes."""
    rows = vocabulary.select(["code", "label_zh", "label_en", "broader", "aliases"]).to_pylist()
    found = {row["code"] for row in rows if wanted == row["code"]} or {
        row["code"] for row in rows if wanted in (row["label_zh"], row["label_en"], *row["aliases"])
    }
    if not found:
        names = {row["code"]: row["label_zh"] for row in rows}
        near = get_close_matches(wanted, [*names, *names.values()], 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise InputError(f"there is no {what} {wanted!r}{hint}")
    grown = 0
    while len(found) > grown:
        grown = len(found)
        found |= {row["code"] for row in rows if row["broader"] in found}
    return sorted(found)


def _among(
    table: pa.Table, name: str, column: str, codes: list[str], read: ReadTable
) -> pa.ChunkedArray:
    if column in table.column_names:
        return _is_in(table[column], codes)
    articles = read("articles").select(["id", column]).to_pylist()
    return _of_articles(table, name, [row["id"] for row in articles if row[column] in codes])


def _with_theme(table: pa.Table, name: str, codes: list[str], read: ReadTable) -> pa.ChunkedArray:
    articles = read("articles").select(["id", "themes"]).to_pylist()
    kept = [row["id"] for row in articles if not set(codes).isdisjoint(row["themes"])]
    return _of_articles(table, name, kept)


def _of_articles(table: pa.Table, name: str, ids: list[str]) -> pa.ChunkedArray:
    return _is_in(_column(table, name, "id" if name == "articles" else "article"), ids)


def _overlapping(table: pa.Table, name: str, wanted: str) -> pa.ChunkedArray:
    try:
        period = parse_period(wanted)
    except PeriodError as error:
        raise InputError(f"{wanted!r} is no period: {error}") from None
    prefix = "published" if name == "articles" else "period"
    start, end = (_column(table, name, f"{prefix}_{side}") for side in ("start", "end"))
    mask = pc.or_(pc.is_valid(start), pc.is_valid(end))
    if period.end is not None:
        mask = pc.and_(mask, pc.fill_null(pc.less_equal(start, pa.scalar(period.end)), True))
    if period.start is not None:
        mask = pc.and_(mask, pc.fill_null(pc.greater_equal(end, pa.scalar(period.start)), True))
    return mask


def _column(table: pa.Table, name: str, column: str) -> pa.ChunkedArray:
    if column not in table.column_names:
        about = column.partition("_")[0]
        raise InputError(f"the table {name} cannot be filtered by {about}: it has none")
    return table[column]


def _is_in(column: pa.ChunkedArray, codes: list[str]) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return pc.is_in(column, _strings(codes))


def _strings(codes: list[str]) -> pa.StringArray:
    """`pa.array` of ASCII texts; that function itself loads pandas, which takes half a second."""
    offsets = array("i", accumulate(map(len, codes), initial=0))
    data = "".join(codes).encode("ascii")
    return pa.StringArray.from_buffers(len(codes), pa.py_buffer(offsets), pa.py_buffer(data))


def _and(mask: pa.ChunkedArray | None, other: pa.ChunkedArray) -> pa.ChunkedArray:
    return other if mask is None else pc.and_(mask, other)
