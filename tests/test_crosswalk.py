"""The crosswalk to ISCO-08: official codes and titles, shown on role pages and by group, and marked as ours."""

from __future__ import annotations

import hashlib

import pytest
from built_site import DATA, Pages
from fidelity import EDITIONS, TAGS

from catalogue.crosswalk import NEEDS_REASON, NO_REASON
from catalogue.linked import Edition
from catalogue.load import load
from catalogue.shown.isco import isco_of

EVERY_VERSION = pytest.mark.parametrize("start", [f"{lang}/{pin}" for lang in TAGS for pin in EDITIONS])
# Of the lines `code title` as they were held against the published list (all 436 unit groups, by script). Whoever
# adds a group holds it against that list, too, and writes the new sum.
VERIFIED = "883cfd5e4cfc418d737d7f8464afc9ec536f050bf7ca94e0d86b9ed71c511542"


def test_codes_and_titles_are_those_that_were_held_against_the_published_list() -> None:
    file = load(DATA).crosswalk
    assert file
    lines = "".join(f"{group.code} {group.name['en']}\n" for group in file.groups)
    assert hashlib.sha256(lines.encode()).hexdigest() == VERIFIED, lines


def test_every_role_has_a_group_or_a_reason(edition: Edition) -> None:
    assert len(edition.roles) == 94
    for entry in edition.roles:
        occupation = entry.occupation
        assert (occupation.group is None) == (occupation.match == "none"), entry.id
        assert occupation.reason or occupation.match not in NEEDS_REASON, entry.id
    assert not NO_REASON.text
    shown = [entry.id for one in isco_of(edition).groups for entry in one.roles]
    shown += [entry.id for entry in isco_of(edition).unmatched]
    assert sorted(shown) == sorted(entry.id for entry in edition.roles)


def test_a_reason_names_only_codes_of_four_digits_and_says_the_same_ones_in_each_language(edition: Edition) -> None:
    for entry in edition.roles:
        reason = entry.occupation.reason
        if reason:
            named = [
                {word for word in "".join(c if c.isdigit() else " " for c in text).split() if len(word) > 2}
                for text in reason.values()
            ]
            assert named[0] == named[1], entry.id
            assert all(len(code) == 4 for code in named[0]), entry.id


@EVERY_VERSION
def test_a_role_page_shows_its_group_how_well_it_fits_and_why(start: str, pages: Pages, edition: Edition) -> None:
    lang = start[:2]
    say = load(DATA).words[lang].say
    for entry in edition.roles:
        page = pages.at(f"{start}roles/{entry.id}/")
        occupation = entry.occupation
        section = next(one for one in page.all("section") if one.attrib.get("aria-labelledby") == "facts")
        text = page.text(section)
        assert say("ours") in text
        assert say(f"pages.isco.matches.{occupation.match}") in text, page.path
        assert (occupation.reason[lang] if occupation.reason else "") in text, page.path
        targets = [page.target(a.attrib["href"]) for a in page.anchors(section)]
        if occupation.group:
            assert (f"{start}isco/index.html", occupation.group.id) in targets, page.path
            assert f"{occupation.group.code} {occupation.group.name[lang]}" in text
            assert occupation.group.name["en"] in page.words(section, "en") or lang == "en", page.path


@EVERY_VERSION
def test_the_groups_stand_by_code_with_their_roles(start: str, pages: Pages, edition: Edition) -> None:
    page = pages.at(f"{start}isco/")
    headings = [one.attrib["id"] for one in page.all("h2", page.main) if one.attrib["id"].startswith("isco-")]
    assert headings == sorted(headings)
    assert headings == [one.group.id for one in isco_of(edition).groups]
    for one in isco_of(edition).groups:
        section = next(s for s in page.all("section") if s.attrib.get("aria-labelledby") == one.group.id)
        found = [page.target(a.attrib["href"]) for a in page.anchors(section)]
        assert found == [(f"{start}roles/{entry.id}/index.html", "") for entry in one.roles]
    text = page.text(page.main)
    assert load(DATA).words[start[:2]].say("pages.isco.ours") in text
    assert edition.isco_source.isbn in text
