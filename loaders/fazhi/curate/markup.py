"""HTML in which nothing stands unescaped that was not written here."""

from __future__ import annotations

from html import escape


class Html(str):
    """Text that is HTML already; only the functions of this file make it."""

    __slots__ = ()


def element(tag: str, *content: str | None, **attributes: str | None) -> Html:
    """An HTML element. Content and attribute values that are not Html are escaped, None is left
    out; `class_` is the attribute class, `data_mark` is data-mark."""
    opening = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{opening}>{join(*content)}</{tag}>")


def join(*content: str | None) -> Html:
    """Pieces of content one after the other, escaped where they are not Html."""
    return Html("".join(one if isinstance(one, Html) else escape(one) for one in content if one))


def both(zh: str, en: str) -> Html:
    """One thing said in Chinese and in English."""
    return join(element("span", zh, lang="zh-Hans"), " ", element("span", en, lang="en"))
