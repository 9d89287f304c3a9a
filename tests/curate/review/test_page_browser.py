"""The review page in a browser: what a click, a key and an eye meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.curate.review.pages import HOSTILE, RECORD, TEXT, hostile, page, problem, without

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
CONTRAST = """
() => {
  const parse = (text) => text.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const back = (node) => {
    const colour = parse(getComputedStyle(node).backgroundColor);
    return colour.length === 3 || colour[3] > 0 ? colour : back(node.parentElement);
  };
  const ratio = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!own || !node.getClientRects().length) continue;
    const colour = parse(getComputedStyle(node).color);
    found.push([node.outerHTML.slice(0, 90), ratio(colour, back(node))]);
  }
  return found;
}
"""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail("there is no /usr/bin/chromium: make browser", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """`show(html)` opens a page from disk; at the end it must have said and loaded nothing."""
    said: list[str] = []
    asked: list[str] = []
    path = tmp_path / "review.html"
    opened: list[Page] = []

    def call(html: str, width: int = 1400, **options: object) -> Page:
        path.write_text(html, "utf-8")
        shown = browser.new_page(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        shown.on("console", lambda message: said.append(message.text))
        shown.on("pageerror", lambda error: said.append(str(error)))
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto(path.as_uri())
        opened.append(shown)
        return shown

    yield call
    for shown in opened:
        shown.close()
    assert said == []
    assert asked == [path.as_uri()] * len(opened)


def mark(of: Page, exact: str) -> str:
    """The selector of the mark that shows these characters."""
    return f"#{of.locator('a.mark', has_text=exact).first.get_attribute('id')}"


def test_a_click_on_a_figure_shows_its_metric_and_back(show: Open) -> None:
    opened = show(page())
    opened.click(mark(opened, "95%"))
    expect(opened.locator("#metrics-3-evidence-0")).to_be_focused()
    expect(opened.locator("#metrics-3")).to_have_attribute("aria-current", "true")
    expect(opened.locator("#metrics-3")).to_be_in_viewport()
    opened.click("#metrics-9 h3")
    expect(opened.locator(mark(opened, "近2.4亿元"))).to_be_focused()
    expect(opened.locator("[aria-current]")).to_have_count(3)  # the mark, the quote, its card


def test_a_quote_leads_to_its_place_when_the_text_is_long(show: Open) -> None:
    opened = show(page(RECORD, TEXT + "\n" + "此后别无他事。\n" * 200))
    opened.locator("#text").evaluate("pane => { pane.scrollTop = 4000 }")
    expect(opened.locator(mark(opened, "1140件"))).not_to_be_in_viewport()
    opened.click("#metrics-2-evidence-0")
    expect(opened.locator(mark(opened, "1140件"))).to_be_in_viewport()


def test_each_thing_counted_has_its_place(show: Open) -> None:
    opened = show(page())
    for i, name in enumerate(("张某", "李某", "王某")):
        opened.click(f"#metrics-12-evidence-{i}")
        expect(opened.locator(mark(opened, name))).to_be_focused()


def test_the_keyboard(show: Open) -> None:
    opened = show(page())
    order = [mark.inner_text() for mark in opened.locator("a.mark[id]").all()]
    assert order[:3] == ["2024年", "1200件", "1200件"]
    keys = opened.keyboard
    for key, expected in [
        ("j", 0), ("j", 1), ("ArrowDown", 2), ("ArrowRight", 3), ("k", 2), ("ArrowUp", 1),
        ("Tab", 2), ("Shift+Tab", 1),
    ]:  # fmt: skip
        keys.press(key)
        expect(opened.locator("a.mark[id]").nth(expected)).to_be_focused()
    keys.press("Enter")
    expect(opened.locator("#metrics-0-evidence-0")).to_be_focused()
    keys.press("j")
    expect(opened.locator("#metrics-1-evidence-0")).to_be_focused()
    keys.press("Enter")
    expect(opened.locator("a.mark[id]").nth(2)).to_be_focused()
    keys.press("Escape")
    expect(opened.locator("#metrics-1-evidence-0")).to_be_focused()
    keys.press("Escape")
    expect(opened.locator("a.mark[id]").nth(1)).to_be_focused()


def test_the_ends_meet(show: Open) -> None:
    opened = show(page())
    opened.keyboard.press("k")
    expect(opened.locator("a.mark[id]").last).to_be_focused()
    opened.keyboard.press("j")
    expect(opened.locator("a.mark[id]").first).to_be_focused()


def test_the_help(show: Open) -> None:
    opened = show(page())
    opened.keyboard.press("?")
    expect(opened.locator("#help")).to_be_visible()
    opened.keyboard.press("j")
    expect(opened.locator("#help")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.locator("#help")).to_be_hidden()
    opened.click("#help-button")
    expect(opened.locator("#help")).to_be_visible()


def test_focus_can_be_seen(show: Open) -> None:
    opened = show(page())
    opened.keyboard.press("j")
    style = "node => getComputedStyle(node).outlineStyle"
    assert opened.locator(":focus").evaluate(style) == "solid"


def test_a_figure_left_out_is_red_and_leads_to_its_entry(show: Open) -> None:
    opened = show(page(without("recovered")))
    red = opened.locator("a.mark.nothing")
    expect(red).to_have_count(1)
    expect(red).to_have_text("近2.4亿元")
    expect(red).to_have_attribute("title", "遗漏 · unaccounted · 125–131")
    expect(opened.locator("[data-count=nothing]")).to_have_text("1")
    red_channel, green, blue = red.evaluate(
        "node => getComputedStyle(node).color.match(/[0-9]+/g).map(Number)"
    )
    assert red_channel > 2 * max(green, blue)
    label = "node => getComputedStyle(node, '::after').content"
    assert "漏" in red.evaluate(label)
    red.click()
    entry = opened.locator(".card.figure.open")
    expect(entry).to_contain_text("240000000")
    expect(entry.locator("a.quote")).to_be_focused()
    opened.keyboard.press("Enter")
    expect(red).to_be_focused()


def test_a_complete_record_has_nothing_red(show: Open) -> None:
    opened = show(page())
    expect(opened.locator(".nothing.mark, .faulty, .faults, .card.open")).to_have_count(0)


def test_only_what_is_open(show: Open) -> None:
    opened = show(page(without("recovered"), TEXT, problem("/metrics/3/value")))
    opened.keyboard.press("f")
    expect(opened.locator("#filter")).to_have_attribute("aria-pressed", "true")
    expect(opened.locator(".card:visible")).to_have_count(2)
    for expected in ("95%", "近2.4亿元", "95%"):
        opened.keyboard.press("j")
        expect(opened.locator("a.mark:focus")).to_have_text(expected)
    opened.click(mark(opened, "60余场"))  # what is hidden is shown to whoever asks for it
    expect(opened.locator("#metrics-9-evidence-0")).to_be_focused()
    expect(opened.locator("#filter")).to_have_attribute("aria-pressed", "false")


def test_nothing_open_is_said(show: Open) -> None:
    opened = show(page())
    opened.click("#filter")
    expect(opened.locator("#nothing-open")).to_be_visible()
    expect(opened.locator(".card:visible")).to_have_count(0)
    opened.click("#filter")
    expect(opened.locator("#nothing-open")).to_be_hidden()


def test_a_problem_in_the_list_leads_to_its_card(show: Open) -> None:
    opened = show(page(RECORD, TEXT, problem("/metrics/8/unit"), problem("/relations/2")))
    expect(opened.locator(".faulty")).to_have_text("30至45天")
    opened.click(".overview li:first-child a")
    expect(opened.locator("#metrics-8-evidence-0")).to_be_focused()
    opened.click(".overview li:last-child a")
    expect(opened.locator("#relations-2")).to_be_focused()
    opened.click("#relations-2 a.term >> nth=0")
    expect(opened.locator("#metrics-3-evidence-0")).to_be_focused()


def test_hostile_text_stays_text(show: Open) -> None:
    opened = show(hostile())
    assert opened.evaluate("() => window.hacked") is None
    expect(opened.locator("img")).to_have_count(0)
    assert opened.title() == HOSTILE
    expect(opened.locator("#text")).to_contain_text(HOSTILE)


def test_a_script_that_got_in_would_not_run(browser: Browser, tmp_path: Path) -> None:
    """The page's policy, were its escaping ever to fail."""
    injected = "<script>window.hacked=1</script><img src=https://example.org/x.png></main>"
    path = tmp_path / "injected.html"
    path.write_text(page().replace("</main>", injected), "utf-8")
    refused: list[str] = []
    opened = browser.new_page()
    opened.on("console", lambda message: refused.append(message.text))
    opened.goto(path.as_uri())
    assert opened.evaluate("() => window.hacked") is None
    opened.close()
    assert sum("Content Security Policy" in text for text in refused) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("key", ["j", "f"])
