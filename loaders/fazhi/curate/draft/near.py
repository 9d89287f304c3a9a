"""The words near a figure that may name its measure, each stretch with its weight."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from fazhi.clause.table import column_header
from fazhi.figure import Figure, figures
from fazhi.punctuation import (
    CLAUSE_ENDS,
    COMMAS,
    ENUMERATION,
    LINE_BREAKS,
    OPENING_BRACKETS,
    SENTENCE_ENDS,
)
from fazhi.record.vocabulary import Vocabularies

REACH: Final = 60
"""Characters on either side of a figure that are searched for names."""
BEFORE, AFTER, INHERITED, EARLIER, LATER = 6.0, 5.0, 4.0, 1.5, 1.0
"""Weights of the words before a figure, after it, of the figure it follows, of the clauses before
and of those after."""
BREAKDOWNS: Final = {
    "case_type": "case_types",
    "matter": "matters",
    "subject_group": "subject_groups",
    "offence_group": "offence_groups",
}
"""The parts of a breakdown, and the vocabularies of their codes."""
# Between two figures of the same words: 批准逮捕133件244人, 立案12件,涉及30人.
_CHAIN = re.compile(
    r"(?:其中|涉及|涉案|合计|共计|共|计|和|与|及|以及|同比|环比|较上年|较去年|比上年|比去年|同期|分别|增长|增加"
    rf"|上升|提高|提升|下降|减少|降低|下滑|了|为|达到?|[\s{ENUMERATION}{COMMAS}])*"
)
GENERAL_NOUN = re.compile(
    "(?:各类|刑事|民事|民商事|商事|行政|执行)*案件|(?:刑事|民事|民商事|商事|行政|执行)(?=$)"
)
_ENDS = re.compile(f"[{CLAUSE_ENDS}]")
_STOPS = re.compile(f"[{SENTENCE_ENDS}{LINE_BREAKS}]")


class Words(NamedTuple):
    """A stretch of text near a figure, and whether distance counts from its end."""

    text: str
    weight: float
    is_before: bool


def words_near(text: str, figure: Figure, vocabularies: Vocabularies) -> list[Words]:
    """The stretches of text in which a name of the figure's measure may stand."""
    others = _places(text)
    ends = [end for _, end in others if end <= figure.start]
    starts = [start for start, _ in others if start >= figure.end]
    previous = max([*ends, figure.start - REACH, 0])
    next_one = min([*starts, figure.end + REACH, len(text)])
    own = text[previous : figure.start]
    clause = [*_ENDS.finditer(own)]
    clause_start = previous + (clause[-1].end() if clause else 0)
    before = text[clause_start : figure.start]
    end = _ENDS.search(text, figure.end, next_one)
    after = text[figure.end : end.start() if end else next_one]
    if not end and next_one in starts:  # the words before the next figure are its own
        after = re.split(f"[{ENUMERATION}和及]", after)[0] if _has_separator(after) else after[:6]
    # Names of measures may begin with the counted unit: 人参加, 所学校.
    # In a table the header of the column stands for the words before the figure.
    header = column_header(text, figure.start)
    heading = re.split(f"[{re.escape(OPENING_BRACKETS)}]", header.exact)[0] if header else ""
    words = [
        Words(heading or before, BEFORE, True),
        Words(figure.unit + after, AFTER, False),
    ]
    stop = [*_STOPS.finditer(own)]
    sentence_start = previous + (stop[-1].end() if stop else 0)
    words.append(Words(text[sentence_start:clause_start], EARLIER, True))
    if end and end[0] not in SENTENCE_ENDS + LINE_BREAKS:
        following = _STOPS.search(text, end.end(), next_one)
        later = text[end.end() : following.start() if following else next_one]
        # Up to the last clause before the next figure, whose words are its own.
        if not following and next_one in starts:
            later = "".join(re.split(f"([{CLAUSE_ENDS}])", later)[:-1])
        words.append(Words(later, LATER, False))
    if previous in ends and _is_chain(own, vocabularies):
        inherited = _inherited(text, previous, others, vocabularies)
        if not _CHAIN.fullmatch(own):  # 审结民事案件42件、刑事案件31件: the second is not 民事
            inherited = (
                item._replace(text=without_kinds(item.text, vocabularies)) for item in inherited
            )
        words += inherited
    return words


def _inherited(
    text: str, previous: int, others: Sequence[tuple[int, int]], vocabularies: Vocabularies
) -> Iterator[Words]:
    """The words of the figures that this one follows without words of its own; `previous` is where
    the last of them ends."""
    while True:
        start = next(start for start, end in others if end == previous)
        ends = [end for _, end in others if end <= start]
        limit = max([*ends, start - REACH, 0])
        own = text[limit:start]
        is_last = limit not in ends or not _is_chain(own, vocabularies)
        clause = _ENDS.split(own)[-1]
        if clause.strip():
            yield Words(clause, INHERITED, True)
        if is_last:
            return
        previous = limit


def _is_chain(words: str, vocabularies: Vocabularies) -> bool:
    """Whether the words between two figures say at most what the second narrows the first to:
    破获刑事案件247起,其中诈骗案件69起."""
    return _CHAIN.fullmatch(without_kinds(words, vocabularies).replace("案件", "")) is not None


def without_kinds(words: str, vocabularies: Vocabularies) -> str:
    """The words without those that say which kind of cases are counted."""
    names = _breakdown_names(vocabularies)
    return GENERAL_NOUN.sub("案件", re.sub(names, "案件", words) if names else words)


@lru_cache(maxsize=4)
def _breakdown_names(vocabularies: Vocabularies) -> str:
    """A pattern of the names in the vocabularies of breakdowns; empty when there are none."""
    names = {
        name
        for attribute in BREAKDOWNS.values()
        for concept in getattr(vocabularies, attribute, ())
        for name in (concept.label.zh, *concept.aliases)
        if not name.isascii()
    }
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _has_separator(words: str) -> bool:
    return re.search(f"[{ENUMERATION}和及]", words) is not None


@lru_cache(maxsize=16)
def _places(text: str) -> list[tuple[int, int]]:
    """Where the text has figures that may have a measure, in their order."""
    return [(figure.start, figure.end) for figure in countable_figures(text)]


@lru_cache(maxsize=16)
def countable_figures(text: str) -> list[Figure]:
    """The figures of a text that may have a measure, in their order."""
    return [
        figure
        for figure in figures(text)
        if not figure.is_date and figure.kind not in ("ordinal", "identifier")
    ]
