"""A copy of a data folder in a third language: French words, prose and names that repeat the English ones."""

from __future__ import annotations

import re
from pathlib import Path

# In a mapping in braces, the value of `en:` ends at a comma or brace; it may be in quotes or a list.
_IN_BRACES = re.compile(r'(?<=[{ ])en: ("(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^,}\n]+)')
_LINE = re.compile(r"( +)en: (.*)")


def add_french(data: Path) -> None:
    """As CONTRIBUTING.md says: words, prose, the site's name and languages, `fr:` beside every `en:`."""
    add_words(data)
    for path in data.rglob("*.yaml"):
        if path.parent.name != "words":
            lines = path.read_text(encoding="utf-8").split("\n")
            path.write_text("\n".join(_with_french(line) for line in lines), encoding="utf-8")


def add_words(data: Path) -> None:
    """Steps 1 to 3, without any translation beside the existing ones."""
    words = (data / "words" / "en.yaml").read_text(encoding="utf-8")
    french = re.sub(r"\nlanguage: \{.*\}\n", "\nlanguage: {tag: fr, name: Français, switch: Lire en français}\n", words)
    french = french.replace("\n  english: English\n", "\n  english: Français\n")
    assert french.count("Français") == 2
    (data / "words" / "fr.yaml").write_text(french, encoding="utf-8")
    prose = (data / "pages" / "about.en.md").read_text(encoding="utf-8")
    (data / "pages" / "about.fr.md").write_text(prose, encoding="utf-8")
    site = data / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("[zh, en]", "[zh, en, fr]"), encoding="utf-8")


def _with_french(line: str) -> str:
    if line.lstrip().startswith("#"):
        return line
    if match := _LINE.fullmatch(line):
        return f"{line}\n{match[1]}fr: {match[2]}"
    return _IN_BRACES.sub(lambda match: f"{match[0]}, fr: {match[1]}", line)
