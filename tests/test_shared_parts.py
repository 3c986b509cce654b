"""Parts of a page that are rendered once for many pages say what they would say if each page had its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_site import DATA
from golden.fixture import make_data

import build
from catalogue.problems import DataProblems


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> build.WholeSite:
    return build.WholeSite(build.checked(make_data(DATA, tmp_path_factory.mktemp("shared") / "data")))


def test_every_page_has_the_shared_parts_that_it_would_have_alone(draft: build.WholeSite) -> None:
    shared = {path: draft.renderer.page(page) for path, page in draft.pages.items()}
    for path, page in draft.pages.items():
        draft.renderer.groups.clear()
        assert draft.renderer.page(page) == shared[path], path


def test_pages_of_a_type_do_share_them(draft: build.WholeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    roles = [page for page in draft.pages.values() if page.type.name == "role" and page.language == "en"]
    draft.renderer.groups.clear()
    asked: list[str] = []
    find = draft.renderer.environment.get_template
    monkeypatch.setattr(draft.renderer.environment, "get_template", lambda name, *_: asked.append(name) or find(name))
    for page in roles:
        draft.renderer.page(page)
    parts = [name for name in asked if name.startswith("shared/")]
    assert len(roles) > 2
    assert {"shared/search-and-nav.html", "shared/table-head.html"} < set(parts)
    assert max(map(parts.count, parts)) == 2  # for pinned pages and for others


def test_a_shared_part_can_not_name_what_only_one_page_has(tmp_path: Path) -> None:
    data = make_data(DATA, tmp_path / "data")
    for language in ("zh", "en"):
        words = data / "words" / f"{language}.yaml"
        text = words.read_text(encoding="utf-8")
        assert text.count("\nnav:\n  label: ") == 1
        head, tail = text.split("\nnav:\n  label: ")
        words.write_text(f'{head}\nnav:\n  label: "{{name}}"\n{tail.partition(chr(10))[2]}', encoding="utf-8")
    draft = build.WholeSite(build.checked(data))
    role = next(page for page in draft.pages.values() if page.type.name == "role")
    with pytest.raises(DataProblems, match=r"`nav.label` uses \{name\}, which has no value there"):
        draft.renderer.page(role)
