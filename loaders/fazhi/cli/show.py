"""`fazhi show`."""

import json
from typing import Any

import click

from fazhi.cli._options import format_option
from fazhi.cli._output import say, say_csv, say_json, say_table
from fazhi.display import BOUND_SIGNS, CHANGE_SIGNS, amount, count
from fazhi.errors import InputError

_SHOWN = {
    "articles": ("id", "region", "headline", "published_start"),
    "metrics": ("region_zh", "measure_zh", "measure_en", "aspect", "amount", "period"),
    "initiatives": ("region_zh", "name_zh", "name_en", "kind_zh", "period"),
    "participants": ("region_zh", "initiative_zh", "organization_zh", "organization_en", "role"),
    "honours": ("recipient_zh", "name_zh", "name_en"),
    "contributors": ("article", "name_zh", "name_en", "kind", "role"),
    "organizations": ("article", "name_zh", "name_en", "kind_zh", "region_zh"),
    "relations": ("article", "metric", "kind", "of", "holds"),
}
_VOCABULARY = ("code", "label_zh", "label_en", "broader")


@click.command()
@click.argument("table")
@click.option("--region", metavar="CODE", help="Code or name of a division; includes its children.")
@click.option("--theme", metavar="CODE", help="Code or name of a theme; includes its children.")
@click.option("--measure", metavar="CODE", help="Code or name of a measure or group of measures.")
@click.option("--period", metavar="EDTF", help="Rows whose period overlaps it: 2025, 2024-11/..")
@click.option("--search", metavar="WORDS", help="Entries of a vocabulary with these words.")
@click.option("--columns", metavar="A,B,…", help="The columns to show, instead of the usual ones.")
@click.option("--data", metavar="RELEASE", help="Another release: a folder, a zip or a URI.")
@format_option("table", "csv", "json", text="A table for people; CSV and JSON have all columns.")
def show(
    table: str, columns: str | None, search: str | None, data: str | None, form: str, **filters: Any
) -> None:
    """Show a table of the release, or the rows of it that pass every filter.

    TABLE is articles, metrics, initiatives, participants, honours, contributors, organizations,
    relations, or a vocabulary: regions, themes, measures, units, organization_kinds,
    initiative_kinds, case_types, matters, subject_groups, offence_groups.

    \b
    Examples:
      fazhi show metrics --region 150200
      fazhi show metrics --measure enforcement --period 2025 --output-format csv
      fazhi show regions
      fazhi show measures --search 调解
    """
    from fazhi.read.dataset import load

    wanted = columns.split(",") if columns else None
    dataset = load(data)
    found = dataset.table(table, columns=wanted, **filters)
    if search is not None:
        found = found.take(_found(dataset.table(table, **filters), search))
    rows = found.to_pylist()
    if form == "json":
        say_json(rows)
    elif form == "csv":
        names = found.column_names
        say_csv(names, ([_value(row, name) for name in names] for row in rows))
    else:
        # An earlier release may lack a column.
        there = {*found.column_names, "amount"}
        usual = [name for name in _SHOWN.get(table, _VOCABULARY) if name in there]
        shown = wanted or usual or found.column_names
        headers = [name.removesuffix("_zh") for name in shown]
        cells = ([_cell(row, name) for name in shown] for row in rows)
        say_table(headers, cells, right=("amount", "value", "upper"))
        say(count(len(rows), "row"), err=True)


def _found(table: Any, words: str) -> Any:
    """The numbers of the rows of the Arrow table of a vocabulary that have the words in their code,
    labels, aliases, forms or definitions, the best first, as an Arrow array. Raises InputError for
    another table."""
    import pyarrow as pa

    from fazhi.record.search import search

    if not {*_VOCABULARY, "aliases", "definition_zh", "definition_en"} <= set(table.column_names):
        raise InputError("--search is for vocabularies, such as measures or regions")
    rows = table.to_pylist()
    found = search(words, range(len(rows)), lambda number: _texts(rows[number]))
    return pa.array(found, pa.int64())


def _texts(row: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The names and the prose of an entry of a vocabulary."""
    names = [row["code"], row["label_zh"], row["label_en"], *row["aliases"], *row.get("forms", ())]
    return names, [text for text in (row["definition_zh"], row["definition_en"]) if text]


def _cell(row: dict[str, Any], name: str) -> str:
    """A value as it is shown to people."""
    if name == "amount":
        if row["bound"] not in BOUND_SIGNS or row["change_direction"] not in CHANGE_SIGNS:
            signs = f"{row['bound']!r} or {row['change_direction']!r}"
            raise InputError(f"there is no bound or change {signs}; `fazhi verify` shows more")
        written = amount(row["value"], row["upper"], row["bound"], row["change_direction"])
        return f"{written} {row['unit']}"
    value = _value(row, name)
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def _value(row: dict[str, Any], name: str) -> str | float | None:
    """A value as a text, a number or None; a nested value as JSON, a text in two
    languages in Chinese."""
    value = row[name]
    if isinstance(value, dict) and "zh" in value:
        return str(value["zh"])
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value if value is None or isinstance(value, (int, float)) else str(value)
