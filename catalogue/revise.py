"""An official document → the drafted folder of an edition, and its new names in the lists of names.

What a person wrote is kept where the same is printed: a file whose content does not change stays as it is,
byte for byte; in one that changes, our translations and notes are taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .building.staging import replace_together
from .checks.rules_tables import UNNAMED
from .fields import LANGUAGES, Id, LanguageId
from .importing.document import read_document
from .importing.draft import edition_yaml, list_yaml, table_yaml, titles_yaml
from .importing.draft_errata import Drafted, Entry, Known, errata_yaml
from .importing.draft_names import name_files, new_names, printed_names
from .importing.import_report import Outcome, report
from .importing.known import Names, child_of, editions_of, items_of, our_texts, plain, read_names, read_node
from .importing.printed import folder_files, printed_in
from .problems import DataProblems, Position, Problem, WrongUse
from .reader.shape import matches
from .reader.yaml_reader import Scalar, Sequence, read_yaml
from .received.official import read_official
from .received.official_lines import Official
from .schemas import modeline


def import_edition(file: Path, edition: str, data: Path, *, force: bool = False) -> str:
    """Drafts the edition; returns what was found and what is left to do, as text.

    Raises WrongUse, DataProblems or OSError, always with nothing written.
    """
    folder = data / edition
    if not data.is_dir():
        raise _problem(data, "There is no such data folder.", "Name one with --data.")
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is no folder; nothing was written.")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise WrongUse(
            f"{folder} is there already; nothing was written. With --force it is drafted anew: files that say the same"
            " stay as they are, others are overwritten."
        )
    document = read_document(file)
    official = read_official(document.text)
    if not (official.tables or official.categories or any(official.lists)):
        hint = "Import the official document, whose tables stand under headings such as 一、电气产业."
        raise _problem(file, "No table and no list of the catalogue was found in it.", hint)
    names, languages = read_names(data), _languages(data)
    tables = _table_ids(official, names)
    files = _files(official, edition, data, languages, tables)
    errata = _errata(files, edition, data, tables, languages, names)
    files["errata.yaml"] = errata.text
    files = {path: f"{modeline(f'{edition}/{path}')}\n{text}" for path, text in files.items()}
    before = folder_files(folder)
    kept = tuple(path for path, text in files.items() if path in before and _same(before[path], text))
    files.update((path, before[path]) for path in kept)
    new = new_names(printed_names(official), names)
    lists = name_files(new, names, languages)
    gone = [path for path in before if path not in files]
    stale = [path for path in gone if Path(path).name.startswith(UNNAMED)]
    spare = tuple(path for path in gone if path not in stale)
    said = report(Outcome(document, official, data, edition, tables, files, lists, tuple(new), errata, kept, spare))
    replace_together(
        folder,
        {**{path: text.encode() for path, text in files.items()}, "source.txt": document.source},
        stale,
        {names.files[name].path: text.encode() for name, text in lists.items()},
    )
    return said


def _problem(path: Path, message: str, hint: str) -> DataProblems:
    return DataProblems([Problem(Position(str(path)), message, hint)])


def _languages(data: Path) -> tuple[str, ...]:
    """The languages of the site, those first that it can't do without."""
    listed = child_of(read_node(data / "site.yaml"), "languages")
    more = [item.text for item in listed.items if isinstance(item, Scalar)] if isinstance(listed, Sequence) else []
    return tuple(dict.fromkeys((*LANGUAGES, *(language for language in more if matches(LanguageId, language)))))


def _table_ids(official: Official, names: Names) -> tuple[str, ...]:
    """The id of each table's industry, in printed order; `table-19` for one that has none yet."""
    ids: list[str] = []
    for number, table in enumerate(official.tables, 1):
        known = names.by_kind["industry"].get(table.heading.name)
        named = known is not None and matches(Id, known.id) and known.id not in ids
        ids.append(known.id if known and named else f"{UNNAMED}{number}")
    return tuple(ids)


def _files(
    official: Official, edition: str, data: Path, languages: tuple[str, ...], tables: tuple[str, ...]
) -> dict[str, str]:
    """The files of the edition's folder but for its errata, by path."""
    ours = our_texts(editions_of(data, edition))
    files = {
        "edition.yaml": edition_yaml(official, edition, ours, languages),
        "titles.yaml": titles_yaml(official),
        "qualifications.yaml": list_yaml(official, 0),
        "certificates.yaml": list_yaml(official, 1),
    }
    for id_, table in zip(tables, official.tables, strict=True):
        files[f"industries/{id_}.yaml"] = table_yaml(table.heading, id_, table.rows)
    return files


def _errata(
    files: Mapping[str, str],
    edition: str,
    data: Path,
    tables: tuple[str, ...],
    languages: tuple[str, ...],
    names: Names,
) -> Drafted:
    known = []
    for folder in editions_of(data, edition):
        texts = folder_files(folder)
        industries = [Path(path).stem for path in texts if path.startswith("industries/")]
        node, _ = read_yaml(texts.get("errata.yaml", "").encode(), "")
        entries: list[Entry] = [
            {key.text: value.text for key, value in item.entries if isinstance(value, Scalar)}
            for item in items_of(node, "errata")
        ]
        known.append(Known(folder.name, entries, printed_in(texts, industries)))
    ids = {name.zh: name.id for name in names.by_kind["category"].values()}
    return errata_yaml(edition, printed_in(files, tables), known, languages, ids)


def _same(before: str, now: str) -> bool:
    """Whether two files say the same, whatever their comments and layout."""
    old, problems = read_yaml(before.encode(), "")
    return not problems and plain(old) == plain(read_yaml(now.encode(), "")[0])
