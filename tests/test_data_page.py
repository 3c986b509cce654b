"""The data page: what it says of each file is so, and what it tells people to type works."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import pytest
from built_site import BASE_URL, Pages, Site
from exports_read import office_tables
from fidelity import TAGS, Page

from catalogue.exports import EXPORTS
from catalogue.linked import Edition

EVERY_VERSION = pytest.mark.parametrize("start", ["zh/", "en/", "zh/2020/", "en/2020/"])
SINGLE = [export for export in EXPORTS if not export.of_records]


def _targets(page: Page) -> set[str]:
    return {urljoin(page.address, one.attrib["href"]) for one in page.all("a", page.main) if "href" in one.attrib}


def _snippet(page: Page, name: str) -> str:
    (code,) = [one for one in page.all("code", page.main) if one.attrib.get("data-snippet") == name]
    return "".join(code.itertext())


@EVERY_VERSION
def test_it_leads_to_every_file_of_the_edition(start: str, site: Site) -> None:
    page = site.pages.at(f"{start}data/")
    reached = _targets(page)
    text = page.text(page.main)
    for export in EXPORTS:
        for edition in ("2020", "latest"):
            assert f"/data/{edition}/{export.name}" in text
            if not export.of_records:
                assert f"data/{edition}/{export.name}" in reached
                assert f"data/{edition}/{export.name}" in site.files


@EVERY_VERSION
def test_sizes_and_hashes_are_those_of_the_files(start: str, site: Site) -> None:
    page = site.pages.at(f"{start}data/")
    (listed,) = [one for one in page.all("code", page.main) if "data-hashes" in one.attrib]
    hashes = dict(reversed(line.split("  ")) for line in "".join(listed.itertext()).split("\n") if line)
    sizes = [int(one.attrib["value"]) for one in page.all("data", page.main)]
    files = [site.files[f"data/2020/{export.name}"] for export in SINGLE]
    assert hashes == {one.name: hashlib.sha256(raw).hexdigest() for one, raw in zip(SINGLE, files, strict=True)}
    assert sizes == [len(raw) for raw in files]


def test_the_list_of_hashes_is_one_that_sha256sum_checks(site: Site) -> None:
    page = site.pages.at("en/data/")
    (listed,) = [one for one in page.all("code", page.main) if "data-hashes" in one.attrib]
    folder = site.folder / "data" / "latest"
    text = "".join(listed.itertext())
    done = subprocess.run(["sha256sum", "--check", "--strict"], cwd=folder, input=text, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("OK") == len(SINGLE)


def _checked(folder: Path) -> list[str]:
    """The files that the folder's list names, as `sha256sum` itself reads it; empty if one is not as listed."""
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=folder, text=True, capture_output=True)
    said = [line.rpartition(": ") for line in done.stdout.splitlines()]
    return [path for path, _, word in said if word == "OK"] if done.returncode == 0 else []


@pytest.mark.parametrize("edition_folder", ["latest", "2020"])
def test_sha256sum_verifies_every_file_of_an_edition(edition_folder: str, site: Site, tmp_path: Path) -> None:
    start = f"data/{edition_folder}/"
    files = {path.removeprefix(start) for path in site.files if path.startswith(start)} - {"SHA256SUMS"}
    folder = shutil.copytree(site.folder / start, tmp_path / "copy")
    assert set(_checked(folder)) == files
    assert f"{start}SHA256SUMS" in _targets(
        site.pages.at("en/data/" if edition_folder == "latest" else "en/2020/data/")
    )
    table = folder / "industries" / "pens.csv"
    table.write_bytes(table.read_bytes().replace(b"0.5713", b"0.5714"))
    assert _checked(folder) == [], "one figure is wrong"


def test_sha256sum_verifies_the_whole_site(site: Site, second: Site, site_with_base: Site) -> None:
    for shown in (site, second, site_with_base):
        for_hosts = {"_headers", "_redirects", ".catalogue-site"} & set(shown.files)
        assert len(for_hosts) >= 2
        assert set(_checked(shown.folder)) == set(shown.files) - for_hosts - {"SHA256SUMS"}
        assert "SHA256SUMS" in _targets(shown.pages.at("zh/data/"))


@pytest.mark.parametrize("lang", TAGS)
@pytest.mark.parametrize(("kind", "count"), [("industries", 18), ("roles", 94)])
def test_the_page_of_an_industry_or_role_leads_to_its_own_files(lang: str, kind: str, count: int, site: Site) -> None:
    suffixes = [one.name.rpartition(".")[2] for one in EXPORTS if one.name.startswith(f"{kind}/")]
    for folder, edition in ((f"{lang}/{kind}/", "latest"), (f"{lang}/2020/{kind}/", "2020")):
        pages = [path for path in site.files if re.fullmatch(f"{folder}[a-z0-9-]+/index\\.html", path)]
        assert len(pages) == count
        for path in pages:
            id_ = path.split("/")[-2]
            own = {f"data/{edition}/{kind}/{id_}.{suffix}" for suffix in suffixes}
            assert own <= _targets(site.pages[path])
            assert own <= set(site.files)


