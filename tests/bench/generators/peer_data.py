"""What the peers' templates lay out: the values that ours are given, said and computed beforehand.

So the peers need neither count nor look up nor draw anything: their fastest form.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalogue.addresses import relative
from catalogue.charts import across, bounds, dot_chart, level_bars, marks, strip
from catalogue.hosts.policy import PAGES, meta_policy
from catalogue.pages import Page
from catalogue.rendering.page_context import PageContext
from catalogue.shown.order import by_initial, positions
from catalogue.site import ASSETS, Site

TYPES = ("industries", "industry", "roles", "role", "titles", "category")
NAV = ("industries", "roles", "titles", "qualifications", "certificates", "matrix", "compare", "about")
FOOTER = ("compare", "errata", "changes", "isco", "data", "search", "lookup", "about")
Data = dict[str, Any]


def shared_data(site: Site, page: Page) -> Data:
    """What all pages of a language have; links begin at the language's folder."""
    context = PageContext(site, page)
    values = context.values_of_all() | context.values()
    home, edition, lang = f"{page.language}/", page.edition, page.language
    return {
        **{name: values[name] for name in ("tag", "other", "other_tag", "source_tag", "site_name")},
        "words": {
            key: word.forms["other"] for key, word in site.words[lang].table.items() if "{" not in word.forms["other"]
        },
        "tools": {key: context.say(f"tools.{key}", **_kept(site, lang, f"tools.{key}")) for key in _TOOLS},
        "other_heads": {
            key: context.say("tools.other", column=context.say(f"table.{key}"), language=values["other_name"])
            for key in ("role", "industry", "level")
        },
        "nav": [
            {"name": one, "href": relative(home, page.address_of(one)), "label": context.say(f"nav.{one}")}
            for one in NAV
        ],
        "footer": [
            {"href": relative(home, page.address_of(one)), "label": context.say(f"nav.{one}")} for one in FOOTER
        ],
        "search": "search/",
        "assets": {
            name: site.assets[ASSETS + name]
            for name in ("site.css", "site.webmanifest", "js/site.js", "search.json", f"search-{lang}.json")
        },
        "policy": str(meta_policy(PAGES)),
        "icon": site.icon,
        "edition": context.say("site.edition"),
        "version": context.say("site.version", version=edition.version, date=context.date(edition.dated)),
        "document": edition.documents[1].name[lang],
        "document_zh": edition.documents[1].name["zh"],
        "titles_document": edition.documents[0].name.zh + edition.documents[0].version,
        "titles_gloss": edition.documents[0].name[lang],
        "titles_heading": [
            f"{edition.titles_heading.number}、{edition.titles_heading.name.zh}",
            edition.titles_heading.name[lang],
        ],
        "note": [edition.note.zh, str(values["foreign"](edition.note[lang]))],
        "columns": {key: getattr(edition.columns, key) for key in ("rank", "role", "index", "level")},
        "levels": {level.id: [level.name[lang], level.name.zh] for level in edition.levels},
        "bounds": [{"x": one.x, "label": one.label, "anchor": one.anchor} for one in bounds(edition)],
        "marks": [{"id": one.level.id, "radius": one.radius, "fill": one.fill} for one in marks(edition)],
    }


_TOOLS = (
    "shown",
    "ordered",
    "rising",
    "falling",
    "copied",
    "link",
    "link_copied",
    "failed",
    "filter",
    "label",
    "order",
    "copy",
    "print",
)


def _kept(site: Site, lang: str, key: str) -> Data:
    """Placeholders that the page keeps for its script."""
    return {name: f"{{{name}}}" for name in site.words[lang].table[key].placeholders}


