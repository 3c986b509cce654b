"""Queries that nobody should type: random signs of every script, pieces of names, markup, and far too long ones.

Lone surrogates are among them, which no UTF-8 can carry: they go into the browser as JSON escapes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

HOSTILE = (
    "<script>window.hit = 1</script>", "<img src=x onerror='window.hit = 1'>", '"><svg onload=hit=1>', "javascript:hit=1",
    "' OR 1=1 --", "{{7*7}}", "${7*7}", "%00", "%", "%zz", "../../etc/passwd", "\\", "\\u0000", "(", "[", "(?=", "((a+)+)+$",
    "*", "+", "?", "^$", "|", ".", "__proto__", "constructor", "toString", "hasOwnProperty", "null", "undefined", "NaN",
    "\0", "\x1b[2J", "\u202e", "\u2066", "\ufeff", "\u200b", "\ud800", "\udc00", "\udfff\ud83d", "é", "e\u0301" * 8,
    "🏳️‍🌈", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "𠮷", "ﬁ", "ß", "İ", "ǅ", "Ａ", "㍿", "豈", "١٢٣", "ไทย", "\u0930\u094d\u0915",
    "=HYPERLINK(1)", "&lt;b&gt;", "&#60;b", "<", ">", "&", '"', "'", "`", "-", "--", "/", "//", "、", "（", "）", "，",
    "招人" * 49 + "机", "招工作证" * 24 + "机", "月薪资证" * 24 + "机", "工程师" * 33, "机器质量维修软件设备研发设计师检测服装鞋子电商图象新媒体眼镜马达",
    "car quality repair equipment nc operator licensed shoes clothes glasses drugs iot ai",
)  # fmt: skip
_PLANES = ((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x5FF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xD800, 0xDFFF), (0xFF00, 0xFFEF), (0x1F300, 0x1FAFF), (0x20000, 0x2A6DF))  # fmt: skip
LONG = (1_000, 20_000, 100_000)


def made_up(count: int, seed: int, names: Sequence[str]) -> Iterator[str]:
    """So many queries, the same for the same seed. About one in forty is long."""
    chance = random.Random(seed)
    yield from HOSTILE[:count]
    for _ in range(count - len(HOSTILE)):
        kind = chance.random()
        if kind < 0.025:
            piece = chance.choice((*HOSTILE, *names, "a", "机", "a ", "机 "))
            length = chance.choice(LONG)
            yield (piece * (length // len(piece) + 1))[:length]
        elif kind < 0.35:
            yield "".join(chr(chance.randint(*chance.choice(_PLANES))) for _ in range(chance.randint(1, 40)))
        elif kind < 0.65:
            yield (
                _cut(chance.choice(names), chance)
                + chance.choice(("", " ", *HOSTILE))
                + _cut(chance.choice(names), chance)
            )
        elif kind < 0.85:
            yield _mistyped(chance.choice(names), chance)
        else:
            yield "".join(chance.choice((*HOSTILE, *names)) for _ in range(chance.randint(1, 8)))


def _cut(name: str, chance: random.Random) -> str:
    start = chance.randrange(len(name))
    return name[start : chance.randint(start + 1, len(name))]


def _mistyped(name: str, chance: random.Random) -> str:
    letters = list(name)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(letters))
        letters[place] = chance.choice(
            (letters[place] * 2, "", letters[place].swapcase(), chr(chance.randint(0x21, 0x7E)))
        )
    return "".join(letters)
