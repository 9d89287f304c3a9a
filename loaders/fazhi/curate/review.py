"""One page that lays an article's text beside its record, to be read against each other.

The page carries the whole text, so it is written where the user asks and never into the project.
It loads nothing: style and script stand in it, and its policy lets no other run.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from string import Template

from fazhi.curate.cards import ABOUT, Cards, anchor, home
from fazhi.curate.marks import Kind, Mark, Run, find_marks, find_owners, find_runs
from fazhi.curate.markup import Html, both, element, join
from fazhi.errors import InputError
from fazhi.figure import Figure
from fazhi.record.article import Article
from fazhi.record.vocabulary import Vocabularies
from fazhi.resources import checkout_directory
from fazhi.validate.coverage import find_coverage
from fazhi.validate.problem import Problem
from fazhi.write import write_file

_MORE = "另有引文,其中没有扫描到数量 · quotes in which no figure is found"
_CONTEXT = 8
_KINDS: dict[Kind, tuple[str, str]] = {
    "metric": ("指标", "metric"),
    "exclusion": ("不收录", "exclusion"),
    "date": ("日期", "date"),
    "nothing": ("遗漏", "unaccounted"),
    "name": ("名称", "name"),
}


def review_page(
    article: Article, text: str, problems: Sequence[Problem], vocabularies: Vocabularies
) -> str:
    """The page as HTML. `text` is the article's source as NFC with LF, `problems` are what the
    check found in the record."""
    accounted = find_coverage(article, text)
    marks = find_marks(article, text, accounted)
    owners = find_owners(text, marks)
    lines = find_runs(text, owners)
    cards = Cards(article, problems, vocabularies, _places(marks, owners, lines))
    style, script = _part("review.css"), _part("review.js")
    wrong = {home(problem) for problem in problems}
    return Template(_part("review.html")).substitute(
        title=join(article.headline.zh),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        legend=_legend(Counter(item.by for item in accounted), marks, len(problems)),
        language=join(article.language),
        text=_text(lines, marks, article, wrong),
        record=_record(cards, marks, text, problems),
    )


def write_review(path: Path, page: str) -> None:
    """Write the page. Raises InputError where it cannot be written, and inside the checkout,
    because the text it carries is no part of the project."""
    root = checkout_directory()
    if root is not None and path.resolve().is_relative_to(root.resolve()):
        raise InputError(
            f"{path}: a review carries the whole text and is never written into the project; "
            "name a file outside it"
        )
    write_file(path, page.encode())


def _places(marks: list[Mark], owners: list[int | None], lines: list[list[Run]]) -> dict[str, str]:
    """The id of the mark that shows each quote, by the quote's id: its own, or the one over it."""
    visible = {run.mark for line in lines for run in line}
    places: dict[str, str] = {}
    for i, mark in enumerate(marks):
        shown = next((one for one in (i, owners[mark.start]) if one in visible), None)
        for quote in mark.quotes:
            if shown is not None:
                places.setdefault(anchor(quote), f"mark-{shown}")
    return places


def _text(lines: list[list[Run]], marks: list[Mark], article: Article, wrong: set[str]) -> Html:
    """The text, a paragraph a line; a mark is a link to its place in the record."""
    seen: set[int] = set()
    paragraphs = []
    heading = True
    for line in lines:
        heading = heading and any(run.text.strip() for run in line)
        pieces = []
        for run in line:
            if run.mark is None:
                pieces.append(join(run.text))
            else:
                first = run.mark not in seen
                seen.add(run.mark)
                pieces.append(_link(run.text, run.mark, marks[run.mark], first, wrong))
        kind = "headline" if heading else "line" if pieces else "blank"
        if line and line[0].text[:1].isspace():
            kind = "line indented"  # by the text itself
        paragraphs.append(element("p", *pieces, class_=kind))
    return join(*paragraphs)


def _link(text: str, number: int, mark: Mark, first: bool, wrong: set[str]) -> Html:
    ids = [anchor(quote) for quote in mark.quotes]
    faulty = any(one.rpartition("-evidence-")[0] in wrong for one in ids)
    classes = ["mark", mark.kind]
    if faulty:
        classes.append("faulty")
    if faulty or mark.kind == "nothing":
        classes.append("open")
    return element(
        "a",
        text,
        id=f"mark-{number}" if first else None,
        tabindex=None if first else "-1",
        href=f"#{ids[0]}" if ids else f"#figure-{number}-quote",
        class_=" ".join(classes),
        data_mark=str(number),
        data_quotes=" ".join(ids) or f"figure-{number}-quote",
        title=" · ".join(_KINDS[mark.kind]) + f" · {mark.start}–{mark.end}",
    )


