"""A figure that says by how much something rose or fell."""

import re
from typing import Final

from fazhi.clause.comparison import Comparison
from fazhi.clause.model import Aspect, Direction
from fazhi.clause.place import Place
from fazhi.clause.words import Word

_BOUND: Final = "约|大约|近|将近|接近|超|超过|逾|至少|不少于|整整|平均|各"
# What may stand between a verb or noun of change and the figure of the change.
_AFTER_VERB: Final = re.compile(rf"\s?了?\s?(?:(?:{_BOUND})\s?)?(?P<reach>达|高达|多达)?\s*+")
_AFTER_NOUN: Final = re.compile(rf"\s?(?:分别)?(?:达到|达|高达|为|是|在|约为)?(?:{_BOUND})?\s*+")
_LEVEL: Final = re.compile(rf"\s?了?\s?(?:到|至|为|达到)了?(?:{_BOUND})?\s*+")
_LEVEL_BEGUN: Final = re.compile(r"\s?了?\s?(?:到|至|为|达到)")
_BY_OBJECT: Final = re.compile(r"[、的有为是达到至在后]")
_LONGEST_OBJECT: Final = 8
_DOUBLED: Final = re.compile(r"翻了?(?:近|约|超过)?\s?$")
_OF_CHANGE: Final = re.compile(r"(?:左右|以上|以下|多)?的?\s?")
_NEGATION: Final = "不未没无"
_OBJECT: Final = re.compile(r"\s?(?!左右|以上|以下)[\u4e00-\u9fff]")


def read_change(place: Place, frame: Comparison | None) -> Aspect | None:
    """The change that a figure is, an uncertain level where a word of change has another object,
    or None where no such word stands near it. `frame` is a comparison that the sentence began with.
    """
    comparison = place.comparison or frame
    if place.figure.kind in ("ordinal", "identifier", "other"):
        return None
    word = next((word for word in reversed(place.words) if _is_change(word, place)), None)
    if word and (read := _after_word(word, place, comparison)):
        return read
    return _signed(place) or _doubled(place, comparison) or _before_word(place, comparison) or None


def is_relative(place: Place) -> bool:
    """Whether the figure is in percent, points or times."""
    return place.figure.kind == "rate" or place.figure.unit in ("%", "％", "个百分点", "倍", "成")


def _is_change(word: Word, place: Place) -> bool:
    role, _, kind = word.role.partition("-")
    if role not in ("increase", "decrease") and word.role != "to-level":
        return False
    return kind != "compared" or any(
        word.start - 1 <= comparison.end <= word.start for comparison in place.comparisons
    )


def _direction(word: Word) -> Direction:
    return "decrease" if word.role.startswith("decrease") else "increase"


def _after_word(word: Word, place: Place, comparison: Comparison | None) -> Aspect | None:
    gap = place.gap(word.end)
    maybe = Aspect(start=word.start, end=word.end, is_certain=False)
    if word.role == "to-level":
        return maybe._replace(is_certain=not place.comparison)
    is_noun = word.role.endswith("noun")
    if not is_noun and _LEVEL_BEGUN.match(gap):
        return maybe._replace(is_certain=bool(_LEVEL.fullmatch(gap)))
    if place.text[word.start - 1 : word.start] in tuple(_NEGATION):
        return maybe
    direct = (_AFTER_NOUN if is_noun else _AFTER_VERB).fullmatch(gap)
    change = _change(word, comparison)
    if direct:
        reaches = not is_noun and bool(direct["reach"])
        counts_object = not is_relative(place) and bool(_OBJECT.match(place.after))
        certain = bool(comparison) or is_noun or not (reaches or counts_object)
        is_signed = place.figure.exact[:1] in tuple("-－−+＋")
        return change._replace(is_certain=certain and not is_signed and "\n" not in gap)
    if comparison and len(gap.strip()) <= _LONGEST_OBJECT and not _BY_OBJECT.search(gap):
        return change._replace(is_certain=is_relative(place))
    return maybe


def _change(word: Word, comparison: Comparison | None) -> Aspect:
    found = Aspect("change", _direction(word), start=word.start, end=word.end)
    return _against(found, comparison)


def _against(found: Aspect, comparison: Comparison | None) -> Aspect:
    if comparison is None:
        return found
    _, _, against, baseline, words = comparison
    return found._replace(against=against, baseline=baseline, baseline_words=words)


def _signed(place: Place) -> Aspect | None:
    """同比+12.5%, 同比-3.2%."""
    comparison = place.comparison
    if not comparison or not re.fullmatch(r"\s?[+]?", place.gap(comparison.end)):
        return None
    is_minus = place.figure.exact[:1] in tuple("-－−")
    is_plus = place.gap(comparison.end).endswith("+")
    if not is_relative(place) or not (is_minus or is_plus):
        return None
    found = Aspect("change", "decrease" if is_minus else "increase")
    return _against(found._replace(start=comparison.start, end=comparison.end), comparison)


def _doubled(place: Place, comparison: Comparison | None) -> Aspect | None:
    """翻一番."""
    match = _DOUBLED.search(place.gap(place.left))
    if place.figure.unit != "番" or not match:
        return None
    start = place.figure.start - len(match[0])
    found = Aspect("change", "increase", start=start, end=start + 1)
    return _against(found, comparison)


def _before_word(place: Place, comparison: Comparison | None) -> Aspect | None:
    """12.8%的增长, 20%以上的降幅; an uncertain level where the word goes on or has no 的."""
    word = place.following
    if not word or word.end > place.clause.end or word.start > place.figure.end + 5:
        return None
    if word.role.partition("-")[0] not in ("increase", "decrease") or word.role.endswith(
        "compared"
    ):
        return None
    between = place.text[place.figure.end : word.start]
    if not _OF_CHANGE.fullmatch(between):
        return None
    is_noun = word.role.endswith("noun")
    rest = place.text[word.end : min(place.clause.end, word.end + 4)]
    goes_on = not is_noun and bool(rest.strip(" 了”’」』"))
    if not is_noun and "的" not in between:
        return None
    if goes_on:
        return Aspect(start=word.start, end=word.end, is_certain=False)
    return _change(word, comparison)
