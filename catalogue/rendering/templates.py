"""Jinja2 for our templates: what they have always meant, in less time.

Includes are put in place when a template is loaded: a page then needs no context for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .compiled import CompiledTemplates
from .generated import WAY, Generator, with_names

_INCLUDE = re.compile(r'^\{% include "([a-z/.-]+)" %\}\n', re.MULTILINE)


class Templates(Environment):
    """The templates of a folder."""

    code_generator_class = Generator

    def __init__(self, folder: Path) -> None:
        super().__init__(
            loader=_Loader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # templates are loaded anew for each build
            cache_size=-1,  # no limit: we have a few dozen, and counting uses takes longer than finding them
            bytecode_cache=CompiledTemplates(way=WAY),
        )

    def make_globals(self, own: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's, as they are: a page copies them in less time than Jinja2's chain of mappings."""
        return self.globals if own is None else super().make_globals(own)

    def _generate(self, *template: Any, **options: Any) -> str:
        return with_names(super()._generate(*template, **options))


class _Loader(FileSystemLoader):
    """Templates with their includes in place, whose variables stay their own as ever."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, is_current = super().get_source(environment, template)

        def included(match: re.Match[str]) -> str:
            return f"{{% with %}}{self.get_source(environment, match[1])[0].removesuffix(chr(10))}{{% endwith %}}\n"

        return _INCLUDE.sub(included, source), file, is_current
