"""Our templates mean what Jinja2 says they mean: includes have their own variables, and no text gets past escaping."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup

from catalogue.rendering.templates import Templates, escape


def _rendered(folder: Path, files: dict[str, str], **values: object) -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Templates(folder).get_template("page.html").render(**values)


def test_an_included_part_stands_where_it_is_named(tmp_path: Path) -> None:
    files = {
        "page.html": '<p>\n{% include "parts/a.html" %}\n</p>\n',
        "parts/a.html": '{# why #}\n{% if n %}\na {{ n }}\n{% endif %}\n{% include "parts/b.html" %}\n',
        "parts/b.html": "<b>{{ n }}</b>\n",
    }
    assert _rendered(tmp_path, files, n=1) == "<p>\na 1\n<b>1</b></p>"


def test_the_variables_of_an_included_part_stay_there(tmp_path: Path) -> None:
    files = {
        "page.html": '{% set x = 1 %}\n{% include "parts/a.html" %}\n{{ x }}',
        "parts/a.html": "{% set x = 2 %}\n{{ x }}\n",
    }
    assert _rendered(tmp_path, files) == "21"
    files = {"page.html": '{% include "parts/a.html" %}\n{{ x }}', "parts/a.html": "{% set x = 2 %}\n{{ x }}\n"}
    with pytest.raises(UndefinedError, match="'x' is undefined"):
        _rendered(tmp_path, files)


def test_a_part_that_changes_is_compiled_anew_where_it_is_included(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(
        "catalogue.rendering.templates.CompiledTemplates.__init__.__defaults__", (tmp_path / "kept", "")
    )
    files = {"page.html": '{% include "parts/a.html" %}\n', "parts/a.html": "old"}
    assert _rendered(tmp_path, files) == "old"
    assert list((tmp_path / "kept").iterdir())
    assert _rendered(tmp_path, {"parts/a.html": "new"}) == "new"


@pytest.mark.parametrize("first", ["<b>", Markup("<b>")])
def test_a_text_and_the_same_as_html_are_not_taken_for_each_other(first: str) -> None:
    second = Markup("<b>") if type(first) is str else "<b>"
    escaped = {type(one): escape(one) for one in (first, second, first)}
    assert escaped == {str: "&lt;b&gt;", Markup: "<b>"}


@pytest.mark.parametrize("value", ["<&>\"'", Markup("<i>"), 1, 1.0, True, None, ("<",), "机械"])
def test_everything_is_escaped_as_jinja2_would(value: object) -> None:
    from markupsafe import escape as known

    assert escape(value) == known(value)


def test_what_is_not_defined_can_not_be_shown(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        escape(StrictUndefined(name="x"))
    with pytest.raises(UndefinedError, match="'record' is undefined"):
        _rendered(tmp_path, {"page.html": "{{ record }}"})
