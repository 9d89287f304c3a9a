"""Where a report plays and who acts in it: place names, and organizations named after them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from fazhi.record.vocabulary import Vocabularies

# What may stand between a place and the kind of organization: 鄂尔多斯市|中级|人民法院.
_BETWEEN = r"(?:中级|高级|基层|人民|铁路运输|[市旗县区盟]委){0,2}"
_JOINING = r"(?:、|和|与|及|以及)"
_OWN_NAME = r"[\u4e00-\u9fff]{0,14}?"
_AFTER_NAME = r"[、和与及以共联携会等在对就向便将把也还均都,，。]"
BY_LINE_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Named:
    """An organization that the text names; `start` is the code-point offset of its first name."""

    name: str
    kind: str
    region: str
    start: int


def find_region(text: str, by_line: str, vocabularies: Vocabularies) -> str | None:
    """The code of the division the report is about: the one named most often, the by-line
    counting more, and of two named equally often the smaller one; None when none is named."""
    codes = _place_names(vocabularies)
    votes: Counter[str] = Counter()
    for weight, where in ((1, text), (BY_LINE_WEIGHT, by_line)):
        for match in _places(vocabularies).finditer(where):
            for above in vocabularies.regions.ancestors(codes[match.group()]):
                votes[above.code] += weight
    votes.pop("150000", None)
    if not votes:
        return "150000" if _places(vocabularies).search(text) else None
    most = max(votes.values())
    # A county's votes are also its city's: the smallest with more than half of them is meant.
    likely = [code for code, count in votes.items() if count * 2 > most]
    return max(likely, key=lambda code: (_depth(code, vocabularies), votes[code]))


def find_organizations(text: str, vocabularies: Vocabularies) -> list[Named]:
    """The organizations named by place and kind, one of a kind in a place, in the order of the
    text; and those that a list goes on with: 凉城县人民检察院、团委、酒源社区."""
    codes, kinds = _place_names(vocabularies), _kind_names(vocabularies)
    words = "|".join(re.escape(word) for word in sorted(kinds, key=len, reverse=True))
    places = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    pattern = re.compile(f"((?:{places})+)({_BETWEEN})({words})")
    listed = re.compile(f"{_JOINING}(({_OWN_NAME})({words}))(?={_AFTER_NAME})")
    found: dict[tuple[str, str, str], Named] = {}
    for match in pattern.finditer(text):
        place = list(_places(vocabularies).finditer(match.group(1)))[-1].group()
        kind, region = kinds[match.group(3)], codes[place]
        found.setdefault((kind, region, ""), Named(match.group(), kind, region, match.start()))
        end = match.end()
        while following := listed.match(text, end):
            whole, own, word = following.groups()
            # 扎鲁特旗委、旗政府
            name = whole if own else place + whole.removeprefix(place[-1])
            one = Named(name, kinds[word], region, following.start(1))
            found.setdefault((one.kind, region, own), one)
            end = following.end()
    return sorted(found.values(), key=lambda one: one.start)


def _depth(code: str, vocabularies: Vocabularies) -> int:
    return len(list(vocabularies.regions.ancestors(code)))


def _place_names(vocabularies: Vocabularies) -> dict[str, str]:
    names: dict[str, str] = {}
    for region in vocabularies.regions:
        for name in (region.label.zh, *region.aliases):
            if not name.isascii():
                names.setdefault(name, region.code)
    return names


def _kind_names(vocabularies: Vocabularies) -> dict[str, str]:
    names: dict[str, str] = {}
    for kind in vocabularies.organization_kinds:
        for name in (kind.label.zh, *kind.aliases):
            names.setdefault(name, kind.code)
    return names


def _places(vocabularies: Vocabularies) -> re.Pattern[str]:
    return _pattern(tuple(_place_names(vocabularies)))


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
