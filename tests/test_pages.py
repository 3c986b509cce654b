"""What each kind of page promises to show, held against the linked model; and the functions that make pages up."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urljoin

import pytest
from built_site import DATA, Pages
from fidelity import EDITIONS, INDUSTRIES, TAGS, Page, Source, figures, fold
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.addresses import file_of, page_address, relative
from catalogue.linked import Edition
from catalogue.load import load
from catalogue.model import Erratum
from catalogue.names import Named
from catalogue.rendering.markup import mark_foreign, prose_html
from catalogue.shown.entries import entries_of
from catalogue.shown.order import by_initial, plain

EVERY_VERSION = pytest.mark.parametrize("start", [f"{lang}/{pin}" for lang in TAGS for pin in EDITIONS])


def _lang(start: str) -> str:
    return start.split("/")[0]


def _targets(page: Page) -> list[tuple[str, str] | None]:
    return [page.target(a.attrib["href"]) for a in page.anchors(page.main)]


# --- home and lists ----------------------------------------------------------------------------------------


@EVERY_VERSION
def test_home_leads_to_every_part_and_counts_the_levels(start: str, pages: Pages, edition: Edition) -> None:
    page = pages.at(start)
    reached = {target[0] for target in map(page.target, (a.attrib["href"] for a in page.anchors())) if target}
    parts = ["industries", "roles", "titles", "qualifications", "certificates", "matrix", "errata", "about", "data"]
    assert {f"{start}{part}/index.html" for part in parts} <= reached
    assert {f"{start}industries/{id_}/index.html" for id_ in INDUSTRIES} <= reached
    assert f"{_lang(start)}/search/index.html" in reached
    assert {94, 95, 99} <= {number for text in page.words(page.main) for number in figures(text)}


@EVERY_VERSION
def test_roles_stand_once_each_under_their_initial(start: str, pages: Pages, edition: Edition) -> None:
    page, lang = pages.at(f"{start}roles/"), _lang(start)
    initials: list[str] = []
    placed: dict[str, str] = {}
    for element in page.main.iter():
        if element.tag == "h2":
            initials.append(page.text(element))
        elif element.tag == "a" and initials and (target := page.target(element.attrib["href"])):
            folder = f"{start}roles/"
            if target[0].startswith(folder) and target[0] != page.path:
                assert target[0] not in placed
                placed[target[0]] = initials[-1]
    assert initials == sorted(set(initials))
    by_spelling = {
        f"{start}roles/{entry.id}/index.html": entry.role.pinyin if lang == "zh" else entry.role.name["en"]
        for entry in edition.roles
    }
    for path, name in by_spelling.items():
        assert placed[path] == unicodedata.normalize("NFD", name)[0].upper(), name
    assert placed.keys() == by_spelling.keys()
    assert {f"#{id_}" for id_ in page.ids} >= {
        a.attrib["href"] for a in page.anchors(page.main) if "#" in a.attrib["href"]
    }


@pytest.mark.parametrize("lang", TAGS)
def test_the_index_leads_to_every_name(lang: str, pages: Pages, edition: Edition) -> None:
    page = pages.at(f"{lang}/search/")
    shown = page.words(page.main, TAGS[lang])
    names = [entry.named.name[lang] for entry in entries_of(edition)]
    assert len(names) == 94 + 18 + 6 + 62 + 8 + 7
    assert not [name for name in names if name not in shown]
    expected = {f"roles/{entry.id}/" for entry in edition.roles} | {f"industries/{id_}/" for id_ in INDUSTRIES}
    assert {f"{lang}/{folder}index.html" for folder in expected} <= {target[0] for target in _targets(page) if target}


# --- industries and roles ------------------------------------------------------------------------------------


@EVERY_VERSION
def test_industries_follow_each_other(start: str, pages: Pages) -> None:
    folders = [f"{start}industries/{id_}/index.html" for id_ in INDUSTRIES]
    for position, path in enumerate(folders):
        page = pages[path]
        found = {
            rel: [page.target(a.attrib["href"]) for a in page.anchors() if a.attrib.get("rel") == rel]
            for rel in ("prev", "next")
        }
        assert found["prev"] == ([(folders[position - 1], "")] if position else []), path
        assert found["next"] == ([(folders[position + 1], "")] if position < 17 else []), path


@EVERY_VERSION
def test_an_industry_page_counts_its_levels_and_links_its_rows(start: str, pages: Pages, source: Source) -> None:
    for id_, table in zip(INDUSTRIES, source.tables, strict=True):
        page = pages.at(f"{start}industries/{id_}/")
        before_table = []
        for run in page.runs(page.main):
            if page.has(run.element, page.all("table", page.main)[0]):
                break
            before_table.append(run.text)
        text = " ".join(before_table)
        for level in source.levels:
            count = sum(row.level == level for row in table.rows)
            word = level if _lang(start) == "zh" else rf"(?<![一非]|常){level}"
            assert re.search(rf"{word}\D*\b{count}\D", text), f"{page.path}: {count} of {level} in {text}"
        for row in page.all("tr", page.main):
            if "id" in row.attrib:
                assert (page.path, row.attrib["id"]) in [page.target(a.attrib["href"]) for a in page.anchors(row)]


@EVERY_VERSION
def test_a_role_page_tells_what_is_known_of_the_role(start: str, pages: Pages, edition: Edition) -> None:
    lang = _lang(start)
    other = "en" if lang == "zh" else "zh"
    for entry in edition.roles:
        page, role = pages.at(f"{start}roles/{entry.id}/"), entry.role
        own, foreign = (page.words(page.main, TAGS[one]) for one in (lang, other))
        assert role.name[lang] in page.words(page.one("h1"), TAGS[lang])
        assert role.name[other] in page.words(page.one("h1"), TAGS[other])
        assert entry.family.name[lang] in own, page.path
        assert not [alias for alias in role.aliases[lang] if alias not in own], page.path
        assert not [alias for alias in role.aliases[other] if alias not in foreign], page.path
        targets = _targets(page)
        for listing in entry.listings:
            assert (f"{start}industries/{listing.industry.id}/index.html", role.id) in targets, page.path
        for similar in entry.similar:
            assert (f"{start}roles/{similar.id}/index.html", "") in targets, page.path
            back = pages.at(f"{start}roles/{similar.id}/")
            assert (page.path, "") in _targets(back), f"{similar.id} is similar to {entry.id}, and the other way round"


def test_a_role_without_similar_titles_claims_none(pages: Pages, edition: Edition) -> None:
    alone = [entry for entry in edition.roles if not entry.similar]
    assert alone
    for entry in alone:
        page = pages.at(f"en/roles/{entry.id}/")
        others = {target[0] for target in _targets(page) if target and target[0].startswith("en/roles/")}
        assert others <= {page.path, "en/roles/index.html"}, page.path


# --- the document's contradictions, and what it leaves open ------------------------------------------------


def _places(erratum: Erratum, edition: Edition) -> list[str]:
    """The folders of the pages that an erratum is about."""
    if erratum.industry:
        table = next(table for table in edition.tables if table.id == erratum.industry)
        row = next(row for row in table.listings if row.rank == erratum.rank)
        return [f"industries/{table.id}/", f"roles/{row.role.id}/"]
    if erratum.role:
        return [f"roles/{entry.id}/" for entry in edition.roles if entry.role.name.zh == erratum.role]
    if erratum.category:
        return [f"titles/{one.id}/" for one in edition.categories if one.term.name.zh == erratum.category]
    return ["about/"]


def test_the_known_contradictions_are_noted(edition: Edition) -> None:
    noted = {(one.kind, one.industry, one.rank, one.category, one.role) for one in edition.errata}
    assert noted >= {
        ("level", "chemicals", 6, "", ""), ("level", "chemicals", 7, "", ""), ("order", "chemicals", 7, "", ""),
        ("order", "chemicals", 8, "", ""), ("order", "digital-economy", 12, "", ""), ("bounds", "", 0, "", ""),
        ("misprint", "", 0, "智能制造类", ""), ("lead", "", 0, "文化创意与工业设计类", ""),
    }  # fmt: skip


@EVERY_VERSION
def test_an_erratum_is_shown_where_it_applies_and_on_its_page(start: str, pages: Pages, edition: Edition) -> None:
    lang, listing = _lang(start), pages.at(f"{start}errata/")
    missing = []
    for erratum in edition.errata:
        assert erratum.printed in listing.words(listing.main, TAGS["zh"]), erratum.id
        places = _places(erratum, edition)
        assert places
        for folder in places:
            page = pages.at(f"{start}{folder}")
            assert page.path in [target[0] for target in _targets(listing) if target], erratum.id
            missing += [
                f"{erratum.id} on {one.path}" for one in (page, listing) if erratum.note[lang] not in one.text()
            ]
    assert missing == []


@EVERY_VERSION
def test_a_row_leads_to_the_note_about_it(start: str, pages: Pages, edition: Edition) -> None:
    for table in edition.tables:
        page = pages.at(f"{start}industries/{table.id}/")
        for listing in table.listings:
            row = page.one("tr", id=listing.role.id)
            notes = {
                page.text(page.one(element.tag, id=target[1]))
                for a in page.anchors(row)
                if (target := page.target(a.attrib["href"])) and target[0] == page.path and target[1] != listing.role.id
                for element in page.elements
                if element.attrib.get("id") == target[1]
            }
            assert len(notes) == len(listing.errata), f"{page.path}#{listing.role.id}"
            for erratum in listing.errata:
                assert any(erratum.note[_lang(start)] in note for note in notes), erratum.id


@EVERY_VERSION
def test_open_ended_lists_say_so(start: str, pages: Pages, edition: Edition) -> None:
    says = load(DATA).words[_lang(start)].say("open_ended")
    folders = [f"titles/{one.id}/" for one in edition.categories if one.open_ended]
    assert len(folders) == 6
    assert edition.qualifications.open_ended
    assert edition.certificates.open_ended
    for folder in [*folders, "qualifications/", "certificates/"]:
        page = pages.at(f"{start}{folder}")
        assert says in page.text(page.main), page.path


# --- editions, about, data -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", TAGS)
def test_pinned_and_unpinned_pages_lead_to_each_other(lang: str, pages: Pages) -> None:
    pinned = [path for path in pages if path.startswith(f"{lang}/2020/")]
    assert len(pinned) > 120
    for path in pinned:
        unpinned = path.replace("/2020/", "/", 1)
        assert (unpinned, "") in _targets(pages[path]), path
        page = pages[unpinned]
        assert (path, "") in [page.target(a.attrib["href"]) for a in page.anchors()], unpinned


@EVERY_VERSION
def test_pinned_pages_stay_in_their_edition(start: str, pages: Pages) -> None:
    pin = start.split("/")[1]
    for path, page in pages.items():
        if not path.startswith(start) or ("/2020/" in path) != bool(pin):
            continue
        for target in filter(None, _targets(page)):
            is_pinned = "/2020/" in target[0]
            has_pinned = f"{path[:3]}2020/{target[0][3:]}" in pages
            elsewhere = target[0] == path.replace("/2020/", "/", 1) or target[0] not in pages
            assert elsewhere or is_pinned == bool(pin) or not (has_pinned or is_pinned), f"{path}: {target[0]}"


@EVERY_VERSION
def test_about_says_what_the_documents_say_and_what_they_do_not(start: str, pages: Pages, source: Source) -> None:
    page = pages.at(f"{start}about/")
    text = page.text(page.main)
    for bounds in ("[0-0.3]", "[0.3-0.4]", "[0.4-1]"):
        assert bounds in text
    promises = {
        "en": ("how the shortage index is computed", "promise of any benefit", "pinyin", "our"),
        "zh": ("怎样计算", "不等于享受任何待遇", "拼音", "本站提供"),
    }
    for words in promises[_lang(start)]:
        assert words in text, words
    prose = (DATA / "pages" / f"about.{_lang(start)}.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)", prose, re.MULTILINE)
    shown = [page.text(one) for one in page.elements if re.fullmatch("h[1-6]", one.tag)]
    assert [heading for heading in shown if heading in headings] == headings
    assert not re.search(r"\{[a-z]+\}", text), "a fact that was not filled in"


# --- the functions that make pages up ---------------------------------------------------------------------

_SEGMENT = st.text("ab-9z", max_size=8).map(lambda text: f"x{text}".rstrip("-"))
_FOLDER = st.lists(_SEGMENT, max_size=5).map(lambda parts: "".join(f"{part}/" for part in parts))
_ADDRESS = st.one_of(_FOLDER, st.tuples(_FOLDER, _SEGMENT).map(lambda pair: f"{pair[0]}{pair[1]}.csv"))


@given(_FOLDER, _ADDRESS, st.one_of(st.just(""), _SEGMENT))
def test_a_relative_link_leads_a_browser_to_its_target(source: str, target: str, fragment: str) -> None:
    for root in ("https://example.org/", "https://example.org/some/folder/", "file:///home/x/site/"):
        found = urljoin(root + source, relative(source, target, fragment))
        assert found == root + target + (f"#{fragment}" if fragment else "")


@given(_SEGMENT, st.sampled_from(["zh", "en"]), st.sampled_from(["", "2020"]))
def test_an_address_names_language_edition_and_record(id_: str, language: str, edition: str) -> None:
    address = page_address(f"roles/{id_}/", language, edition)
    assert address == (f"{language}/{edition}/roles/{id_}/" if edition else f"{language}/roles/{id_}/")
    assert file_of(address) == f"{address}index.html"


_TEXT = st.text(st.one_of(st.characters(exclude_categories=["Cc", "Cs"]), st.sampled_from('<>&"“”（）焊工、')))


@given(_TEXT, st.sampled_from(["zh", "en"]))
@example('<b>&amp;"焊工"</b>', "en")
@example("<script>焊工</script>", "zh")
def test_marking_foreign_words_changes_no_text_and_lets_no_markup_in(text: str, language: str) -> None:
    page = Page("x/index.html", f"<!doctype html><body><p>{mark_foreign(text, language, 'zh-Hans')}".encode())
    (paragraph,) = page.all("p")
    assert fold("".join(paragraph.itertext())) == fold(text)
    assert {element.tag for element in paragraph.iter()} <= {"p", "span"}
    if language == "zh":
        assert len(list(paragraph.iter())) == 1
    for run in page.runs(paragraph):
        if re.search(r"[\u3400-\u9fff]", run.text):
            assert run.lang == ("zh-Hans" if language == "en" else "")


@given(_TEXT)
@example("<script>alert(1)</script>")
@example("\n\n<iframe src='x'></iframe>\n\n")
@example("<img src=x onerror=alert(1)>")
@example("\n\n<style>*{}</style>")
def test_prose_lets_no_markup_in(text: str) -> None:
    html = prose_html(f"a {text} b", "zh", "zh-Hans", lambda name: f"../{name}/")
    page = Page("x/index.html", f"<!doctype html><body>{html}".encode())
    assert not {element.tag for element in page.body.iter()} & {"script", "style", "iframe", "img", "form", "object"}


@pytest.mark.parametrize(
    ("prose", "href"),
    [
        ("[x](page:errata)", "../errata/"),
        ("[x](page:errata#chemicals-row-6-level)", "../errata/#chemicals-row-6-level"),
        ("[x](#levels)", "#levels"),
        ("[x](https://example.org/a?b=c&d)", "https://example.org/a?b=c&d"),
    ],
)
def test_prose_links_lead_where_they_say(prose: str, href: str) -> None:
    html = prose_html(prose, "en", "zh-Hans", lambda name: f"../{name}/")
    page = Page("x/index.html", f"<!doctype html><body>{html}".encode())
    assert page.one("a").attrib["href"] == href


def test_names_are_sorted_as_their_readers_look_them_up(edition: Edition) -> None:
    assert plain("lǜshī") == "lüshi"
    for language in TAGS:
        groups = by_initial(edition.roles, "role", language)
        names: list[Named] = [entry.role for _, entries in groups for entry in entries]
        assert len(names) == 94
        assert [letter for letter, _ in groups] == sorted({letter for letter, _ in groups})
        if language == "en":
            spelt = [re.sub(r"[^a-z0-9 ]", "", name.name["en"].lower()) for name in names]
            assert spelt == sorted(spelt)
