"""CONTRIBUTING.md is followed to the letter: its files and commands exist, its snippets do what it says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from built_site import DATA, ROOT, Pages, copy_program, plain
from golden.fixture import make_data
from mistakes import copied, found_in
from playwright.sync_api import Browser
from search.served import engine_site, serving

import build
from catalogue.load import load

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", TEXT, re.MULTILINE))
CODE = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```[\s\S]*?^ *```", "", TEXT, flags=re.MULTILINE))
# Made in the course of an example, or by `make`.
MADE = ("data/2023/", "templates/pages/levels.html", ".venv/", "site/")


def snippets(section: str, kind: str) -> list[str]:
    """The fenced blocks of a section, without the indentation of the list that they stand in."""
    found = re.findall(rf"^( *)```{kind}\n([\s\S]*?)^ *```", SECTIONS[section], re.MULTILINE)
    return ["".join(line.removeprefix(indent) for line in block.splitlines(keepends=True)) for indent, block in found]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


# ——— Names ———


def test_it_has_a_section_for_each_task() -> None:
    tasks = ("a figure", "an alias", "a translation", "an edition", "a language", "a page type", "an export")
    assert [task for task in tasks if not any(title.endswith(task) for title in SECTIONS)] == []


def test_the_files_that_it_names_exist() -> None:
    paths = [code for code in CODE if re.fullmatch(r"[a-z.][\w./-]*(?:/|\.(?:md|py|yaml|html|txt))", code)]
    assert len(paths) > 30
    for path in paths:
        if path.startswith(MADE) or "xx." in path or path in ("edition.yaml", "errata.yaml", "document.docx"):
            continue
        if not re.match(r"(?:roles|industries)/", path):  # paths of the site
            assert (ROOT / path).exists(), path


def test_the_names_of_the_builder_that_it_names_exist() -> None:
    for module, name in re.findall(r"`([A-Z][A-Za-z_]+)` (?:of|in) `([\w/]+\.py)`", TEXT):
        assert re.search(rf"^(?:class )?{module}\b", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE), module


def test_the_commands_that_it_names_exist() -> None:
    commands = [match for code in CODE for match in re.findall(r"^(?:python build\.py|make) ([a-z]+)", code)]
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"check", "build", "serve", "test", "addresses", "schemas", "import", "diff"} <= set(commands)
    assert set(commands) <= {*build.COMMANDS, *targets}
    for module in re.findall(r"`python -m ([\w.]+)", TEXT):
        assert (ROOT / module.replace(".", "/") / "__main__.py").exists()


def test_the_readme_leads_to_it_and_quotes_what_the_check_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(CONTRIBUTING.md)" in readme
    (quoted,) = re.findall(r"^ +(data/\S+:\d+:\d+: .+)$", readme, re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    data = copied(Path())
    file, wrong, right = re.match(r"(\S+?):.*“(.+?)”.*Write (.+)\.", quoted).groups()  # type: ignore[union-attr]
    replace(Path(file), right, wrong)
    assert [str(problem) for problem in found_in(data)] == [quoted]


def test_the_editor_is_told_what_the_reader_wants() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert (settings["files.eol"], settings["files.encoding"], settings["[yaml]"]["editor.insertSpaces"]) == (
        "\n",
        "utf8",
        True,
    )
    assert json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))["recommendations"]


# ——— Data ———


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site after a figure, an alias and a translation were changed as the sections say."""
    data = copied(tmp_path_factory.mktemp("corrected"))
    replace(
        data / "2020" / "industries" / "pens.yaml",
        "{rank: 13, role: 市场营销/运营管理专员, index: 0.1139",
        "{rank: 13, role: 市场营销/运营管理专员, index: 0.1140",
    )
    (correction,) = snippets("Correcting a figure", "yaml")
    replace(data / "corrections.yaml", "corrections: []\n", correction)
    alias, reading = snippets("Adding an alias", "yaml")
    before = "      zh: [机械设计工程师, 机械设计师, 机械研发工程师, 机械工程技术人员, 非标机械设计, 非标设计工程师]\n"
    replace(data / "roles.yaml", before, alias.split("\n")[1] + "\n")
    (problem,) = found_in(data)
    assert "Search does not know how “傅”" in problem.message
    with (data / "readings.yaml").open("a", encoding="utf-8") as readings:
        readings.write(reading)
    replace(data / "roles.yaml", "en: Workshop supervisor\n", "en: Workshop foreman\n")
    return build.site_files(data)


def test_a_corrected_figure_shows_on_its_pages_in_the_downloads_and_among_the_corrections(
    corrected: dict[str, bytes],
) -> None:
    for path in ("en/industries/pens/index.html", "zh/2020/industries/pens/index.html", "en/matrix/index.html"):
        assert b"0.1140" in corrected[path], path
    assert b"0.1140" in corrected["data/latest/listings.csv"]
    page = Pages(corrected)["en/changes/index.html"]
    assert "The shortage index of row 13 was mistyped" in "".join(page.main.itertext())
    assert "第13行的紧缺指数曾误录".encode() in corrected["zh/feed.xml"]


def test_an_alias_shows_on_the_role_and_is_found(corrected: dict[str, bytes], chromium: Browser) -> None:
    assert "机械师傅".encode() in corrected["zh/roles/mechanical-engineer/index.html"]
    (index,) = [raw for path, raw in corrected.items() if plain(path) == "static/search.json"]
    with serving(engine_site(index)) as address, chromium.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("window.engine")
        found = page.evaluate("engine.search('机械师傅').map(({ entry }) => entry.id)")
    assert found[:1] == ["mechanical-engineer"]


