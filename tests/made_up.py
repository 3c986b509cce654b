"""Editions that no city ever printed, with names as hostile as the loader lets through, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from catalogue.crosswalk import Group, Publication
from catalogue.fields import Texts, Where, WordLists
from catalogue.linked import Category, Edition, Listing, Occupation, PrintedList, RoleEntry, Table
from catalogue.model import CategoryList, Columns, Document, Erratum, Heading, Level
from catalogue.names import Family, Industry, Role, Term
from catalogue.problems import Position

AT = Where(Position("made-up.yaml"), {}, True)
# What spreadsheets, databases, CSV and XML readers take for something else than text.
_HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "{=1}", "'焊工", '"焊工"', '""', "a,b;c\td", "焊\n工",
    "a'; DROP TABLE roles; --", "_x0041_", "<b>&amp;", "http://example.org/", "0.5470", "007", "NULL", "NA", "TRUE",
    "1e5", "2020-01-01", "焊工" * 40, "钳工（工具、装配、机修）", "𠮷野", "é", "%s {id}", "\\N", "#REF!",
)  # fmt: skip
_TEXTS = st.one_of(
    st.sampled_from(_HOSTILE),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool),
)
_NAMES = st.builds(lambda zh, en: Texts({"zh": zh, "en": en}), _TEXTS, _TEXTS)
_OCCUPATIONS = st.one_of(
    st.builds(
        lambda match, title, reason: Occupation(match, Group(at=AT, name=title, code="2144"), reason),
        st.sampled_from(["exact", "close", "broad"]), _NAMES, _NAMES,
    ),
    st.builds(lambda reason: Occupation("none", None, reason), _NAMES),
    st.just(Occupation("exact", Group(at=AT, name=Texts({"zh": "焊工", "en": "Welders"}), code="7212"), Texts({}))),
)  # fmt: skip
_INDICES = st.integers(0, 10_000).map(lambda number: f"{number / 10_000:.4f}")
_ALIASES = st.builds(
    lambda zh, en: WordLists({"zh": tuple(zh), "en": tuple(en)}),
    st.lists(_TEXTS, max_size=2, unique=True), st.lists(_TEXTS, max_size=2, unique=True),
)  # fmt: skip


def _named(kind: type, draw: st.DrawFn, id_: str, **more: object) -> object:
    return kind(at=AT, id=id_, name=draw(_NAMES), pinyin=draw(_TEXTS), aliases=draw(_ALIASES), **more)


def _terms(draw: st.DrawFn, prefix: str) -> tuple[Term, ...]:
    return tuple(_named(Term, draw, f"{prefix}-{n}") for n in range(draw(st.integers(1, 2))))


def _list(draw: st.DrawFn, prefix: str) -> PrintedList:
    heading = Heading(at=AT, name=draw(_NAMES), number="二")
    return PrintedList(heading, _terms(draw, prefix), draw(st.sampled_from(["", "等"])))


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """A whole edition: every list, some roles in several tables, an erratum of a row."""
    levels = tuple(
        Level(
            at=AT, id=id_, name=Texts({"zh": f"{id_}{draw(_TEXTS)}", "en": f"{id_}{draw(_TEXTS)}"}), low=low, high=high
        )
        for id_, low, high in (("moderate", "0", "0.3"), ("severe", "0.3", "1"))
    )
    families = [Family(at=AT, id=id_, name=draw(_NAMES)) for id_ in ("making", "selling")]
    chosen = draw(st.lists(st.sampled_from(families), min_size=1, max_size=4))
    roles = [_named(Role, draw, f"role-{n}", family=family.id) for n, family in enumerate(chosen)]
    industries = [_named(Industry, draw, f"industry-{n}") for n in range(draw(st.integers(1, 3)))]
    errata = (
        Erratum(
            at=AT, id="a-row", kind="order", printed=draw(_TEXTS), note=draw(_NAMES), industry="industry-0", rank=1
        ),
    )
    tables = []
    for position, industry in enumerate(industries, 1):
        listed = (
            roles if position == 1 else draw(st.lists(st.sampled_from(roles), min_size=1, unique_by=lambda r: r.id))
        )
        listings = tuple(
            Listing(
                industry, role, rank, len(listed), draw(_INDICES), draw(st.sampled_from(levels)),
                errata if (position, rank) == (1, 1) else (), draw(st.integers(0, 9)),
            )
            for rank, role in enumerate(listed, 1)
        )  # fmt: skip
        tables.append(Table(industry, "一", position, listings, levels, None, None))
    entries = []
    for role, family in zip(roles, chosen, strict=True):
        rows = tuple(row for table in tables for row in table.listings if row.role is role)
        entries.append(RoleEntry(role, family, rows, (), len(tables), levels[0], (), draw(_OCCUPATIONS)))
    category = _named(Term, draw, "category-0")
    printed = CategoryList(AT, "一", category.name.zh, (), draw(st.sampled_from(["", "包括"])), "等")
    return Edition(
        id="2001",
        documents=(Document(at=AT, id="one", name=draw(_NAMES)),),
        columns=Columns(AT, "序号", "岗位", "指数", "程度"),
        levels=levels,
        note=draw(_NAMES),
        tables=tuple(tables),
        roles=tuple(entries),
        titles_heading=Heading(at=AT, name=draw(_NAMES), number="一"),
        categories=(Category(category, printed, _terms(draw, "major"), ()),),
        qualifications=_list(draw, "qualification"),
        certificates=_list(draw, "certificate"),
        errata=errata,
        source=b"made up",
        isco_source=Publication(AT, "Office", "Classification", "2001", "978-0-00-000000-2"),
        published_on="2001-05-04",
        corrections=(),
    )
