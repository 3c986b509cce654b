"""Templates as Python's bytecode, kept where Python keeps that of the program, so that most builds compile none.

What is kept can't be stale: a file counts only if it was made of the same source, by the same Python, Jinja2 and
options, and is whole. A folder that can't be written is done without.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

FOLDER = Path(importlib.util.cache_from_source(__file__)).parent / "templates"
_DIGEST = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """The bytecode of one set of templates, compiled in a `way` of our own; `folder` is made when there is something to keep."""

    def __init__(self, folder: Path | None = None, way: str = "") -> None:
        self._folder, self._way = folder or FOLDER, way

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of a template's file, whatever its folder is called."""
        return hashlib.sha256(f"{name}|{filename}".encode(errors="surrogateescape")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            kept = (self._folder / bucket.key).read_bytes()
            code = kept[_DIGEST:]
            if kept[:_DIGEST] == self._digest(bucket, code):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        code = marshal.dumps(bucket.code)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(self._digest(bucket, code) + code)
                Path(part).replace(self._folder / bucket.key)
            except OSError:
                Path(part).unlink()

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        environment = bucket.environment
        options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks, environment.optimized)
        python = importlib.util.MAGIC_NUMBER
        made_of = (bucket.key, bucket.checksum, jinja2.__version__, python, options, self._way)
        return hashlib.sha256(repr(made_of).encode() + code).digest()
