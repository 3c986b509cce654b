"""The search page in the real Chromium: by link and by history, its results, filters and what is not listed.

Without Chromium these tests fail; they are never skipped. None waits for a time, only for what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

import pytest
from browser import until
from fidelity import Page as Shown
from playwright.sync_api import Browser, Page, Route, expect
from reading import OTHER, TAGS, Reader, reading, word
from searching import LANGS, MANY, PARTS, UNLISTED, address, box, harmless, identity, results, searched, shown, status

from catalogue.search import KINDS, SearchEntry


def expected(entry: SearchEntry, kind: str = "", industry: str = "", level: str = "") -> bool:
    """Whether an entry is among the results; written apart from the page's own script."""
    tables = list(zip(entry.industries, entry.levels, strict=True))
    if entry.kind == "industry":
        tables = [(entry.id, "")]
    one_table = not (industry or level) or any(
        industry in ("", table[0]) and level in ("", table[1]) for table in tables
    )
    return kind in ("", entry.kind) and one_table


STATES = [
    {"q": MANY},
    {"q": MANY, "industry": "chemicals"},
    {"q": "jixie", "kind": "role", "level": "severe"},
    {"q": "design", "kind": "role", "industry": "pumps-and-valves", "level": "shortage"},
    {"industry": "pens", "level": "moderate"},
    {"kind": "certificate"},
]


@LANGS
@pytest.mark.parametrize("state", STATES, ids=lambda state: "-".join(state.values()))
def test_a_link_restores_a_search_and_facets_count_what_they_would_show(
    reader: Reader, lang: str, state: dict[str, str], entries: list[SearchEntry], engine: Page
) -> None:
    page = searched(reader, lang, **state)
    assert box(page).input_value() == state.get("q", "")
    by_identity = {identity(entry): entry for entry in entries}
    ranked = engine.evaluate(
        "query => (query ? engine.search(query) : engine.entries.map((entry) => ({ entry }))).map(({ entry }) => `${entry.kind}:${entry.id}`)",
        state.get("q"),
    )
    found = [by_identity[one] for one in ranked]
    facets = {name: value for name, value in state.items() if name != "q"}
    wanted = [identity(entry) for entry in found if expected(entry, **facets)]
    assert wanted
    assert shown(results(page)) == wanted[:50]
    assert status(page).inner_text() == (
        word(lang, "scripts.first", n=len(wanted), first=50)
        if len(wanted) > 50
        else word(lang, "scripts.results", n=len(wanted))
    )
    assert page.locator(".search-layout").is_visible()
    links = page.locator("[data-facet]").evaluate_all(
        "links => links.map((link) => [link.dataset.facet, link.dataset.value, Number(link.querySelector('.count').textContent), link.ariaCurrent])"
    )
    for facet, value, number, current in links:
        assert number == sum(expected(entry, **{**facets, facet: value}) for entry in found), (facet, value)
        assert (current == "true") == (facets.get(facet, "") == value)
    for facet in ("kind", "industry", "level"):
        values = [value for name, value, *_ in links if name == facet and value]
        possible = {
            "kind": KINDS,
            "industry": [entry.id for entry in entries if entry.kind == "industry"],
            "level": ["severe", "shortage", "moderate"],
        }[facet]
        useful = [one for one in possible if any(expected(entry, **{**facets, facet: one}) for entry in found)]
        assert values == (useful if len(useful) > 1 or facets.get(facet) else [])


def test_industry_and_level_hold_for_one_and_the_same_table(reader: Reader, entries: list[SearchEntry]) -> None:
    role, industry, level = next(
        (entry, industry, level)
        for entry in entries
        for industry in entry.industries
        for level in entry.levels
        if (industry, level) not in zip(entry.industries, entry.levels, strict=True)
    )
    page = searched(reader, "zh", q=role.zh, industry=industry)
    assert identity(role) in shown(results(page))
    page = searched(reader, "zh", q=role.zh, level=level)
    assert identity(role) in shown(results(page))
    page = searched(reader, "zh", q=role.zh, industry=industry, level=level)
    assert identity(role) not in shown(results(page))


