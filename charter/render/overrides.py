"""A project's own templates -> what is wrong with them, each at its file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from charter.problem import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path


def broken_templates(env: Environment, folder: Path, values: Collection[str]) -> Iterator[Problem]:
    """Find what cannot work in the templates of a folder; `values` are the names that pages hand to templates."""
    for path in sorted(folder.rglob("*.html")):
        file = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        try:
            source = path.read_text("utf-8")
            env.compile(source)
            tree = env.parse(source)
        except TemplateSyntaxError as error:
            yield _broken(file, error.lineno, f"This template cannot be read: {(error.message or '').rstrip('.')}.")
        except UnicodeDecodeError:
            yield _broken(file, 1, "This template is not UTF-8 text.", "Save it as UTF-8.")
        else:
            yield from _unknown_names(env, tree, file, values)
            yield from _missing_templates(env, tree, file)


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
    for node in tree.find_all(nodes.Extends):
        if env.loader and isinstance(node.template, nodes.Const) and node.template.value in env.list_templates():
            parent = env.parse(env.loader.get_source(env, node.template.value)[0])
            yield from _own_names(parent)
            yield from _inherited_names(env, parent)


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
