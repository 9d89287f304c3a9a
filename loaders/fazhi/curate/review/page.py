"""The review page: an article's text beside its record. Here is its data; page.html lays it out.

The page carries the whole text of a report, so it is never written into the project. It loads
nothing: style and script are inline, and its Content Security Policy allows no others.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

from fazhi.curate.review import labels
from fazhi.curate.review.cards import ABOUT, Cards, card_id
from fazhi.curate.review.labels import Words
from fazhi.curate.review.marks import Mark, MarkKind, Run, find_marks, find_owners, find_runs
from fazhi.errors import InputError, MissingExtra
from fazhi.figure import Figure
from fazhi.record.article import Article
from fazhi.record.vocabulary import Vocabularies
from fazhi.resources import checkout_directory
from fazhi.validate.accounting import account
from fazhi.validate.problem import Problem
from fazhi.write import write_file

CONTEXT: Final = 8
"""Characters shown on either side of a figure that is left out."""


class Link(NamedTuple):
    """A mark as a link to the record. `quotes` are the ids of the quotes it leads to."""

    quotes: list[str]
    classes: str
    title: str


def review_page(
    article: Article, text: str, problems: Sequence[Problem], vocabularies: Vocabularies
) -> str:
    """The page as HTML. `text` is the article's source as NFC with LF, `problems` are those that
    the check found in the record. Raises MissingExtra when Jinja2 is not installed."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError:
        raise MissingExtra("a review", "check") from None

    environment = Environment(
        loader=PackageLoader("fazhi.curate.review", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _read("page.css"), _read("page.js")
    accounted = account(article, text)
    marks = find_marks(article, text, accounted)
    owners = find_owners(text, marks)
    lines = find_runs(text, owners)
    cards = Cards(article, problems, vocabularies, _mark_ids(marks, owners, lines))
    faulty = {card_id(problem) for problem in problems}
    return environment.get_template("page.html").render(
        policy=Markup(
            f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'"
        ),
        style=Markup(style),
        script=Markup(script),
        article=article,
        legend=_legend(Counter(item.by for item in accounted), marks, len(problems)),
        lines=_paragraphs(lines),
        links=[_link(i, mark, faulty) for i, mark in enumerate(marks)],
        problems=[(problem, card_id(problem)) for problem in problems],
        unaccounted=[
            (number, figure, *_context(text, figure)) for number, figure in _left(marks, "nothing")
        ],
        about=cards.about(),
        about_problems=cards.problems[ABOUT],
        sections=[(words, cards.of(name)) for name, words in labels.SECTIONS.items()],
        dates=_left(marks, "date"),
    )


def write_review(path: Path, page: str) -> None:
    """Write the page. Raises InputError when it cannot be written, or when the path is inside
    the checkout: the text on the page is no part of the project."""
    root = checkout_directory()
    if root is not None and path.resolve().is_relative_to(root.resolve()):
        raise InputError(
            f"{path}: a review carries the whole text and is never written into the project; "
            "name a file outside it"
        )
    write_file(path, page.encode())


def _element_id(pointer: str) -> str:
    """The id in the page of a part of the record: `metrics-3` for `/metrics/3`."""
    return pointer.strip("/").replace("/", "-")


def _mark_ids(
    marks: list[Mark], owners: list[int | None], lines: list[list[Run]]
) -> dict[str, str]:
    """For the id of each quote the id of the mark that shows it: its own, or the one over it."""
    visible = {run.mark for line in lines for run in line}
    found: dict[str, str] = {}
    for i, mark in enumerate(marks):
        shown = next((owner for owner in (i, owners[mark.start]) if owner in visible), None)
        for quote in mark.quotes:
            if shown is not None:
                found.setdefault(_element_id(quote), f"mark-{shown}")
    return found


def _paragraphs(lines: list[list[Run]]) -> list[tuple[str, list[Run]]]:
    """Each line with its class; the lines before the first blank one are the headline."""
    paragraphs, in_headline = [], True
    for line in lines:
        in_headline = in_headline and any(run.text.strip() for run in line)
        if line and line[0].text[:1].isspace():
            kind = "line indented"  # the text itself indents it
        else:
            kind = "headline" if in_headline else "line" if line else "blank"
        paragraphs.append((kind, line))
    return paragraphs


def _link(number: int, mark: Mark, faulty: set[str]) -> Link:
    quotes = [_element_id(quote) for quote in mark.quotes]
    is_faulty = any(quote.rpartition("-evidence-")[0] in faulty for quote in quotes)
    classes = ["mark", mark.kind]
    if is_faulty:
        classes.append("faulty")
    if is_faulty or mark.kind == "nothing":
        classes.append("open")
    title = f"{' · '.join(labels.MARKS[mark.kind])} · {mark.start}–{mark.end}"
    return Link(quotes or [f"figure-{number}-quote"], " ".join(classes), title)


def _legend(
    by: Counter[Any], marks: list[Mark], problems: int
) -> list[tuple[str, Words, int, int]]:
    """For each kind of mark its class, its name, how many figures it has, and how many quotes in
    which the reader finds no figure, as 无 and 最后一公里."""
    extra: Counter[str] = Counter(mark.kind for mark in marks if mark.figure is None)
    counts = {**by, "found": by.total(), "problems": problems, "name": extra.pop("name", 0)}
    return [
        (kind, words, counts.get(kind, 0), extra[kind]) for kind, words in labels.LEGEND.items()
    ]


def _left(marks: list[Mark], kind: MarkKind) -> list[tuple[int, Figure]]:
    """The figures of a kind that no part of the record stands for, by the index of their mark."""
    return [(i, mark.figure) for i, mark in enumerate(marks) if mark.kind == kind and mark.figure]


def _context(text: str, figure: Figure) -> tuple[str, str]:
    """What stands before and after a figure on its line."""
    before = text[max(figure.start - CONTEXT, 0) : figure.start].rpartition("\n")[2]
    return before, text[figure.end : figure.end + CONTEXT].partition("\n")[0]


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(code: str) -> str:
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
