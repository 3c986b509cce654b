"""The finished site, every page, held against a full HTML parser and a link resolver of its own.

`catalogue.rendering.site_check` looks at the same things in every build; here nothing of it is used, except at the end,
where small broken sites show that it catches what it promises to catch.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from built_site import BASE_URL, Pages, Site
from fidelity import EDITIONS, INDUSTRIES, TAGS, Page, Run
from hypothesis import given
from hypothesis import strategies as st

from catalogue.linked import Edition
from catalogue.rendering.page_scan import resolve
from catalogue.rendering.site_check import check_site

NOT_FOUND = {"404.html", "zh/404/index.html", "en/404/index.html"}  # shown where nothing is, so nothing leads there
UNSOUGHT = {*NOT_FOUND, "offline.html"}  # the last is shown by the worker that it starts
NEUTRAL = {"index.html", "404.html", "offline.html"}  # in no single language
UNPINNED_ONLY = {"search/"}
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TONES = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)
_ENGLISH = re.compile(r"\b[A-Za-z]{2,} [a-z]{2,}\b")
_ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?:data|javascript|blob):", re.IGNORECASE)


def _language(path: str) -> str:
    return path.split("/")[0]


def _other(path: str) -> str:
    here = _language(path)
    return {"zh": "en", "en": "zh"}[here] + path.removeprefix(here)


def _expected(edition: Edition) -> set[str]:
    """Every page's file, from the addresses of DESIGN.md and the ids of the data."""
    folders = {"", "industries/", "roles/", "titles/", "qualifications/", "certificates/", "matrix/", "errata/"}
    folders |= {"about/", "data/", *UNPINNED_ONLY}
    folders |= {f"industries/{id_}/" for id_ in INDUSTRIES}
    folders |= {f"roles/{entry.id}/" for entry in edition.roles}
    folders |= {f"titles/{category.id}/" for category in edition.categories}
    files = {"index.html", *NOT_FOUND}
    for lang in TAGS:
        files |= {f"{lang}/{folder}index.html" for folder in folders}
        files |= {f"{lang}/2020/{folder}index.html" for folder in folders - UNPINNED_ONLY}
    return files


# --- the whole ----------------------------------------------------------------------------------------------


def test_the_site_has_every_address_of_the_design(pages: Pages, edition: Edition) -> None:
    assert len(edition.roles) == 94
    assert len(edition.categories) == 6
    assert _expected(edition) - set(pages) == set()


def test_both_languages_and_the_pinned_pages_mirror_each_other(pages: Pages) -> None:
    of_a_language = set(pages) - NEUTRAL
    assert {_other(path) for path in of_a_language} == of_a_language
    pinned = {path for path in of_a_language if "/2020/" in path}
    assert {path.replace("/2020/", "/", 1) for path in pinned} <= of_a_language
    single = {path for path in of_a_language - pinned if f"{path[:3]}2020/{path[3:]}" not in pinned}
    assert not [path for path in single if re.match("../(?:industries|roles|titles)/", path)]


def test_every_address_is_plain_ascii_in_lower_case(site: Site) -> None:
    for_hosts = {"_headers", "_redirects"}
    sums = {path for path in site.files if path.rpartition("/")[2] == "SHA256SUMS"}  # as everyone writes it
    odd = [
        path
        for path in set(site.files) - for_hosts - sums
        if not re.fullmatch(r"\.?[a-z0-9]+(?:[./-][a-z0-9]+)*", path)
    ]
    assert odd == []


def test_a_strict_parser_has_nothing_to_complain_about(pages: Pages) -> None:
    assert {path: page.errors for path, page in pages.items() if page.errors} == {}


def test_every_page_has_its_bones(pages: Pages) -> None:
    for path, page in pages.items():
        assert page.raw.startswith(b"<!doctype html>"), path
        assert len(page.all("h1")) == 1, path
        assert page.has(page.one("h1"), page.main), path
        assert page.text(page.one("h1")), path
        assert page.title, path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.root.attrib["lang"] == TAGS.get(_language(path), TAGS["zh"]), path
        assert page.one("meta", charset="utf-8") is not None, path
        assert "width=device-width" in page.one("meta", name="viewport").attrib["content"], path


