"""Our templates mean what Jinja2 says they mean: includes have their own variables, and no text gets past escaping."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, TemplateAssertionError, UndefinedError
from markupsafe import Markup

from catalogue.rendering.generated import html_of
from catalogue.rendering.markup import mark_foreign
from catalogue.rendering.templates import Templates


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
    monkeypatch.setattr("catalogue.rendering.compiled.FOLDER", tmp_path / "kept")
    files = {"page.html": '{% include "parts/a.html" %}\n', "parts/a.html": "old"}
    assert _rendered(tmp_path, files) == "old"
    assert list((tmp_path / "kept").iterdir())
    assert _rendered(tmp_path, {"parts/a.html": "new"}) == "new"


@pytest.mark.parametrize("first", ["<b>", Markup("<b>")])
def test_a_text_and_the_same_as_html_are_not_taken_for_each_other(tmp_path: Path, first: str) -> None:
    second = Markup("<b>") if type(first) is str else "<b>"
    shown = _rendered(tmp_path, {"page.html": "{{ x }}{{ y }}{{ x }}"}, x=first, y=second)
    assert shown in ("&lt;b&gt;<b>&lt;b&gt;", "<b>&lt;b&gt;<b>")
    assert shown.startswith("<") == isinstance(first, Markup)


@pytest.mark.parametrize("value", ["<&>\"'", Markup("<i>"), 1, 1.0, True, None, ("<",), "机械"])
def test_everything_is_escaped_as_jinja2_would(tmp_path: Path, value: object) -> None:
    files = {
        "page.html": "{{ value }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(value) }}{{ f(value) }}{{ f(x=value)[0] }}"
    }
    shown = _rendered(tmp_path, files, value=value, f=lambda x: (x,))
    plain = Environment(autoescape=True).from_string(files["page.html"])
    assert shown == plain.render(value=value, f=lambda x: (x,))


@pytest.mark.parametrize("kinds", [(str, Markup), (Markup, str)])
def test_marking_a_language_takes_no_text_for_html(kinds: tuple[type[str], type[str]]) -> None:
    marked = {kind: mark_foreign(kind(f"<焊{kinds[0].__name__}>"), "en", "zh-Hans") for kind in kinds}
    assert "&lt;" in marked[str]
    assert "&lt;" not in marked[Markup]


def test_what_is_not_there_can_not_be_shown(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError, match="'record' is undefined"):
        _rendered(tmp_path, {"page.html": "{{ record }}"})
    for page, error in (
        ("{{ x.name }}", AttributeError),
        ("{{ x['name'] }}", TypeError),
        ("{{ y.name }}", UndefinedError),
    ):
        with pytest.raises(error):
            _rendered(tmp_path, {"page.html": page}, x=1)


def test_a_macro_is_given_what_stands_in_its_call(tmp_path: Path) -> None:
    page = "{% macro m(a, b) %}<i>{{ a }}{{ b }}{{ caller() }}</i>{% endmacro %}{% for x in '<&' %}{% call m(x, loop.index) %}{{ x }}{% endcall %}{% endfor %}"
    assert _rendered(tmp_path, {"page.html": page}) == "<i>&lt;1&lt;</i><i>&amp;2&amp;</i>"


@pytest.mark.parametrize("call", ["m()", "m(1, 2)", "m(x=1)"])
def test_a_macro_takes_neither_less_nor_more(tmp_path: Path, call: str) -> None:
    with pytest.raises(TypeError, match=r"macro\(\)"):
        _rendered(tmp_path, {"page.html": f"{{% macro m(x) %}}{{{{ x }}}}{{% endmacro %}}{{{{ {call} }}}}"})


@pytest.mark.parametrize(
    "page",
    [
        "{{ f(*x) }}",
        "{{ f(**x) }}",
        "{% macro m(a=1) %}{% endmacro %}",
        "{% macro m() %}{{ varargs }}{% endmacro %}",
        "{% macro m() %}{{ kwargs }}{% endmacro %}",
    ],
)
def test_what_is_not_written_for_us_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(TemplateAssertionError, match=r"No (template|macro) of ours"):
        _rendered(tmp_path, {"page.html": page}, f=str, x=())


def test_a_name_means_the_same_wherever_it_stands(tmp_path: Path) -> None:
    page = (
        "{% macro m() %}{{ x }}{{ w }}{% endmacro %}{% for y in 'ab' %}{{ w }}{{ x }}{{ y }}{% endfor %}"
        "{% for x in 'cd' %}{{ x }}{{ m() }}{% endfor %}{{ x }}{% block b %}{{ x }}{% endblock %}"
        "{% if no %}{{ nothing.at_all }}{% endif %}{% for z in 'e' %}{% set u = z %}{{ u }}{% endfor %}{{ u }}"
    )
    assert _rendered(tmp_path, {"page.html": page}, w=0, x=1, u=2, no=False) == "01a01bc10d1011e2"
    with pytest.raises(UndefinedError, match="'no' is undefined"):
        _rendered(tmp_path, {"page.html": page}, w=0, x=1, u=2)


def test_words_that_are_the_same_everywhere_are_said_without_a_call(tmp_path: Path) -> None:
    page = "{% macro m() %}{{ t('a') }}{% endmacro %}{{ m() }}{{ t('a') }}{{ say('a') }} {{ t('b') }} {{ t('a', n=1) }} {{ t(a) }}"
    words = {"fixed_t": {"a": Markup("<i>A</i>")}, "fixed_say": {"a": "A&"}}
    asked: list[str] = []
    shown = _rendered(
        tmp_path, {"page.html": page}, t=lambda key, **_: asked.append(key) or key, say=str, a="c", **words
    )
    assert shown == "<i>A</i><i>A</i>A&amp; b a c"
    assert asked == ["b", "a", "c"]


def test_texts_that_were_forgotten_are_escaped_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.rendering.generated._KNOWN", 2)
    html_of.clear()
    texts = [f"<{n}" for n in (1, 2, 3, 1, 2)]
    shown = _rendered(tmp_path, {"page.html": "{% for x in texts %}{{ x }}{% endfor %}"}, texts=texts)
    assert shown == "".join(texts).replace("<", "&lt;")
    assert len(html_of) <= 2
