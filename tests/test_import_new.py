"""A new edition, made up for the test: what is unknown is drafted, `check` asks for it, and then the site is built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from built_site import DATA
from importing import CHANGES, NEW, imported, replaced
from mistakes import found_in

import build
from catalogue.link import link
from catalogue.load import load


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


# --- from the document to the site -----------------------------------------------------------------------------


def test_from_the_document_to_a_site_without_problems(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(data, CHANGES) == 0
    summary = capsys.readouterr().out
    for name in NEW:
        assert f"“{name}”, from {data.parent}/new.txt:" in summary

    blanks = [
        (str(path), number, line.index('""') + 1, line.split(":")[0].strip(" -"))
        for path in (data / "roles.yaml", data / "industries.yaml", data / "terms.yaml", data / "2023" / "edition.yaml")
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if '""' in line
    ]
    assert len(blanks) == 2 * len(NEW) + 2 + 1, "id and English of each, two families, a document's English"
    problems = found_in(data)
    for file, line, column, key in blanks:
        assert [p for p in problems if p.position == (file, line, column) and f"`{key}` is empty" in p.message]
        assert f"{file}:{line}:" in summary or f"{file}:{line - 2}:" in summary or f"{file}:{line - 4}:" in summary
    assert {p.position.file for p in problems} == {file for file, *_ in blanks}  # a draft needs no date yet

    for file in ("roles.yaml", "industries.yaml", "terms.yaml"):
        for zh, (id_, english) in NEW.items():
            replaced(data / file, lambda text, zh=zh, id_=id_, english=english: text.replace(
                f'- id: ""\n    zh: {zh}\n    en: ""', f"- id: {id_}\n    zh: {zh}\n    en: {english}"
            ))  # fmt: skip
    replaced(data / "roles.yaml", lambda text: text.replace('family: ""', "family: production-process"))
    replaced(data / "2023" / "edition.yaml", lambda text: text.replace('en: ""', "en: Sample catalogue (2023)"))
    replaced(data / "corrections.yaml", lambda text: text.replace(
        "published:\n", 'published:\n  - {edition: "2023", date: 2026-12-01}\n'
    ))  # fmt: skip
    draft = data / "2023" / "industries" / "table-18.yaml"
    crosswalk = data / "crosswalks" / "isco-08.yaml"
    (asked,) = [problem for problem in found_in(data) if problem.position.file != str(crosswalk)]
    assert str(asked) == (
        f"{draft}:1:1: The table of 样例低空产业 still has the name under which it was drafted."
        " Rename the file to `sample-low-altitude.yaml` and write `industry: sample-low-altitude` in it."
    )

    draft.rename(draft.with_stem("sample-low-altitude"))
    replaced(draft.with_stem("sample-low-altitude"), lambda text: text.replace("table-18", "sample-low-altitude"))
    missing = found_in(data)
    assert {problem.position.file for problem in missing} == {str(crosswalk)}, "each new role needs its entry"
    with crosswalk.open("a", encoding="utf-8") as file:
        for id_ in re.findall(r"“(sample-[a-z-]+)”", " ".join(problem.message for problem in missing)):
            file.write(f"  - role: {id_}\n    match: none\n    reason:\n      zh: 样例。\n      en: A sample.\n")
    assert build.main(["check", "--data", str(data)]) == 0
    edition = link(load(data)).editions["2023"]
    assert len(edition.listings) == 288
    assert edition.tables[-1].id == "sample-low-altitude"
    assert {entry.id for entry in edition.roles} >= {"sample-pattern-maker", "sample-flight-control-engineer"}


# --- contradictions --------------------------------------------------------------------------------------------


def errata_of(data: Path) -> dict[str, dict[str, str]]:
    text = (data / "2023" / "errata.yaml").read_text(encoding="utf-8").split("errata:")[1]
    found = {}
    for entry in text.split("\n  - ")[1:]:
        fields = dict(re.findall(r"^ *(\w+): (.*)$", entry, re.MULTILINE))
        found[fields["id"]] = fields
    return found


def test_a_note_is_used_again_only_while_all_that_it_tells_is_printed(data: Path) -> None:
    """The row above, the bounds, the number of tables, the other categories: each is in a note of ours."""
    changes = {
        "0.3245": "0.3246",  # of the row above rank 12
        "0.3400": "0.4000",  # now one row stands on a bound
        "污染修复与生态工程技术、环境工程技术等": "污染修复与生态工程技术、环境工程技术",
        "	14\n	电子设备装备调试人员\n": "	14\n	电子工程师\n",
    }
    assert imported(data, changes) == 0
    notes = {id_: fields["zh"] for id_, fields in errata_of(data).items()}
    blank = {id_ for id_, zh in notes.items() if zh == '""'}
    assert blank >= {"digital-economy-row-12-order", "overlapping-bounds", "electronic-equipment-misprint"}
    assert {id_ for id_ in blank if id_.endswith("-lead") or id_ == "culture-category-without-lead"}
    assert notes["chemicals-row-6-level"] != '""', "nothing about it has changed"
    assert notes["anti-corrosion-misprint"] != '""'


def test_an_erratum_without_an_id_gets_one_and_the_report_names_ids_as_the_file_has_them(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a person left half written is taken over by the next import."""
    assert imported(data, {"0.3245": "0.3244"}) == 0
    path = data / "2023" / "errata.yaml"
    replaced(path, lambda text: text.replace("  - id: digital-economy-row-12-order\n    kind", "  - kind"))
    replaced(path, lambda text: text.replace("id: chemicals-row-7-order\n", "id: chemicals-row-6-level\n"))
    capsys.readouterr()
    assert imported(data, {"0.3245": "0.3244"}, "--force") == 0
    said = capsys.readouterr().out
    assert {"erratum", "chemicals-row-6-level", "chemicals-row-6-level-2"} <= set(errata_of(data))
    assert "errata.yaml: erratum: " in said
    assert "errata.yaml: chemicals-row-6-level-2: " in said


