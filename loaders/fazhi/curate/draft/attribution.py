"""Which organization acts in the sentence of a figure.

The nearest organization before a figure that is a subject of its sentence, or the one that 该院 or
a sentence without a subject carries on in the paragraph. An organization that is only a partner, an
addressee, or the giver of an award is none. What is not clear stays None.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from fazhi.curate.draft.entities import Mention, Span, covered, find_kind
from fazhi.curate.draft.layout import Layout
from fazhi.figure import Figure
from fazhi.punctuation import (
    CLAUSE_ENDS,
    CLOSING_BRACKETS,
    COLONS,
    ENUMERATION,
    LINE_BREAKS,
    OPENING_BRACKETS,
    SENTENCE_ENDS,
)
from fazhi.record.vocabulary import Vocabularies

REACH: Final = 60
"""Characters before an organization that are searched for what it is to another."""
LONGEST_LIST: Final = 400
"""Characters after an organization that are searched for those that it acts with."""
LONGEST_HEADING: Final = 40
"""A line longer than this without an end of sentence goes on in the next."""
# Before an organization that does not act in the sentence.
_PARTNER = re.compile(
    r"(?:联合|会同|携手|联手|协同|配合|协助|邀请|协调|依托|对接|向|移送|移交|报送|送达|函告|通报|抄送|与|同|给|对|为"
    r"|被|获|获评|荣获|获得|受到?|在|赴|到|走进|经|起诉|状告|诉|监督|督促|支持|指导|来自|至)(?:了|过)?$"
)
# A list of partners up to the next of them, known or not: 联合市水利局、…
_PARTNER_LIST = re.compile(
    rf"(?:联合|会同|携手|联手|协同|配合|邀请|向|对接|协调)[\u4e00-\u9fff{ENUMERATION}]{{2,40}}[{ENUMERATION}和及]$"
)
_AND = re.compile(f"[{ENUMERATION}和与及]|以及")
_LENGTHS_OF_AND: Final = (1, 2)
_JOINTLY = re.compile(r"(?:共同|联合|携手|会同|一道|一起)")
# After an organization that does not act in the sentence.
_NOT_ACTING = re.compile(
    rf"(?:[将把][^{CLAUSE_ENDS}]{{1,12}}?(?:评为|命名|列为|授予))|(?:的)?(?:移送|移交|提请|报请|提交|委托|交办|转办|转来|授予|颁发|评为|命名|表彰|通报表扬|批准的|供稿|提供\s*["
    + re.escape(CLOSING_BRACKETS) + "])"
)  # fmt: skip
_CARRIED = re.compile(
    r"(?:该|本|我)(?P<kind>[院局庭所委厅检]|支队|大队|中心)|(?P<whole>全[院局庭所])(?![市国])"
)
# How many there are that something is ranked among is the figure of none of them:
# 在全市12家基层法院中排名第3.
_AMONG_BEFORE = re.compile(r"(?:全[省市区盟旗县国]|自治区|内蒙古|[省市盟旗县区内])\s?$")
_AMONG_AFTER = re.compile(
    rf"[^\d{CLAUSE_ENDS}]{{0,16}}?[中里]?(?:排名|排行|位居|位列|名列|排在?|居|列)\s?[第前]"
)
# Subjects of a clause that are no organization of the vocabularies.
_OTHERS = re.compile(
    r"(?:被告人?|原告|被害人|受害人|犯罪嫌疑人|当事人|申请执行人|企业|公司|[\u4e00-\u9fff]某[某甲乙丙]?"
    r"|全国|全省|我国|全市|全盟|全区|全旗|全县|该[市盟旗县区]"
    r"|[^\W\d与和同向对联会被将在由从据为给该全本我移送走进赴请]{0,12}?"
    r"(?:法院|检察院|检察机关|公安机关|公安局|分局|司法局|人社局|行政机关))"
)
_KIND_WORDS: Final = {
    "院": ("court", "procuratorate", "railway-court", "railway-procuratorate", "hospital"),
    "检": ("procuratorate", "railway-procuratorate"),
    "庭": ("peoples-tribunal", "court"),
    "所": ("judicial-office", "police-station", "law-firm", "prison"),
    "委": ("political-legal-committee", "party-committee", "discipline-commission"),
    "厅": ("police", "justice-bureau"),
    "支队": ("traffic-police", "police", "border-authority"),
    "大队": ("traffic-police", "police", "emergency-bureau"),
    "中心": ("governance-centre", "legal-aid-centre", "mediation-body"),
}


class _Subject(NamedTuple):
    """What acts from an offset on; `mention` is None when it is none of the organizations."""

    start: int
    mention: Mention | None


class _Names:
    """The names of organizations in a text, in its order, and the characters that they cover."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        named = [(span, mention) for mention in mentions for span in mention.spans]
        self.named = sorted(named, key=lambda name: name[0][0])
        self.sorted_starts = [span[0] for span, _ in self.named]
        self.starts = set(self.sorted_starts)
        self.ends = {span[1] for span, _ in self.named}
        self.covered = covered(text, (span for span, _ in self.named))

    def between(self, start: int, end: int) -> Sequence[tuple[Span, Mention]]:
        """The names that start there."""
        first, last = (bisect_left(self.sorted_starts, at) for at in (start, end))
        return self.named[first:last]


