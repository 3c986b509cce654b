"""Templates → Python as Jinja2 writes it, but that what is asked most often is asked of Python itself, in less time.

`a.b`, `a[b]` and `a(b)` are just that: an attribute is never looked for among items or the other way round, and no
function is given the context. A text is escaped without a call if it is HTML already or was escaped before. A macro is
a Python function, whose result is known to be HTML; a template or block gives all its pieces as one. Names are looked
up once, and words that are the same on all pages without a call.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.idtracking import VAR_LOAD_RESOLVE
from markupsafe import Markup

# What kept bytecode was made by: this file as it is.
WAY = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
_IMPORT = f"; from {__name__} import as_html, html_of"  # after Jinja's own, in the same line, so that lines keep their numbers
_KNOWN = 1 << 14  # texts; then all are forgotten
_SIGN = re.compile("[&<>'\"]")  # what has a meaning in HTML
_GIVEN = {"loop", "caller"}  # by Jinja2
_SAYING = {"t", "say"}  # words; `fixed_t` and `fixed_say` hold those that are the same on all pages, by their keys

as_html: Callable[[str], Markup] = partial(str.__new__, Markup)  # without a look at what it is


def escaped(text: str) -> str:
    """A text as HTML; what is HTML stays as it is."""
    return str(markupsafe.escape(text)) if _SIGN.search(text) else text


class _Escaped(dict[str, str]):
    """Texts, never HTML, and what they are as HTML."""

    def __missing__(self, text: str) -> str:
        if len(self) == _KNOWN:
            self.clear()
        self[text] = html = escaped(text)
        return html


html_of = _Escaped()


def with_names(source: str) -> str:
    """A generated module that can name what this one gives."""
    first, end, rest = source.partition("\n")
    return f"{first}{_IMPORT}{end}{rest}"


def _outside_blocks(node: nodes.Node) -> Iterator[nodes.Node]:
    """What is in a node, but not in a block in it, for that is a function of its own."""
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.Block):
            yield child
            yield from _outside_blocks(child)


class Generator(CodeGenerator):
    """Writes the module of a template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.template = node
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        if frame.parent is None:  # of a template or block
            self._load(self.blocks[frame.block] if frame.block else self.template, frame)
            self.buffer(frame)
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        super().leave_frame(frame, with_python_scope)
        if frame.parent is None:
            self.writeline(f"yield concat({frame.buffer})")

    def _load(self, whole: nodes.Node, frame: Frame) -> None:
        """Has names that nothing in the template or block assigns looked up at its start, not in every loop and macro."""
        names = [one for one in _outside_blocks(whole) if isinstance(one, nodes.Name)]
        assigned = {one.name for one in names if one.ctx != "load"}
        for name in sorted({one.name for one in names} - assigned - _GIVEN):
            frame.symbols.load(name)
            if name in _SAYING:
                frame.symbols.load(f"fixed_{name}")

    def get_resolve_func(self) -> str:
        return f"{self.get_context_ref()}.resolve"  # gives what can't be used where there is nothing, so `visit_Name` need not ask

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:
        ref = frame.symbols.ref(node.name)
        if node.ctx == "load" and (frame.symbols.find_load(ref) or ("",))[0] == VAR_LOAD_RESOLVE:
            self.write(ref)
        else:
            super().visit_Name(node, frame)

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
        fixed = self._fixed(node, frame)
        self.write(fixed)
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        if forward_caller:
            self.write("caller, ")
        for named in node.kwargs:
            self.visit(named, frame)
            self.write(", ")
        self.write("))" if fixed else ")")

    def _fixed(self, node: nodes.Call, frame: Frame) -> str:
        """What stands before a call that says words, to take them without it; nothing before others."""
        match node:
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=key)], kwargs=[]) if name in _SAYING:
                words = frame.symbols.find_ref(f"fixed_{name}")
                return f"({words}.get({key!r}) or " if words else ""
        return ""

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.node.defaults or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            self.fail("No macro of ours has defaults, kwargs or varargs.", macro_ref.node.lineno)
        self.write("macro")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(v if (kind := (v := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(").__class__) is Markup else html_of[v] if kind is str else str(v) if kind is int else escape(v))")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(f"return as_html(concat({frame.buffer}))")
