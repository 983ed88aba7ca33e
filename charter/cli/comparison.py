"""All that is different between two sides, client by client or change by change."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from charter.cli.differences import Difference, differences, joined
from charter.diff.change import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from charter.cli.differences import Joined
    from charter.cli.sides import Side
    from charter.source import Project

_SIGNS = {Verdict.WORSE: "▼", Verdict.BETTER: "▲", Verdict.NEUTRAL: "·", Verdict.NOT_COMPARABLE: "?"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two sides: the changes of each client that has any, and clients on one side alone."""

    old: str
    new: str
    clients: Mapping[str, tuple[Difference, ...]]
    come: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    compared: int = 0

    @property
    def is_different(self) -> bool:
        """Whether anything differs, or could not be compared."""
        return bool(self.clients or self.come or self.gone or self.unread or self.broken)

    @property
    def joined(self) -> list[Joined]:
        """Each change once, the one that touches most clients first among those that are worst."""
        return joined(self.clients)

    def redacted(self, project: Project) -> Comparison:
        """Give the same without any client's name."""
        from charter.report.redaction import of_project

        hidden = of_project(project)
        clients = {ident: tuple(one.reworded(hidden.text) for one in found) for ident, found in self.clients.items()}
        return replace(
            self,
            clients={hidden.name(ident): found for ident, found in clients.items()},
            come=tuple(map(hidden.name, self.come)),
            gone=tuple(map(hidden.name, self.gone)),
            unread=tuple(map(hidden.name, self.unread)),
            broken=tuple(map(hidden.name, self.broken)),
        )


def compare(old: Side, new: Side, only: Collection[str] = ()) -> Comparison:
    """Compare all clients that are on both sides, or some of them."""
    wanted = [ident for ident in (old.views | new.views) if not only or ident in only]
    unread, broken = old.unread | new.unread, old.broken | new.broken
    left_out = unread | broken
    found = {}
    for ident in wanted:
        if ident in old.views and ident in new.views:
            back = new.back.get(ident, ()) if old.is_last else ()
            found[ident] = differences(old.views[ident], new.views[ident], back)
    return Comparison(
        old.name,
        new.name,
        {ident: each for ident, each in found.items() if each},
        come=tuple(ident for ident in wanted if ident not in old.views and ident not in left_out),
        gone=tuple(ident for ident in wanted if ident not in new.views and ident not in left_out),
        unread=tuple(sorted(ident for ident in unread if not only or ident in only)),
        broken=tuple(sorted(ident for ident in broken if not only or ident in only)),
        compared=len(found),
    )


def as_text(found: Comparison, *, by_change: bool) -> str:
    """Write it for people."""
    lines = [*_by_change(found)] if by_change else [*_by_client(found)]
    return "\n".join([*lines, *_others(found), _summary(found)])


def _by_client(found: Comparison) -> Iterator[str]:
    for ident, each in found.clients.items():
        yield ident
        for one in each:
            yield f"  {_SIGNS[one.verdict]} {one.sentence}"
            yield from (f"      {more}" for more in one.more)
        yield ""


def _by_change(found: Comparison) -> Iterator[str]:
    for one in found.joined:
        yield f"{_SIGNS[one.verdict]} {one.difference.sentence}"
        yield from (f"    {more}" for more in one.difference.more)
        yield f"    {one.touches}"
        yield ""


def _others(found: Comparison) -> Iterator[str]:
    said = (
        (found.come, f"Only in {found.new}"),
        (found.gone, f"Only in {found.old}"),
        (found.unread, "Not compared, for their files have errors"),
        (found.broken, "Not compared, for their history is broken"),
    )
    for idents, words in said:
        if idents:
            yield f"{words}: {', '.join(idents)}."


def _summary(found: Comparison) -> str:
    if not found.clients:
        return f"No difference between {found.old} and {found.new} for {_count(found.compared, 'client')}."
    verdicts = Counter(one.verdict for each in found.clients.values() for one in each)
    parts = [f"{verdicts[verdict]} {verdict}" for verdict in Verdict if verdicts[verdict]]
    return (
        f"From {found.old} to {found.new}: {_count(sum(verdicts.values()), 'change')} for"
        f" {len(found.clients)} of {_count(found.compared, 'client')} ({', '.join(parts)})."
    )


def as_markdown(found: Comparison, *, by_change: bool) -> str:
    """Write it as a comment on a pull request: the worst first, examples folded away."""
    lines = ["### What changes for clients", "", _summary(found), ""]
    if by_change:
        for one in found.joined:
            lines += [*_bullet(one.difference), f"  {_marked(one.touches)}"]
    else:
        for ident, each in found.clients.items():
            lines += ["", f"**{_marked(ident)}**", ""]
            lines += [line for one in each for line in _bullet(one)]
    return "\n".join([*lines, "", *map(_marked, _others(found))]).rstrip() + "\n"


def _bullet(one: Difference) -> Iterator[str]:
    yield f"- {_SIGNS[one.verdict]} {_marked(one.sentence)}"
    for more in one.more:
        yield f"  <br><sub>{_marked(more)}</sub>"


def _marked(text: str) -> str:
    """Write a text so that Markdown takes none of it for a mark, a link, or the name of somebody to call."""
    shown = "".join(f"\\{letter}" if letter in r"\`*_{}[]#|<>~" else letter for letter in text)
    return shown.replace("@", "@\u200b")


def as_json(found: Comparison, *, by_change: bool) -> str:
    """Write it for programs."""
    whole: dict[str, Any] = {"old": found.old, "new": found.new, "compared": found.compared}
    if by_change:
        whole["changes"] = [one.plain for one in found.joined]
    else:
        whole["clients"] = {ident: [one.plain for one in each] for ident, each in found.clients.items()}
    whole |= {"only_new": found.come, "only_old": found.gone, "not_compared": (*found.unread, *found.broken)}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


FORMS: dict[str, Callable[..., str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}
"""The ways to write a comparison."""
