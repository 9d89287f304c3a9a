"""Bounds: the words around a figure that make it more, less or about so much.

    qualified = [before] figure [after]        lexicon/qualifiers.tsv

The word before a figure decides its bound, then 余 or 多 inside it, then the word after it.
"""

from fazhi.figure.context import ends_clause, preceded
from fazhi.figure.duration import is_recent_time
from fazhi.figure.lexicon import (
    MAGNITUDES,
    QUALIFIERS_AFTER,
    QUALIFIERS_AFTER_DATE,
    QUALIFIERS_BEFORE,
    Qualifier,
)
from fazhi.figure.model import Bound, Span


def bound_before(text: str, start: int, left_limit: int) -> tuple[int, Bound | None]:
    """Return where a qualifier before ``start`` begins and its bound; ``start`` and None without.

    The qualifier begins no lower than ``left_limit``.
    """
    if start > left_limit:
        stop = start - 1 if text[start - 1] == " " and start - 1 > left_limit else start
        for entry in QUALIFIERS_BEFORE.get(text[stop - 1], ()):
            begin = stop - len(entry.form)
            if begin >= left_limit and text.startswith(entry.form, begin):
                if begin and text[begin - 1] in entry.guard:
                    return start, None
                return begin, entry.bound
    return start, None


def bound_after(
    text: str, end: int, table: dict[str, tuple[Qualifier, ...]] = QUALIFIERS_AFTER
) -> tuple[int, Bound | None]:
    """Return where a qualifier after ``end`` ends and its bound; ``end`` and None without."""
    for entry in table.get(text[end : end + 1], ()):
        if text.startswith(entry.form, end):
            stop = end + len(entry.form)
            part_of_word = stop < len(text) and text[stop] in entry.guard
            if part_of_word or (entry.ends_clause and not ends_clause(text, stop)):
                return end, None
            return stop, entry.bound
    return end, None


def qualified(text: str, span: Span, left_limit: int) -> Span:
    """Return a figure with the qualifiers around it.

    ``span.bound`` is what its body says: above for 10余家, exact where it says nothing.
    """
    start, first = bound_before(text, span.start, left_limit)
    if first == "below" and is_recent_time(text, start, span):
        start, first = span.start, None
    end, last = bound_after(text, span.end)
    if first is None and last is None:
        return span
    bound = first or (last if span.bound == "exact" else None) or span.bound
    return Span(start, end, span.kind, span.value, span.upper, span.unit, bound)


def qualified_date(text: str, span: Span, left_limit: int) -> Span:
    """Return a date or time with 约, 左右, 前后 or 许; other qualifiers bound no date."""
    start, first = bound_before(text, span.start, left_limit)
    end, last = bound_after(text, span.end, QUALIFIERS_AFTER_DATE)
    if first is None and last is None:
        return span
    if first != "approximately":
        start = span.start
    if last != "approximately":
        end = span.end
    bound: Bound = "approximately" if "approximately" in (first, last) else "exact"
    return Span(start, end, span.kind, span.value, span.upper, span.unit, bound)


def vague_before(text: str, start: int, left_limit: int) -> tuple[int, Bound | None]:
    """Return where 数 几 好几 上 before a magnitude begins, and its bound: 数十, 上万."""
    mark = text[start - 1] if start > left_limit and text[start] in MAGNITUDES else ""
    if mark == "几":
        wide = start - 2 >= left_limit and text[start - 2] == "好"
        return start - (2 if wide else 1), "approximately"
    if mark == "数" and not preceded(text, start - 1, "several-blocked"):
        return start - 1, "approximately"
    if mark == "上" and text[start] != "十" and not preceded(text, start - 1, "up-to-blocked"):
        return start - 1, "above"
    return start, None