def test_a_translation_shows_wherever_the_name_stands(corrected: dict[str, bytes]) -> None:
    changed = [path for path, raw in corrected.items() if path.startswith("en/") and b"Workshop foreman" in raw]
    assert len(changed) > 20
    assert [path for path, raw in corrected.items() if b"Workshop supervisor" in raw and path.endswith(".html")] == []


def test_what_each_kind_of_mistake_is_said_to_give(tmp_path: Path) -> None:
    """A level that does not agree with the totals; an alias that search can't read; a redirect that is missed."""
    data = copied(tmp_path)
    replace(data / "2020" / "industries" / "pens.yaml", "index: 0.2994, level: 一般紧缺", "index: 0.3294, level: 紧缺")
    replace(data / "roles.yaml", "机械工程技术人员, ", "机械工程技术人员, 魑魅, ")
    said = "\n".join(map(str, found_in(data)))
    assert re.search(r"edition\.yaml:\d+:\d+: .*levels 一般紧缺", said)
    assert re.search(r"roles\.yaml:\d+:\d+: .*“魑”.*Add a line `魑: …`.*readings\.yaml", said)


@pytest.mark.parametrize(
    "report",
    re.findall(r"^report: (.+)$|`(https://example\.org/\S*)`", SECTIONS["Where readers report errors"], re.MULTILINE),
)
def test_the_addresses_for_reports_are_taken(report: tuple[str, str], tmp_path: Path) -> None:
    data = copied(tmp_path)
    with (data / "site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"report: {''.join(report)}\n")
    assert found_in(data) == ()
    loaded = load(data).site
    assert loaded is not None
    assert loaded.report == "".join(report)


# ——— Program ———


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the builder with the small made-up catalogue."""
    copy_program(tmp_path)
    make_data(DATA, tmp_path / "data")
    return tmp_path


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "build.py", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8")


def add_words(project: Path, block: str) -> None:
    """Puts the keys of a snippet below the same keys of each language's words."""
    for language in ("zh", "en"):
        path = project / "data" / "words" / f"{language}.yaml"
        lines = path.read_text(encoding="utf-8").split("\n")
        for parents, child in _children(block):
            at, depth = 0, 0
            for depth, parent in enumerate(parents, 1):
                at = next(n for n in range(at, len(lines)) if lines[n].startswith(f"{'  ' * (depth - 1)}{parent}:")) + 1
            texts = child if language == "en" else re.sub(r": \"?[A-Z][^\n]*", _chinese, child)
            lines[at:at] = [f"{'  ' * depth}{line}" for line in texts.rstrip("\n").split("\n")]
        path.write_text("\n".join(lines), encoding="utf-8")


def _chinese(match: re.Match[str]) -> str:
    """Any Chinese text with the same placeholders."""
    return f': "级别{"".join(re.findall(r"{[a-z]+}", match[0]))}"'


def _children(block: str, parents: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    """The parts of a snippet that are new: those below keys that the words have already."""
    found: list[tuple[tuple[str, ...], str]] = []
    for key, below in re.findall(r"^(\w+):((?: .*)?\n(?:  .*\n)*)", block, re.MULTILINE):
        if below.startswith("\n") and key in ("nav", "pages", "data", "files"):
            found += _children(dedent(below[1:]), (*parents, key))
        else:
            found.append((parents, f"{key}:{below}"))
    return found


def test_the_example_of_a_page_type_is_built(project: Path) -> None:
    section = "Adding a page type"
    replace(
        project / "catalogue" / "pages.py",
        '    PageType("about", ',
        f'{snippets(section, "python")[0]}    PageType("about", ',
    )
    (project / "templates" / "pages" / "levels.html").write_text(snippets(section, "html")[0], encoding="utf-8")
    add_words(project, snippets(section, "yaml")[0])
    unlinked = run(project)
    assert "No chain of links leads from the first page to this page." in unlinked.stderr
    replace(project / "templates" / "shared" / "footer-links.html", '"errata", ', '"errata", "levels", ')
    done = run(project)
    assert (done.returncode, done.stderr) == (0, "")
    page = (project / "site" / "en" / "2001" / "levels" / "index.html").read_text(encoding="utf-8")
    assert '<p class="lead">The 2 levels of the note, from the lowest to the highest.</p>' in page
    assert "Severe shortage" in page
    assert (project / "site" / "zh" / "levels" / "index.html").is_file()
    assert run(project, "addresses").returncode == 0
    assert "/zh/levels/\n" in (project / "data" / "addresses.txt").read_text(encoding="utf-8")


def test_the_example_of_an_export_is_written(project: Path) -> None:
    section = "Adding an export"
    replace(
        project / "catalogue" / "exports.py",
        '    Export("source.txt", ',
        f'{snippets(section, "python")[0]}    Export("source.txt", ',
    )
    add_words(project, snippets(section, "yaml")[0])
    done = run(project)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("2001", "latest"):
        assert (project / "site" / "data" / name / "level-ids.txt").read_text() == "moderate\nsevere"
    page = (project / "site" / "en" / "data" / "index.html").read_text(encoding="utf-8")
    assert "The ids of the shortage levels" in page
    assert "level-ids.txt" in page


def test_snippets_are_found_at_all() -> None:
    counts = {title: len(re.findall(r"^ *```\w", text, re.MULTILINE)) for title, text in SECTIONS.items()}
    assert counts["Adding a page type"] == 3
    assert counts["Adding an export"] == 2
