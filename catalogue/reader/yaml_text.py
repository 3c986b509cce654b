"""What a clerk's editor or input method does to a file, found before any parsing.

Bytes that are not UTF-8, byte-order marks, Windows line ends, tabs, invisible characters and
full-width signs are found line by line, so that their place is exact. What has been reported is
replaced by what was meant, so that one slip is one message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from ..problems import Position, Problem

SIZE_LIMIT = 4_000_000  # bytes; a hundred times our largest file
SIGNS_LIMIT = 20  # wrong signs that are worth listing in one file
FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")

# Control characters, and invisible ones that could hide or reorder what a reader sees.
INVISIBLE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
_FORBIDDEN = re.compile(f"[{INVISIBLE}\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Look like ordinary characters but are others: what copying from a PDF can give.
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_IN_PARTS = re.compile(
    "[^\\W\\d_][\u0300-\u036f]+"
)  # a letter and its mark as two characters, as some PDFs give pinyin
_FULL_WIDTH_DIGIT = re.compile("[０-９]+(?:[．.][０-９]+)?")
# A key in key position: line start, after `- ` or `{`; after a comma only in a row.
_FULL_WIDTH_COLON = re.compile(r"(?:^ *(?:- +)*(?:\{ *)?|(?<=[{,，]) *)([A-Za-z_][A-Za-z_-]*) ?(：) ?")
_FULL_WIDTH_COMMA = re.compile(r"(，) *(?=[A-Za-z_]+ ?[:：])")
_FULL_WIDTH_BRACE = re.compile("[｛｝]")
_BRACES = str.maketrans("｛｝", "{}")
_ROW = re.compile(r"^ *(?:- +)*(?:[A-Za-z_-]+ ?[:：] *)?\{")  # a line whose value is a mapping in braces
_COMMENT = re.compile(r"(?:^|\s)#.*$")
# Every sign that is looked for above is one of these, or stands so beside what may be a key.
_SUSPECT = re.compile(
    f"[\t{_FORBIDDEN.pattern[1:-1]}{_ODD_SPACE.pattern[1:-1]}{_LOOKALIKE.pattern[1:-1]}\u0300-\u036f０-９｛｝]"
)
_NEAR_KEY = re.compile("：(?<=[A-Za-z_-]：)|：(?<=[A-Za-z_-] ：)|，(?= *[A-Za-z_]+ ?[:：])")

Add = Callable[[int, str, str], None]  # column from 0, message, hint


def readable(raw: bytes, file: str, *, yaml: bool = True) -> tuple[str | None, list[Problem]]:
    """The file's text, cleaned so that reading can go on, or None if it is not text at all.

    Signs that are only wrong in YAML are let alone where `yaml` is false.
    """
    problems: list[Problem] = []
    text = _decoded(raw, file, problems)
    if text is None:
        return None, problems
    if "\r" in text:
        first = text.index("\r")
        line, column = text.count("\n", 0, first) + 1, first - text.rfind("\n", 0, first)
        problems.append(
            Problem(
                Position(file, line, column),
                "The lines end in the Windows way (CRLF).",
                "Save the file with line ends “LF” (“Unix”).",
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _suspect(text):
        text = _cleaned(text, file, problems, _yaml_signs if yaml else _no_signs)
    if not text.strip():
        problems.append(
            Problem(Position(file), "The file is empty.", "Restore it, or copy the layout of a file of the same kind.")
        )
        return None, problems
    return text, problems


def invisible(text: str) -> str:
    """The first character of a text that no reader could see, or nothing; line ends are seen."""
    if not _SUSPECT.search(text):
        return ""
    return next((char for char in text if char == "\t" or _FORBIDDEN.match(char)), "")


def _suspect(text: str) -> bool:
    """Whether any sign in it may be wrong: seldom, so that most lines need not be looked at one by one."""
    return bool(_SUSPECT.search(text) or _NEAR_KEY.search(text))


def _decoded(raw: bytes, file: str, problems: list[Problem]) -> str | None:
    start = Position(file)

    def refuse(message: str, hint: str, position: Position = start) -> None:
        problems.append(Problem(position, message, hint))

    if len(raw) > SIZE_LIMIT:
        refuse(f"The file has more than the {SIZE_LIMIT:,} bytes that a data file may have.", "Restore it.")
        return None
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or raw.count(0) * 3 > len(raw):
        refuse("The file is saved as UTF-16 (“Unicode” in some editors).", "Save it as UTF-8.")
        return None
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        refuse("The file begins with a byte-order mark.", "Save it as “UTF-8” instead of “UTF-8 with BOM”.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        place = Position(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        if error.reason == "unexpected end of data":
            refuse("The file breaks off here, in the middle of a character.", "Restore what is missing of it.", place)
        else:
            refuse(
                f"The byte {raw[error.start]:#04x} here is not UTF-8 text.",
                "Save the file as UTF-8 (not GBK, GB 18030 or Latin-1).",
                place,
            )
        return None


def _cleaned(text: str, file: str, problems: list[Problem], signs: Callable[[str, Add], str]) -> str:
    """The text with every wrong sign reported and replaced by what was meant."""
    found: list[Problem] = []
    lines = []
    for number, line in enumerate(text.split("\n"), 1):

        def add(column: int, message: str, hint: str, number: int = number) -> None:
            if len(found) <= SIGNS_LIMIT:
                found.append(Problem(Position(file, number, column + 1), message, hint))

        if _suspect(line):
            line = signs(_without_invisible(line, add), add)
        lines.append(line)
    if len(found) > SIGNS_LIMIT:
        found[-1] = Problem(found[-1].position, "More such signs follow.", "Correct them too, or restore the file.")
    problems.extend(found)
    return "\n".join(lines)


def _without_invisible(line: str, add: Add) -> str:
    if "\t" in line:
        add(line.index("\t"), "A tab character stands here.", "Use spaces.")
    for match in _FORBIDDEN.finditer(line):
        add(
            match.start(),
            f"The invisible character U+{ord(match[0]):04X} stands here.",
            "Delete it, and type the text around it again.",
        )
    for match in _LOOKALIKE.finditer(line):
        meant = unicodedata.normalize("NFKC", match[0])
        add(
            match.start(),
            f"“{match[0]}” (U+{ord(match[0]):04X}) only looks like a Chinese character.",
            f"Type {meant} (U+{ord(meant[0]):04X}) instead; texts copied from a PDF often have such signs.",
        )
    for match in _IN_PARTS.finditer(line):
        whole = unicodedata.normalize("NFC", match[0])
        add(
            match.start(),
            f"“{match[0]}” is stored as a letter and its mark, each by itself.",
            f"Type “{whole}” anew, as one letter.",
        )
    line = _IN_PARTS.sub(lambda match: unicodedata.normalize("NFC", match[0]), line)
    line = _LOOKALIKE.sub(lambda match: unicodedata.normalize("NFKC", match[0])[0], line)
    return _FORBIDDEN.sub("", line).replace("\t", " ")


def _yaml_signs(line: str, add: Add) -> str:
    """Spaces, digits, colons and commas of a Chinese input method, where YAML needs those of ASCII."""
    code = _COMMENT.sub("", line)
    comment = line[len(code) :]
    for match in _ODD_SPACE.finditer(code):
        add(match.start(), f"The space U+{ord(match[0]):04X} stands here.", "Use the ordinary space.")
    for match in _FULL_WIDTH_DIGIT.finditer(code):
        add(
            match.start(),
            f"“{match[0]}” is typed in full-width digits.",
            f"Write {match[0].translate(FULL_WIDTH_DIGITS)}.",
        )
    code = _FULL_WIDTH_DIGIT.sub(lambda match: match[0].translate(FULL_WIDTH_DIGITS), _ODD_SPACE.sub(" ", code))
    for match in _FULL_WIDTH_BRACE.finditer(code):
        add(match.start(), f"The full-width sign {match[0]} stands here.", f"Write {match[0].translate(_BRACES)}.")
    code = code.translate(_BRACES)
    colons = [m for m in _FULL_WIDTH_COLON.finditer(code) if not code[: m.start()].strip(" -") or _in_row(code, m)]
    commas = [match for match in _FULL_WIDTH_COMMA.finditer(code) if _in_row(code, match)]
    for match in colons:
        add(
            match.start(2),
            f"A full-width colon follows `{match[1]}`.",
            f"Write `{match[1]}: ` with the ASCII colon and a space.",
        )
    for match in commas:
        add(match.start(1), "A full-width comma stands between two fields.", "Write the ASCII comma and a space.")
    for place in sorted([m.start(2) for m in colons] + [m.start(1) for m in commas], reverse=True):
        sign = ":" if code[place] == "：" else ","
        code = code[:place] + sign + ("" if code[place + 1 : place + 2] == " " else " ") + code[place + 1 :]
    return code + comment


def _in_row(code: str, match: re.Match[str]) -> bool:
    """Whether the match stands in a mapping in braces and outside quotes."""
    begin = _ROW.match(code)
    return begin is not None and begin.end() <= match.start() and code.count('"', 0, match.start()) % 2 == 0


def _no_signs(line: str, add: Add) -> str:
    return line
