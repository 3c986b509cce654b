"""No text makes an import crash or lose a cell: each is in the drafted YAML, or is named as unread with its place."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from built_site import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

import build
from catalogue.importing.draft import scalar
from catalogue.problems import DataProblems, one_line
from catalogue.reader.yaml_reader import read_yaml
from catalogue.received.official import read_official
from catalogue.revise import import_edition

LINES = (DATA / "2020" / "source.txt").read_text(encoding="utf-8").split("\n")[:300]  # the lists and three tables
LINES += (DATA / "2020" / "source.txt").read_text(encoding="utf-8").split("\n")[1510:1592]
NAMES = ("roles.yaml", "industries.yaml", "terms.yaml")
PLAIN = st.characters(exclude_categories=["Cs"])
_INVISIBLE = re.compile(
    r"\[bookmark: [^\]\n]*\]"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzzed") / "data"
    for name in (*NAMES, "site.yaml"):
        folder.mkdir(exist_ok=True)
        shutil.copy(DATA / name, folder / name)
    return folder


# --- what is done to the text ----------------------------------------------------------------------------------

_PLACE = st.integers(0, len(LINES) - 1)
_CHANGE = st.one_of(
    st.tuples(st.just("drop"), _PLACE, st.integers(1, 6)),
    st.tuples(st.just("double"), _PLACE, st.integers(1, 6)),
    st.tuples(st.just("swap"), _PLACE, _PLACE),
    st.tuples(st.just("merge"), _PLACE, st.integers(1, 5)),
    st.tuples(st.just("untab"), _PLACE, st.integers(1, 30)),
    st.tuples(st.just("empty"), _PLACE, st.integers(1, 2)),
    st.tuples(st.just("move"), _PLACE, _PLACE),
    st.tuples(st.just("write"), _PLACE, st.text(PLAIN, max_size=12)),
    st.tuples(st.just("insert"), _PLACE, st.text(PLAIN, max_size=30)),
    st.tuples(st.just("insert"), _PLACE, st.sampled_from([
        "\t1\t机械工程师\t0.9000\t紧缺", "二十、样例产业", "（七）样例类。甲、乙等。", "附件4", "说明：无", "一、", "：", "# {a: b}", '"', "\t",
        "\t- 1", "备注", "（第2版）", "1", "序号\t紧缺人才岗位\t紧缺指数\t紧缺程度", "甲、乙、丙等。", "'单'", "null", "~", "a: b", "[x]",
    ])),
)  # fmt: skip


def changed(changes: list[tuple[str, int, object]]) -> str:
    lines = list(LINES)
    for what, place, more in changes:
        at = place % max(1, len(lines))
        if isinstance(more, str):
            lines[at:at] = [more] if what == "insert" else [lines[at] + more] if lines else []
            continue
        assert isinstance(more, int)
        part = lines[at : at + more]
        if what == "drop":
            del lines[at : at + more]
        elif what == "double":
            lines[at:at] = part
        elif what == "merge":
            lines[at : at + more] = ["\t".join(part)]
        elif what == "untab":
            lines[at : at + more] = [line.strip() for line in part]
        elif what == "empty":
            lines[at : at + more] = ["\t" if line.startswith("\t") else "" for line in part]
        elif lines:
            other = more % len(lines)
            if what == "swap":
                lines[at], lines[other] = lines[other], lines[at]
            else:
                lines.insert(other, lines.pop(at))
    return "\n".join(lines)


# --- what must come of it --------------------------------------------------------------------------------------


def cells(text: str) -> Counter[str]:
    """What stands on a line or between tabs, by plain string work."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [line for line in lines if not re.fullmatch(r"[ \t]*[-—–－] ?[0-9]{1,4} ?[-—–－][ \t]*", line)]
    found = (cell.strip() for line in lines for cell in _INVISIBLE.sub("", line).split("\t"))
    return Counter(cell for cell in found if cell)


def drafted(folder: Path, given: Counter[str]) -> Counter[str]:
    """What the drafted files say is printed, in the lines in which the document would print it."""

    def read(name: str) -> dict[str, object]:
        return yaml.load((folder / name).read_bytes(), yaml.BaseLoader)  # type: ignore[no-any-return]

    edition, titles = read("edition.yaml"), read("titles.yaml")
    printed: list[str] = []
    for document in edition["documents"]:
        whole = document["zh"] + document.get("version", "")
        apart = [document["zh"], document.get("version", "")]
        printed += [document.get("annex", ""), *([whole] if whole in given else apart)]
    printed += [f"{one['number']}、{one['zh']}" for one in edition["sections"] if one["number"]]
    for one in titles["categories"]:
        majors = "、".join(one["majors"])
        printed.append(f"（{one['number']}）{one['category']}。{one.get('lead', '')}{majors}{one.get('ending', '')}。")
    for name in ("qualifications.yaml", "certificates.yaml"):
        listed = read(name)
        printed.append(f"{'、'.join(listed['names'])}{listed.get('ending', '')}。" if listed["names"] else "")
    printed += [f"{one['number']}、{one['name']}" for one in edition["industries"] if one["number"]]
    for path in (folder / "industries").glob("*.yaml"):
        for row in read(f"industries/{path.name}")["rows"]:
            printed += row.values()
    printed.append(edition["note"]["zh"])
    return Counter(text for text in printed if text)


