"""Templates → Python as Jinja2 writes it, but that what is asked most often is asked of Python itself, in less time.

`a.b`, `a[b]` and `a(b)` are just that: an attribute is never looked for among items or the other way round, and no
function is given the context. A text is escaped without a call if it is HTML already or was escaped before; what a
macro makes is known to be HTML.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

# What kept bytecode was made by: this file as it is.
WAY = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
_IMPORT = f"; from {__name__} import as_html, escaped"  # after Jinja's own, in the same line, so that lines keep their numbers
_KNOWN = 1 << 14  # texts; those of a page are forgotten before those of all pages

as_html: Callable[[str], Markup] = partial(str.__new__, Markup)  # without a look at what it is


@lru_cache(_KNOWN, typed=True)  # HTML is equal to the text that reads like it
def escaped(text: str) -> str:
    """A text as HTML; what is HTML stays as it is."""
    return str(markupsafe.escape(text))


def with_names(source: str) -> str:
    """A generated module that can name what this one gives."""
    first, end, rest = source.partition("\n")
    return f"{first}{_IMPORT}{end}{rest}"


class Generator(CodeGenerator):
    """Writes the module of a template."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if node.dyn_args or node.dyn_kwargs:
            self.fail("No template of ours calls with * or **.", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        if forward_caller:
            self.write("caller=caller")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(v if (kind := (v := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(").__class__) is Markup else escaped(v) if kind is str else str(v) if kind is int else escape(v))")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(f"return {'' if force_unescaped else 'as_html'}(concat({frame.buffer}))")
