"""The search box of every page in the real Chromium: what it loads, by keyboard, touch and input method.

Without Chromium these tests fail; they are never skipped. None waits for a time, only for what a reader sees.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

import pytest
from built_site import plain
from playwright.sync_api import Browser, Page, Route, expect
from reading import Reader, reading, word
from searching import LANGS, MANY, PARTS, UNLISTED, box, options, results, searched, shown, status, suggested

from catalogue.pages import PAGE_TYPES

FOLDERS = [
    *sorted({one.path for one in PAGE_TYPES if "{id}" not in one.path} - {"404/"}),
    "industries/chemicals/",
    "roles/mechanical-engineer/",
    "titles/intelligent-manufacturing/",
    "2020/industries/chemicals/",
]
SUGGESTIONS = 6  # so many are shown
OTHER_TOOLS = ("matrix.js", "compare.js", "tables.js")  # what some pages load for themselves


# What is loaded


@LANGS
def test_nothing_of_the_search_is_loaded_before_the_box_has_the_focus(reader: Reader, lang: str) -> None:
    for folder in FOLDERS:
        reader.requests.clear()
        reader.open(f"{lang}/{folder}").evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        loaded = [plain(path).rpartition("/")[2] for path in reader.requests]
        assert [name for name in loaded if name.startswith("search")] == [], folder
        assert len([name for name in loaded if name not in OTHER_TOOLS]) <= 4, loaded


@LANGS
@pytest.mark.parametrize("folder", ["industries/", "search/", "2020/errata/"])
def test_each_file_of_the_search_is_loaded_once(reader: Reader, lang: str, folder: str) -> None:
    page = reader.open(f"{lang}/{folder}")
    box(page).focus()
    box(page).press_sequentially("机械")
    page.locator("[data-result]").first.wait_for()
    box(page).blur()
    box(page).focus()
    box(page).press_sequentially("工")
    loaded = Counter(name for path in reader.requests if "search" in (name := plain(path).rpartition("/")[2]))
    assert loaded == {"search.js": 1, "search.json": 1, f"search-{lang}.json": 1}


@LANGS
@pytest.mark.parametrize("folder", ["industries/", "search/"])
def test_what_is_typed_before_the_search_is_there_is_not_lost(reader: Reader, lang: str, folder: str) -> None:
    held: list[Route] = []
    reader.page.route(PARTS["search.js"], lambda route: held.append(route))
    page = reader.open(f"{lang}/{folder}")
    with page.expect_request(PARTS["search.js"]):
        box(page).focus()
    box(page).press_sequentially("铣工")
    held.pop().continue_()
    page.locator("[data-result]").first.wait_for()
    assert box(page).input_value() == "铣工"


@LANGS
def test_an_answer_that_comes_too_late_is_not_shown(reader: Reader, lang: str) -> None:
    held: list[Route] = []
    reader.page.route(PARTS["index"], lambda route: held.append(route))
    page = reader.open(f"{lang}/search/")
    with page.expect_request(PARTS["index"]):
        box(page).fill("CAD")
    box(page).fill("")
    with page.expect_response(PARTS["index"]):
        held.pop().continue_()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert page.locator("[data-search-index]").is_visible()
    assert results(page).count() == 0
    assert status(page).inner_text() == ""


@LANGS
@pytest.mark.parametrize("part", PARTS)
def test_a_search_that_fails_says_so_and_works_later(careless: Reader, lang: str, part: str) -> None:
    page = careless.page
    page.route(PARTS[part], lambda route: route.abort())
    page = searched(careless, lang, q="铣")
    assert status(page).inner_text() == word(lang, "pages.search.failed")
    assert page.locator("[data-search-index]").is_visible()
    page.unroute_all()
    box(page).press("End")
    box(page).press_sequentially("工")
    results(page).first.wait_for()
    assert status(page).inner_text() == word(lang, "scripts.results", n=results(page).count())
    assert not page.locator("[data-search-index]").is_visible()
    assert careless.place == f"/{lang}/search/?q={quote('铣工')}"


@LANGS
@pytest.mark.parametrize("part", PARTS)
def test_a_box_without_its_files_still_searches_and_suggests_later(careless: Reader, lang: str, part: str) -> None:
    page = careless.page
    page.route(PARTS[part], lambda route: route.abort())
    careless.open(f"{lang}/industries/")
    with page.expect_event("requestfailed"):
        box(page).press_sequentially("铣")
    assert options(page).count() == 0
    page.unroute_all()
    box(page).press_sequentially("工")
    options(page).first.wait_for()
    box(page).press("Enter")
    page.wait_for_url(f"**/{lang}/search/?q=**")


# The box


@LANGS
def test_slash_leads_into_the_box_but_not_out_of_another_field(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/lookup/")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    assert box(page).input_value() == ""
    box(page).press("/")
    assert box(page).input_value() == "/"
    page.locator("textarea").focus()
    page.keyboard.press("/")
    expect(page.locator("textarea")).to_be_focused()
    assert page.locator("textarea").input_value() == "/"


def selected(page: Page) -> str:
    """The option that is active, where the box and the options agree on it; else nothing."""
    chosen = options(page).and_(page.locator("[aria-selected=true]"))
    others = options(page).and_(page.locator("[aria-selected=false]"))
    assert chosen.count() + others.count() == options(page).count()
    active = box(page).get_attribute("aria-activedescendant")
    assert chosen.count() == bool(active)
    if not active:
        return ""
    assert chosen.get_attribute("id") == active
    assert chosen.evaluate(
        "(one) => one.getBoundingClientRect().bottom <= one.parentElement.getBoundingClientRect().bottom + 1"
    )
    return shown(chosen)[0]


@LANGS
def test_arrows_go_round_the_options(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/industries/")
    box(page).focus()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    listbox = page.locator(f"#{box(page).get_attribute('aria-controls')}")
    assert listbox.get_attribute("role") == "listbox"
    assert not listbox.is_visible()
    box(page).press_sequentially(MANY)
    options(page).first.wait_for()
    assert box(page).get_attribute("role") == "combobox"
    assert box(page).get_attribute("aria-expanded") == "true"
    assert listbox.get_attribute("aria-label") == word(lang, "scripts.suggestions")
    every = shown(options(page))
    assert len(every) == SUGGESTIONS
    assert selected(page) == ""
    walked = []
    for _ in range(SUGGESTIONS + 1):
        box(page).press("ArrowDown")
        walked.append(selected(page))
    assert walked == [*every, every[0]]
    box(page).press("ArrowUp")
    assert selected(page) == every[-1]
    expect(box(page)).to_be_focused()
    assert box(page).input_value() == MANY
    box(page).press("Backspace")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box(page).press("ArrowUp")
    assert selected(page) == shown(options(page))[-1]


@LANGS
def test_escape_closes_the_list_and_an_arrow_opens_it_again(reader: Reader, lang: str) -> None:
    page = suggested(reader, lang, "CAD")
    box(page).press("ArrowDown")
    box(page).press("Escape")
    expect(options(page)).to_have_count(0)
    assert box(page).get_attribute("aria-expanded") == "false"
    assert box(page).get_attribute("aria-activedescendant") is None
    assert box(page).input_value() == "CAD"
    box(page).press("ArrowDown")
    expect(box(page)).to_have_attribute("aria-activedescendant", "suggestion-0")
    assert box(page).get_attribute("aria-expanded") == "true"
    box(page).press("Escape")
    box(page).press("Escape")
    expect(box(page)).to_have_value("")


@LANGS
def test_the_list_closes_when_the_reader_leaves(reader: Reader, lang: str) -> None:
    page = suggested(reader, lang, "CAD")
    box(page).press("Tab")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    box(page).focus()
    options(page).first.wait_for()
    page.locator("h1").click()
    expect(options(page)).to_have_count(0)


@LANGS
def test_enter_opens_the_active_option_else_the_search_page(reader: Reader, lang: str) -> None:
    page = suggested(reader, lang, "CAD制图员")
    box(page).press("ArrowDown")
    box(page).press("Enter")
    page.wait_for_url(f"**/{lang}/roles/cad-drafter/")
    page = suggested(reader, lang, "CAD制图员")
    box(page).press("Enter")
    page.wait_for_url(f"**/{lang}/search/?q=CAD{quote('制图员')}")
    results(page).first.wait_for()
    assert shown(results(page))[0] == "role:cad-drafter"
    assert box(page).input_value() == "CAD制图员"


@LANGS
@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_an_option_is_a_link_for_mouse_and_finger(chromium: Browser, served: str, lang: str, touch: bool) -> None:
    with reading(chromium, served, has_touch=touch) as reader:
        page = suggested(reader, lang, "law")
        option = options(page).and_(page.locator("[data-result='certificate:licensed-lawyer']"))
        href = option.get_attribute("href")
        assert href == f"{served}{lang}/certificates/#licensed-lawyer"
        (option.tap if touch else option.click)()
        page.wait_for_url(href)
        expect(page.locator("#licensed-lawyer")).to_have_count(1)
        assert reader.complaints == []


@LANGS
@pytest.mark.parametrize("query", ["CAD制图员", "gcs", UNLISTED])
def test_the_number_of_results_is_announced(reader: Reader, lang: str, query: str) -> None:
    page = searched(reader, lang, q=query)
    found = max(map(int, re.findall(r"\d+", status(page).inner_text())), default=0)  # "First 50 of 53 results"
    page = reader.open(f"{lang}/industries/")
    live = page.locator(".suggestions [role=status]")
    box(page).fill(query)
    key = "nothing" if not found else "first" if found > SUGGESTIONS else "results"
    expect(live).to_have_text(word(lang, f"scripts.{key}", n=found, first=SUGGESTIONS, query=query))
    assert options(page).count() == min(found, SUGGESTIONS)
    box(page).fill("")
    expect(live).to_have_text("")


@LANGS
def test_the_name_of_a_level_is_not_said_to_be_unlisted(reader: Reader, lang: str) -> None:
    """It is printed in every row; the search page shows what is at it."""
    page = reader.open(f"{lang}/industries/")
    live = page.locator(".suggestions [role=status]")
    box(page).fill("冰壶裁判")
    expect(live).to_have_text(word(lang, "scripts.nothing", query="冰壶裁判"))
    box(page).fill("非常紧缺")
    expect(live).to_have_text("")
    box(page).press("Enter")
    expect(page.locator("[data-search-results] > [data-result]").first).to_be_visible()


@LANGS
def test_suggestions_and_results_are_those_of_the_engine_in_its_order(reader: Reader, lang: str, engine: Page) -> None:
    for query in (MANY, "jixie", "design", "码农"):
        ranked = engine.evaluate("query => engine.search(query).map(({ entry }) => `${entry.kind}:${entry.id}`)", query)
        page = searched(reader, lang, q=query)
        if page.locator(".more").count():
            page.locator(".more").click()
        assert shown(results(page)) == ranked
        assert shown(options(suggested(reader, lang, query))) == ranked[:SUGGESTIONS]


# Input methods


def press_while_composing(page: Page, key: str, code: int = 229) -> None:
    """What Chromium reports when a key goes to the input method; 229 stands for any such key."""
    session = page.context.new_cdp_session(page)
    text = {"text": "\r"} if key == "Enter" else {}
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": key, "windowsVirtualKeyCode": code, **text})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key, "windowsVirtualKeyCode": code})
    session.detach()


@LANGS
@pytest.mark.parametrize("folder", ["industries/", "search/"])
def test_enter_that_chooses_characters_does_not_search(reader: Reader, lang: str, folder: str) -> None:
    page = reader.open(f"{lang}/{folder}")
    page.evaluate("addEventListener('submit', () => { window.submitted = true; }, true)")
    box(page).focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "xi'gong", "selectionStart": 7, "selectionEnd": 7})
    page.locator("[data-result]").first.wait_for()
    before = reader.place
    for key in ("ArrowDown", "Enter"):
        press_while_composing(page, key)
    assert page.evaluate("window.submitted") is None
    session.send("Input.insertText", {"text": "铣工"})
    page.locator("[data-result='qualification:milling-machine-operator'], [data-result*=mill]").first.wait_for()
    assert box(page).input_value() == "铣工"
    assert box(page).get_attribute("aria-activedescendant") is None
    if folder == "industries/":
        assert reader.place == before
    # Safari sends the key after the composition has ended, with 229 and no other sign.
    press_while_composing(page, "Enter")
    assert page.evaluate("window.submitted") is None
    box(page).press("Enter")
    page.wait_for_url(f"**/{lang}/search/?q={quote('铣工')}")


@LANGS
def test_the_names_of_a_suggestion_are_read_out_apart(reader: Reader, lang: str) -> None:
    page = suggested(reader, lang, "CAD")
    for name in page.locator(".suggestions .result-name").all_inner_texts():
        assert f"{name} " in options(page).filter(has_text=name).first.text_content()


@LANGS
def test_who_comes_back_does_not_find_the_list_over_the_page(reader: Reader, lang: str) -> None:
    page = suggested(reader, lang, "CAD")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.locator(".suggestions > div")).to_be_hidden()
    assert box(page).get_attribute("aria-expanded") == "false"


@LANGS
def test_the_shortcut_can_be_switched_off(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/about/")
    switch = page.get_by_label(word(lang, "pages.about.slash"))
    expect(switch).to_be_checked()
    assert box(page).get_attribute("aria-keyshortcuts") == "/"
    switch.uncheck()
    for folder in ("search/", "roles/"):
        page = reader.open(f"{lang}/{folder}")
        assert box(page).get_attribute("aria-keyshortcuts") is None
        page.keyboard.press("/")
        expect(box(page)).not_to_be_focused()
    page = reader.open(f"{lang}/about/")
    expect(switch).not_to_be_checked()
    switch.check()
    page.locator("h1").click()
    switch.blur()
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
