"""An id that changes: every link that anybody made to its pages, lines and files goes on working."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from built_site import BASE_URL, Pages, Site
from hypothesis import given
from hypothesis import strategies as st

import build
from catalogue.fields import Where
from catalogue.hosts.policy import meta_policy
from catalogue.moves import Move, moves
from catalogue.names import Redirect
from catalogue.problems import DataProblems, Position

OLD, NEW = "roles/kite-designer/", "roles/sample-designer/"
REDIRECT = f"redirects:\n  - {{from: {OLD}, to: {NEW}}}\n"


@pytest.fixture
def renamed(small_data: Path, tmp_path: Path) -> Path:
    """The made-up data, once published, with another id for a role."""
    data = Path(shutil.copytree(small_data, tmp_path / "data"))
    build.record_addresses(data)
    for path in (data / "roles.yaml", data / "corrections.yaml", *data.glob("crosswalks/*.yaml")):
        text = path.read_text(encoding="utf-8")
        for before, after in (("id: ", "\n"), ("similar: [", "]"), ("role: ", ","), ("page: roles/", "/")):
            text = text.replace(f"{before}kite-designer{after}", f"{before}sample-designer{after}")
        path.write_text(text, encoding="utf-8")
    return data


def test_a_lost_address_fails_the_build_and_says_what_to_write(renamed: Path) -> None:
    with pytest.raises(DataProblems) as found:
        build.site_files(renamed)
    lost = [problem for problem in found.value.problems if problem.position.file.endswith("addresses.txt")]
    assert len(lost) == len(found.value.problems) >= 4
    lines = (renamed / "addresses.txt").read_text(encoding="utf-8").splitlines()
    pages = [problem for problem in lost if problem.message.startswith(("The address /en/", "The address /zh/"))]
    for problem in pages:
        assert lines[problem.position.line - 1] in problem.message
        assert "{from: roles/kite-designer/, to: …} to redirects.yaml" in problem.hint


def test_a_redirect_is_a_page_that_leads_on_in_every_language_and_edition(renamed: Path) -> None:
    (renamed / "redirects.yaml").write_text(REDIRECT, encoding="utf-8")
    for base_url in ("", BASE_URL):
        files = build.site_files(renamed, base_url)
        pages = Pages(files)
        for prefix in ("zh/", "en/", "zh/2001/", "en/2001/"):
            page = pages.at(prefix + OLD)
            (refresh,) = [one for one in page.all("meta") if one.attrib.get("http-equiv") == "refresh"]
            assert meta_policy().encode() in page.raw
            delay, _, address = refresh.attrib["content"].partition("; url=")
            (link,) = page.anchors(page.main)
            assert delay == "0"
            assert {page.target(one) for one in (address, link.attrib["href"])} == {(f"{prefix}{NEW}index.html", "")}
            (canonical,) = page.all("link", rel="canonical")
            assert page.target(canonical.attrib["href"], base_url) == (f"{prefix}{NEW}index.html", "")
        rules = files["_redirects"].decode().splitlines()
        root = "/catalogue/" if base_url else "/"
        assert f"{root}en/2001/{OLD} {root}en/2001/{NEW} 301" in rules
        assert len(rules) == len([rule for rule in rules if rule.startswith(root) and rule.endswith(" 301")])


def test_links_to_the_lines_of_a_moved_role_go_on_working(renamed: Path) -> None:
    (renamed / "redirects.yaml").write_text(REDIRECT, encoding="utf-8")
    pages = Pages(build.site_files(renamed))
    for address in ("en/industries/kites/", "zh/2001/industries/kites/", "en/matrix/"):
        assert {"sample-designer", "kite-designer"} <= {*pages.at(address).ids}, address


def test_without_moves_there_are_no_rules(site: Site) -> None:
    assert "_redirects" not in site.files


def _redirect(old: str, new: str) -> Redirect:
    return Redirect(at=Where(Position("redirects.yaml", 3), {}, whole=True), old=old, new=new)


def _published(*addresses: str) -> list[tuple[str, Position]]:
    return [(address, Position("addresses.txt", line)) for line, address in enumerate(addresses, 1)]


@pytest.mark.parametrize(
    ("lost", "target"),
    [
        ("/en/roles/old/", "/en/roles/new/"),
        ("/zh/2020/roles/old/", "/zh/2020/roles/new/"),
        ("/en/embed/roles/old/", "/en/embed/roles/new/"),
        ("/data/2020/roles/old.json", "/data/2020/roles/new.json"),
    ],
)
def test_one_redirect_moves_every_address_of_its_page(lost: str, target: str) -> None:
    found, problems = moves(_published(lost), {target}, [_redirect("roles/old/", "roles/new/")])
    assert (found, problems) == ([Move(lost[1:], target[1:])], [])


@pytest.mark.parametrize("kept", ["/en/roles/golden-old/", "/en/roles/old/x/", "/en/old/"])
def test_a_redirect_moves_no_other_address(kept: str) -> None:
    found, problems = moves(_published(kept), {"/en/roles/new/"}, [_redirect("roles/old/", "roles/new/")])
    assert found == []
    assert "was published, and nothing has it now" in problems[0].message


def test_a_redirect_to_nothing_and_one_that_nothing_needs_are_problems() -> None:
    gone = _redirect("roles/old/", "roles/nowhere/")
    _, problems = moves(_published("/en/roles/old/", "/zh/roles/old/"), set(), [gone, _redirect("a/", "b/")])
    assert [problem.message for problem in problems] == [
        "/en/roles/old/ is said to have moved to /en/roles/nowhere/, and nothing is there.",
        "No published page is lost at “a/”, so nothing needs to move.",
    ]


@given(st.sets(st.from_regex(r"[a-z]{1,4}", fullmatch=True), max_size=12), st.data())
def test_every_published_address_is_kept_moved_or_a_problem(ids: set[str], data: st.DataObject) -> None:
    fates = {id_: data.draw(st.sampled_from(("kept", "moved", "lost"))) for id_ in sorted(ids)}
    of = {fate: [id_ for id_ in fates if fates[id_] == fate] for fate in ("kept", "moved", "lost")}
    published = _published(*(f"/en/roles/{id_}/" for id_ in fates))
    now = {f"/en/roles/{id_}/" for id_ in of["kept"]} | {"/en/roles/new/"}
    redirects = [_redirect(f"roles/{id_}/", "roles/new/") for id_ in of["moved"]]
    found, problems = moves(published, now, redirects)
    assert [move.old for move in found] == [f"en/roles/{id_}/" for id_ in of["moved"]]
    assert [problem.message.split()[2] for problem in problems] == [f"/en/roles/{id_}/" for id_ in of["lost"]]
