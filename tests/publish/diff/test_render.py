"""Comparisons written down: aligned, complete, and proof against what a record may say."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fazhi.publish.diff.compare import Comparison
from fazhi.publish.diff.kinds import Difference
from fazhi.publish.diff.render import as_json, as_markdown, as_text, code

HOSTILE = [
    "[click](javascript:alert(1))", "<img src=x onerror=alert(1)>", "![x](https://evil.example)",
    "@everyone", "owner/repo#1", "https://evil.example", "`` `", "`", "``", " `", "a\n\n# Title",
    "a\r\n- item", "| a | b |", "**bold**", "<!-- ", "~~~\n", "    code", "&lt;", "\\", " ", "",
    "\x1b[2J", "\x9b2J", "\u202e", "\u2028", "$$x$$", "```\n</details>",
]  # fmt: skip
ALLOWED = {
    "heading",
    "paragraph",
    "bullet_list",
    "list_item",
    "inline",
    "text",
    "code_inline",
    "strong",
}
SAMPLE = Comparison(
    "1.0.0",
    "1.0.1",
    (
        Difference("article-added", "third-court", new={"zh": "湖畔", "en": "Lakeside"}),
        Difference("article-removed", "old-court", old={"zh": "旧", "en": "Old"}),
        Difference("field-changed", "lakeside-court", "recovered", "/metrics/9/value", 1, 2),
        Difference("concept-added", "themes", "space"),
    ),
)


def test_text() -> None:
    assert as_text(SAMPLE) == (
        "1.0.0 → 1.0.1: 4 changes require a major step, 2.0.0 or higher\n"
        "\n"
        "records\n"
        "  minor  article-added    third-court                                 湖畔\n"
        "  major  article-removed  old-court                                   旧\n"
        "  patch  field-changed    lakeside-court/metrics/9/value (recovered)  1 → 2\n"
        "\n"
        "vocabularies\n"
        "  minor  concept-added  themes (space)\n"
    )


def test_markdown() -> None:
    assert as_markdown(SAMPLE) == (
        "## `1.0.0` → `1.0.1`\n"
        "\n"
        "4 changes require a major step, 2.0.0 or higher.\n"
        "\n"
        "### Records\n"
        "\n"
        "**Article added** (minor)\n"
        "\n"
        "- `third-court`: `湖畔`\n"
        "\n"
        "**Article removed** (major)\n"
        "\n"
        "- `old-court`: `旧`\n"
        "\n"
        "**Field changed** (patch)\n"
        "\n"
        "- `lakeside-court` `recovered` `/metrics/9/value`: `1` → `2`\n"
        "\n"
        "### Vocabularies\n"
        "\n"
        "**Concept added** (minor)\n"
        "\n"
        "- `themes` `space`\n"
    )


def test_json_holds_everything() -> None:
    document = json.loads(as_json(SAMPLE))
    assert document["required"] == {"step": "major", "version": "2.0.0"}
    assert len(document["refusals"]) == 1
    assert document["changes"][2] == {
        "area": "records", "step": "patch", "kind": "field-changed", "where": "lakeside-court",
        "subject": "recovered", "pointer": "/metrics/9/value", "old": 1, "new": 2,
    }  # fmt: skip


def test_nothing() -> None:
    same = Comparison("1.0.0", "1.0.0", ())
    assert as_text(same) == "1.0.0 → 1.0.0: nothing changed\n"
    assert as_markdown(same) == "## `1.0.0` → `1.0.0`\n\nNothing changed.\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_in_code_spans(text: str) -> None:
    stays_in_code_spans(text)


@given(st.text(st.sampled_from("`*_[]()<>!#@~|\\ \n\r\t-1.a&;:/$\x1b法"), max_size=20))
@example("` `")
def test_any_text_stays_in_code_spans(text: str) -> None:
    stays_in_code_spans(text)


def stays_in_code_spans(text: str) -> None:
    marked = f"mark{text}mark"
    hostile = Comparison(
        "1.0.0",
        "2.0.0",
        (
            Difference("field-changed", text, text, text, text, {"zh": marked, "en": text}),
            Difference("revision-not-raised", text, "", text, text, [text]),
        ),
    )
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(as_markdown(hostile))
    flat = [one for token in tokens for one in (token, *(token.children or ()))]
    assert {one.type.removesuffix("_open").removesuffix("_close") for one in flat} <= ALLOWED
    words = "".join(one.content for one in flat if one.type == "text")
    assert set(words) <= set("→:.,() 0123456789abcdefghijklmnopqrstuvwxyzFRTr2changes")
    assert any(one.content.startswith("mark") for one in flat if one.type == "code_inline")


@pytest.mark.parametrize("text", [one for one in HOSTILE if one and one.isprintable()])
def test_a_code_span_says_the_text(text: str) -> None:
    inline = MarkdownIt("commonmark").parse(f"x {code(text)} y")[1]
    (span,) = (one for one in inline.children or () if one.type == "code_inline")
    assert span.content == text or not text.strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_gets_no_control_characters(text: str) -> None:
    diff = Comparison(
        "1.0.0", "2.0.0", (Difference("field-changed", text, text, text, text, [text]),)
    )
    lines = as_text(diff).split("\n")
    assert len(lines) == 5
    assert all(line.isprintable() for line in lines)


def test_long_lists_end() -> None:
    many = tuple(Difference("article-added", f"court-{i}") for i in range(1000))
    page = as_markdown(Comparison("1.0.0", "2.0.0", many))
    assert page.count("\n- `court-") == 200
    assert "\n- and 800 more\n" in page