def test_headings_skip_no_level(pages: Pages) -> None:
    for path, page in pages.items():
        levels = [int(one.tag[1]) for one in page.elements if re.fullmatch("h[1-6]", one.tag)]
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (path, levels)


def test_titles_are_unique_in_their_language(pages: Pages) -> None:
    by_title = defaultdict(list)
    for path, page in pages.items():
        if path not in NEUTRAL:
            by_title[page.root.attrib["lang"], page.title].append(path)
    assert {title: paths for title, paths in by_title.items() if len(paths) > 1} == {}


def test_references_between_elements_resolve(pages: Pages) -> None:
    for path, page in pages.items():
        for element in page.elements:
            for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list"):
                for id_ in element.attrib.get(attribute, "").split():
                    assert id_ in page.ids, f"{path}: {attribute}={id_}"


# --- links -------------------------------------------------------------------------------------------------


def _broken(page: Page, site: Site, pages: Pages) -> list[tuple[str, str]]:
    """The page's links that lead nowhere; `pages` are those of whole bodies."""
    broken = []
    for link in page.links:
        target = page.target(link.value, site.base_url)
        if target is None:
            missing = not link.value.startswith(("https://", "mailto:"))
        else:
            file, fragment = target
            missing = file not in site.files or bool(fragment and file in pages and fragment not in pages[file].ids)
        if missing:
            broken.append((page.path, link.value))
    return broken


def test_every_link_leads_somewhere(site: Site) -> None:
    assert [one for page in site.pages.values() for one in _broken(page, site, site.pages)] == []


def test_every_link_leads_somewhere_with_a_base_url(site: Site, site_with_base: Site) -> None:
    heads = site_with_base.heads.values()
    assert [one for page in heads for one in _broken(page, site_with_base, site.pages)] == []


def test_links_are_relative_so_that_any_folder_will_do(pages: Pages) -> None:
    for path, page in pages.items():
        for link in page.links:
            if path not in NOT_FOUND:
                assert not link.value.startswith("/"), f"{path}: {link.value}"
                target = page.target(link.value, "http://site.invalid/some/folder/")
                assert target or _ABSOLUTE.match(link.value) or link.value.startswith("mailto:"), (
                    f"{path}: {link.value}"
                )


def test_not_found_pages_work_at_any_depth(site: Site, site_with_base: Site) -> None:
    for shown, root in ((site, "/"), (site_with_base, "/catalogue/")):
        for path in NOT_FOUND:
            for link in shown.pages[path].links:
                assert link.value.startswith((root, "#", BASE_URL)), f"{path}: {link.value}"


def test_nothing_is_absolute_without_a_base_url(site: Site) -> None:
    for path, page in site.pages.items():
        for link in page.links:
            if link.tag == "a":  # prose may lead out of the site
                continue
            assert not _ABSOLUTE.match(link.value), f"{path}: {link.value}"
        for meta in page.all("meta"):
            assert not _ABSOLUTE.match(meta.attrib.get("content", "")), f"{path}: {meta.attrib}"
        assert not page.all("link", rel="canonical"), path
        assert not page.all("base"), path
    assert "sitemap.xml" not in site.files
    assert b"://" not in site.files["robots.txt"]


