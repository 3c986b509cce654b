"""A Word file gives the same files as the text, whatever its tables are made of; what can't be read as one is refused."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys
import zipfile
from functools import lru_cache
from pathlib import Path

import docx
import pytest
from built_site import DATA, tree
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from word_file import FOOTNOTE, numbered_file, odd_file, plain_file, saved

import build
from catalogue.importing.docx_text import SIZE_LIMIT, read_docx
from catalogue.received.official import read_official
from catalogue.received.official_text import NotText

TEXT = (DATA / "2020" / "source.txt").read_text(encoding="utf-8")
made = lru_cache(lambda make: make(TEXT))  # each Word file is made once


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def draft(raw: bytes, data: Path, name: str = "city.docx") -> int:
    (data.parent / name).write_bytes(raw)
    return build.main(["import", str(data.parent / name), "--edition", "2023", "--data", str(data)])


# --- the same files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [plain_file, odd_file])
def test_a_word_file_of_our_text_gives_our_files(make: object, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(made(make), data) == 0
    drafted, ours = tree(data / "2023"), tree(DATA / "2020")
    source = drafted.pop("source.txt").decode()
    assert drafted.pop("edition.yaml") == ours.pop("edition.yaml").replace(b'edition: "2020"', b'edition: "2023"')
    del ours["source.txt"]
    assert drafted == ours
    assert read_official(source).rows
    said = capsys.readouterr().out
    assert ("Not read" in said) == (make is odd_file), "the footnote"


def test_the_text_that_is_kept_of_a_plain_word_file_is_the_official_one(data: Path) -> None:
    assert draft(made(plain_file), data) == 0
    kept = (data / "2023" / "source.txt").read_text(encoding="utf-8")
    ours = TEXT.replace("[bookmark: _GoBack]", "").replace("\t说明", "说明")
    assert kept.rstrip().split("\n") == ours.rstrip().split("\n")


def test_a_word_file_is_known_by_its_content_not_by_its_name(data: Path) -> None:
    assert draft(made(plain_file), data, "city.txt") == 0


def test_footnotes_are_named_and_kept_in_the_source(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(made(odd_file), data) == 0
    assert f"{data.parent}/city.docx, footnote 1: “{FOOTNOTE}”. It stands beside the text." in capsys.readouterr().out
    assert (data / "2023" / "source.txt").read_text(encoding="utf-8").endswith(f"\n{FOOTNOTE}\n")


def test_numbers_that_word_counts_are_written_out() -> None:
    rows = [["", "机械工程师", "0.8968", "非常紧缺"], ["", "车工", "0.3000", "紧缺"]]
    found = read_official(read_docx(numbered_file(["电气产业", "鞋业产业", "服装产业"], rows)).text)
    assert [table.heading[1:] for table in found.tables] == [("一", "电气产业"), ("二", "鞋业产业"), ("三", "服装产业")]
    assert [[row.rank for row in table.rows] for table in found.tables] == [["1", "2"]] * 3
    assert (found.unread, found.doubts) == ([], [])


# --- places and what is aside ----------------------------------------------------------------------------------


def test_unread_cells_are_placed_by_table_and_row(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document(io.BytesIO(made(plain_file)))
    row = document.tables[1].rows[3]
    row._tr.remove(row._tr.tc_lst[2])
    assert draft(saved(document), data) == 0
    said = capsys.readouterr().out
    for number, text in enumerate(("3", "电子商务专员", "紧缺"), 1):
        assert f"{data.parent}/city.docx, table 2, row 4, cell {number}: “{text}”. A row has 4 cells" in said


def test_a_paragraph_is_placed_by_its_number() -> None:
    document = docx.Document()
    for text in ("", "一、电气产业", "不知何物"):
        document.add_paragraph(text)
    found = read_docx(saved(document))
    assert found.places == ["paragraph 1", "paragraph 2", "paragraph 3"]


def test_revisions_hidden_text_and_text_boxes_are_told_apart() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("机械")._p
    for xml in (
        "<w:del {0}><w:r><w:delText>电气</w:delText></w:r></w:del>",
        "<w:ins {0}><w:r><w:t>工程师</w:t></w:r></w:ins>",
        "<w:r {0}><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>",
        "<w:r {0}><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>",
        "<w:r {0}><w:pict><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    ):
        paragraph.append(parse_xml(xml.format(nsdecls("w"))))
    document.sections[0].header.paragraphs[0].text = "页眉文字"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    found = read_docx(saved(document))
    assert found.lines == ["机械工程师", "框中"]
    assert found.aside == [
        ("paragraph 1: deleted text", "电气"),
        ("paragraph 1: hidden text", "隐"),
        ("header", "页眉文字"),
    ]


def test_a_table_in_a_cell_and_a_table_used_for_layout_are_read() -> None:
    document = docx.Document()
    layout = document.add_table(1, 1)
    layout.cell(0, 0).text = "一、电气产业"
    inner = layout.cell(0, 0).add_table(2, 4)
    for cells, texts in zip(inner.rows, (["序号", "岗位", "指数", "程度"], ["1", "车工", "0.9", "紧缺"]), strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    found = read_official(read_docx(saved(document)).text)
    assert [(row.rank, row.role) for row in found.rows] == [("1", "车工")]
    assert found.tables[0].heading.name == "电气产业"


# --- what is no Word file --------------------------------------------------------------------------------------


def test_without_its_reader_a_plain_message_says_what_to_do(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = made(plain_file)
    monkeypatch.setitem(sys.modules, "docx", None)
    assert draft(raw, data) == 2
    assert "python-docx, which is not installed; nothing was written. Run `make import`" in capsys.readouterr().err
    assert not (data / "2023").exists()


def test_without_pypinyin_names_are_drafted_without_pinyin(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    assert draft(TEXT.replace("电力工程师", "样例工程师").encode(), data, "city.txt") == 0
    assert 'zh: 样例工程师\n    en: ""\n    pinyin: ""\n' in (data / "roles.yaml").read_text(encoding="utf-8")


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        TEXT.encode(),
        b"PK\x03\x04",
        _zip(a=b"b"),
        plain_file("一、电气产业")[:-200],
        plain_file("一、电气产业").replace(b"PK\x01\x02", b"PK\x01\x03"),
    ],
)
def test_bytes_that_are_no_word_file_are_refused(raw: bytes, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(raw, data) == 1
    assert capsys.readouterr().err.startswith(f"{data.parent}/city.docx:1:1: This is ")
    assert not (data / "2023").exists()


def test_a_file_that_would_fill_the_memory_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(SIZE_LIMIT + 1))
    with pytest.raises(NotText, match="unpacked"):
        read_docx(stream.getvalue())


_PARTS = ("p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "tcPr", "vMerge", "gridSpan", "txbxContent")
_NODE = st.recursive(
    st.integers(0, 999),
    lambda inner: st.tuples(st.sampled_from(_PARTS), st.lists(inner, max_size=5)),
    max_leaves=30,
)


def _xml(node: object) -> str:
    if isinstance(node, int):
        return f"<w:r><w:t>第{node}项</w:t></w:r>"
    assert isinstance(node, tuple)
    name, children = node
    return f"<w:{name}>{''.join(map(_xml, children))}</w:{name}>"


@settings(max_examples=40)
@given(st.lists(_NODE, max_size=6))
def test_no_structure_makes_it_crash_or_lose_a_text(nodes: list[object]) -> None:
    """Elements in any order: each text is in a line or told apart."""
    document = docx.Document()
    xml = f"<w:body {nsdecls('w')}>{''.join(map(_xml, nodes))}</w:body>"
    document.element.replace(document.element.body, parse_xml(xml))
    found = read_docx(saved(document))
    assert len(found.lines) == len(found.places)
    said = "\n".join([*found.lines, *(text for _, text in found.aside)])
    assert set(re.findall("第[0-9]+项", xml)) <= set(re.findall("第[0-9]+项", said))


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=40))
def test_no_damage_to_the_bytes_makes_it_fail_otherwise(place: int, junk: bytes) -> None:
    raw = bytearray(_SMALL)
    raw[place % len(raw) : place % len(raw) + len(junk)] = junk
    with contextlib.suppress(NotText):
        read_docx(bytes(raw))


_SMALL = plain_file("一、电气产业\n\t1\n\t车工\n\t0.9\n\t紧缺\n\n说明：x\n")
