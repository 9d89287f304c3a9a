"""Filtering rows: by region, theme or measure with its narrower concepts, and by period."""

from array import array
from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from fazhi.errors import InputError
from fazhi.read.arguments import shown
from fazhi.read.places import in_words
from fazhi.record.period import PeriodError, parse_period
from fazhi.suggest import nearest

_LONGEST_NAME: Final = 200
_SHORTEST_WORD: Final = 4
ReadTable = Callable[[str], pa.Table]


def select(table: pa.Table, name: str, filters: Mapping[str, str], read: ReadTable) -> pa.Table:
    """The rows of a table that pass every filter: `region`, `theme`, `measure` or `period`.

    A filter on something that the table has no column for is applied to the articles its rows
    belong to. Raises InputError when it cannot be applied at all, or names what is not there.
    """
    for what, wanted in filters.items():
        if what == "period":
            table = table.filter(_overlapping(table, name, wanted))
            continue
        column, accepted = what, _below(read(f"{what}s"), what, wanted)
        if what == "theme" or (what == "region" and what not in table.column_names):
            field = "themes" if what == "theme" else what
            articles = read("articles").select(["id", field]).to_pylist()
            column = "id" if name == "articles" else "article"
            accepted = {
                article["id"]
                for article in articles
                if not accepted.isdisjoint(article[field] if what == "theme" else [article[field]])
            }
        table = table.filter(_is_in(_column(table, name, column), sorted(accepted)))
    return table


def _below(vocabulary: pa.Table, what: str, wanted: str) -> set[str]:
    """The code of a concept, given by code or label, and all narrower codes."""
    rows = vocabulary.select(["code", "label_zh", "label_en", "broader", "aliases"]).to_pylist()
    found = {row["code"] for row in rows if wanted == row["code"]} or {
        row["code"]
        for row in rows
        if wanted in (row["label_zh"], *row["aliases"])
        or wanted.casefold() == row["label_en"].casefold()
    }
    if not found:
        names = _names(rows)
        near = nearest(wanted[:_LONGEST_NAME].casefold(), names)
        hint = f"; did you mean {names[near]}?" if near else ""
        raise InputError(f"there is no {what} {shown(wanted)}{hint}")
    while narrower := {row["code"] for row in rows if row["broader"] in found} - found:
        found |= narrower
    return found


def _names(rows: list[dict[str, Any]]) -> dict[str, str]:
    """What a concept may be meant by, in lower case, and how it is written: its code, its labels,
    and each longer word of the English one."""
    names: dict[str, str] = {}
    for key in ("code", "label_zh", "label_en"):
        for row in rows:
            names.setdefault(row[key].casefold(), row[key])
    for row in rows:
        for word in row["label_en"].casefold().split():
            if len(word) >= _SHORTEST_WORD:
                names.setdefault(word, row["label_en"])
    return names


def _overlapping(table: pa.Table, name: str, wanted: str) -> pa.ChunkedArray:
    try:
        period = parse_period(wanted)
    except PeriodError as error:
        raise InputError(f"{shown(wanted)} is no period: {in_words(error)}") from None
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
    # `pa.array` itself loads pandas, which takes half a second; codes and ids are ASCII.
    offsets = array("i", accumulate(map(len, codes), initial=0))
    buffers = pa.py_buffer(offsets), pa.py_buffer("".join(codes).encode("ascii"))
    return pc.is_in(column, pa.StringArray.from_buffers(len(codes), *buffers))
