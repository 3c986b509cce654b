"""Rules of the site itself: its editions, words and prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..load import Sources
from ..problems import Problem, one_line
from ..reader.repairs import nearest
from ..words import parity

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# Facts of the current edition that prose may name.
PROSE_FACTS = ("categories", "majors", "qualifications", "certificates", "industries", "listings", "roles")


def editions(sources: Sources) -> Iterator[Problem]:
    for edition in sources.editions.values():
        if edition.facts and edition.facts.edition != edition.id:
            yield Problem(
                edition.facts.at.field("edition"),
                f"The edition is “{edition.facts.edition}”, but its folder is `{edition.id}`.",
                "Make them alike.",
            )
    if sources.site and len(set(sources.site.languages)) < len(sources.site.languages):
        yield Problem(sources.site.at.field("languages"), "A language is named twice.", "Name each once.")


def security(sources: Sources) -> Iterator[Problem]:
    site = sources.site
    if site and bool(site.security_contact) != bool(site.security_expires):
        given, missing = "security_contact", "security_expires"
        if site.security_expires:
            given, missing = missing, given
        if not site.at.whole and site.at.field(missing) != site.at.position:
            return  # it is there, and what is wrong with it was said
        yield Problem(
            site.at.field(given),
            f"`{given}` stands without `{missing}`.",
            "Write both: whom to tell of a weakness, and a date within a year until which that holds.",
        )


def words(sources: Sources) -> Iterator[Problem]:
    yield from parity(sources.words)
    for table in sources.words.values():
        tag = table.table.get("language.tag")
        if tag and not _TAG.fullmatch(tag.forms["other"]):
            yield Problem(
                tag.position,
                f"“{one_line(tag.forms['other'])}” is no language tag.",
                "Write en, zh-Hans or the like (BCP 47).",
            )


def prose(sources: Sources) -> Iterator[Problem]:
    pages = sources.prose
    for (name, _), page in pages.items():
        for fact, place in page.placeholders.items():
            if fact not in PROSE_FACTS:
                near = nearest(fact, PROSE_FACTS)
                hint = f"Write {{{near[0]}}}." if near else f"Write one of: {', '.join(PROSE_FACTS)}."
                yield Problem(place, f"The text uses {{{fact}}}, which is no fact of the edition.", hint)
                continue
            for other in sources.words:
                if (name, other) in pages and fact not in pages[name, other].placeholders:
                    yield Problem(
                        place,
                        f"{{{fact}}} stands here but not in {pages[name, other].position.file}.",
                        "Use the same facts in every language.",
                    )
