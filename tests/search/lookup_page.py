"""What the tests of the lookup do and see as a reader does."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import FilePayload, Page
from reading import Reader

KNOWN = "CAD制图员"
COMMAS = "Bench fitter (toolmaking, assembly, machine repair)"
SAMPLE = ["机械工程师", "mechanical engineer", "机械", "宇航员"]


def listed(page: Page) -> list[dict[str, Any]]:
    """The answers as the table shows them."""
    return page.locator("[data-lookup-answers] tbody").evaluate(
        """body => [...body.rows].map((row) => ({
          line: Number(row.cells[0].textContent), query: row.cells[1].textContent, answer: row.dataset.answer,
          said: row.cells[2].textContent, entries: [...row.querySelectorAll("[data-result]")].map((one) => one.dataset.result),
          links: [...row.querySelectorAll("a")].map((link) => link.href), where: row.cells[4].textContent }))"""
    )


def finished(page: Page) -> list[dict[str, Any]]:
    page.locator("[data-lookup-download]").wait_for()
    return listed(page)


def pasted(page: Page, text: str) -> None:
    """Puts a long text into the field at once; as key strokes it would take Chromium seconds."""
    page.locator("textarea").evaluate("(area, text) => { area.focus(); area.value = text; }", text)


def looked_up(reader: Reader, lang: str, titles: str) -> list[dict[str, Any]]:
    page = reader.open(f"{lang}/lookup/")
    page.locator("textarea").fill(titles)
    page.locator("[data-lookup] button").click()
    return finished(page)


def chosen(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(FilePayload(name=name, mimeType="", buffer=content))


def dropped(page: Page, name: str, content: bytes) -> None:
    page.locator("textarea").evaluate(
        """(area, [name, bytes]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
          for (const type of ["dragover", "drop"]) {
            const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
            if (area.dispatchEvent(event)) throw new Error("the browser would open the file");
          }
        }""",
        [name, list(content)],
    )
