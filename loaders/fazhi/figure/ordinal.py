"""Ordinals: 第一, 第3次, 第十三届, 第3至第5名.

ordinal = "第" numeral [connector ["第"] numeral] [unit]
"""

from decimal import Decimal

from fazhi.figure.context import followed
from fazhi.figure.cursor import Cursor
from fazhi.figure.date_time import CONNECTORS
from fazhi.figure.identifier import ordinal_start
from fazhi.figure.lexicon import CONTEXT
from fazhi.figure.model import Result, Skip, Span
from fazhi.figure.numeral import Numeral, numeral_at
from fazhi.figure.rule import rule
from fazhi.figure.unit import unit_at


@rule("ordinal", "arabic", "chinese", before="第 ")
def ordinal(c: Cursor) -> Result:
    """第一, 第3次, 第 3 次; 第一人民医院 is a name."""
    if not c.text.endswith(("第", "第 "), 0, c.start) or c.start == c.left_limit:
        return None
    begin, number = ordinal_start(c), c.numeral
    if begin is None or number is None or number.more or number.high is not None or number.low % 1:
        return Skip(c.end)
    text, end = c.text, number.end
    joined = text[end : end + 1]
    if joined and joined in CONNECTORS:
        top = numeral_at(text, end + 2 if text.startswith("第", end + 1) else end + 1)
        if top is not None and top.high is None and not top.more and top.low > number.low:
            form, stop = _unit(text, top.end)
            return Span(begin, stop, "range", number.low, top.low, form)
    form, stop = _unit(text, end)
    if not form and number.arabic and joined == " ":
        # 第 3 次, as pages that space digits write it; 第 3 alone ends at its digit.
        form, stop = _unit(text, end + 1)
        stop = stop if form else end
    if not form and followed(text, end, "ordinal-name"):
        return Skip(c.end)
    return Span(begin, stop, "ordinal", number.low, None, form)


def _unit(text: str, end: int) -> tuple[str, int]:
    """Return what is ordered and where it ends, or an empty string and ``end``."""
    for form in CONTEXT["ordinal-unit"]:
        if text.startswith(form, end):
            return form, end + len(form)
    found = unit_at(text, Numeral(end, Decimal(1), arabic=True), lone=True)
    if found is None or found.form != found.entry.form:
        return "", end
    if found.entry.kind not in ("count", "duration", "ordinal") or found.end != end + len(
        found.form
    ):
        return "", end
    return found.form, found.end