def test_a_facet_is_named_beside_its_first_value(chromium: Browser, served: str) -> None:
    """The list of industries is long: a name in the middle of it would stand below a phone's first screen."""
    with reading(chromium, served) as phone:
        phone.page.set_viewport_size({"width": 360, "height": 740})
        page = searched(phone, "zh", q="工程师", kind="role", level="severe")
        page.locator(".facets summary").click()
        gaps = page.locator(".facet").evaluate_all(
            """facets => facets.map((facet) => {
              const top = (selector) => facet.querySelector(selector).getBoundingClientRect().top;
              return Math.abs(top(".facet-heading") - top(".facet-values a"));
            })"""
        )
    assert len(gaps) > 1
    assert max(gaps) < 20


@LANGS
@pytest.mark.parametrize("query", ["非常紧缺", "非常緊缺", "Severe shortage", "severe  shortage "])
def test_the_name_of_a_level_asks_for_what_is_at_it(
    reader: Reader, lang: str, query: str, entries: list[SearchEntry]
) -> None:
    page = searched(reader, lang, q=query)
    wanted = [identity(entry) for entry in entries if expected(entry, level="severe")]
    assert sorted(shown(results(page))) == sorted(wanted)
    assert box(page).input_value() == query
    assert page.locator("[data-facet=level]").count() == 0, "the query has chosen it"
    page.locator("[data-facet=industry][data-value=pens]").evaluate("link => link.click()")
    expect(status(page)).to_have_text(
        word(
            lang,
            "scripts.results",
            n=sum(expected(entry, industry="pens", level="severe") for entry in entries),
        )
    )


@LANGS
def test_unknown_values_choose_nothing(reader: Reader, lang: str) -> None:
    wanted = shown(results(searched(reader, lang, q="CAD")))
    page = searched(reader, lang, q="CAD", kind="constructor", industry="__proto__", level="x'\"<b>")
    assert shown(results(page)) == wanted
    page = reader.open(f"{lang}/search/", kind="toString")
    expect(page.locator("[data-search-index]")).to_be_visible()
    assert results(page).count() == 0


@LANGS
def test_filters_without_results_do_not_say_that_nothing_is_listed(reader: Reader, lang: str) -> None:
    page = searched(reader, lang, q="机械工程师", kind="certificate")
    assert status(page).inner_text() == word(lang, "scripts.filtered")
    assert not page.locator("[data-search-nearest]").is_visible()
    page.locator("[data-facet=kind][data-value='']").click()
    assert shown(results(page))[0] == "role:mechanical-engineer"


@LANGS
def test_back_and_forward_go_through_the_searches(reader: Reader, lang: str, engine: Page) -> None:
    page = searched(reader, lang, q="CAD")
    first = shown(results(page))
    box(page).fill("jixie")
    page.wait_for_url("**/?q=jixie")
    found = engine.evaluate("engine.search('jixie').length")
    expect(status(page)).to_have_text(word(lang, "scripts.results", n=found))
    typed = shown(results(page))
    assert typed != first
    page.locator("[data-facet=kind][data-value=role]").click()
    page.wait_for_url("**/?q=jixie&kind=role")
    roles = shown(results(page))
    assert roles == [one for one in typed if one.startswith("role:")]
    expect(page.locator("[data-facet=kind][data-value=role]")).to_be_focused()
    box(page).fill(UNLISTED)
    box(page).press("Enter")
    expect(page.locator("[data-search-nearest]")).to_be_visible()
    page.go_back()
    expect(page.locator("[data-facet=kind][data-value=role][aria-current]")).to_be_visible()
    assert (box(page).input_value(), shown(results(page))) == ("jixie", roles)
    page.go_back()
    expect(page.locator("[data-facet=kind][data-value=''][aria-current]")).to_be_visible()
    assert (box(page).input_value(), shown(results(page))) == ("jixie", typed)
    page.go_back()
    expect(status(page)).to_have_text(word(lang, "scripts.results", n=len(first)))
    assert (box(page).input_value(), shown(results(page))) == ("CAD", first)
    for state in ("**/?q=jixie", "**/?q=jixie&kind=role", f"**/?q={quote(UNLISTED)}&kind=role"):
        page.go_forward()
        page.wait_for_url(state)
    expect(page.locator("[data-search-nearest]")).to_be_visible()
    assert box(page).input_value() == UNLISTED
    page.go_back()
    results(page).first.locator("a").click()
    page.wait_for_url("**/roles/**")
    page.go_back()
    results(page).first.wait_for()
    assert (box(page).input_value(), shown(results(page))) == ("jixie", roles)


@LANGS
def test_a_link_within_the_page_is_no_other_search(reader: Reader, lang: str) -> None:
    page = searched(reader, lang, q=MANY)
    page.locator("button.more").click()
    before = results(page).count()
    assert before > 50
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.evaluate("new Promise((done) => setTimeout(done))")
    assert results(page).count() == before


