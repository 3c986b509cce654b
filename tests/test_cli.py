"""The command line as a person meets it: what it does, what it says, and its exit status."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from built_site import BASE_URL, DATA, ROOT, tree
from golden.fixture import make_data

import build
from catalogue.fields import BaseUrl, EditionId, Where
from catalogue.moves import moves
from catalogue.names import Redirect
from catalogue.problems import Position
from catalogue.reader.shape import matches

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small data folder that a test may spoil."""
    return make_data(DATA, tmp_path / "data")


def _spoil(path: Path, old: str, new: str) -> int:
    """Write a mistake into a file; gives its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


# --- 0: fine -------------------------------------------------------------------------------------------------


def test_build_is_the_default_and_takes_other_folders(run_build: Run, data: Path, tmp_path: Path) -> None:
    done = run_build("--data", data, "--out", tmp_path / "public", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "public" / "index.html").is_file()
    assert str(len(tree(tmp_path / "public")) - 1) in done.stdout, "the number of files"
    again = run_build("build", "--data", data, "--out", tmp_path / "again", cwd=tmp_path)
    assert again.returncode == 0
    assert tree(tmp_path / "again") == tree(tmp_path / "public")


def test_without_options_data_becomes_site_in_the_current_folder(run_build: Run, data: Path) -> None:
    assert run_build(cwd=data.parent).returncode == 0
    assert (data.parent / "site" / "zh" / "index.html").is_file()


def test_check_says_that_all_is_well_and_writes_nothing(run_build: Run, data: Path) -> None:
    before = tree(data.parent)
    done = run_build("check", cwd=data.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "No problems.\n", "")
    assert tree(data.parent) == before


def test_the_real_data_has_no_problems(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["check", "--data", str(DATA)]) == 0
    assert capsys.readouterr().out == "No problems.\n"


def test_a_base_url_reaches_every_page(data: Path, tmp_path: Path) -> None:
    assert build.main(["--data", str(data), "--out", str(tmp_path / "out"), "--base-url", BASE_URL]) == 0
    page = (tmp_path / "out" / "en" / "roles" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{BASE_URL}en/roles/">' in page


def test_compressing_without_its_package_says_what_to_install(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "catalogue.hosts.compress", raising=False)
    monkeypatch.setitem(sys.modules, "brotli", None)
    assert build.main(["--data", str(data), "--out", str(tmp_path / "out"), "--compress"]) == 2
    assert "pip install brotli" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_base_url_may_have_any_port_that_there_is() -> None:
    taken = [port for port in range(100_000) if matches(BaseUrl, f"https://example.org:{port}/")]
    assert taken == list(range(1, 65536))
    assert not matches(BaseUrl, "https://example.org:0443/")


def test_a_base_url_may_stand_in_the_data(data: Path) -> None:
    _spoil(data / "site.yaml", "edition:", "base_url: https://example.com/\nedition:")
    files = build.site_files(data)
    assert b"https://example.com/zh/</loc>" in files["sitemap.xml"]
    assert b"https://example.org/x/zh/</loc>" in build.site_files(data, "https://example.org/x/")["sitemap.xml"]


@pytest.mark.parametrize(("target", "more"), [("build", []), ("zip", ["--zip"])])
@pytest.mark.parametrize("compress", [True, False])
def test_make_hands_on_what_it_is_given_and_sees_to_what_that_needs(
    target: str, more: list[str], compress: bool, tmp_path: Path
) -> None:
    given = ["OUT=a folder", "BASE_URL=https://example.org/", *(["COMPRESS=1"] if compress else [])]
    command = ["make", "--dry-run", "--always-make", f"VENV={tmp_path}", target, *given]
    # Not as a part of the `make` that these tests may be run by, which would say more.
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    said = subprocess.run(command, cwd=ROOT, env=alone, check=True, capture_output=True, encoding="utf-8").stdout
    *first, last = said.splitlines()
    options = ["--base-url", "https://example.org/", "--out", "a folder", *(["--compress"] if compress else []), *more]
    assert shlex.split(last) == [f"{tmp_path}/bin/python", "build.py", "build", *options]
    assert any("requirements-publish.txt" in line for line in first) == compress


def test_the_longest_ids_can_still_be_published(data: Path, tmp_path: Path) -> None:
    longest = "k" * 100
    for path in data.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\b(?:kite-designer|lanterns)\b(?!-)", longest, text), encoding="utf-8")
    (data / "2001" / "industries" / "lanterns.yaml").rename(data / "2001" / "industries" / f"{longest}.yaml")
    assert build.main(["--data", str(data), "--out", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site" / "en" / "roles" / longest / "index.html").is_file()
    assert (tmp_path / "site" / "en" / "industries" / longest / "index.html").is_file()


# --- 1: problems in the data ----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "check", "addresses"])
def test_problems_are_listed_all_at_once_with_their_place(run_build: Run, data: Path, command: str) -> None:
    kites, roles = data / "2001" / "industries" / "kites.yaml", data / "roles.yaml"
    first = _spoil(kites, "0.9000", "0,9000")
    second = _spoil(kites, "摊主（夜市）", "摊主（早市）")
    third = _spoil(roles, "en: Kite designer", "en: Kite designer。")
    before = tree(data.parent)
    done = run_build(command, cwd=data.parent)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    places = list(dict.fromkeys(":".join(line.split(":")[:2]) for line in lines))
    expected = [
        f"data/2001/industries/kites.yaml:{first}",
        f"data/2001/industries/kites.yaml:{second}",
        f"data/roles.yaml:{third}",
    ]
    assert places[:-1] == expected, done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout
    assert tree(data.parent) == before


def test_a_data_folder_that_is_not_there(run_build: Run, tmp_path: Path) -> None:
    done = run_build("check", "--data", "nowhere", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("nowhere:1:1: ")


@pytest.mark.parametrize("locale", ["POSIX", "C.UTF-8"])
def test_problems_can_be_printed_in_any_locale(run_build: Run, data: Path, locale: str) -> None:
    _spoil(data / "2001" / "industries" / "kites.yaml", "摊主（夜市）", "摊主（早市）")
    plain = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run_build("check", cwd=data.parent, env=plain)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "data/2001/industries/kites.yaml:5:" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_chinese_is_no_reason_to_fail(run_build: Run, data: Path, encoding: str) -> None:
    done = run_build("build", "--data", data, "--out", data.parent / "温州", env={"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u6e29\\u5dde" in done.stdout


@pytest.mark.parametrize("host", ["..", "a" * 64])
def test_a_name_that_no_host_can_have_is_refused(run_build: Run, data: Path, host: str) -> None:
    done = run_build("serve", "--data", data, "--out", data.parent / "site", "--host", host)
    assert done.returncode == 2
    assert f"--host {host} is no name of a host. Leave it out, or write another.\n" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


# --- 2: wrong usage ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "site"],
        ["--out"],
        ["--dta", "x"],
        ["--base-url", "example.org"],
        ["--base-url", "https://example.org"],
        ["--base-url", "//example.org/"],
        ["--base-url", "ftp://example.org/"],
        ["--base-url", "javascript:alert(1)/"],
        ["--base-url", "https://example.org/catalogue"],
        ["--base-url", "https://example.org/?page=/"],
        ["--base-url", "https://example.org/#/"],
        ["--base-url", 'https://example.org/"><script>/'],
        ["--base-url", "https://example.org/a b/"],
        ["--base-url", "https:///"],
        ["--base-url", "https://example.org//"],
        ["--base-url", "https://example.org/\n"],
        ["--base-url", "https://例子.中国/"],
        ["--base-url", "https://example.org:0/"],
        ["--base-url", "https://example.org:65536/"],
        ["--base-url", "https://example.org:99999/"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_refused(arguments: list[str], data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(data.parent)
    with pytest.raises(SystemExit) as stopped:
        build.main([*arguments, "--data", str(data)] if arguments != ["--out"] else arguments)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err
    assert tree(data.parent) == before


@pytest.mark.parametrize(("command", "place"), [("build", "pages/x"), ("serve", "2019")])
def test_a_site_among_the_files_of_the_data_is_refused(
    command: str, place: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next build would take it for data."""
    before = tree(data)
    with pytest.raises(SystemExit) as stopped:
        build.main([command, "--data", str(data), "--out", str(data / place)])
    assert stopped.value.code == 2
    assert "is a place among the files of the data; name another folder" in capsys.readouterr().err
    assert tree(data) == before