def test_nothing_is_asked_of_another_origin_and_nothing_is_inline(site: Site, site_with_base: Site) -> None:
    for shown, pages in ((site, site.pages), (site_with_base, site_with_base.heads)):
        for path, page in pages.items():
            for link in page.links:
                fetched = link.tag not in ("a", "form") and link.element.attrib.get("rel") not in (
                    "canonical",
                    "alternate",
                )
                assert not (fetched and _ABSOLUTE.match(link.value)), f"{path}: {link.value}"
            for element in page.elements:
                assert element.tag not in ("style", "iframe", "object", "embed"), f"{path}: <{element.tag}>"
                assert "style" not in element.attrib, f"{path}: style on <{element.tag}>"
                assert not [name for name in element.attrib if name.startswith("on")], f"{path}: {element.attrib}"
                assert element.tag != "script" or "src" in element.attrib, f"{path}: a script in the page"
                assert element.attrib.get("http-equiv", "").lower() != "refresh", f"{path}: redirects"
        for path, raw in shown.files.items():
            if path.endswith(".css"):
                css = raw.decode()
                assert "@import" not in css, path
                for address in re.findall(r"url\(\s*[\"']?([^\"')]*)", css):
                    assert not _ABSOLUTE.match(address), f"{path}: {address}"
            if path.endswith(".svg"):
                assert not re.search(r"(?:href|src)=[\"'](?:https?:)?//|<script", raw.decode()), path


def test_every_page_holds_the_icon_so_that_none_asks_for_it(site: Site, pages: Pages) -> None:
    shown = {page.icon.attrib["href"] if page.icon is not None else path for path, page in pages.items()}
    assert len(shown) == 1, shown
    assert unquote(shown.pop().partition(",")[2]) == site.asset("icon.svg").decode().strip()


def test_every_page_is_reached_from_the_root_by_links(pages: Pages) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = pages[waiting.pop()]
        for anchor in page.anchors():
            target = page.target(anchor.attrib["href"])
            if target and target[0] in pages and target[0] not in reached:
                reached.add(target[0])
                waiting.append(target[0])
    assert set(pages) - reached == UNSOUGHT


def test_the_root_lets_the_reader_choose(pages: Pages) -> None:
    page = pages["index.html"]
    chosen = {a.attrib["hreflang"]: page.target(a.attrib["href"]) for a in page.anchors(page.main)}
    assert chosen == {"zh-Hans": ("zh/index.html", ""), "en": ("en/index.html", "")}


# --- languages ----------------------------------------------------------------------------------------------


def _texts(page: Page) -> list[Run]:
    """What is read, heard or seen as a hint: texts and attributes with their language."""
    runs = page.runs()
    for element in page.elements:
        for attribute in (
            "alt",
            "title",
            "data-label",
            "aria-label",
            "aria-description",
            "placeholder",
            "label",
            "summary",
        ):
            if text := element.attrib.get(attribute, "").strip():
                runs.append(Run(text, page.languages[element], element))
    return runs


def test_chinese_is_marked_as_chinese(pages: Pages) -> None:
    for path, page in pages.items():
        for run in _texts(page):
            if _HAN.search(run.text):
                assert run.lang == "zh-Hans", f"{path}: {run.text} is marked as {run.lang}"


def test_english_is_marked_as_english(pages: Pages, edition: Edition) -> None:
    names = {table.industry.name["en"] for table in edition.tables} | {entry.role.name["en"] for entry in edition.roles}
    names |= {one.term.name["en"] for one in edition.categories}
    for terms in (
        edition.qualifications.terms,
        edition.certificates.terms,
        *(one.majors for one in edition.categories),
    ):
        names |= {term.name["en"] for term in terms}
    seen = set()
    for path, page in pages.items():
        for run in _texts(page):
            if run.text in names or (_ENGLISH.search(run.text) and not _TONES.search(run.text)):
                mime = re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", run.text)
                assert run.lang.startswith("en") or mime or run.lang == "zh-Latn-pinyin", f"{path}: {run}"
            if _language(path) == "zh" and run.lang == "en":
                seen.add(run.text)
    assert names <= seen, "every English name stands beside its Chinese"


def test_pinyin_is_marked_as_pinyin(pages: Pages, edition: Edition) -> None:
    for path, page in pages.items():
        for run in _texts(page):
            if _TONES.search(run.text):
                assert run.lang == "zh-Latn-pinyin", f"{path}: {run.text} is marked as {run.lang}"
    for lang in TAGS:
        for start in EDITIONS:
            for entry in edition.roles:
                page = pages.at(f"{lang}/{start}roles/{entry.id}/")
                assert entry.role.pinyin in page.words(lang="zh-Latn-pinyin"), page.path