def test_a_contradiction_that_is_gone_has_no_erratum(data: Path) -> None:
    assert imported(data, {"0.3245": "0.3467", "化工反腐设备": "化工防腐设备"}) == 0
    assert not {"digital-economy-row-12-order", "anti-corrosion-misprint"} & set(errata_of(data))


def test_new_contradictions_are_drafted_in_printed_order_and_check_is_content_with_their_places(data: Path) -> None:
    assert imported(data, {"	0.9107\n	非常紧缺": "	0.1107\n	非常紧缺"}) == 0
    errata = errata_of(data)
    assert list(errata)[1:3] == ["auto-parts-row-1-level", "auto-parts-row-2-order"]
    assert errata["auto-parts-row-1-level"]["printed"] == "1 数控工程师 0.1107 非常紧缺"
    asked = [problem for problem in found_in(data) if problem.position.file.endswith("errata.yaml")]
    assert len(asked) == 4
    assert all("is empty" in problem.message for problem in asked)


# --- what is wrong in print ------------------------------------------------------------------------------------


def test_what_is_wrong_in_print_is_drafted_as_printed_and_check_finds_it(data: Path) -> None:
    changes = {
        "	0.8968\n": "	0，8968\n",
        "	0.7153\n": "	{0.7153}, #\n",
        "	0.9512\n	非常紧缺": "	0.9512\n	紧 缺: 是",
    }
    assert imported(data, changes) == 0
    table = (data / "2023" / "industries" / "electrical.yaml").read_text(encoding="utf-8").split("\n")
    assert table[4] == "  - {rank: 1, role: 技术开发工程师, index: 0，8968, level: 非常紧缺}"
    assert table[5] == '  - {rank: 2, role: 设计开发工程师, index: "{0.7153}, #", level: 非常紧缺}'
    said = "\n".join(map(str, found_in(data)))
    assert f"{data}/2023/industries/electrical.yaml:5:37: `index` is “0，8968”" in said
    assert f"{data}/2023/industries/electrical.yaml:6:37: `index` is “{{0.7153}}, #”" in said


def test_a_row_that_is_not_read_is_missed_by_check_until_it_is_written(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(data, {"	0.7153\n": ""}) == 0
    said = capsys.readouterr().out
    assert (
        f"Not read; each is to be written by hand, or left out knowingly (3):\n  {data.parent}/new.txt:30:1: “2”"
        in said
    )
    problems = "\n".join(map(str, found_in(data)))
    assert f"{data}/2023/industries/electrical.yaml:6:12: The rank is 3 where 2 should follow." in problems
    totals = (data / "2023" / "edition.yaml").read_text(encoding="utf-8")
    assert "  listings: 288\n" in totals, "as the document has"
