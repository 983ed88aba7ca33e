"""The tags of a Markdown section: `{{ dotted.name }}` and `{% if dotted.name %}`, read and checked by Jinja's parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError, nodes

from charter.problem import Problem, did_you_mean
from charter.source.prose_caps import MOST_LEVELS

if TYPE_CHECKING:
    from charter.source.prose_caps import Source

_KINDS = ("if", "elif", "else", "endif")
_OPENS = re.compile(r"\{[{%#]")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LONGEST = 200
"""Characters of a tag: far more than any name has, far less than what would keep the parser busy."""
_JINJA = Environment()  # noqa: S701  it only parses; nothing is ever rendered by it
_FORMS = "Write `{{ client.name }}`, or `{% if client.website %} ... {% endif %}`."
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Filter: "a filter (`|`)",
    nodes.Call: "a call (`()`)",
    nodes.Getitem: "brackets or a number",
    nodes.Const: "a fixed value",
    nodes.Test: "a test (`is`)",
    nodes.Compare: "a comparison",
    nodes.And: "`and`",
    nodes.Or: "`or`",
    nodes.Not: "`not`",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: where it stands, what it is, and the dotted name in it. A tag that cannot be read has no name."""

    start: int
    end: int
    kind: str = "value"
    name: str = ""
    negated: bool = False
    name_span: tuple[int, int] = (0, 0)

    @property
    def is_control(self) -> bool:
        """Whether it is part of a condition, and prints nothing."""
        return self.kind in _KINDS

    @property
    def jinja(self) -> str:
        """The tag of a condition, written anew; the signs keep the blanks around it as they are."""
        condition = f" not {self.name}" if self.negated else f" {self.name}" if self.name else ""
        return f"{{%+ {self.kind}{condition} +%}}"


class _Refused(Exception):  # noqa: N818  never leaves this module
    """Why a tag cannot stand in prose."""

    def __init__(self, message: str, hint: str = _FORMS) -> None:
        self.message, self.hint = message, hint


def read_tags(source: Source) -> tuple[list[Tag], list[Problem]]:
    """Find all tags in order, and what is wrong with each."""
    tags: list[Tag] = []
    problems: list[Problem] = []
    at = 0
    while opening := _OPENS.search(source.text, at):
        start, at = opening.start(), _end(source.text, opening)
        try:
            tags.append(_tag(source.text, start, at))
        except _Refused as why:
            tags.append(Tag(start, at, _kind(source.text[start:at])))
            problems.append(source.problem("prose-syntax", start, at, why.message, why.hint))
    return tags, problems


def _kind(tag: str) -> str:
    """Tell what a tag that cannot be read was meant to be, so that its end is not one finding more."""
    found = re.match(r"\{%\s*(\w+)", tag)
    return found[1] if found and found[1] in _KINDS else "value"


def _end(text: str, opening: re.Match[str]) -> int:
    """Find the end of a tag: behind its closing sign, or behind its opening one if it is never closed."""
    close = text.find(_CLOSES[opening[0]], opening.end())
    inside = text[opening.end() : close]
    return opening.end() if close < 0 or "\n\n" in inside or _OPENS.search(inside) else close + 2


def _tag(text: str, start: int, end: int) -> Tag:
    opening, body = text[start : start + 2], text[start + 2 : end - 2]
    if end - start == 2:  # noqa: PLR2004
        raise _Refused(f"This `{opening}` is never closed.", f"Close it with `{_CLOSES[opening]}`. {_FORMS}")
    if opening == "{#":
        raise _Refused(
            "Prose has no comments.",
            "Take it out. Only `{# accept RULE: why #}` may stand at the end of a line, or alone on one.",
        )
    if len(body) > _LONGEST:
        raise _Refused(f"There is too much between `{opening}` and `{_CLOSES[opening]}`.")
    if re.match(r"[-+]", body) or re.search(r"[-+]$", body):
        raise _Refused("Prose takes care of spaces itself.", "Take the sign next to the brace out.")
    return _value(text, start, end) if opening == "{{" else _control(text, start, end)


def _value(text: str, start: int, end: int) -> Tag:
    found = _parse(_joined(text[start:end]), text[start:end]).find(nodes.Output)
    name = _dotted(found.nodes[0]) if found and len(found.nodes) == 1 else ""
    if not name:
        raise _Refused(f"`{text[start:end]}` prints nothing.", _FORMS)
    return Tag(start, end, name=name, name_span=_name_span(text, start, end, name))


def _control(text: str, start: int, end: int) -> Tag:
    kind, _, rest = text[start + 2 : end - 2].strip().partition(" ")
    if kind not in _KINDS:
        raise _Refused(f"`{{% {kind} %}}` has no place in prose.", f"{did_you_mean(kind, _KINDS)} {_FORMS}")
    if kind in {"else", "endif"}:
        if rest:
            raise _Refused(f"`{{% {kind} %}}` stands alone.", f"Write `{{% {kind} %}}`.")
        return Tag(start, end, kind)
    found = _parse("{% if " + _joined(rest) + " %}{% endif %}", text[start:end]).find(nodes.If)
    test: nodes.Node = found.test if found else nodes.Const(None)
    negated = isinstance(test, nodes.Not)
    name = _dotted(test.node if isinstance(test, nodes.Not) else test)
    return Tag(start, end, kind, name, negated, _name_span(text, start, end, name))


def _joined(tag: str) -> str:
    """Read `channels.live-chat.address` as one name: ids have hyphens, and prose does not calculate."""
    return re.sub(r"(?<=\w)-(?=\w)", "_", tag)


def _parse(tag: str, written: str) -> nodes.Template:
    try:
        return _JINJA.parse(tag)
    except (TemplateSyntaxError, RecursionError):
        raise _Refused(f"`{written}` cannot be read.") from None


def _dotted(node: nodes.Node) -> str:
    """Give the dotted name that an expression is, or refuse it for what else it is."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    raise _Refused(f"Prose prints names and asks for names; this is {_REFUSED.get(type(node), 'a calculation')}.")


def _name_span(text: str, start: int, end: int, name: str) -> tuple[int, int]:
    at = _joined(text[start:end]).find(name)
    return (
        (start + at, start + at + len(name)) if at >= 0 else (start, end)
    )  # `client . name` is the name, with blanks in it


def unbalanced(source: Source, tags: list[Tag]) -> list[Problem]:
    """Find conditions that do not end, ends without a beginning, and branches behind the last one."""
    problems: list[Problem] = []
    opened: list[Tag] = []
    branches: list[str] = []

    def note(tag: Tag, message: str, hint: str) -> None:
        problems.append(source.problem("prose-syntax", tag.start, tag.end, message, hint))

    for tag in tags:
        if tag.kind == "if":
            opened.append(tag)
            branches.append("if")
            if len(opened) == MOST_LEVELS + 1:
                note(tag, f"More than {MOST_LEVELS} conditions are inside each other.", "Take some out.")
        elif tag.is_control and not opened:
            note(
                tag, f"There is no `{{% if %}}` for this `{{% {tag.kind} %}}`.", "Take it out, or write the `{% if %}`."
            )
        elif tag.kind == "endif":
            opened.pop()
            branches.pop()
        elif tag.is_control:
            if branches[-1] == "else":
                note(
                    tag, f"`{{% {tag.kind} %}}` stands behind `{{% else %}}`.", "The `{% else %}` comes last, and once."
                )
            branches[-1] = tag.kind
    for tag in opened:
        note(tag, "This condition never ends.", "Write `{% endif %}` where it ends.")
    return problems
