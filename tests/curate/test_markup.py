"""Markup: text is escaped unless it was made as markup here."""

from __future__ import annotations

from fazhi.curate.markup import element, join


def test_markup_is_escaped_unless_it_was_made_here() -> None:
    inner = element("b", "<i>", title='"')
    assert inner == '<b title="&quot;">&lt;i&gt;</b>'
    assert element("p", inner, None, "&", id=None) == f"<p>{inner}&amp;</p>"
    assert join("<", inner) == f"&lt;{inner}"
