"""The review page: whole, closed to scripts, and right in its counts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.record.field_types import Maybe
from fazhi.record.model import Article, Metric, Participant, Withdrawal
from fazhi.testing import articles
from tests.curate.review.pages import (
    HOSTILE,
    RECORD,
    TEXT,
    changed,
    hostile,
    page,
    problem,
    without,
)

NEWS = st.text(st.sampled_from("0123456789一二三百万亿年月件元约近余“”<&,。\n"), max_size=80)


class Reader(HTMLParser):
    """What a page is made of: its tags with their attributes, its text by the id of its section."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.section = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag == "section" and "id" in dict(attributes):
            self.section = dict(attributes)["id"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self.section == "text":
            self.handle_data("\n")
        elif tag == "section":
            self.section = ""

    def handle_data(self, data: str) -> None:
        self.text[self.section] = self.text.get(self.section, "") + data


def counts(text: str) -> dict[str, int]:
    return {k: int(n) for k, n in re.findall(r'data-count="([a-z]+)">([0-9]+)<', text)}


def test_counts_of_a_complete_record() -> None:
    assert counts(page()) == {
        "found": 19, "metric": 15, "exclusion": 1, "date": 3, "nothing": 0, "name": 2,
        "problems": 0,
    }  # fmt: skip


def test_who_takes_part_and_what_is_inferred_is_shown() -> None:
    part = Participant(organization="lakeside-court", role="lead")
    other = Participant(organization="elsewhere", role="partner")
    event = RECORD.initiatives[0].model_copy(
        update={
            "organization": None,
            "participants": (part, part, other),
            "period_inferred_from": f"the page {HOSTILE}",
        }
    )
    text = page(changed(initiatives=(event,)))
    shown = "".join(Reader(text).text.values())
    assert "共同牵头 leading together: 湖畔人民法院、湖畔人民法院" in shown
    assert "参与 taking part: elsewhere" in shown
    assert "推定 inferred: the page </script>" in shown
    assert "<img" not in text


def test_counts_of_a_record_with_a_metric_missing() -> None:
    found = counts(page(without("recovered"), TEXT, problem("/metrics/0/value")))
    assert (found["metric"], found["nothing"], found["problems"]) == (14, 1, 1)
    assert found["found"] == sum(found[by] for by in ("metric", "exclusion", "date", "nothing"))


def test_the_page_loads_nothing() -> None:
    for text in (page(), hostile()):
        reader = Reader(text)
        links = [attributes.get("href") for _, attributes in reader.tags if "href" in attributes]
        assert all(link and link.startswith("#") for link in links)
        names = {name for _, attributes in reader.tags for name in attributes}
        assert not names & {"src", "srcset", "style"}
        assert not {tag for tag, _ in reader.tags} & {"img", "iframe", "link", "object", "base"}
        assert re.findall(r"url\(|@import|https?:", text) == []
        assert "default-src 'none'" in text


def test_every_link_leads_somewhere_and_every_id_is_one() -> None:
    text = page(without("recovered"), TEXT, problem("/metrics/2"), problem("/source"), problem(""))
    tags = Reader(text).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in tags:
        if "href" in attributes:
            assert str(attributes["href"])[1:] in ids
        for quote in str(attributes.get("data-quotes") or "").split():
            assert quote in ids


def hostile_record() -> str:
    """What can be read in the hostile page outside its text."""
    return "".join(text for name, text in Reader(hostile()).text.items() if name != "text")


def test_nothing_gets_out_of_its_quotes() -> None:
    tags = [(tag, sorted(attributes)) for tag, attributes in Reader(hostile()).tags]
    assert [tag for tag, _ in tags].count("script") == 1
    assert not any(name.startswith("on") for _, names in tags for name in names)
    assert HOSTILE in Reader(hostile()).text["text"]
    assert HOSTILE in hostile_record()


def test_a_new_field_of_the_model_is_shown() -> None:
    """By its own name, with its description, and escaped."""

    class NewerMetric(Metric):
        collection_method: Maybe[str] = None
        """How the figure was collected."""

    fields = dict(RECORD.metrics[0]) | {"collection_method": "<i>census</i>"}
    metric = NewerMetric.model_construct(**fields)
    shown = page(changed(metrics=(metric, *RECORD.metrics[1:])))
    assert "collection method: &lt;i&gt;census&lt;/i&gt;" in shown
    assert 'title="How the figure was collected."' in shown


def test_why_a_record_was_withdrawn_is_shown() -> None:
    withdrawal = Withdrawal(reason="The paper took it back.", replaced_by="lakeside-court-2")
    shown = Reader(page(changed(status="withdrawn", withdrawal=withdrawal))).text["record"]
    assert "撤回 Withdrawn" in shown
    assert "The paper took it back." in shown
    assert "lakeside-court-2" in shown


def test_the_whole_text_is_there() -> None:
    assert Reader(page()).text["text"] == f"{TEXT}\n"


@pytest.mark.parametrize(
    ("pointer", "card"),
    [
        ("/metrics/3/value", "metrics-3"),
        ("/exclusions/0", "exclusions-0"),
        ("/relations/1/of/0", "relations-1"),
        ("/headline/zh", "about"),
        ("/metrics", "about"),
        ("", "about"),
    ],
)
def test_a_problem_stands_beside_what_it_concerns(pointer: str, card: str) -> None:
    text = page(RECORD, TEXT, problem(pointer, "so it is"))
    (beside,) = re.findall(rf'<article [^>]*id="{card}".*?</article>', text, re.DOTALL)
    assert "so it is" in beside
    assert "write another" in beside
    assert "some-rule · 7:3" in beside
    assert text.count("<strong>so it is</strong>") == 1


def test_a_withdrawn_codeless_record_is_shown_all_the_same() -> None:
    metric = RECORD.metrics[0].model_copy(update={"measure": "no.such", "unit": "none"})
    relation = RECORD.relations[0].model_copy(update={"of": ("nobody",), "holds": False})
    text = page(changed(metrics=(metric,), relations=(relation,), published=None, region="999999"))
    assert all(word in text for word in ("no.such", "nobody", "does not hold", "999999"))


@settings(max_examples=60)
@given(articles(), NEWS)
def test_any_record_beside_any_text(article: Article, text: str) -> None:
    """Whatever the offsets are: the text is whole and every link leads somewhere."""
    reader = Reader(page(article, text))
    assert reader.text["text"] == f"{text}\n"
    ids = {attributes.get("id") for _, attributes in reader.tags}
    links = [str(attributes["href"])[1:] for _, attributes in reader.tags if "href" in attributes]
    assert [link for link in links if link not in ids] == []