def test_pages_name_only_languages_of_the_site(pages: Pages) -> None:
    for path, page in pages.items():
        assert set(page.languages.values()) - {""} <= {"zh-Hans", "en", "zh-Latn-pinyin"}, path
        for element in page.elements:
            assert element.attrib.get("hreflang", "en") in ("zh-Hans", "en", "x-default"), path


def test_the_language_switch_leads_to_the_same_page_and_back(pages: Pages) -> None:
    for path, page in pages.items():
        if path in NEUTRAL:
            continue
        tag = TAGS[_language(_other(path))]
        switches = [a for a in page.anchors() if a.attrib.get("hreflang")]
        assert {a.attrib["hreflang"] for a in switches} == {tag}, path
        assert {page.target(a.attrib["href"]) for a in switches} == {(_other(path), "")}, path
        assert all(a.attrib.get("lang", tag) == tag for a in switches), path


@pytest.mark.parametrize("with_base", [False, True], ids=["relative", "with base URL"])
def test_alternates_name_both_languages_and_a_default(with_base: bool, site: Site, site_with_base: Site) -> None:
    shown, pages = (site_with_base, site_with_base.heads) if with_base else (site, site.pages)
    for path, page in pages.items():
        found = [one for one in page.all("link", rel="alternate") if "type" not in one.attrib]
        if path in UNSOUGHT:
            assert not found, path
            continue
        targets = {one.attrib["hreflang"]: page.target(one.attrib["href"], shown.base_url) for one in found}
        assert len(found) == len(targets) == 3, path
        home = path in {"index.html", "zh/index.html", "en/index.html"}
        pair = {"zh-Hans": "zh/index.html", "en": "en/index.html"}
        if not home:
            pair = {TAGS[_language(one)]: one for one in (path, _other(path))}
        default = "index.html" if home else pair["zh-Hans"]
        assert targets == {tag: (file, "") for tag, file in {**pair, "x-default": default}.items()}, path
        if with_base:
            assert all(one.attrib["href"].startswith(BASE_URL) for one in found), path


# --- what search engines and other sites read ------------------------------------------------------------


def _canonical(path: str) -> str:
    """The address under which a page wants to be known: while its edition is current, the unpinned one.

    A page for frames wants to be known as the one whose table it shows.
    """
    return BASE_URL + re.sub("/(?:2020|embed)/", "/", path, count=1).removesuffix("index.html")


def test_the_canonical_address_is_the_unpinned_page(site_with_base: Site) -> None:
    for path, page in site_with_base.heads.items():
        found = [one.attrib["href"] for one in page.all("link", rel="canonical")]
        assert found == ([] if path in UNSOUGHT else [_canonical(path)]), path
        if path in UNSOUGHT:
            assert page.one("meta", name="robots").attrib["content"] == "noindex", path
        else:
            target = page.target(found[0], BASE_URL)
            assert target and target[0] in site_with_base.pages, path


def test_the_sitemap_lists_the_canonical_addresses(site_with_base: Site) -> None:
    root = ElementTree.fromstring(site_with_base.files["sitemap.xml"])
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{namespace}urlset"
    listed = [loc.text or "" for loc in root.iter(f"{namespace}loc")]
    expected = {_canonical(path) for path in site_with_base.pages if path not in UNSOUGHT}
    assert BASE_URL in expected
    assert sorted(listed) == sorted(expected)


def test_robots_txt_names_the_sitemap_when_there_is_one(site: Site, site_with_base: Site) -> None:
    assert f"Sitemap: {BASE_URL}sitemap.xml" in site_with_base.files["robots.txt"].decode().splitlines()
    for shown in (site, site_with_base):
        lines = shown.files["robots.txt"].decode().splitlines()
        assert lines[0] == "User-agent: *"
        assert not [line for line in lines if line.startswith("Disallow") and line.split(":", 1)[1].strip()]


