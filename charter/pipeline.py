"""The order of the stages, and nothing else: read, layer, type, check; then compute, render.

read      folder            -> Project(agency, tiers, clients: nodes with places), History(ledgers of releases)
layer     Project           -> one tree a client, agency < tier < state < client
type      tree              -> Charter, or problems
stand     Ledger, Charter   -> Standing: what is published on a day, and what is coming
check     Charter, tree     -> problems
compute   Charter, day      -> Facts
render    Standing, Facts   -> artifacts
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from charter import check, compute, history, schema, shipped, source
from charter.check import accepting
from charter.check.exposure import exposed
from charter.layers import AGENCY_ONLY, Laid, Layering
from charter.loaded import Loaded, Resolved
from charter.problem import Place, Problem, Severity, in_order
from charter.render import ALL, Places, Theme, everything, hosting, locked_page
from charter.vault import known as known_phrases
from charter.worktime.zones import is_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from concurrent.futures import Future
    from datetime import date
    from pathlib import Path

    from charter.artifact import Artifact
    from charter.history import Standing
    from charter.model.charter import Charter
    from charter.schema import Decoded
    from charter.shelf import Shelf
    from charter.source import Node, Project
    from charter.vault import Vault

_AT_ONCE = min(os.cpu_count() or 1, 8)
"""So many clients are rendered at the same time."""


def load(
    root: Path,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
    today: Callable[[str], date] | None = None,
) -> Loaded:
    """Read, layer, type and check a project. Wrong input becomes problems, never an exception.

    `tell` hears how many clients of how many are done. `today` gives the day in a time zone, by which closures are past
    and promises are worked out; without it, nothing is checked that depends on the day.
    """
    project = source.read(root)
    day = today(_zone(project)) if today else None
    layering = Layering(project, day)
    typed = {}
    for done, (ident, node) in enumerate(project.clients.items(), 1):
        one = layering.client(ident, node)
        typed[ident] = one, schema.decode(one.tree)
        tell(done, len(project.clients))
    spares = [(one, schema.decode(one.tree)) for one in (*layering.spares(), *layering.endings())]
    theme = _theme(project, [decoded for _, decoded in typed.values()])
    kept = history.read(root)
    problems = [*project.problems, *_nobody(project), *(theme.problems if theme else ()), *kept.problems]
    problems += [
        *history.gone(kept, project.clients, day),
        *exposed(root, os.environ, *known_phrases(root, os.environ)),
    ]
    clients = {}
    for ident, (one, decoded) in typed.items():
        stands = _standing(kept, layering, ident, decoded, day)
        found = project.as_written(_found(project, one, decoded, theme, day, stands))
        is_sound = decoded.is_sound and one.is_known and not _errors(found)
        clients[ident] = Resolved(one, decoded, is_sound, frozenset(found), stands)
    for one, decoded in spares:
        problems += _found(project, one, decoded, theme, day)
    whole = _whole(layering, clients, day)
    shared = project.as_written([*problems, *check.run_whole(whole)])
    found = in_order([*shared, *(problem for one in clients.values() for problem in one.found)])
    read = _errors([*project.problems, *(theme.problems if theme else _nobody(project))])
    settled = _settled(clients, read, is_known=whole.is_known, is_dated=day is not None)
    opened, accepted = accepting.judge(project.acceptances, found, settled)
    return Loaded(project, clients, theme, in_order(opened), accepted, day, kept, frozenset(shared))


def _zone(project: Project) -> str:
    """Give the zone that the agency's file names; where it names none that there is, that is found later."""
    root = project.agency.get("agency")
    named = root.at(("agency", "timezone")) if root else None
    return named.text if named and is_zone(named.text) else "UTC"


def _standing(
    kept: history.History, layering: Layering, ident: str, decoded: Decoded, day: date | None
) -> Standing | None:
    if day is None or decoded.charter is None or not decoded.is_sound:
        return None
    ledger = kept.of(ident)
    left = history.left(ledger, decoded.charter, day)
    laid = layering.unmoved(ident, layering.project.clients[ident], *left) if left else None
    unmoved = schema.decode(laid.tree) if laid else None
    return history.standing(ledger, decoded.charter, day, unmoved.charter if unmoved and unmoved.is_sound else None)


def _found(  # noqa: PLR0913, PLR0917  what a rule looks at has many sides
    project: Project,
    laid: Laid,
    decoded: Decoded,
    theme: Theme | None,
    day: date | None,
    stands: Standing | None = None,
) -> list[Problem]:
    """Give all that is wrong with one client's charter."""
    sections, wordless = (theme.sections, theme.wordless) if theme else (_shipped_sections(), frozenset())
    missing = theme.typefaces.missing if theme else lambda _text: ""
    checked = check.run(check.Subject(laid.tree, decoded, sections, project.prose, wordless, day, missing, stands))
    return [*laid.problems, *laid.knowable([*decoded.problems, *checked])]