def organizations_of(
    text: str, figures: Sequence[Figure], mentions: Sequence[Mention]
) -> list[Mention | None]:
    """The organization that acts in the sentence of each figure, None when it is not clear."""
    named = [(span, mention) for mention in mentions for span in mention.spans]
    acting = {mention for span, mention in named if not _is_other_role(text, span)}
    # In a report in which one organization acts, it acts in every paragraph.
    only = acting.pop() if len(acting) == 1 else None
    subjects = _subjects(text, mentions, only)
    starts = [subject.start for subject in subjects]
    return [
        None
        if _is_among(text, figure)
        else subjects[bisect_right(starts, figure.start) - 1].mention
        for figure in figures
    ]


def _is_among(text: str, figure: Figure) -> bool:
    """Whether a figure says among how many something is ranked."""
    return bool(
        figure.kind == "count"
        and _AMONG_BEFORE.search(text, max(0, figure.start - 4), figure.start)
        and _AMONG_AFTER.match(text, figure.end)
    )


def reporting_kind(
    layout: Layout, acting: Iterable[Mention | None], vocabularies: Vocabularies
) -> str | None:
    """The kind of organization that a report is by or about: that of its by-line, else of its
    headline, else the kind that acts most often."""
    for name in (*layout.suppliers, layout.headline or ""):
        if kind := find_kind(name, vocabularies):
            return kind
    counts = Counter(mention.kind for mention in acting if mention)
    return counts.most_common(1)[0][0] if counts else None


def _subjects(text: str, mentions: Sequence[Mention], only: Mention | None) -> list[_Subject]:
    """The subjects of a text in their order, one at the start of every paragraph and sentence."""
    names = _Names(text, mentions)
    subjects: list[_Subject] = []
    last = only
    for paragraph in _paragraphs(text):
        carried = only
        for start, end in _sentences(text, *paragraph):
            subjects.append(_Subject(start, carried))
            for at, subject in _candidates(text, start, end, names):
                meant = _meant(subject, last) if isinstance(subject, re.Match) else subject
                subjects.append(_Subject(at, meant))
                if subject is not None:  # another's deed does not last beyond its sentence
                    carried = meant
                    last = meant or last
    return subjects


def _candidates(
    text: str, start: int, end: int, names: _Names
) -> list[tuple[int, Mention | re.Match[str] | None]]:
    """What may act in a sentence, in order: organizations, 该院 and the like as matches, None for
    others, and for organizations that act together."""
    found: list[tuple[int, Mention | re.Match[str] | None]] = []
    for span, mention in names.between(start, end):
        if _is_joint(text, span, names, end):
            found.append((span[0], None))
        elif not _is_other_role(text, span):
            found.append((span[0], mention))

    def is_free(match: re.Match[str]) -> bool:
        return not any(names.covered[match.start() : match.end()])

    for pointer in _CARRIED.finditer(text, start, end):
        if is_free(pointer):
            found.append((pointer.start(), pointer))
    for other in _OTHERS.finditer(text, start, end):
        at = other.start()
        is_first = at == start or text[at - 1] in CLAUSE_ENDS or text[at - 1].isspace()
        if is_first and is_free(other):
            found.append((at, None))
    return sorted(found, key=lambda item: item[0])


def _meant(pointer: re.Match[str], last: Mention | None) -> Mention | None:
    """The organization that 该院 or 全局 means: the last that acted, if it is of the kind."""
    if last is None:
        return None
    word = pointer["kind"] or pointer["whole"][-1]
    kinds = _KIND_WORDS.get(word)
    if word == "局":
        fits = last.kind.endswith("bureau") or last.kind in ("police", "market-regulator")
    else:
        fits = kinds is None or last.kind in kinds
    return last if fits else None


def _is_other_role(text: str, span: Span) -> bool:
    """Whether an organization is a partner, an addressee, a giver or in a by-line."""
    start, end = span
    if _NOT_ACTING.match(text, end) or _is_in_by_line(text, start):
        return True
    clause = re.split(f"[{CLAUSE_ENDS}]", text[max(0, start - REACH) : start])[-1]
    if _PARTNER_LIST.search(clause):
        return True
    return _PARTNER.search(text, max(0, start - 6), start) is not None


def _is_in_by_line(text: str, start: int) -> bool:
    """Whether a name follows a bracket or the colon of a label, as in a by-line."""
    before = text[max(0, start - REACH) : start].rstrip()[-1:]
    return bool(before) and before in OPENING_BRACKETS + COLONS


def _is_joint(text: str, span: Span, names: _Names, sentence_end: int) -> bool:
    """Whether several act together: A、B共同."""
    start, end = span
    if not any(
        (end + length in names.starts and _AND.fullmatch(text, end, end + length))
        or (start - length in names.ends and _AND.fullmatch(text, start - length, start))
        for length in _LENGTHS_OF_AND
    ):
        return False
    near = text[start : min(sentence_end, start + LONGEST_LIST)]
    return _JOINTLY.search(re.split(f"[{CLAUSE_ENDS}]", near, maxsplit=1)[0]) is not None


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs stand: lines, joined where a long one ends within a sentence."""
    start: int | None = None
    for match in re.finditer(f"[^{LINE_BREAKS}]+", text):
        if start is None:
            start = match.start()
        line = match[0].strip()
        if len(line) <= LONGEST_HEADING or line[-1:] in SENTENCE_ENDS or "\t" in line:
            yield start, match.end()
            start = None
    if start is not None:
        yield start, len(text)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for mark in re.finditer(f"[{SENTENCE_ENDS}]", text[start:end]):
        yield position, start + mark.end()
        position = start + mark.end()
    if position < end:
        yield position, end
