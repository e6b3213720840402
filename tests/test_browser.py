"""The real guide in a real browser: on a phone and on a desk, in light and dark, over http and from a disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PAGES = [
    "index.html",
    "map.html",
    "topics/index.html",
    "topics/sql/index.html",
    "paths/index.html",
    "paths/zero-to-job.html",
    "projects/blog-api.html",
    "resources.html",
    "progress.html",
    "review.html",
    "placement.html",
    "404.html",
]
WIDTHS = [360, 1440]
SCHEMES = {"light": "default", "dark": "slate"}


class Watch:
    """What a page asked for and complained about."""

    def __init__(self, page: Page, allowed: str) -> None:
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.on(
            "request", lambda request: None if request.url.startswith(allowed) else self.foreign.append(request.url)
        )
        page.on(
            "console", lambda line: self.complaints.append(line.text) if line.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_keep_to_themselves_and_do_not_complain(
    browser: Browser, served: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    watch = Watch(page, served)
    for address in PAGES:
        page.goto(f"{served}/{address}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{address} is {wide} px too wide"
        assert page.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]
    assert not watch.foreign
    assert not watch.complaints
    context.close()


def test_first_screen_of_a_phone_says_where_to_start(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto(f"{served}/index.html")
    for text in ("Learn backend engineering", "Where to start", "The ten essentials", "Eight steps to a backend"):
        box = page.locator("article").get_by_text(text).locator("visible=true").first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 780, f"'{text}' is below the first screen"
    page.close()


def test_the_site_works_from_a_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    watch = Watch(page, "file://")
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="SQL and normalization").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("SQL and normalization")
    assert not watch.foreign
    page.close()


def test_a_card_is_reached_by_keyboard(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{served}/index.html")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.rm-card') !== null"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement, '::after').outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/paths/ten-essentials.html")
    page.close()


def test_pages_read_without_script(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/topics/sql/index.html")
    page.get_by_text("Why these come first").click()
    for text in ("Choose between", "Go deeper", "Where it leads", "an index is"):
        assert page.get_by_text(text).locator("visible=true").count(), text
    context.close()


def test_text_has_contrast(browser: Browser, served: str) -> None:
    """The colors that we chose against their grounds; 4.5:1 is what WCAG 2.2 asks of text."""
    for scheme in SCHEMES:
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{served}/paths/zero-to-job.html")
        for selector in (".rm-lead", ".rm-facts li", ".rm-stop li a", ".rm-notice a", ".rm-notice p", ".md-tabs__link"):
            ratio = page.evaluate(CONTRAST, selector)
            assert ratio >= 4.5, f"{selector} has {ratio:.2f} in {scheme}"
        page.goto(f"{served}/topics/index.html")
        for selector in (".rm-group h2", ".rm-number", ".rm-figures", ".rm-card p"):
            assert page.evaluate(CONTRAST, selector) >= 4.5, f"{selector} in {scheme}"
        page.close()


def test_text_of_diagrams_has_contrast(browser: Browser, served: str) -> None:
    for scheme in SCHEMES:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        for address in ("map.html", "topics/sql/index.html", "topics/caching/index.html"):
            page.goto(f"{served}/{address}")
            for text, ground in DIAGRAM_TEXTS.items():
                assert page.evaluate(SVG_CONTRAST, [text, ground]) >= 4.5, f"{text} in {scheme}"
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_one_drawing_of_each_diagram_is_shown_and_is_legible(browser: Browser, served: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    shown = "rm-wide" if width > 800 else "rm-narrow"
    for address, figures in (("index.html", 1), ("map.html", 1), ("topics/caching/index.html", 2)):
        page.goto(f"{served}/{address}")
        drawings = page.locator(".rm-diagram").locator("visible=true").all()
        assert len(drawings) == figures
        for drawing in drawings:
            assert shown in (drawing.get_attribute("class") or "")
            sizes = drawing.locator("text").evaluate_all("texts => texts.map(t => t.getBoundingClientRect().height)")
            assert min(sizes) >= 12
    page.close()


@pytest.mark.parametrize("font", ["system-ui", "DejaVu Sans", "Liberation Sans", "DejaVu Serif"])
def test_labels_stay_in_their_boxes_in_any_font(browser: Browser, served: str, font: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 800}, bypass_csp=True)  # for the style below
    for address in ("map.html", "topics/caching/index.html", "topics/testing-debugging/index.html"):
        page.goto(f"{served}/{address}")
        page.add_style_tag(content=f'.rm-diagram {{ display: block !important; font-family: "{font}" !important }}')
        assert page.evaluate(TEXTS_OUTSIDE) == []
    page.close()


def test_map_is_used_by_keyboard(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{served}/map.html")
    page.locator(".md-content p").first.click()
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.topic"))
    assert reached == ["programming-fundamentals", "web-fundamentals", "version-control"]
    frame = page.locator(".rm-wide [data-topic='version-control'] .rm-frame")
    assert frame.evaluate("frame => getComputedStyle(frame).strokeWidth") == "4px"
    faded = page.locator(".rm-wide .rm-edge[data-from='sql']").first
    assert float(faded.evaluate("edge => getComputedStyle(edge).opacity")) < 0.5
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/version-control/index.html")
    page.close()


def test_screen_reader_finds_the_map_as_a_list_of_links(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{served}/map.html")
    group = page.get_by_role("group", name="The map: topics and what they build on")
    assert group.get_by_role("listitem").count() == 21
    name = "2 SQL and normalization: 9 lessons, 18–30 hours. Essential. Learn first: Data structures and algorithms"
    assert group.get_by_role("link", name=name, exact=True).count() == 1
    page.close()


def test_paper_shows_wide_drawings_in_light_colors(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme="dark")
    page.goto(f"{served}/map.html")
    page.emulate_media(media="print")
    assert page.locator(".rm-wide").is_visible()
    assert page.locator(".rm-narrow").is_hidden()
    frame = page.locator(".rm-wide [data-topic='career'] .rm-frame")
    assert frame.evaluate("frame => getComputedStyle(frame).fill") == "rgb(255, 255, 255)"
    page.close()


# Colors are painted on a canvas, so that any notation and opacity count.
RATIO = """
  const context = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const paint = colors => {
    context.clearRect(0, 0, 1, 1);
    for (const color of colors) { context.fillStyle = color; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = rgb => {
    const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (color, grounds) => {
    const [a, b] = [luminance(paint(grounds)), luminance(paint([...grounds, color]))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
"""

# The lowest contrast of all matching elements.
CONTRAST = f"""selector => {{{RATIO}
  const grounds = element => {{
    const colors = [];
    for (let e = element; e; e = e.parentElement) colors.unshift(getComputedStyle(e).backgroundColor);
    return colors;
  }};
  const elements = [...document.querySelectorAll(selector)];
  return Math.min(...elements.map(element => ratio(getComputedStyle(element).color, grounds(element))));
}}"""

# What each text of a diagram stands on; the page where that is empty.
DIAGRAM_TEXTS = {
    ".rm-title": ".rm-frame",
    ".rm-node .rm-note": ".rm-frame",
    ".rm-badge-number": ".rm-badge",
    ".rm-section": ".rm-band",
    ".rm-head": "",
}

# The lowest contrast of all texts that match the first selector, each on what matches the second beside it.
SVG_CONTRAST = f"""([text, ground]) => {{{RATIO}
  const page = getComputedStyle(document.body).backgroundColor;
  const texts = [...document.querySelectorAll(text)];
  return Math.min(...texts.map(element => {{
    const shape = ground && element.parentElement.querySelector(ground);
    const fill = shape ? getComputedStyle(shape).fill : page;
    return ratio(getComputedStyle(element).fill, [page, fill]);
  }}));
}}"""

# The labels that reach over the frame of their card.
TEXTS_OUTSIDE = """[...document.querySelectorAll(".rm-node")].flatMap(node => {
  const frame = node.querySelector(".rm-frame").getBBox();
  return [...node.querySelectorAll("text")].filter(text => {
    const box = text.getBBox();
    return box.x < frame.x || box.x + box.width > frame.x + frame.width
      || box.y < frame.y || box.y + box.height > frame.y + frame.height;
  }).map(text => text.textContent);
})"""
