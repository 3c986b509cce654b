"""Schema and reader are of one mind: on the real files, on every seeded mistake of form, on made-up records.

As text, they agree exactly. An editor sees a bare `0.5470` as a number, so there it may miss how that is written.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
import yaml
from editor import LANGUAGES, RECORDS, EditorLoader, TextLoader, faults, kind_of, refuses
from hypothesis import assume, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from mistakes import DATA, Mistake, copied, found_in, parse_once
from test_mistakes import MISTAKES
from thorough import examples

from catalogue.contradictions import KINDS
from catalogue.fields import ANY_TEXT, Pattern, TextMap, Texts, WordLists
from catalogue.names import Record
from catalogue.problems import Problem
from catalogue.reader.shape import Field, Shape, compiled, fields_of
from catalogue.reader.yaml_reader import read_yaml
from catalogue.schemas import FILE_KINDS
from catalogue.words import read_words

FILES = [path.relative_to(DATA).as_posix() for path in sorted(DATA.rglob("*.yaml"))]
YAML_WORD = re.compile(r"(?i)(?:[:\[,-] |[\[])(?:null|~|true|false)(?=[,}\]\n]|$)")  # bare in a text of ours


def form_problems(kind: str, text: str) -> list[Problem] | None:
    """What our reader finds wrong in the form of a file; None if it is not the YAML that the reader takes."""
    node, problems = read_yaml(text.encode(), "f")
    if problems or node is None:
        return None
    if kind in RECORDS:
        Shape(LANGUAGES, problems).record(RECORDS[kind], node)
    else:
        read_words(text.encode(), "f", problems)
    return problems


# ——— Good and bad files ———


@pytest.mark.parametrize("file", FILES)
def test_a_good_file_is_good_to_the_schema_as_text_and_as_an_editor_sees_it(file: str) -> None:
    text = (DATA / file).read_text(encoding="utf-8")
    assert form_problems(kind_of(file), text) == []
    assert faults(kind_of(file), text, TextLoader) == []
    assert faults(kind_of(file), text, EditorLoader) == []


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bool, bool, bool, bool]]:
    """Of each mistake that leaves YAML: whether form, check, schema and editor find something in the file changed."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("spoilt"))
        parse_once(patch)
        for mistake in MISTAKES:
            data = copied(Path())
            for file, text in _changed(mistake, data):
                problems = form_problems(kind_of(file), text)
                if problems is not None:
                    seen = [refuses(kind_of(file), text, loader) for loader in (TextLoader, EditorLoader)]
                    checked = bool(problems) or (
                        any(seen) and any(Path(one.position.file) == data / file for one in found_in(data))
                    )
                    found[f"{mistake.name} ({file})"] = (bool(problems), checked, *seen)
            shutil.rmtree(data)
    return found


def _changed(mistake: Mistake, data: Path) -> Iterator[tuple[str, str]]:
    for edit in mistake.edits:
        edit(data)
    for file in FILES:
        raw = (data / file).read_bytes() if (data / file).is_file() else b""
        if raw and raw != (DATA / file).read_bytes():
            yield file, raw.decode("utf-8", "replace")


def test_the_schema_finds_every_seeded_mistake_of_form(verdicts: dict[str, tuple[bool, bool, bool, bool]]) -> None:
    assert [name for name, (form, _, schema, _) in verdicts.items() if form and not schema] == []
    assert sum(form for form, *_ in verdicts.values()) >= 50


def test_the_schema_refuses_no_file_that_the_check_takes(verdicts: dict[str, tuple[bool, bool, bool, bool]]) -> None:
    refused = [name for name, (_, checked, schema, editor) in verdicts.items() if (schema or editor) and not checked]
    assert refused == []
    assert len(verdicts) >= 150


def test_an_editor_misses_only_how_a_bare_number_is_written(
    verdicts: dict[str, tuple[bool, bool, bool, bool]],
) -> None:
    missed = {name.partition(" (")[0] for name, (form, _, _, editor) in verdicts.items() if form and not editor}
    assert missed == {"index without its zero", "three decimals", "five decimals", "rank with a stop"}


# ——— Made-up records ———

WORD = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=6)
TEXT = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
ODD = st.sampled_from(
    ["", " ", "a  b", " a", "a\n", "a\nb", "1", "01", "-1", "0.547", "0.5470", "1.0000", "1e3", "0x1F", ".inf", "2020", "2020-1", "202",
     "true", "null", "~", "NO", "12:30", "2026-03-01", "焊工", "con", "Welder", "x" * 100, "x" * 101, "x" * 2000, "x" * 2001, "one", "a\u00a0b", "a\u0085b"]
)  # fmt: skip


def scalars(pattern: Pattern) -> st.SearchStrategy[Any]:
    right = TEXT if pattern.regex == ANY_TEXT else st.from_regex(compiled(pattern), fullmatch=True)
    return st.one_of(right, right, right, right, ODD)


def values(kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) is Annotated:
        return scalars(get_args(kind)[1])
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2)
    if kind is TextMap:
        return st.dictionaries(WORD, TEXT | ODD, max_size=2)
    if kind is WordLists:
        return st.dictionaries(st.sampled_from([*LANGUAGES, *LANGUAGES, "fr"]), st.lists(TEXT | ODD, max_size=2))
    return records(kind)


