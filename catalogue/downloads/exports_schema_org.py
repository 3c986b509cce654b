"""The edition in the words of schema.org, as JSON-LD: a dataset with its files, lists of terms, roles as occupations.

A file of its own, to which pages link, and no block in the pages: the checker of the W3C takes every `script` without
an address for one that the pages' policy bars, whatever its type and place. Only what the catalogue says is in it: an
occupation has names and a group of ISCO-08, and neither salary nor tasks. A role has the address that SKOS gives it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..linked import Edition, RoleEntry
from ..names import Term
from ..shown.citations import PUBLISHER
from .export_context import ExportContext
from .exports_skos import ISCO, TURTLE

SCHEMA_ORG = "schema-org.jsonld"
DESCRIBED = ("home", "data", "roles", "role", "titles", "category", "qualifications", "certificates")  # page types
Object = dict[str, Any]
_VOCABULARY = "https://schema.org/"


def schema_org(edition: Edition, context: ExportContext, media_types: Mapping[str, str]) -> bytes:
    """The graph, a thing a line. `media_types` are those of the files above that the dataset is to name."""
    catalogue = _Catalogue(edition, context)
    lists = (
        ("titles", [(term, category.id) for category in edition.categories for term in category.majors]),
        ("qualifications", [(term, "") for term in edition.qualifications.terms]),
        ("certificates", [(term, "") for term in edition.certificates.terms]),
    )
    things = [
        catalogue.dataset(media_types),
        catalogue.roles(),
        *(catalogue.terms(page, terms) for page, terms in lists),
        *(catalogue.occupation(entry) for entry in edition.roles),
    ]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in things)
    return f'{{\n"@context":{json.dumps({"@vocab": _VOCABULARY})},\n"@graph":[\n{lines}\n]\n}}\n'.encode()


class _Catalogue:
    def __init__(self, edition: Edition, context: ExportContext) -> None:
        self.edition, self.context = edition, context

    def _texts(self, texts: Mapping[str, str]) -> list[Object]:
        return [{"@language": tag, "@value": text} for tag, text in self.context.in_tags(texts)]

    def _pages(self, name: str, id_: str = "", fragment: str = "") -> list[Object]:
        return [{"@id": one} for one in self.context.from_files(self.context.pinned_pages(name, id_, fragment))]

    def _own(self, name: str) -> Object:
        return {"@id": f"{self.context.file(SCHEMA_ORG)}#{name}"}

    def dataset(self, media_types: Mapping[str, str]) -> Object:
        """What the data page says of the edition and its files."""
        edition = self.edition
        city = {"@type": "GovernmentOrganization", "name": self._texts(PUBLISHER)}
        documents = [
            {"@type": "CreativeWork", "name": self._texts(one.name), "publisher": city}
            | ({"version": one.version} if one.version else {})
            for one in edition.documents
        ]
        return {
            **self._own("dataset"),
            "@type": "Dataset",
            "name": self._texts(self.context.site_name),
            "description": self._texts(self.context.say("pages.home.description", **edition.facts)),
            "url": self._pages("data"),
            "usageInfo": self._pages("data", fragment="licence"),
            "inLanguage": [words.tag for words in self.context.words.values()],
            "version": edition.version,
            "dateModified": edition.dated,
            "isAccessibleForFree": True,
            "isBasedOn": documents,
            "spatialCoverage": {"@type": "Place", "name": self._texts(PUBLISHER)},
            "distribution": [self._download(name, type_) for name, type_ in media_types.items()],
        }

    def _download(self, name: str, media_type: str) -> Object:
        known = self.context.files[name]
        return {
            "@id": self.context.file(name),
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": media_type,
            "contentUrl": {"@id": self.context.file(name)},
            "contentSize": f"{known.size} B",
            "sha256": known.sha256,
        }

    def roles(self) -> Object:
        """The set of all roles."""
        terms = [{"@id": self._role(entry)} for entry in self.edition.roles]
        return self._term_set("roles", self.context.say("nav.roles"), terms)

    def terms(self, page: str, terms: Iterable[tuple[Term, str]]) -> Object:
        """The set of a list's entries, each with the id of the page that has it, if it is not the list's own."""
        found = []
        for term, category in terms:
            where = self._pages("category", category, term.id) if category else self._pages(page, fragment=term.id)
            names = {"name": self._texts(term.name), "termCode": term.id, "url": where}
            found.append({**self._own(f"{category or page}-{term.id}"), "@type": "DefinedTerm", **names})
        return self._term_set(page, self.context.say(f"nav.{page}"), found)

    def _term_set(self, page: str, name: Mapping[str, str], terms: list[Object]) -> Object:
        kind = {"@type": "DefinedTermSet", "name": self._texts(name), "url": self._pages(page)}
        return {**self._own(page), **kind, "hasDefinedTerm": terms}

    def _role(self, entry: RoleEntry) -> str:
        return f"{self.context.file(TURTLE)}#{entry.id}"

    def occupation(self, entry: RoleEntry) -> Object:
        """A role: its names and, by our judgement, its group of ISCO-08."""
        aliases = [alias for names in entry.role.aliases.values() for alias in names]
        found: Object = {
            "@id": self._role(entry),
            "@type": ["Occupation", "DefinedTerm"],
            "name": self._texts(entry.role.name),
            "alternateName": [entry.role.pinyin, *aliases],
            "termCode": entry.id,
            "inDefinedTermSet": self._own("roles"),
            "url": self._pages("role", entry.id),
        }
        if group := entry.occupation.group:
            found["occupationalCategory"] = {
                "@id": f"{ISCO}{group.code}",
                "@type": "CategoryCode",
                "codeValue": group.code,
                "name": {"@language": "en", "@value": group.name["en"]},
                "inCodeSet": {"@type": "CategoryCodeSet", "name": "ISCO-08"},
            }
        return found
