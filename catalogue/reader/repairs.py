"""What was meant: a value without its usual slips, a key as it is known.

`０.８９６８`, `0,8968` and `.8968` → `0.8968`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ..fields import Pattern
from ..problems import Problem, one_line
from .yaml_reader import Node, Scalar
from .yaml_text import FULL_WIDTH_DIGITS

_QUOTES = "“”\"'‘’「」 "
_LETTERS_FOR_DIGITS = str.maketrans("OoＯlI", "00011")


def matches_pattern(pattern: Pattern, text: str) -> bool:
    return re.fullmatch(pattern.regex, text) is not None


def refusal(text: str, pattern: Pattern) -> tuple[str, str]:
    """What is wrong with a scalar that does not match its pattern, as `which …`, and what to write."""
    known = pattern.refused(text) if pattern.refused else None
    return known or (f"which is not {pattern.expected}", instead(text, pattern))


def instead(text: str, pattern: Pattern) -> str:
    """A hint for a scalar that does not match its pattern."""
    plain = text.translate(FULL_WIDTH_DIGITS).strip(_QUOTES)
    for candidate in _candidates(plain):
        if candidate != text and matches_pattern(pattern, candidate):
            return f"Write {candidate}."
    if pattern.nearly and re.fullmatch(pattern.nearly[0], plain):
        return pattern.nearly[1]
    return f"Write, for example, {pattern.example}."


def _candidates(plain: str) -> Iterator[str]:
    yield from (plain, re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-"), f"mailto:{plain}", f"https://{plain}")
    for text in (plain, plain.translate(_LETTERS_FOR_DIGITS)):
        number = re.sub(r"[,，。．·:：.]+", ".", re.sub(r"\s", "", text)).rstrip(".")
        if re.fullmatch(r"[0-9.]+", number):
            yield from (number, f"0{number}", f"0.{number}", number.lstrip("0"))


def nearest(word: str, known: Iterable[str], count: int = 1, alike: float = 0.5) -> list[str]:
    """Known words that the one may be a slip of, `alike` (0 to 1) or more; spaces in it are never meant."""
    return get_close_matches(word.replace(" ", ""), list(known), count, alike)


def slips(entries: list[tuple[Scalar, Node]], known: list[str], what: str) -> tuple[list[Problem], set[str]]:
    """A problem for each key that is not known, and the known keys that they were meant to be."""
    present = {key.text for key, _ in entries}
    problems = []
    meant: set[str] = set()
    for number, (key, value) in enumerate(entries):
        if key.text in known:
            continue
        alone = isinstance(value, Scalar) and not value.text and not value.quoted
        earlier, split = entries[number - 1] if number else (key, value)
        if alone and isinstance(split, Scalar) and re.fullmatch(r"[0-9]+ ?[0-9]+", split.text + key.text):
            text = f"{split.text},{key.text}"
            message, hint = f"A comma splits the number “{text}”.", f"Write {text.replace(',', '.')}."
            problems.append(Problem(split.position, message, hint))
            meant.add(earlier.text)
        elif alone and (begun := _begun(key.text, known)):
            message = f"There is no `: ` after `{begun[0]}`."
            hint = f"Write `{begun[0]}: {one_line(begun[1])}`, with the ASCII colon and a space."
            problems.append(Problem(key.position, message, hint))
            meant.add(begun[0])
        else:
            near = nearest(key.text, [name for name in known if name not in present])
            hint = f"Write `{near[0]}`." if near else f"Known keys: {', '.join(known)}."
            problems.append(Problem(key.position, f"{what} has an unknown key `{one_line(key.text)}`.", hint))
            meant.update(near)
    return problems, meant


def _begun(text: str, known: Iterable[str]) -> tuple[str, str] | None:
    """The key and value of a field whose colon or space is missing: `rank:1` or `role 焊工`."""
    for key in known:
        if match := re.fullmatch(rf"{re.escape(key)}(?:\s*[:：=]\s*|\s+|(?![A-Za-z_-]))(.+)", text):
            return key, match[1]
    return None
