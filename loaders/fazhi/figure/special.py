"""Figures that are no numeral with a unit: ordinals, statute articles, numbers that name,
scores and ratios, fractions.

    ordinal    = "第" numeral [unit]                第一, 第3次, 第十三届
    article    = "第" numeral ("条" | "款" | …) ["之" numeral] | "第（" numeral "）项"
    case       = "(" year ")" letters "号"          (2024)内0102民初123号, 〔2020〕5号
    telephone  = area "-" number | mobile | 400 number
    ratio      = number (":" | "比") number {":" number}
    fraction   = numeral "分之" numeral | "百分之" numeral | digits "/" digits
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Final

from fazhi.figure.dates import CONNECTORS
from fazhi.figure.lexicon import CONTEXT, Unit
from fazhi.figure.model import Found
from fazhi.figure.numeral import chinese_value, trim
from fazhi.figure.units import numeral_at, unit_at

_D = "[0-9０-９]"
_TO_ASCII: Final = str.maketrans("０１２３４５６７８９．：∶︰", "0123456789.:::")
_CASE = re.compile(
    rf"[(（〔［\[【](?:19|20|１９|２０){_D}{{2}}[)）〕］\]】](?:第?{_D}{{1,6}}"
    r"|[^\s，。；、：,;!！?？“”\"（()）]{1,20}?第?[0-9０-９]{1,8}(?:之[一二三四五六七八九十])?)号"
)
_TELEPHONE = re.compile(
    r"0[0-9]{2,3}[-—－][0-9]{7,8}(?![0-9])|400[-—－]?[0-9]{3,4}[-—－]?[0-9]{3,4}(?![0-9])"
    r"|(?:\+86[- ]?)?1[3-9][0-9]{9}(?![0-9])|[0-9]{3,4}-[0-9]{3,4}-[0-9]{3,4}(?![0-9])"
)
_RATIO = re.compile(
    rf"{_D}{{1,9}}(?:[.．]{_D}{{1,6}})?(?:[:：∶︰]{_D}{{1,9}}(?:[.．]{_D}{{1,6}})?){{1,5}}"
)
_VERSUS = re.compile(
    rf"({_D}{{1,4}}(?:[.．]{_D}{{1,4}})?|[一二三四五六七八九零十]{{1,2}})"
    rf"比({_D}{{1,4}}(?:[.．]{_D}{{1,4}})?|[一二三四五六七八九零十]{{1,2}})"
    rf"(?![0-9０-９.．%％一二三四五六七八九十百千万亿])"
)
_SLASH = re.compile(rf"({_D}{{1,3}})[/／]({_D}{{1,4}})(?![0-9０-９/／.])")
_PART = re.compile("([一二两三四五六七八九十百千万0-9０-９]{1,6})分之")
_PARTS: Final = {"百": "%", "千": "‰", "万": "‱"}
# The digits a JSON number carries through a double.
_PRECISION: Final = Context(prec=15)
# Units that 第 makes a point in time rather than a length of it.
_AFTER_PARAGRAPH: Final = frozenset(["", *"第、，。；：和及与或至到规之的项”》）)"])
_AFTER_ORDINAL: Final = ("日", "周", "月", "级")


def ascii_digits(digits: str) -> str:
    """Return full-width digits and marks as their ASCII twins."""
    return digits.translate(_TO_ASCII)


def case_number(text: str, start: int) -> Found | None:
    """Return the case or document number whose bracket opens at ``start``."""
    found = _CASE.match(text, start)
    if found is None:
        return None
    return start, found.end(), "identifier", found[0], None, "号", "exact"


def telephone(text: str, start: int) -> Found | None:
    """Return the telephone number that begins at ``start``."""
    found = _TELEPHONE.match(text, start)
    if found is None:
        return None
    return start, found.end(), "identifier", found[0], None, "", "exact"


def ratio(text: str, start: int) -> Found | None:
    """Return the score or ratio that begins at ``start``: 3:1, 1.1:50.3:48.6, 三比一."""
    found = _RATIO.match(text, start)
    if found is not None:
        return start, found.end(), "other", found[0].translate(_TO_ASCII), None, "", "exact"
    versus = _VERSUS.match(text, start)
    if versus is None:
        return None
    sides = [_side(versus[1]), _side(versus[2])]
    if "" in sides:
        return None
    return start, versus.end(), "other", ":".join(sides), None, "", "exact"


def _side(digits: str) -> str:
    if digits[0] in "0123456789０１２３４５６７８９":
        return digits.translate(_TO_ASCII)
    read = chinese_value(digits)
    return "" if read is None or read[1] is not None else str(read[0])


def quotient(above: Decimal, below: Decimal) -> Decimal:
    """Return a fraction's value, rounded to the digits a double holds."""
    return trim(_PRECISION.divide(above, below))


