"""Data flows one way: a module imports only modules that stand above it, and stays small enough for a head."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "catalogue"

# The order in which data flows. A new module gets its place here.
ORDER = (
    "frozen", "problems",
    "base_url", "fields", "names", "model", "crosswalk",
    "yaml_text", "yaml_failure", "yaml_errors", "yaml_reader", "repairs", "shape",
    "words", "prose", "contradictions", "schemas", "folder", "load",
    "search_pinyin", "search_readings", "search_aliases", "search",
    "rules_names", "rules_crosswalk", "rules_texts", "rules_pinyin", "rules_search", "rules_site",
    "rules_edition", "rules_history", "rules_tables", "rules_totals", "rules_errata", "rules",
    "official_text", "official_lines", "official",
    "source_lines", "linked", "link", "isco",
    "erratum_places", "entries", "differences", "difference_files", "history", "order", "matrix", "charts", "qr",
    "addresses", "moves", "pages", "policy", "hashed", "sums", "late", "error_report", "citations", "edition_links", "embed",
    "resources", "edition_lists", "export_context", "last_site", "made_before",
    "schema_records", "exports_schema", "exports_json", "exports_csv", "exports_csvw", "exports_package",
    "rdf", "exports_skos", "exports_schema_org", "exports_workbook", "exports_database", "exports",
    "scripts", "worker", "generated", "markup", "speech", "site", "compare", "disk", "page_links", "page_context", "feed",
    "compiled", "templates", "page_group", "render", "markdown_twin", "markdown_files",
    "page_scan", "site_check", "page_files", "keys",
    "moved_files", "assets",
    "script_words", "search_files",
    "discovery", "hosting", "compress", "interruption", "spread", "exported", "timings", "progress",
    "publish", "staging", "server", "nginx", "making", "checked", "whole_site",
    "watch", "unchanged", "report", "preview", "listen", "serve",
    "docx_xml", "docx_numbers", "docx_text", "document",
    "known", "printed", "draft", "draft_pinyin", "draft_names", "draft_errata", "import_report", "revise",
)  # fmt: skip

PATHS = {path.stem: path for path in PACKAGE.rglob("*.py") if path.stem != "__init__"}
MODULES = sorted(PATHS)
FOLDERS = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
LONGEST = 250  # lines


def imported(path: Path) -> set[str]:
    """The modules of the package that a file imports, wherever in the file, by their names without their folders."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.level or f"{node.module}.".startswith("catalogue.")):
            last = (node.module or "").rpartition(".")[2]
            found |= {alias.name for alias in node.names} if last in ("", "catalogue", *FOLDERS) else {last}
        elif isinstance(node, ast.Import):
            found |= {alias.name.rpartition(".")[2] for alias in node.names if alias.name.startswith("catalogue.")}
    return found


def test_every_module_has_its_place_in_the_order() -> None:
    assert sorted(ORDER) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_from_above(module: str) -> None:
    above = ORDER[: ORDER.index(module)] if module in ORDER else []
    assert imported(PATHS[module]) <= set(above)


@pytest.mark.parametrize("module", MODULES)
def test_module_is_no_longer_than_a_head_can_hold(module: str) -> None:
    assert len(PATHS[module].read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_only_the_recipe_knows_the_whole_flow() -> None:
    """`build.py` starts at the data and ends on the disk; no module in between reaches that far."""
    ends = {"load", "publish"}
    assert ends <= imported(ROOT / "build.py")
    assert [module for module in MODULES if ends <= imported(PATHS[module])] == []
    assert [module for module in MODULES if "build" in imported(PATHS[module])] == []


@pytest.mark.parametrize("folder", sorted([PACKAGE.name, *FOLDERS]))
def test_a_folder_says_what_it_holds_and_is_no_module(folder: str) -> None:
    said = PACKAGE / (folder if folder in FOLDERS else "") / "__init__.py"
    (only,) = ast.parse(said.read_text(encoding="utf-8")).body
    assert isinstance(only, ast.Expr)
    assert isinstance(only.value, ast.Constant)


def test_no_two_modules_have_the_same_name() -> None:
    assert len(PATHS) == len([path for path in PACKAGE.rglob("*.py") if path.stem != "__init__"])
    assert not FOLDERS & set(MODULES)


def test_imports_are_read_in_all_their_forms(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text(
        "from .a import x\nfrom . import b, c\nimport catalogue.d\nfrom catalogue.e import y\nfrom catalogue import f\n"
        "import json\nfrom json import loads\ndef g():\n    from .h import z\n"
        "from ..reader.i import x\nfrom .checks import j\nfrom catalogue.checks.k import y\nimport catalogue.files.l\n"
    )
    assert imported(tmp_path / "m.py") == set("abcdefhijkl")