def test_pages_say_what_they_are_to_those_who_share_them(site_with_base: Site) -> None:
    for path, page in site_with_base.heads.items():
        meta = {one.attrib.get("property"): one.attrib.get("content", "") for one in page.all("meta")}
        if path in NEUTRAL & UNSOUGHT or "/embed/" in path:
            continue
        assert meta["og:title"], path
        assert page.one("meta", name="description").attrib["content"], path
        assert meta.get("og:url", BASE_URL).startswith(BASE_URL), path


def test_with_and_without_base_url_the_pages_have_the_same_links(site: Site, site_with_base: Site) -> None:
    """So what holds of the links of one holds of the other's; only heads and texts know the base URL."""
    assert set(site.files) == set(site_with_base.files) - {"sitemap.xml"}
    for path in site.pages:
        if path not in NOT_FOUND:
            bodies = (one.files[path].split(b"</head>")[1] for one in (site, site_with_base))
            links, same = (re.findall(rb'(?:href|src|action|id)="[^"]*"', body) for body in bodies)
            assert links == same, path


# --- breadcrumbs ---------------------------------------------------------------------------------------------


def _parents(path: str) -> list[str]:
    """The pages above a page, from the home page down: `en/2020/roles/x/` is below `en/2020/`, `en/2020/roles/`."""
    lang, *rest = path.removesuffix("index.html").rstrip("/").split("/")
    home = f"{lang}/2020/" if rest[:1] == ["2020"] else f"{lang}/"
    folders = rest[1:] if rest[:1] == ["2020"] else rest
    return [f"{home}{'/'.join(folders[:depth])}{'/' if depth else ''}index.html" for depth in range(len(folders))]


def test_breadcrumbs_lead_up_to_the_home_page(pages: Pages) -> None:
    for path, page in pages.items():
        if path in NEUTRAL | NOT_FOUND or "/embed/" in path or not _parents(path):
            continue
        trails = [
            [page.target(a.attrib["href"]) for a in page.anchors(nav)]
            for nav in page.all("nav")
            if page.all("li", nav, **{"aria-current": "page"})
        ]
        assert len(trails) == 1, path
        found = [file for file, fragment in filter(None, trails[0]) if not fragment]
        assert [file for file in found if file in _parents(path)] == _parents(path), path
        assert len(found) == len(trails[0]), path
        assert found[0] == _parents(path)[0], path


# --- the build's own check catches what it promises to catch ----------------------------------------------


def _small(title: str, content: str, lang: str = "en") -> bytes:
    page = (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head><body>{content}'
    )
    return f"{page}</body></html>".encode()


SOUND = {
    "index.html": _small("Root", '<h1>Root</h1><a href="en/">x</a>'),
    "en/index.html": _small("Home", '<h1 id="top">Home</h1><a href="a/#row">x</a><a href="../data/x.csv">y</a>'),
    "en/a/index.html": _small("A", '<h1>A</h1><p id="row">r</p><a href="../">up</a><span lang="zh-Hans">焊工</span>'),
    "data/x.csv": b"x",
}

FAULTS = {
    "a link to a page that is not there": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1><a href="../b/">b</a>')}, "en/b/"),
    "a link to a file that is not there": ({"data/x.csv": None}, "data/x.csv"),
    "a picture that is not there": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1><img src="x.png" alt="">')}, "x.png"),
    "a form that leads nowhere": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1><form action="../s/"></form>')}, "../s/"),
    "a fragment that is not there": ({"en/a/index.html": _small("A", "<h1>A</h1>")}, "#row"),
    "a fragment of the page itself": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1><a href="#no">n</a>')}, "#no"),
    "an id twice": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1><p id="row">B</p>')}, "“row”"),
    "no h1": ({"en/a/index.html": _small("A", '<h2 id="row">A</h2>')}, "h1"),
    "two h1": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1><h1>B</h1>')}, "h1"),
    "no title": ({"en/a/index.html": _small("", '<h1 id="row">A</h1>')}, "title"),
    "no language": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1>', lang="")}, "language"),
    "the same title twice": ({"en/a/index.html": _small("Home", '<h1 id="row">A</h1>')}, "also that of"),
    "Chinese that is not marked": ({"en/a/index.html": _small("A", '<h1 id="row">焊工</h1>')}, "Chinese"),
    "English that is not marked": (
        {"en/a/index.html": _small("A", '<h1 id="row">A</h1><p lang="zh-Hans">Bench fitter</p>')}, "English",
    ),
    "a page that breaks off": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1>').removesuffix(b"</html>")}, "never closed"),
    "an element that is not closed": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1><p>x')}, "p"),
    "an end tag too many": ({"en/a/index.html": _small("A", '<h1 id="row">A</h1></p>')}, "</p>"),
    "a page without a way in": ({"en/c/index.html": _small("C", "<h1>C</h1>")}, "No chain of links"),
    "pages that lead only to each other": (
        {
            "en/c/index.html": _small("C", '<h1>C</h1><a href="../d/">d</a><a href="../">up</a>'),
            "en/d/index.html": _small("D", '<h1>D</h1><a href="../c/">c</a>'),
        },
        "No chain of links",
    ),
    "a page that only a head names": (
        {
            "en/c/index.html": _small("C", "<h1>C</h1>"),
            "en/a/index.html": _small("A", '<link rel="alternate" href="../c/"><h1 id="row">A</h1>'),
        },
        "No chain of links",
    ),
}  # fmt: skip