def _whole(layering: Layering, clients: dict[str, Resolved], day: date | None) -> check.Whole:
    """Give all charters there are, for what is found by comparing them."""
    plans = {tier: layering.plain(tier) for tier in layering.project.tiers}
    decoded = {tier: schema.decode(laid.tree) for tier, laid in plans.items() if laid.is_known}
    typed = {ident: one.decoded for ident, one in clients.items()}
    is_known = (
        len(plans) == len(decoded)
        and all(one.is_sound for one in (*decoded.values(), *typed.values()))
        and all(one.laid.is_known for one in clients.values())
    )
    standings = {ident: one.standing for ident, one in clients.items() if one.standing}
    return check.Whole(decoded, typed, layering.project.prose, is_known, standings, day)


def _settled(
    clients: dict[str, Resolved], unread: list[Problem], *, is_known: bool, is_dated: bool
) -> Callable[[str, str], bool]:
    """Tell of a file and a rule whether all was seen that the rule could find there.

    A client's own file is seen by its own charter, but for rules that compare charters; any other file by all charters.
    `unread` are errors in reading; those in the files of other clients hide nothing from a client's own charter.
    Without a day, rules that ask for it have seen nothing.
    """
    charters = {f"content/clients/{ident}.yaml": one for ident, one in clients.items()}
    faulty = {problem.place.file for problem in unread}

    def is_settled(file: str, rule: str) -> bool:
        if not is_dated and rule in check.RULES and check.RULES[rule].of_day:
            return False
        if file in charters and rule in check.RULES:
            return charters[file].is_sound and faulty <= charters.keys() - {file}
        return is_known and not faulty

    return is_settled


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == Severity.ERROR]


def _nobody(project: Project) -> list[Problem]:
    """A project without clients is a mistake; publishing it would take every client's pages away."""
    if project.clients:
        return []
    message = "There is no client in content/clients, so there is nothing to publish."
    return [Problem("no-clients", Place("content/agency.yaml"), message, "Write one: `charter new client NAME`.")]


def _theme(project: Project, decoded: list[Decoded]) -> Theme | None:
    """Open what all pages share: it is in the agency's file, whatever a client's file says in its place by mistake."""
    charters = [(one.tree, one.charter) for one in decoded if one.charter]
    if not charters:
        return None
    own = _of_agency(project.agency["agency"])
    shared = next((charter for tree, charter in charters if _of_agency(tree) == own), charters[0][1])
    channels = frozenset(ident for _, charter in charters for ident in charter.channels)
    return Theme.open(project, shared.brand, shared.agency, channels)


def _of_agency(tree: Node) -> list[Place | None]:
    """Give where that was written which all clients share."""
    return [node.place if (node := tree.child(key)) else None for key in sorted(AGENCY_ONLY)]


def _shipped_sections() -> frozenset[str]:
    return frozenset(path.stem for path in (shipped.templates() / "sections").glob("*.html"))


def facts_of(one: Resolved, charter: Charter, day: date) -> compute.Facts:
    """Work out what a client's pages say on a day, dates after an announced change by what holds then."""
    later = one.standing.later if one.standing else ()
    return compute.facts(charter, day, [(starts, compute.seen(after)) for starts, after in later])


def render(  # noqa: PLR0913, PLR0917  what, of which day, and how
    loaded: Loaded,
    day: date,
    only: Collection[str] = (),
    forms: Collection[str] = ALL,
    shelf: Shelf | None = None,
    places: Places | None = None,
    vault: Vault | None = None,
) -> Iterator[tuple[str, list[Artifact]]]:
    """Render the charters that are sound, in order; what they share comes first, under no name.

    Several clients are rendered at once, since a packet is laid out outside of Python; few wait, so that memory stays
    small. What is on the `shelf` is not made again, `places` say where files lie, and the `vault` locks what it guards.
    """
    if loaded.theme is None:
        return
    theme = loaded.theme.at(places or Places())
    theme.press.shelf = shelf
    yield "", [*theme.assets(), *hosting(theme)]
    sound = ((ident, one) for ident, one in loaded.clients.items() if one.is_sound and (not only or ident in only))

    def made(one: Resolved) -> list[Artifact]:
        charter = one.shown
        if charter is None:
            return []
        files = everything(charter, facts_of(one, charter, day), theme, forms, standing=one.standing)
        return vault.locked(charter.client, files, locked_page(theme, charter.language, vault.ask)) if vault else files

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: deque[tuple[str, Future[list[Artifact]]]] = deque()
        try:
            for ident, one in sound:
                waiting.append((ident, pool.submit(made, one)))
                if len(waiting) > 2 * _AT_ONCE:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            pool.shutdown(cancel_futures=True)
    if shelf and not only:
        shelf.tidy()
