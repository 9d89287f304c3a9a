"""The initiatives of a draft: the names in quotation marks beside a word for their kind, such as
“…”专项行动 or 品牌“…”, each with a to-do that keeps or drops it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import Final, NamedTuple

from fazhi.clause.period import governing_periods
from fazhi.curate.draft.entities import Mention
from fazhi.curate.draft.names import evidence, name
from fazhi.curate.draft.reading import Report
from fazhi.curate.draft.todo import Object, ask
from fazhi.figure import Figure
from fazhi.punctuation import (
    CLAUSE_ENDS,
    COLONS,
    DASHES,
    ENUMERATION,
    LINE_BREAKS,
    SENTENCE_ENDS,
    fold_width,
)
from fazhi.record.vocabulary import Vocabularies

MOST_INITIATIVES: Final = 200
"""One more than these is drafted, and refused later: a record may have no more."""
_QUOTED: Final = re.compile(r"[“「]([^“”「」\n]{2,24})[”」]")
_REACH: Final = 12
"""Characters after a name that may say more of it before the word for its kind ends."""
_BEHIND: Final = re.compile(rf"[^“”「」《》()（）\s{CLAUSE_ENDS}{ENUMERATION}]{{0,{_REACH}}}")
_THEME: Final = re.compile("为主题的?")
_AND_OTHERS: Final = re.compile("等(?:[一二三四五六七八九十]?[个项批]|多|系列|一批|特色)*")
# The next of a list, whose kind stands behind the last of them: “甲”“乙”等品牌.
_NEXT: Final = re.compile(f"[{ENUMERATION}和与及]?(?=[“「])")
_JOINT: Final = f"[{re.escape(COLONS + DASHES)}]{{0,2}}"
# Before a name the words of other kinds are subjects: 调解中心“一站式”化解纠纷.
_KINDS_BEFORE: Final = ("brand", "campaign", "event", "event-series", "mechanism", "working-method")
# “能动司法理念” is a thought that every report may quote.
_KINDS_NOT_INSIDE: Final = ("governance-path", "policy")
_LONGEST_SENTENCE: Final = 200
_TOGETHER: Final = re.compile("共同|联合|携手|会同")
# A title of a document, or speech.
_NO_NAME: Final = re.compile(f"^关于|[{SENTENCE_ENDS}]")


class _Words(NamedTuple):
    """The kinds by their words, patterns for them, and the words that speak against a name."""

    kinds: dict[str, str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    inside: re.Pattern[str]
    slogans: frozenset[str]
    verb: re.Pattern[str]
    honour: re.Pattern[str]


class Named(NamedTuple):
    """A name that a text has in quotation marks, the place of its quote, itself and with the
    words beside it, and its kind."""

    start: int
    end: int
    quoted: str
    name: str
    kind: str

    @property
    def as_figure(self) -> Figure:
        """Its place as a figure, so that its clause is read as that of one."""
        return Figure(self.start, self.end, self.name, "other", self.name, None, "", "exact")


def find_names(text: str, vocabularies: Vocabularies) -> list[Named]:
    """The names that a text has in quotation marks, in its order, each once; at most one more than
    a record may have."""
    return [*islice(_named(text, _words(vocabularies)), MOST_INITIATIVES + 1)]


def draft_initiatives(
    report: Report, named: Sequence[Named], acting: Sequence[Mention | None]
) -> tuple[list[Object], list[Object]]:
    """The initiatives of a report, and what a person must decide of them. `acting` has the
    organization that acts where each is named. Its period is that of a figure in its place, where
    a time in its sentence states one."""
    text, mentions = report.text, report.mentions
    periods = _periods(report, named) if named else []
    initiatives: list[Object] = []
    todos: list[Object] = []
    for index, (item, acts, period) in enumerate(zip(named, acting, periods, strict=True)):
        leads = _joint_leads(text, item.start, mentions)
        actor = None if acts and _is_of_several(text, item.start, acts) else acts
        initiative: Object = {
            "id": f"{item.kind}-{index + 1}",
            "name": name(item.name),
            "kind": item.kind,
        }
        if leads:
            parts = [{"organization": mention.id, "role": "lead"} for mention in leads]
            initiative["participants"] = parts
        elif actor:
            initiative["organization"] = actor.id
        initiative |= {"period": period} if period else {}
        initiative["evidence"] = evidence(item.start, text[item.start : item.end])
        initiatives.append(initiative)
        is_open = bool(mentions) and actor is None and not leads
        todos += _todos(index, initiative, mentions if is_open else ())
    return initiatives, todos


def _todos(index: int, initiative: Object, mentions: Sequence[Mention]) -> list[Object]:
    """Whether it is one, its id, and whose it is where that is open."""
    at = ("initiatives", index)
    label = initiative["name"]["zh"]
    question = f"is {label} an initiative of this kind? null drops it: a slogan, a title, an honour"
    todos = [
        ask(at, question, [{"kind": initiative["kind"]}, None]),
        ask((*at, "id"), f"an id that says what {label} is", [initiative["id"]]),
    ]
    if mentions:
        question = f"who leads {label}? null if the report does not say"
        ids = [mention.id for mention in mentions]
        todos.append(ask((*at, "organization"), question, [None, *ids]))
    return todos


def _named(text: str, words: _Words) -> Iterator[Named]:
    """The names in the order of the text, each once."""
    known = set(words.slogans)
    found: list[Named] = []
    following: Named | None = None
    for match in reversed([*_QUOTED.finditer(text)]):
        item = None
        if len(match[1].strip()) > 1 and not _NO_NAME.search(match[1]):
            item = _read(text, match, words) or _listed(text, match, following)
            item = None if item and _is_honour(text, item, match, words) else item
        if item:
            found.append(item)
        following = item
    for item in reversed(found):
        quoted = fold_width(item.quoted)
        if quoted not in known:
            known.add(quoted)
            yield item


def _listed(text: str, match: re.Match[str], following: Named | None) -> Named | None:
    """A name before another in a list, whose kind it has."""
    sign = _NEXT.match(text, match.end())
    if following is None or sign is None or sign.end() != following.start:
        return None
    quoted = match[1].strip()
    return Named(*match.span(), quoted, quoted, following.kind)


def _read(text: str, match: re.Match[str], words: _Words) -> Named | None:
    """The name of a quotation with the word for its kind behind it, before it or at its end."""
    start, end = match.span()
    quoted = match[1].strip()
    behind = _BEHIND.match(text, end)
    theme = _THEME.match(text, end)
    further = theme.end() if theme else end
    limit = behind.end() if behind else end
    found = words.after.search(text, further, limit)
    if found and not words.verb.search(text, further, found.start()):
        others = _AND_OTHERS.match(text, further, found.start())
        said = ("主题" if theme else "") + text[others.end() if others else further : found.end()]
        return Named(
            start, found.end(), quoted, quoted + said.removeprefix("的"), words.kinds[found[1]]
        )
    before = words.before.search(text, max(0, start - _REACH), start)
    if before:
        kind = words.kinds[before[1]]
        return Named(before.start(1), end, quoted, quoted + before[1], kind)
    inside = words.inside.search(quoted)
    if inside and inside.start(1) >= 2:
        return Named(start, end, quoted, quoted, words.kinds[inside[1]])
    return None


def _is_honour(text: str, found: Named, match: re.Match[str], words: _Words) -> bool:
    """Whether the name is that of an award: 荣获“…”称号."""
    near = text[max(0, match.start() - 4) : match.start()], text[match.end() : found.end + 2]
    return any(words.honour.search(part) for part in (*near, match[1]))


def _periods(report: Report, named: Sequence[Named]) -> list[str | None]:
    """The period of each name, None where no time in its sentence states one."""
    places = [item.as_figure for item in named]
    asked = sorted([*report.figures, *places], key=lambda figure: (figure.start, figure.end))
    periods = governing_periods(report.text, asked, report.published)
    governing = dict(zip(asked, periods, strict=True))
    found: list[str | None] = []
    for place in places:
        item = governing[place]
        is_near = _sentence_start(report.text, place.start) <= item.start < place.start
        found.append(item.period if is_near and item.basis == "stated" else None)
    return found


def _joint_leads(text: str, at: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The organizations named before a name in a sentence that says they act together."""
    sentence = _sentence_start(text, at)
    near = [mention for mention in mentions if sentence <= mention.start < at]
    return near if len(near) > 1 and _TOGETHER.search(text, near[-1].start, at) else []


