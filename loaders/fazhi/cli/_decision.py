"""What `fazhi accept` shows of a to-do: the figure in its sentence, the question, the choices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from fazhi.cli._output import say, say_rendered
from fazhi.display import printable

if TYPE_CHECKING:
    from fazhi.record.vocabulary import Vocabularies
    from fazhi.validate.todo import Todo


def show_todo(
    document: dict[str, Any],
    todo: Todo,
    place: str,
    text: str | None,
    vocabularies: Vocabularies,
) -> None:
    """The figure in its sentence and as it was read, the question, the choices."""
    from fazhi.curate.accept import excerpt
    from fazhi.record.json_pointer import to_pointer

    say("")
    say(f"[{place}] {to_pointer(todo.at)}", dim=True)
    found = excerpt(document, todo, text)
    if found:
        exact = click.style(printable(found.exact), fg="yellow", bold=True)
        say_rendered(f"  …{printable(found.before)}{exact}{printable(found.after)}…\n")
    if todo.at[0] == "metrics" and len(todo.at) == 2:
        say(f"  {_reading(document['metrics'][todo.at[1]])}", dim=True)
    say(todo.ask, bold=True)
    list_choices(todo.choices, vocabularies)
    if not todo.choices:
        search = ", / searches the measures" if todo.ask.startswith("what does") else ""
        say(f"  Enter types a value{search}")


def list_choices(choices: Sequence[Any], vocabularies: Vocabularies) -> None:
    """The first nine choices with their numbers, in columns."""
    from rich.cells import cell_len

    rows = [_columns(choice, vocabularies) for choice in choices[:9]]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows, 1):
        cells = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        say(f"  {number}  {'  '.join(cells)}".rstrip())


def list_reasons(reasons: Sequence[str]) -> None:
    """The reasons of an exclusion with their numbers and what each means."""
    from fazhi.curate.accept import meanings

    explained = meanings()
    for number, reason in enumerate(reasons, 1):
        say(f"  {number}  {reason:<{max(map(len, reasons))}}  {explained.get(reason, '')}")


def prompt(todo: Todo) -> str:
    """What may be typed for a to-do."""
    from fazhi.curate.accept import is_measure
    from fazhi.curate.answers import BREAKDOWNS, FIELDS

    if is_measure(todo):
        breakdowns = " ".join(f"{name}=" for name in BREAKDOWNS)
        others = " ".join(f"{name}=" for name in FIELDS if name not in BREAKDOWNS)
        return (
            "a measure or its number above, its unit, any of these fields; or the fields alone:\n"
            f"  {breakdowns}\n{fill(others, 96, initial_indent='  ', subsequent_indent='  ')}\n"
            "[MEASURE] [UNIT] [FIELD=VALUE …]: "
        )
    prompts = {
        "period": "period, such as 2024, 2024-01/2024-06 or 2021/..: ",
        "published": "date, such as 2024-07-12, or null: ",
        "region": "name or code: ",
        "organization": "name or id, or null: ",
    }
    return prompts.get(str(todo.at[-1]), "value: ")


def decided_line(
    document: dict[str, Any], todo: Todo, decided: object, vocabularies: Vocabularies
) -> str:
    """What was `decided`: a metric in full, as the document has it now, or else the value of the
    to-do; that a part was left out, where it was None."""
    from fazhi.curate.accept import value_at
    from fazhi.record.json_pointer import to_pointer
    from fazhi.validate.todo import is_todo

    is_of_figure = todo.at[2:] in ((), ("period",), ("aspect",), ("organization",))
    metric = document["metrics"][todo.at[1]] if todo.at[0] == "metrics" and is_of_figure else None
    if metric and not is_todo(metric["measure"]):
        shown = [
            f"{metric['measure']} {metric['unit']}",
            *metric.get("breakdown", {}).values(),
            metric.get("label", {}).get("zh", ""),
            *_circumstances(metric),
        ]
        return f"{metric['evidence'][-1]['exact']} = {', '.join(filter(None, shown))}"
    if decided is None and isinstance(todo.at[-1], int):
        return f"{to_pointer(todo.at)} is left out"
    holder = value_at(document, todo.at[:-1])
    value = holder.get(todo.at[-1]) if isinstance(holder, dict) else holder[todo.at[-1]]
    shown = [cell for cell in _columns(value, vocabularies) if cell]
    return f"{to_pointer(todo.at)} = {'  '.join(shown)}"


def _reading(metric: dict[str, Any]) -> str:
    """What a metric has beside its measure, which is taken over with it: its value, its breakdown,
    its aspect, its period and whose it is."""
    upper = f" to {metric['upper']:.15g}" if "upper" in metric else ""
    parts = [
        f"{metric['value']:.15g}{upper} {metric['unit']}",
        "" if metric["bound"] == "exact" else metric["bound"],
        *metric.get("breakdown", {}).values(),
        metric.get("label", {}).get("zh", ""),
        metric["aspect"] if metric["aspect"] == "level" else "",
        *_circumstances(metric),
    ]
    return ", ".join(part for part in parts if part)


def _circumstances(metric: dict[str, Any]) -> list[str]:
    """The aspect of a metric where it is no level, its period, and whose it is."""
    change = metric.get("change", {})
    until = f" up to {metric['as_of']}" if "as_of" in metric else ""
    return [
        "" if metric["aspect"] == "level" else metric["aspect"],
        change.get("direction", ""),
        f"against {change['against']}" if change else "",
        f"{metric['period']}{until}",
        metric.get("organization", ""),
        metric.get("region", ""),
    ]


def _columns(choice: Any, vocabularies: Vocabularies) -> tuple[str, str, str, str]:
    """A choice as code, Chinese label and what else it has."""
    if isinstance(choice, dict) and "measure" in choice:
        measure = vocabularies.measures.get(choice["measure"])
        label = measure.label.zh if measure else ""
        breakdown = ", ".join(map(str, choice.get("breakdown", {}).values()))
        return choice["measure"], label, choice.get("unit", ""), breakdown
    if isinstance(choice, list):
        themes = [vocabularies.themes.get(str(code)) for code in choice]
        labels = "、".join(theme.label.zh for theme in themes if theme)
        return ", ".join(map(str, choice)), labels, "", ""
    if isinstance(choice, dict):
        return ", ".join(f"{name} {value}" for name, value in choice.items()), "", "", ""
    shown = choice if isinstance(choice, str) else json.dumps(choice, ensure_ascii=False)
    return shown, "", "", ""
