"""A language is added by words, prose and translations alone: no code, no template."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from built_site import DATA, Pages, plain
from editor import RECORDS, EcmaValidator, EditorLoader, kind_of
from fidelity import Page
from golden.fixture import make_data
from mistakes import found_in
from third_language import add_french, add_words
from yaml import load as yaml_load

import build


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small made-up catalogue in three languages; one role has a French name with an accent, and an alias."""
    folder = make_data(DATA, tmp_path_factory.mktemp("french") / "data")
    add_french(folder)
    roles = (folder / "roles.yaml").read_text(encoding="utf-8")
    roles = roles.replace("    fr: Kite designer\n", "    fr: Électrocervoliste\n")
    roles = roles.replace("fr: [kite artist, kite drafter]", "fr: [dessinateur de cerfs-volants]")
    assert "Électrocervoliste" in roles
    assert "cerfs-volants" in roles
    (folder / "roles.yaml").write_text(roles, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def files(data: Path) -> Mapping[str, bytes]:
    return build.site_files(data)


@pytest.fixture(scope="module")
def pages(files: Mapping[str, bytes]) -> Pages:
    return Pages(files)


def test_every_page_is_there_and_says_its_language(pages: Pages) -> None:
    english = [path for path in pages if path.startswith("en/")]
    assert len(english) > 30
    for path in english:
        page = pages["fr" + path.removeprefix("en")]
        assert page.root.attrib["lang"] == "fr"
        assert page.title


def test_every_page_leads_to_itself_in_the_other_languages(pages: Pages) -> None:
    for language, others in (("fr", ["zh-Hans", "en"]), ("zh", ["en", "fr"]), ("en", ["zh-Hans", "fr"])):
        page = pages[f"{language}/roles/kite-designer/index.html"]
        switches = [link.attrib["hreflang"] for link in page.all("a") if "hreflang" in link.attrib]
        assert switches == others
    chooser = pages["index.html"]
    assert [link.attrib["hreflang"] for link in chooser.all("a")] == ["zh-Hans", "en", "fr"]


def _languages(page: Page) -> set[str]:
    return {page.languages[element] for element in page.main.iter() if isinstance(element.tag, str)}


def test_a_page_shows_its_own_language_beside_the_chinese(pages: Pages) -> None:
    for path in ("roles/kite-designer/", "titles/paper-and-bamboo/", "qualifications/", "certificates/", "about/"):
        page = pages[f"fr/{path}index.html"]
        assert "zh-Hans" in _languages(page), path
        assert "en" not in _languages(page), path
    text = "".join(pages["fr/certificates/index.html"].main.itertext())
    assert "Français" in text, "the head of the column of translations"
    assert "Électrocervoliste" in "".join(pages["fr/roles/kite-designer/index.html"].main.itertext())


def test_names_with_accents_stand_under_their_letter(pages: Pages) -> None:
    heads = ["".join(head.itertext()).strip() for head in pages["fr/roles/index.html"].all("h2")]
    assert heads == ["E", "L", "S"]


def test_search_finds_the_names_of_the_language(files: Mapping[str, bytes]) -> None:
    by_name = {plain(path): raw for path, raw in files.items()}
    index = json.loads(by_name["static/search.json"])
    assert "Électrocervoliste" in index["en"]
    assert "dessinateur de cerfs-volants" in index["en"]
    assert json.loads(by_name["static/search-fr.json"])["tags"] == {"zh": "zh-Hans", "en": "en", "fr": "fr"}


def test_the_schemas_ask_for_the_language_too(data: Path) -> None:
    assert build.main(["schemas", "--data", str(data)]) == 0
    roles = json.loads((data / "schema" / "roles.json").read_text(encoding="utf-8"))
    assert roles["$defs"]["Role"]["required"] == ["zh", "en", "fr", "id", "pinyin"]
    for path in data.rglob("*.yaml"):
        kind = kind_of(path.relative_to(data).as_posix())
        schema = json.loads((data / "schema" / f"{kind}.json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        assert [*EcmaValidator(schema).iter_errors(yaml_load(text, EditorLoader))] == [], path
        if kind in RECORDS and "fr: " in text:
            shorter = text.replace("fr: ", "xx: ", 1)
            assert [*EcmaValidator(schema).iter_errors(yaml_load(shorter, EditorLoader))], path


def test_every_text_that_lacks_the_language_is_named_with_its_place(tmp_path: Path) -> None:
    data = make_data(DATA, tmp_path / "data")
    add_words(data)
    problems = found_in(data)
    expected = sum((path.read_text(encoding="utf-8")).count("en: ") for path in data.rglob("*.yaml"))
    expected -= sum(path.read_text(encoding="utf-8").count("en: [") for path in data.rglob("*.yaml"))  # aliases
    words = sum(
        (data / "words" / name).read_text(encoding="utf-8").count("en: ") for name in ("zh.yaml", "en.yaml", "fr.yaml")
    )
    assert len(problems) == expected - words
    assert {one.message.rpartition(" has no ")[2] for one in problems} == {"`fr`."}
    assert any(one.position.file.endswith("site.yaml") for one in problems)


def test_without_its_words_the_language_is_missed(tmp_path: Path) -> None:
    data = make_data(DATA, tmp_path / "data")
    add_french(data)
    (data / "words" / "fr.yaml").unlink()
    said = "\n".join(map(str, found_in(data)))
    assert f"{data / 'words' / 'fr.yaml'}:1:1: The file is missing." in said
