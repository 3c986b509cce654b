"""Bytecode of templates is kept between builds, and never used for anything but what it was made of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from built_site import ROOT
from jinja2 import DictLoader, Environment, FileSystemLoader
from jinja2.lexer import Lexer

from catalogue.render import Renderer
from catalogue.rendering.compiled import CompiledTemplates

SOURCE = "{% for n in numbers %}\n{{ n }};{% endfor %}"


@pytest.fixture(autouse=True)
def _keep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment of the tests says about bytecode."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def _rendered(folder: Path, source: str = SOURCE, **options: bool) -> str:
    environment = Environment(loader=DictLoader({"a": source}), bytecode_cache=CompiledTemplates(folder), **options)
    return environment.get_template("a").render(numbers=[1, 2])


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _rendered(tmp_path)
    monkeypatch.setattr(Lexer, "tokeniter", None)  # nothing can be compiled from now on
    assert _rendered(tmp_path) == first == "\n1;\n2;"


def test_another_source_or_other_options_are_compiled_anew(tmp_path: Path) -> None:
    _rendered(tmp_path)
    assert _rendered(tmp_path, SOURCE.replace(";", ".")) == "\n1.\n2."
    assert _rendered(tmp_path, trim_blocks=True) == "1;2;"
    assert _rendered(tmp_path, "{{ '<' }}", autoescape=True) == "&lt;"
    assert _rendered(tmp_path, "{{ '<' }}") == "<"


def test_another_jinja2_compiles_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _rendered(tmp_path)
    monkeypatch.setattr("jinja2.__version__", "99.0")
    monkeypatch.setattr(Lexer, "tokeniter", None)
    with pytest.raises(TypeError):
        _rendered(tmp_path)


def test_a_damaged_file_is_not_used(tmp_path: Path) -> None:
    _rendered(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for at in range(0, len(whole), 7):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            kept.write_bytes(damaged)
            assert _rendered(tmp_path) == "\n1;\n2;"
            assert kept.read_bytes() == whole  # and it is mended


def test_a_folder_that_can_not_be_made_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    assert _rendered(tmp_path / "file" / "folder") == "\n1;\n2;"
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _rendered(tmp_path / "none") == "\n1;\n2;"
    assert not (tmp_path / "none").exists()


def test_a_folder_may_have_any_name() -> None:
    key = CompiledTemplates().get_cache_key
    names = [key("a", "/x/a"), key("b", "/x/a"), key("a", "/\udce6\udc96/a"), key("a", "/文/a"), key("a")]
    assert len(set(names)) == len(names)


def test_nothing_of_ours_runs_while_templates_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jinja2 computes constants when it compiles. What a filter of ours made of one would outlive the filter."""
    environment = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
    called: list[str] = []
    for name in _our_filters():
        environment.filters[name] = lambda *_, name=name, **__: called.append(name)
    environment.from_string("{{ 1 | across }}")
    assert called == ["across"]  # so it would be seen
    called.clear()
    names = environment.list_templates(["html"])
    assert len(names) > 30
    for name in names:
        environment.get_template(name)
    assert called == []


def _our_filters() -> list[str]:
    class Named:
        icon, preview = "", True

    ours = Renderer(ROOT / "templates", Named()).environment.filters  # type: ignore[arg-type]
    return [name for name in ours if name not in Environment().filters]
