"""The charts: exact places from the printed indices, every index drawn, nothing covered, the table beside them."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from built_site import Pages
from fidelity import EDITIONS, INDUSTRIES, TAGS, Page
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from catalogue import charts
from catalogue.linked import Edition, Listing
from catalogue.model import Level

EVERY_VERSION = pytest.mark.parametrize("start", [f"{lang}/{pin}" for lang in TAGS for pin in EDITIONS])
_INDEX = st.integers(0, 10_000).map(lambda value: f"{value / 10_000:.4f}")


def _number(percent: str) -> Decimal:
    assert re.fullmatch(r"\d+(?:\.\d{1,2})?%", percent), percent
    return Decimal(percent.removesuffix("%"))


# --- geometry --------------------------------------------------------------------------------------------------


@given(_INDEX)
def test_an_index_stands_exactly_where_it_says(index: str) -> None:
    assert _number(charts.across(index)) == Decimal(index) * 100


@given(_INDEX, _INDEX)
def test_a_higher_index_stands_further_right(one: str, other: str) -> None:
    assert (Decimal(one) < Decimal(other)) == (_number(charts.across(one)) < _number(charts.across(other)))


def test_the_bounds_stand_at_the_printed_bounds(edition: Edition) -> None:
    assert [(one.x, one.label) for one in charts.bounds(edition)] == [("30%", "0.3"), ("40%", "0.4")]


@pytest.mark.parametrize("lang", TAGS)
def test_the_bands_fill_the_scale_and_name_the_levels(lang: str, edition: Edition) -> None:
    bands = charts.dot_chart((), edition, lang).bands
    assert [band.label for band in bands] == [level.name[lang] for level in edition.levels]
    ends = [Decimal(0)]
    for band in bands:
        assert _number(band.x) == ends[-1]
        ends.append(ends[-1] + _number(band.width))
    assert ends == [0, 30, 40, 100]


def _listings(edition: Edition) -> dict[str, tuple[Listing, ...]]:
    return {
        **{f"industries/{table.id}/": table.listings for table in edition.tables},
        **{f"roles/{entry.id}/": entry.listings for entry in edition.roles},
    }


@pytest.mark.parametrize("lang", TAGS)
def test_every_index_has_its_dot_and_no_dot_covers_another(lang: str, edition: Edition) -> None:
    for name, listings in _listings(edition).items():
        chart = charts.dot_chart(listings, edition, lang)
        assert [dot.listing for dot in chart.dots] == list(listings), name
        places = [(float(_number(dot.x)) / 100 * charts.NARROWEST, dot.y) for dot in chart.dots]
        for at, (x, y) in enumerate(places):
            assert y - chart.top >= charts.RADIUS, name
            assert y + charts.RADIUS <= chart.floor <= chart.height, name
            for other_x, other_y in places[:at]:
                apart = ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5
                assert apart > 2 * charts.RADIUS - 0.01, name


def test_no_chart_is_a_tower(edition: Edition) -> None:
    """Thirteen rows of the first table lie between 0.3 and 0.4."""
    assert max(charts.dot_chart(one, edition, "en").height for one in _listings(edition).values()) <= 150


@given(st.lists(st.tuples(st.floats(0, 288), st.floats(1, 60)).map(lambda one: (one[0], sum(one))), max_size=30))
def test_spans_in_one_lane_do_not_meet(spans: list[tuple[float, float]]) -> None:
    lanes = charts._lanes(spans)
    for at, (start, end) in enumerate(spans):
        for other, (other_start, other_end) in enumerate(spans[:at]):
            assert lanes[at] != lanes[other] or end <= other_start or other_end <= start
    assert not spans or set(lanes) == set(range(max(lanes) + 1)), "no lane is empty"


def test_marks_grow_fuller_with_the_level(edition: Edition) -> None:
    lowest, middle, highest = charts.marks(edition)
    assert lowest.fill == ""
    assert middle.fill == "M0 -4A4 4 0 0 0 0 4Z"
    assert highest.fill.count("A") == 2
    assert [mark.level for mark in (lowest, middle, highest)] == list(edition.levels)


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3).filter(any))
def test_each_level_has_a_bar_as_long_as_its_share_of_the_rows(counts: list[int]) -> None:
    levels = [Level.__new__(Level) for _ in counts]
    bars = charts.level_bars(list(zip(levels, counts, strict=True)))
    assert [bar.count for bar in bars] == counts
    for bar in bars:
        assert abs(_number(bar.width) - Decimal(100 * bar.count) / sum(counts)) <= Decimal("0.01")
    assert abs(sum(_number(bar.width) for bar in bars) - 100) <= Decimal("0.02")


def test_strips_stand_on_the_one_scale(edition: Edition) -> None:
    for table in edition.tables:
        drawn = charts.strip(table.listings, edition)
        assert drawn.bounds == "M30 0V12M40 0V12"
        for ticks in drawn.ticks:
            places = [Decimal(x) for x in re.findall(r"M([\d.]+) 1V11", ticks.path)]
            indices = [Decimal(row.index) * drawn.width for row in table.listings if row.level == ticks.level]
            assert len(places) == len(indices)
            assert all(abs(place - index) <= Decimal("0.05") for place, index in zip(places, indices, strict=True))
        assert [ticks.level for ticks in drawn.ticks] == [
            level for level in edition.levels if any(row.level == level for row in table.listings)
        ]


# --- pages ---------------------------------------------------------------------------------------------------------


_SVG = "{http://www.w3.org/2000/svg}"


def _drawn(page: Page, pictures: list[Element]) -> list[tuple[str, str]]:
    """The level and place of every mark of these pictures."""
    uses = [use for picture in pictures for use in page.all(f"{_SVG}use", picture)]
    return [(use.attrib["href"].removeprefix("#mark-"), use.attrib["x"]) for use in uses]


def _class(page: Page, name: str) -> list[Element]:
    return [one for one in page.elements if name in one.attrib.get("class", "").split()]


@EVERY_VERSION
def test_every_printed_index_is_drawn_twice(start: str, pages: Pages, edition: Edition) -> None:
    """Once in the chart of the whole, linked to its row, and once in its row."""
    for folder, listings in _listings(edition).items():
        page = pages.at(f"{start}{folder}")
        expected = [(row.level.id, f"{(Decimal(row.index) * 100).normalize():f}%") for row in listings]
        (figure,) = _class(page, "dots")
        assert _drawn(page, [figure]) == expected, page.path
        assert _drawn(page, _class(page, "dot")) == expected, page.path
        row_ids = [row.attrib["id"] for row in page.all("tr") if "id" in row.attrib]
        assert [a.attrib["href"] for a in page.all(f"{_SVG}a", figure)] == [f"#{id_}" for id_ in row_ids], page.path
        for a, row in zip(page.all(f"{_SVG}a", figure), listings, strict=True):
            title = page.text(page.one(f"{_SVG}title", a))
            assert row.index in title
            assert row.level.name[start[:2]] in title
            assert a.attrib["tabindex"] == "-1", "the table is the way by keyboard"


@EVERY_VERSION
def test_pictures_are_silent_and_their_words_are_beside_them(start: str, pages: Pages) -> None:
    for id_ in INDUSTRIES:
        page = pages.at(f"{start}industries/{id_}/")
        pictures = page.all(f"{_SVG}svg", page.main)
        assert len(pictures) == 5 + len([row for row in page.all("tr") if "id" in row.attrib])
        for picture in pictures:
            assert picture.attrib.get("aria-hidden") == "true", page.path
            assert not any(one.attrib.get("style") for one in picture.iter()), page.path
        (figure,) = _class(page, "dots")
        assert figure.attrib["aria-label"]
        assert page.text(page.one("figcaption", figure))


@EVERY_VERSION
def test_bars_have_the_counts_of_the_table(start: str, pages: Pages, edition: Edition) -> None:
    for table in edition.tables:
        page = pages.at(f"{start}industries/{table.id}/")
        counts = Counter(row.level.id for row in table.listings)
        drawn = [page.one(f"{_SVG}rect", bar) for bar in _class(page, "level-bar")]
        assert [rect.attrib["data-level"] for rect in drawn] == [level.id for level in reversed(edition.levels)]
        for rect in drawn:
            share = Decimal(100 * counts[rect.attrib["data-level"]]) / len(table.listings)
            assert abs(_number(rect.attrib["width"]) - share) <= Decimal("0.01"), page.path


# --- as drawn -------------------------------------------------------------------------------------------------------


_PLACES = """() => {
    const middle = node => { const box = node.getBoundingClientRect(); return box.left + box.width / 2; };
    const of = svg => { const rail = svg.querySelector('.rail').getBoundingClientRect();
        return [...svg.querySelectorAll('use')].map(use => (middle(use) - rail.left) / rail.width); };
    const texts = [...document.querySelectorAll('.dots text')].map(node => node.getBoundingClientRect());
    return {
        whole: of(document.querySelector('.dots svg')),
        rows: [...document.querySelectorAll('.shortage .dot')].flatMap(of),
        rails: [...document.querySelectorAll('.shortage :is(.dot, .axis) .rail')]
            .map(rail => rail.getBoundingClientRect()).filter(box => box.width).map(box => [box.left, box.width]),
        meeting: texts.filter((a, i) => texts.some((b, j) => j < i
            && a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2)).length,
        outside: texts.filter(box => box.left < 0 || box.right > innerWidth).length,
        height: document.querySelector('.dots svg').getBoundingClientRect().height,
    };
}"""


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("lang", TAGS)
def test_marks_stand_at_their_indices_at_every_width(
    lang: str, width: int, chromium: Browser, served: str, edition: Edition
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    for folder in ("industries/electrical/", "industries/chemicals/", "roles/mechanical-engineer/"):
        page.goto(f"{served}{lang}/{folder}")
        indices = [float(row.index) for row in _listings(edition)[folder]]
        drawn = page.evaluate(_PLACES)
        for places in (drawn["whole"], drawn["rows"]):
            assert places == pytest.approx(indices, abs=0.01), folder
        assert len({(round(left), round(wide)) for left, wide in drawn["rails"]}) == 1, "rows share one axis"
        assert (drawn["meeting"], drawn["outside"]) == (0, 0), folder
        assert drawn["height"] <= 150
    page.close()