@LANGS
def test_filters_are_there_when_a_window_becomes_wide(reader: Reader, lang: str) -> None:
    page = reader.page
    page.set_viewport_size({"width": 360, "height": 740})
    searched(reader, lang, q=MANY)
    assert page.locator("[data-search-facets] details").get_attribute("open") is None
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("[data-facet]").first).to_be_visible()


@LANGS
def test_a_search_that_was_sent_can_be_gone_back_to(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/industries/")
    for query in ("welder", "turner"):
        box(page).fill(query)
        box(page).press("Enter")
        page.wait_for_url(f"**/search/?q={query}")
        results(page).first.wait_for()
    page.go_back()
    page.wait_for_url("**/search/?q=welder")
    expect(results(page).first).to_contain_text("焊工")
    assert box(page).input_value() == "welder"


@LANGS
def test_without_its_data_a_search_with_filters_says_so_and_leaves_the_index(careless: Reader, lang: str) -> None:
    careless.page.route(PARTS["index"], lambda route: route.abort())
    page = careless.open(f"{lang}/search/", q="CAD", kind="role")
    expect(status(page)).to_have_text(word(lang, "pages.search.failed"))
    expect(page.locator("[data-search-index]")).to_be_visible()


@LANGS
def test_a_browser_that_does_not_say_how_one_came_searches_too(chromium: Browser, served: str, lang: str) -> None:
    """As those do that resist fingerprinting."""
    with reading(chromium, served) as one:
        one.page.add_init_script("Performance.prototype.getEntriesByType = () => []")
        assert shown(results(searched(one, lang, q="welder")))


@LANGS
def test_the_index_stays_where_it_is_when_the_box_is_used(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/search/")
    box(page).focus()
    page.evaluate("scrollTo(0, 3000)")
    page.reload()
    until(page, "scrollY === 3000")  # the browser itself goes back there
    page.evaluate("scrollTo(0, 0)")
    box(page).fill("CAD")
    results(page).first.wait_for()
    assert page.evaluate("scrollY") == 0


@LANGS
def test_a_list_by_filters_alone_can_be_gone_back_to(reader: Reader, lang: str) -> None:
    page = searched(reader, lang, kind="industry")
    box(page).fill("泵阀")
    page.wait_for_url("**q=*")
    page.go_back()
    page.wait_for_url("**/search/?kind=industry")
    expect(results(page)).to_have_count(18)


@LANGS
def test_a_search_without_its_data_is_asked_for_anew(careless: Reader, lang: str) -> None:
    """As on a page that was open when a new build came: the old data is gone, and a new page has the new one."""
    careless.page.route(PARTS["index"], lambda route: route.abort())
    page = careless.open(f"{lang}/search/", q="CAD")
    expect(status(page)).to_have_text(word(lang, "pages.search.failed"))
    careless.page.unroute(PARTS["index"])
    careless.page.route(PARTS["index"], lambda route: route.abort(), times=1)
    box(page).fill("")
    box(page).fill("welder")
    expect(status(page)).to_have_text(word(lang, "pages.search.failed"))
    with page.expect_navigation(wait_until="load"):
        careless.page.route(PARTS["index"], lambda route: route.abort(), times=1)
        box(page).press("Enter")
    expect(results(page).first).to_contain_text("焊工")


@LANGS
def test_results_follow_the_box_even_if_the_address_may_not_change(reader: Reader, lang: str) -> None:
    """Browsers allow only so many changes of it at a time; some throw an error then."""
    page = searched(reader, lang, q="CAD")
    page.evaluate(
        "() => { History.prototype.pushState = History.prototype.replaceState = () => { throw new Error(); }; }"
    )
    box(page).fill("机械")
    expect(results(page).first).to_contain_text("机械")
    page.locator("[data-facet=kind][data-value=role]").click()
    expect(page.locator("[data-facet=kind][data-value=role][aria-current]")).to_be_focused()


@LANGS
def test_who_comes_back_finds_the_place_where_they_were(reader: Reader, lang: str) -> None:
    page = searched(reader, lang, kind="role")
    page.locator("main .more").click()
    expect(results(page)).to_have_count(94)
    results(page).nth(80).scroll_into_view_if_needed()
    page.reload()
    expect(results(page)).to_have_count(94)
    expect(results(page).nth(80)).to_be_in_viewport()
    page.locator("[data-facet=kind][data-value=major]").click()
    expect(results(page)).to_have_count(50)


@LANGS
def test_on_a_phone_the_filters_are_folded_and_say_what_is_chosen(chromium: Browser, served: str, lang: str) -> None:
    with reading(chromium, served) as phone:
        phone.page.set_viewport_size({"width": 360, "height": 640})
        page = searched(phone, lang, q=MANY, level="severe")
        expect(results(page).first).to_be_in_viewport()
        summary = page.locator(".facets summary")
        severe = page.locator("main [data-level=severe]").first.inner_text()
        expect(summary).to_contain_text(severe)
        summary.click()
        industry = page.locator("[data-facet=industry]").nth(1)
        name = industry.evaluate("(link) => link.firstChild.textContent")
        industry.click()
        expect(summary).to_be_focused()
        expect(summary).to_contain_text(name)
        expect(summary).to_contain_text(severe)
        expect(page.locator(".facet").first).to_be_hidden()
        expect(results(page).first).to_be_in_viewport()


@LANGS
def test_typing_keeps_the_address_in_step(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/search/")
    length = page.evaluate("history.length")
    box(page).press_sequentially("CAD")
    page.wait_for_url("**/search/?q=CAD")
    results(page).first.wait_for()
    assert page.title().startswith("CAD")
    box(page).fill("")
    page.wait_for_url("**/search/")
    expect(page.locator("[data-search-index]")).to_be_visible()
    assert results(page).count() == 0
    assert status(page).inner_text() == ""
    assert page.evaluate("history.length") == length


@LANGS
def test_the_other_language_shows_the_same_search(reader: Reader, lang: str) -> None:
    page = searched(reader, lang, q="jixie", kind="role")
    wanted = shown(results(page))
    page.locator(f".languages a[hreflang={TAGS[OTHER[lang]]}]").click()
    page.wait_for_url(f"**/{OTHER[lang]}/search/?q=jixie&kind=role")
    results(page).first.wait_for()
    assert shown(results(page)) == wanted


MARKED = [
    ("jixiegcs", "role:mechanical-engineer", "[lang=zh-Latn-pinyin] mark", ["jīxiè", "g", "c", "s"]),
    ("jixiegcs", "role:mechanical-engineer", "{zh} mark", ["机械工程师"]),
    ("設備管理師", "role:equipment-management-or-repair-engineer", "{zh} mark", ["设备管理", "师"]),
    ("ＣＡＤ制图", "role:cad-drafter", "{zh} mark", ["CAD制图"]),
    ("mechanical eng", "role:mechanical-engineer", "{en} mark", ["Mechanical", "eng"]),
    ("R&D techn", "role:rd-technologist", "{en} mark", ["R&D", "techn"]),
    ("码农", "role:software-development-engineer", ".result-why mark", ["码农"]),
    ("programmer", "role:software-development-engineer", ".result-why mark", ["programmer"]),
]


@LANGS
def test_what_matched_is_marked(reader: Reader, lang: str) -> None:
    names = {lang: ".result-name", OTHER[lang]: ".gloss"}
    for query, first, where, marks in MARKED:
        result = results(searched(reader, lang, q=query)).first
        assert shown(result) == [first]
        assert result.locator(where.format(**names)).all_inner_texts() == marks, query


@LANGS
@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("jixiegcs", "pinyin"),
        ("码农", "alias"),
        ("mechancal enginer", "spelling"),
        ("机械 design", "words"),
        ("car process engineer", "kindred"),
        ("UG模具设计", "partly"),
    ],
)
def test_a_result_says_why_it_was_found(reader: Reader, lang: str, query: str, why: str) -> None:
    page = searched(reader, lang, q=query)
    assert results(page).first.locator(".result-why").inner_text().startswith(word(lang, f"scripts.why.{why}"))


@LANGS
def test_every_result_shows_what_a_reader_needs_and_leads_to_it(
    reader: Reader, lang: str, entries: list[SearchEntry], pages: Mapping[str, Shown]
) -> None:
    seen = set()
    for kind in KINDS:
        page = searched(reader, lang, kind=kind)
        if page.locator(".more").count():
            page.locator(".more").click()
        for one in results(page).evaluate_all(
            """found => found.map((one) => ({
              identity: one.dataset.result, names: [...one.querySelectorAll(".result-name, .gloss")].map((name) =>
                [name.textContent, name.closest("[lang]").lang]), href: one.querySelector("a").href,
              facts: one.querySelector(".result-facts").textContent, level: one.querySelector("[data-level]")?.dataset.level ?? "",
            }))"""
        ):
            entry = next(entry for entry in entries if identity(entry) == one["identity"])
            names = {"zh": entry.zh, "en": entry.en}
            assert one["names"] == [[names[tongue], TAGS[tongue]] for tongue in (lang, OTHER[lang])]
            assert one["href"] == f"{reader.home}{lang}/{address(entry)}"
            folder, _, fragment = address(entry).partition("#")
            assert f"{lang}/{folder}index.html" in pages, one["href"]
            assert not fragment or fragment in pages[f"{lang}/{folder}index.html"].ids, one["href"]
            assert word(lang, f"kinds.{kind}") in one["facts"]
            assert one["level"] == entry.strongest
            if kind == "role":
                assert word(lang, "scripts.tables", n=entry.tables) in one["facts"]
            seen.add(one["identity"])
    assert seen == {identity(entry) for entry in entries}
    assert len(seen) == 195


@LANGS
def test_a_result_can_be_followed(reader: Reader, lang: str, entries: list[SearchEntry]) -> None:
    for kind in KINDS:
        entry = [entry for entry in entries if entry.kind == kind][-1]
        page = searched(reader, lang, q=entry.zh, kind=kind)
        page.locator(f"[data-result='{identity(entry)}'] a").click()
        page.wait_for_url(f"**/{lang}/{address(entry)}")
        goal = page.locator(f"[id='{entry.id}']") if "#" in address(entry) else page.locator("h1")
        expect(goal).to_be_in_viewport()
        expect(goal).to_contain_text(entry.zh)


@LANGS
def test_more_results_come_where_the_reader_is(reader: Reader, lang: str) -> None:
    page = searched(reader, lang, kind="role")
    assert results(page).count() == 50
    more = page.locator("main .more")
    assert more.inner_text() == word(lang, "scripts.more", n=44)
    more.focus()
    more.press("Enter")
    expect(results(page)).to_have_count(94)
    expect(results(page).nth(50).locator("a")).to_be_focused()
    assert more.count() == 0


@LANGS
@pytest.mark.parametrize("query", [UNLISTED, "livestreamer"])
def test_what_is_not_listed_is_said_with_the_nearest_names_and_the_index(reader: Reader, lang: str, query: str) -> None:
    page = searched(reader, lang, q=query)
    assert status(page).inner_text() == word(lang, "scripts.nothing", query=query)
    assert results(page).count() == 0
    near = page.locator("[data-search-nearest]")
    assert 1 <= near.locator("li a").count() <= 5
    index = page.locator("[data-search-index]")
    assert near.bounding_box()["y"] < index.bounding_box()["y"]
    assert index.locator("section li a").count() == 195
    near.locator("a").first.click()
    page.wait_for_url(re.compile(f"/{lang}/(roles|industries|titles|qualifications|certificates)/"))


@LANGS
@pytest.mark.parametrize("query", ["astronaut", "nurse", "renliziyuan"])
def test_names_that_only_look_alike_are_not_offered_as_near(reader: Reader, lang: str, query: str) -> None:
    page = searched(reader, lang, q=query)
    assert status(page).inner_text() == word(lang, "scripts.nothing", query=query)
    assert page.locator("[data-search-nearest]").is_hidden()
    assert page.locator("[data-search-index] section li a").count() == 195


HOSTILE = [
    "<b>CAD</b><script>window.hit = 1</script>",
    "\"><img src=x onerror='window.hit = 1'>",
    "constructor",
    "__proto__",
    "{query}{n}$&$1",
    "a" * 10_000,
    "\u202e械机\u0000\u0007",
]


@LANGS
def test_no_query_becomes_anything_but_text(reader: Reader, lang: str) -> None:
    for query in HOSTILE:
        page = searched(reader, lang, q=query)
        harmless(page)
        said = word(lang, "scripts.nothing", query=query if len(query) <= 60 else f"{query[:60]}…")
        assert results(page).count() or status(page).text_content() == said
    page = reader.open(f"{lang}/industries/")
    for query in HOSTILE:
        box(page).fill(query)
        expect(page.locator(".suggestions [role=status]")).not_to_be_empty()
        harmless(page)
        box(page).fill("")


def test_no_address_harms_the_page(reader: Reader) -> None:
    for query in ("%ED%A0%80", "%00", "%", "%FF%FE&q=x", "%F0%9F%98%80" * 300):
        page = reader.open(f"en/search/?q={query}")
        expect(status(page)).not_to_be_empty()
        assert len(status(page).inner_text()) < 150
        harmless(page)


def test_half_characters_and_floods_do_no_harm(reader: Reader) -> None:
    page = reader.open("zh/search/")
    for text in (r"'\ud800'", r"'机\ud83d'", "'机'.repeat(10000)", r"'\udc00'.repeat(200)"):
        box(page).focus()
        box(page).evaluate(f"(box) => {{ box.value = {text}; box.dispatchEvent(new Event('input')); }}")
        expect(status(page)).not_to_be_empty()
        harmless(page)
        box(page).fill("")
        expect(status(page)).to_be_empty()


# Without scripts, read out, printed, in forced colours


@LANGS
def test_without_scripts_the_form_leads_to_the_complete_index(
    chromium: Browser, served: str, pages: Mapping[str, Shown], lang: str, entries: list[SearchEntry]
) -> None:
    with reading(chromium, served, java_script_enabled=False) as reader:
        page = reader.open(f"{lang}/industries/pens/")
        box(page).fill("机械")
        box(page).press("Enter")
        page.wait_for_url(f"**/{lang}/search/?q=**")
        index = page.locator("[data-search-index]")
        assert index.is_visible()
        links = index.locator("section li a")
        found = links.evaluate_all("links => links.map((link) => [link.innerText, link.getAttribute('href')])")
    wanted = [[getattr(entry, lang), f"../{address(entry)}"] for entry in entries]
    assert sorted(found) == sorted(wanted)
    assert len(found) == 195
    for _, href in found:
        folder, _, fragment = href.removeprefix("../").partition("#")
        assert f"{lang}/{folder}index.html" in pages, href
        assert not fragment or fragment in pages[f"{lang}/{folder}index.html"].ids, href


@LANGS
def test_what_is_told_first_is_told_by_an_element_that_was_there(reader: Reader, lang: str) -> None:
    """Screen readers do not read out what comes together with the element that tells it."""
    page = reader.open(f"{lang}/search/")
    told = page.get_by_role("status")
    assert told.count() == 1
    expect(told).to_be_empty()
    box(page).fill("CAD")
    expect(told).not_to_be_empty()
    expect(status(page)).not_to_be_empty()


@LANGS
def test_while_the_search_loads_the_page_is_busy(reader: Reader, lang: str) -> None:
    held: list[Route] = []
    reader.page.route(PARTS["index"], lambda route: held.append(route))
    with reader.page.expect_request(PARTS["index"]):
        page = reader.open(f"{lang}/search/", q="CAD")
    assert status(page).evaluate("(node) => [node.ariaBusy, node.clientHeight > 10]") == ["true", True]
    held.pop().continue_()
    expect(status(page)).not_to_be_empty()
    assert status(page).evaluate("(node) => node.ariaBusy") is None


@LANGS
def test_paper_says_what_was_searched_and_chosen(reader: Reader, lang: str) -> None:
    page = searched(reader, lang, q="design", kind="role")
    said = page.locator("main > .print-head")
    expect(said).to_be_hidden()
    page.emulate_media(media="print")
    expect(said).to_be_visible()
    assert said.inner_text() == f"design · {word(lang, 'kinds.role')} · {page.url}"
    expect(page.locator(".facets")).to_be_hidden()
    page.emulate_media(media="screen")


@LANGS
def test_without_scripts_the_page_says_what_to_use_instead(chromium: Browser, served: str, lang: str) -> None:
    with reading(chromium, served, java_script_enabled=False) as one:
        page = one.open(f"{lang}/search/", q="welder")
        expect(page.locator(".unscripted")).to_have_text(word(lang, "pages.search.failed"))


def test_forced_colours_tell_what_is_chosen(chromium: Browser, served: str) -> None:
    with reading(chromium, served, forced_colors="active") as one:
        page = searched(one, "en", q="engineer", kind="role")
        colours = page.locator("[data-facet=kind]").evaluate_all(
            "links => links.map((link) => [link.ariaCurrent, getComputedStyle(link).borderInlineStartColor])"
        )
    chosen = {colour for current, colour in colours if current}
    others = {colour for current, colour in colours if not current}
    assert len(chosen) == len(others) == 1
    assert chosen != others
