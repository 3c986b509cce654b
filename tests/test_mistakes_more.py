"""Further mistakes of a tired clerk: a file cut short, bullets of other programs, text lost as a comment, wrong columns.

As in `test_mistakes.py`, each entry lists all the problems that its mistake gives.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mistakes import (
    Expected,
    Mistake,
    changed,
    check_found,
    found_in,
    lines,
    mistyped,
    saved,
)

ELECTRICAL = "2020/industries/electrical.yaml"
CHEMICALS = "2020/industries/chemicals.yaml"
CERTIFICATES, ERRATA, EDITION = "2020/certificates.yaml", "2020/errata.yaml", "2020/edition.yaml"
ROLES, TERMS, SITE = "roles.yaml", "terms.yaml", "site.yaml"

ROW = "- {rank: 1, role: 技术开发工程师, index: 0.8968, level: 非常紧缺}"
NO_DASH = ("This line has no dash", "Begin the item with `- `")
NOT_AN_INDEX = ("which is not an index", "Write, for example, 0.8968.")


def _cut(before: str) -> object:
    return lambda raw: raw[: raw.index(before.encode()) + len(before.encode())]


MISTAKES = (
    saved("file cut short in a row", ELECTRICAL, _cut("设计开发工程师, ind"), "  - ▸{rank: 2", "The { that opens here is never closed, and the file ends", "Restore what is missing"),
    saved("file cut short after a key", ELECTRICAL, _cut("{rank: 2, role:"), "  - ▸{rank: 2", "The { that opens here is never closed, and the file ends", "Restore what is missing"),
    saved("file cut short after a comma", ELECTRICAL, _cut("{rank: 2,"), "  - ▸{rank: 2", "The { that opens here is never closed, and the file ends", "Restore what is missing"),
    saved("file cut short in a list", ROLES, _cut("zh: [技术研发工程师,"), "zh: ▸[技术研发工程师,", "The [ that opens here is never closed, and the file ends", "Restore what is missing"),
    saved("file cut short in a character", ELECTRICAL, lambda raw: raw[: raw.index("设计".encode()) + 2], "rank: 2, role: ▸\udce8", "breaks off here, in the middle of a character", "Restore what is missing"),
    mistyped("space after a dash lost", ELECTRICAL, "  - {rank: 2", "  ▸-{rank: 2", *NO_DASH),
    mistyped("en dash for a dash", ELECTRICAL, "  - {rank: 2", "  ▸– {rank: 2", *NO_DASH),
    mistyped("em dash for a dash", CERTIFICATES, "  - 注册律师", "  ▸— 注册律师", *NO_DASH),
    mistyped("dot for a dash", CERTIFICATES, "  - 注册律师", "  ▸• 注册律师", *NO_DASH),
    mistyped("asterisk for a dash", CERTIFICATES, "  - 注册律师", "  ▸* 注册律师", *NO_DASH),
    mistyped("number sign in a text", ROLES, "en: Mechanical engineer\n", "en: ▸Mechanical engineer #1\n", "“#1” after this value is a comment", "Put the whole text in double quotes"),
    mistyped("number sign after a Chinese text", CERTIFICATES, "- 注册律师\n", "- ▸注册律师 #待核\n", "“#待核” after this value is a comment", "write a space after the #"),
    mistyped("letters and their marks apart", ROLES, "pinyin: dǎbǎnshī", "pinyin: d▸a\u030cbǎnshī", "is stored as a letter and its mark", "Type “ǎ” anew"),
    mistyped("breve for the third tone", ROLES, "pinyin: dǎbǎnshī", "pinyin: ▸dăbănshī", "'dăbănshī' is not made of pinyin syllables", "tone mark"),
    mistyped("v for ü", TERMS, "pinyin: zhùcè lǜshī", "pinyin: ▸zhùcè lvshī", "'lvshī' is not made of pinyin syllables", "tone mark"),
    mistyped("traditional characters in a role", ELECTRICAL, "role: 技术开发工程师", "role: ▸技術開發工程師", "No role is called “技術開發工程師”", "Did you mean “技术开发工程师”"),
    mistyped("space within a role", ELECTRICAL, "role: 机械（CAD）制图员", "role: ▸机械（CAD） 制图员", "No role is called “机械（CAD） 制图员”", "Did you mean “机械（CAD）制图员”"),
    mistyped("role in Chinese quotation marks", ELECTRICAL, "role: 技术开发工程师", "role: ▸“技术开发工程师”", "No role is called ““技术开发工程师””", "Did you mean “技术开发工程师”"),
    mistyped("role copied with its markup", ELECTRICAL, "role: 技术开发工程师", "role: ▸<b>技术开发工程师</b>", "No role is called “<b>", "Did you mean “技术开发工程师”"),
    mistyped("level in a word of one's own", ELECTRICAL, "index: 0.8968, level: 非常紧缺}", "index: 0.8968, level: ▸严重紧缺}", "“严重紧缺” is no level", "Write one of: "),
    mistyped("stop after a level", ELECTRICAL, "level: 非常紧缺}", "level: ▸非常紧缺。}", "“非常紧缺。” is no level", "Write 非常紧缺."),
    mistyped("sign before an index", ELECTRICAL, "0.8968", "▸+0.8968", *NOT_AN_INDEX),
    mistyped("index with an exponent", ELECTRICAL, "0.8968", "▸8.968e-1", *NOT_AN_INDEX),
    mistyped("index of minus zero", CHEMICALS, "0.1001", "▸-0.0000", *NOT_AN_INDEX),
    mistyped("index with a digit of another script", ELECTRICAL, "0.8968", "▸0.๘968", *NOT_AN_INDEX),
    mistyped("rank and index in each other's place", ELECTRICAL, "rank: 1, role: 技术开发工程师, index: 0.8968", "rank: ▸0.8968, role: 技术开发工程师, index: 1", "`rank` is “0.8968”", "Write, for example, 3.",
        Expected(ELECTRICAL, "index: ▸1,", "`index` is “1”", "Write, for example, 0.8968.")),
    mistyped("rank with a zero before it", ELECTRICAL, "rank: 1,", "rank: ▸01,", "`rank` is “01”", "Write 1."),
    mistyped("key with a capital", ELECTRICAL, "rank: 1,", "▸Rank: 1,", "unknown key `Rank`", "Write `rank`."),
    mistyped("semicolon between fields", ELECTRICAL, "rank: 1, role", "rank: ▸1; role", "A comma is missing after this value", "Write a row as"),
    mistyped("equals sign for a colon", ELECTRICAL, "rank: 1,", "▸rank = 1,", "There is no `: ` after `rank`", "Write `rank: 1`"),
    mistyped("marks of an unfinished merge", ELECTRICAL, "rows:\n", "▸<<<<<<< ours\nrows:\n", "There is no `: ` after the key of this line", "Write `key: value`"),
    saved("lines of a spreadsheet", ELECTRICAL, lambda raw: "industry,electrical\n1,技术开发工程师,0.8968,非常紧缺\n".encode(), "▸industry,electrical", "There is no `: ` after the key", "Write `industry: …`"),
    mistyped("row set aside as a comment", ELECTRICAL, f"  {ROW}\n  - {{rank: 2,", f"  #{ROW}\n  - {{rank: ▸2,", "Rank 1 is missing before it", "Add the row"),
    mistyped("alias that is another role", ROLES, "zh: [技术研发工程师,", "zh: [▸机械工程师,", "“机械工程师” is the name of another role, on line", "never merged"),
    mistyped("alias that is another role in English", ROLES, "en: [R&D engineer,", "en: [▸electrical engineer,", "“electrical engineer” is the name of another role", "never merged"),
    mistyped("alias of nothing", ROLES, "zh: [技术研发工程师,", "zh: [▸'',", "`aliases` is empty", "Write text."),
    mistyped("aliases divided the Chinese way", ROLES, "[技术研发工程师, 技术开发人员", "[▸技术研发工程师、技术开发人员", "so it looks like two aliases", "with an ASCII comma"),
    mistyped("soft hyphen", ROLES, "en: Mechanical engineer\n", "en: Mecha▸\u00adnical engineer\n", "invisible character U+00AD", "Delete it"),
    mistyped("industry of an erratum in Chinese", ERRATA, "industry: digital-economy", "industry: ▸数字经济产业", "`industry` is “数字经济产业”", "Write, for example"),
    mistyped("figure of an erratum mistyped", ERRATA, "printed: 12 大数据应用专员 0.3367 紧缺", "printed: ▸12 大数据应用专员 0.3376 紧缺", "does not print “12 大数据应用专员 0.3376 紧缺” there", "Quote what is printed"),
    changed("note of an erratum in one language", ERRATA, "    zh: 按说明，指数0.2269", "    #zh: 按说明，指数0.2269",
        Expected(ERRATA, "- ▸id: chemicals-row-6-level", "This erratum has no `zh`", "Write the text for the language “zh”")),
    mistyped("total in Chinese", EDITION, "majors: 62", "majors: ▸六十二", "`majors` is “六十二”", "Write, for example, 3."),
    mistyped("base address without scheme", SITE, "languages:", "base_url: ▸www.example.org/\nlanguages:", "`base_url` is “www.example.org/”", "Write https://www.example.org/."),
    mistyped("base address with a port that there is not", SITE, "languages:", "base_url: ▸https://example.org:99999/\nlanguages:", "whose port is “99999”", "Write a number from 1 to 65535"),
    Mistake("copy of a table beside it", (lambda data: shutil.copy(data / ELECTRICAL, data / "2020/industries/electrical - 副本.yaml"),), (
        Expected("2020/industries/electrical - 副本.yaml", "", "is not that of an industry's table", "move it away"),
    )),
    Mistake("table copied for another industry", (
        lambda data: shutil.copy(data / ELECTRICAL, data / "2020/industries/electrical-2.yaml"),
    ), (Expected("2020/industries/electrical-2.yaml", "industry: ▸electrical", "but its file is `electrical-2.yaml`", "rename the file"),)),
    lines("first line lost", ELECTRICAL, lambda all_: all_[3:], Expected(ELECTRICAL, "▸rows:", "has no `industry`", "Write")),
)  # fmt: skip


def test_they_are_further_mistakes() -> None:
    from test_mistakes import MISTAKES as KNOWN

    names = [mistake.name for mistake in MISTAKES]
    assert len(set(names)) == len(names) >= 40
    assert not set(names) & {mistake.name for mistake in KNOWN}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_is_found_at_its_place_and_said_once(mistake: Mistake, clerks_data: Path) -> None:
    check_found(mistake, clerks_data)


@pytest.mark.parametrize("text", ["    # of code", "`# of code`", "A sum in C# is\\\n= 3", "## Below", "\\# sign"])
def test_a_number_sign_that_makes_no_title_is_no_mistake(text: str, clerks_data: Path) -> None:
    for page in (clerks_data / "pages").iterdir():
        page.write_text(f"{page.read_text(encoding='utf-8')}\nText.\n\n{text}\n", encoding="utf-8")
    assert found_in(clerks_data) == ()


@pytest.mark.parametrize("name", [".DS_Store", ".roles.yaml.swp", "roles.yaml~", "~$catalogue.docx", "Thumbs.db"])
def test_what_editors_and_systems_leave_behind_is_no_mistake(name: str, clerks_data: Path) -> None:
    for place in ("", "2020", "2020/industries", "pages", "words"):
        (clerks_data / place / name).write_bytes(b"\0")
    assert found_in(clerks_data) == ()
