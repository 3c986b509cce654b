"""What the templates of all pages of one type, language and edition share: macros and parts, made for the first of them.

Both are given nothing of the page itself. Links in them are relative, but those pages lie equally deep.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from markupsafe import Markup

# Files of macros, each of which may use those before it; those of the first are named without its name.
_MACROS = ("names", "charts", "notes", "tables", "changes")


def group_values(environment: Environment, values: dict[str, Any]) -> dict[str, Any]:
    """`values`, which all of the pages have, the macros, and `shared`, which gives a part of `templates/shared/`."""
    parts: dict[str, Markup] = {}

    def shared(name: str) -> Markup:
        if name not in parts:
            parts[name] = Markup(environment.get_template(f"shared/{name}.html").render(values | made))
        return parts[name]

    made: dict[str, Any] = {"shared": shared}
    for name in _MACROS:
        module = environment.get_template(f"macros/{name}.html").make_module(values | made)
        if name == _MACROS[0]:
            made.update((key, macro) for key, macro in vars(module).items() if callable(macro))
        made[name] = module
    return values | made
