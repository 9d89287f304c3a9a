"""The places and organizations that a report names, by the names in the vocabularies."""

import re
from collections import Counter
from functools import lru_cache
from typing import Final, NamedTuple

from fazhi.punctuation import CLAUSE_ENDS, ENUMERATION
from fazhi.record.vocabulary import C, Vocabularies, Vocabulary

AUTONOMOUS_REGION: Final = "150000"
BY_LINE_WEIGHT: Final = 3
# What may stand between a place and the kind of organization: 鄂尔多斯市|中级|人民法院.
_INFIX = r"(?:中级|高级|基层|人民|铁路运输|[市旗县区盟]委){0,2}"
_CONJUNCTION = rf"(?:{ENUMERATION}|和|与|及|以及)"
_OWN_NAME = r"[\u4e00-\u9fff]{0,14}?"
_AFTER_NAME = rf"[{ENUMERATION}{CLAUSE_ENDS}和与及以共联携会同等在对就向便将把也还均都]"


class Mention(NamedTuple):
    """An organization and the code-point offset at which the text names it first."""

    start: int
    name: str
    kind: str
    region: str
    id: str


def find_region(text: str, by_line: str, vocabularies: Vocabularies) -> str | None:
    """The code of the division that is named most often, each name in the by-line counting as
    several; of divisions named equally often the smallest. None when none is named."""
    codes, names = _names(vocabularies.regions)
    votes: Counter[str] = Counter()
    for weight, searched in ((1, text), (BY_LINE_WEIGHT, by_line)):
        for name in re.findall(names, searched):
            for division in vocabularies.regions.ancestors(codes[name]):
                votes[division.code] += weight
    is_region_named = votes.pop(AUTONOMOUS_REGION, 0) > 0
    if not votes:
        return AUTONOMOUS_REGION if is_region_named else None
    # A county's votes are also its city's: the smallest with more than half of them is meant.
    most = max(votes.values())
    depth = {code: len([*vocabularies.regions.ancestors(code)]) for code in votes}
    return max(votes, key=lambda code: (votes[code] * 2 > most, depth[code], votes[code]))


def find_organizations(text: str, vocabularies: Vocabularies) -> list[Mention]:
    """The organizations named by place and kind, each once, and those that continue a list after
    them: 凉城县人民检察院、团委、酒源社区."""
    codes, places = _names(vocabularies.regions)
    kinds, words = _names(vocabularies.organization_kinds)
    continued = re.compile(f"{_CONJUNCTION}(({_OWN_NAME})({words}))(?={_AFTER_NAME})")
    found: dict[tuple[str, str, str], Mention] = {}
    for match in re.finditer(f"((?:{places})+)({_INFIX})({words})", text):
        place = re.findall(places, match[1])[-1]
        kind, region = kinds[match[3]], codes[place]
        found.setdefault((kind, region, ""), Mention(match.start(), match[0], kind, region, ""))
        end = match.end()
        while following := continued.match(text, end):
            whole, own_name, word = following.groups()
            # 扎鲁特旗委、旗政府: the second is 扎鲁特旗政府.
            name = whole if own_name else place + whole.removeprefix(place[-1])
            mention = Mention(following.start(1), name, kinds[word], region, "")
            found.setdefault((mention.kind, region, own_name), mention)
            end = following.end()
    return [
        mention._replace(id=f"{mention.kind}-{number}")
        for number, mention in enumerate(sorted(found.values()), 1)
    ]


@lru_cache(maxsize=8)
def _names(vocabulary: Vocabulary[C]) -> tuple[dict[str, str], str]:
    """The codes of a vocabulary by Chinese label and alias, the first concept of those with equal
    names, and a pattern of any of the names, longer ones first."""
    codes: dict[str, str] = {}
    for concept in vocabulary:
        for name in (concept.label.zh, *concept.aliases):
            if not name.isascii():
                codes.setdefault(name, concept.code)
    return codes, "|".join(map(re.escape, sorted(codes, key=len, reverse=True)))
