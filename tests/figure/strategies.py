"""Hypothesis strategies for what figures state, and for texts made of them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from fazhi.figure import Figure
from fazhi.figure.lexicon import UNIT_FORMS
from fazhi.figure.ratio import quotient

BOUNDS = st.sampled_from(["exact", "above", "below", "approximately"])
# A unit of these kinds makes a numeral before it a quantity in base units.
QUANTITIES = ("count", "amount", "rate", "duration")
UNITS = st.sampled_from(
    # Screens and networks are written so, but a small number before M or G is no amount; and 个点
    # are points only where something rises or falls.
    sorted(
        form
        for form, unit in UNIT_FORMS.items()
        if unit.kind in QUANTITIES and form not in "MG" and not unit.of_change
    )
)
NUMBERS = st.one_of(
    st.integers(0, 9999).map(Decimal),
    st.integers(1, 10**13).map(Decimal),
    st.integers(1, 10**9).map(lambda n: Decimal(n) / 100),
    st.integers(1, 9999).map(lambda n: Decimal(n) * 10**7),
)


def figure(
    kind: str, value: object, unit: str, bound: str = "exact", upper: object = None
) -> Figure:
    return Figure(0, 0, "", kind, value, upper, unit, bound)  # type: ignore[arg-type]


def trimmed(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


@st.composite
def quantities(draw: st.DrawFn) -> Figure:
    unit = draw(UNITS)
    value = trimmed(draw(NUMBERS))
    if unit == "点" and value <= 24:
        value += 25  # in a text up to 24点 is a clock time
    if UNIT_FORMS[unit].whole_only:
        value = value.to_integral_value()
    if UNIT_FORMS[unit].tenths:
        value *= 10
    return figure(UNIT_FORMS[unit].kind, value, unit, draw(BOUNDS))


@st.composite
def ranges(draw: st.DrawFn) -> Figure:
    unit = draw(
        UNITS.filter(
            lambda form: form not in ("日", "月", "点") and not UNIT_FORMS[form].whole_only
        )
    )
    low, high = sorted(trimmed(draw(NUMBERS)) for _ in range(2))
    if UNIT_FORMS[unit].tenths:
        low, high = low * 10, high * 10
    return figure("range", low, unit, draw(BOUNDS), high if high > low else low + 1)


@st.composite
def temperatures(draw: st.DrawFn) -> Figure:
    value = Decimal(draw(st.integers(-600, 600))) / 10
    return figure("amount", trimmed(value), draw(st.sampled_from(["℃", "摄氏度", "度"])))


@st.composite
def fractions(draw: st.DrawFn) -> Figure:
    below = draw(st.integers(2, 5000))
    above = draw(st.integers(1, below - 1))
    return figure("rate", quotient(Decimal(above), Decimal(below)), "", draw(BOUNDS))


@st.composite
def days(draw: st.DrawFn) -> str:
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    year = draw(st.integers(1000, 2999))
    return draw(
        st.sampled_from([f"{year}-{month:02}-{day:02}", f"--{month:02}-{day:02}", f"---{day:02}"])
    )


@st.composite
def dates(draw: st.DrawFn) -> Figure:
    bound = draw(st.sampled_from(["exact", "approximately"]))
    year, month = draw(st.integers(1000, 2999)), draw(st.integers(1, 12))
    clock = f"T{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}"
    value, unit = draw(
        st.sampled_from(
            [
                (f"{year}", "年"),
                (f"-{year:04}", "年"),
                (f"{year}-{month:02}", "月"),
                (f"--{month:02}", "月"),
                (draw(days()), "日"),
                (draw(days()) + clock, "分"),
                (clock, "分"),
                (clock[:4] + "00", "时"),
                (clock[:4] + "00", "点"),
                (f"19{month % 9 + 1}X", "年代"),
                ("20XX", "世纪"),
            ]
        )
    )
    return figure("date", value, unit, bound)


@st.composite
def date_ranges(draw: st.DrawFn) -> Figure:
    first, last = sorted((draw(st.integers(1, 12)), draw(st.integers(1, 12))))
    year = draw(st.integers(1000, 2998))
    low, high, unit = draw(
        st.sampled_from(
            [
                (f"{year}", f"{year + 1}", "年"),
                (f"--{first:02}", f"--{last:02}", "月"),
                (f"{year}-{last:02}", f"{year + 1}-{first:02}", "月"),
                (f"---{first:02}T08:00", f"---{first + 1:02}T08:00", "时"),
            ]
        )
    )
    return figure("range", low, unit, "exact", high)


@st.composite
def named(draw: st.DrawFn) -> Figure:
    number = draw(st.integers(1, 1200))
    kind, value, unit = draw(
        st.sampled_from(
            [
                ("ordinal", Decimal(number), ""),
                ("ordinal", Decimal(number), "次"),
                ("ordinal", Decimal(number), "届"),
                ("identifier", f"{number}", "条"),
                ("identifier", f"{number}-{number % 9 + 1}", "条"),
                ("identifier", f"{number}", "款"),
                ("identifier", f"{number}", "号楼"),
                ("identifier", f"{number}", "室"),
                ("identifier", f"{number % 10}0", "后"),
                ("identifier", f"(2024)内0102民初{number}号", "号"),
                ("identifier", f"0471-330{8000 + number}", ""),
                ("other", f"{number % 120}", "岁"),
                ("other", f"{number % 30}:{number % 7}", ""),
                ("other", "1.1:50.3:48.6", ""),
                ("other", f"{number}×{number}", ""),
            ]
        )
    )
    return figure(kind, value, unit)


@st.composite
def counts_without_unit(draw: st.DrawFn) -> Figure:
    value = trimmed(draw(NUMBERS))
    return figure("count", value, "", draw(BOUNDS))


anything = st.one_of(
    quantities(),
    ranges(),
    temperatures(),
    fractions(),
    dates(),
    date_ranges(),
    named(),
    counts_without_unit(),
)
