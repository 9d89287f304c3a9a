"""Write a figure as news writes it, so that reading it again gives the same figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from fazhi.figure import Figure, Value, read
from fazhi.figure.lexicon import CONTEXT, UNIT_FORMS
from fazhi.figure.ratio import quotient

_TEMPERATURES: Final = ("℃", "°C", "度", "摄氏度", "℉", "华氏度")
_BOUNDS: Final = {"exact": "", "above": "超过", "below": "不足", "approximately": "约"}
_PARTS: Final = {"‱": "万分之"}
_LARGEST_DENOMINATOR: Final = 999_999
_YI: Final = Decimal(100_000_000)
_WAN: Final = Decimal(10_000)
_DATE = re.compile(
    r"(?P<y>-?[0-9]{4})?(?:-{0,2}(?P<m>[0-9]{2}))?(?:-{1,3}(?P<d>[0-9]{2}))?"
    r"(?:T(?P<h>[0-9]{2}):(?P<mi>[0-9]{2})(?::(?P<s>[0-9]{2}))?)?"
)


def write(figure: Figure) -> str:
    """Return a canonical Chinese form of a figure: 2.15亿元, 超过30次, 25%至33%, 第47条, 4月23日.

    ``read`` of the result has the same kind, value, upper, unit and bound; ``start``, ``end``
    and ``exact`` of the argument play no part. Raises ValueError for a figure that no quote
    states: a fraction that is no simple one, a date with day and no month in a year.
    """
    for form in _forms(figure):
        again = read(form)
        if again is not None and meaning(again) == meaning(figure):
            return form
    raise ValueError(f"no quote states {figure.kind} {figure.value} {figure.unit!r}")


def meaning(figure: Figure) -> tuple[str, Value, Value | None, str, str]:
    """Return what a figure states, without where and in which characters."""
    return figure.kind, figure.value, figure.upper, figure.unit, figure.bound


def number(value: Decimal, unit: str = "") -> str:
    """Write a number with the magnitude word that shortens it: 215000000 is 2.15亿."""
    if value < 0:
        sign = "零下" if unit in _TEMPERATURES else "-"
        return sign + number(-value)
    for size, word in ((_YI, "亿"), (_WAN, "万")):
        if value >= size and value % (size / 10_000 if word == "亿" else 100) == 0:
            return _digits(value / size) + word
    return _digits(value)


def _digits(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _forms(figure: Figure) -> Iterator[str]:
    """Yield the forms a figure may take, the likeliest first; the caller reads each again."""
    sign = _BOUNDS[figure.bound]
    # Only 左右 and, after a time, 多 bound a date.
    suffix = {"approximately": "左右", "above": "多"}.get(figure.bound, "")
    value, upper, unit = figure.value, figure.upper, figure.unit
    if unit in UNIT_FORMS and UNIT_FORMS[unit].tenths and isinstance(value, Decimal):
        value, upper = value / 10, upper / 10 if isinstance(upper, Decimal) else None
    if isinstance(value, str):
        if upper is not None:
            for low in _dates(value, unit):
                for high in _dates(str(upper), unit):
                    yield f"{low}至{high}{suffix}"
        elif figure.kind == "date":
            for form in _dates(value, unit):
                yield form + suffix
        elif figure.kind == "identifier":
            yield from _identifiers(value, unit)
        elif unit:
            yield f"{sign}{number(Decimal(value))}{unit}"
        else:
            yield value.replace(":", "比") if value.count(":") == 1 else value
            yield value
    elif isinstance(upper, Decimal):
        yield f"{sign}{number(value, unit)}{unit}至{number(upper, unit)}{unit}"
        yield f"{sign}{value:,}{unit}至{upper:,}{unit}"
        yield f"第{_digits(value)}{unit}至第{_digits(upper)}{unit}"
    elif figure.kind == "ordinal":
        yield f"第{_digits(value)}{unit}"
    elif figure.kind == "rate" and not unit:
        yield f"{sign}{_fraction(value)}"
    else:
        prefix = _PARTS.get(unit, "")
        written = f"{sign}{prefix}{number(value, unit)}"
        yield written if prefix else written + unit
        yield f"{sign}{value:,}{unit}"
        yield f"{sign}{unit}{_digits(value)}"
        if figure.kind == "duration" and unit in ("日", "月"):
            # 25日 and 3月 would be dates.
            yield f"{sign}{_digits(value)}.0{unit}"
        elif figure.kind == "duration" and unit == "分":
            # 18分 would be points.
            yield f"{sign}{_digits(value // 60)}小时{_digits(value % 60)}分"


def _identifiers(value: str, unit: str) -> Iterator[str]:
    if unit in CONTEXT["article"]:
        head, _, tail = value.partition("-")
        yield f"第{head}{unit}" + (f"之{tail}" if tail else "")
    yield value + unit
    yield value
    yield f"“{value}”"


def _fraction(value: Decimal) -> str:
    if value == Decimal("0.5"):
        return "一半"
    simple = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    above, below = Decimal(simple.numerator), Decimal(simple.denominator)
    if quotient(above, below) != value:
        raise ValueError(f"no simple fraction is {value}")
    if simple.denominator > 999:
        return f"{simple.denominator}分之{simple.numerator}"
    return f"{simple.numerator}/{simple.denominator}"


def _dates(value: str, unit: str) -> Iterator[str]:
    """Yield the forms of a date; 8点 needs its part of the day, 8时 does not."""
    if "X" in value:
        century = f"{int(value[:2]) + 1}世纪"
        yield century if value[2] == "X" else f"{century}{value[2]}0年代"
        return
    found = _DATE.fullmatch(value)
    if found is None:
        raise ValueError(f"no date is {value!r}")
    if not unit:
        yield value.replace("T", " ").strip()
        return
    date = _day(found, unit)
    if not found["h"]:
        yield date
        return
    hour, word = int(found["h"]), "点" if unit == "点" else "时"
    rest = f"{found['mi']}分" if unit in ("分", "秒") else "半" if found["mi"] == "30" else ""
    if unit == "秒":
        rest += f"{found['s']}秒"
    yield f"{date}{hour}{word}{rest}"
    if hour < 12:
        yield f"{date}上午{hour}{word}{rest}"
        yield f"{date}凌晨{hour}{word}{rest}"
    else:
        yield f"{date}下午{hour - 12 or 12}{word}{rest}"


def _day(found: re.Match[str], unit: str) -> str:
    year, month, day = found["y"], found["m"], found["d"]
    if year and year[0] == "-":
        return f"公元前{int(year[1:]) + 1}年"
    if year and year[0] == "0":
        return f"公元{int(year)}年"
    text = f"{year}{unit if unit in ('赛季', '学年', '财年') else '年'}" if year else ""
    if month and not day and not year and found[0].startswith("---"):
        month, day = None, month
    if month:
        text += f"{int(month)}月"
    if day:
        text += f"{int(day)}{'号' if unit == '号' else '日'}"
    return text
