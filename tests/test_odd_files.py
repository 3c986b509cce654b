"""Whatever stands where a data file should be is a problem at its name: no traceback, no hanging."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from mistakes import found_in

TABLE = "2020/industries/electrical.yaml"
FILES = (
    "site.yaml", "roles.yaml", "2020/edition.yaml", "2020/errata.yaml", "2020/source.txt", TABLE,
    "words/en.yaml", "pages/about.en.md", "addresses.txt",
)  # fmt: skip


def as_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def as_loop(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path.name)


def as_pipe(path: Path) -> None:
    """Reading a named pipe would wait for ever."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def as_endless_file(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("spoil", [as_folder, as_loop, as_pipe, as_endless_file])
@pytest.mark.parametrize("file", FILES)
def test_what_is_no_file_is_one_problem_at_its_name(
    file: str, spoil: Callable[[Path], None], clerks_data: Path
) -> None:
    spoil(clerks_data / file)
    (problem,) = found_in(clerks_data)
    assert tuple(problem.position) == (str(clerks_data / file), 1, 1)
    assert problem.message in (
        "This is not a file.",
        "The file can't be read (Too many levels of symbolic links).",
    )


@pytest.mark.parametrize("folder", ["2020/industries", "words", "pages"])
def test_a_file_in_place_of_a_folder_is_one_problem(folder: str, clerks_data: Path) -> None:
    (clerks_data / folder).rename(clerks_data / "elsewhere")
    (clerks_data / folder).write_text("")
    (problem,) = found_in(clerks_data)
    assert (problem.position.file, problem.message) == (str(clerks_data / folder), "This is not a folder.")


def test_a_file_in_place_of_an_edition_is_one_problem(clerks_data: Path) -> None:
    (clerks_data / "2020").rename(clerks_data / "elsewhere")
    (clerks_data / "2020").write_text("")
    (problem,) = found_in(clerks_data)
    assert problem.message == "The current edition is “2020”, but there is no folder of that name."


def test_an_unreadable_file_is_one_problem(clerks_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *arguments: object) -> object:
        if path == clerks_data / TABLE:
            raise PermissionError(13, "Permission denied")  # as root, a test can't take its own permission away
        return opened(path, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = found_in(clerks_data)
    assert problem.message == "The file can't be read (Permission denied)."


@pytest.mark.parametrize(
    "name", ["a b.yaml", "电气.yaml", "x\ny.yaml", "-.yaml", "electrical.yaml.bak", "\udcff.yaml", "con.yaml"]
)
def test_an_odd_file_name_is_one_problem_on_one_line(name: str, clerks_data: Path) -> None:
    (clerks_data / "2020" / "industries" / name).write_bytes((clerks_data / TABLE).read_bytes())
    (problem,) = found_in(clerks_data)
    assert "is not that of an industry's table" in problem.message
    assert str(problem).encode("utf-8", "backslashreplace").count(b"\n") == 0


@pytest.mark.parametrize("name", [".DS_Store", ".electrical.yaml.swp", "electrical.yaml~"])
def test_files_that_programs_hide_are_no_problem(name: str, clerks_data: Path) -> None:
    (clerks_data / "2020" / "industries" / name).write_bytes(b"\x00\x01")
    assert found_in(clerks_data) == ()


@pytest.mark.parametrize("empty", ["", "2020", "words", "pages", "2020/industries"])
def test_an_empty_folder_is_a_few_problems(empty: str, clerks_data: Path) -> None:
    for path in sorted((clerks_data / empty).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert 1 <= len(found_in(clerks_data)) <= 10  # as many as an empty data folder lacks files and folders


def test_no_data_folder_is_one_problem(tmp_path: Path) -> None:
    (problem,) = found_in(tmp_path / "nowhere")
    assert problem.hint == "Name one with --data."
