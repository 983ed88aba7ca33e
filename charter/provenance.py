"""Where a value comes from: the chain of layers that `charter why` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.problem import CharterError, KeyPath, did_you_mean, show_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.source import Node


def chain(tree: Node, text: str) -> Iterator[str]:
    """Say for each value at or below a path what it is and where it was written, and what it replaced.

    A path is written as in the files: `commitments.question.first_reply`, `fee.amount`, `contacts[0].email`. Without one,
    the values that the client's own file gives are told. Raises `CharterError` where nothing stands at the path.
    """
    path, node = _find(tree, text)
    for below, leaf in _leaves(path, node):
        if text or layer_of(leaf.place.file).startswith("client "):
            yield f"{_own(below)}: {leaf.value}"
            yield f"    {leaf.anchor}  ({layer_of(leaf.place.file)})"
            yield from _replaced(leaf)


def _own(path: KeyPath) -> str:
    """Write a path as it stands in the file, where a client's and a tier's own keys are at the top."""
    if path == ("tier", "id"):
        return "tier"
    return show_path(path[1:] if path[:1] in {("client",), ("tier",)} and len(path) > 1 else path)


def _replaced(leaf: Node) -> Iterator[str]:
    before = leaf.replaced
    while before is not None:
        yield f"      instead of {_short(before)}  {before.anchor}  ({layer_of(before.place.file)})"
        before = before.replaced


def _short(node: Node) -> str:
    return (
        node.value
        if isinstance(node.value, str)
        else "; ".join(f"{show_path(path)}: {leaf.value}" for path, leaf in _leaves((), node))
    )


def layer_of(file: str) -> str:
    """Name the layer a file belongs to, in words."""
    folder, _, name = file.rpartition("/")
    name, _, language = name.removesuffix(".yaml").partition(".")
    kind = {"content/tiers": "tier", "content/states": "state", "content/clients": "client"}.get(folder)
    layer = f"{kind} {name}" if kind else "agency"
    return f"{layer}, translation {language}" if language else layer


def _leaves(path: KeyPath, node: Node) -> Iterator[tuple[KeyPath, Node]]:
    if isinstance(node.value, str):
        yield path, node
        return
    children = node.value.items() if isinstance(node.value, dict) else enumerate(node.value)
    for step, child in children:
        yield from _leaves((*path, step), child)


def _find(tree: Node, text: str) -> tuple[KeyPath, Node]:
    """Find a path; a client's and a tier's own keys may be named without `client.` and `tier.`."""
    path = _parse(text)
    for home in ((), ("client",), ("tier",)):
        node = tree.at((*home, *path))
        if node is not None:
            return path, node
    raise CharterError(_dropped(tree, path) or f"There is nothing at `{text}`. {_nearest(tree, path)}".strip())


def _dropped(tree: Node, path: KeyPath) -> str:
    """Say where the value was taken away, if it was."""
    for number, step in enumerate(path):
        group = tree.at(path[:number])
        word = next((word for word in group.dropped if word.text == step), None) if group else None
        if word:
            return f"`{show_path(path)}` was dropped at {word.place} ({layer_of(word.place.file)})."
    return ""


def _parse(text: str) -> KeyPath:
    steps = text.replace("[", ".").replace("]", "").split(".")
    return tuple(int(step) if step.isascii() and step.isdigit() else step for step in steps if step)


def _nearest(tree: Node, path: KeyPath) -> str:
    """Suggest a key at the first step that leads nowhere."""
    node, done = tree, 0
    while done < len(path) and (child := node.child(path[done])) is not None:
        node, done = child, done + 1
    keys: list[str] = list(node.value) if isinstance(node.value, dict) else []
    if not done:
        keys += [key for home in ("client", "tier") if (own := tree.child(home)) for key in own.value]  # type: ignore[misc]
    return did_you_mean(str(path[done]), keys) if done < len(path) else ""
