"""Interface words: what is said, and that nothing is ever said silently wrong."""

from __future__ import annotations

import pytest

from catalogue.problems import DataProblems, Problem
from catalogue.words import Words, parity, read_words


def words(text: str, file: str = "en.yaml") -> Words:
    problems: list[Problem] = []
    table = read_words(text.encode(), file, problems)
    assert problems == []
    assert table
    return table


def problems_of(zh: str, en: str) -> list[str]:
    return [str(problem) for problem in parity({"zh": words(zh, "zh.yaml"), "en": words(en)})]


def test_keys_are_joined_by_dots_and_values_put_in() -> None:
    table = words('nav:\n  roles: {one: "{n} role of {name}", other: "{n} roles of {name}"}\n')
    assert table.say("nav.roles", n=1, name="a") == "1 role of a"
    assert table.say("nav.roles", n=2, name="{n}") == "2 roles of {n}"
    assert table.say("nav.roles", n=0, name=0) == "0 roles of 0"
    assert words('a: "100% of {n}, %s %(n)s"').say("a", n="%d") == "100% of %d, %s %(n)s"


def test_a_language_without_plurals_has_one_form() -> None:
    assert words('roles: {other: "{n}个岗位"}\n').say("roles", n=1) == "1个岗位"
    assert words('roles: "{n}个岗位"\n').say("roles", n=1) == "1个岗位"


def test_a_missing_key_is_a_problem_of_the_file_at_the_group_that_lacks_it() -> None:
    with pytest.raises(DataProblems) as raised:
        words("a: b\nnav:\n  roles: x\n").say("nav.home")
    assert [str(problem) for problem in raised.value.problems] == [
        "en.yaml:3:3: The words lack `nav.home`, which a page says. Write it."
    ]


def test_a_placeholder_without_value_is_a_problem_at_its_text() -> None:
    with pytest.raises(DataProblems) as raised:
        words('nav: "{rolls} of {n}"\n').say("nav", n=1, roles=2)
    assert [str(problem) for problem in raised.value.problems] == [
        "en.yaml:1:6: `nav` uses {rolls}, which has no value there. Write {n}, {roles}."
    ]


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("a: x\n", "a: y\n", []),
        ('a: "{n}个"\n', 'a: {one: "{n} a", other: "{n} as"}\n', []),
        ("a: x\nb: z\n", "a: y\n", ["en.yaml:1:1: The words lack `b`. Write it; zh.yaml:2 says “z”."]),
        ("a: x\n", "a: y\nb: z\n", ["zh.yaml:1:1: The words lack `b`. Write it; en.yaml:2 says “z”."]),
        ("g:\n  a: x\n", "b: y\n", [
            "en.yaml:1:1: The words lack `g` and all that is below it. Write it; zh.yaml:2 has it.",
            "zh.yaml:1:1: The words lack `b`. Write it; en.yaml:1 says “y”.",
        ]),
        ("name: x\n", "nmae: y\n", ["en.yaml:1:7: There is no `nmae` in zh.yaml, and `name` is missing here. Write the key `name`."]),
        ('a: "{n}"\n', "a: y\n", [
            "en.yaml:1:4: The placeholders of `a` are none, but in zh.yaml:1 {n}. Use the same placeholders in every language."
        ]),
        ('a: "{"\n', "a: y\n", [
            "zh.yaml:1:4: “{” has a brace that belongs to no placeholder. Write placeholders as {name}, in lower-case letters."
        ]),
        ('a: "{N}"\n', "a: y\n", [
            "zh.yaml:1:4: “{N}” has a brace that belongs to no placeholder. Write placeholders as {name}, in lower-case letters."
        ]),
    ],
)  # fmt: skip
def test_languages_are_held_against_each_other(zh: str, en: str, expected: list[str]) -> None:
    assert problems_of(zh, en) == expected


@pytest.mark.parametrize("text", ["- a\n", "words\n"])
def test_a_file_that_is_no_mapping_is_one_problem(text: str) -> None:
    problems: list[Problem] = []
    assert read_words(text.encode(), "en.yaml", problems) is None
    assert [str(problem) for problem in problems] == [
        "en.yaml:1:1: The file should be a mapping with keys. Write `nav: {…}`."
    ]