def page_data(site: Site, page: Page) -> Data:
    """One page, from its head to its foot."""
    context = PageContext(site, page)
    values = context.values_of_all() | context.values()
    cited = context.cited()
    root = relative(page.address, "")
    before, after = cited.gb_t_7714()
    english = {"lang": page.language}
    return {
        "url": page.address,
        "type": page.type.name,
        **english,
        "root": "" if root == "./" else root,
        "home": relative(page.address, f"{page.language}/"),
        "title": values["title"],
        "head_title": values["head_title"],
        "description": context.say(f"pages.{page.type.name}.description"),
        "alternates": [one._asdict() for one in values["alternates"]],
        "x_default": values["x_default"],
        "trail": [{"href": context.href(one), "label": context.say(f"nav.{one}")} for one in page.trail],
        "trail_names": list(page.trail),
        "described": values["described"],
        "embed": values["embed"] and {"href": values["embed"].link, "snippet": str(values["code"](values["embed"].snippet))},
        "citable": context.citable(),
        "cite_href": context.href(page.type.name, page.id, pinned=True),
        "cited": {
            "before": before, "after": after, "accessed": cited.accessed, "zh": cited.document.zh,
            "apa": cited.apa().split(cited.document.zh), "bibtex": cited.bibtex(page.language).split(cited.document.zh),
            "ris": cited.ris(page.language).split(cited.document.zh),
        },
        "files": [{"href": context.download(one.name, "latest"), "type": one.media_type, "label": one.label} for one in values["own_files"]],
        "lead": str(context.text(f"pages.{page.type.name}.lead")),
        **dict(_RECORDS[page.type.name](context, page)),
    }  # fmt: skip


def _named(named: Any, context: PageContext) -> Data:
    speech = context.speech
    return {"id": named.id, "name": named.name[speech.language], "gloss": named.name[speech.other]}


def _linked(named: Any, context: PageContext, type_: str) -> Data:
    return {**_named(named, context), "href": context.href(type_, named.id)}


def _industries(context: PageContext, page: Page) -> Iterator[tuple[str, Any]]:
    drawn = [
        (strip(table.listings, page.edition), _linked(table.industry, context, "industry"), len(table.listings))
        for table in page.edition.tables
    ]
    yield "tables", [
        {
            **named, "rows": str(context.text("counts.listings", n=n)),
            "strip": {"width": one.width, "height": one.height, "bounds": one.bounds, "ticks": [{"level": tick.level.id, "path": tick.path} for tick in one.ticks]},
        }
        for one, named, n in drawn
    ]  # fmt: skip


def _roles(context: PageContext, page: Page) -> Iterator[tuple[str, Any]]:
    groups = by_initial(page.edition.roles, "role", page.language)
    yield "letters", [
        {
            "letter": letter, "anchor": letter.lower(),
            "roles": [{**_linked(one.role, context, "role"), "tables": str(context.text("counts.tables", n=len(one.listings)))} for one in entries],
        }
        for letter, entries in groups
    ]  # fmt: skip


def _titles(context: PageContext, page: Page) -> Iterator[tuple[str, Any]]:
    yield (
        "categories",
        [
            {**_linked(one.term, context, "category"), "majors": str(context.text("counts.majors", n=len(one.majors)))}
            for one in page.edition.categories
        ],
    )


def _category(context: PageContext, page: Page) -> Iterator[tuple[str, Any]]:
    record = page.record
    yield from _named(record.term, context).items()
    yield "pinyin", record.term.pinyin
    yield "open_ended", record.open_ended
    yield "printed", f"（{record.printed.number}）{record.term.name.zh}"
    yield "line", record.printed_line
    yield "majors", [
        {
            "id": term.id, "zh": term.name.zh, "pinyin": term.pinyin,
            "translation": term.name[context.speech.other if page.language == "zh" else page.language],
            "marks": [one.id for one in record.errata_of(term)],
        }
        for term in record.majors
    ]  # fmt: skip
    yield "notes", _notes(record.errata, context)


def _notes(errata: Any, context: PageContext) -> list[Data]:
    return [
        {"id": one.id, "printed": one.printed, "note": str(context.speech.marked(one.note[context.language]))}
        for one in errata
    ]


