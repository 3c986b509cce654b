"""Assets have names that change with their content and with what they load, and everything names them so."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from built_site import ROOT, Site

from catalogue.building.keys import program_of
from catalogue.building.watch import below
from catalogue.files.assets import asset_files
from catalogue.files.hashed import UnknownAsset, hashed

A, B, DATA = "static/js/a.js", "static/js/b.js", "static/words.json"


def test_a_name_holds_the_hash_of_what_the_file_holds(site: Site) -> None:
    for path in site.assets.values():
        name = re.fullmatch(r"static/(?:js/)?[a-z-]+\.([0-9a-f]{8})\.[a-z]+", path)
        assert name, path
        assert hashlib.sha256(site.files[path]).hexdigest().startswith(name[1])


def test_what_editors_and_file_managers_leave_is_no_asset(tmp_path: Path) -> None:
    static = Path(shutil.copytree(ROOT / "static", tmp_path / "static"))
    (static / "page.html").write_text("<p>")
    before = program_of(static)
    for name in (".DS_Store", ".page.html", "page.html~", "card.png~", ".icon.svg.swp", "Thumbs.db", "css/.2-base.css"):
        (static / name).write_text("p { color: red }")
    (static / "css" / ".#2-base.css").symlink_to("somebody@somewhere.1")
    assert program_of(static) == before
    (static / "page.html").unlink()
    assert dict(asset_files(static)) == dict(asset_files(ROOT / "static"))
    assert set(below([static], tmp_path / "site")) == {
        str(static / path.relative_to(ROOT / "static")) for path in (ROOT / "static").rglob("*")
    }


def test_a_file_changes_its_name_with_what_it_loads() -> None:
    files = {A: b'import("./b.js"); import(`./b.js?${n}`);', B: b"1", DATA: b"{}"}
    before, written = hashed(files)
    after, _ = hashed({**files, B: b"2"})
    b = before[B].rpartition("/")[2]
    assert written[before[A]] == f'import("./{b}"); import(`./{b}?${{n}}`);'.encode()
    assert {path for path in files if before[path] != after[path]} == {A, B}


def test_names_do_not_depend_on_the_order_of_the_files() -> None:
    files = {A: b'import "./b.js"', B: b"1", DATA: b"./b.js"}
    assert hashed(files) == hashed(dict(reversed(files.items())))
    assert hashed(files)[1][hashed(files)[0][DATA]] == b"./b.js", "data are no program"


@pytest.mark.parametrize("other", [{}, {B: b'import "./a.js"'}], ids=["missing", "circle"])
def test_a_name_that_leads_nowhere_stops_the_build(other: dict[str, bytes]) -> None:
    with pytest.raises(UnknownAsset, match=re.escape("static/js/a.js → static/js/b.js")):
        hashed({A: b'import "./b.js"', **other})


def test_nothing_names_an_asset_by_its_plain_name(site: Site) -> None:
    plain = re.compile(r"[\w./-]*\b(?:" + "|".join(re.escape(path.rpartition("/")[2]) for path in site.assets) + r")\b")
    for path, raw in site.files.items():
        if path.endswith((".html", ".css", ".webmanifest")) or path in site.assets.values():
            text = raw.decode("utf-8", "replace") if not path.endswith(".png") else ""
            assert not plain.findall(text), path
    assert f'src="../{site.assets["static/js/site.js"]}"' in site.files["zh/index.html"].decode()
