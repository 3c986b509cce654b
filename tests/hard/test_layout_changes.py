"""A template or an asset that is saved while the site is built: no site is published of which one part is older."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from os.path import relpath
from pathlib import Path

import pytest
from built_site import DATA, ROOT, tree

import build
from catalogue import whole_site
from catalogue.building.last_site import MARK
from catalogue.publish import publish

OLD = {"index.html": b"the old site", MARK: b""}
FOOTER, STYLE = Path("templates/shared/footer-links.html"), Path("static/css/2-base.css")
CHANGES: dict[str, tuple[Path, Callable[[Path], object]]] = {
    "a template that is edited": (FOOTER, lambda path: path.write_bytes(path.read_bytes() + b"\n")),
    "a template that is renamed": (FOOTER, Path.unlink),
    "a style that is edited": (STYLE, lambda path: path.write_bytes(path.read_bytes() + b"\n")),
    "a style of the same size": (STYLE, lambda path: path.write_bytes(path.read_bytes().swapcase())),
    "a picture that is added": (Path("static/new.svg"), lambda path: path.write_bytes(b"<svg/>")),
    "a module that is replaced": (
        Path("static/js/site.js"),
        lambda path: shutil.copy(path, path.with_suffix(".new")) and path.with_suffix(".new").replace(path),
    ),
}


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with templates and static files that the builder takes for its own."""
    for name in ("templates", "static"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.setattr(build, "LAYOUT", [tmp_path / folder.relative_to(ROOT) for folder in build.LAYOUT])
    monkeypatch.setattr(whole_site, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish(OLD, tmp_path / "site")
    return tmp_path / "site"


def test_a_template_that_is_saved_while_pages_are_made_leaves_the_old_site(
    layout: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    template, neutral = layout / FOOTER, whole_site.Renderer.neutral

    def neutral_and_change(renderer: whole_site.Renderer, name: str) -> bytes:
        template.write_bytes(template.read_bytes() + b"\n")
        return neutral(renderer, name)

    monkeypatch.setattr(whole_site.Renderer, "neutral", neutral_and_change)  # after the exports, before other pages
    assert build.main(["--data", str(DATA), "--out", str(out)]) == 1
    said = f"{relpath(template)}:1:1: The file was changed while the site was being built. Save it, then build again.\n"
    assert capsys.readouterr().err == f"{said}1 problem; the site was left as it was.\n"
    assert tree(out) == OLD


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_a_problem_at_the_file_s_name(
    change: str, layout: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, make = CHANGES[change]

    def put_nothing(site: build.WholeSite, *how: object) -> int:
        make(layout / file)
        return 0

    monkeypatch.setattr(build.WholeSite, "put", put_nothing)
    assert build.main(["--data", str(DATA), "--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith(f"{relpath(layout / file)}:1:1: The file was changed while")
    assert tree(out) == OLD


def test_a_change_between_the_site_in_the_zip_and_the_site_is_found(
    layout: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def zipped(files: object) -> bytes:
        (layout / STYLE).write_bytes(b"")
        return b"zip"

    monkeypatch.setattr(build, "zipped", zipped)
    monkeypatch.setattr(build.WholeSite, "files", lambda site: {})
    monkeypatch.setattr(build.WholeSite, "put", lambda site, *how: 0)
    assert build.main(["--data", str(DATA), "--out", str(out), "--zip"]) == 1
    assert tree(out) == OLD


@pytest.mark.parametrize(
    "name", ["templates/pages/.about.html.swp", "static/css/.#2-base.css", "static/css/2-base.css~"]
)
def test_what_an_editor_keeps_for_itself_is_no_change(
    name: str, layout: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put_nothing(site: build.WholeSite, *how: object) -> int:
        (layout / name).write_bytes(b"draft")
        return 0

    monkeypatch.setattr(build.WholeSite, "put", put_nothing)
    assert build.main(["--data", str(DATA), "--out", str(out)]) == 0
