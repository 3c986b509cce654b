"""Jinja2 for our templates: what they have always meant, in less time.

Includes are put in place when a template is loaded: a page then needs no context for each of them. What a text
becomes when it is escaped is remembered: names and words stand on many pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import markupsafe
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup

from .compiled import CompiledTemplates

T = TypeVar("T")
_INCLUDE = re.compile(r'^\{% include "([a-z/.-]+)" %\}\n', re.MULTILINE)
_ESCAPE = f"; from {__name__} import escape"  # after Jinja's own, in the same line, so that lines keep their numbers
_KNOWN = 1 << 14  # texts; those of a page are forgotten before those of all pages


class Templates(Environment):
    """The templates of a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            loader=_Loader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # templates are loaded anew for each build
            cache_size=-1,  # no limit: we have a few dozen, and counting uses takes longer than finding them
            bytecode_cache=CompiledTemplates(way=_ESCAPE),
        )
        self.context_class = _Context

    def _generate(self, *template: Any, **options: Any) -> str:
        first, end, rest = super()._generate(*template, **options).partition("\n")
        return f"{first}{_ESCAPE}{end}{rest}"


class _Loader(FileSystemLoader):
    """Templates with their includes in place, whose variables stay their own as ever."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, is_current = super().get_source(environment, template)

        def included(match: re.Match[str]) -> str:
            return f"{{% with %}}{self.get_source(environment, match[1])[0].removesuffix(chr(10))}{{% endwith %}}\n"

        return _INCLUDE.sub(included, source), file, is_current


class _Context(Context):
    """Calls functions as they are: none of ours asks for Jinja's own context, which is looked for at each call."""

    def call(
        self,
        function: Callable[..., T],
        /,
        *values: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> T:
        return function(*values, **named)


def escape(value: Any) -> str:
    """As HTML; what is HTML stays as it is."""
    return value if value.__class__ is Markup else _escaped(value)


@lru_cache(_KNOWN, typed=True)
def _escaped(value: Any) -> str:
    return str(markupsafe.escape(value))
