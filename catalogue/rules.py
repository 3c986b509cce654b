"""What must hold across records: every rule has a name, a description and a function.

A rule is given all that was read and yields problems at their exact place. Rules
of one table skip a table that could not be read whole, so that one slip does not raise ten complaints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .checks import (
    rules_crosswalk,
    rules_edition,
    rules_errata,
    rules_history,
    rules_names,
    rules_pinyin,
    rules_search,
    rules_site,
    rules_tables,
    rules_texts,
    rules_totals,
)
from .load import Sources
from .problems import Problem


class Rule(NamedTuple):
    name: str
    description: str
    check: Callable[[Sources], Iterator[Problem]]


RULES = (
    Rule("current-edition", "A folder's name is its edition; languages and the like stand once.", rules_site.editions),
    Rule("security", "Whom to tell of a weakness has a date until which it holds.", rules_site.security),
    Rule("words-parity", "Every language has the same words with the same placeholders.", rules_site.words),
    Rule("prose-facts", "Prose uses only facts that exist, in all languages alike.", rules_site.prose),
    Rule("unique-ids", "An id stands once in its list.", rules_names.unique_ids),
    Rule("unique-names", "A name stands once in its list, in every language.", rules_names.unique_names),
    Rule("one-term", "One Chinese term has one English term, everywhere.", rules_names.one_term),
    Rule(
        "latin-english", "English has no Han characters or full-width signs; notes may quote them.", rules_texts.latin
    ),
    Rule("formulas", "No text of a CSV file begins as a spreadsheet's formula does.", rules_texts.formulas),
    Rule("han-chinese", "A Chinese name has Han characters.", rules_texts.han),
    Rule("pinyin", "Pinyin has one valid, marked syllable for each character of its name.", rules_pinyin.pinyin),
    Rule("characters", "Search's tables have single characters.", rules_pinyin.characters),
    Rule("searchable", "Names and aliases hold nothing that the search index can't hold.", rules_search.searchable),
    Rule("families", "A role's family exists, and every family has a role.", rules_names.families),
    Rule("similar", "Similar titles are known roles, each pair written once.", rules_names.similar),
    Rule("aliases", "An alias stands once in an entry and is not the entry's own name.", rules_texts.aliases),
    Rule(
        "crosswalk", "Every role has its group of ISCO-08, by official title, or a reason.", rules_crosswalk.crosswalk
    ),
    Rule("specialities", "Specialities stand in the printed name's brackets, in order.", rules_names.specialities),
    Rule(
        "tables",
        "Each printed industry is known and has its table file, and no other table exists.",
        rules_tables.tables,
    ),
    Rule("ranks", "Ranks run from 1 without gap or repetition.", rules_tables.ranks),
    Rule("roles-once", "A role stands once in a table.", rules_tables.roles_once),
    Rule("known-names", "Every printed name is known to the lists of names.", rules_edition.known_names),
    Rule("names-in-use", "Every known name is printed in an edition.", rules_edition.names_in_use),
    Rule(
        "former-names", "An edition prints one of a thing's names, and some edition each.", rules_history.former_names
    ),
    Rule("levels", "Levels are those of the note; their bounds rise.", rules_tables.levels),
    Rule("lists", "Printed lists repeat nothing and are not empty.", rules_edition.lists),
    Rule("numbering", "Printed Chinese numerals count from 一.", rules_edition.numbering),
    Rule("totals", "What is transcribed adds up to the totals counted on the document.", rules_totals.totals),
    Rule("publications", "Each edition has its date of publication.", rules_history.publications),
    Rule("corrections", "Corrections have ids and editions, and come after publication.", rules_history.corrections),
    Rule("days", "Dates are days of the calendar.", rules_history.days),
    Rule("redirects", "A moved page leads straight to where it stands.", rules_history.redirects),
    Rule("errata", "Each contradiction has an erratum, and each erratum a contradiction.", rules_errata.errata),
)


def check(sources: Sources) -> list[Problem]:
    """Every problem of the data: those of form, then those of every rule."""
    return [*sources.problems, *(problem for rule in RULES for problem in rule.check(sources))]
