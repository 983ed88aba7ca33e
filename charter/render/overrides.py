"""A project's own templates -> what is wrong with them, each at its file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from charter.problem import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path


_SECTION = "section.html"
_FILLED = {"data", "body"}
"""The blocks of `section.html` in which a section shows something."""


def broken_templates(env: Environment, folder: Path, values: Collection[str]) -> Iterator[Problem]:
    """Find what cannot work in the templates of a folder; `values` are the names that pages hand to templates."""
    for path in sorted(folder.rglob("*.html")):
        file = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        try:
            source = path.read_text("utf-8")
            env.compile(source)
            tree = env.parse(source)
        except TemplateSyntaxError as error:
            yield _broken(file, error.lineno, f"This template cannot be read: {(error.message or '').rstrip(' .')}.")
        except UnicodeDecodeError:
            yield _broken(file, 1, "This template is not UTF-8 text.", "Save it as UTF-8.")
        else:
            yield from _unknown_names(env, tree, file, values)
            yield from _missing_templates(env, tree, file)
            yield from _extends_itself(env, tree, file)


def wordless(env: Environment, sections: Collection[str]) -> frozenset[str]:
    """Give the sections whose templates show nothing of their own: without prose they are empty."""
    return frozenset(ident for ident in sections if not _shows_something(env, f"sections/{ident}.html"))


def _shows_something(env: Environment, name: str) -> bool:
    """Whether a section's template, or one that it builds on, fills `data` or `body`, or stands on its own."""
    chain = list(_lineage(env, name))
    if not chain or chain[-1][0].removeprefix("shipped/") != _SECTION:
        return True  # it stands on its own, or cannot be read, which is told elsewhere
    return any(block.name in _FILLED for _, tree in chain[:-1] for block in tree.find_all(nodes.Block))


def _unknown_names(env: Environment, tree: nodes.Template, file: str, values: Collection[str]) -> Iterator[Problem]:
    """Report names that nobody gives a value, at their first use. Macros and loops of the file itself are known."""
    known = {*values, *env.globals, *_own_names(tree), *_inherited_names(env, tree)}
    unknown = meta.find_undeclared_variables(tree) - known
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in unknown:
            unknown.discard(node.name)
            yield _broken(
                file,
                node.lineno,
                f"There is no value `{node.name}` in templates.",
                did_you_mean(node.name, known),
            )


def _own_names(tree: nodes.Template) -> Iterator[str]:
    """Give what the file itself names: its variables, macros and imports."""
    yield from (node.name for node in tree.find_all(nodes.Name) if node.ctx != "load")
    yield from (node.name for node in tree.find_all(nodes.Macro))
    yield from (node.target for node in tree.find_all(nodes.Import))
    for node in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _inherited_names(env: Environment, tree: nodes.Template) -> Iterator[str]:
    """Give what the templates it extends import and set: its blocks may use that."""
    for parent in _parents(tree):
        for _, ancestor in _lineage(env, parent):
            yield from _own_names(ancestor)


def _parents(tree: nodes.Template) -> Iterator[str]:
    """Give the names of the templates that it extends, where they are plain names."""
    for node in tree.find_all(nodes.Extends):
        if isinstance(node.template, nodes.Const):
            yield node.template.value


def _lineage(env: Environment, name: str) -> Iterator[tuple[str, nodes.Template]]:
    """Give a template and all that it extends, as far as it can be read; each one once, so that a circle ends."""
    seen: set[str] = set()
    waiting = [name]
    known = env.list_templates()
    while waiting:
        name = waiting.pop()
        if name not in known or name in seen or not env.loader:
            continue
        seen.add(name)
        try:
            tree = env.parse(env.loader.get_source(env, name)[0])
        except (TemplateSyntaxError, UnicodeDecodeError):
            continue  # told where it stands
        yield name, tree
        waiting += _parents(tree)


def _extends_itself(env: Environment, tree: nodes.Template, file: str) -> Iterator[Problem]:
    """Report a template that extends its own name, straight or by way of others: `shipped/` was forgotten."""
    own = file.partition("/")[2]
    for node in tree.find_all(nodes.Extends):
        target = node.template.value if isinstance(node.template, nodes.Const) else ""
        if own in (name for name, _ in _lineage(env, target)):
            hint = f'Write `{{% extends "shipped/{own}" %}}`.' if f"shipped/{own}" in env.list_templates() else ""
            yield _broken(file, node.lineno, "This template extends itself.", hint)


def _missing_templates(env: Environment, tree: nodes.Template, file: str) -> Iterator[Problem]:
    known = env.list_templates(extensions=["html"])
    named: nodes.Expr
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template")  # noqa: B009
        if isinstance(named, nodes.Const) and named.value not in known:
            yield _broken(
                file,
                node.lineno,
                f"There is no template `{named.value}`.",
                did_you_mean(str(named.value), known),
            )


def _broken(file: str, line: int, message: str, hint: str = "") -> Problem:
    return Problem("broken-template", Place(file, line, end=0), message, hint)
