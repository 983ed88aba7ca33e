"""Keeping clients out of what is printed, where more people read the log than may know who the clients are.

Each client is called `client-` and six hexadecimal digits, made of its id and the agency's name, so that it is the same
in every run and another one at another agency. It is a name for logs and no secret: whoever guesses an id can make its
digits and compare.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from charter.problem import Accepted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from charter.problem import Problem
    from charter.report.findings import Page
    from charter.source import Node, Project

CLIENTS, RELEASES = "content/clients/", "history/"
DIGITS = 6
_FILE = r"content[/\\]clients[/\\](?P<file>[^\n`]+?)\.ya?ml"
_RELEASE = r"\bhistory[/\\](?P<release>[^/\\\n`]+)(?=[/\\])"
_IDENTIFYING = frozenset({"name", "email", "number", "website", "address", "phone", "url"})
"""The keys whose values lead to a client, however short they are."""
_LONG = 20
"""Any other text of a client's file is kept out from this many characters on; shorter ones are amounts and choices."""
_SHORT = 3
"""Shorter ids and words are parts of other words too often to be found by themselves."""


@dataclass(frozen=True)
class Redaction:
    """What to keep out: the agency's name, and for each client by its id the texts that lead to it."""

    agency: str
    clients: Mapping[str, tuple[str, ...]]

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Whose each text is, in all the ways in which it can be written: `ß` is `SS` in capitals."""
        owners: dict[str, str] = {}
        for ident, texts in self.clients.items():
            for text in (ident, ident.replace("-", "_"), ident.replace("-", " "), *texts):
                for way in (text,) if text.isascii() else (text, text.upper(), text.lower()):
                    owners.setdefault(way, ident)
        return owners

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """All that is kept out, the longest first: a name may be a part of another one."""
        whole = sorted((text for text in self._owners if len(text) >= _SHORT), key=len, reverse=True)
        short = [f"`{re.escape(text)}`" for text in self._owners if 0 < len(text) < _SHORT]
        known = [rf"(?<!\w)(?:{'|'.join(map(re.escape, whole))})(?!\w)"] if whole else []
        return re.compile("|".join((_FILE, _RELEASE, *known, *short)), re.IGNORECASE)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {text.casefold(): ident for text, ident in reversed(self._owners.items())}

    def name(self, ident: str) -> str:
        """Give the name of a client for logs."""
        key, ident_bytes = self.agency.encode(errors="replace"), ident.encode(errors="replace")
        digest = hmac.new(key, ident_bytes, hashlib.sha256).hexdigest()
        return f"client-{digest[:DIGITS]}"

    def text(self, text: str) -> str:
        """Put the names for logs in the place of all that leads to a client."""
        return self._pattern.sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        if found["file"]:
            return self.file(f"{CLIENTS}{found['file']}.yaml")
        if found["release"]:
            return f"{RELEASES}{self.name(found['release'])}"
        quote = "`" if found[0].startswith("`") else ""
        text = found[0].strip("`")
        # Some letters are alike for a search and not for `casefold`; then it is a client, and not said which.
        return f"{quote}{self.name(self._owners.get(text) or self._folded.get(text.casefold(), ''))}{quote}"

    def file(self, file: str) -> str:
        """Give a path in which no client is named. All in the folder of clients is taken for a client's."""
        if file.startswith(CLIENTS):
            return f"{CLIENTS}{self.name(file.removeprefix(CLIENTS).partition('.')[0])}.yaml"
        return self.text(file)

    def problem(self, problem: Problem, manual: Mapping[str, Page]) -> Problem:
        """Give a finding that names no client.

        Of one in a client's own file nothing is told but the rule and the line: its message may quote any word of it.
        """
        place = replace(problem.place, file=self.file(problem.place.file))
        if not is_of_client(problem.place.file):
            return replace(problem, place=place, message=self.text(problem.message), hint=self.text(problem.hint))
        page = manual.get(problem.rule)
        message = page.first_sentence if page else "Something in this file has to be mended."
        return replace(problem, place=place, message=f"Not so here: {message}" if page else message, hint=_ELSEWHERE)

    def accepted(self, accepted: Accepted, manual: Mapping[str, Page]) -> Accepted:
        """Give an accepted finding that names no client, with its reason only if that stands elsewhere."""
        why = (
            "(the reason stands in the file)" if is_of_client(accepted.problem.place.file) else self.text(accepted.why)
        )
        return Accepted(self.problem(accepted.problem, manual), why)

    def source(self, file: str, text: str) -> str:
        """Give a file for excerpts: nothing of a client's own, and of others all lines that lead to no client."""
        if is_of_client(file):
            return ""
        return "\n".join("" if self._pattern.search(line) else line for line in text.split("\n"))


_ELSEWHERE = "The names are kept out here; `charter check` without `--redact` says more."


def is_of_client(file: str) -> bool:
    """Whether a file is a client's own: what was written of it, or what it was promised."""
    return file.startswith((CLIENTS, RELEASES))


def of_project(project: Project) -> Redaction:
    """Gather what leads to the clients of a project: their names, those of their contacts, addresses and long texts.

    A part of a name counts as well, for people call Harbor & Pine Realty “Harbor & Pine” and Dana Whitfield “Dana”; but
    not if the agency's own files say it, too: then it is a word or a person of the agency.
    """
    agency = project.agency.get("agency")
    named = agency.at(("agency", "name")) if agency else None
    layers = (*project.agency.values(), *project.tiers.values(), *project.states.values())
    shared = {text.casefold() for layer in layers for key, text in _leaves(layer) for text in (key, text)}
    known = shared | {word for text in shared for word in text.split()}
    clients = {
        ident: tuple(
            dict.fromkeys((*_addresses(node), *(text for text in _telling(node) if text.casefold() not in known)))
        )
        for ident, node in project.clients.items()
    }
    return Redaction(named.text if named else "", clients)


def _leaves(node: Node, key: str = "") -> Iterable[tuple[str, str]]:
    if node.text:
        yield key, " ".join(node.text.split())
    for name, child in node.group.items():
        yield from _leaves(child, name)
    for child in node.items:
        yield from _leaves(child, key)


def _addresses(node: Node) -> Iterable[str]:
    """Give whom the file is about: the client and its contacts, by name and address, whoever else is called so."""
    contacts = node.child("contacts")
    for part in (node, *(contacts.items if contacts else ())):
        yield from (" ".join(child.text.split()) for key, child in part.group.items() if key in _IDENTIFYING)


def _telling(node: Node) -> Iterable[str]:
    for key, text in _leaves(node):
        if key in _IDENTIFYING:
            yield text
            yield from _parts(text) if key == "name" else _hosts(text)
        elif len(text) >= _LONG:
            yield text


def _parts(name: str) -> Iterable[str]:
    """Give the ways to call somebody by a part of the name: its beginnings, and its last word."""
    words = name.split(" ")
    beginnings = [" ".join(words[:number]).rstrip(" &,+-") for number in range(1, len(words))]
    return (part for part in (*beginnings, words[-1]) if len(part) > _SHORT)


def _hosts(text: str) -> Iterable[str]:
    """Give the domain of an e-mail address or a website."""
    return re.findall(r"(?:@|//)(?:www\.)?([\w-]+(?:\.[\w-]+)+)", text)
