"""Every rule catches what it is for, and nothing in the real data; contradictions are those of the document."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from built_site import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from mistakes import DATA, copied, parse_once
from test_mistakes import MISTAKES

from catalogue.checks.rules_edition import chinese_numeral
from catalogue.checks.rules_errata import place_of
from catalogue.checks.rules_names import taken_by_pages, unique_ids
from catalogue.checks.rules_pinyin import marked
from catalogue.checks.rules_site import PROSE_FACTS
from catalogue.contradictions import FOUND_KINDS, KINDS, Contradiction, Place, contradictions, levels_of, printed_at
from catalogue.fields import Texts, Where
from catalogue.load import Sources, load
from catalogue.model import EditionFile, Level, Row, TableFile
from catalogue.pages import PAGE_TYPES
from catalogue.problems import Position
from catalogue.prose import LINKED_PAGES, PROSE_PAGES
from catalogue.rules import RULES, Rule

# A mistake of the tables in test_mistakes.py that the rule, and no other, finds.
BROKEN = {
    "crosswalk": "title that is not official",
    "current-edition": "another edition",
    "words-parity": "word lost in English",
    "prose-facts": "unknown fact",
    "unique-ids": "id twice",
    "unique-names": "English twice",
    "one-term": "one term with two translations",
    "latin-english": "Chinese in English",
    "formulas": "alias that is a formula",
    "han-chinese": "English in place of Chinese",
    "pinyin": "pinyin without tone mark",
    "characters": "reading mistyped",
    "searchable": "alias that search can't read",
    "families": "unknown family",
    "similar": "similar to itself",
    "aliases": "alias that is the name",
    "specialities": "qualification's speciality lost",
    "tables": "table renamed",
    "ranks": "rank typed wrong",
    "roles-once": "role twice in a table",
    "known-names": "role one character off",
    "names-in-use": "role never listed",
    "levels": "space in a level",
    "lists": "major twice",
    "numbering": "headings in wrong order",
    "totals": "total of rows",
    "security": "whom to tell of a weakness, without a date",
    "former-names": "former name that nobody printed",
    "publications": "date of no edition",
    "corrections": "correction before publication",
    "days": "contact until a day that is not in the calendar",
    "redirects": "redirect onwards",
    "errata": "erratum of an unknown kind",
}


@pytest.fixture(scope="module")
def sources() -> Sources:
    return load(DATA)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_finds_nothing_in_the_real_data(rule: Rule, sources: Sources) -> None:
    assert list(rule.check(sources)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_finds_what_no_other_rule_does(rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parse_once(monkeypatch)
    data = copied(Path())
    (mistake,) = [mistake for mistake in MISTAKES if mistake.name == BROKEN[rule.name]]
    for edit in mistake.edits:
        edit(data)
    spoilt = load(data)
    found = {problem.position for problem in rule.check(spoilt)}
    others = {problem.position for other in RULES if other is not rule for problem in other.check(spoilt)}
    assert found - others - {problem.position for problem in spoilt.problems}


def test_rules_have_names_and_sentences() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.description.endswith(".") for rule in RULES)


# ——— Facts that are written where rules can't import them from ———


def test_prose_may_link_only_to_pages_that_there_are() -> None:
    """`page:role` would be no page, only a kind of page."""
    assert set(LINKED_PAGES) <= {page.name for page in PAGE_TYPES if "{id}" not in page.path} - {"not-found"}


def test_pages_of_prose_are_those_that_the_check_demands() -> None:
    assert {page.prose for page in PAGE_TYPES} - {""} == set(PROSE_PAGES)


def test_facts_that_prose_may_name_are_those_of_the_edition(sources: Sources) -> None:
    from catalogue.link import link

    assert tuple(link(sources).current.facts) == PROSE_FACTS


# ——— Contradictions ———


def real(sources: Sources) -> tuple[EditionFile, dict[str, TableFile], list[Contradiction]]:
    edition = sources.editions["2020"]
    assert edition.facts
    assert edition.titles
    tables = {stem: table for stem, table in edition.tables.items() if table}
    return edition.facts, tables, list(contradictions(edition.facts, edition.titles, tables))


def test_contradictions_of_the_real_data_are_those_known(sources: Sources) -> None:
    _, _, found = real(sources)
    assert {(one.kind, one.place) for one in found} == {
        ("level", Place("chemicals", 6)),
        ("level", Place("chemicals", 7)),
        ("order", Place("chemicals", 7)),
        ("order", Place("chemicals", 8)),
        ("order", Place("digital-economy", 12)),
        ("bounds", Place()),
        ("lead", Place(category="文化创意与工业设计类")),
    }


def test_errata_that_no_program_can_find_are_misprints(sources: Sources) -> None:
    _, _, found = real(sources)
    errata = sources.editions["2020"].errata
    assert errata
    by_hand = [
        erratum
        for erratum in errata.errata
        if (erratum.kind, place_of(erratum)) not in {(c.kind, c.place) for c in found}
    ]
    assert {erratum.kind for erratum in by_hand} == set(KINDS) - set(FOUND_KINDS) == {"misprint"}


HERE = Where(Position("f"), {}, True)
ROWS = st.lists(
    st.tuples(st.integers(0, 10_000), st.sampled_from(["一般紧缺", "紧缺", "非常紧缺"])), min_size=1, max_size=12
).map(
    lambda cells: tuple(
        row(rank, f"{index // 10_000}.{index % 10_000:04}", level) for rank, (index, level) in enumerate(cells, 1)
    )
)
bounded = settings(max_examples=80, derandomize=True, database=None, deadline=None)


def row(rank: int, index: str, level: str) -> Row:
    return Row(HERE, rank, f"岗位{rank}", index, level)


def in_table(rows: Iterable[Row], facts: EditionFile) -> list[Contradiction]:
    table = TableFile(HERE, "electrical", tuple(rows))
    return [one for one in contradictions(facts, None, {"electrical": table}) if one.place.industry]


@pytest.fixture(scope="module")
def facts(sources: Sources) -> EditionFile:
    return real(sources)[0]


@given(rows=ROWS, lost=st.integers(0, 11))
@bounded
def test_a_lost_row_never_invents_a_contradiction_of_levels(
    facts: EditionFile, rows: tuple[Row, ...], lost: int
) -> None:
    before = {one for one in in_table(rows, facts) if one.kind == "level"}
    after = {one for one in in_table((*rows[:lost], *rows[lost + 1 :]), facts) if one.kind == "level"}
    assert after <= before


@given(rows=ROWS)
@bounded
def test_rows_in_falling_order_contradict_no_order_and_others_do(facts: EditionFile, rows: tuple[Row, ...]) -> None:
    falling = sorted(rows, key=lambda row: row.value, reverse=True)
    assert [one for one in in_table(falling, facts) if one.kind == "order"] == []
    rises = sum(upper.value < lower.value for upper, lower in itertools.pairwise(rows))
    assert sum(one.kind == "order" for one in in_table(rows, facts)) == rises


@given(rows=ROWS)
@bounded
def test_every_contradiction_lies_at_a_row_that_is_printed(facts: EditionFile, rows: tuple[Row, ...]) -> None:
    tables = {"electrical": TableFile(HERE, "electrical", rows)}
    for one in in_table(rows, facts):
        printed = printed_at(one.place, facts, None, tables)
        assert printed is not None
        assert printed == rows[one.place.rank - 1].printed


@given(rows=ROWS)
@bounded
def test_rows_whose_levels_fit_contradict_no_level(facts: EditionFile, rows: tuple[Row, ...]) -> None:
    fitting = [replace(row, level=levels_of(row.value, facts.levels)[0].name.zh) for row in rows]
    assert [one for one in in_table(fitting, facts) if one.kind == "level"] == []


@given(value=st.integers(0, 10_000).map(lambda n: Decimal(n) / 10_000))
@bounded
def test_every_index_has_a_level_and_two_only_on_a_bound(facts: EditionFile, value: Decimal) -> None:
    assert len(levels_of(value, facts.levels)) == (2 if value in (Decimal("0.3"), Decimal("0.4")) else 1)


def test_bounds_that_do_not_meet_leave_an_index_without_level() -> None:
    def level(low: str, high: str) -> Level:
        return Level(HERE, Texts({"zh": low}), f"l{low[-1]}", low, high)

    assert levels_of(Decimal("0.35"), (level("0", "0.3"), level("0.4", "1"))) == ()


# ——— Small parts ———


@pytest.mark.parametrize("id_", ["catalogue", "family-engineering-design"])
def test_no_role_takes_a_place_that_the_linked_data_has_for_something_else(sources: Sources, id_: str) -> None:
    assert sources.roles
    first, *others = sources.roles.roles
    roles = replace(sources.roles, roles=(replace(first, id=id_), *others))
    (problem,) = unique_ids(replace(sources, roles=roles))
    assert (problem.position, problem.hint) == (first.at.field("id"), "Give the role another id.")


def test_no_id_of_the_data_can_be_one_that_a_template_gives() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
    given = {one.partition("{{")[0] for one in re.findall(r'[ "]id="([^"]*)"', text)}
    assert {"main", "search-box", "mark-", "note-"} <= given
    for start in given - {""}:
        id_ = f"{start}x" if start.endswith("-") else start
        assert list(taken_by_pages(Position("", 1, 1), id_)), f"{id_}: add it to rules_names.py"
    assert not list(taken_by_pages(Position("", 1, 1), "welder"))


def test_chinese_numerals_count_as_headings_do() -> None:
    assert [chinese_numeral(n) for n in (1, 9, 10, 11, 18, 20, 21, 99, 100, 105, 110, 112, 120, 999)] == [
        "一",
        "九",
        "十",
        "十一",
        "十八",
        "二十",
        "二十一",
        "九十九",
        "一百",
        "一百零五",
        "一百一十",
        "一百一十二",
        "一百二十",
        "九百九十九",
    ]


@pytest.mark.parametrize(
    ("syllable", "tone", "expected"),
    [("gong", "\u0304", "gōng"), ("xie", "\u0300", "xiè"), ("lü", "\u0300", "lǜ"), ("liu", "\u0301", "liú"), ("gui", "\u030c", "guǐ"),
     ("gou", "\u0304", "gōu"), ("guo", "\u0301", "guó"), ("hao", "\u030c", "hǎo"), ("xiong", "\u0301", "xióng"), ("shei", "\u0301", "shéi")],
)  # fmt: skip
def test_tone_marks_stand_where_the_rules_of_pinyin_put_them(syllable: str, tone: str, expected: str) -> None:
    assert marked(syllable, tone) == expected
