"""The review page: an article's text beside its record.

Here is its data; page.html lays it out, and words.html has the words it uses. The page carries the
whole text of a report, so it is never written into the project. It loads nothing: style and script
are inline, and its Content Security Policy allows no others.
"""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from itertools import takewhile
from typing import Any, Final

from fazhi.curate.review.marks import find_marks, find_owners, find_runs
from fazhi.display import amount
from fazhi.errors import MissingExtra
from fazhi.record.field_types import Part
from fazhi.record.model import Article
from fazhi.record.quotes import EVIDENCED
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.coverage import find_coverage
from fazhi.validate.problem import Problem

CARD_LISTS: Final = (*EVIDENCED, "organizations", "relations")
"""The lists of an article whose items have a card each."""


def review_page(
    article: Article, text: str, problems: Sequence[Problem], vocabularies: Vocabularies
) -> str:
    """The page as HTML. `text` is the article's source as NFC with LF, `problems` are those that
    the check found in the record. Raises MissingExtra when Jinja2 is not installed."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise MissingExtra("a review", "check") from None

    environment = Environment(
        loader=PackageLoader("fazhi.curate.review", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = (
        files(__package__).joinpath(name).read_text("utf-8") for name in ("page.css", "page.js")
    )
    marks = find_marks(article, text, find_coverage(article, text))
    owners = find_owners(text, marks)
    lines = find_runs(text, owners)
    visible = {run.mark for line in lines for run in line} - {None}
    problems_of: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        problems_of[card_id(problem)].append(problem)
    return environment.get_template("page.html").render(
        article=article,
        text=text,
        vocabularies=vocabularies,
        problems=problems,
        problems_of=problems_of,
        marks=[*enumerate(marks)],
        lines=lines,
        headline_lines=len([*takewhile(str.strip, text.split("\n"))]),
        # For the id of each quote the mark that shows it: its own, or else the one over it.
        mark_of={
            quote: shown
            for i, mark in reversed([*enumerate(marks)])
            for quote in mark.quotes
            for shown in (owners[mark.start], i)
            if shown in visible
        },
        faulty_marks={
            i
            for i, mark in enumerate(marks)
            if any(quote.partition("-evidence-")[0] in problems_of for quote in mark.quotes)
        },
        organizations={item.id: item.name.zh for item in article.organizations},
        metrics={metric.id: (i, metric) for i, metric in reversed([*enumerate(article.metrics)])},
        amount=amount,
        card_id=card_id,
        facts_of=_facts,
        style=style,
        script=script,
        digest=_digest,
    )


def card_id(problem: Problem) -> str:
    """The id of the card that shows a problem: `metrics-3` for one at `/metrics/3/value`."""
    name, *index = problem.pointer.split("/")[1:3] or [""]
    return f"{name}-{index[0]}" if name in CARD_LISTS and index else "about"


def _facts(
    part: Part, shown: Sequence[str], usual: Mapping[str, object]
) -> Iterator[tuple[str, Any, str]]:
    """The fields of a part that have a value, with value and description: the period first, the
    id last. Fields that are `shown` elsewhere and `usual` values are left out."""
    fields = type(part).model_fields
    for name in sorted(fields, key=lambda name: (name == "id", name != "period")):
        value = getattr(part, name)
        if value is not None and name not in shown and value != usual.get(name):
            yield name, value, fields[name].description or ""


def _digest(code: str) -> str:
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
