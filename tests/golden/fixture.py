"""The golden site: a made-up catalogue with the real words and prose, and what its pages contain.

What is kept of a page is what a design may not change by chance: headings, tables, facts, links and
foreign texts. Wrappers, class names and paragraphs are left out.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from fidelity import Page, fold

from catalogue.pages import PAGE_TYPES

GOLDEN = Path(__file__).resolve().parent
AFTER = GOLDEN / "after"
SHARED = ("words", "pages", "readings.yaml", "traditional.yaml")  # from the real data
# The pages of the types that have many, unpinned and pinned; of every other type, the one page is shown.
EXAMPLES = (
    "industries/lanterns/", "roles/kite-designer/", "roles/string-winder/", "titles/paper-and-bamboo/",
    "2001/industries/lanterns/", "2001/roles/string-winder/",
)  # fmt: skip
_SIZE = re.compile(r"[0-9.]+ kB=[0-9]+")  # of a file: the one of a database depends on the release of SQLite
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def make_data(real: Path, folder: Path) -> Path:
    """The fixture's data in a new folder, completed by the real words and prose."""
    shutil.copytree(GOLDEN / "data", folder)
    for name in SHARED:
        if (real / name).is_dir():
            shutil.copytree(real / name, folder / name)
        elif (real / name).exists():
            shutil.copy(real / name, folder / name)
    return folder


def extracts(files: dict[str, bytes]) -> dict[str, str]:
    """What each shown page contains, by the name of the file in `after/`."""
    shown = {"chooser.txt": extract(Page("index.html", files["index.html"]))}
    for folder in [*(one.path for one in PAGE_TYPES if "{id}" not in one.path), *EXAMPLES]:
        for lang in ("zh", "en"):
            path = f"{lang}/{folder}index.html"
            name = f"{lang} {folder.rstrip('/') or 'home'}".replace("/", " ").replace(" ", "_")
            shown[f"{name}.txt"] = extract(Page(path, files[path]))
    return shown


def extract(page: Page) -> str:
    """A page as lines: its head, then what its main part has of headings, tables, facts, links, foreign texts."""
    lines = [f"/{page.address} [{page.root.attrib['lang']}]", f"title: {page.title}"]
    for link in page.all("link", rel="alternate"):
        lines.append(f"alternate {link.attrib.get('hreflang') or link.attrib['type']}: {link.attrib['href']}")
    return _SIZE.sub("… kB", "\n".join([*lines, *_lines(page, page.main), ""]))


def _lines(page: Page, element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _HEADINGS:
            yield f"{'#' * int(child.tag[1])} {_inline(page, child)}"
        elif child.tag == "table":
            yield from _table(page, child)
        elif child.tag == "a":
            yield f"- {_link(page, child)}"
        elif child.tag in ("dt", "dd"):
            yield f"{'' if child.tag == 'dt' else '  '}{_inline(page, child)}"
        elif page.languages[child] != page.languages[element]:
            yield f"{{{page.languages[child]}: {_inline(page, child)}}}"
        else:
            yield from _lines(page, child)


def _table(page: Page, table: Element) -> Iterator[str]:
    yield f"table: {_inline(page, page.one('caption', table))}"
    for row in page.all("tr", table):
        id_ = f" #{row.attrib['id']}" if "id" in row.attrib else ""
        shown = [("*" if cell.tag == "th" else "") + _inline(page, cell) for cell in row]
        yield f"|{id_} | {' | '.join(shown)} |"


def _link(page: Page, anchor: Element) -> str:
    return f"[{_inline(page, anchor)}]({anchor.attrib.get('href', '')})"


def _inline(page: Page, element: Element) -> str:
    """Text with `{lang: …}` around foreign words and `[…](…)` for links."""
    parts = [element.text or ""]
    for child in element:
        inner = _link(page, child) if child.tag == "a" else _inline(page, child)
        if page.languages[child] != page.languages[element]:
            inner = f"{{{page.languages[child]}: {inner}}}"
        if "value" in child.attrib:
            inner = f"{inner}={child.attrib['value']}"
        parts += [inner, child.tail or ""]
    return fold("".join(parts))
