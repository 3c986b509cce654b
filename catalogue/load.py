"""YAML files → records. Reads everything, judges form only; `rules.py` judges what records say together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .crosswalk import CrosswalkFile
from .fields import LANGUAGES, Id, Where
from .frozen import Frozen
from .model import EditionFile, ErrataFile, ListFile, TableFile, TitlesFile
from .names import CharactersFile, CorrectionsFile, IndustriesFile, RedirectsFile, RolesFile, SiteFile, TermsFile
from .problems import DataProblems, Position, Problem, one_line
from .prose import PROSE_PAGES, Prose, read_prose
from .reader.folder import Folder, Stamp
from .reader.shape import matches
from .reader.yaml_text import SIZE_LIMIT, readable
from .words import Words, read_words


class EditionSources(Frozen):
    """One folder of `data/`; a file that can't be read is None."""

    id: str
    folder: Path
    facts: EditionFile | None
    titles: TitlesFile | None
    qualifications: ListFile | None
    certificates: ListFile | None
    errata: ErrataFile | None
    tables: Mapping[str, TableFile | None]  # by file name without ending
    source: bytes


class Sources(Frozen):
    """All of `data/`, as records."""

    root: Path
    site: SiteFile | None
    industries: IndustriesFile | None
    roles: RolesFile | None
    terms: TermsFile | None
    traditional: CharactersFile | None  # simplified forms of traditional characters
    readings: CharactersFile | None  # readings of characters that stand only in aliases
    editions: Mapping[str, EditionSources]
    words: Mapping[str, Words]
    prose: Mapping[tuple[str, str], Prose]  # by page and language
    corrections: CorrectionsFile | None
    redirects: RedirectsFile | None
    crosswalk: CrosswalkFile | None  # to ISCO-08
    problems: tuple[Problem, ...]
    addresses: tuple[tuple[str, Position], ...]
    stamps: Mapping[Path, Stamp]  # of the files that were read


def load(root: Path) -> Sources:
    """Every record of the data folder, with the problems of form; raises only if there is no folder."""
    if not root.is_dir():
        raise DataProblems([Problem(Position(str(root)), "There is no such data folder.", "Name one with --data.")])
    folder = Folder(root)
    word_files = folder.listed(root / "words", "it holds the interface words of each language")
    with_words = [path.stem for path in word_files if path.suffix == ".yaml"]
    site = _site(folder, with_words)
    folder.languages = _languages(folder, site, with_words)
    words = {}
    for language in folder.languages if word_files else ():
        path = root / "words" / f"{language}.yaml"
        raw = folder.bytes(path, "it holds the interface words of this language")
        if raw is not None and (table := read_words(raw, str(path), folder.problems)):
            words[language] = table
    return Sources(
        root=root,
        site=site,
        industries=folder.record(IndustriesFile, root / "industries.yaml", "it names every industry"),
        roles=folder.record(RolesFile, root / "roles.yaml", "it names every role"),
        terms=folder.record(
            TermsFile, root / "terms.yaml", "it names every category, major, qualification and certificate"
        ),
        traditional=folder.record(
            CharactersFile, root / "traditional.yaml", "search reads traditional characters by it"
        ),
        readings=folder.record(CharactersFile, root / "readings.yaml", "search reads the characters of aliases by it"),
        editions={name: _edition(folder, name) for name in _edition_names(folder, site)},
        words=words,
        prose=_prose(folder),
        corrections=folder.record(
            CorrectionsFile, root / "corrections.yaml", "it dates each edition and lists what we corrected since"
        ),
        redirects=_redirects(folder),
        crosswalk=folder.record(
            CrosswalkFile, root / "crosswalks" / "isco-08.yaml", "it says which group of ISCO-08 each role belongs to"
        ),
        addresses=_addresses(folder),
        problems=tuple(folder.problems),
        stamps=folder.stamps,
    )


def _site(folder: Folder, with_words: list[str]) -> SiteFile | None:
    """The site's file, which is itself written in the languages that it names: read once more if they are others."""
    path, why = folder.root / "site.yaml", "it names the site, its languages and the current edition"
    before = len(folder.problems)
    site = folder.record(SiteFile, path, why)
    further = [language for language in site.languages if language in with_words] if site else []
    if set(further) <= set(LANGUAGES):
        return site
    del folder.problems[before:]
    folder.languages = tuple(dict.fromkeys((*LANGUAGES, *further)))
    return folder.record(SiteFile, path, why)


