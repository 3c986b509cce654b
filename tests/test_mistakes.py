"""Every mistake that a clerk is likely to make is found, at its place, with what to write instead, and said once.

Each entry of the tables lists all the problems that its mistake gives: a test fails on one too many as on one too
few. `mistakes.py` says how an expected place is written.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from mistakes import (
    DATA,
    Expected,
    Mistake,
    changed,
    check_found,
    deleted,
    found_in,
    line_of,
    lines,
    mistyped,
    place_in,
    renamed,
    replace,
    saved,
)

EDITION = "2020/edition.yaml"
ELECTRICAL = "2020/industries/electrical.yaml"
APPAREL = "2020/industries/apparel.yaml"
CHEMICALS = "2020/industries/chemicals.yaml"
TITLES = "2020/titles.yaml"
ERRATA = "2020/errata.yaml"
CERTIFICATES = "2020/certificates.yaml"
CROSSWALK = "crosswalks/isco-08.yaml"
ROLES, TERMS, INDUSTRIES, SITE = "roles.yaml", "terms.yaml", "industries.yaml", "site.yaml"
ZH, EN, ABOUT = "words/zh.yaml", "words/en.yaml", "pages/about.en.md"

EXACTLY_FOUR = "Write exactly the four decimals"
INDICES = (
    mistyped("comma in an index", ELECTRICAL, "0.8968", "▸0,8968", "A comma splits the number “0,8968”", "Write 0.8968."),
    mistyped("full-width comma in an index", ELECTRICAL, "0.8968", "▸0，8968", "`index` is “0，8968”", "Write 0.8968."),
    mistyped("full-width index", ELECTRICAL, "0.8968", "▸０.８９６８", "“０.８９６８” is typed in full-width", "Write 0.8968."),
    mistyped("full-width stop, too", ELECTRICAL, "0.8968", "▸０．８９６８", "full-width digits", "Write 0.8968."),
    mistyped("Chinese stop in an index", ELECTRICAL, "0.8968", "▸0。8968", "`index` is “0。8968”", "Write 0.8968."),
    mistyped("index without its zero", ELECTRICAL, "0.8968", "▸.8968", "`index` is “.8968”", "Write 0.8968."),
    mistyped("index without its point", ELECTRICAL, "0.8968", "▸8968", "`index` is “8968”", "Write 0.8968."),
    mistyped("three decimals", ELECTRICAL, "0.8968", "▸0.897", "an index from 0 to 1 with four decimals", EXACTLY_FOUR),
    mistyped("five decimals", ELECTRICAL, "0.8968", "▸0.89680", "`index` is “0.89680”", EXACTLY_FOUR),
    mistyped("index above 1", ELECTRICAL, "0.8968", "▸1.2", "an index from 0 to 1", "Write, for example, 0.8968."),
    mistyped("index below 0", ELECTRICAL, "0.8968", "▸-0.1", "an index from 0 to 1", "Write, for example, 0.8968."),
    mistyped("index in curly quotes", ELECTRICAL, "0.8968", "▸“0.8968”", "`index` is ““0.8968””", "Write 0.8968."),
    mistyped("letter O in an index", ELECTRICAL, "0.8968", "▸O.8968", "`index` is “O.8968”", "Write 0.8968."),
    mistyped("letter l in an index", ELECTRICAL, "0.6694", "▸0.669l", "`index` is “0.669l”", "Write 0.6691."),
    mistyped("space in an index", ELECTRICAL, "0.8968", "▸0. 8968", "`index` is “0. 8968”", "Write 0.8968."),
    mistyped("stop after an index", ELECTRICAL, "0.8968,", "▸0.8968.,", "`index` is “0.8968.”", "Write 0.8968."),
    mistyped("no index", ELECTRICAL, "index: 0.8968,", "index: ▸,", "`index` is empty", "for example 0.8968"),
    mistyped("index in per cent", ELECTRICAL, "0.8968", "▸89.68%", "`index` is “89.68%”", "Write, for example, 0.8968."),
    mistyped(
        "digits of an index swapped", ELECTRICAL, "0.7153", "▸0.9153",
        "The index 0.9153 is higher than 0.8968 in the row above", "Correct the figure if it is mistyped",
    ),
    mistyped(
        "index of another level", ELECTRICAL, "0.3910, level: 紧缺", "0.2910, level: ▸紧缺",
        "the note gives “一般紧缺” for 0.2910", "kind: level, industry: electrical, rank: 6",
        Expected(ELECTRICAL, "index: ▸0.3788", "The index 0.3788 is higher than 0.2910", "kind: order"),
    ),
)  # fmt: skip

ROWS = (
    lines(
        "row lost", ELECTRICAL, lambda all_: [*all_[: line_of(4)], *all_[line_of(5) :]],
        Expected(ELECTRICAL, "rank: ▸5,", "The rank is 5 where 4 should follow. Rank 4 is missing", "Add the row"),
    ),
    lines(
        "two rows lost", ELECTRICAL, lambda all_: [*all_[: line_of(4)], *all_[line_of(6) :]],
        Expected(ELECTRICAL, "rank: ▸6,", "Ranks 4 to 5 are missing before it", "Add the row"),
    ),
    lines(
        "last row lost", ELECTRICAL, lambda all_: all_[: line_of(20)],
        Expected(EDITION, "listings: ▸288", "has 288 listings, but 287 are transcribed", "Find the row"),
        Expected(EDITION, "levels: [▸99, 95", "has 99 rows of the levels 一般紧缺, but 98", "Find the row"),
    ),
    lines(
        "row twice", ELECTRICAL, lambda all_: [*all_[: line_of(4) + 1], *all_[line_of(4) :]],
        Expected(ELECTRICAL, "level: 非常紧缺}\n  - {rank: ▸4, role: 工艺研发工程师, index: 0.5470, level: 非常紧缺}\n  - {rank: 5", "Rank 4 stands a second time", "Delete the row that is not printed"),
    ),
    lines(
        "two rows swapped", ELECTRICAL,
        lambda all_: [*all_[: line_of(4)], all_[line_of(5)], all_[line_of(4)], *all_[line_of(6) :]],
        Expected(ELECTRICAL, "rank: ▸5,", "The rows of ranks 4 and 5 have changed places", "in the printed order"),
    ),
    mistyped("rank typed wrong", ELECTRICAL, "rank: 4,", "rank: ▸5,", "The rank is 5 where 4 should stand", "Write 4."),
    mistyped("rank typed far off", ELECTRICAL, "rank: 4,", "rank: ▸44,", "The rank is 44 where 4 should stand", "Write 4."),
    mistyped("rank 0", ELECTRICAL, "rank: 1,", "rank: ▸0,", "`rank` is “0”", "Write, for example, 3."),
    mistyped("rank with a stop", ELECTRICAL, "rank: 4,", "rank: ▸4.,", "`rank` is “4.”", "Write 4."),
    mistyped("full-width rank", ELECTRICAL, "rank: 4,", "rank: ▸４,", "“４” is typed in full-width digits", "Write 4."),
    mistyped("Chinese rank", ELECTRICAL, "rank: 4,", "rank: ▸四,", "`rank` is “四”", "Write, for example, 3."),
    mistyped(
        "role twice in a table", ELECTRICAL, "2, role: 设计开发工程师", "2, role: ▸技术开发工程师",
        "“技术开发工程师” already stands in this table, on line 5", "write its role as printed",
    ),
    mistyped(
        "role one character off", ELECTRICAL, "role: 设计开发工程师", "role: ▸设计开法工程师",
        "No role is called “设计开法工程师”", "Did you mean “设计开发工程师”",
    ),
    mistyped(
        "role with half-width brackets", ELECTRICAL, "机械（CAD）制图员", "▸机械(CAD)制图员",
        "No role is called “机械(CAD)制图员”", "Did you mean “机械（CAD）制图员”",
    ),
    mistyped(
        "role with another slash", ELECTRICAL, "产品质量管理/检测工程师", "▸产品质量管理／检测工程师",
        "No role is called “产品质量管理／检测工程师”", "Did you mean “产品质量管理/检测工程师”",
    ),
    mistyped(
        "role in English", ELECTRICAL, "role: 设计开发工程师", "role: ▸Design engineer",
        "No role is called “Design engineer”", "A new role must be added to",
    ),
    mistyped("space in a level", ELECTRICAL, "非常紧缺", "▸非常 紧缺", "“非常 紧缺” is no level", "Write 非常紧缺."),
    mistyped("level one character off", ELECTRICAL, "非常紧缺", "▸非常紧却", "“非常紧却” is no level", "Write 非常紧缺."),
    mistyped("level of another edition", ELECTRICAL, "非常紧缺", "▸急需", "“急需” is no level", "Write one of: 一般紧缺, 紧缺, 非常紧缺."),
    mistyped("level of another row", ELECTRICAL, "0.3910, level: 紧缺", "0.3910, level: ▸一般紧缺", "the note gives “紧缺” for 0.3910", "kind: level",
        Expected(EDITION, "levels: [▸99, 95", "has 99 and 95 rows of the levels 一般紧缺, 紧缺, but 100 and 94", "Find the row")),
    mistyped("level in English", ELECTRICAL, "非常紧缺", "▸severe", "“severe” is no level", "Write one of: 一般紧缺"),
    mistyped("row without level", ELECTRICAL, "{rank: 1, role: 技术开发工程师, index: 0.8968, level: 非常紧缺}",
        "▸{rank: 1, role: 技术开发工程师, index: 0.8968}", "This row has no `level`", "Write {rank: 1, role: 技术开发工程师"),
    mistyped("key of a row mistyped", ELECTRICAL, "index: 0.8968", "▸indx: 0.8968", "This row has an unknown key `indx`", "Write `index`."),
    mistyped("key of a row in Chinese", ELECTRICAL, "index: 0.8968", "▸指数: 0.8968", "unknown key `指数`", "Known keys: rank, role, index, level",
        Expected(ELECTRICAL, "▸{rank: 1,", "This row has no `index`", "Write {rank: 1")),
    mistyped("key twice in a row", ELECTRICAL, "index: 0.8968", "index: 0.8968, ▸index: 0.8968", "The key `index` is already written on line 5", "Keep one of the two"),
    mistyped("row that is no mapping", ELECTRICAL, "- {rank: 1, role: 技术开发工程师, index: 0.8968, level: 非常紧缺}", "- ▸1 技术开发工程师 0.8968 非常紧缺", "This row should be a mapping", "Write {rank: 1"),
    mistyped("table that is no list", CERTIFICATES, "names:\n  - 注册会计师\n  - 注册律师\n  - 注册建筑师\n  - 注册结构工程师\n  - 注册建造师\n  - 注册造价工程师\n  - 特许金融分析师（CFA）", "names: ▸注册会计师、注册律师", "`names` should be a list", "after `- `"),
)  # fmt: skip

SIGNS = (
    mistyped("tab as indentation", ELECTRICAL, "  - {rank: 1,", "▸\t- {rank: 1,", "A tab character stands here", "Use spaces",
        Expected(ELECTRICAL, "  ▸- {rank: 2", "This list item is not in the column of the others", "in the same column")),
    mistyped("tab after a comma", ELECTRICAL, "rank: 1, role", "rank: 1,▸\trole", "A tab character stands here", "Use spaces"),
    mistyped("full-width colon in a row", ELECTRICAL, "role: 技术开发工程师", "role▸：技术开发工程师", "A full-width colon follows `role`", "Write `role: `"),
    mistyped("full-width colon at a row's start", ELECTRICAL, "{rank: 1", "{rank▸：1", "A full-width colon follows `rank`", "Write `rank: `"),
    mistyped("full-width colon on a line of its own", ROLES, "zh: 技术开发工程师", "zh▸：技术开发工程师", "A full-width colon follows `zh`", "Write `zh: `"),
    mistyped("full-width colon after an item's first key", ROLES, "- id: technology-development-engineer", "- id▸： technology-development-engineer", "A full-width colon follows `id`", "Write `id: `"),
    mistyped("full-width comma between fields", ELECTRICAL, "工程师, index", "工程师▸，index", "A full-width comma stands between two fields", "ASCII comma"),
    mistyped("full-width comma between aliases", ROLES, "技术研发工程师, 技术开发人员", "▸技术研发工程师，技术开发人员", "so it looks like two aliases", "with an ASCII comma"),
    mistyped("ideographic space", ELECTRICAL, "role: 技术", "role:▸\u3000技术", "The space U+3000 stands here", "ordinary space"),
    mistyped("no-break space", ELECTRICAL, "role: 技术", "role:▸\u00a0技术", "The space U+00A0 stands here", "ordinary space"),
    mistyped("zero-width space", ELECTRICAL, "技术开发", "技术▸\u200b开发", "invisible character U+200B", "Delete it"),
    mistyped("bidi override", ELECTRICAL, "技术开发", "技术▸\u202e开发", "invisible character U+202E", "Delete it"),
    mistyped("NUL character", ELECTRICAL, "技术开发", "技术▸\x00开发", "invisible character U+0000", "Delete it"),
    mistyped("Kangxi radical from a PDF", ELECTRICAL, "技术开发工程师", "技术开发▸⼯程师", "“⼯” (U+2F2F) only looks like", "Type 工 (U+5DE5)"),
    mistyped("replacement character", ROLES, "Mechanical engineer\n", "Mechanical▸\ufffd engineer\n", "invisible character U+FFFD", "Delete it"),
    mistyped("curly brackets of the input method", ELECTRICAL, "- {rank: 1,", "- ▸｛rank: 1,", "full-width sign ｛", "Write {"),
)  # fmt: skip

YAML = (
    mistyped("unquoted text with a colon", ROLES, "en: Mechanical engineer\n", "en: ▸Engineer: mechanical\n", "A second `: ` follows", "in double quotes"),
    mistyped("text that begins with @", ROLES, "en: Mechanical engineer\n", "en: ▸@Mechanical engineer\n", "begins with @", "in double quotes"),
    mistyped("text that begins with %", ROLES, "en: Mechanical engineer\n", "en: ▸%Mechanical engineer\n", "begins with %", "in double quotes"),
    mistyped("text that begins with *", ROLES, "en: Mechanical engineer\n", "en: ▸*Mechanical engineer\n", "`*Mechanical` is a YAML alias", "double quotes"),
    mistyped("Chinese text that begins with *", ROLES, "zh: 机械工程师\n", "zh: ▸*机械工程师\n", "begins with *", "in double quotes"),
    mistyped("text that begins with &", ROLES, "en: Mechanical engineer\n", "en: ▸&Mechanical engineer\n", "`&Mechanical` is a YAML anchor", "double quotes"),
    mistyped("text that begins with !", ROLES, "en: Mechanical engineer\n", "en: ▸!Mechanical engineer\n", "`!Mechanical` is a YAML tag", "double quotes"),
    mistyped("exclamation mark and a space", ROLES, "en: Mechanical engineer\n", "en: ▸! Mechanical engineer\n", "`!` is a YAML tag", "double quotes"),
    mistyped("text that begins with `", ROLES, "en: Mechanical engineer\n", "en: ▸`Mechanical` engineer\n", "begins with `", "in double quotes"),
    mistyped("text that begins with >", ROLES, "en: Mechanical engineer\n", "en: ▸>Mechanical engineer\n", "begins with >", "in double quotes"),
    mistyped("text that begins with a dash", ROLES, "en: Mechanical engineer\n", "en: ▸- Mechanical engineer\n", "begins with -", "in double quotes"),
    mistyped("text that begins with a bracket", ROLES, "en: Mechanical engineer\n", "en: ▸[Mechanical] engineer\n", "begins with [", "in double quotes"),
    mistyped("text that begins with a comma", ROLES, "en: Mechanical engineer\n", "en: ▸, mechanical engineer\n", "No value stands before this sign", "double quotes"),
    mistyped("text partly in quotes", ROLES, "en: Mechanical engineer\n", 'en: ▸"Mechanical" engineer\n', "The quotes do not stand around the whole text", "around all of it"),
    mistyped("apostrophe in single quotes", ROLES, "en: Mechanical engineer\n", "en: ▸'Engineer's mate'\n", "The quotes do not stand around the whole text", "around all of it"),
    mistyped("backslash in quotes", ROLES, "en: Mechanical engineer\n", 'en: ▸"Mechanical\\engineer \\q"\n', "A backslash stands", "Write the backslash twice"),
    mistyped("text over several lines", ROLES, "en: Mechanical engineer\n", "en: ▸|\n      Mechanical\n      engineer\n", "A text of several lines begins here", "on one line"),
    mistyped("line broken", ROLES, "en: Mechanical engineer\n", "en: Mechanical\n      ▸engineer\n", "runs on into this line", "join the two lines"),
    mistyped("closing brace lost", ELECTRICAL, "- {rank: 1, role: 技术开发工程师, index: 0.8968, level: 非常紧缺}", "- ▸{rank: 1, role: 技术开发工程师, index: 0.8968, level: 非常紧缺", "The { that opens here is never closed", "Write a row as"),
    mistyped("opening brace lost", ELECTRICAL, "- {rank: 1, role:", "- rank: ▸1, role:", "A second `: ` follows on this line", "needs { and } around it"),
    mistyped("brace twice", ELECTRICAL, "0.8968, level: 非常紧缺}", "0.8968, level: 非常紧缺}▸}", "There is a } too many", "Delete it"),
    mistyped("comma between fields lost", ELECTRICAL, "role: 技术开发工程师, index: 0.8968", "role: ▸技术开发工程师 index: 0.8968", "A comma is missing after this value", "Write a row as"),
    mistyped("comma twice", ELECTRICAL, "rank: 1, role", "rank: 1,▸, role", "No value stands before this sign", "Delete the sign"),
    mistyped("bracket of a list lost", ROLES, "zh: [技术研发工程师, 技术开发人员, 研发工程师, RD工程师]", "zh: ▸[技术研发工程师, 技术开发人员, 研发工程师, RD工程师", "The [ that opens here is never closed", "Write a list as"),
    mistyped("closing quote lost in a row", ELECTRICAL, "role: 技术开发工程师,", 'role: ▸"技术开发工程师,', "A quote opens here and is never closed", "Close the quote"),
    mistyped("closing quote lost before another", ROLES, 'en: "Quality, testing and safety"', 'en: ▸"Quality, testing and safety', "A quote opens here and is not closed on the same line", "Close the quote"),
    mistyped("line indented too far", ROLES, "    zh: 技术开发工程师\n", "     ▸zh: 技术开发工程师\n", "This line is indented too far", "like its neighbours"),
    mistyped("line indented too little", ROLES, "    zh: 技术开发工程师\n", "   ▸zh: 技术开发工程师\n", "This line does not fit its neighbours", "Indent it like"),
    mistyped("item in another column", ELECTRICAL, "  - {rank: 2,", "   ▸- {rank: 2,", "This list item is not in the column of the others", "in the same column"),
    mistyped("dash lost", ELECTRICAL, "  - {rank: 2,", "  ▸{rank: 2,", "This line has no dash", "Begin the item with `- `"),
    mistyped("dash of a name lost", CERTIFICATES, "  - 注册律师", "  ▸注册律师", "This line has no dash", "Begin the item with `- `"),
    mistyped("dash of a role lost", ROLES, "  - id: design-and-development-engineer", "    ▸id: design-and-development-engineer", "The key `id` is already written on line", "begin it with `- `"),
    mistyped("colon lost", ROLES, "    zh: 技术开发工程师", "    ▸zh 技术开发工程师", "There is no `: ` after the key of this line", "Write `zh: …`"),
    mistyped("space after a colon lost", ROLES, "    zh: 技术开发工程师", "    ▸zh:技术开发工程师", "There is no `: ` after the key of this line", "Write `zh: …`"),
    mistyped("colon of the first line lost", ELECTRICAL, "industry: electrical", "▸industry electrical", "There is no `: ` after the key of this line", "Write `industry: …`"),
    mistyped("colon in a row lost", ELECTRICAL, "role: 技术开发工程师", "▸role 技术开发工程师", "There is no `: ` after `role`", "Write `role: 技术开发工程师`"),
    mistyped("space in a row lost", ELECTRICAL, "rank: 1,", "▸rank:1,", "There is no `: ` after `rank`", "Write `rank: 1`"),
    mistyped("key twice", ROLES, "    zh: 技术开发工程师\n", "    zh: 技术开发工程师\n    ▸zh: 技术开发工程师\n", "The key `zh` is already written on line", "Keep one of the two"),
    mistyped("anchor and alias", ELECTRICAL, "rows:", "rows: ▸&rows", "`&rows` is a YAML anchor", "Delete it"),
    mistyped("merge key", ELECTRICAL, "{rank: 1,", "{▸<<: {rank: 1},", "`<<` is a YAML merge key", "Write the fields themselves"),
    mistyped("Python tag", ELECTRICAL, "industry: electrical", "industry: ▸!!python/object/apply:os.system [echo]", "`tag:yaml.org,2002:python/object/apply:os.system` is a YAML tag", "Delete it"),
    mistyped("second document", ELECTRICAL, "rows:", "▸---\nrows:", "A second document starts here", "Delete the line `---`"),
    mistyped("key that is a list", ELECTRICAL, "industry: electrical", "▸[industry]: electrical", "A list or mapping stands where a key should be", "Write a key"),
    mistyped("list where a text should be", ROLES, "en: Mechanical engineer\n", "en: ▸[Mechanical engineer]\n", "`en` should be text, not a list or mapping", "text with brackets needs double quotes"),
    mistyped("extra spaces", ROLES, "en: Mechanical engineer\n", "en: ▸Mechanical  engineer\n", "`en` has extra spaces", "Write “Mechanical engineer”"),
    mistyped("nested too deep", ELECTRICAL, "electrical", "[" * 11 + "▸" + "[" * 2989, "nested more than 12 deep", "Delete the extra brackets"),
    mistyped("mappings nested too deep", ELECTRICAL, "electrical", "{a: " * 11 + "▸" + "{a: " * 2989, "nested more than 12 deep", "Delete the extra brackets"),
    mistyped("a megabyte of text", ROLES, "en: Mechanical engineer\n", f"en: ▸{'long ' * 200_000}end\n", "`en` has 1,000,003 characters; at most 2,000 are allowed", "Shorten it"),
)  # fmt: skip

LAUGHS = b"a: &a [x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (c, c, b", ".join([b"*%c" % (c - 1)] * 9)) for c in range(98, 112)
)
FILES = (
    saved("byte-order mark", ELECTRICAL, lambda raw: b"\xef\xbb\xbf" + raw, "", "begins with a byte-order mark", "Save it as “UTF-8”"),
    saved("Windows line ends", ELECTRICAL, lambda raw: raw.replace(b"\n", b"\r\n"), "table.json▸\r", "end in the Windows way", "“LF”"),
    saved("old Macintosh line ends", ELECTRICAL, lambda raw: raw.replace(b"\n", b"\r"), "table.json▸\r", "end in the Windows way", "“LF”"),
    saved("GBK", ELECTRICAL, lambda raw: raw.decode().encode("gbk"), "# \u04bb▸\udca1", "The byte 0xa1 here is not UTF-8", "not GBK"),
    saved("Latin-1", ROLES, lambda raw: raw.replace("jìshù kāifā".encode(), b"j\xecsh\xf9"), "pinyin: j▸\udcec", "The byte 0xec here is not UTF-8", "Latin-1"),
    saved("UTF-16", ELECTRICAL, lambda raw: raw.decode().encode("utf-16"), "", "saved as UTF-16", "Save it as UTF-8"),
    saved("UTF-16 without mark", SITE, lambda raw: raw.decode().encode("utf-16-le"), "", "saved as UTF-16", "Save it as UTF-8"),
    saved("only NULs", ELECTRICAL, lambda raw: bytes(len(raw)), "", "saved as UTF-16", "Save it as UTF-8"),
    saved("empty", ELECTRICAL, lambda raw: b"", "", "The file is empty", "copy the layout"),
    saved("blank", ELECTRICAL, lambda raw: b" \n\n", "", "The file is empty", "copy the layout"),
    saved("only comments", ELECTRICAL, lambda raw: b"# rows follow\n", "", "The file is empty", "copy the layout"),
    saved("only a word", ELECTRICAL, lambda raw: b"electrical\n", "", "The file should be a mapping with keys", "Write industry: electrical and rows"),
    saved("five megabytes", ELECTRICAL, lambda raw: raw + b"# long\n" * 750_000, "", "more than the 4,000,000 bytes", "Restore it"),
    saved("billion laughs", ELECTRICAL, lambda raw: LAUGHS, "a: ▸&a", "`&a` is a YAML anchor", "Delete it"),
    saved("official text emptied", "2020/source.txt", lambda raw: b"", "", "This is not the official text", "Restore it"),
    saved("official text in GBK", "2020/source.txt", lambda raw: raw.decode().encode("gb18030"), "▸", "is not UTF-8 text", "not GBK"),
    deleted(ELECTRICAL, "it is the table of 电气产业"),
    *(deleted(file) for file in (EDITION, TITLES, ERRATA, CERTIFICATES, "2020/qualifications.yaml", "2020/source.txt")),
    *(deleted(file) for file in (ROLES, TERMS, INDUSTRIES, SITE, ZH, EN, ABOUT, "pages/about.zh.md")),
    *(deleted(file) for file in ("traditional.yaml", "readings.yaml")),
    *(deleted(folder, "The folder is missing") for folder in ("words", "pages", "2020/industries")),
    Mistake("edition deleted", deleted("2020").edits, (
        Expected(SITE, 'edition: ▸"2020"', "The current edition is “2020”, but there is no folder", "Restore the folder"),
    )),
    renamed("table renamed", ELECTRICAL, "2020/industries/electric.yaml",
        Expected("2020/industries/electric.yaml", "industry: ▸electrical", "but its file is `electric.yaml`", "rename the file")),
    renamed("table with a name of its own", ELECTRICAL, "2020/industries/电气产业.yaml",
        Expected("2020/industries/电气产业.yaml", "", "is not that of an industry's table", "Name it `{industry id}.yaml`"),
        Expected(ELECTRICAL, "", "The file is missing: it is the table of 电气产业", "Restore it")),
    renamed("table with another ending", ELECTRICAL, "2020/industries/electrical.yml",
        Expected("2020/industries/electrical.yml", "", "is not that of an industry's table", "Name it `{industry id}.yaml`"),
        Expected(ELECTRICAL, "", "The file is missing", "Restore it")),
    renamed("page without language", ABOUT, "pages/about.md",
        Expected(ABOUT, "", "The file is missing", "the page “about” needs every language"),
        Expected("pages/about.md", "", "is not that of a page", "Name it `{page}.{language}.md`")),
    renamed("edition's folder renamed", "2020", "2021",
        Expected("2021/edition.yaml", 'edition: ▸"2020"', "The edition is “2020”, but its folder is `2021`", "Make them alike"),
        Expected(SITE, 'edition: ▸"2020"', "The current edition is “2020”, but there is no folder", "Write one of: 2021")),
)  # fmt: skip

NAMES = (
    changed("id of a role changed", ROLES, "- id: product-quality-manager\n", "- id: product-quality-head\n",
        Expected(ROLES, "similar: [▸product-quality-manager]", "“product-quality-manager” is not the id of a role", "Write product-quality-head."),
        Expected(CROSSWALK, "role: ▸product-quality-manager", "“product-quality-manager” is not the id of a role", "Write product-quality-head.")),
    changed("id of an industry changed", INDUSTRIES, "- id: electrical\n", "- id: electric\n",
        Expected(ELECTRICAL, "", "`electrical` is not the id of an industry", "electric or electrical")),
    mistyped("industry of a table mistyped", ELECTRICAL, "industry: electrical", "industry: ▸electric", "The table says `industry: electric`", "Write `industry: electrical`"),
    mistyped("id with capitals", ROLES, "- id: mechanical-engineer\n", "- id: ▸Mechanical-Engineer\n", "`id` is “Mechanical-Engineer”", "Write mechanical-engineer."),
    mistyped("id of 101 characters", ROLES, "- id: mechanical-engineer\n", f"- id: ▸{'a' * 101}\n", "`id` has 101 characters; at most 100 are allowed", "Shorten it"),
    mistyped("id with a space", ROLES, "- id: mechanical-engineer\n", "- id: ▸mechanical engineer\n", "`id` is “mechanical engineer”", "Write mechanical-engineer."),
    mistyped("id that climbs", ROLES, "- id: mechanical-engineer\n", "- id: ▸../engineer\n", "`id` is “../engineer”", "Write engineer."),
    mistyped("id that Windows reserves", ROLES, "- id: mechanical-engineer\n", "- id: ▸con\n", "`id` is “con”", "Write, for example, mechanical-engineer."),
    mistyped("id in Chinese", ROLES, "- id: mechanical-engineer\n", "- id: ▸机械工程师\n", "`id` is “机械工程师”", "Write, for example, mechanical-engineer."),
    mistyped("id twice", ROLES, "- id: mechanical-engineer\n    zh: 机械", "- id: ▸automation-engineer\n    zh: 机械", "The id `automation-engineer` already belongs to the role on line", "Give each its own id"),
    mistyped("Chinese name mistyped", ROLES, "zh: 机械工程师\n", "zh: ▸机戒工程师\n", "No edition prints the role “机戒工程师”, but “机械工程师” is printed", "Write “机械工程师”"),
    mistyped("Chinese name twice", ROLES, "zh: 电力工程师\n    en: Electric power", "zh: ▸机械工程师\n    en: Electric power", "“机械工程师” is already the name of the role on line", "Delete one of the two",
        Expected(ELECTRICAL, "role: ▸电力工程师", "No role is called “电力工程师”", "Did you mean")),
    mistyped("English twice", ROLES, "en: Workshop supervisor\n    pinyin: ch", "en: ▸Mechanical engineer\n    pinyin: ch", "“Mechanical engineer” is already the name of the role on line", "tell them apart"),
    changed("English lost", ROLES, "    en: Mechanical engineer\n", "", Expected(ROLES, "- ▸id: mechanical-engineer\n", "This role has no `en`", "Write the text for the language “en”")),
    mistyped("English empty", ROLES, "en: Mechanical engineer\n", 'en: ▸""\n', "`en` is empty", "Write text"),
    mistyped("Chinese in English", ROLES, "en: Mechanical engineer\n", "en: ▸Mechanical 工程师\n", "The translation contains “工”", "own letters"),
    mistyped("full-width comma in English", ROLES, "en: Mechanical engineer\n", "en: ▸Mechanical，engineer\n", "The translation contains “，”", "ASCII signs"),
    mistyped("full-width brackets in English", TERMS, "en: Intelligent manufacturing\n", "en: ▸Intelligent（manufacturing）\n", "The translation contains “（”", "ASCII signs"),
    mistyped("Chinese in an English alias", ROLES, "en: [R&D engineer,", "en: [▸研发 engineer,", "The translation contains “研”", "own letters"),
    mistyped("English in place of Chinese", ROLES, "zh: 机械工程师\n", "zh: ▸Engineer\n", "The Chinese name “Engineer” has no Chinese character", "Write the name as printed",
        Expected(APPAREL, "role: ▸机械工程师", "No role is called “机械工程师”. It is printed 10 times", "A new role")),
    mistyped("one term with two translations", ROLES, "zh: 电气与电子, en: Electrical and electronics", "zh: 机械工程师, en: ▸Electrical and electronics", "“机械工程师” is “Electrical and electronics” here but “Mechanical engineer” at", "Use one translation"),
    mistyped("pinyin lost a syllable", ROLES, "pinyin: jīxiè gōngchéngshī\n", "pinyin: ▸jīxiè gōngchéng\n", "does not say '师' of 机械工程师", "one syllable with its tone mark"),
    mistyped("pinyin without tone mark", ROLES, "pinyin: jīxiè gōngchéngshī\n", "pinyin: ▸jīxiè gōngchéngshi\n", "“shi” (师) has no tone mark", "Write shī."),
    mistyped("pinyin with numbers", ROLES, "pinyin: jīxiè gōngchéngshī\n", "pinyin: ▸ji1xie4 gong1cheng2shi1\n", "'ji1xie4' is not made of pinyin syllables", "tone mark"),
    mistyped("tone mark on the wrong letter", ROLES, "pinyin: jīxiè gōngchéngshī\n", "pinyin: ▸jīxìe gōngchéngshī\n", "The tone mark of “xìe” (械) is on the wrong letter", "Write xiè."),
    mistyped("misspelt syllable", ROLES, "pinyin: jīxiè gōngchéngshī\n", "pinyin: ▸jīxiè gōgchéngshī\n", "'gōgchéngshī' is not made of pinyin syllables", "tone mark"),
    mistyped("id that pages have", "terms.yaml", "  - id: welder\n", "  - id: ▸levels\n", "The id `levels` already stands for a part of pages.", "Give it another id."),
    mistyped("unknown family", ROLES, "family: engineering-design", "family: ▸engineering", "The family “engineering” is not among the families", "Write engineering-design."),
    changed("family mistyped in the list", ROLES, "- {id: software-data,", "- {id: software-date,",
        Expected(ROLES, "family: ▸software-data", "The family “software-data” is not among the families. So it is with", "Write software-date.")),
    mistyped("family without role", ROLES, "families:\n", "families:\n  - ▸{id: sports, zh: 体育, en: Sports}\n", "No role belongs to the family “sports”", "give it to a role"),
    mistyped("similar to an unknown role", ROLES, "similar: [design-and-development-engineer, rd-technologist]", "similar: [▸design-engineer, rd-technologist]", "“design-engineer” is not the id of a role", "Write"),
    mistyped("similar to itself", ROLES, "similar: [design-and-development-engineer, rd-technologist]", "similar: [▸technology-development-engineer, rd-technologist]", "similar to itself", "Delete it"),
    mistyped("similar twice", ROLES, "similar: [design-and-development-engineer, rd-technologist]", "similar: [rd-technologist, ▸rd-technologist]", "already written as similar", "Write a pair once"),
    mistyped("alias twice", ROLES, "zh: [技术研发工程师, 技术开发人员, 研发工程师, RD工程师]", "zh: [技术研发工程师, ▸技术研发工程师, 研发工程师]", "“技术研发工程师” is already a name of this entry", "Delete it"),
    mistyped("alias that is the name", ROLES, "zh: [技术研发工程师,", "zh: [▸技术开发工程师,", "“技术开发工程师” is already a name of this entry", "Delete it"),
    mistyped("alias that is a formula", ROLES, "en: [R&D engineer,", "en: [▸=R&D engineer,", "“=R&D engineer” begins with “=”", "Begin it with a word."),
    mistyped("aliases of a language that are no list", ROLES, "zh: [技术研发工程师, 技术开发人员, 研发工程师, RD工程师]", "zh: ▸技术研发工程师", "`aliases.zh` should be a list", "Write [a, b]."),
    mistyped("aliases that are a text", INDUSTRIES, "industries:\n", "industries:\n  - {id: x, zh: 电, en: X, pinyin: diàn, aliases: ▸electric}\n", "`aliases` should hold a list for each language", "Write {zh:",
        Expected(INDUSTRIES, "zh: ▸电,", "No edition prints the industry “电”", "delete the entry")),
    mistyped("aliases of an unknown language", ROLES, "zh: [技术研发工程师,", "▸cn: [技术研发工程师,", "`aliases` has an unknown key `cn`", "Known keys: zh, en."),
    mistyped("key of a role mistyped", ROLES, "    pinyin: jìshù kāifā gōngchéngshī\n", "    ▸pinying: jìshù kāifā gōngchéngshī\n", "This role has an unknown key `pinying`", "Write `pinyin`."),
    mistyped("role never listed", ROLES, "roles:\n", "roles:\n  - {id: poet, zh: ▸诗人, en: Poet, pinyin: shīrén, family: design-creative}\n", "No edition prints the role “诗人”", "delete the entry"),
    mistyped("alias that search can't read", ROLES, "zh: [技术研发工程师,", "zh: [▸技术研发魑,", "Search does not know how “魑”", "Add a line `魑: …`"),
    mistyped("bar in an alias", ROLES, "en: [R&D engineer,", "en: [▸R|D engineer,", "contains “|”, which search can't hold", "Leave it out"),
    mistyped("two characters in the table of traditional ones", "traditional.yaml", "亞: 亚", "亞亞: ▸亚", "“亞亞: 亚” is not a Chinese character", "Write 機: 机."),
    mistyped("traditional character mistyped", "traditional.yaml", "亞: 亚", "亞: ▸亚洲", "“亞: 亚洲” is not a Chinese character with its simplified form", "Write 機: 机."),
    mistyped("reading mistyped", "readings.yaml", "三: san", "三: ▸sann", "“三: sann” is not a Chinese character with its readings", "Write 习: xi"),
)  # fmt: skip

PRINTED = (
    mistyped("total of rows", EDITION, "listings: 288", "listings: ▸287", "The document has 287 listings, but 288 are transcribed", "change the total only if"),
    mistyped("total of majors", EDITION, "majors: 62", "majors: ▸63", "The document has 63 majors, but 62 are transcribed", "Find the row or name"),
    mistyped("total of roles", EDITION, "roles: 94", "roles: ▸95", "The document has 95 roles, but 94", "Find the row or name"),
    mistyped("total of industries", EDITION, "industries: 18", "industries: ▸17", "The document has 17 industries, but 18", "Find"),
    mistyped("total of categories", EDITION, "categories: 6", "categories: ▸7", "The document has 7 categories, but 6", "Find"),
    mistyped("total of qualifications", EDITION, "qualifications: 8", "qualifications: ▸9", "The document has 9 qualifications, but 8", "Find"),
    mistyped("total of certificates", EDITION, "certificates: 7", "certificates: ▸8", "The document has 8 certificates, but 7", "Find"),
    mistyped("total of a level", EDITION, "[99, 95, 94]", "[99, ▸96, 94]", "The document has 96 rows of the levels 紧缺, but 95", "Find"),
    mistyped("total of a level lost", EDITION, "[99, 95, 94]", "▸[99, 95]", "There are 3 levels, but 2 totals of levels", "one total for each level"),
    mistyped("total that is no number", EDITION, "majors: 62", "majors: ▸sixty-two", "`majors` is “sixty-two”", "Write, for example, 3."),
    changed("total lost", EDITION, "  majors: 62\n", "", Expected(EDITION, "  ▸categories: 6", "`totals` has no `majors`", "Write {categories: 6")),
    mistyped("level mistyped in the edition", EDITION, "zh: 非常紧缺", "zh: ▸非常紧却", "No row has the level “非常紧却”, but 94 have “非常紧缺”", "Write 非常紧缺"),
    mistyped("bound mistyped within its form", EDITION, "from: 0.3, to: 0.4}", "from: ▸0.03, to: 0.4}", "The bound 0.03 does not stand in the note", "it prints 0, 0.3, 0.4, 1.",
        Expected(EDITION, "from: ▸0.03", "The levels do not rise", "rising order")),
    mistyped("bounds that do not rise", EDITION, "from: 0.3, to: 0.4}", "from: ▸0.4, to: 0.3}", "The levels do not rise", "with the bounds of the note",),
    lines("no levels", EDITION, lambda all_: ["levels: []" if line.startswith("levels:") else line for line in all_ if not line.startswith("  - {id: ")],
        Expected(EDITION, "levels: ▸[]", "The edition has no levels", "Write those of the note")),
    mistyped("bound mistyped", EDITION, "from: 0.4, to: 1", "from: ▸0,4, to: 1", "A comma splits the number “0,4”", "Write 0.4."),
    mistyped("industry mistyped", EDITION, "name: 电气产业", "name: ▸电器产业", "No industry is called “电器产业”", "Did you mean “电气产业”"),
    mistyped("headings in wrong order", EDITION, "{number: 三, name: 服装产业}", "{number: ▸四, name: 服装产业}", "The number is 四 where 三 should follow", "in printed order"),
    mistyped("number in ASCII", EDITION, "{number: 三, name: 服装产业}", "{number: ▸3, name: 服装产业}", "`number` is “3”, which is not a Chinese numeral", "Write, for example, 三."),
    mistyped("id of a document twice", EDITION, "- id: shortage-tables\n    zh: 温州制造业", "- id: ▸titles-and-qualifications\n    zh: 温州制造业", "The id `titles-and-qualifications` already belongs to the document", "its own id"),
    mistyped("edition mistyped", EDITION, 'edition: "2020"', "edition: ▸202", "`edition` is “202”", 'Write, for example, "2020".'),
    mistyped("another edition", EDITION, 'edition: "2020"', 'edition: ▸"2021"', "The edition is “2021”, but its folder is `2020`", "Make them alike"),
    mistyped("major mistyped", TITLES, "- 软件技术\n", "- ▸软件枝术\n", "No major is called “软件枝术”", "Did you mean “软件技术”"),
    changed("major lost", TITLES, "      - 软件技术\n", "",
        Expected(EDITION, "majors: ▸62", "The document has 62 majors, but 61 are transcribed", "Find the row or name"),
        Expected(TERMS, "zh: ▸软件技术\n", "No edition prints the major “软件技术”", "Restore its row")),
    mistyped("major twice", TITLES, "      - 软件技术\n", "      - 软件技术\n      - ▸软件技术\n", "The major “软件技术” is already listed on line", "Delete one of the two",
        Expected(EDITION, "majors: ▸62", "The document has 62 majors, but 63 are transcribed", "Find the row or name")),
    mistyped("category mistyped", TITLES, "category: 电子信息类", "category: ▸电子信息", "No category is called “电子信息”", "Did you mean “电子信息类”"),
    changed("leading word lost", TITLES, "    category: 电子信息类\n    lead: 包括\n", "    category: 电子信息类\n",
        Expected(TITLES, "- ▸number: 一", "“电子信息类” has “” before its list where the others have “包括”", "kind: lead, category: 电子信息类")),
    lines("list emptied", CERTIFICATES, lambda all_: ["names: []" if line == "names:" else line for line in all_ if not line.startswith("  - ")],
        Expected(CERTIFICATES, "names: ▸[]", "The list is empty", "Write what is printed")),
    lines("table emptied", ELECTRICAL, lambda all_: [*all_[:3], "rows: []"], Expected(ELECTRICAL, "rows: ▸[]", "The list is empty", "Write what is printed")),
    mistyped("id of a level twice", EDITION, "id: shortage, zh: 紧缺", "id: ▸moderate, zh: 紧缺", "The id `moderate` already belongs to the level on line", "Give each its own id"),
    mistyped("Chinese in the English of a heading", EDITION, "en: Other qualification certificates", "en: ▸Other 证书", "The translation contains “证”", "own letters"),
    mistyped("certificate mistyped", CERTIFICATES, "- 注册律师", "- ▸注册率师", "No certificate is called “注册率师”", "Did you mean “注册律师”"),
    changed("qualification's speciality lost", TERMS, "zh: 机修, en: machine repair, pinyin: jīxiū", "zh: 维修, en: machine repair, pinyin: wéixiū", Expected(TERMS, "- ▸{zh: 工具", "The specialities are not those in the brackets", "Write them as printed")),
)  # fmt: skip

CHEMICALS_7 = """  - id: chemicals-row-7-order
    kind: order
    industry: chemicals
    rank: 7
