"""`fazhi accept`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fazhi.cli._decision import decided_line, list_choices, list_reasons, prompt, show_todo
from fazhi.cli._keys import chosen, read_key, read_line
from fazhi.cli._options import PATH, sources_option
from fazhi.cli._output import say, say_rendered
from fazhi.display import count
from fazhi.errors import InputError

if TYPE_CHECKING:
    from fazhi.record.vocabulary import Vocabularies
    from fazhi.validate.check import Checker
    from fazhi.validate.problem import Problem
    from fazhi.validate.todo import Todo

HELP = """\
Enter, y  the first choice, or, where there is none, type a value
1-9       another choice         /    search the measures
e         type or correct values ?    these keys
x         no metric: exclude it  s    skip, ask again next time
b         one decision back      q    save and quit"""


@dataclass
class _Session:
    """What is decided so far, where it is saved, and the way back."""

    path: Path
    document: dict[str, Any]
    text: str | None
    checker: Checker
    vocabularies: Vocabularies
    total: int
    """How many decisions there were when the session began."""
    position: int = 0
    before: list[tuple[dict[str, Any], int]] = field(default_factory=list)
    saved: bytes = b""
    """The file as it was last read or written."""


@click.command()
@click.argument("record", type=PATH)
@sources_option()
@click.option("--text", type=PATH, metavar="FILE", help="The report's text, instead of --sources.")
def accept(record: Path, sources: Path | None, text: Path | None) -> None:
    """Decide what a draft leaves open, one key a decision.

    For each to-do the figure is shown in its sentence, with the choices. Every decision is saved at
    once, so that you may stop at any time and go on later. At the end the record is checked.

    With e any field of a figure is corrected beside its measure: `2 period=2024 organization=none`
    is the second choice in that year, of nobody.

    \b
    Enter, y  the first choice, or, where there is none, type a value
    1-9       another choice         /    search the measures
    e         type or correct values ?    these keys
    x         no metric: exclude it  s    skip, ask again next time
    b         one decision back      q    save and quit

    Where standard input is no terminal, it has a line for each key and for each value.

    \b
    Example:
      fazhi accept dataset/articles/baotou-enforcement.json --sources texts/

    Exit status: 0 nothing is left, 1 something is, 2 wrong use or unreadable input.
    """
    from fazhi.curate.accept import DecisionError, todos
    from fazhi.validate.check import decode, make_checker, structure_problems
    from fazhi.validate.inputs import find_inputs, read_file, read_source, read_text
    from fazhi.validate.json_text import read_bytes
    from fazhi.validate.report import problem_text

    (source, *_) = find_inputs([str(record)])
    if record.is_dir() or source.path is None or source.is_lines or source.is_table:
        raise InputError(f"{record}: name a file of one record")
    data = read_file(source)
    document = read_bytes(data)
    if document.faults or decode(document) is None:
        for problem in structure_problems(source.file, document):
            say_rendered(problem_text(problem) + "\n")
        sys.exit(1)
    identifier = document.value["id"]
    if text is not None:
        sources = text.parent if text.name == f"{identifier}.txt" else None
        shown: str | None = read_text(text)
        checker = make_checker(sources)
    else:
        checker = make_checker(sources)
        shown = read_source(checker.sources, identifier) if checker.sources else None
    if shown is None:
        say("the report's text is not at hand: give --sources DIR or --text FILE", err=True)
    try:
        total = len(todos(document.value))
        session = _Session(record, document.value, shown, checker, checker.vocabularies, total)
        session.saved = data
        while session.position < len(todos(session.document)):
            if not _ask(session, todos(session.document)):
                break
    except DecisionError as error:
        raise InputError(f"{record}: {error}") from None
    _finish(session)


def _finish(session: _Session) -> None:
    """Check the record and say what is left."""
    from fazhi.curate.accept import todos
    from fazhi.record.json_pointer import to_pointer
    from fazhi.validate.check import check_paths
    from fazhi.validate.report import problem_text, summary

    report = check_paths([str(session.path)], sources=session.checker.sources)
    asked = {to_pointer(todo.at): todo.ask for todo in todos(session.document)}
    for pointer, question in asked.items():
        say(f"open: {pointer}: {question}")
    for problem in report.problems:
        if problem.rule != "text-todo" or problem.pointer not in asked:
            say_rendered(problem_text(problem) + "\n")
    say_rendered(summary(report) + "\n")
    if asked:
        left = len(todos(session.document))
        say(f"{count(left, 'decision')} open: fazhi accept {session.path}")
    sys.exit(1 if report.problems else 0)


def _ask(session: _Session, open_todos: Sequence[Todo]) -> bool:
    """Show a to-do and do what the key says; False to quit. After an error it is shown again."""
    from fazhi.curate.accept import DecisionError, is_measure

    todo = open_todos[session.position]
    decided = session.total - len(open_todos)
    place = f"{decided + session.position + 1}/{session.total}"
    show_todo(session.document, todo, place, session.text, session.vocabularies)
    try:
        match read_key():
            case "q":
                return False
            case "?":
                say_rendered(HELP + "\n")
                if todo.at[0] == "exclusions" and todo.at[-1] == "reason":
                    list_reasons(todo.choices)
            case "s":
                session.before.append((session.document, session.position))
                session.position += 1
            case "b":
                _back(session)
            case "x":
                _exclude(session, todo, open_todos)
            case "/" if is_measure(todo):
                _search(session, todo)
            case key if key == "e" or (key in ("", "y") and not todo.choices):
                _type(session, todo)
            case key:
                _decide(session, todo, chosen(key, todo.choices))
    except DecisionError as error:
        say(str(error), fg="red")
    return True


def _decide(session: _Session, todo: Todo, value: object) -> None:
    """Save the draft with a decision, unless the check refuses it, and say what was decided."""
    from fazhi.curate.accept import decide, refusal
    from fazhi.curate.draft.periods import read_again

    decided = decide(session.document, todo, value)
    given = value.keys() - {"measure", "unit", "breakdown"} if isinstance(value, dict) else ()
    while refused := refusal(session.checker, session.document, decided, todo.at, given):
        decided = _mended(session, decided, todo, refused)
    if todo.at == ("published",) and value and session.text is not None:
        decided = read_again(decided, session.text, session.vocabularies)
    _save(session, decided, session.position)
    say(f"✓ {decided_line(decided, todo, value, session.vocabularies)}", fg="green")


def _mended(
    session: _Session, decided: dict[str, Any], todo: Todo, refused: Problem
) -> dict[str, Any]:
    """A refused decision with what it lacks: what a date or a period was concluded from, or the
    words that say what a figure is. Raises DecisionError where that is not what it lacks."""
    from fazhi.curate import accept

    if accept.is_mended_by_reason(refused, todo.at):
        say(refused.message)
        reason = read_line("what is it concluded from? (Enter: another value) ")
        return accept.conclude(decided, todo.at, reason)
    if accept.is_mended_by_quote(refused) and session.text is not None:
        say(refused.message)
        words = read_line("which words of the text say so? (Enter: another value) ")
        return accept.quote(decided, todo.at, words, session.text)
    raise accept.DecisionError(f"{refused.message}; {refused.hint}")


def _exclude(session: _Session, todo: Todo, open_todos: Sequence[Todo]) -> None:
    """Ask for a reason, and make the metric of the to-do an exclusion."""
    from fazhi.curate.accept import exclude
    from fazhi.curate.draft.todo import reasons

    excluded = exclude(session.document, todo, "not-a-measure")
    say("why is it no metric?")
    list_choices(reasons(), session.vocabularies)
    while (key := read_key()) == "?":
        list_reasons(reasons())
    reason = str(chosen(key, reasons()))
    exact = session.document["metrics"][todo.at[1]]["evidence"][-1]["exact"]
    excluded = exclude(session.document, todo, reason)
    gone = sum(other.at[:2] == todo.at[:2] for other in open_todos[: session.position])
    _save(session, excluded, session.position - gone)
    say(f"✓ {exact} = no metric, {reason}; b takes it back", fg="green")


def _type(session: _Session, todo: Todo) -> None:
    from fazhi.curate.answers import parse

    value = parse(session.document, todo, read_line(prompt(todo)), session.vocabularies)
    _decide(session, todo, value)


def _search(session: _Session, todo: Todo) -> None:
    """Find measures by words, and decide for one of them."""
    from fazhi.curate.accept import DecisionError, search_measures

    metric = session.document["metrics"][todo.at[1]]
    found = search_measures(read_line("search: "), metric, session.vocabularies)[:9]
    if not found:
        raise DecisionError("no measure has these words")
    list_choices(found, session.vocabularies)
    _decide(session, todo, chosen(read_key(), found))


def _back(session: _Session) -> None:
    from fazhi.curate.accept import DecisionError

    if not session.before:
        raise DecisionError("this is the first decision")
    document, position = session.before.pop()
    _write(session, document, position)


def _save(session: _Session, document: dict[str, Any], position: int) -> None:
    session.before.append((session.document, session.position))
    _write(session, document, position)


def _write(session: _Session, document: dict[str, Any], position: int) -> None:
    from fazhi.record.canonical import dump, to_json
    from fazhi.validate.check import decode
    from fazhi.validate.json_text import read_bytes
    from fazhi.validate.todo import raw_todos
    from fazhi.write import update_file

    article = decode(read_bytes(dump(document).encode()))
    text = dump(document) if article is None else to_json(article, raw_todos(document))
    new = text.encode()

    def unless_changed(old: bytes | None) -> bytes:
        if old != session.saved:
            raise InputError(
                f"{session.path}: the file was changed while its decisions were taken; nothing is "
                "written over it: run the command again"
            )
        return new

    update_file(session.path, unless_changed)
    session.saved = new
    session.document, session.position = document, position
