"""The places and organizations that a report names, by the names in the vocabularies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from fazhi.punctuation import CLAUSE_ENDS, ENUMERATION
from fazhi.record.vocabulary import C, Vocabularies, Vocabulary

AUTONOMOUS_REGION: Final = "150000"
BY_LINE_WEIGHT: Final = 3
# What may stand between a place and the kind of organization: 鄂尔多斯市|中级|人民法院.
_INFIX = r"(?:中级|高级|基层|人民|铁路运输|[市旗县区盟]委){0,2}"
_CONJUNCTION = rf"(?:{ENUMERATION}|和|与|及|以及)"
_OWN_NAME = r"[\u4e00-\u9fff]{0,14}?"
_AFTER_NAME = rf"[{ENUMERATION}{CLAUSE_ENDS}和与及以共联携会等在对就向便将把也还均都]"


@dataclass(frozen=True, slots=True)
class Mention:
    """An organization and the code-point offset at which the text names it first."""

    name: str
    kind: str
    region: str
    start: int


def find_region(text: str, by_line: str, vocabularies: Vocabularies) -> str | None:
    """The code of the division that is named most often, each name in the by-line counting as
    several; of divisions named equally often the smallest. None when none is named."""
    codes = _codes_by_name(vocabularies.regions)
    names = _any_of(codes)
    votes: Counter[str] = Counter()
    for weight, searched in ((1, text), (BY_LINE_WEIGHT, by_line)):
        for match in names.finditer(searched):
            for division in vocabularies.regions.ancestors(codes[match.group()]):
                votes[division.code] += weight
    votes.pop(AUTONOMOUS_REGION, None)
    if not votes:
        return AUTONOMOUS_REGION if names.search(text) else None
    # A county's votes are also its city's: the smallest with more than half of them is meant.
    most = max(votes.values())
    likely = [code for code, count in votes.items() if count * 2 > most]
    depth = {code: len(list(vocabularies.regions.ancestors(code))) for code in likely}
    return max(likely, key=lambda code: (depth[code], votes[code]))


def find_organizations(text: str, vocabularies: Vocabularies) -> list[Mention]:
    """The organizations named by place and kind, each once, and those that continue a list after
    them: 凉城县人民检察院、团委、酒源社区."""
    codes = _codes_by_name(vocabularies.regions)
    kinds = _codes_by_name(vocabularies.organization_kinds)
    places, words = _any_of(codes), _any_of(kinds).pattern
    named = re.compile(f"((?:{places.pattern})+)({_INFIX})({words})")
    continued = re.compile(f"{_CONJUNCTION}(({_OWN_NAME})({words}))(?={_AFTER_NAME})")
    found: dict[tuple[str, str, str], Mention] = {}
    for match in named.finditer(text):
        place = places.findall(match.group(1))[-1]
        kind, region = kinds[match.group(3)], codes[place]
        found.setdefault((kind, region, ""), Mention(match.group(), kind, region, match.start()))
        end = match.end()
        while following := continued.match(text, end):
            whole, own_name, word = following.groups()
            # 扎鲁特旗委、旗政府: the second is 扎鲁特旗政府.
            name = whole if own_name else place + whole.removeprefix(place[-1])
            mention = Mention(name, kinds[word], region, following.start(1))
            found.setdefault((mention.kind, region, own_name), mention)
            end = following.end()
    return sorted(found.values(), key=lambda mention: mention.start)


def _codes_by_name(vocabulary: Vocabulary[C]) -> dict[str, str]:
    """The codes of a vocabulary by Chinese label and alias; of equal names the first counts."""
    codes: dict[str, str] = {}
    for concept in vocabulary:
        for name in (concept.label.zh, *concept.aliases):
            if not name.isascii():
                codes.setdefault(name, concept.code)
    return codes


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return _alternatives(tuple(names))


@lru_cache(maxsize=8)
def _alternatives(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of any of the names, longer names first."""
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
