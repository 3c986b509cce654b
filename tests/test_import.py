"""`build.py import` drafts the folder of an edition: from our own text, exactly the files that we have."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from built_site import DATA, ROOT, tree

import build

SOURCE = DATA / "2020" / "source.txt"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def draft(file: Path, edition: str, data: Path, *more: str) -> int:
    return build.main(["import", str(file), "--edition", edition, "--data", str(data), *more])


def changed(data: Path) -> dict[str, tuple[bytes | None, bytes | None]]:
    """Files that differ from the committed data: before and now."""
    before, now = tree(DATA), tree(data)
    return {path: (before.get(path), now.get(path)) for path in {*before, *now} if before.get(path) != now.get(path)}


# --- our own text gives our own files --------------------------------------------------------------------------


def test_importing_our_text_over_our_folder_changes_no_byte(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(SOURCE, "2020", data, "--force") == 0
    assert changed(data) == {}
    said = capsys.readouterr().out
    assert "18 tables with 288 rows and 94 roles; 6 categories with 62 majors, 8 qualifications, 7 certificates" in said
    assert f"{SOURCE}:1580:1: [bookmark: _GoBack]" in said
    assert "Not read" not in said
    assert "To be written" not in said


def test_it_is_not_kept_but_written_so(data: Path) -> None:
    """Each file again, though what was there said something else: only comments and translations can be kept."""
    for path in [*data.glob("2020/industries/*.yaml"), data / "2020" / "titles.yaml"]:
        path.write_text("rows: []\n", encoding="utf-8")
    (data / "2020" / "qualifications.yaml").unlink()
    (data / "2020" / "certificates.yaml").write_bytes(b"\xff\x00")
    edition = data / "2020" / "edition.yaml"
    edition.write_text(edition.read_text(encoding="utf-8").replace("listings: 288", "listings: 1"), encoding="utf-8")
    assert draft(SOURCE, "2020", data, "--force") == 0
    lost = {path for path in changed(data) if path != "2020/errata.yaml"}
    assert lost == set(), "errata lose their grounds with the tables; the rest is as it was"


def test_another_edition_that_prints_the_same_gets_the_same_files_and_notes(data: Path) -> None:
    assert draft(SOURCE, "2023", data) == 0
    drafted, ours = tree(data / "2023"), tree(DATA / "2020")
    assert drafted.pop("edition.yaml") == ours.pop("edition.yaml").replace(b'edition: "2020"', b'edition: "2023"')
    assert drafted == ours
    assert {path for path in changed(data) if not path.startswith("2023/")} == set()


def test_without_any_edition_all_is_drafted_but_what_is_ours(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(data / "2020")
    (data / "2020").mkdir()  # an empty folder is no edition
    assert draft(SOURCE, "2020", data) == 0
    assert set(changed(data)) == {"2020/edition.yaml", "2020/errata.yaml"}
    before, now = (folder.joinpath("2020", "edition.yaml").read_text(encoding="utf-8") for folder in (DATA, data))
    ours = {' en: ""', ', en: ""', 'id: ""'}
    for old, new in zip(before.split("\n"), now.split("\n"), strict=True):
        assert old == new or any(one in new for one in ours), (old, new)
    errata = (data / "2020" / "errata.yaml").read_text(encoding="utf-8")
    found = [line for line in errata.split("\n") if "kind: " in line and "#" not in line]
    assert sorted(found) == sorted(
        f"    kind: {kind}" for kind in ("bounds", "order", "level", "level", "order", "order", "lead")
    )
    capsys.readouterr()
    assert build.main(["check", "--data", str(data)]) == 1
    asked = capsys.readouterr().err
    lines = errata.split("\n")
    for number, line in enumerate(lines, 1):
        for key in ("zh", "en"):
            if line == f'    {key}: ""':
                assert f"{data}/2020/errata.yaml:{number}:9: `{key}` is empty." in asked


# --- what a person wrote ---------------------------------------------------------------------------------------


def test_comments_and_layout_stay_in_a_file_whose_content_does_not_change(data: Path) -> None:
    table = data / "2020" / "industries" / "pens.yaml"
    table.write_text("# Checked against the paper.\n" + table.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    before = tree(data)
    assert draft(SOURCE, "2020", data, "--force") == 0
    assert tree(data) == before


def test_half_written_translations_and_notes_are_kept(data: Path, tmp_path: Path) -> None:
    text = (
        SOURCE.read_text(encoding="utf-8")
        .replace("（2020）", "（2023）")
        .replace("0.3367\n\t紧缺\n\n\t13", "0.3368\n\t紧缺\n\n\t13")
    )
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    assert draft(tmp_path / "new.txt", "2023", data) == 0
    errata, edition = data / "2023" / "errata.yaml", data / "2023" / "edition.yaml"
    assert errata.read_text(encoding="utf-8").count('zh: ""') == 1, "its figure is another"
    errata.write_text(errata.read_text(encoding="utf-8").replace('zh: ""', "zh: 指数高于上一行。"), encoding="utf-8")
    edition.write_text(edition.read_text(encoding="utf-8").replace('en: ""', "en: Tables of 2023"), encoding="utf-8")
    before = tree(data)
    assert draft(tmp_path / "new.txt", "2023", data, "--force") == 0
    assert tree(data) == before


def test_files_of_the_folder_that_we_do_not_draft_are_left_there(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "2020" / "letter.md").write_text("…", encoding="utf-8")
    (data / "2020" / "industries" / "toys.yaml").write_text("industry: toys\nrows: []\n", encoding="utf-8")
    assert draft(SOURCE, "2020", data, "--force") == 0
    assert set(changed(data)) == {"2020/letter.md", "2020/industries/toys.yaml"}
    assert f"{data}/2020/industries/toys.yaml" in capsys.readouterr().out


# --- never by accident -----------------------------------------------------------------------------------------


def test_an_edition_that_is_there_is_not_overwritten_without_force(run_build: Run, data: Path) -> None:
    done = run_build("import", SOURCE, "--edition", "2020", "--data", data)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{data}/2020 is there already; nothing was written. With --force" in done.stderr
    assert changed(data) == {}


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["import", "a.txt"],
        ["import", "a.txt", "b.txt", "--edition", "2023"],
        ["import", "a.txt", "--edition", "next"],
        ["import", "no-such-file.txt", "--edition", "2023"],
        ["check", "a.txt"],
    ],
)
def test_wrong_usage_is_2(run_build: Run, arguments: list[str], data: Path) -> None:
    done = run_build(*arguments, "--data", data)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert changed(data) == {}


def test_options_may_stand_anywhere(run_build: Run, data: Path) -> None:
    for edition, arguments in {
        "2031": ["import", "--edition", "2031", SOURCE, "--data", data],
        "2032": ["--data", data, "--edition", "2032", "import", SOURCE],
    }.items():
        assert run_build(*arguments).returncode == 0
        assert (data / edition / "titles.yaml").read_bytes() == (DATA / "2020" / "titles.yaml").read_bytes()


def _no_library(*_: object, **__: object) -> None:
    raise OSError(2, "no such library")


@pytest.mark.parametrize(("step", "place"), [("replace", 0), ("rename", 0), ("rename", 1)])
def test_if_one_file_cannot_be_replaced_none_is(
    data: Path, monkeypatch: pytest.MonkeyPatch, step: str, place: int
) -> None:
    (data / "new.txt").write_text(
        SOURCE.read_text(encoding="utf-8").replace("电力工程师", "样例工程师"), encoding="utf-8"
    )
    before, move, calls = tree(data), getattr(Path, step), []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == place + 1:
            raise OSError(28, "No space left on device", str(target))
        return move(self, target)

    monkeypatch.setattr("ctypes.CDLL", _no_library)  # names can't be exchanged: a folder takes two steps
    monkeypatch.setattr(Path, step, failing)
    assert draft(data / "new.txt", "2020", data, "--force") == 2
    monkeypatch.undo()
    assert calls
    assert tree(data) == before
    assert [path.name for path in data.iterdir() if path.name.startswith(".")] == []


def test_a_failure_while_writing_leaves_nothing_behind(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write = tree(data), Path.write_bytes

    def failing(self: Path, content: bytes) -> int:
        if self.name == "source.txt":
            raise OSError(28, "No space left on device", str(self))
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", failing)
    assert draft(SOURCE, "2023", data) == 2
    assert tree(data) == before
    assert not (data / "2023").exists()


def test_names_that_cannot_be_read_are_named_and_nothing_is_written(data: Path, run_build: Run) -> None:
    roles = data / "roles.yaml"
    roles.write_text(roles.read_text(encoding="utf-8").replace("roles:\n", "roles:\n\t\n", 1), encoding="utf-8")
    before = tree(data)
    done = run_build("import", SOURCE, "--edition", "2023", "--data", data)
    assert done.returncode == 1
    assert f"{roles}:" in done.stderr
    assert "nothing was written" in done.stderr
    assert tree(data) == before


@pytest.mark.parametrize("content", [b"", b"\n\n", "一份通知\n".encode(), b"%PDF-1.7 ...", b"PK\x03\x04 not a zip"])
def test_what_is_no_catalogue_is_1_and_says_so(data: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "f.txt").write_bytes(content)
    assert draft(data / "f.txt", "2023", data) == 1
    assert f"{data}/f.txt:1:1: " in capsys.readouterr().err
    assert not (data / "2023").exists()


def test_what_is_no_file_is_not_read(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(data / "pipe")
    for path in (Path("/dev/zero"), data / "pipe"):
        assert draft(path, "2023", data) == 1
        assert f"{path}:1:1: This is no file." in capsys.readouterr().err


def test_a_huge_file_is_not_read_to_its_end(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (data / "huge.txt").open("wb") as file:
        file.truncate(100_000_001)
    assert draft(data / "huge.txt", "2023", data) == 1
    assert "has more than 100,000,000 bytes" in capsys.readouterr().err


def test_gbk_text_is_recognised_and_kept_as_utf_8(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "gbk.txt").write_bytes(SOURCE.read_bytes().decode().encode("gbk"))
    assert draft(data / "gbk.txt", "2023", data) == 0
    assert "came as GB 18030" in capsys.readouterr().out
    assert (data / "2023" / "source.txt").read_bytes() == SOURCE.read_bytes()


def test_an_ordinary_build_loads_nothing_of_the_import() -> None:
    code = "import sys, build; build.checked(build.Path('data')); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "catalogue.rules" in loaded
    assert loaded & {"docx", "pypinyin", "catalogue.revise", "catalogue.importing"} == set()
