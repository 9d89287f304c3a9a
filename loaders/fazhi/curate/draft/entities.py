"""The places and organizations that a report names, by the names in the vocabularies.

A full form is a place and a kind: 赤峰市红山区人民法院, 红山区法院, 自治区高院. 全市法院 is a
collective. A form without a place (市中院, 旗司法局, 公安分局) names an organization only when the
report has one such organization with its place.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from fazhi.curate.draft.layout import Layout
from fazhi.punctuation import CLAUSE_ENDS, ENUMERATION
from fazhi.record.vocabulary import C, Vocabularies, Vocabulary

AUTONOMOUS_REGION: Final = "150000"
ORGANIZATION_WEIGHT: Final = 3
"""How much more the place of an organization counts for the region than a place alone."""
_MOST_PLACES: Final = 4  # 内蒙古自治区 | 包头市 | 昆都仑区, and one more; each start costs as much
# What may stand between a place and the kind of organization: 鄂尔多斯市|中级|人民法院.
_INFIX = r"(?:中级|高级|基层|人民|铁路运输|[市旗县区盟]委){0,2}"
_ORGAN = "(?:人民)?(?:法院|检察|公安|司法|警方|交警)"
_CONJUNCTION = rf"(?:{ENUMERATION}|和|与|及|以及)"
_OWN_NAME = r"[\u4e00-\u9fff]{0,14}?"
_AFTER_NAME = rf"[{ENUMERATION}{CLAUSE_ENDS}和与及以共联携会同等在对就向便将把也还均都]"
# A name of a level without a place does not begin inside a word: 高新区法院 is no 区法院.
_BEFORE_LEVEL = r"(?:(?<![\u4e00-\u9fff])|(?<=[由在与和及向该到从对据经被将把同至是]))"
_SHORT_KINDS: Final = {"中院": "court", "高院": "court", "检察分院": "procuratorate"}
_COLLECTIVE = re.compile(
    r"(?P<level>全[市盟区旗县]|全自治区|[市盟区旗县]两级)(?:各级|两级|基层)?(?P<word>(?:人民)?法院(?:系统)?"
    r"|(?:人民)?检察(?:院|机关)|公安(?:机关|系统)|司法行政(?:机关|系统)|人民调解(?:组织|委员会)"
    r"|政法(?:机关|系统|单位)|派出所|司法所)"
)
_COLLECTIVE_KINDS: Final = (
    ("法院", "court"), ("检察", "procuratorate"), ("公安", "police"),
    ("司法行政", "justice-bureau"), ("人民调解", "mediation-body"),
    ("政法", "political-legal-committee"), ("派出所", "police-station"),
    ("司法所", "judicial-office"),
)  # fmt: skip
_LEVELS: Final = {
    "region": ("自治区", "全区", "全自治区"),
    "city-or-league": ("市", "盟", "全市", "全盟", "市两级", "盟两级"),
    "county-or-banner": ("旗", "县", "区", "市", "全旗", "全县", "全区", "全市"),
}

Span = tuple[int, int]


class Mention(NamedTuple):
    """An organization, the code-point offset at which the text names it first, and the places of
    all its names, abbreviated ones too."""

    start: int
    name: str
    kind: str
    region: str
    id: str
    spans: tuple[Span, ...] = ()


def find_region(text: str, layout: Layout, vocabularies: Vocabularies) -> str | None:
    """The code of the division that a report is about: that of the by-line, else that of the
    headline, else the smallest that has more than half of what the text names, a name of an
    organization counting as several. None when none is named."""
    for names in (layout.suppliers, (layout.headline or "",)):
        codes = {code for name in names if (code := _smallest(name, vocabularies))}
        if len(codes) == 1:
            return codes.pop()
    return _most_named(text, vocabularies)


def find_organizations(
    text: str, vocabularies: Vocabularies, region: str | None = None
) -> list[Mention]:
    """The organizations named by place and kind, each once, and those that continue a list after
    them: 凉城县人民检察院、团委、酒源社区. `region`, the division that the report is about, tells
    which courts 全市法院 are."""
    found: dict[tuple[str, str, str], Mention] = {}
    for mention, own_name in _full_names(text, vocabularies):
        key = mention.kind, mention.region, own_name
        found[key] = _merged(found.get(key), mention)
    for mention in _collectives(text, region, vocabularies):
        key = mention.kind, mention.region, mention.name
        found[key] = _merged(found.get(key), mention)
    mentions = sorted(found.values())
    taken = sorted(span for mention in mentions for span in mention.spans)
    short: dict[int, list[Span]] = {}
    for index, span in _short_names(text, mentions, taken, vocabularies):
        short.setdefault(index, []).append(span)
    return [
        mention._replace(
            id=f"{mention.kind}-{index + 1}",
            spans=tuple(sorted({*mention.spans, *short.get(index, ())})),
        )
        for index, mention in enumerate(mentions)
    ]


def covered(text: str, spans: Iterable[Span]) -> bytearray:
    """For each character of a text, 1 where a span covers it, else 0."""
    marks = bytearray(len(text))
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def find_kind(name: str, vocabularies: Vocabularies) -> str | None:
    """The kind of organization that a name or headline names last; 检察 alone is the
    procuratorate of a headline."""
    kinds, words = _kind_names(vocabularies)
    named = re.findall(f"{words}|检察", name)
    return kinds.get(named[-1], "procuratorate") if named else None


def _merged(known: Mention | None, mention: Mention) -> Mention:
    """The same organization with one more place, under the longest of its names."""
    if known is None:
        return mention
    name = max(known.name, mention.name, key=len)
    return known._replace(name=name, spans=(*known.spans, *mention.spans))


def _full_names(text: str, vocabularies: Vocabularies) -> Iterator[tuple[Mention, str]]:
    """Every name by place and kind, with the own name of one that continues a list."""
    codes, places = _place_names(vocabularies)
    kinds, words = _kind_names(vocabularies)
    continued = re.compile(f"{_CONJUNCTION}(({_OWN_NAME})({words}))(?={_AFTER_NAME})")
    for match in re.finditer(f"((?:{places}){{1,{_MOST_PLACES}}})({_INFIX})({words})", text):
        named = [place for place in re.finditer(places, match[0]) if place.start() < len(match[1])]
        place = named[-1][0]
        kind, region = kinds[match[3]], codes[place]
        name = match[0]
        yield Mention(match.start(), name, kind, region, "", (match.span(),)), ""
        end = match.end()
        while following := continued.match(text, end):
            whole, own_name, word = following.groups()
            if re.search(places, whole):  # it has a place of its own, and is found by it
                break
            # 扎鲁特旗委、旗政府: the second is 扎鲁特旗政府.
            own_name = own_name.removeprefix(place[-1])
            name = whole if own_name else place + whole.removeprefix(place[-1])
            span = following.span(1)
            yield Mention(span[0], name, kinds[word], region, "", (span,)), own_name
            end = following.end()


def _collectives(text: str, region: str | None, vocabularies: Vocabularies) -> Iterator[Mention]:
    """全市法院, 全区检察机关: the organizations of a kind in a division together."""
    for match in _COLLECTIVE.finditer(text):
        code = _of_level(match["level"], region, vocabularies)
        if code is not None:
            kind = next(kind for word, kind in _COLLECTIVE_KINDS if word in match["word"])
            place = vocabularies.regions[code].label.zh
            level = "全区" if code == AUTONOMOUS_REGION else f"全{place[-1]}"
            word = match["word"].removesuffix("系统")
            yield Mention(match.start(), place + level + word, kind, code, "", (match.span(),))


def _of_level(level: str, region: str | None, vocabularies: Vocabularies) -> str | None:
    """The code of the division that 市, 全旗 and so on mean in a report about `region`."""
    above = list(vocabularies.regions.ancestors(region or ""))
    for division in above:
        if division.kind == "region" or level in _LEVELS.get(division.kind, ()):
            # 区 of a county-level report is a district, not a banner; 旗 no county.
            ending = level.removesuffix("两级")[-1]
            is_own = division.label.zh.endswith(ending)
            if is_own and (division.kind != "region" or level in _LEVELS["region"]):
                return division.code
    return None


def _short_names(
    text: str, mentions: Sequence[Mention], taken: Sequence[Span], vocabularies: Vocabularies
) -> Iterator[tuple[int, Span]]:
    """Names without a place, and the index of the only organization that they can mean."""
    kinds, words = _kind_names(vocabularies)
    pattern = rf"{_BEFORE_LEVEL}([市盟旗县区])?{_INFIX}({words})"
    is_taken = covered(text, taken)
    # The organizations of a kind, of any level and of each.
    known: dict[tuple[str, str | None], list[int]] = {}
    for index, mention in enumerate(mentions):
        if not _COLLECTIVE.search(mention.name):
            for level in (None, vocabularies.regions[mention.region].label.zh[-1]):
                known.setdefault((mention.kind, level), []).append(index)
    for match in re.finditer(pattern, text):
        if any(is_taken[match.start() : match.end()]):
            continue
        meant = known.get((kinds[match[2]], match[1]), ())
        if len(meant) == 1:
            yield meant[0], match.span()


def _smallest(name: str, vocabularies: Vocabularies) -> str | None:
    """The smallest division that a name of an organization or a headline has; None when it names
    several that are not within each other."""
    codes, places = _place_names(vocabularies)
    named = [codes[place] for place in re.findall(places, name)]
    if not named:
        return None
    above = {
        code: [division.code for division in vocabularies.regions.ancestors(code)] for code in named
    }
    smallest = max(named, key=lambda code: len(above[code]))
    return smallest if set(named) <= set(above[smallest]) else None


def _most_named(text: str, vocabularies: Vocabularies) -> str | None:
    """From the autonomous region down to the smallest division with more than half of the names
    of the one above it."""
    codes, places = _names(vocabularies.regions)
    votes: Counter[str] = Counter()

    def vote(code: str, weight: int) -> None:
        for division in vocabularies.regions.ancestors(code):
            votes[division.code] += weight

    for name in re.findall(places, text):
        vote(codes[name], 1)
    own = 0
    for mention, _ in _full_names(text, vocabularies):
        vote(mention.region, ORGANIZATION_WEIGHT)
        own += ORGANIZATION_WEIGHT * (mention.region == AUTONOMOUS_REGION)
    if not votes:
        return None
    # A mention of Inner Mongolia says little, unless its own organizations act.
    below = [code for code in votes if vocabularies.regions[code].broader == AUTONOMOUS_REGION]
    votes[AUTONOMOUS_REGION] = sum(votes[code] for code in below) + own
    region = AUTONOMOUS_REGION
    while True:
        under = [code for code in votes if vocabularies.regions[code].broader == region]
        most = max(under, key=lambda code: votes[code], default=None)
        if most is None or votes[most] * 2 <= votes[region]:
            return region
        region = most


@lru_cache(maxsize=4)
def _place_names(vocabularies: Vocabularies) -> tuple[dict[str, str], str]:
    """The codes of the divisions by their names, by 自治区 and, before a word for an organ, by
    names without their level (红山法院); and a pattern of them."""
    codes, places = _names(vocabularies.regions)
    stems = {
        name[:-1]: code
        for name, code in codes.items()
        if len(name) > 2 and name[-1] in "市盟旗县区" and name[:-1] not in codes
    }
    codes = stems | codes | {"自治区": AUTONOMOUS_REGION}
    return codes, f"{places}|自治区|(?:{_any_of(stems)})(?={_ORGAN})"


@lru_cache(maxsize=8)
def _names(vocabulary: Vocabulary[C]) -> tuple[dict[str, str], str]:
    """The codes of a vocabulary by Chinese label and alias, the first concept of those with equal
    names, and a pattern of any of the names, longer ones first."""
    codes: dict[str, str] = {}
    for concept in vocabulary:
        for name in (concept.label.zh, *concept.aliases):
            if not name.isascii():
                codes.setdefault(name, concept.code)
    return codes, _any_of(codes)


def _kind_names(vocabularies: Vocabularies) -> tuple[dict[str, str], str]:
    """The kinds of organizations by their names and abbreviations, and a pattern of them."""
    kinds, _ = _names(vocabularies.organization_kinds)
    kinds = _SHORT_KINDS | kinds
    return kinds, _any_of(kinds)


def _any_of(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
