"""What the data folder already knows, as written: names, our texts of editions, errata.

Read from YAML nodes and not from records, so that an entry whose English is still to be written counts too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..problems import DataProblems, Position, Problem
from ..reader.yaml_reader import Mapping, Node, Scalar, Sequence, read_yaml

# Where the names of a kind stand: file and list.
LISTS = {
    "industry": ("industries.yaml", "industries"),
    "role": ("roles.yaml", "roles"),
    "category": ("terms.yaml", "categories"),
    "major": ("terms.yaml", "majors"),
    "qualification": ("terms.yaml", "qualifications"),
    "certificate": ("terms.yaml", "certificates"),
}

_TITLES = ("zh", "role", "printed", "name", "category", "id")  # the field by which a person knows an entry


class Name(NamedTuple):
    """A name that an edition may print; `former` if it is no longer the entry's own."""

    zh: str
    id: str  # empty if it is still to be written
    former: bool
    position: Position


class NameFile(NamedTuple):
    path: Path
    text: str
    root: Mapping


class Names(NamedTuple):
    files: dict[str, NameFile]
    by_kind: dict[str, dict[str, Name]]  # kind → printed name
    spoken: list[tuple[str, str]]  # names with their pinyin


def read_names(data: Path) -> Names:
    """The three files of names. Raises DataProblems if one can't be read, OSError if it can't be opened."""
    files: dict[str, NameFile] = {}
    problems: list[Problem] = []
    for file in dict.fromkeys(file for file, _ in LISTS.values()):
        path = data / file
        raw = path.read_bytes()
        root, found = read_yaml(raw, str(path))
        problems += found
        if isinstance(root, Mapping) and not found:
            files[file] = NameFile(path, raw.decode("utf-8"), root)
        elif not found:
            problems.append(
                Problem(Position(str(path)), "The file holds no lists of names.", "Restore it, then import again.")
            )
    if problems:
        raise DataProblems(problems)
    by_kind = {kind: _by_name(files[file].root, key) for kind, (file, key) in LISTS.items()}
    spoken = [
        (text_of(item, "zh"), text_of(item, "pinyin"))
        for file, key in LISTS.values()
        for item in items_of(files[file].root, key)
    ]
    return Names(files, by_kind, spoken)


def _by_name(root: Mapping, key: str) -> dict[str, Name]:
    names: dict[str, Name] = {}
    formers = []
    for item in items_of(root, key):
        id_ = text_of(item, "id")
        zh = text_of(item, "zh")
        names.setdefault(zh, Name(zh, id_, False, item.position))
        formers += [(text_of(former, "zh"), id_, former.position) for former in items_of(item, "former")]
    for zh, id_, position in formers:
        names.setdefault(zh, Name(zh, id_, True, position))
    names.pop("", None)
    return names


def editions_of(data: Path, first: str) -> list[Path]:
    """The folders of editions: the named one, then the newest first."""
    folders = sorted((path for path in data.glob("[0-9]*") if path.is_dir()), reverse=True)
    return sorted(folders, key=lambda path: path.name != first)


class OurTexts(NamedTuple):
    """What is ours in `edition.yaml`: ids and translations, by the printed Chinese."""

    ids: dict[str, str]
    texts: dict[str, dict[str, str]]


def our_texts(folders: list[Path]) -> OurTexts:
    """Of each printed text, what the first of the editions that has it says."""
    ours = OurTexts({}, {})
    for folder in folders:
        for item in _mappings(read_node(folder / "edition.yaml")):
            fields = {key.text: value.text for key, value in item.entries if isinstance(value, Scalar) and value.text}
            if zh := fields.pop("zh", ""):
                if id_ := fields.pop("id", ""):
                    ours.ids.setdefault(zh, id_)
                ours.texts[zh] = {**fields, **ours.texts.get(zh, {})}
    return ours


def read_node(path: Path) -> Node | None:
    """The file's root, or None if there is no such file that can be read."""
    try:
        return read_yaml(path.read_bytes(), str(path))[0]
    except OSError:
        return None


def _mappings(node: Node | None) -> Iterator[Mapping]:
    if isinstance(node, Mapping):
        yield node
        for _, value in node.entries:
            yield from _mappings(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _mappings(item)


def items_of(node: Node | None, key: str) -> list[Mapping]:
    """The mappings of a list that stands under a key."""
    for entry, value in node.entries if isinstance(node, Mapping) else ():
        if entry.text == key and isinstance(value, Sequence):
            return [item for item in value.items if isinstance(item, Mapping)]
    return []


def text_of(node: Node | None, key: str) -> str:
    for entry, value in node.entries if isinstance(node, Mapping) else ():
        if entry.text == key and isinstance(value, Scalar):
            return value.text
    return ""


def child_of(node: Node | None, key: str) -> Node | None:
    for entry, value in node.entries if isinstance(node, Mapping) else ():
        if entry.text == key:
            return value
    return None


def plain(node: Node | None) -> object:
    """A node without places: equal for files that say the same, whatever their layout and comments."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if node else None


class Blank(NamedTuple):
    """Fields of one entry that are still to be written; the place is that of the first."""

    position: Position
    keys: tuple[str, ...]
    entry: str  # what the entry is called


def blanks(node: Node | None) -> Iterator[Blank]:
    for mapping in _mappings(node):
        fields = {key.text: value for key, value in mapping.entries if isinstance(value, Scalar)}
        empty = {key: value for key, value in fields.items() if not value.text.strip()}
        if empty:
            titles = [fields[key].text for key in _TITLES if key in fields and key not in empty]
            yield Blank(next(iter(empty.values())).position, tuple(empty), titles[0] if titles else "")