def _dots(context: PageContext, page: Page, of: str) -> Data:
    drawn = dot_chart(page.record.listings, page.edition, page.language)
    lang = page.language
    return {
        "height": drawn.height, "top": drawn.top, "floor": drawn.floor, "band_height": drawn.floor - drawn.top,
        "tick": drawn.floor + 3, "label": drawn.floor + 15,
        "bands": [{"level": one.level.id, "x": one.x, "width": one.width, "label_x": one.label_x, "label_y": one.label_y, "anchor": one.anchor, "label": one.label} for one in drawn.bands],
        "dots": [
            {
                "id": getattr(one.listing, of).id, "level": one.listing.level.id, "x": one.x, "y": one.y,
                "title": context.say("charts.at", name=getattr(one.listing, of).name[lang], index=one.listing.index, level=one.listing.level.name[lang]),
            }
            for one in drawn.dots
        ],
    }  # fmt: skip


def _table(context: PageContext, page: Page, of: str, counts: Any) -> Iterator[tuple[str, Any]]:
    """What the pages of an industry and of a role have in common."""
    record, lang = page.record, page.language
    places = positions(record.listings, of, lang)
    yield "dots", _dots(context, page, of)
    yield "counts", [{"level": level.id, "n": count} for level, count in counts if count]
    yield "size", len(record.listings)
    yield "rows_said", str(context.text("counts.rows", n=len(record.listings)))
    yield "rows", [
        {
            **_named(getattr(row, of), context),
            "href": context.href(of, getattr(row, of).id, row.role.id if of == "industry" else ""),
            "place": places[getattr(row, of).id],
            "marks": [one.id for one in row.errata],
            "rank": row.rank, "rank_said": str(context.text("pages.role.rank", rank=row.rank, size=row.size)) if of == "industry" else context.say("pages.industry.row", rank=row.rank),
            "index": row.index, "x": across(row.index), "level": row.level.id, "low": row.level.low,
            "line": row.source_line or "",
        }
        for row in record.listings
    ]  # fmt: skip
    yield "source", context.download("source.txt", page.edition.id)


def _industry(context: PageContext, page: Page) -> Iterator[tuple[str, Any]]:
    record = page.record
    yield from _named(record.industry, context).items()
    yield "pinyin", record.industry.pinyin
    yield "printed", f"{record.number}、{record.industry.name.zh}"
    yield from _table(context, page, "role", record.level_counts)
    yield (
        "bars",
        [
            {"level": bar.level.id, "width": bar.width, "rows": str(context.text("counts.rows", n=bar.count))}
            for bar in level_bars(record.level_counts)
        ],
    )
    yield "notes", _notes(record.errata, context)
    yield "previous", record.previous and _linked(record.previous, context, "industry")
    yield "next", record.next and _linked(record.next, context, "industry")
    yield "compare", f"{context.href('compare')}?industries={record.id}"


def _role(context: PageContext, page: Page) -> Iterator[tuple[str, Any]]:
    record, lang, other = page.record, page.language, context.speech.other
    counts = [(level, sum(row.level is level for row in record.listings)) for level in reversed(page.edition.levels)]
    yield from _named(record.role, context).items()
    yield "pinyin", record.role.pinyin
    yield "family", record.family.name[lang]
    yield "caption", str(context.text("pages.role.caption"))
    yield from _table(context, page, "industry", counts)
    group = record.occupation.group
    yield (
        "isco",
        group
        and {
            "href": context.href("isco", "", group.id),
            "code": group.code,
            "zh": group.name.zh,
            "en": group.name["en"],
        },
    )
    yield "match", str(context.text(f"pages.isco.matches.{record.occupation.match}"))
    yield "reason", record.occupation.reason[lang] if record.occupation.reason else ""
    aliases = record.role.aliases
    yield (
        "aliases",
        [{"own": one == lang, "items": list(aliases[one])} for one in (lang, other) if aliases and aliases[one]],
    )
    yield "similar", [_linked(one, context, "role") for one in record.similar]
    yield "notes", _notes(record.all_errata, context)


_RECORDS = {
    "industries": _industries,
    "industry": _industry,
    "roles": _roles,
    "role": _role,
    "titles": _titles,
    "category": _category,
}
