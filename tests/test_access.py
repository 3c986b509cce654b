"""Access for everyone, in the real Chromium: axe-core on every page type, keyboard alone, 400 % zoom, big enough
targets, less motion, forced colours.

axe-core comes from `tests/node` (`tests/install-tools.sh`); nothing here is skipped when something is missing.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from browser import FLAGS, WINDOWLESS
from playwright.sync_api import Browser, Page

from catalogue.pages import PAGE_TYPES

if TYPE_CHECKING:
    from built_site import Site

AXE = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
LANGUAGES = ("zh", "en")
# Of the types that have many pages, the one with the longest words and the most to show.
EXAMPLES = {
    "industry": "chemicals",
    "role": "product-quality-or-testing-engineer",
    "category": "intelligent-manufacturing",
}
FOLDERS = {one.name: one.path.format(id=EXAMPLES[one.name]) if "{id}" in one.path else one.path for one in PAGE_TYPES}
# Pages by what they are reached for; a page that scripts change stands here in each state that a reader sees.
STATES = {
    **FOLDERS,
    "industry, pinned": "2020/industries/chemicals/",
    "search, results": "search/?q=engineer",
    "search, one facet": "search/?kind=industry",
    "search, nothing": "search/?q=qqqq",
    "home, suggestions": "",
    "lookup, answers": "lookup/",
}
if "compare" in FOLDERS:
    STATES["compare, industries"] = "compare/?industries=chemicals,pens,footwear"
    STATES["compare, roles"] = "compare/?roles=mechanical-engineer,mold-design-engineer"
# Where a second edition shows: changes, histories, what is gone, what is old.
OF_EDITIONS = (
    "changes/",
    "roles/measurement-engineer/",
    "industries/eyewear/",
    "roles/graphic-designer/",
    "2020/roles/",
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOURS = ("color-contrast", "link-in-text-block")  # the rules that look at colours: all that dark pages can break

_AXE = """async names => {
    const all = names.includes("wcag2a"), rules = all ? { "target-size": { enabled: true } } : {};
    const options = { runOnly: { type: all ? "tag" : "rule", values: names }, rules, resultTypes: ["violations"] };
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} ×, first ${nodes[0].target}: ${nodes[0].failureSummary.replaceAll("\\n", " ")}`);
}"""


# Nothing but the matrix and a comparison, tables of many columns, may scroll in two dimensions. A window of 1280 × 1024
# at 400 % has 320 × 256 CSS pixels: what an element then cuts off and does not scroll is lost, and what stays on the
# page wherever one scrolls must leave most of it free.
_LOST = """() => {
    const faults = [], { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`the page scrolls sideways: ${scrollWidth} > ${clientWidth}`);
    for (const element of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(element), say = fault => faults.push(`${fault}: ${element.outerHTML.slice(0, 160)}`);
        if (element.closest("svg") || element.matches("input, textarea") || !element.checkVisibility()) continue;
        const wide = element.scrollWidth > element.clientWidth + 1, high = element.scrollHeight > element.clientHeight + 1;
        const hidden = style.clipPath !== "none" || style.position === "absolute" && element.clientWidth <= 1;
        if (!hidden && (wide && /hidden|clip/.test(style.overflowX) || high && /hidden|clip/.test(style.overflowY))) say("cut off");
        if (wide && /auto|scroll/.test(style.overflowX) && !element.matches("[role=region][tabindex='0']:has(.matrix, .compared)")) say("scrolls sideways");
        if (/fixed|sticky/.test(style.position) && !element.closest("[role=region]") && element.getBoundingClientRect().height > innerHeight / 3) say("covers the page");
    }
    return faults;
}"""

# The words that a reader sees, labels from attributes too. The matrix leaves the other language's names to wide screens.
_WORDS = """() => {
    const labels = [...document.querySelectorAll("[data-label]")].map(element => element.dataset.label);
    const hidden = [...document.querySelectorAll(".matrix .gloss")];
    const before = hidden.map(element => element.style.display);
    hidden.forEach(element => element.style.display = "none");
    const words = [document.body.innerText, ...labels].join(" ").split(/\\s+/);
    hidden.forEach((element, i) => element.style.display = before[i]);
    return [...new Set(words)];
}"""

# Everything that one presses is 24 × 24 CSS pixels at least, but for links in running text, and the marks of a chart,
# whose places are what the chart says (WCAG 2.5.8, "inline" and "essential"); their rows stand in the table below.
_SMALL = """() => {
    const target = element => element.matches("[type=checkbox], [type=radio]") ? element.labels[0] ?? element : element;
    const sides = element => {
        const boxes = [...target(element).getClientRects()];
        return [Math.max(...boxes.map(one => one.width)), Math.max(...boxes.map(one => one.height))];
    };
    const shown = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length
        && !element.closest(".visually-hidden, .skip, svg");
    const runs = element => {
        if (getComputedStyle(element).display !== "inline") return false;
        const block = element.closest("p, dd, li, blockquote, figcaption, caption, th, td");
        const text = [...block?.childNodes ?? []].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.textContent).join("");
        return /[\\p{L}\\p{N}]/u.test(text);
    };
    const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option], [role=button], [role=tab]");
    return [...all].filter(element => shown(element) && !runs(element) && sides(element).some(length => length < 23.99))
        .map(element => `${sides(element).map(Math.round).join(" × ")}: ${element.parentElement.tagName} > ${element.outerHTML.slice(0, 160)}`);
}"""

_MOVES = """() => [...document.querySelectorAll("*")].filter(element => {
    const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
    const long = text => text.split(",").some(part => parseFloat(part) > 0.01);
    return scrollBehavior === "smooth" || long(transitionDuration) || animationName !== "none" && long(animationDuration);
}).map(element => element.tagName + "." + element.className)"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """One tab for all pages; its contrasts are measured at once, without waiting for a transition to end.

    What spoils a page here is markup and styles of our own, which the pages' policy would keep out.
    """
    context = chromium.new_context(reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.set_default_timeout(10_000)  # only a test that fails waits
    yield page
    context.close()


@pytest.fixture(autouse=True)
def _as_a_reader_finds_it(page: Page) -> None:
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 800})


def _open(page: Page, served: str, lang: str, state: str) -> None:
    page.goto(f"{served}{lang}/{STATES[state]}")
    if state == "home, suggestions":
        page.locator("#search-box").click()
        page.keyboard.type("design")
        page.locator("[role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
    elif state == "lookup, answers":
        page.locator("textarea").fill("机械工程师\n机械工程帅\nastronaut")
        page.locator("main form [type=submit]").click()
        page.locator("[data-lookup-answers] tbody tr").nth(2).wait_for()
    elif state.startswith("search, "):
        page.locator("[data-search-status]:not(:empty)").wait_for()
    elif state.startswith("compare, "):
        page.locator("main table.compared tbody tr").first.wait_for()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_everyone_can_use_it(state: str, lang: str, page: Page, served: str) -> None:
    _open(page, served, lang, state)
    found = _faults(page)
    assert not found, f"{len(found)} faults:\n" + "\n".join(found[:40])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", OF_EDITIONS)
def test_everyone_can_use_it_when_there_are_several_editions(
    path: str, lang: str, page: Page, served_second: str
) -> None:
    page.goto(f"{served_second}{lang}/{path}")
    found = _faults(page)
    assert not found, f"{len(found)} faults:\n" + "\n".join(found[:40])


def _faults(page: Page) -> list[str]:
    """One visit, for speed: axe-core and targets in every width and colour, 400 % zoom, less motion.

    Which colours a page has is no matter of its language: wide pages are seen dark in English, narrow ones in Chinese.
    """
    text = page.evaluate(_WORDS)
    found = [f"moves: {element}" for element in page.evaluate(_MOVES)]
    dark = 1280 if page.evaluate("document.documentElement.lang") == "en" else 320
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} px: target too small: {target}" for target in page.evaluate(_SMALL)]
        for scheme, rules in (("light", RULES), *([("dark", OF_COLOURS)] if width == dark else [])):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} px, {scheme}: {violation}" for violation in page.evaluate(_AXE, rules)]
    page.set_viewport_size({"width": 320, "height": 256})
    left = {*page.evaluate(_WORDS)}
    found += [f"400 %: lost: {word}" for word in text if word not in left]
    return found + [f"400 %: {fault}" for fault in page.evaluate(_LOST)]


@pytest.mark.parametrize("path", ["", "404.html"])
def test_axe_finds_no_violation_on_pages_of_no_language(path: str, page: Page, served: str) -> None:
    page.goto(f"{served}{path}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(_AXE, RULES) == []


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("color-contrast", "document.querySelector('h1').style.color = '#eee'"),
        ("link-name", "document.querySelector('main a').textContent = ''"),
        ("label", "document.querySelector('#search-box').removeAttribute('id')"),
        ("heading-order", "document.querySelector('h2').outerHTML = '<h5>x</h5>'"),
        ("html-has-lang", "document.documentElement.removeAttribute('lang')"),
        (
            "target-size",
            "document.querySelector('.main-nav ul').style.gap = 0; document.querySelectorAll('.main-nav li').forEach(li => li.innerHTML = '<button style=\"display:inline-block;width:9px;height:9px;padding:0;border:0\">x</button>')",
        ),
        ("region", "document.body.insertAdjacentHTML('beforeend', '<p>outside of every landmark</p>')"),
    ],
)
def test_axe_would_find_it(rule: str, spoil: str, page: Page, served: str) -> None:
    page.goto(f"{served}en/")
    page.evaluate(spoil)
    if rule == "label":  # a name from the placeholder would do
        page.evaluate("document.querySelector('input').removeAttribute('placeholder')")
    assert any(violation.startswith(f"{rule}:") for violation in page.evaluate(_AXE, RULES))


@pytest.mark.parametrize(
    ("check", "style"),
    [
        (_SMALL, ".main-nav a { padding: 0 !important; line-height: 1 !important; font-size: 12px }"),
        (_SMALL, ".theme-switch { min-height: 0 !important; height: 20px }"),
        (_LOST, ".wordmark { min-width: 30rem }"),
        (_LOST, "h1 { height: 1em; overflow: hidden }"),
        (_LOST, ".site-header { position: sticky; inset-block-start: 0 }"),
        (_LOST, ".main-nav ul { flex-wrap: nowrap !important; overflow: auto; white-space: nowrap }"),
        (_MOVES, "a { transition: color 0.2s }"),
        (_MOVES, "html { scroll-behavior: smooth !important }"),
    ],
)
def test_these_checks_would_find_it(check: str, style: str, page: Page, served: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{served}en/")
    assert page.evaluate(check) == []
    page.add_style_tag(content=style)
    assert page.evaluate(check) != []


def test_headings_go_down_one_step_at_a_time_on_every_page(site: Site) -> None:
    for path, raw in site.files.items():
        if not path.endswith(".html"):
            continue
        steps = [int(level) for level in re.findall(rb"<h([1-6])\b", raw)]
        assert steps[:1] == [1], path
        assert all(after - before <= 1 for before, after in itertools.pairwise(steps)), f"{path}: {steps}"


# --- Keyboard -----------------------------------------------------------------------------------------------------

# What an element looks like; remembered of all before the first key, compared when one has the focus.
_REMEMBER = """() => {
    window.looks = element => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
        return outlineStyle === "none" || outlineWidth === "0px" ? boxShadow : [outlineStyle, outlineWidth, outlineColor, boxShadow].join();
    };
    window.atRest = new Map([...document.querySelectorAll("*")].map(element => [element, looks(element)]));
}"""
_INDICATED = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect();
    const inView = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return element !== document.body && inView && looks(element) !== (atRest.get(element) ?? "none");
}"""


# Of the chosen suggestion and the next one, lines that stand out: the ground alone is too faint, and not forced.
_LOOKS_OF_OPTIONS = """() => [...document.querySelectorAll("[role=option]")].slice(0, 2).map(element => {
    const { outlineStyle, outlineWidth, boxShadow, borderInlineStartColor, borderInlineStartWidth } = getComputedStyle(element);
    return [outlineStyle, outlineWidth, boxShadow, borderInlineStartColor, borderInlineStartWidth].join();
})"""


def _tab_to(page: Page, wanted: str, most: int = 250) -> None:
    """Tabs on until what has the focus fits the selector; every stop on the way must show that it has it."""
    page.evaluate(_REMEMBER)
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(_INDICATED), f"no visible focus: {page.evaluate('document.activeElement.outerHTML')[:300]}"
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{most} times Tab at {page.url} and never at {wanted}")


def _path(page: Page) -> str:
    return urlsplit(page.url).path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_by_keyboard_alone_from_home_to_the_printed_extract(lang: str, page: Page, served: str) -> None:
    page.goto(f"{served}{lang}/")
    _tab_to(page, "#search-box")
    page.keyboard.type("valve design engineer")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/search/?q=*")
    page.locator("main [data-result='role:valve-design-engineer'] a").wait_for()

    _tab_to(page, "[data-result='role:valve-design-engineer'] a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/roles/valve-design-engineer/")

    _tab_to(page, "main a[href*='industries/pumps-and-valves/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/industries/pumps-and-valves/*")

    page.emulate_media(media="print")
    assert page.locator("table.shortage").is_visible()
    assert not page.locator(".main-nav").is_visible()
    page.emulate_media(media="screen")

    if "compare" not in FOLDERS:
        return
    page.reload()
    _tab_to(page, "a[href*='compare/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/compare/*")
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_suggestions_are_chosen_with_arrows(lang: str, page: Page, served: str) -> None:
    page.goto(f"{served}{lang}/about/")
    _tab_to(page, "#search-box")
    page.keyboard.type("design engineer")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert page.locator("#search-box").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    for colours in ("none", "active"):  # no colour alone tells which it is
        page.emulate_media(forced_colors=colours)
        first, other = page.evaluate(_LOOKS_OF_OPTIONS)
        assert first != other, f"the chosen suggestion looks like the others, forced colours: {colours}"
    page.emulate_media(forced_colors="none")
    page.keyboard.press("Escape")
    assert not page.locator("[role=listbox]").is_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/roles/design-and-development-engineer/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_skip_link_skips(lang: str, page: Page, served: str) -> None:
    page.goto(f"{served}{lang}/roles/")
    _tab_to(page, "a[href='#main']", most=1)
    box = page.locator(":focus").bounding_box()
    assert box
    assert min(box["x"], box["y"]) >= 0
    page.keyboard.press("Enter")
    _tab_to(page, "main *", most=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["main a", ".main-nav a", "#search-box", "[type=submit]", ".theme-switch", ".skip"])
def test_the_focus_indicator_stands_out(place: str, scheme: str, page: Page, served: str) -> None:
    """3 to 1 against the page, as WCAG 1.4.11 asks; of an outline and a ring around it, one must."""
    page.goto(f"{served}en/")
    page.emulate_media(color_scheme=scheme)
    page.keyboard.press("Tab")  # whoever uses keys gets :focus-visible
    page.locator(place).first.focus()
    assert (
        _strongest(
            page,
            "[getComputedStyle(document.activeElement).outlineColor, getComputedStyle(document.activeElement).boxShadow]",
        )
        >= 3
    )


@pytest.mark.parametrize(("place", "right"), [("[type=submit]", False), ("#search-box", True)])
def test_of_two_boxes_side_by_side_neither_hides_the_ring_of_the_other(
    place: str, right: bool, page: Page, served: str
) -> None:
    """The search box has a place of its own to be painted in, which is above what has none."""
    page.goto(f"{served}en/about/")
    page.keyboard.press("Tab")
    box = page.locator(place).bounding_box()
    assert box
    beside = {"x": box["x"] + (box["width"] if right else -4), "y": box["y"] + 8, "width": 4, "height": 16}
    before = page.screenshot(clip=beside)
    page.locator(place).focus()
    assert page.screenshot(clip=beside) != before


def _strongest(page: Page, colours: str) -> float:
    """The highest contrast that the colours named in some values have against the page."""
    texts, ground = page.evaluate(f"[{colours}, getComputedStyle(document.body).backgroundColor]")
    found = [_luminance(colour) for text in texts for colour in re.findall(r"rgba?\([^)]*\)", text)]
    paper = _luminance(ground)
    return max(((max(one, paper) + 0.05) / (min(one, paper) + 0.05) for one in found), default=0)


def _luminance(colour: str) -> float:
    red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# --- Motion and colours -------------------------------------------------------------------------------------------


def test_pages_do_not_slide_to_a_place_even_for_who_has_nothing_against_motion(page: Page, served: str) -> None:
    """Browsers would slide from the top, too, when somebody comes back to a page."""
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{served}en/")
    assert not [element for element in page.evaluate(_MOVES) if element.startswith("HTML.")]


# Levels as text: the words shown, and the shape drawn before them.
_LEVELS = """() => [...document.querySelectorAll("[data-level]:not(svg [data-level])")].filter(element => element.checkVisibility()).map(element => {
    const shape = getComputedStyle(element, "::before").content.match(/[●○]{3}/)?.[0] ?? element.innerText.match(/[●○]{3}/)?.[0] ?? "";
    return [element.dataset.level, element.innerText.replace(/[●○\\d.\\s]/g, ""), shape];
})"""
# Levels as marks of a chart, not as its ground: what is drawn, inside or around, must not have the colour of the page.
_MARKS = """() => [...document.querySelectorAll("svg :is([data-level]:not(g, .band), g[data-level] > *)")].slice(0, 80).map(element => {
    const { fill, stroke } = getComputedStyle(element);
    return [fill, stroke];
})"""
SHAPES = {"severe": "●●●", "shortage": "●●○", "moderate": "●○○"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["home", "industries", "industry", "role", "roles", "matrix", "search, results"])
def test_levels_are_told_apart_in_forced_colours(state: str, scheme: str, page: Page, served: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    _open(page, served, "en", state)
    levels = page.evaluate(_LEVELS)
    for level, words, shape in levels:
        assert words or shape, level
        assert shape in (SHAPES[level], ""), level
    said = [
        (told, level) for level in SHAPES for told in {words or shape for one, words, shape in levels if one == level}
    ]
    assert len(said) == len({told for told, _ in said}), "two levels say the same"
    if state != "roles":
        assert levels or state == "industries"
    for paints in page.evaluate(_MARKS):
        assert _strongest(page, json.dumps(paints)) >= 3, paints


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_does_not_come_through_forced_colours(theme: str, page: Page, served: str) -> None:
    """A reader's own colours are those of the system; what is drawn has them, too."""
    page.emulate_media(forced_colors="active", color_scheme={"light": "dark", "dark": "light"}[theme])
    page.goto(f"{served}en/industries/pens/")
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    assert page.locator("[data-theme-switch]").is_hidden()
    drawn = page.evaluate(
        "() => [...document.querySelectorAll('svg :is(text, circle, line, .level-bar *)')].filter((one) => one.checkVisibility())"
        ".map((one) => [getComputedStyle(one)].map(({ fill, stroke }) => [one.tagName, fill, stroke])[0])"
    )
    assert len(drawn) > 30
    assert [paints for paints in drawn if paints[0] == "text" and _strongest(page, json.dumps(paints[1:2])) < 7] == []
    for paints in drawn:
        assert _strongest(page, json.dumps(paints[1:])) >= 3, paints
    button = page.locator(".search-form button")
    ink, ground = button.evaluate(
        "button => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor]"
    )
    assert ink != ground


# As readers set their browser's letters: 24 and 32 pixels in place of 16.
@pytest.mark.parametrize("size", [24, 32])
def test_letters_twice_as_large_stay_in_a_phones_window(size: int, chromium: Browser, served: str) -> None:
    flags = [*FLAGS, f"--blink-settings=defaultFontSize={size}"]
    large = chromium.browser_type.launch(executable_path=WINDOWLESS, args=flags)
    page = large.new_page(viewport={"width": 360, "height": 800})
    wide = []
    for state in dict.fromkeys(STATES.values()):
        for lang in LANGUAGES:
            page.goto(f"{served}{lang}/{state}")
            width = page.evaluate("document.documentElement.scrollWidth")
            wide += [f"{lang}/{state}: {width}"] if width > 360 else []
    set_to = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    large.close()
    assert wide == []
    assert set_to == size


def test_each_page_type_is_tried() -> None:
    assert {one.name for one in PAGE_TYPES} <= {*STATES}
