"""The grammar: every rule of every dimension, in the order in which they are asked.

The text is walked once, from numeral to numeral. At each the rules are asked in the order of
``RULES``; the first that yields something decides. The walk never goes back, and every rule looks
at a bounded number of characters on either side, so that the time grows with the length of the text
and no faster.
"""

import re
from functools import cache, lru_cache
from typing import Final

from fazhi.figure import (
    date_context,
    identifier,
    money,
    not_figures,
    ordinal,
    quantity,
    ratio,
    unitless,
)
from fazhi.figure.cursor import SCRIPTS, Cursor, Script
from fazhi.figure.folding import fold, unfold
from fazhi.figure.lexicon import NUMERAL_CHARACTERS, rows
from fazhi.figure.model import Figure, Skip, Span
from fazhi.figure.numeral import LONGEST
from fazhi.figure.rule import Reader, Rule

RULES: Final[tuple[Rule, ...]] = (
    # Not figures: asked first, because later rules would misread them
    not_figures.latin_word,
    not_figures.fixed_expression,
    not_figures.fixed_digits,
    not_figures.quoted_name,
    not_figures.zero,
    not_figures.half_of_period,
    # 第 and brackets before the numeral
    identifier.article,
    identifier.item,
    ordinal.ordinal,
    identifier.case_number,
    not_figures.enclosed_marker,
    not_figures.list_marker,
    not_figures.inner_list_marker,
    not_figures.shots,
    not_figures.station,
    # Dates, before quantities with the same units
    identifier.dashed_telephone,
    date_context.era,
    date_context.counted_year,
    date_context.neighbouring_dates,
    date_context.arabic_date,
    date_context.chinese_date,
    # Ratios and fractions
    ratio.colon_ratio,
    ratio.versus,
    ratio.fraction,
    ratio.slash,
    ratio.one_half,
    ratio.half_of_number,
    # Numerals with a unit
    identifier.listed_article,
    money.amount_without_digit,
    quantity.plain_quantity,
    quantity.arabic_quantity,
    quantity.chinese_quantity,
    quantity.half_quantity,
    # Numerals without a unit
    money.signed_amount,
    identifier.hotline,
    identifier.telephone,
    ratio.size,
    not_figures.part_of_name,
    ratio.score,
    not_figures.year_of_event,
    not_figures.label,
    not_figures.version,
    identifier.code,
    unitless.arabic_number,
    unitless.chinese_number,
)

# The characters that write numbers, digits in both widths.
NUMERALS: Final = (
    NUMERAL_CHARACTERS | frozenset("0123456789半") | {chr(0xFF10 + digit) for digit in range(10)}
)

# Some quotes are a figure only beside certain words (四 before 被告人, 一区 after 三县): `read`
# tries each of these pairs of words around a quote.
_SURROUNDINGS: Final = [tuple(part.strip("-") for part in row) for row in rows("surroundings.tsv")]
_NUMERAL = re.compile("[" + "".join(SCRIPTS) + "]")
# Characters that some rule names as standing before or after a numeral.
_NAMED_BEFORE: Final = frozenset("").union(
    *(rule.before for rule in RULES if rule.before is not None)
)
_NAMED_AFTER: Final = frozenset("").union(*(rule.after for rule in RULES if rule.after is not None))


def figures(text: str) -> list[Figure]:
    """Return every figure of a text, in order, none overlapping another.

    Offsets count code points: ``text[f.start:f.end] == f.exact``. Any text is accepted, also
    lone surrogates and control characters; nothing is raised and the time taken grows with the
    length of the text and no faster.
    """
    folded = fold(text)
    spans = [found for _, found in walk(folded) if isinstance(found, Span)]
    return unfold(spans, folded, text)


def walk(text: str) -> list[tuple[Rule, Span | Skip]]:
    """Return what the rules find in a folded text, in order, each with the rule that found it."""
    found: list[tuple[Rule, Span | Skip]] = []
    position = left_limit = 0
    while (numeral := _NUMERAL.search(text, position)) is not None:
        cursor = Cursor(text, numeral.start(), left_limit)
        position = cursor.end
        if position - cursor.start > LONGEST:
            continue
        previous, following = cursor.previous, cursor.following
        for rule, reader in _applicable_rules(
            cursor.script,
            previous if previous in _NAMED_BEFORE else "",
            following if following in _NAMED_AFTER else "",
        ):
            result = reader(cursor)
            if result is not None:
                found.append((rule, result))
                position = result.end
                if type(result) is Span:
                    left_limit = position
                break
    return found


@cache
def _applicable_rules(
    script: Script, previous: str, following: str
) -> tuple[tuple[Rule, Reader], ...]:
    """The rules to ask between two characters; "" means a character that no rule names."""
    return tuple((rule, rule.read) for rule in RULES if rule.applies(script, previous, following))


@lru_cache(maxsize=1 << 14)
def read(exact: str, before: str = "", after: str = "") -> Figure | None:
    """Return the figure that ``exact`` states from its first to its last character, or None.

    The grammar finds the same figure in a text wherever the words around it do not change the
    reading. Where they do (7日 alone is a date, in 判决生效后7日内 a length of time), pass them as
    ``before`` and ``after``; a few characters are enough. Offsets count from the start of
    ``exact``. Raises nothing, whatever the text.
    """
    for left, right in ((before, after), *_SURROUNDINGS):
        start = len(left)
        for figure in figures(left + exact + right):
            if figure.start == start and figure.exact == exact:
                return figure._replace(start=0, end=len(exact))
    return None