def slash(text: str, start: int) -> Found | None:
    """Return the fraction 1/3 that begins at ``start``."""
    found = _SLASH.match(text, start)
    if found is None:
        return None
    above, below = (Decimal(found[i].translate(_TO_ASCII)) for i in (1, 2))
    if not 0 < above < below:
        return None
    return start, found.end(), "rate", quotient(above, below), None, "", "exact"


def fraction(text: str, start: int) -> tuple[Found, bool] | None:
    """Return 百分之九十 or 三分之二 at ``start``, and whether 多 made it a lower bound."""
    found = _PART.match(text, start)
    if found is None:
        return None
    unit = _PARTS.get(found[1])
    number = numeral_at(text, found.end())
    if number is None:
        return None
    if unit is None:
        below = numeral_at(text, start)
        if below is None or number.low == 0 or below.low <= 0 or number.low >= below.low:
            return None
        value = quotient(number.low, below.low)
        return (start, number.end, "rate", value, None, "", "exact"), bool(number.fuzz)
    if number.high is not None:
        return (start, number.end, "range", number.low, number.high, unit, "exact"), False
    end = number.end
    if text[end : end + 1] in CONNECTORS and end < len(text):
        rest = end + 1
        if text.startswith(found[0], rest):
            rest += len(found[0])
        high = numeral_at(text, rest)
        if high is not None and high.high is None and high.low > number.low:
            loose = rest == end + 1 and unit_at(text, high, False) is not None
            if not loose:
                special: Found = (start, high.end, "range", number.low, high.low, unit, "exact")
                return special, bool(high.fuzz)
    return (start, end, "rate", number.low, None, unit, "exact"), bool(number.fuzz)


def plain(value: Decimal) -> str:
    """Write a whole or decimal value without an exponent."""
    return format(value, "f")


def ordinal(text: str, start: int) -> Found | None:
    """Return the ordinal or article whose numeral, after 第, begins at ``start``."""
    number = numeral_at(text, start)
    if number is None or number.fuzz or number.low != number.low.to_integral_value():
        return None
    if text[start] in "0０" and number.end - start > 1:
        # 第0312分队 is a name.
        return None
    begin, end = start - 1 - (text[start - 1] == " "), number.end
    if text[end : end + 1] == " " and number.arabic:
        # 第 47 条, as pages that space digits write it; 第 3 alone ends at its digit.
        spaced = end + 1
        if text.startswith(CONTEXT["article"], spaced) or _ordinal_unit(text, spaced)[0]:
            end = spaced
    for word in CONTEXT["article"]:
        if text.startswith(word, end) and not _is_thing(text, begin, word, end + 1):
            stop = end + len(word)
            value = plain(number.low)
            if word == "条" and text[stop : stop + 1] == "之":
                sub = numeral_at(text, stop + 1)
                if sub is not None:
                    return (
                        begin,
                        sub.end,
                        "identifier",
                        f"{value}-{plain(sub.low)}",
                        None,
                        word,
                        "exact",
                    )
            if text[stop : stop + 1] in ("至", "到") and text[stop + 1 : stop + 2] == "第":
                top = numeral_at(text, stop + 2)
                if top is not None and text.startswith(word, top.end) and top.low > number.low:
                    stop = top.end + len(word)
                    return begin, stop, "range", number.low, top.low, word, "exact"
            return begin, stop, "identifier", value, None, word, "exact"
    if number.high is not None:
        return None
    joined = text[end : end + 1]
    if joined and joined in CONNECTORS:
        rest = end + 2 if text[end + 1 : end + 2] == "第" else end + 1
        top = numeral_at(text, rest)
        if top is not None and top.high is None and not top.fuzz and top.low > number.low:
            form, stop = _ordinal_unit(text, top.end)
            return begin, stop, "range", number.low, top.low, form, "exact"
    form, stop = _ordinal_unit(text, end)
    if not form and text.startswith(CONTEXT["ordinal-name"], end):
        return None
    return begin, stop, "ordinal", number.low, None, form, "exact"


def _is_thing(text: str, begin: int, word: str, end: int) -> bool:
    """Whether 第三款 is the third model of something and 第三条 the third line, no part of a
    statute."""
    if word == "条":
        return text.startswith(CONTEXT["line-after"], end)
    law = text[begin - 1 : begin] in ("条", "款") or text[end : end + 1] in _AFTER_PARAGRAPH
    return word == "款" and not law


def _ordinal_unit(text: str, end: int) -> tuple[str, int]:
    for form in _AFTER_ORDINAL:
        if text.startswith(form, end):
            return form, end + len(form)
    unit = _classifier(text, end)
    return ("", end) if unit is None else (unit.form, end + len(unit.form))


def _classifier(text: str, end: int) -> Unit | None:
    number = numeral_at("一", 0)
    assert number is not None
    found = unit_at(text, number._replace(end=end, arabic=True), True)
    if (
        found is None
        or found[0].kind not in ("count", "duration", "ordinal")
        or found[1] != found[0].form
    ):
        return None
    return found[0] if found[2] == end + len(found[1]) else None
