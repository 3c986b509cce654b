"""Names that an import does not know: where they go, what they may have been called, how they may be spoken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from built_site import DATA
from importing import CHANGES, imported, replaced

from catalogue.checks.rules_names import name_lists
from catalogue.importing.draft_pinyin import lexicon, suggested
from catalogue.load import load


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_a_name_like_one_that_is_dropped_is_perhaps_renamed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        imported(data, {"化工反腐设备": "化工防腐设备", "文化产业": "样例文化创意产业", "鞋类设计师": "样例鞋类设计师"})
        == 0
    )
    said = capsys.readouterr().out
    renamed = said[said.index("Perhaps renamed (3):") : said.index("Contradictions")]
    for new, old in {
        "化工防腐设备": "化工反腐设备",
        "样例文化创意产业": "文化产业",
        "样例鞋类设计师": "鞋类设计师",
    }.items():
        assert (
            f"“{new}” is like “{old}”, which this edition does not print. Renamed? Then move the old name to `former`"
            in renamed
        )


def test_a_renamed_thing_is_known_by_its_former_name_too(data: Path) -> None:
    """An edition of before the renaming can still be imported."""
    replaced(data / "roles.yaml", lambda text: text.replace(
        "    zh: 鞋类设计师\n", "    zh: 样例鞋类设计师\n    former:\n      - {zh: 鞋类设计师, en: Footwear designer, pinyin: xiélèi shèjìshī}\n"
    ))  # fmt: skip
    names = (data / "roles.yaml").read_bytes()
    assert imported(data, {}, edition="2019") == 0
    assert imported(data, {"鞋类设计师": "样例鞋类设计师"}, edition="2023") == 0
    assert (data / "roles.yaml").read_bytes() == names


@pytest.mark.parametrize(
    ("zh", "pinyin"),
    [
        ("智能装备调试员", "zhìnéng zhuāngbèi tiáoshìyuán"),
        ("设备管理/维修技师（数控）", "shèbèi guǎnlǐ / wéixiū jìshī (shùkòng)"),
        ("AI训练师", "AI xùnliànshī"),
        ("重载机器人装调工", "zhòngzài jīqìrén zhuāngtiáogōng"),
        ("女装、童装设计师", "nǚzhuāng, tóngzhuāng shèjìshī"),
        ("CAD", ""),
        ("！", ""),
        ("长" * 70, ""),
    ],
)
def test_pinyin_is_suggested_in_the_form_of_the_house(zh: str, pinyin: str) -> None:
    assert suggested(zh, lexicon(_ours())) == pinyin


def test_most_of_our_own_pinyin_would_have_been_suggested() -> None:
    ours = _ours()
    known = dict(ours)
    right = [zh for zh, pinyin in ours if suggested(zh, lexicon((a, b) for a, b in ours if a != zh)) == pinyin]
    assert len(right) >= 0.93 * len(known)


def _ours() -> list[tuple[str, str]]:
    names = [(one.name.zh, one.pinyin) for records in name_lists(load(DATA)).values() for one in records]
    return list(dict.fromkeys(names))


def test_importing_again_adds_no_name_twice_and_gives_tables_their_names(data: Path) -> None:
    assert imported(data, CHANGES) == 0
    replaced(data / "industries.yaml", lambda text: text.replace('id: ""', "id: sample-low-altitude"))
    names = {file: (data / file).read_bytes() for file in ("roles.yaml", "industries.yaml", "terms.yaml")}
    assert imported(data, CHANGES, "--force") == 0
    assert names == {file: (data / file).read_bytes() for file in names}
    tables = {path.name for path in (data / "2023" / "industries").iterdir()}
    assert "sample-low-altitude.yaml" in tables
    assert "table-18.yaml" not in tables


def test_only_lines_are_added_to_the_lists_of_names(data: Path) -> None:
    assert imported(data, CHANGES) == 0
    for file in ("roles.yaml", "industries.yaml", "terms.yaml"):
        before, now = ((folder / file).read_text(encoding="utf-8").split("\n") for folder in (DATA, data))
        rest = iter(now)
        assert all(line in rest for line in before), f"{file}: a line is gone or moved"


def test_a_new_name_goes_to_the_end_of_its_own_list(data: Path) -> None:
    assert imported(data, CHANGES) == 0
    text = (data / "terms.yaml").read_text(encoding="utf-8")
    places = [text.index(one) for one in ("zh: 样例重载技术", "\nqualifications:", "zh: 样例调音工", "\ncertificates:")]
    assert places == sorted(places)
    assert text.endswith('zh: 样例代表人\n    en: ""\n    pinyin: yànglì dàibiǎo rén\n')


def test_lists_written_in_one_line_or_empty_can_grow_too(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roles = data / "roles.yaml"
    families = roles.read_text(encoding="utf-8").split("roles:")[0]
    roles.write_text(f"{families}roles: []", encoding="utf-8")
    assert imported(data, {}) == 0
    assert roles.read_text(encoding="utf-8").count("\n  - id: ") == 94
    roles.write_text(f"{families}roles: [{{id: a, zh: 甲, en: A, pinyin: jiǎ}}]\n", encoding="utf-8")
    assert imported(data, {}, "--force") == 1
    assert f"{roles}:{families.count(chr(10)) + 1}:1: New names can't be added to `roles`" in capsys.readouterr().err