@st.composite
def records(draw: st.DrawFn, cls: type[Record]) -> Any:
    """A record as YAML holds it, most often right: now and then a key is left out, unknown, or its value of another shape."""
    made: dict[str, Any] = {}
    for spec in fields_of(cls):
        made.update(draw(_entries(cls, spec)))
    if draw(st.integers(0, 30)) == 0:
        made[draw(st.sampled_from(["extra", "zh", "Id"]))] = draw(TEXT)
    if made and draw(st.integers(0, 30)) == 0:
        made[draw(st.sampled_from(sorted(made)))] = draw(st.sampled_from([[], {}, ["a"], {"a": "b"}, "a"]))
    return made


@st.composite
def _entries(draw: st.DrawFn, cls: type[Record], spec: Field) -> dict[str, Any]:
    if draw(st.integers(0, 40 if spec.required else 2)) == 0:
        return {}
    if spec.kind is Texts:
        return {language: draw(st.one_of(TEXT, TEXT, TEXT, ODD)) for language in LANGUAGES}
    if (cls.__name__, spec.key) == ("Erratum", "kind"):
        return {spec.key: draw(st.sampled_from(KINDS))}
    return {spec.key: draw(values(spec.kind))}


@st.composite
def texts_of(draw: st.DrawFn, value: Any) -> str:
    """The value as YAML on one line; a scalar is in quotes or, where it can be, bare."""
    if isinstance(value, dict):
        return f"{{{', '.join([f'{json.dumps(key, ensure_ascii=False)}: {draw(texts_of(one))}' for key, one in value.items()])}}}"
    if isinstance(value, list):
        return f"[{', '.join([draw(texts_of(one)) for one in value])}]"
    if re.fullmatch(r"[A-Za-z0-9.~一-龥-]+", value) and value[0] != "-" and draw(st.booleans()):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


nested = st.recursive(
    TEXT | ODD,
    lambda one: (
        st.dictionaries(st.sampled_from(["one", "other", "a", "b"]), one, max_size=3) | st.lists(one, max_size=1)
    ),
    max_leaves=6,
)


@given(st.data(), st.sampled_from([kind.name for kind in FILE_KINDS]))
@settings(max_examples=examples(80, 500))
def test_schema_and_reader_agree_on_made_up_files(data: st.DataObject, kind: str) -> None:
    made = data.draw(records(RECORDS[kind]) if kind in RECORDS else st.dictionaries(WORD, nested, max_size=3))
    text = data.draw(texts_of(made))
    problems = form_problems(kind, text)
    assume(problems is not None)
    schema, editor = faults(kind, text, TextLoader), faults(kind, text, EditorLoader)
    assert bool(problems) == bool(schema), f"{text}\nreader: {problems}\nschema: {schema}"
    if not YAML_WORD.search(text):
        assert problems or not editor, f"{text}\neditor: {editor}"


@pytest.mark.parametrize("word", ["true", "false", "null", "~"])
def test_yamls_own_words_need_quotes_in_an_editor(word: str) -> None:
    """The one thing that our reader takes and the schema refuses."""
    for text, refused in ((f"names: [{word}]", True), (f'names: ["{word}"]', False)):
        assert form_problems("list", text) == []
        assert faults("list", text, TextLoader) == []
        assert bool(faults("list", text, EditorLoader)) is refused


def _all_patterns() -> Iterator[Pattern]:
    def of(record: type[Record]) -> Iterator[Pattern]:
        for spec in fields_of(record):
            kind = get_args(spec.kind)[0] if get_origin(spec.kind) is tuple else spec.kind
            if get_origin(kind) is Annotated:
                yield get_args(kind)[1]
            elif kind not in (Texts, TextMap, WordLists):
                yield from of(kind)

    yield from dict.fromkeys(pattern for record in RECORDS.values() for pattern in of(record))


def _number(text: str) -> Any:
    """What an editor makes of a bare text, if that is a number."""
    try:
        value = yaml.load(text, Loader=EditorLoader)
    except yaml.YAMLError:
        return None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


@pytest.mark.parametrize("pattern", [*_all_patterns()], ids=lambda pattern: pattern.expected)
def test_a_value_that_editors_take_for_a_number_has_bounds(pattern: Pattern) -> None:
    """Without `numbers`, an editor would refuse the bare value; bounds that are too narrow would, too."""
    if pattern.regex == ANY_TEXT:
        return  # any number is text
    low, high = pattern.numbers or (0, -1)

    def outside(text: str) -> bool:
        number = _number(text)
        return number is not None and not (low <= number <= high and (isinstance(low, float) or number == int(number)))

    bare = st.from_regex(compiled(pattern), fullmatch=True)
    with pytest.raises(NoSuchExample):
        find(bare, outside, settings=settings(max_examples=60))
    if pattern.numbers:
        for bound in (low, high):
            assert any(
                _number(text) == bound and compiled(pattern).fullmatch(text) for text in (str(bound), f"{bound:.4f}")
            )