def assert_nothing_is_lost(text: str, data: Path) -> None:
    """Input = drafted + unread, cell by cell; heads of columns are drafted once for all tables."""
    for name in NAMES:
        shutil.copy(DATA / name, data / name)
    shutil.rmtree(data / "2023", ignore_errors=True)
    file = data.parent / "text.txt"
    file.write_bytes(text.encode())
    official = read_official(text)
    unread = Counter(one.text for one in official.unread)
    given = cells(text)
    if not (official.tables or official.categories or any(official.lists)):
        with pytest.raises(DataProblems, match="No table and no list"):
            import_edition(file, "2023", data)
        assert not (data / "2023").exists()
        return
    summary = import_edition(file, "2023", data)
    for one in official.unread:
        assert f"\n  {file}:{one.line}:1: “{one_line(one.text)}”. " in summary
    written = drafted(data / "2023", given)
    for doubt in official.doubts:
        written[re.fullmatch("(?s)It was read as “(.*)”.", doubt.says)[1]] -= 1  # type: ignore[index]
        written[doubt.text] += 1
    for head in official.columns:
        for counted in (given, written, unread):
            counted.pop(head, None)
    assert +written + unread == given
    for path in [*(data / "2023").rglob("*.yaml"), *(data / name for name in NAMES)]:
        assert read_yaml(path.read_bytes(), str(path))[0] is not None, path.read_text(encoding="utf-8")
    assert (data / "2023" / "source.txt").read_bytes() == text.encode()


@settings(max_examples=examples(40, 400))
@given(changes=st.lists(_CHANGE, max_size=8))
def test_a_changed_official_text_is_read_or_named_cell_by_cell(
    changes: list[tuple[str, int, object]], data: Path
) -> None:
    assert_nothing_is_lost(changed(changes), data)


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["一、甲产业", "序号", "岗位", "1", "2", "车工", "0.9", "紧缺", "", "\t", "说明：乙", "（一）丙类。丁、戊等。", "三、己"]),
            st.text(PLAIN, max_size=8),
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_lines_are_read_or_named(data: Path, lines: list[str]) -> None:
    assert_nothing_is_lost("\n".join(lines), data)


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail_otherwise(data: Path, raw: bytes) -> None:
    (data.parent / "bytes.txt").write_bytes(raw)
    shutil.rmtree(data / "2023", ignore_errors=True)
    assert build.main(["import", str(data.parent / "bytes.txt"), "--edition", "2023", "--data", str(data)]) in (0, 1)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("一、甲产业\n" + "\t1\n\t车工\n\t0.9\n\t紧缺\n\n" * 5_000, 0),
        ("\n".join(f"\t{rank}\n\t样例{rank}师\n\t0.9\n\t紧缺\n" for rank in range(3_000)).join(["一、甲产业\n", ""]), 0),
        ("一、甲产业\n\t1\n\t" + "车" * 500_000 + "\n\t0.9\n\t紧缺\n", 0),
        ("一、甲类\n（一）" + "（" * 300_000 + "。" + "、" * 300_000, 0),
        ("字" * 1_400_000, 1),
        ("\t" * 500_000, 1),
    ],
    ids=["many rows", "many names", "a long name", "brackets", "too large", "tabs"],
)  # fmt: skip
def test_huge_texts_end_in_good_time(data: Path, text: str, status: int) -> None:
    """Nothing here grows faster than the text: a slow reader would not end at all."""
    for name in NAMES:
        shutil.copy(DATA / name, data / name)
    shutil.rmtree(data / "2023", ignore_errors=True)
    (data.parent / "huge.txt").write_text(text, encoding="utf-8")
    assert build.main(["import", str(data.parent / "huge.txt"), "--edition", "2023", "--data", str(data)]) == status


# --- YAML that we write ----------------------------------------------------------------------------------------


@settings(max_examples=400)
@given(st.text(PLAIN, max_size=20), st.booleans())
def test_every_text_is_written_as_yaml_that_reads_as_it(text: str, flow: bool) -> None:
    key = f"{{a: {scalar(text, flow)}, b: c}}" if flow else f"a: {scalar(text)}\nb: c"
    root = yaml.load(f"x:\n  - {key}\n" if flow else key, yaml.BaseLoader)
    assert (root["x"][0] if flow else root) == {"a": text, "b": "c"}