def _legend(by: Counter[str], marks: list[Mark], problems: int) -> Html:
    """How many figures are accounted for by what. A small number beside tells the quotes that the
    scanner sees no figure in, as 无 and 最后一公里."""
    more = Counter(mark.kind for mark in marks if mark.figure is None)
    rows = [
        ("found", "数量", "figures", by.total(), 0),
        ("metric", "指标", "measured", by["metric"], more["metric"]),
        ("exclusion", "不收录", "excluded", by["exclusion"], more["exclusion"]),
        ("date", "日期", "dates", by["date"], 0),
        ("nothing", "遗漏", "unaccounted", by["nothing"], 0),
        ("name", "名称", "names", more["name"], 0),
        ("problems", "问题", "problems", problems, 0),
    ]
    return join(
        *(
            element(
                "li",
                element("b", f"{count}", class_=f"sample {kind}", data_count=kind),
                element("small", f"+{extra}", title=_MORE) if extra else None,
                both(zh, en),
                class_="some" if count else "none",
            )
            for kind, zh, en, count, extra in rows
        )
    )


def _record(cards: Cards, marks: list[Mark], text: str, problems: Sequence[Problem]) -> Html:
    def left(kind: Kind) -> list[Html]:
        return [
            _figure(i, mark.figure, text, kind)
            for i, mark in enumerate(marks)
            if mark.kind == kind and mark.figure
        ]

    return join(
        _section("问题", "Problems", [_problems(problems)] if problems else [], "open"),
        _section("遗漏", "Unaccounted", left("nothing"), "open"),
        _section("报道", "Report", [cards.about()]),
        _section("指标", "Metrics", cards.metrics()),
        _section("数字关系", "Relations", cards.relations()),
        _section("不收录", "Exclusions", cards.exclusions()),
        _section("品牌与机制", "Initiatives", cards.initiatives()),
        _section("荣誉", "Honours", cards.honours()),
        _section("单位", "Organizations", cards.organizations()),
        _section("日期", "Dates and times", left("date")),
    )


def _section(zh: str, en: str, content: Iterable[Html], kind: str = "") -> Html | None:
    pieces = list(content)
    heading = element("h2", both(zh, en))
    return element("section", heading, *pieces, class_=kind or None) if pieces else None


def _problems(problems: Sequence[Problem]) -> Html:
    items = (
        element("li", element("a", one.message, href=f"#{home(one)}"), " ", _where(one), lang="en")
        for one in problems
    )
    return element("ol", *items, class_="overview")


def _where(problem: Problem) -> Html:
    place = "" if home(problem) == ABOUT else f"{problem.pointer} · "
    return element("code", f"{place}{problem.line}:{problem.column}")


def _figure(number: int, figure: Figure, text: str, kind: Kind) -> Html:
    """The card of a figure for which no part of the record stands: a date, or one left out."""
    name = f"figure-{number}"
    quote = element(
        "a",
        figure.exact,
        id=f"{name}-quote",
        href=f"#mark-{number}",
        class_="quote",
        title=f"{figure.start}–{figure.end}",
    )
    if kind == "date":
        value = element("p", f"{figure.value}", class_="value")
        heading = element("h3", quote)
        return element("article", heading, value, class_="card figure", id=name, tabindex="-1")
    before = text[max(figure.start - _CONTEXT, 0) : figure.start].rpartition("\n")[2]
    after = text[figure.end : figure.end + _CONTEXT].partition("\n")[0]
    upper = "" if figure.upper is None else f"–{figure.upper}"
    value = element(
        "p", element("b", f"{figure.value}{upper}"), f" {figure.unit} ({figure.bound})",
        class_="value",
    )  # fmt: skip
    mend = both("写成指标,或注明不收录的理由", "make it a metric, or exclude it with a reason")
    return element(
        "article",
        element("h3", "…", before, quote, after, "…"),
        value,
        element("p", f"{figure.start}–{figure.end} · ", mend, class_="facts"),
        class_="card figure open",
        id=name,
        tabindex="-1",
    )


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(code: str) -> str:
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
