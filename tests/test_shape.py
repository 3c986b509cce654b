"""Whatever is done to the real files: the check returns problems or none, and what has none can be built."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mistakes import DATA, copied, found_in, parse_once
from thorough import examples

from catalogue.exports import edition_files
from catalogue.link import link
from catalogue.load import load
from catalogue.names import Note, Role
from catalogue.problems import Problem
from catalogue.reader.shape import Shape
from catalogue.reader.yaml_reader import read_yaml
from catalogue.searching.search_files import search_files

FILES = [path.relative_to(DATA).as_posix() for path in sorted(DATA.rglob("*.*")) if path.suffix != ".json"]
SMALL = [
    file
    for file in FILES
    if "industries/" in file or file.endswith((".md", "site.yaml", "edition.yaml", "errata.yaml"))
]
INSERTS = [
    b"", b" ", b"  ", b"\t", b"\n", b"\r", b":", b": ", b",", b", ", b"{", b"}", b"[", b"]", b'"', b"'", b"- ", b"#", b"&", b"*", b"!", b"%", b"|",
    b"\x00", b"\xff", b"0", b"1.5", b"-", b"~", b"null", b"{}", b"[]", b"zh: ", b"en: ", b"id: ", b"page:x", "：".encode(), "，".encode(), "紧缺".encode(),
    "８".encode(), "\u200b".encode(), "⼯".encode(), b"|", b"x" * 3000, b"javascript:", b"con",
]  # fmt: skip


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        parse_once(patch)
        yield copied(tmp_path_factory.mktemp("spoilt"))


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, bytes]]:
    """One or two files with a few bytes or lines changed."""
    changed = []
    for file in draw(st.lists(st.sampled_from(SMALL) | st.sampled_from(FILES), min_size=1, max_size=2, unique=True)):
        raw = (DATA / file).read_bytes()
        if draw(st.booleans()):
            lines = raw.split(b"\n")
            here, there = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
            kind = draw(st.sampled_from(["drop", "double", "swap", "indent", "empty", "cut"]))
            if kind == "drop":
                del lines[here]
            elif kind == "double":
                lines.insert(there, lines[here])
            elif kind == "swap":
                lines[here], lines[there] = lines[there], lines[here]
            elif kind == "indent":
                lines[here] = b"  " + lines[here]
            elif kind == "empty":
                key, colon, _ = lines[here].partition(b":")
                lines[here] = key + colon
            else:
                del lines[here:]
            raw = b"\n".join(lines)
        else:
            for _ in range(draw(st.integers(1, 3))):
                start = draw(st.integers(0, len(raw)))
                raw = raw[:start] + draw(st.sampled_from(INSERTS)) + raw[start + draw(st.integers(0, 4)) :]
        changed.append((file, raw))
    return changed


@given(edits())
@settings(
    max_examples=examples(40, 400),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_no_change_to_the_files_raises_and_what_has_no_problem_can_be_built(
    spoilt: Path, changed: list[tuple[str, bytes]]
) -> None:
    try:
        for file, raw in changed:
            (spoilt / file).write_bytes(raw)
        problems = found_in(spoilt)
        for position, message, hint in problems:
            assert position.file.startswith(str(spoilt))
            assert position.line >= 1
            assert position.column >= 1
            assert message.endswith(".")
            assert hint.endswith(".")
        if not problems:
            sources = load(spoilt)
            catalogue = link(sources)
            assert sources.site
            for edition in catalogue.editions.values():
                assert dict(edition_files(edition, catalogue, sources.words, sources.site.name.text))
            assert dict(search_files(sources, catalogue))
    finally:
        for file, _ in changed:
            (spoilt / file).write_bytes((DATA / file).read_bytes())


# ——— Single records ———

ROLE = {
    "id": "welder", "zh": "焊工", "en": "Welder", "pinyin": "hàngōng", "family": "metal", "aliases": "{zh: [电焊工]}", "similar": "[fitter]",
}  # fmt: skip
REQUIRED = ("id", "zh", "en", "pinyin")


def read_role(fields: dict[str, str]) -> tuple[Role | None, list[Problem]]:
    node, problems = read_yaml("".join(f"{key}: {value}\n" for key, value in fields.items()).encode(), "f")
    assert node is not None
    return Shape(("zh", "en"), problems).record(Role, node), problems


def test_a_whole_role_has_every_field_at_its_place() -> None:
    role, problems = read_role(ROLE)
    assert problems == []
    assert role is not None
    assert (role.id, role.name.zh, role.name["en"], role.family) == ("welder", "焊工", "Welder", "metal")
    assert (role.aliases["zh"], role.aliases["en"], role.similar) == (("电焊工",), (), ("fitter",))
    assert role.at.whole
    assert role.at.field("en")[1:] == (3, 5)
    assert role.at.field("similar.0")[1:] == (7, 11)


@pytest.mark.parametrize("count", range(len(ROLE) + 1))
def test_each_required_field_that_is_missing_is_named_and_no_other(count: int) -> None:
    for kept in itertools.combinations(ROLE, count):
        if not kept:
            continue
        role, problems = read_role({key: ROLE[key] for key in kept})
        missing = [key for key in REQUIRED if key not in kept]
        assert sorted(problem.message for problem in problems) == sorted(f"The file has no `{key}`." for key in missing)
        assert (role is None) == bool(missing)


@pytest.mark.parametrize("key", ROLE)
def test_every_field_refuses_a_value_of_another_shape(key: str) -> None:
    for value in ("{a: {b: c}}", '""', "[[x]]"):
        _, problems = read_role({**ROLE, key: value})
        assert problems, f"{key}: {value}"


@given(st.text(max_size=8))
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_a_text_that_is_accepted_is_kept_exactly(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    node, problems = read_yaml(f'zh: "{quoted}"\nen: x\n'.encode("utf-8", "surrogatepass"), "f")
    note = Shape(("zh", "en"), problems).record(Note, node) if node else None
    if not problems:
        assert note is not None
        assert note.text.zh == text