def _languages(folder: Folder, site: SiteFile | None, with_words: list[str]) -> tuple[str, ...]:
    """The languages that the data is written in: a mistyped one is reported here, not at every text."""
    named = dict.fromkeys(site.languages if site else folder.languages)
    spare = [language for language in with_words if language not in named]
    if not site:
        return tuple(named)
    for number, language in enumerate(site.languages):
        if language not in with_words and spare:
            named.pop(language, None)
            folder.add(
                site.at.field(f"languages.{number}"),
                f"There are no words for the language “{language}”.",
                f"Write {spare[0]}, or add words/{language}.yaml.",
            )
            named[spare.pop(0)] = None
    for language in spare:
        folder.add(
            site.at.field("languages"),
            f"“{language}” is not among the languages, but there are words for it.",
            f"Add it, or delete words/{language}.yaml.",
        )
        named[language] = None
    lacking = [language for language in LANGUAGES if language not in named]
    for language in lacking:
        folder.add(
            site.at.field("languages"),
            f"“{language}” is not among the languages, and the site can't do without it.",
            f"Write [{', '.join((*LANGUAGES, *(language for language in named if language not in LANGUAGES)))}].",
        )
    return (*named, *lacking)


def _edition_names(folder: Folder, site: SiteFile | None) -> list[str]:
    """Folders that hold an edition."""
    names = sorted(path.name for path in folder.root.glob("[0-9]*") if path.is_dir())
    if site and site.edition not in names:
        folder.add(
            site.at.field("edition"),
            f"The current edition is “{site.edition}”, but there is no folder of that name.",
            f"Write one of: {', '.join(names)}." if names else f"Restore the folder {folder.root / site.edition}.",
        )
    return names


def _edition(folder: Folder, name: str) -> EditionSources:
    root = folder.root / name
    facts = folder.record(
        EditionFile, root / "edition.yaml", "it holds what the edition's documents print besides their lists"
    )
    tables: dict[str, TableFile | None] = {}
    for path in folder.listed(root / "industries", "it holds the table of each industry"):
        if path.suffix != ".yaml" or not matches(Id, path.stem):
            folder.add(
                Position(str(path)),
                f"The file name “{one_line(path.name)}” is not that of an industry's table.",
                "Name it `{industry id}.yaml`, or move it away.",
            )
        else:
            tables[path.stem] = folder.record(TableFile, path, "it is an industry's table")
    return EditionSources(
        id=name,
        folder=root,
        facts=facts,
        titles=folder.record(TitlesFile, root / "titles.yaml", "it lists the professional-title categories"),
        qualifications=folder.record(ListFile, root / "qualifications.yaml", "it lists the vocational qualifications"),
        certificates=folder.record(ListFile, root / "certificates.yaml", "it lists the other certificates"),
        errata=folder.record(
            ErrataFile, root / "errata.yaml", "it notes where the document contradicts itself (`errata: []` if nowhere)"
        ),
        tables=tables,
        source=_source(folder, root / "source.txt"),
    )


def _source(folder: Folder, path: Path) -> bytes:
    """The official text, byte for byte; line ends and the like are the city's, but it must be text."""
    raw = folder.bytes(path, "it is the official text as received")
    if raw is not None and (not raw.strip() or len(raw) > SIZE_LIMIT):
        folder.add(Position(str(path)), "This is not the official text.", "Restore it as received.")
    elif raw is not None:
        text, problems = readable(raw, str(path), yaml=False)
        folder.problems.extend(problems if text is None else ())
    return raw or b""


def _prose(folder: Folder) -> dict[tuple[str, str], Prose]:
    """Every prose page in every language; a page that one language has, all must have."""
    files = folder.listed(folder.root / "pages", "it holds the prose pages")
    names = set(PROSE_PAGES if files else ())
    for path in files:
        name, _, rest = path.name.partition(".")
        if rest in {f"{language}.md" for language in folder.languages}:
            names.add(name)
        else:
            folder.add(
                Position(str(path)),
                f"The file name “{one_line(path.name)}” is not that of a page.",
                "Name it `{page}.{language}.md`, or move it away.",
            )
    pages = {}
    for name in sorted(names):
        for language in folder.languages:
            path = folder.root / "pages" / f"{name}.{language}.md"
            raw = folder.bytes(path, f"the page “{name}” needs every language")
            if raw is not None and (prose := read_prose(raw, str(path), folder.problems)):
                pages[name, language] = prose
    return pages


def _redirects(folder: Folder) -> RedirectsFile | None:
    """Where pages have moved. Without the file none has, and a moved page's address is missed as a lost one."""
    path = folder.root / "redirects.yaml"
    if not path.exists() and not path.is_symlink():
        return RedirectsFile(at=Where(Position(str(path)), {}, whole=True), redirects=())
    return folder.record(RedirectsFile, path, "it says where pages have moved")


def _addresses(folder: Folder) -> tuple[tuple[str, Position], ...]:
    """Every address that was ever published, with its line; a site that never was has none."""
    path = folder.root / "addresses.txt"
    if not path.exists() and not path.is_symlink():
        return ()
    raw = folder.bytes(path, "it lists every address ever published")
    if not raw:
        return ()
    text, problems = readable(raw, str(path), yaml=False)
    folder.problems.extend(problems)
    lines = enumerate((text or "").split("\n"), 1)
    return tuple((line, Position(str(path), number)) for number, line in lines if line)
