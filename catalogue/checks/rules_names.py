"""Rules of the shared names: unique ids and names, one translation, families, similar titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..load import Sources
from ..names import FAMILY, SCHEME, Entry, Named, Term, Translated
from ..problems import Position, Problem, one_line
from ..reader.repairs import nearest

# What has its id as an anchor on pages, and the anchors that pages have of their own (a test reads the templates).
_ON_PAGES = ("industry", "role", "major", "qualification", "certificate")
_OF_PAGES = re.compile(
    r"cautions|compare-filter|corrections|documents|excel|facts|file|history|index|industries|keyboard|levels|licence"
    r"|lists|load|main|matches|nearest|none|notes|offline|pandas|promise|r|roles|search-box|side-by-side|similar|sql"
    r"|suggestions|titles"
    r"|(?:correction|from|letter|mark|matrix|note|suggestion)-.+"
)


def taken_by_pages(place: Position, id_: str) -> Iterator[Problem]:
    """A problem if pages have an anchor of this name themselves, so that nothing on them may have it for its id."""
    if _OF_PAGES.fullmatch(id_):
        yield Problem(place, f"The id `{id_}` already stands for a part of pages.", "Give it another id.")


def name_lists(sources: Sources) -> dict[str, tuple[Named, ...]]:
    """The lists of names that can be read, by the word for one entry."""
    lists: dict[str, tuple[Named, ...]] = {}
    if sources.industries:
        lists["industry"] = sources.industries.industries
    if sources.roles:
        lists["role"] = sources.roles.roles
    if sources.terms:
        lists["category"] = sources.terms.categories
        lists["major"] = sources.terms.majors
        lists["qualification"] = sources.terms.qualifications
        lists["certificate"] = sources.terms.certificates
    return lists


def _all_lists(sources: Sources) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    yield from name_lists(sources).items()
    if sources.roles:
        yield "family", sources.roles.families
    for edition in sources.editions.values():
        if edition.facts:
            yield "level", edition.facts.levels
            yield "document", edition.facts.documents


def all_names(sources: Sources) -> Iterator[Translated]:
    """Every translated name of the shared lists and the editions."""
    for records in _groups(sources):
        yield from records


def _groups(sources: Sources) -> Iterator[tuple[Translated, ...]]:
    for _, records in _all_lists(sources):
        yield records
        for record in records:
            if isinstance(record, Term):
                yield record.specialities
            if isinstance(record, Named):
                yield record.former
    for edition in sources.editions.values():
        if edition.facts:
            yield edition.facts.sections


def unique_ids(sources: Sources) -> Iterator[Problem]:
    families = {f"{FAMILY}{family.id}" for family in (sources.roles.families if sources.roles else ())}
    for word, records in _all_lists(sources):
        seen: dict[str, Entry] = {}
        for record in records:
            first = seen.setdefault(record.id, record)
            if first is not record:
                yield Problem(
                    record.at.field("id"),
                    f"The id `{record.id}` already belongs to the {word} on line {first.at.position.line}.",
                    "Give each its own id.",
                )
            if word in _ON_PAGES:
                yield from taken_by_pages(record.at.field("id"), record.id)
            if word == "role" and (record.id == SCHEME or record.id in families):
                yield Problem(
                    record.at.field("id"),
                    f"The id `{record.id}` already stands for something else in the linked data of the roles.",
                    "Give the role another id.",
                )


def unique_names(sources: Sources) -> Iterator[Problem]:
    """A former name may keep its record's translation, but no other record's name."""
    for word, records in _all_lists(sources):
        seen: dict[tuple[str, str], Entry] = {}
        formers = [(former, record) for record in records if isinstance(record, Named) for former in record.former]
        for named, record in [*((record, record) for record in records), *formers]:
            for language, text in named.name.items():
                first = seen.setdefault((language, text.casefold()), record)
                if first is not record or (named is not record and text == record.name.zh):
                    yield Problem(
                        named.at.field(language),
                        f"“{one_line(text)}” is already the name of the {word} on line {first.at.position.line}.",
                        "Delete one of the two, or tell them apart.",
                    )


def one_term(sources: Sources) -> Iterator[Problem]:
    """A Chinese name that stands in two lists has the same translation in both."""
    seen: dict[str, Translated] = {}
    for records in _groups(sources):
        for zh, record in {record.name.zh: record for record in reversed(records)}.items():
            first = seen.setdefault(zh, record)
            for language, text in record.name.items():
                if text != first.name[language]:
                    place = first.at.position
                    yield Problem(
                        record.at.field(language),
                        f"“{one_line(zh)}” is “{one_line(text)}” here but “{one_line(first.name[language])}” at {place.file}:{place.line}.",
                        "Use one translation.",
                    )


def families(sources: Sources) -> Iterator[Problem]:
    if not sources.roles or not sources.roles.at.whole:
        return
    known = {family.id: family for family in sources.roles.families}
    members = Counter(role.family for role in sources.roles.roles)
    unused = [family for family in known if family not in members]
    for role in sources.roles.roles:
        count = members.pop(role.family, 0) if role.family not in known else 0
        if not count:
            continue  # known, or its family has been reported
        said = f"The family “{role.family}” is not among the families." if role.family else "The role has no `family`."
        also = f" So it is with {count - 1} more roles." if count > 1 else ""
        near = nearest(role.family, known)
        yield Problem(
            role.at.field("family"), said + also, f"Write {near[0]}." if near else f"Write one of: {', '.join(known)}."
        )
        unused = [family for family in unused if family not in near]
    for id_ in unused:
        yield Problem(
            known[id_].at.position, f"No role belongs to the family “{id_}”.", "Delete it, or give it to a role."
        )


def similar(sources: Sources) -> Iterator[Problem]:
    if not sources.roles or not sources.roles.at.whole:
        return
    known = {role.id for role in sources.roles.roles}
    pairs: set[frozenset[str]] = set()
    unknown: set[str] = set()
    for role in sources.roles.roles:
        for number, other in enumerate(role.similar):
            place = role.at.field(f"similar.{number}")
            pair = frozenset((role.id, other))
            if other not in known:
                near = nearest(other, known)
                hint = f"Write {near[0]}." if near else "Write a role's id."
                if other not in unknown:
                    yield Problem(place, f"“{one_line(other)}” is not the id of a role.", hint)
                unknown.add(other)
            elif len(pair) == 1:
                yield Problem(place, "A role is named similar to itself.", "Delete it.")
            elif pair in pairs:
                yield Problem(place, f"“{role.id}” and “{other}” are already written as similar.", "Write a pair once.")
            pairs.add(pair)


def specialities(sources: Sources) -> Iterator[Problem]:
    for record in sources.terms.qualifications if sources.terms else ():
        if record.specialities and f"（{'、'.join(s.name.zh for s in record.specialities)}）" not in record.name.zh:
            yield Problem(
                record.specialities[0].at.position,
                f"The specialities are not those in the brackets of “{record.name.zh}”.",
                "Write them as printed, in order.",
            )