def test_contrast(show: Open, scheme: str, key: str) -> None:
    opened = show(page(without("recovered"), TEXT, problem("/metrics/3")), color_scheme=scheme)
    opened.keyboard.press(key)
    found = opened.evaluate(CONTRAST)
    assert len(found) > 40
    assert [text for text in found if text[1] < 4.5] == []


@pytest.mark.parametrize("width", [1400, 800, 360])
def test_it_fits(show: Open, width: int) -> None:
    opened = show(page(without("recovered"), TEXT, problem("/metrics/3", "x" * 300)), width)
    assert opened.evaluate("() => document.documentElement.scrollWidth") <= width
    opened.click(mark(opened, "60余场"))
    expect(opened.locator("#metrics-9")).to_be_in_viewport(ratio=1)


def test_chinese_is_set_well(show: Open) -> None:
    opened = show(page(RECORD, TEXT + "此后别无他事。" * 40))
    long = opened.locator("#text p").last
    size, leading, width = long.evaluate(
        "p => { const s = getComputedStyle(p);"
        " return [s.fontSize, s.lineHeight, s.width].map(parseFloat) }"
    )
    assert 1.8 <= leading / size <= 2
    assert width / size <= 38.01
    assert opened.locator("#text").get_attribute("lang") == "zh-Hans"
    assert opened.locator("#text").inner_text().split() == (TEXT + "此后别无他事。" * 40).split()


def test_it_prints(show: Open) -> None:
    opened = show(page(without("recovered")))
    opened.emulate_media(media="print")
    expect(opened.locator("#tools")).to_be_hidden()
    expect(opened.locator("#metrics-3")).to_be_visible()
    assert opened.evaluate("() => getComputedStyle(document.body).backgroundColor") in (
        "rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"
    )  # fmt: skip
    overflow = "pane => getComputedStyle(pane).overflowY"
    assert opened.locator("#text").evaluate(overflow) == "visible"


def test_without_script_the_links_still_lead(show: Open) -> None:
    opened = show(page(), java_script_enabled=False)
    opened.click(mark(opened, "95%"))
    assert opened.url.endswith("#metrics-3-evidence-0")
    expect(opened.locator("#metrics-3")).to_be_in_viewport()
