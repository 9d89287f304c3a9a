"""The review page: an article's text beside its record.

Here is its data; page.html lays it out, and words.html has the words it uses. The page carries the
whole text of a report, so it is never written into the project. It loads nothing: style and script
are inline, and its Content Security Policy allows no others.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from fazhi.curate.review.marks import Mark, MarkKind, Run, find_marks, find_owners, find_runs
from fazhi.display import amount
from fazhi.errors import InputError, MissingExtra
from fazhi.figure import Figure
from fazhi.record.article import Article, Label, Metric
from fazhi.record.field_types import Part
from fazhi.record.vocabulary import C, Vocabularies, Vocabulary
from fazhi.resources import checkout_directory
from fazhi.validate.coverage import FigureCoverage, find_coverage
from fazhi.validate.problem import Problem
from fazhi.write import write_file

ABOUT: Final = "about"
CARD_LISTS: Final = [
    "metrics",
    "relations",
    "exclusions",
    "initiatives",
    "honours",
    "organizations",
]
"""The lists of an article whose items have a card each, in the order of the page."""
CONTEXT: Final = 8
"""Characters shown on either side of a figure that is left out."""


class Fact(NamedTuple):
    """A field of a part of the record, its value and its description in the model."""

    name: str
    value: Any
    description: str


class Link(NamedTuple):
    """A mark as a link to the record. `quotes` are the ids of the quotes it leads to."""

    mark: Mark
    quotes: list[str]
    is_faulty: bool


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
    coverage = find_coverage(article, text)
    marks = find_marks(article, text, coverage)
    owners = find_owners(text, marks)
    lines = find_runs(text, owners)
    by_card = sorted(problems, key=card_id)
    problems_of = {card: list(group) for card, group in groupby(by_card, card_id)}
    return environment.get_template("page.html").render(
        policy=Markup(
            f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'"
        ),
        style=Markup(style),
        script=Markup(script),
        article=article,
        vocabularies=vocabularies,
        label_of=_label,
        amount_of=_amount,
        facts_of=_facts,
        card_lists=CARD_LISTS,
        organizations={item.id: item.name.zh for item in article.organizations},
        metrics={metric.id: (i, metric) for i, metric in reversed([*enumerate(article.metrics)])},
        counts=_counts(coverage, marks) | {"problems": (len(problems), 0)},
        paragraphs=_paragraphs(lines),
        links=[_link(mark, problems_of) for mark in marks],
        mark_ids=_mark_ids(marks, owners, lines),
        problems=problems,
        card_id=card_id,
        problems_of=problems_of,
        unaccounted=[
            (number, figure, *_context(text, figure)) for number, figure in _left(marks, "nothing")
        ],
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


def card_id(problem: Problem) -> str:
    """The id of the card that shows a problem."""
    name, _, rest = problem.pointer.lstrip("/").partition("/")
    index = rest.partition("/")[0]
    return f"{name}-{index}" if name in CARD_LISTS and index else ABOUT


def _element_id(pointer: str) -> str:
    """The id in the page of a part of the record: `metrics-3` for `/metrics/3`."""
    return pointer.strip("/").replace("/", "-")


def _facts(part: Part, shown: Sequence[str], usual: Mapping[str, object]) -> list[Fact]:
    """The fields of a part that have a value: the period first, the id last, the others in the
    order of the model. Fields that are shown elsewhere and usual values are left out."""
    fields = type(part).model_fields
    return [
        Fact(name, value, fields[name].description or "")
        for name in sorted(fields, key=lambda name: (name == "id", name != "period"))
        if (value := getattr(part, name)) is not None
        if name not in shown and value != usual.get(name)
    ]


def _label(vocabulary: Vocabulary[C], code: str) -> Label:
    """The label of a code; the code itself where the vocabulary does not have it."""
    concept = vocabulary.get(code)
    return concept.label if concept else Label(zh=code, en=code)


def _amount(metric: Metric) -> str:
    direction = metric.change.direction if metric.change else None
    return amount(metric.value, metric.upper, metric.bound, direction)


def _counts(coverage: list[FigureCoverage], marks: list[Mark]) -> dict[str, tuple[int, int]]:
    """For each kind of mark how many figures it has, and how many quotes in which the reader finds
    no figure, as 无 and 最后一公里."""
    by = Counter[str](item.by for item in coverage)
    quotes = Counter[str](mark.kind for mark in marks if mark.figure is None)
    counts = {kind: (by[kind], quotes[kind]) for kind in ("metric", "exclusion", "date", "nothing")}
    return counts | {"found": (by.total(), 0), "name": (quotes["name"], 0)}


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


def _link(mark: Mark, problems_of: dict[str, list[Problem]]) -> Link:
    quotes = [_element_id(quote) for quote in mark.quotes]
    return Link(mark, quotes, any(id.rpartition("-evidence-")[0] in problems_of for id in quotes))


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
