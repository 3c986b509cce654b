"""The words that scripts need, one JSON file a language: the `scripts` of the interface words, and names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..linked import Edition
from ..words import Words

_PREFIXES = {"scripts.": "", "kinds.": "kinds.", "marks.": "lookup.marks."}


def script_words(words: Mapping[str, Words], edition: Edition) -> Iterator[tuple[str, bytes]]:
    """File names with what they hold."""
    tags = {language: table.tag for language, table in words.items()}
    for language, table in words.items():
        tree: dict[str, Any] = {"tags": tags}
        for key, word in table.table.items():
            for prefix, under in _PREFIXES.items():
                if key.startswith(prefix):
                    forms = word.forms
                    _place(tree, under + key.removeprefix(prefix), dict(forms) if len(forms) > 1 else forms["other"])
        tree["levels"] = {level.id: level.name[language] for level in reversed(edition.levels)}
        tree["asked"] = {level.id: [level.name[each].lower() for each in words] for level in edition.levels}
        tree["industries"] = {table.id: table.industry.name[language] for table in edition.tables}
        yield f"search-{language}.json", json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def _place(tree: dict[str, Any], key: str, value: object) -> None:
    *path, last = key.split(".")
    for part in path:
        tree = tree.setdefault(part, {})
    tree[last] = value
