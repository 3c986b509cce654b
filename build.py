#!/usr/bin/env python3
"""Builds the Wenzhou shortage-talent catalogue: YAML in `data/` → a static bilingual site in `site/`.

    python build.py [build]    check the data, write the site; for a host: --compress, --zip; stages: --timings
    python build.py check      list what is wrong in the data
    python build.py serve      build, serve on 127.0.0.1:8000, show anew on every save
    python build.py addresses  record the addresses of what is published
    python build.py diff OLD NEW [--json]  what differs between two editions
    python build.py nginx      print a configuration of nginx for the site
    python build.py import FILE --edition ID [--force]  draft an edition from the official text or .docx
    python build.py schemas    write the schemas by which an editor checks the data

Exit status: 0 fine, 1 problems in the data, 2 wrong usage or what the machine refuses, 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from functools import partial
from pathlib import Path
from typing import get_args

from catalogue.building.interruption import interruptible
from catalogue.building.progress import Progress, watched
from catalogue.building.spread import WorkerLost, processors
from catalogue.building.staging import replace_file, replace_together
from catalogue.building.timings import Timings
from catalogue.building.unchanged import Unchanged
from catalogue.checked import addresses, checked
from catalogue.fields import BaseUrl, EditionId
from catalogue.files.difference_files import difference_between
from catalogue.files.disk import zipped
from catalogue.hosts.nginx import nginx_configuration
from catalogue.hosts.server import Server
from catalogue.load import load
from catalogue.problems import DataProblems, WrongUse, one_line
from catalogue.publish import NotOurs, is_among, publish, spare, staged
from catalogue.reader.folder import changed_since
from catalogue.reader.repairs import refusal
from catalogue.reader.shape import matches
from catalogue.rendering.page_files import Put
from catalogue.schemas import FOLDER, schema_files
from catalogue.whole_site import Shown, WholeSite

COMMANDS = ("build", "check", "serve", "addresses", "diff", "nginx", "import", "schemas")
RARELY = (50_000, 20, 20)  # when to look for garbage that is held in circles: a build leaves little
MANY = 200  # pages from which on several processes render them: starting these takes as long as some 60 pages
HERE = Path(__file__).resolve().parent
LAYOUT = (HERE / "templates", HERE / "static")


def site_of(data: Path, base_url: str = "", archive: bool = False, timings: Timings | None = None) -> WholeSite:
    """The site of the data; with `archive`, one of its files holds all the others for reading from a disk."""
    stage = (timings or Timings()).stage
    packed = b""
    with stage("the data read and checked"):
        read = checked(data)
    if archive:
        with stage("the site as one file"):
            packed = zipped(WholeSite(read, base_url, disk=True).files())
    with stage("assets and search index"):
        return WholeSite(read, base_url, archive=packed)


def site_files(data: Path, base_url: str = "", archive: bool = False) -> dict[str, bytes]:
    """Every file of the site, by its path."""
    return site_of(data, base_url, archive).files()


def nginx(data: Path, base_url: str = "") -> str:
    """The configuration of nginx for the site at its base URL."""
    sources, _, moved = checked(data)
    assert sources.site
    server = Server.at(base_url or sources.site.base_url)
    return nginx_configuration(server, sources.words, moved, bool(sources.site.security_contact))


def build(
    data: Path,
    out: Path,
    base_url: str = "",
    compress: bool = False,
    archive: bool = False,
    timings: Timings | None = None,
) -> int:
    """Check, render, check what was rendered, publish. Returns the number of files.

    Raises DataProblems, also when the data, a template or an asset changed meanwhile.
    """
    timings = timings or Timings()
    layout = Unchanged(LAYOUT, without=out)
    site = site_of(data, base_url, archive, timings)
    processes = processors() if len(site.pages) >= MANY else 1
    with staged(out) as folder:
        count = site.put(
            _with_compressed(folder.write) if compress else folder.write, timings, processes, folder.last.read
        )
        if changed := [*changed_since(site.sources.stamps), *layout.changes()]:
            raise DataProblems(changed)
    timings.end()
    return count


def _with_compressed(put: Put) -> Put:
    from catalogue.hosts.compress import compressed  # needs brotli, which only who publishes needs

    def put_all(path: str, content: bytes) -> None:
        put(path, content)
        for beside, smaller in compressed(path, content):
            put(beside, smaller)

    return put_all


def record_addresses(data: Path) -> int:
    """Add the addresses of the site as it is now to those that must never be lost."""
    sources, catalogue, _ = checked(data)
    known = dict.fromkeys(address for address, _ in sources.addresses)
    new = [address for address in addresses(sources, catalogue) if address not in known]
    replace_file(data / "addresses.txt", "".join(f"{address}\n" for address in (*known, *new)).encode())
    return len(new)


def write_schemas(data: Path) -> int:
    """Write the schemas for the languages of the data anew. Returns their number."""
    sources = load(data)
    if not sources.site:
        raise DataProblems(sources.problems)
    folder = data / FOLDER
    files = schema_files(sources.site.languages)
    replace_together(folder, files, {path.name for path in folder.glob("*.json")}, {})
    return len(files)


def main(arguments: list[str] | None = None) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Chinese is no reason to fail
    options = _parser().parse_intermixed_args(arguments)
    if options.command == "diff" and len(options.operands) != 2:
        _parser().error("diff needs two editions: python build.py diff 2020 2023")
    if options.command == "import" and not (len(options.operands) == 1 and matches(EditionId, options.edition)):
        _parser().error("import needs a document and its edition: python build.py import FILE --edition 2023")
    if options.command not in ("diff", "import") and options.operands:
        _parser().error(f"{options.command} takes no further words: {' '.join(options.operands)}")
    if options.base_url and not matches(BaseUrl, options.base_url):
        which, hint = refusal(options.base_url, get_args(BaseUrl)[1])
        _parser().error(one_line(f"--base-url is “{one_line(options.base_url)}”, {which}. {hint}", 5000))
    if not 0 <= options.port <= 65535:
        _parser().error("--port must be from 0 to 65535")
    if options.command in ("build", "serve") and is_among(options.out, options.data):
        _parser().error(
            f"--out {one_line(str(options.out))} is a place among the files of the data; name another folder"
        )
    spared = "the site was left as it was" if options.command in ("build", "serve") else "nothing was written"
    try:
        with interruptible():
            return _run(options)
    except KeyboardInterrupt:
        print(f"Interrupted; {spared}.", file=sys.stderr)
        return 130
    except DataProblems as found:
        print(found, file=sys.stderr)
        count = len(found.problems)
        print(f"{count} problem{'s' if count > 1 else ''}; {spared}.", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        print(f"This needs a package that is not installed: pip install {error.name}", file=sys.stderr)
        return 2
    except (WrongUse, NotOurs) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or options.out}: {error.strerror}; {spared}.", file=sys.stderr)
        return 2
    except WorkerLost as error:
        hint = "Close other programs, or build with one process, which takes less: taskset --cpu-list 0 make build"
        print(f"{error}; {spared}. {hint}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    """Does what the command line asks for. Returns the exit status."""
    if options.command == "check":
        checked(options.data)
        print("No problems.")
    elif options.command == "serve":
        from catalogue.previewing.preview import Steps
        from catalogue.serve import serve

        spare(options.out)
        steps = Steps(partial(Shown.of, options.data, options.base_url), partial(publish, out=options.out), HERE)
        return serve(steps, options)
    elif options.command == "diff":
        _, catalogue, _ = checked(options.data)
        before, after = options.operands
        print(difference_between(catalogue, before, after, options.json))
    elif options.command == "nginx":
        print(nginx(options.data, options.base_url), end="")
    elif options.command == "import":
        from catalogue.revise import import_edition

        print(import_edition(Path(options.operands[0]), options.edition, options.data, force=options.force), end="")
    elif options.command == "addresses":
        print(f"{record_addresses(options.data)} new addresses recorded.")
    elif options.command == "schemas":
        print(f"{write_schemas(options.data)} schemas in {options.data / FOLDER}.")
    else:
        gc.set_threshold(*RARELY)
        timings = _timings(options.timings)
        count = build(options.data, options.out, options.base_url, options.compress, options.zip, timings)
        print(f"{count} files in {options.out}.")
    return 0


def _timings(asked: bool) -> Timings:
    """What says how far a build is: the timings or, for who only waits, its progress."""
    return Progress(sys.stderr) if not asked and watched(sys.stderr, os.environ) else Timings(shown=asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", nargs="?", default="build", choices=COMMANDS)
    parser.add_argument(
        "operands", nargs="*", help="for diff: the older and the newer edition; for import: the document"
    )
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--out", type=Path, default=Path("site"), help="the folder of the site (default: site)")
    parser.add_argument("--base-url", default="", help="the address at which the site is published, ending in /")
    parser.add_argument("--compress", action="store_true", help="for build: brotli and gzip beside every text file")
    parser.add_argument("--zip", action="store_true", help="for build: also the whole site as one file, data/site.zip")
    parser.add_argument("--timings", action="store_true", help="for build: how long each stage takes")
    parser.add_argument("--json", action="store_true", help="for diff: as JSON")
    parser.add_argument("--port", type=int, default=8000, help="for serve (default: 8000; 0: any that is free)")
    parser.add_argument("--host", default="127.0.0.1", help="for serve: who may read (default: 127.0.0.1, nobody else)")
    parser.add_argument("--edition", default="", help="for import: the edition's year")
    parser.add_argument("--force", action="store_true", help="for import: draft an edition anew that is there already")
    return parser


if __name__ == "__main__":
    sys.exit(main())