"""
CONTRADICTIONS = (
    changed("erratum lost", ERRATA, CHEMICALS_7 + "    printed", "  - id: x\n    kind: level\n    industry: chemicals\n    rank: 7\n    printed",
        Expected(CHEMICALS, "index: ▸0.2861", "The index 0.2861 is higher than 0.2269", "add `kind: order, industry: chemicals, rank: 7`")),
    mistyped("erratum that no longer applies", ERRATA, CHEMICALS_7 + "    printed: 7 互联网营销师（电商） 0.2861 紧缺", "  - ▸id: chemicals-row-9-order\n    kind: order\n    industry: chemicals\n    rank: 9\n    printed: 9 产品设计开发工程师 0.3053 紧缺",
        "The erratum `chemicals-row-9-order` no longer applies", "Delete it",
        Expected(CHEMICALS, "index: ▸0.2861", "The index 0.2861 is higher than 0.2269", "kind: order")),
    mistyped("erratum that quotes something else", ERRATA, "printed: 8 企业高管 0.3182 紧缺", "printed: ▸8 企业高管 0.3128 紧缺", "does not print “8 企业高管 0.3128 紧缺” there, but “8 企业高管 0.3182 紧缺”", "Quote what is printed"),
    mistyped("erratum of an unknown kind", ERRATA, "kind: misprint", "kind: ▸typo", "“typo” is no kind of erratum", "Write one of: level, order, bounds, lead, misprint."),
    changed("erratum of a rank of no table", ERRATA, "    industry: chemicals\n    rank: 7\n", "    rank: 7\n",
        Expected(ERRATA, "- ▸id: chemicals-row-7-level", "The erratum has `rank` without `industry`", "Write `industry` and `rank` for a row"),
        Expected(CHEMICALS, "0.2861, level: ▸紧缺", "the note gives “一般紧缺” for 0.2861", "kind: level")),
    mistyped("erratum at two places", ERRATA, "  - id: electronic-equipment-misprint\n    kind: misprint\n", "  - ▸id: electronic-equipment-misprint\n    kind: misprint\n    category: 智能制造类\n", "at several places: `category`, `role`", "Write `industry` and `rank` for a row"),
    mistyped("printed ending that is a formula", "2020/certificates.yaml", "ending: 等", "ending: ▸=等", "“=等” begins with “=”", "Begin it with a word."),
    mistyped("erratum of an unknown industry", ERRATA, "industry: digital-economy", "industry: ▸digital", "The edition prints no such industry", "Correct the industry",
        Expected("2020/industries/digital-economy.yaml", "index: ▸0.3367", "The index 0.3367 is higher than 0.3245", "kind: order")),
    mistyped("erratum of an unknown rank", ERRATA, "rank: 12\n", "rank: ▸99\n", "The edition prints no such rank", "Correct the rank",
        Expected("2020/industries/digital-economy.yaml", "index: ▸0.3367", "The index 0.3367 is higher than 0.3245", "kind: order")),
    mistyped("erratum of an unknown role", ERRATA, "role: 电子设备装备调试人员", "role: ▸电子设备装配调试人员", "The edition prints no such role", "Correct the role"),
    mistyped("erratum of an unknown category", ERRATA, "category: 智能制造类", "category: ▸智能制造", "The edition prints no such category", "Correct the category"),
    mistyped("id of an erratum twice", ERRATA, "id: chemicals-row-8-order\n    kind: order", "id: ▸overlapping-bounds\n    kind: order", "The id `overlapping-bounds` already belongs to the erratum on line", "Give each its own id"),
    mistyped("id of an erratum that pages have", ERRATA, "id: chemicals-row-8-order", "id: ▸note-8", "The id `note-8` already stands for a part of pages.", "Give it another id."),
    changed("note in one language", ERRATA, "    en: The three ranges", "    # en: The three ranges", Expected(ERRATA, "- ▸id: overlapping-bounds", "This erratum has no `en`", "for the language “en”")),
    mistyped("Chinese in an English note", ERRATA, "en: The three ranges", "en: ▸The three 区间 ranges", "The translation contains “区”", "“quotation marks”"),
    changed("contradiction corrected", CHEMICALS, "0.2269, level: 紧缺", "0.2269, level: 一般紧缺",
        Expected(ERRATA, "printed: ▸6 网络与信息安全工程师 0.2269 紧缺", "The document does not print", "delete the erratum if it no longer applies"),
        Expected(EDITION, "levels: [▸99, 95", "has 99 and 95 rows of the levels 一般紧缺, 紧缺, but 100 and 94", "Find the row")),
    mistyped("index mistyped in a table with errata", CHEMICALS, "0.2269", "▸0,2269", "A comma splits the number “0,2269”", "Write 0.2269."),
    mistyped("table with errata unreadable", CHEMICALS, "rows:", "▸rows", "There is no `: ` after the key", "Write `rows: …`"),
)  # fmt: skip

SITE_TEXTS = (
    changed("word lost in English", EN, "  home: Home\n", "", Expected(EN, "nav:\n  ▸label", "The words lack `nav.home`", "says “首页”")),
    changed("word lost in Chinese", ZH, "  home: 首页\n", "", Expected(ZH, "nav:\n  ▸label", "The words lack `nav.home`", "says “Home”")),
    mistyped("key of a word mistyped", EN, "  home: Home\n", "  hmoe: ▸Home\n", "There is no `nav.hmoe` in", "Write the key `home`."),
    changed("group of words mistyped", EN, "\nnav:\n", "\nmenu:\n",
        Expected(EN, "▸language: {", "The words lack `nav` and all that is below it", "has it"),
        Expected(ZH, "▸language: {", "The words lack `menu` and all that is below it", "has it")),
    mistyped("word empty", EN, "  home: Home\n", "  home:▸\n", "The text of `nav.home` is empty", "Write it"),
    mistyped("word of blanks", EN, "  home: Home\n", '  home: ▸"  "\n', "The text of `nav.home` is empty", "Write it"),
    mistyped("word that is a list", EN, "  home: Home\n", "  home: ▸[Home]\n", "`nav.home` is a list", "needs quotes"),
    mistyped("placeholder lost", EN, 'edition: "{edition} edition"', "edition: ▸This edition", "The placeholders of `site.edition` are none, but in", "the same placeholders"),
    mistyped("placeholder mistyped", EN, 'edition: "{edition} edition"', 'edition: ▸"{editon} edition"', "The placeholders of `site.edition` are {editon}, but in", "the same placeholders"),
    mistyped("stray brace", EN, 'edition: "{edition} edition"', 'edition: ▸"{edition}} edition"', "has a brace that belongs to no placeholder", "Write placeholders as {name}"),
    mistyped("placeholder without quotes", EN, 'edition: "{edition} edition"', "edition: ▸{edition} edition", "The text begins with {", "in double quotes"),
    mistyped("only a placeholder, without quotes", EN, 'edition: "{edition} edition"', "edition: {edition▸}", "The text of `site.edition.edition` is empty", "needs quotes"),
    mistyped("plural form mistyped", EN, 'industries: {one: "{n} industry", other: "{n} industries"}', 'industries: ▸{one: "{n} industry", other: ""}', "`pages.home.industries` needs a text for each of its forms", "Write {one: …, other: …}."),
    mistyped("Chinese in an English word", EN, "  home: Home\n", "  home: ▸首页\n", "The translation contains “首”", "own letters"),
    mistyped("full-width sign in an English word", EN, "  home: Home\n", "  home: ▸Home！\n", "The translation contains “！”", "ASCII signs"),
    mistyped("tag of a language mistyped", EN, "{tag: en,", "{tag: ▸en_GB,", "“en_GB” is no language tag", "Write en, zh-Hans or the like"),
    mistyped("page without title", ABOUT, "# About this site", "▸About this site", "The page does not begin with its title", "Write `# `"),
    mistyped("second title in a page", ABOUT, "## What is ours", "▸# What is ours", "The page has a further title.", "Write `## `"),
    mistyped("second title without a space", ABOUT, "## What is ours", "▸#What is [ours](page:about)", "The page has a further title.", "Write `## `"),
    mistyped("second title with a line below it", ABOUT, "## What is ours", "▸What is ours\n===", "The page has a further title.", "Write `## `"),
    changed("second title that is a link explained below", ABOUT, "## What is ours", "# [What][1] is ours\n\n[1]: page:about\n", Expected(ABOUT, "▸# About", "The page has a further title.", "Write `## `")),
    mistyped("second title in a list", ABOUT, "- What is printed", "- ▸# What is printed", "The page has a further title.", "Write `## `"),
    Mistake("second and third title in a page", (replace(ABOUT, "## What is ours", "# Ours"), replace(ABOUT, "## What the documents do not say", "# Ours")), (
        Expected(ABOUT, "▸# Ours\n\nEnglish", "The page has a further title.", "Write `## `"),
        Expected(ABOUT, "▸# Ours\n\n- They do not say", "The page has a further title.", "Write `## `"),
    )),
    mistyped("HTML in a page", ABOUT, "# About this site\n", "# About this site\n\nHello ▸<script>alert(1)</script>\n", "HTML stands in the text", "Use Markdown"),
    mistyped("script link", ABOUT, "(page:errata)", "(▸javascript:alert)", "The link “javascript:alert” leads nowhere", "Write https://"),
    mistyped("script link in a definition", ABOUT, "# About this site\n", "# About this site\n\n[x]: ▸javascript:alert\n", "The link “javascript:alert” leads nowhere", "Write https://"),
    mistyped("link to an unknown page", ABOUT, "(page:errata)", "(▸page:erata)", "The link “page:erata” leads nowhere", "Write page:errata."),
    mistyped("fact with a capital", ABOUT, "## What is ours", "## What ▸{Roles} is ours", "A brace stands here that belongs to no fact", "Write facts as {roles}"),
    mistyped("fact in the title", ABOUT, "# About this site", "# About these ▸{roles}", "A brace stands here that belongs to no fact", "none may stand in the title"),
    mistyped("unknown fact", ABOUT, "{listings}", "▸{rows}", "The text uses {rows}, which is no fact of the edition", "Write",
        Expected("pages/about.zh.md", "▸{listings}", "{listings} stands here but not in", "the same facts")),
    mistyped("invisible character in a page", ABOUT, "About", "Ab▸\u200bout", "invisible character U+200B", "Delete it"),
    mistyped("current edition mistyped", SITE, 'edition: "2020"', "edition: ▸2002", "The current edition is “2002”, but there is no folder", "Write one of: 2020."),
    mistyped("language mistyped", SITE, "[zh, en]", "[zh, ▸em]", "There are no words for the language “em”", "Write en,"),
    mistyped("language lost", SITE, "[zh, en]", "▸[zh]", "“en” is not among the languages, but there are words for it", "Add it"),
    mistyped("language twice", SITE, "[zh, en]", "▸[zh, en, en]", "A language is named twice", "Name each once"),
    mistyped("language of the document lost", SITE, "[zh, en]", "▸[en]", "“zh” is not among the languages, but there are words for it", "Add it"),
    Mistake("language and its words lost", (*deleted(EN).edits, replace(SITE, "[zh, en]", "[zh]")), (
        Expected(SITE, "languages: ▸[zh]", "“en” is not among the languages, and the site can't do without it", "Write [zh, en]."),
        Expected(EN, "", "The file is missing", "Restore it"),
    )),
    renamed("page in no language of the site", "pages/about.en.md", "pages/about.fr.md",
        Expected("pages/about.en.md", "", "The file is missing", "needs every language"),
        Expected("pages/about.fr.md", "", "is not that of a page", "Name it")),
    Mistake("further page in one language", (lambda data: shutil.copyfile(data / ABOUT, data / "pages/guide.en.md"),), (
        Expected("pages/guide.zh.md", "", "The file is missing", "the page “guide” needs every language"),
    )),
    mistyped("language with the name of a folder of the site", SITE, "[zh, en]", "[zh, en, ▸static]", "which is not a language's tag in lower-case letters", "Write, for example, pt-br."),
    mistyped("base address with two stops in a row", SITE, "languages:", "base_url: ▸https://example..org/\nlanguages:", "whose host can't be the name of a host.", "Write https://example.org/."),
    mistyped("report address with two stops in a row", SITE, "languages:", "report: ▸https://example..org/new\nlanguages:", "which is not where readers report errors", "Write, for example, mailto:errors@example.org."),
    mistyped("report address without mailto", SITE, "languages:", "report: ▸errors@example.org\nlanguages:", "`report` is “errors@example.org”, which is not where readers report errors", "Write mailto:errors@example.org."),
    mistyped("base address without slash", SITE, "languages:", "base_url: ▸https://example.org\nlanguages:", "`base_url` is “https://example.org”, which does not end in /.", "Write https://example.org/."),
    mistyped("base address in Chinese", SITE, "languages:", "base_url: ▸https://温州.example/\nlanguages:", "`base_url` is “https://温州.example/”, whose host is not written in ASCII.", "Write https://xn--6rtp67a.example/."),
    mistyped("base address that leads upwards", SITE, "languages:", "base_url: ▸https://example.org/a/../\nlanguages:", "whose path has “..” in place of a folder.", "Write https://example.org/."),
)  # fmt: skip

CORRECTIONS, REDIRECTS = "corrections.yaml", "redirects.yaml"
DATED = '{edition: "2020", date: 2026-11-24}'
HISTORY = (
    mistyped("whom to tell of a weakness, without a date", SITE, "languages:", "security_contact: ▸mailto:web@example.org\nlanguages:",
        "`security_contact` stands without `security_expires`", "Write both"),
    mistyped("former name that nobody printed", ROLES, "    family: quality-safety\n", "    family: quality-safety\n    former:\n      - {zh: ▸质量检测师, en: Quality tester, pinyin: zhìliàng jiǎncèshī}\n",
        "No edition prints the former name “质量检测师”", "Write the name that an earlier edition prints"),
    mistyped("former name is another's", ROLES, "    family: quality-safety\n", "    family: quality-safety\n    former:\n      - {zh: ▸机械工程师, en: Former engineer, pinyin: jīxiè gōngchéngshī}\n",
        "“机械工程师” is already the name of the role on line", "tell them apart",
        Expected(ROLES, "{zh: 机械工程师, en: ▸Former", "“机械工程师” is “Former engineer” here but “Mechanical engineer”", "Use one translation.")),
    mistyped("day that is not in the calendar", CORRECTIONS, "2026-11-24", "▸2026-11-31", "There is no day 2026-11-31", "Write a date of the calendar"),
    mistyped("day of a correction that is not in the calendar", CORRECTIONS, "corrections: []", 'corrections:\n  - {id: first, date: ▸2027-02-29, edition: "2020", zh: 已改正。, en: Corrected.}',
        "There is no day 2027-02-29", "Write a date of the calendar"),
    mistyped("contact until a day that is not in the calendar", SITE, "languages:", "security_contact: mailto:web@example.org\nsecurity_expires: ▸2027-02-31\nlanguages:",
        "There is no day 2027-02-31", "Write a date of the calendar"),
    mistyped("date with strokes", CORRECTIONS, "2026-11-24", "▸2026/11/24", "`date` is “2026/11/24”", "Write 2026-11-24."),
    mistyped("date of no edition", CORRECTIONS, '"2020"', "▸2021", "There is no edition “2021”", 'Write one of: "2020".',
        Expected(CORRECTIONS, "published:\n  ▸- ", "The edition 2020 has no date of publication", 'Add {edition: "2020", date: …}')),
    mistyped("edition dated twice", CORRECTIONS, DATED, f"{DATED}\n  - {DATED}".replace('- {edition: "', '- {edition: ▸"'), "The edition 2020 is already dated on line", "Keep the date"),
    mistyped("correction of no edition", CORRECTIONS, "corrections: []", "corrections:\n  - {id: first, date: 2026-12-01, edition: ▸2021, zh: 已改正。, en: Corrected.}",
        "There is no edition “2021”", 'Write one of: "2020".'),
    mistyped("correction before publication", CORRECTIONS, "corrections: []", 'corrections:\n  - {id: first, date: ▸2026-10-01, edition: "2020", zh: 已改正。, en: Corrected.}',
        "dated before 2026-11-24", "before publication nothing needs an entry"),
    mistyped("correction with Chinese in English", CORRECTIONS, "corrections: []", 'corrections:\n  - {id: first, date: 2026-12-01, edition: "2020", zh: 已改正。, en: ▸已改正}',
        "The translation contains “已”", "quotation marks"),
    mistyped("redirect to itself", REDIRECTS, "redirects: []", "redirects:\n  - {from: roles/old/, to: ▸roles/old/}", "“roles/old/” leads back to itself", "Write the path at which the page stands now"),
    mistyped("redirect onwards", REDIRECTS, "redirects: []", "redirects:\n  - {from: roles/old/, to: ▸roles/older/}\n  - {from: roles/older/, to: roles/welder/}",
        "“roles/older/” has moved on to “roles/welder/”", "Write roles/welder/."),
    mistyped("redirect that is too long for a file's name", REDIRECTS, "redirects: []", f"redirects:\n  - {{from: ▸roles/{'a' * 300}/, to: roles/welder/}}", "`from` has 307 characters; at most 200 are allowed", "Shorten it"),
    mistyped("redirect twice", REDIRECTS, "redirects: []", "redirects:\n  - {from: roles/old/, to: roles/welder/}\n  - {from: ▸roles/old/, to: roles/turner/}",
        "“roles/old/” already moves on line", "Delete one of the two."),
    mistyped("redirect with a full address", REDIRECTS, "redirects: []", "redirects:\n  - {from: ▸/en/roles/old/, to: roles/welder/}",
        "is not the path of a page, without language and edition, ending in /", "roles/welder/"),
)  # fmt: skip

ENGINEER = "role: mechanical-engineer\n    match: exact\n    code: 2144\n    title: Mechanical engineers"
WELDER = "  - {role: welder, match: none, reason: {zh: 无。, en: None.}}\n"
OCCUPATIONS = (
    deleted(CROSSWALK),
    mistyped("role of the crosswalk mistyped", CROSSWALK, "role: mechanical-engineer\n", "role: ▸mecanical-engineer\n", "“mecanical-engineer” is not the id of a role", "Write mechanical-engineer."),
    mistyped("role of the crosswalk unknown", CROSSWALK, "\nroles:\n", f"\nroles:\n{WELDER}".replace("welder", "▸zzz"), "“zzz” is not the id of a role", "or delete the entry"),
    mistyped("role twice in the crosswalk", CROSSWALK, "role: electrical-engineer\n", "role: electrical-engineer\n    match: exact\n    code: 2151\n    title: Electrical engineers\n  - role: ▸electrical-engineer\n", "already stands above", "Delete one of the two."),
    changed("role missing from the crosswalk", CROSSWALK, f"  - {ENGINEER}\n", "", Expected(CROSSWALK, "\nroles:\n  ▸- role", "The role “mechanical-engineer” (机械工程师) has no entry", "`match: none` with a `reason`")),
    mistyped("code of three digits", CROSSWALK, ENGINEER, ENGINEER.replace("2144", "▸214"), "`code` is “214”, which is not the four digits", "for example, 2144"),
    mistyped("code of no group", CROSSWALK, ENGINEER, ENGINEER.replace("2144", "▸2194"), "The code 2194 is not among the groups", "Write 2144, or add the group"),
    mistyped("code of another group", CROSSWALK, ENGINEER, ENGINEER.replace("2144\n    title: ", "2145\n    title: ▸"), "“Mechanical engineers” is not the official title of 2145", "or the code 2144."),
    mistyped("title that is not official", CROSSWALK, ENGINEER, ENGINEER.replace("Mechanical engineers", "▸Mechanical engineer"), "“Mechanical engineer” is not the official title of 2144", "Write “Mechanical engineers”."),
    mistyped("match of no kind", CROSSWALK, ENGINEER, ENGINEER.replace("exact", "▸exactly"), "`match` is “exactly”, which is not exact, close, broad or none", "Write"),
    mistyped("close match without reason", CROSSWALK, ENGINEER, ENGINEER.replace("exact", "▸close"), "is close, and nothing says why", "Write `reason: {zh: …, en: …}`."),
    mistyped("no group, but one named", CROSSWALK, ENGINEER, ENGINEER.replace("exact", "▸none") + "\n    reason: {zh: 无。, en: None.}", "`match` is none, but the group 2144 is named", "Delete `code` and `title`"),
    changed("match without its group", CROSSWALK, ENGINEER, ENGINEER.partition("\n    code")[0], Expected(CROSSWALK, "- ▸role: mechanical-engineer", "has no `code`", "`match: none`")),
    mistyped("group twice", CROSSWALK, "  - {code: 2144,", "  - {code: 2141, en: Industrial, zh: 工业}\n  - {code: 2144,".replace("2141", "▸2141"), "The group 2141 stands after 2141", "Write each group once"),
    mistyped("group of no role", CROSSWALK, "  - {code: 2144,", "  - {code: ▸2142, en: Civil engineers, zh: 土木工程师}\n  - {code: 2144,", "No role belongs to the group 2142", "Delete it"),
    mistyped("reason in Chinese only", CROSSWALK, "en: The ILO includes auditors in this group.", "en: ▸审计师也在本组。", "The translation contains “审”", "own letters"),
)  # fmt: skip

MISTAKES = (
    *INDICES,
    *ROWS,
    *SIGNS,
    *YAML,
    *FILES,
    *NAMES,
    *PRINTED,
    *CONTRADICTIONS,
    *SITE_TEXTS,
    *HISTORY,
    *OCCUPATIONS,
)


def test_there_are_enough_of_them_and_each_has_its_own_name() -> None:
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 75


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_is_found_at_its_place_and_said_once(mistake: Mistake, clerks_data: Path) -> None:
    check_found(mistake, clerks_data)


def test_real_data_has_no_problems() -> None:
    assert found_in(DATA) == ()


def test_mistakes_in_several_files_are_all_listed_in_file_order_in_one_run(
    clerks_data: Path, run_build: Callable[..., CompletedProcess[str]]
) -> None:
    names = (
        "comma in an index",
        "key of a word mistyped",
        "closing quote lost before another",
        "erratum of an unknown kind",
        "stray brace",
        "language mistyped",
        "script link",
        "major twice",
        "pages/about.zh.md deleted",
    )
    chosen = [mistake for mistake in MISTAKES if mistake.name in names]
    for mistake in chosen:
        for edit in mistake.edits:
            edit(clerks_data)
    expected = sorted(place_in(clerks_data, one) for mistake in chosen for one in mistake.expected)
    result = run_build("check", "--data", "data", cwd=Path.cwd())
    *listed, count = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in listed] == [":".join(map(str, place)) for place in expected]
    assert count.startswith(f"{len(expected)} problems")
    assert (result.returncode, result.stdout) == (1, "")


@pytest.mark.parametrize("name", ["comma in an index", "billion laughs", "nested too deep", "GBK"])
def test_command_says_where_and_what_and_ends_with_1(
    name: str, clerks_data: Path, run_build: Callable[..., CompletedProcess[str]]
) -> None:
    (mistake,) = [mistake for mistake in MISTAKES if mistake.name == name]
    for edit in mistake.edits:
        edit(clerks_data)
    result = run_build("check", "--data", "data", cwd=Path.cwd())
    (line, _) = result.stderr.splitlines()
    file, number, column = place_in(clerks_data, mistake.expected[0])
    assert line.startswith(f"{file}:{number}:{column}: ")
    assert re.fullmatch(r"data/[^:]+:[0-9]+:[0-9]+: [^\n]+[.] [A-Z][^\n]+[.]", line)
    assert (result.returncode, result.stdout) == (1, "")
