"""Figures that are parts of a whole before them: 审结案件310件,其中刑事案件20件、民事案件180件.

A part says only which kind it is, after words that say of what: 其中, 在审结的案件中, 民事案件中.
It has the measure of the whole, and what these words narrow it to; so have the members of the list
that goes on after it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from fazhi.curate.draft.breakdown import is_within, read_breakdown
from fazhi.curate.draft.near import without_kinds
from fazhi.figure import Figure
from fazhi.punctuation import (
    CLAUSE_ENDS,
    COLONS,
    COMMAS,
    ENUMERATION,
    LINE_BREAKS,
    SEMICOLONS,
    SENTENCE_ENDS,
)
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.todo import TODO

Object = dict[str, Any]
_BREAKS: Final = LINE_BREAKS + SENTENCE_ENDS
_SEPARATORS: Final = rf"\s{COMMAS}{ENUMERATION}{SEMICOLONS}{COLONS}"
# What says of which whole the figures after it are parts.
_OF: Final = re.compile(
    rf"[{_SEPARATORS}]*(?:其中|包括|包含|(?:在|从)?(?P<words>[^{CLAUSE_ENDS}{COLONS}]{{0,14}}?"
    rf"(?:案件|纠纷))(?:类型)?(?:之?中|当中|里|来?看))[{COMMAS}{COLONS}\s]*"
)
_GOES_ON: Final = re.compile(rf"[{COMMAS}{ENUMERATION}{SEMICOLONS}和及]")
# What may stand beside the kind of a part.
_FILL: Final = re.compile(
    rf"案件|纠纷|领域|方面|各?类|其他|其它|[等的共有为达约近{_SEPARATORS}和及]"
)
_OTHER: Final = re.compile("其他|其它")
# What a verb may have around it: 在该院审结的各类案件中.
_AROUND: Final = re.compile(
    "案件|纠纷|该院|全院|本院|我院|上述|以上|这些|所有|各类|全部|[在从的已]"
)


class Part(NamedTuple):
    """The measure of a whole and what the members of a list of its parts have in common."""

    measure: str
    unit: str
    breakdown: dict[str, str]


class Drawn(NamedTuple):
    """A figure before another, with its metric, and the part that it is."""

    figure: Figure
    metric: Object
    part: Part | None


def find_part(
    text: str, figure: Figure, before: Sequence[Drawn], vocabularies: Vocabularies
) -> Part | None:
    """Of which whole before it a figure is a part, with its own breakdown; None where it is none.
    `before` are the figures before it in their order."""
    if not before:
        return None
    last = before[-1]
    between = text[last.figure.end : figure.start]
    own = re.split(f"[{_BREAKS}]", between)[-1]
    rest, frames = _frames(own)
    if not _is_bare(rest, vocabularies):
        return None
    if not frames:
        goes_on = own == between and _GOES_ON.match(own)
        part = last.part if goes_on and _fits(figure, last.part, vocabularies) else None
    else:
        is_far = re.search(f"[{LINE_BREAKS}]", between) is not None
        part = _whole(text, figure, before, frames, rest, is_far, vocabularies)
    return part


def narrowed(part: Part, between: str, vocabularies: Vocabularies) -> Object:
    """The measure, the unit and the breakdown of a figure that is a part; `between` are the words
    from the figure before it to it."""
    own = re.split(f"[{CLAUSE_ENDS}{ENUMERATION}]", between)[-1]
    kinds = read_breakdown(_frames(own)[0], vocabularies)
    breakdown = part.breakdown | kinds
    found = {"measure": part.measure, "unit": part.unit}
    return found | ({"breakdown": breakdown} if breakdown else {})


def _frames(own: str) -> tuple[str, list[str]]:
    """The words of a figure without those that say of what it is a part, and the latter."""
    frames = []
    while match := _OF.match(own):
        frames.append(match["words"] or "")
        own = own[match.end() :]
    return own, frames


def _is_bare(words: str, vocabularies: Vocabularies) -> bool:
    """Whether words say a kind and nothing else."""
    without = without_kinds(words, vocabularies)
    has_kind = without != words or _OTHER.search(words) is not None
    has_kind = has_kind or bool(read_breakdown(words, vocabularies))
    return has_kind and _FILL.sub("", without) == ""


def _whole(
    text: str,
    figure: Figure,
    before: Sequence[Drawn],
    frames: Sequence[str],
    rest: str,
    is_far: bool,
    vocabularies: Vocabularies,
) -> Part | None:
    """The whole that words before a figure mean. Without words of its own it is the nearest figure
    of the paragraph that can have such a part."""
    words = "".join(frames)
    kinds = read_breakdown(words, vocabularies)
    verb = _AROUND.sub("", without_kinds(words, vocabularies))
    own = kinds | read_breakdown(rest, vocabularies)
    possible = [*_possible(text, figure, before, own, vocabularies)]
    for drawn, measured in possible:
        breakdown = drawn.metric.get("breakdown", {})
        if kinds and not verb and any(breakdown.get(part) != code for part, code in kinds.items()):
            continue
        if verb and verb not in measured:
            continue
        if not words and is_far:
            return None
        return Part(drawn.metric["measure"], drawn.metric["unit"], breakdown | kinds)
    if kinds and not verb and possible and not is_far:
        metric = possible[0][0].metric
        return Part(metric["measure"], metric["unit"], metric.get("breakdown", {}) | kinds)
    return None


def _possible(
    text: str,
    figure: Figure,
    before: Sequence[Drawn],
    kinds: dict[str, str],
    vocabularies: Vocabularies,
) -> Iterator[tuple[Drawn, str]]:
    """The figures of which one of these kinds may be a part, the nearest first, with the words
    that say what each measures."""
    for i in range(len(before) - 1, -1, -1):
        drawn = before[i]
        metric = drawn.metric
        if metric["aspect"] != "level" or metric["measure"] == TODO:
            continue
        unit = vocabularies.units.get(metric["unit"])
        if unit is None or not unit.is_written(figure.unit):
            continue
        if is_within(kinds, metric.get("breakdown", {})):
            start = before[i - 1].figure.end if i else 0
            yield drawn, re.split(f"[{_BREAKS}]", text[start : drawn.figure.start])[-1]


def _fits(figure: Figure, part: Part | None, vocabularies: Vocabularies) -> bool:
    """Whether a figure has the unit of the list that it goes on."""
    unit = vocabularies.units.get(part.unit) if part else None
    return unit is not None and unit.is_written(figure.unit)
