"""A figure that says what share of a whole something is, or which place it holds."""

import re
from collections.abc import Sequence
from typing import Final

from fazhi.clause.model import Aspect
from fazhi.clause.place import NEAR, Place
from fazhi.clause.words import one_of
from fazhi.figure import Figure

_FILL: Final = re.compile(r"\s?(?:分别|均|就|仅|约|近|超过|超|达到|达|高达|为|是|了|也|已)*+\s*+")
_WHOLE: Final = re.compile(
    r"\s?(?P<whole>\S{1,24}?)\s?(?:的\s?(?:比例|比重|份额)?)(?:约|近|超过|超|达到|达|为|是)*+\s*+"
)
_POINTS: Final = ("个百分点", "百分点", "个点", "点", "倍", "番")
_PLACE_UNITS: Final = ("", "位", "名")
_REGION: Final = r"(?:全[区市国盟旗省州县院系统]|自治区|全自治区|内蒙古)[\u4e00-\u9fff]{0,8}?"
_AMONG: Final = re.compile(rf"(?P<among>{_REGION})(?:排名|排|列|居)?\s?(?P<top>前)?\s?$")
_RANK_WORD: Final = re.compile(one_of("rank"))
# The last character of some words belongs to what they rank among: 居全市第一.
_RANKED: Final = re.compile(
    rf"(?:{one_of('rank')}(?<![全第前])|居(?=[全第前])|列(?=[全第前]))(?:在|为|到|至)?\s?"
    r"(?P<among>[^前第由从到至,，、]{0,20}?)的?(?:排|列|居)?(?P<top>前)?\s?$"
)
# 第一方阵, 第一季度: the ordinal counts something that has places of its own.
_GOES_ON: Final = re.compile(r"\s?(?![的和及与且并而比中])[\u4e00-\u9fff]")


def read_share(place: Place, figures: Sequence[Figure], index: int) -> Aspect | None:
    """The share that a figure is, or None: 占比35.6%, 占全部案件的12%, 占2542件的三成."""
    figure = place.figure
    if figure.kind not in ("rate", "range") or figure.unit in _POINTS or figure.is_date:
        return None
    word = next((word for word in reversed(place.words) if word.role == "share"), None)
    if word:
        gap = place.gap(word.end)
        found = Aspect("share", start=word.start, end=word.end)
        if _FILL.fullmatch(gap):
            return found
        if (match := _WHOLE.fullmatch(gap)) and word.end - word.start == 1:
            return found._replace(whole=match["whole"])
        return Aspect(start=word.start, end=word.end, is_certain=False)
    if "占" in place.gap(place.left):  # in a word that hides it, perhaps wrongly
        return Aspect(is_certain=False)
    # The whole is a figure: 占2542件案件的35.6%.
    if index and place.left == figures[index - 1].end and not place.is_alone:
        start = max(place.clause.start, figures[index - 1].start - 20)
        before = place.text[start : figures[index - 1].start]
        at = before.rfind("占")
        if at >= 0 and re.fullmatch(r"[\u4e00-\u9fff]{0,6}的", place.gap(place.left)):
            whole = before[at + 1 :] + place.text[figures[index - 1].start : figure.start - 1]
            is_amount = figures[index - 1].kind in ("count", "amount")
            return Aspect(
                "share",
                start=start + at,
                end=start + at + 1,
                of=index - 1 if is_amount else None,
                whole=whole,
            )
    return None


def read_rank(place: Place) -> Aspect | None:
    """The rank that a figure is, or None: 全区第六, 位居全市第一, 排名第3; 前3名 is uncertain.

    An ordinal that goes on (全市第一检察部), or with a word of ranks further off, is an uncertain
    level.
    """
    figure = place.figure
    is_top = figure.kind == "count" and figure.unit in ("位", "名")
    if not (is_top or figure.kind == "ordinal") or figure.unit not in _PLACE_UNITS:
        return None
    goes_on = bool(_GOES_ON.match(place.after))
    near = max(place.clause.start, figure.start - NEAR), figure.start
    match = _RANKED.search(place.text, *near) or _AMONG.search(place.gap(place.left))
    if not match or (is_top and not match["top"]):
        is_near = not is_top and _RANK_WORD.search(place.text, *near)
        return Aspect(is_certain=False) if is_near else None
    span = Aspect(start=match.start(), end=figure.start)
    if goes_on:
        return span._replace(is_certain=False)
    return span._replace(kind="rank", among=match["among"] or None, is_certain=not is_top)
