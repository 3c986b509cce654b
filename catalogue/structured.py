"""What search engines read of a page: schema.org in JSON-LD, as a data block of the page's head.

Only what the page itself says. An occupation has names and a group of ISCO-08, and neither salary nor tasks, because
the catalogue names none. Addresses are absolute if the site has a base URL, else relative to the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from markupsafe import Markup

from .citations import PUBLISHER
from .exports import LATEST, Export
from .linked import RoleEntry
from .pages import Page

Object = dict[str, Any]
# What could end the block or begin a comment in it; JSON reads the same from the escapes.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_CONTEXT = "https://schema.org"


class Described(NamedTuple):
    """A page as structured data names it; `steps` are the pages above it, from the home page down, with their links."""

    page: Page
    title: str
    description: str
    site: str
    tag: str
    steps: tuple[tuple[str, str], ...]
    page_link: Callable[..., str]  # to another page by type, id and fragment
    file_link: Callable[[str], str]  # to a file of the site
    exports: tuple[Export, ...]


def data_block(described: Described) -> Markup:
    """The JSON of the page, which can stand in a `script` element; empty if there is nothing to say."""
    graph = _breadcrumbs(described)
    if write := _BY_TYPE.get(described.page.type.name):
        graph += write(described)
    if not graph:
        return Markup()
    content = {"@context": _CONTEXT, "@graph": graph}
    return Markup(json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def _breadcrumbs(one: Described) -> list[Object]:
    if not one.steps:
        return []
    items: list[Object] = [{"name": name, "item": link} for name, link in one.steps]
    items.append({"name": one.title})
    places = [{"@type": "ListItem", "position": number, **item} for number, item in enumerate(items, 1)]
    return [{"@type": "BreadcrumbList", "itemListElement": places}]


def _role(one: Described) -> list[Object]:
    entry: RoleEntry = one.page.record
    language, name = one.page.language, entry.role.name
    others = [text for key, text in name.items() if key != language]
    occupation: Object = {
        "@type": ["Occupation", "DefinedTerm"],
        "name": name[language],
        "alternateName": [*others, *entry.role.aliases[language]],
        "termCode": entry.id,
        "inDefinedTermSet": one.page_link("roles", "", "set"),
    }
    if group := entry.occupation.group:
        occupation["occupationalCategory"] = {
            "@type": "CategoryCode",
            "codeValue": group.code,
            "name": group.name["en"],
            "inCodeSet": {"@type": "CategoryCodeSet", "name": "ISCO-08"},
        }
    return [occupation]


def _roles(one: Described) -> list[Object]:
    terms = [
        {"@type": "DefinedTerm", "name": entry.role.name[one.page.language], "url": one.page_link("role", entry.id)}
        for entry in one.page.edition.roles
    ]
    return [
        {
            "@type": "DefinedTermSet",
            "@id": one.page_link("roles", "", "set"),
            "name": one.title,
            "inLanguage": one.tag,
            "hasDefinedTerm": terms,
        }
    ]


def _dataset(one: Described) -> list[Object]:
    edition, language = one.page.edition, one.page.language
    document = edition.documents[-1]
    publisher = {"@type": "GovernmentOrganization", "name": PUBLISHER[language]}
    files = [
        {
            "@type": "DataDownload",
            "name": export.name,
            "encodingFormat": export.media_type,
            "contentUrl": one.file_link(f"data/{LATEST}/{export.name}"),
        }
        for export in one.exports
        if not export.of_records
    ]
    dataset = {
        "@type": "Dataset",
        "name": one.site,
        "description": one.description,
        "url": one.page_link("data"),
        "inLanguage": ["zh-Hans", "en"],
        "version": edition.version,
        "dateModified": edition.dated,
        "isAccessibleForFree": True,
        "isBasedOn": {"@type": "CreativeWork", "name": document.name.zh, "publisher": publisher},
        "spatialCoverage": {"@type": "Place", "name": {"zh": "温州"}.get(language, "Wenzhou")},
        "distribution": files,
    }
    return [dataset]


_BY_TYPE: dict[str, Callable[[Described], list[Object]]] = {"role": _role, "roles": _roles, "data": _dataset}