def _is_of_several(text: str, at: int, actor: Mention) -> bool:
    """Whether an organization ends a list of several in the sentence of a place."""
    sentence = _sentence_start(text, at)
    return any(
        sentence < start < at and text[start - 1] in ENUMERATION + "和与及"
        for start, _ in actor.spans
    )


def _sentence_start(text: str, at: int) -> int:
    first = max(0, at - _LONGEST_SENTENCE)
    found = max(text.rfind(mark, first, at) for mark in SENTENCE_ENDS + LINE_BREAKS)
    return max(first, found + 1)


@lru_cache(maxsize=4)
def _words(vocabularies: Vocabularies) -> _Words:
    """The words of `initiatives.tsv` and of the vocabulary."""
    text = files(__package__).joinpath("initiatives.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    listed = {role: tuple(row.split(" ")) for role, row in rows.items()}
    roles = {role: listed.pop(role) for role in ("slogan", "verb", "honour")}
    kinds = {word: kind for kind, words in listed.items() for word in words}
    for concept in vocabularies.initiative_kinds:
        kinds |= dict.fromkeys((concept.label.zh, *concept.aliases), concept.code)
    before = [word for word, kind in kinds.items() if kind in _KINDS_BEFORE]
    inside = [word for word, kind in kinds.items() if kind not in _KINDS_NOT_INSIDE]
    return _Words(
        kinds,
        re.compile(f"(?:({_one_of(kinds)}))+"),
        re.compile(f"({_one_of(before)}){_JOINT}$"),
        re.compile(f"({_one_of(inside)})$"),
        frozenset(roles["slogan"]),
        re.compile(_one_of(roles["verb"])),
        re.compile(_one_of(roles["honour"])),
    )


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