def test_the_build_s_check_has_nothing_against_a_sound_site(site: Site, site_with_base: Site) -> None:
    assert check_site(SOUND) == []
    assert check_site(site.files) == []
    assert check_site(site_with_base.files, "/catalogue/") == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_build_s_check_catches(fault: str) -> None:
    changes, says = FAULTS[fault]
    broken = {path: raw for path, raw in {**SOUND, **changes}.items() if raw is not None}
    faults = [str(one) for one in check_site(broken)]
    assert any(says in one for one in faults), faults


def test_the_build_s_check_catches_faults_in_the_real_pages(site: Site) -> None:
    path = "en/industries/pens/index.html"
    page = (
        site.files[path]
        .replace(b'<tr id="graphic-designer">', b'<tr id="other">')
        .replace(b"</h1>", b"</h1><h1>x</h1>")
    )
    gone = "en/2020/roles/graphic-designer/index.html"
    broken = {name: raw for name, raw in {**site.files, path: page}.items() if name != gone}
    said = "\n".join(map(str, check_site(broken)))
    assert f"{path}: The page has 2 h1" in said
    assert (
        "en/roles/graphic-designer/index.html: The link ../../industries/pens/#graphic-designer leads to a place"
        in said
    )
    assert f"leads to {gone}, which does not exist" in said


@given(
    page=st.sampled_from(["index.html", "en/index.html", "en/2020/roles/welder/index.html", "zh/404/index.html"]),
    parts=st.lists(
        st.sampled_from(
            ["../", "./", "a/", "b-1/", "b.html", "_x.css", "C/", "#row", "#", "?q=1", "%41", "..", ".", "~", "é"]
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_the_build_s_check_resolves_every_link_as_a_browser_does(page: str, parts: list[str]) -> None:
    link = "".join(parts)
    url = urlsplit(urljoin(f"https://site.example/{page}", link))
    path = unquote(url.path).removeprefix("/")
    file = f"{path}index.html" if path == "" or path.endswith("/") else path
    target, fragment = resolve(page, link, "/")
    assert fragment == url.fragment
    assert target == file or _leaves(page, link)


def _leaves(page: str, link: str) -> bool:
    """Whether a link climbs above the root: a browser stops there, but in a folder of a host it leads out of the site."""
    depth = page.count("/")
    for part in link.partition("#")[0].partition("?")[0].split("/")[:-1]:
        depth += -1 if part == ".." else part not in ("", ".")
        if depth < 0:
            return True
    return False


@pytest.mark.parametrize("link", ["../", "../../../x.css", "../../../../en/", ".././../../a.html#x"])
def test_the_build_s_check_lets_no_link_climb_out_of_the_site(link: str) -> None:
    target, _ = resolve("en/roles/index.html" if link != "../" else "index.html", link, "/")
    assert target is not None
    assert target.startswith("..")
