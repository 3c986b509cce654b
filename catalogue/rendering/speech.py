"""What a page of a language says: the interface words, as plain text and as HTML.

Most words have neither placeholder nor plural: what they say is the same on all pages, and is made once.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..fields import SOURCE_LANGUAGE
from ..words import Words
from .markup import mark_foreign


class Speech:
    """The words of one language for its pages. `other` is the language that stands beside it, the original first."""

    def __init__(self, language: str, words: dict[str, Words]) -> None:
        self.language, self.words = language, words[language]
        self.tag, self.source_tag = self.words.tag, words[SOURCE_LANGUAGE].tag
        self.name, self.switch = self.words.say("language.name"), self.words.say("language.switch")
        others = [SOURCE_LANGUAGE, *(one for one in words if one != SOURCE_LANGUAGE)]
        self.other = next(one for one in others if one != language)
        self.other_tag, self.other_name = words[self.other].tag, words[self.other].say("language.name")
        self.fixed_say = {
            key: word.forms["other"]
            for key, word in self.words.table.items()
            if len(word.forms) == 1 and "{" not in word.forms["other"]
        }
        self.fixed_text = {key: self.marked(text) for key, text in self.fixed_say.items()}

    def say(self, key: str, own: dict[str, Any], values: dict[str, Any]) -> str:
        """Plain text, for titles and attributes; `own` are the values that all words of the page may name."""
        plain = self.fixed_say.get(key)
        return self.words.filled(key, {**own, **values} if values else own) if plain is None else plain

    def text(self, key: str, own: dict[str, Any], values: dict[str, Any]) -> Markup:
        """The same as HTML."""
        marked = self.fixed_text.get(key)
        if marked is not None:
            return marked
        return self.marked(self.words.filled(key, {**own, **values} if values else own))

    def marked(self, text: str) -> Markup:
        """Any text as HTML, its Chinese marked as such."""
        return mark_foreign(text, self.language, self.source_tag)