@pytest.mark.parametrize(
    ("base_url", "why"),
    [
        ("http://example.org/x/", "is without TLS"),
        ("http://example.org:8080/x/", "is without TLS"),
        ("https://example.org:80/x/", "has the port of plain HTTP"),
    ],
)
def test_nginx_is_given_no_base_url_that_it_would_not_serve(
    base_url: str, why: str, run_build: Run, data: Path
) -> None:
    given = run_build("nginx", "--base-url", base_url, cwd=data.parent)
    _spoil(data / "site.yaml", "edition:", f"base_url: {base_url}\nedition:")
    for done in (given, run_build("nginx", cwd=data.parent)):
        assert (done.returncode, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"The base URL {base_url} {why}")
        assert "Write https://example.org/x/" in line
    assert run_build("nginx", "--base-url", "https://example.org/x/", cwd=data.parent).returncode == 0


def test_a_foreign_folder_is_refused(run_build: Run, data: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("ten years")
    done = run_build("--data", data, "--out", tmp_path / "mine")
    assert done.returncode == 2
    assert "mine" in done.stderr
    assert "--out" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(tmp_path / "mine") == {"thesis.txt": b"ten years"}


def test_the_project_itself_is_never_replaced(run_build: Run, data: Path) -> None:
    assert run_build("--out", ".", cwd=data.parent).returncode == 2
    assert run_build("--out", "data", cwd=data.parent).returncode == 2
    assert (data / "roles.yaml").is_file()


def test_help_names_the_commands_and_the_statuses(run_build: Run) -> None:
    done = run_build("--help")
    assert done.returncode == 0
    for word in ("check", "serve", "addresses", "--data", "--out", "--base-url", "Exit status"):
        assert word in done.stdout


# --- how long it takes --------------------------------------------------------------------------------------


def test_timings_name_every_stage(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--data", str(data), "--out", str(tmp_path / "site")]
    assert build.main(["--timings", *arguments]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert all(re.fullmatch(r" *\d+\.\d{3} s  \S.*", line) for line in lines), lines
    stages = [line.partition(" s  ")[2] for line in lines]
    assert (stages[0], stages[-1]) == ("start of the program", "in all")
    draft = build.WholeSite(build.checked(data))
    assert f"{len(draft.pages) + len(draft.embedded)} pages, their twins and the exports" in stages
    assert build.main(arguments) == 0
    assert capsys.readouterr().err == ""


def test_editions_sorted_by_their_names_are_in_the_order_of_their_dates() -> None:
    assert not any(matches(EditionId, name) for name in ("2023-9", "2023-13", "2023-00"))
    names = ["2020", "2023-09", "2023-10", "2024"]
    assert all(matches(EditionId, name) for name in names)
    assert sorted(names) == names


# --- published addresses live for ever ----------------------------------------------------------------------


def test_every_published_address_of_the_real_site_is_recorded(tmp_path: Path) -> None:
    """`python build.py addresses` writes those that are new."""
    recorded = (DATA / "addresses.txt").read_text(encoding="utf-8").splitlines()
    assert len(recorded) == len(set(recorded))
    assert {"/zh/", "/en/", "/en/roles/mechanical-engineer/", "/zh/2020/industries/pens/"} <= set(recorded)
    shutil.copytree(DATA, tmp_path / "data")
    assert build.record_addresses(tmp_path / "data") == 0, "run `python build.py addresses`"


def test_recording_adds_what_is_new_and_keeps_what_is_there(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["addresses", "--data", str(data)]) == 0
    recorded = (data / "addresses.txt").read_text(encoding="utf-8")
    assert f"{recorded.count(chr(10))} new" in capsys.readouterr().out
    assert "/en/roles/kite-designer/\n" in recorded
    assert "/zh/2001/industries/lanterns/\n" in recorded
    assert build.record_addresses(data) == 0
    assert (data / "addresses.txt").read_text(encoding="utf-8") == recorded


@pytest.mark.parametrize("command", ["addresses", "schemas"])
def test_what_cannot_be_written_whole_is_left_as_it_was(command: str, data: Path) -> None:
    """The list of addresses is the only record of them: half of it would let the others be lost unsaid."""
    (data / "addresses.txt").write_text("".join(f"/en/page-{number}/\n" for number in range(2000)), encoding="utf-8")
    known = "".join(f"  - {{from: page-{number}/, to: roles/}}\n" for number in range(2000))
    (data / "redirects.yaml").write_text(f"redirects:\n{known}", encoding="utf-8")
    before = tree(data)
    build_py = [sys.executable, str(ROOT / "build.py"), command, "--data", str(data)]
    done = subprocess.run(["prlimit", "--fsize=8192", *build_py], capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr.splitlines()[-1].partition(": ")[2]) == (
        2,
        "File too large; nothing was written.",
    )
    assert tree(data) == before


@pytest.mark.parametrize("order", [1, -1])
def test_a_redirect_that_serves_some_addresses_and_not_others_is_told_of(order: int) -> None:
    """A page may have moved to one that has no files."""
    at = Position("addresses.txt", 1, 1)
    published = [("/en/roles/old/", at), ("/data/latest/roles/old.json", at)][::order]
    redirect = Redirect(Where(at, {}, True), "roles/old/", "roles/")
    found, problems = moves(published, {"/en/roles/"}, [redirect])
    assert found == [("en/roles/old/", "en/roles/")]
    assert [one.message for one in problems] == [
        "/data/latest/roles/old.json is said to have moved to /data/latest/roles.json, and nothing is there."
    ]


def test_a_lost_address_fails_with_its_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build.record_addresses(data)
    recorded = (data / "addresses.txt").read_text(encoding="utf-8").splitlines()
    _spoil(data / "industries.yaml", "id: lanterns", "id: lamps")
    _spoil(data / "2001" / "industries" / "lanterns.yaml", "industry: lanterns", "industry: lamps")
    (data / "2001" / "industries" / "lanterns.yaml").rename(data / "2001" / "industries" / "lamps.yaml")
    _spoil(data / "2001" / "errata.yaml", "industry: lanterns", "industry: lamps")
    capsys.readouterr()
    assert build.main(["check", "--data", str(data)]) == 1
    said = capsys.readouterr().err
    lost = [number for number, address in enumerate(recorded, 1) if "/industries/lanterns" in address]
    assert len(lost) == 4 + 2 + 2 * 2, "pages, those for frames, and the files of an edition and of the latest one"
    for number in lost:
        assert f"{data}/addresses.txt:{number}:1: The address {recorded[number - 1]} " in said
    assert said.count("addresses.txt") == len(lost)
