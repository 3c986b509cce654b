"""ES modules → one file that a page loads in one request, without comments and spare letters.

Understands the modules that we write: `import { a, b } from "./x.js"`, `export { a } from "./x.js"`, and `export`
before a declaration. Top-level names must differ between the modules of a bundle. Nothing here is needed to work
on the modules: they also run as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from os.path import relpath
from pathlib import Path

import minify  # type: ignore[import-untyped]

from ..problems import DataProblems, Position, Problem

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\./[^"]+)";\n', re.MULTILINE)
_EXPORT_FROM = re.compile(r'^export \{([^}]*)\} from "(\./[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class) (\w+))", re.MULTILINE)
_MISTAKE = re.compile(r"^(.*) on line (\d+) and column (\d+)$", re.MULTILINE)
_STRING_OR_COMMA = re.compile(r'("[^"]*")|, ')
_DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


class NotBundled(Exception):
    """The modules say something that this bundler does not understand."""


def bundle(entry: Path) -> bytes:
    """The module with everything that it imports, exporting what it exports. Raises DataProblems, NotBundled."""
    modules, exported = _modules(entry, {})
    names = ",".join(exported)
    # Inside a function all names may be shortened; on a module's top level none may.
    body = f"export const {{{names}}} = (() => {{\n{''.join(modules.values())}return {{{names}}};\n}})();\n"
    return _minified(body, modules)


def classic_bundle(entry: Path, around: str, instead: Mapping[str, str]) -> bytes:
    """The same as a script that is no module: what stands for `{}` in `around`.

    `instead` names the modules that take the place of others, by the others' names. Raises DataProblems, NotBundled.
    """
    modules, _ = _modules(entry, instead)
    return _minified(around.replace("{}", "{\n" + "".join(modules.values()) + "}"), modules)


def _modules(entry: Path, instead: Mapping[str, str]) -> tuple[dict[Path, str], list[str]]:
    """Every module after those that it needs, and what the entry exports."""
    modules: dict[Path, str] = {}
    exported = _collect(entry.resolve(), modules, instead)
    seen: dict[str, Path] = {}
    for path, text in modules.items():
        for name in _DECLARED.findall(text):
            if seen.setdefault(name, path) != path:
                raise NotBundled(f"{path.name} and {seen[name].name} both declare {name}")
    return modules, exported


def classic(path: Path) -> bytes:
    """A script that is no module. Raises DataProblems."""
    return _minified(path.read_text(encoding="utf-8"), [path])


def _minified(script: str, sources: Iterable[Path]) -> bytes:
    """The script in fewer bytes; same text, same bytes. `sources` are the files that a mistake may be in."""
    try:
        return bytes(minify.string("application/javascript", script).encode())
    except minify.MinifyError:
        if problems := list(_mistakes(sources)):
            raise DataProblems(problems) from None
        raise


def _mistakes(sources: Iterable[Path]) -> Iterator[Problem]:
    """The first mistake of each file, read by itself, so that its lines are those of the editor."""
    for path in sources:
        try:
            minify.string("application/javascript", path.read_text(encoding="utf-8"))
        except minify.MinifyError as error:
            if found := _MISTAKE.search(str(error)):
                place = Position(relpath(path), int(found[2]), int(found[3]))
                yield Problem(place, f"The script can't be read: {found[1]}.", "Mend it here or just before.")


def minified_style(style: str) -> bytes:
    """The style sheet in fewer bytes; same text, same bytes."""
    small = minify.string("text/css", style)
    # The minifier leaves lists in custom properties as they are written.
    return _STRING_OR_COMMA.sub(lambda found: found[1] or ",", small).encode()


def _collect(path: Path, modules: dict[Path, str], instead: Mapping[str, str]) -> list[str]:
    """Adds the module after those that it needs; returns the names that it exports."""
    text = path.read_text(encoding="utf-8")
    exported = _EXPORT.findall(text)
    for names, other in _IMPORT.findall(text) + _EXPORT_FROM.findall(text):
        if " as " in names:
            raise NotBundled(f"{path.name} renames what it imports: {names.strip()}")
        target = (path.parent / other).resolve()
        target = target.with_name(instead.get(target.name, target.name))
        if target not in modules:
            _collect(target, modules, instead)
    for names, _ in _EXPORT_FROM.findall(text):
        exported += [name.strip() for name in names.split(",") if name.strip()]
    text = _EXPORT.sub("", _EXPORT_FROM.sub("", _IMPORT.sub("", text)))
    if left := re.search(r"^(?:import|export)\b.*", text, re.MULTILINE):
        raise NotBundled(f"{path.name}: {left[0]}")
    modules[path] = text
    return exported