@pytest.mark.parametrize("lang", TAGS)
def test_the_page_of_a_list_leads_to_its_table(lang: str, pages: Pages) -> None:
    for name in ("industries", "roles", "qualifications", "certificates", "errata"):
        assert f"data/latest/{name}.csv" in _targets(pages.at(f"{lang}/{name}/"))
        assert f"data/2020/{name}.csv" in _targets(pages.at(f"{lang}/2020/{name}/"))
    assert "data/latest/majors.csv" in _targets(pages.at(f"{lang}/titles/"))
    assert "data/latest/listings.csv" in _targets(pages.at(f"{lang}/matrix/"))


def test_commands_name_whole_addresses_once_the_site_has_one(site_with_base: Site) -> None:
    raw = site_with_base.files["en/data/index.html"].decode()
    assert f"{BASE_URL}data/latest/listings.csv" in raw
    assert f"{BASE_URL}data/2020/listings.csv" in site_with_base.files["en/2020/data/index.html"].decode()


# --- the commands, typed as shown -------------------------------------------------------------------------------------


@pytest.fixture
def downloads(site: Site, tmp_path: Path) -> Path:
    """A reader's folder with what was downloaded."""
    for name in ("listings.csv", "catalogue.sqlite"):
        shutil.copy(site.folder / "data" / "latest" / name, tmp_path / name)
    return tmp_path


def _counts(edition: Edition, lang: str) -> Counter[tuple[str, str]]:
    return Counter((row.industry.name[lang], row.level.name[lang]) for row in edition.listings)


@pytest.mark.parametrize("lang", TAGS)
def test_pandas_counts_what_the_tables_have(lang: str, pages: Pages, downloads: Path, edition: Edition) -> None:
    program = _snippet(pages.at(f"{lang}/data/"), "pandas") + (
        "\nimport json"
        "\nprint(listings['shortage_index'].iloc[0], len(listings), listings['index_number'].dtype)"
        f"\ngroups = listings.groupby(['industry_{lang}', 'shortage_level_{lang}']).size()"
        "\nprint(json.dumps([[*key, int(n)] for key, n in groups.items()]))"
    )
    environment = {"PYTHONUTF8": "1", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=downloads, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    *shown, facts, groups = done.stdout.splitlines()
    assert facts == "0.8968 288 float64"
    assert {(industry, level): n for industry, level, n in json.loads(groups)} == _counts(edition, lang)
    assert len(shown) > 18, "the command shows its result"


@pytest.mark.parametrize("lang", TAGS)
def test_r_counts_what_the_tables_have(lang: str, pages: Pages, downloads: Path, edition: Edition) -> None:
    shown = _snippet(pages.at(f"{lang}/data/"), "r").strip()
    *before, last = shown.split("\n")
    program = "\n".join([
        *before, f"counts <- as.data.frame({last})",
        'write.table(counts, "counts.tsv", sep = "\\t", row.names = FALSE, col.names = FALSE, quote = FALSE, fileEncoding = "UTF-8")',
        'cat(nrow(listings), listings$shortage_index[1], class(listings$index_number))',
    ])  # fmt: skip
    (downloads / "load.R").write_text(program, encoding="utf-8")
    command = ["Rscript", "--vanilla", "--encoding=UTF-8", "load.R"]
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=downloads, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "288 0.8968 numeric"
    lines = (downloads / "counts.tsv").read_text(encoding="utf-8").splitlines()
    found = {(industry, level): int(n) for industry, level, n in (line.split("\t") for line in lines) if n != "0"}
    assert found == _counts(edition, lang)


@pytest.mark.parametrize("lang", TAGS)
def test_sql_counts_what_the_tables_have_and_finds_names(
    lang: str, pages: Pages, downloads: Path, edition: Edition
) -> None:
    counting, finding = (one for one in _snippet(pages.at(f"{lang}/data/"), "sql").split(";") if one.strip())
    connection = sqlite3.connect(downloads / "catalogue.sqlite")
    assert {(one, level): n for one, level, n in connection.execute(counting)} == _counts(edition, lang)
    role = edition.roles[0].role
    assert ("role", role.name.zh, role.name["en"]) in connection.execute(finding).fetchall()
    connection.close()


def test_the_workbook_opens_as_the_page_says(site: Site, tmp_path: Path) -> None:
    found = office_tables(site.files["data/latest/catalogue.xlsx"], tmp_path)
    assert len(found["listings"]) == 288
