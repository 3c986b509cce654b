"""Of a large site, only what an edit touches is made anew; the result is that of a whole build, byte for byte."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from built_site import DATA, tree
from golden.fixture import make_data

import build
from catalogue import whole_site
from catalogue.building.last_site import MARK
from catalogue.building.making import Making
from catalogue.pages import Page
from catalogue.problems import DataProblems
from catalogue.render import Renderer, output_file

BASE_URL = "https://example.org/x/"
SEQUENCES, EDITED = 2, 6  # of edits; and builds after edits in each
Edit = Callable[[random.Random, Path, Path], None]  # of the data, or of the site that was made of it


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any site counts as a large one."""
    monkeypatch.setattr(whole_site, "LARGE", 0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small catalogue of two editions, the newer of which has dropped a role."""
    folder = make_data(DATA, tmp_path / "data")
    shutil.copytree(folder / "2001", folder / "2003")
    _replace(folder / "2003" / "edition.yaml", '"2001"', '"2003"')
    _replace(folder / "2003" / "industries" / "lanterns.yaml", "灯笼设计师, index: 0.4100", "风筝设计师, index: 0.4200")
    _replace(folder / "site.yaml", 'edition: "2001"', 'edition: "2003"')
    _replace(folder / "corrections.yaml", "published:\n", 'published:\n  - {edition: "2003", date: 2003-05-04}\n')
    _count(folder)
    return folder


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were made anew, by their files."""
    pages: list[str] = []
    page_as_ever = Renderer.page

    def page(renderer: Renderer, page: Page) -> bytes:
        pages.append(output_file(page))
        return page_as_ever(renderer, page)

    monkeypatch.setattr(Renderer, "page", page)
    return pages


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


# --- edits ----------------------------------------------------------------------------------------------------


def _count(data: Path) -> None:
    """Write the totals of each edition anew."""
    for edition in data.glob("20*"):
        rows = "".join(table.read_text("utf-8") for table in sorted((edition / "industries").glob("*.yaml")))
        roles, levels = re.findall("role: ([^,]*),", rows), re.findall("level: (.*)}", rows)
        counts: dict[str, object] = {"listings": len(roles), "roles": len({*roles})}
        counts["levels"] = f"[{levels.count('一般紧缺')}, {levels.count('非常紧缺')}]"
        file = edition / "edition.yaml"
        text = file.read_text("utf-8")
        for name, count in counts.items():
            text = re.sub(rf"\n  {name}: .*", f"\n  {name}: {count}", text)
        file.write_text(text, "utf-8")


def _table(chance: random.Random, data: Path) -> tuple[Path, list[str]]:
    file = chance.choice(sorted(data.glob("20*/industries/*.yaml")))
    return file, file.read_text("utf-8").splitlines(keepends=True)


def _other_index(chance: random.Random, data: Path, _: Path) -> None:
    file, lines = _table(chance, data)
    at = chance.randrange(2, len(lines))
    lines[at] = re.sub(r"index: 0\.(..)..", lambda found: f"index: 0.{found[1]}{chance.randrange(100):02}", lines[at])
    file.write_text("".join(lines), "utf-8")


def _other_level(chance: random.Random, data: Path, _: Path) -> None:
    """A row passes from one level to another."""
    file = data / chance.choice(["2001", "2003"]) / "industries" / "kites.yaml"
    high, low = "index: 0.5470, level: 非常紧缺", "index: 0.4470, level: 一般紧缺"
    text = file.read_text("utf-8")
    file.write_text(text.replace(high, low) if high in text else text.replace(low, high), "utf-8")
    _count(data)


def _roles_change_places(chance: random.Random, data: Path, _: Path) -> None:
    file, lines = _table(chance, data)
    one, other = chance.sample(range(2, len(lines)), 2)
    roles = [re.search("role: ([^,]*),", lines[at]) for at in (one, other)]
    assert roles[0] and roles[1]
    for at, old, new in ((one, roles[0][1], roles[1][1]), (other, roles[1][1], roles[0][1])):
        lines[at] = lines[at].replace(old, new)
    file.write_text("".join(lines), "utf-8")


def _row_more_or_less(chance: random.Random, data: Path, _: Path) -> None:
    file, lines = _table(chance, data)
    last = "  - {rank: 4, role: 灯笼设计师, index: 0.0100, level: 一般紧缺}\n"
    if last in lines:
        lines.remove(last)
    elif "灯笼设计师" not in "".join(lines):
        lines.append(last)
    file.write_text("".join(lines), "utf-8")
    _count(data)


def _other_name(chance: random.Random, data: Path, _: Path) -> None:
    old = chance.choice(["Kite", "Lantern", "Stall"])
    file = data / "roles.yaml"
    file.write_text(
        re.sub(f"en: {old}[a-z]*", f"en: {old}{chance.choice(['s', 'e', ''])}", file.read_text("utf-8")), "utf-8"
    )


def _other_word(chance: random.Random, data: Path, _: Path) -> None:
    file = data / "words" / f"{chance.choice(['zh', 'en'])}.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at = chance.choice([at for at, line in enumerate(lines) if re.fullmatch(r" +[a-z_]+: [^{}\"'|>]+\n", line)])
    lines[at] = lines[at].rstrip("\n") + "…\n"
    file.write_text("".join(lines), "utf-8")


def _more_prose(chance: random.Random, data: Path, _: Path) -> None:
    with chance.choice(sorted((data / "pages").glob("*.md"))).open("a", encoding="utf-8") as page:
        page.write("\n2003\n")


