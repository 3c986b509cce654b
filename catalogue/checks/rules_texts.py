"""Rules of texts: which signs the texts of a language may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fields import SOURCE_LANGUAGE, Texts, Where
from ..load import EditionSources, Sources
from ..problems import Position, Problem, one_line
from .rules_names import all_names, name_lists

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NOT_ENGLISH = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_SEPARATOR = re.compile(r"[,，、；]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_BOTH_LANGUAGES = ("pages.chooser.title",)  # the title of a page of no language
_QUOTED = re.compile(r"“[^“”]*”|\([^()]*\)")


def latin(sources: Sources) -> Iterator[Problem]:
    for record in all_names(sources):
        name = record.name
        for language, text in name.items():
            if language != SOURCE_LANGUAGE and (match := _NOT_ENGLISH.search(text)):
                yield _not_latin(record.at.field(language), match[0])
    for records in name_lists(sources).values():
        for record in records:
            for language in record.aliases:
                for number, alias in enumerate(record.aliases[language]):
                    if language != SOURCE_LANGUAGE and (match := _NOT_ENGLISH.search(alias)):
                        yield _not_latin(record.at.field(f"aliases.{language}.{number}"), match[0])
    for at, texts in _notes(sources):
        for language, text in texts.items():
            if language != SOURCE_LANGUAGE and (match := _NOT_ENGLISH.search(_QUOTED.sub("", text))):
                yield _not_latin(at.field(language), match[0])
    for language, table in sources.words.items():
        for key, word in table.table.items():
            for text in word.forms.values():
                foreign = language != SOURCE_LANGUAGE and key not in _BOTH_LANGUAGES
                if foreign and (match := _NOT_ENGLISH.search(_QUOTED.sub("", text))):
                    yield _not_latin(word.position, match[0])


def formulas(sources: Sources) -> Iterator[Problem]:
    """A spreadsheet that opens our CSV would compute such a text. We never alter what a cell holds, so it can't be."""
    texts = [(one.at.field(language), text) for one in all_names(sources) for language, text in one.name.items()]
    texts += [(at.field(language), text) for at, note in _notes(sources) for language, text in note.items()]
    for records in name_lists(sources).values():
        for record in records:
            for language in record.aliases:
                aliases = enumerate(record.aliases[language])
                texts += [(record.at.field(f"aliases.{language}.{number}"), alias) for number, alias in aliases]
    for edition in sources.editions.values():
        texts += _printed_in_cells(edition)
    for place, text in texts:
        if match := _FORMULA.match(text):
            yield Problem(
                place,
                f"“{one_line(text)}” begins with “{match[0].strip()}”, which a spreadsheet takes for a formula.",
                "Begin it with a word.",
            )


def _printed_in_cells(edition: EditionSources) -> Iterator[tuple[Position, str]]:
    """What stands in cells besides names and notes."""
    for erratum in edition.errata.errata if edition.errata else ():
        yield erratum.at.field("printed"), erratum.printed
    for category in edition.titles.categories if edition.titles else ():
        yield category.at.field("lead"), category.lead
        yield category.at.field("ending"), category.ending
    for listed in (edition.qualifications, edition.certificates):
        if listed:
            yield listed.at.field("ending"), listed.ending


def _notes(sources: Sources) -> Iterator[tuple[Where, Texts]]:
    """Running texts, in which Chinese may be quoted."""
    if sources.corrections:
        yield from ((one.at, one.text) for one in sources.corrections.corrections)
    yield from _crosswalk_texts(sources)
    for edition in sources.editions.values():
        yield from ((erratum.at, erratum.note) for erratum in (edition.errata.errata if edition.errata else ()))
        if edition.facts:
            yield edition.facts.note.at, edition.facts.note.text


def _crosswalk_texts(sources: Sources) -> Iterator[tuple[Where, Texts]]:
    for group in sources.crosswalk.groups if sources.crosswalk else ():
        yield group.at, group.name
    for one in sources.crosswalk.roles if sources.crosswalk else ():
        yield one.reason.at, one.reason.text


def _not_latin(position: Position, sign: str) -> Problem:
    return Problem(
        position,
        f"The translation contains “{sign}”.",
        "Write it in the language's own letters and ASCII signs; in a note, Chinese may stand in “quotation marks” or in brackets.",
    )


def han(sources: Sources) -> Iterator[Problem]:
    for record in all_names(sources):
        name = record.name
        if not HAN.search(name.zh):
            yield Problem(
                record.at.field("zh"),
                f"The Chinese name “{one_line(name.zh)}” has no Chinese character.",
                "Write the name as printed.",
            )


def aliases(sources: Sources) -> Iterator[Problem]:
    for word, records in name_lists(sources).items():
        names = {(language, text.casefold()): one for one in records for language, text in one.name.items()}
        for record in records:
            for language in record.aliases:
                seen = {record.name[language].casefold()}
                for number, alias in enumerate(record.aliases[language]):
                    if match := _SEPARATOR.search(alias):
                        yield Problem(
                            record.at.field(f"aliases.{language}.{number}"),
                            f"“{one_line(alias)}” contains “{match[0]}”, so it looks like two aliases.",
                            "Write each alias by itself, with an ASCII comma and a space between them.",
                        )
                    if alias.casefold() in seen:
                        yield Problem(
                            record.at.field(f"aliases.{language}.{number}"),
                            f"“{one_line(alias)}” is already a name of this entry.",
                            "Delete it.",
                        )
                    elif other := names.get((language, alias.casefold())):
                        yield Problem(
                            record.at.field(f"aliases.{language}.{number}"),
                            f"“{one_line(alias)}” is the name of another {word}, on line {other.at.position.line}.",
                            "Delete it: entries of the same list are never merged.",
                        )
                    seen.add(alias.casefold())