def _other_edition(chance: random.Random, data: Path, _: Path) -> None:
    file = data / "site.yaml"
    file.write_text(
        re.sub('edition: "20.."', f'edition: "{chance.choice(["2001", "2003"])}"', file.read_text("utf-8")), "utf-8"
    )


def _corrected_later(chance: random.Random, data: Path, _: Path) -> None:
    file = data / "corrections.yaml"
    file.write_text(
        re.sub("date: 2001-06-..", f"date: 2001-06-{chance.randrange(10, 31)}", file.read_text("utf-8")), "utf-8"
    )


def _other_source(chance: random.Random, data: Path, _: Path) -> None:
    with (data / chance.choice(["2001", "2003"]) / "source.txt").open("a", encoding="utf-8") as source:
        source.write("样例。\n")


def _file_spoilt(chance: random.Random, _: Path, site: Path) -> None:
    file = chance.choice(sorted(path for path in site.rglob("*") if path.is_file() and path.name != MARK))
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1
    file.unlink()  # what is linked elsewhere stays as it is
    file.write_bytes(content)


def _file_lost(chance: random.Random, _: Path, site: Path) -> None:
    chance.choice(sorted(path for path in site.rglob("*") if path.is_file() and path.name != MARK)).unlink()


def _record_spoilt(chance: random.Random, _: Path, site: Path) -> None:
    record = (site / MARK).read_bytes()
    (site / MARK).write_bytes(record[: chance.randrange(len(record))] + b"\xff \n" + record[: chance.randrange(99)])


EDITS: tuple[Edit, ...] = (
    _other_index, _other_index, _other_level, _roles_change_places, _row_more_or_less, _other_name, _other_word, _more_prose,
    _other_edition, _corrected_later, _other_source, _file_spoilt, _file_lost, _record_spoilt,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_edits_the_site_is_that_of_a_whole_build(data: Path, tmp_path: Path, seed: int) -> None:
    chance, out, whole, done = random.Random(seed), tmp_path / "out" / "site", tmp_path / "whole", 0
    build.build(data, out, BASE_URL)
    for step in range(EDITED):
        before = shutil.copytree(data, tmp_path / f"before-{step}")
        for _ in range(chance.choice([1, 1, 1, 2])):
            chance.choice(EDITS)(chance, data, out)
        try:
            build.build(data, out, BASE_URL)
        except DataProblems:  # no such edit is right after the others
            shutil.rmtree(data)
            shutil.copytree(before, data)
            continue
        done += 1
        shutil.rmtree(whole, ignore_errors=True)
        build.build(data, whole, BASE_URL)
        assert tree(out) == tree(whole)  # the record, too
    assert done >= EDITED / 2


def test_only_pages_of_the_row_and_those_of_whole_editions_are_made_anew(
    data: Path, tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    build.build(data, out)
    before = tree(out)
    assert sorted(rendered) == sorted({*rendered})
    rendered.clear()
    monkeypatch.setattr(Making, "_scans_of", None)  # others are not even read
    _replace(data / "2003" / "industries" / "lanterns.yaml", "0.4200", "0.4201")
    build.build(data, out)
    after = tree(out)
    records = {path for path in rendered if re.search("/(industries|roles|titles)/[a-z-]+/index", path)}
    assert records == {
        f"{language}/{place}/index.html"
        for language in ("zh", "en")
        for place in (
            "industries/lanterns", "2003/industries/lanterns", "embed/industries/lanterns",
            "roles/kite-designer", "2003/roles/kite-designer",
        )
    }  # fmt: skip
    changed = {path for path in before if path.endswith("index.html") and before[path] != after.get(path)}
    assert records <= changed <= {*rendered}
    assert not [path for path in rendered if "/2001/" in path]
    rendered.clear()
    build.build(data, out)
    assert rendered == []
    assert tree(out) == after


def test_a_page_made_anew_that_lost_a_place_fails_the_pages_that_lead_there(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though these were taken over."""
    out = tmp_path / "site"
    build.build(data, out)
    before, page_as_ever = tree(out), Renderer.page

    def page(renderer: Renderer, page: Page) -> bytes:
        return page_as_ever(renderer, page).replace(b'id="string-winder"', b"")

    monkeypatch.setattr(Renderer, "page", page)
    _replace(data / "2003" / "industries" / "lanterns.yaml", "0.4200", "0.4201")
    with pytest.raises(
        SystemExit, match=r"en/roles/string-winder/index.html: The link .*#string-winder leads to a place"
    ):
        build.build(data, out)
    assert tree(out) == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'href="../../titles/"', b'href="../../title/"', "leads to en/title/index.html, which does not exist"),
        (b"static/js/site.", b"static/js/sit.", "leads to static/js/sit"),
        (b"<main", b"<main><p>", "<p> is never closed"),
    ],
)
def test_a_fault_of_a_page_made_anew_is_found(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes, new: bytes, message: str
) -> None:
    out, page_as_ever = tmp_path / "site", Renderer.page
    build.build(data, out)
    before = tree(out)
    monkeypatch.setattr(Renderer, "page", lambda renderer, page: page_as_ever(renderer, page).replace(old, new))
    _replace(data / "2003" / "industries" / "lanterns.yaml", "0.4200", "0.4201")
    with pytest.raises(SystemExit, match=re.escape(message)):
        build.build(data, out)
    assert tree(out) == before


def test_a_site_that_is_made_at_once_keeps_no_record(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_site, "LARGE", 10**9)
    build.build(data, tmp_path / "site")
    assert (tmp_path / "site" / MARK).read_bytes() == b""
