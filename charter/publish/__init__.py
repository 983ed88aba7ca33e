"""The door through which everything of the site is written: plan purely, stage beside, switch once.

    take      artifacts          -> digests; bytes that the site does not have yet wait in a stage beside it
    plan      digests, on disk   -> what is written, kept, deleted; what belongs to others (no I/O)
    fill      plan               -> the stage is the whole new site: kept and foreign files are links
    switch    stage, site        -> one exchange of two names
    settle    former site        -> foreign latecomers are moved over, the rest is removed

The whole site is switched, not file by file or client by client, so that there is one instant before which every
reader and every crash sees the old site and after which they see the new one. Beside `DIR/site` stand, in
`DIR/.charter`, the ledger `site.json` and the lock; nothing of ours but pages is ever inside the published tree.

What is listed in the ledger is ours, and only that is deleted or overwritten. Around the switch the ledger lists
the old site *and* the new one, so that it is true whichever of the two a crash leaves behind.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from charter.problem import CharterError
from charter.publish.ledger import Ledger, locked
from charter.publish.names import printable
from charter.publish.planning import Manifest, Plan, plan
from charter.publish.settle import carry, heal, sweep, switched
from charter.publish.stage import Stage
from charter.publish.territory import HOME, check_territory, place
from charter.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from charter.artifact import Artifact

__all__ = ["Manifest", "Plan", "plan", "publish", "shelf_of"]

SHOWN = 5
"""So many names make a mistake recognisable; more would hide the advice."""

PATIENCE = 30.0
"""Seconds to wait for another build of the same site: longer than a build of a hundred clients takes."""


def publish(  # noqa: PLR0913  what to write is one thing, how careful to be are five
    output: Path,
    artifacts: Iterable[Artifact],
    *,
    only: frozenset[str] | None = None,
    protect: Iterable[Path] = (),
    patience: float = PATIENCE,
    tell: Callable[[str], None] = lambda _line: None,
) -> Plan:
    """Make `output` hold exactly these artifacts, and whatever others keep there. Old or new, never between.

    The artifacts are taken one at a time and forgotten, so that memory does not grow with the number of clients.
    `only` names the folders that this build speaks for: files of ours elsewhere stay, though no artifact renews
    them. `protect` names the folders that people write in, which a site may neither contain nor lie in.
    `tell` hears in a line what was put right of an earlier build that did not come to its end.
    """
    site = place(output)
    with _plain_words(site):
        home = check_territory(site, protect)
        with locked(home, site.name, patience=patience):
            ledger = Ledger(home, site.name)
            old = ledger.read()
            if healed := heal(site, home, old):
                tell(healed)
            stage = Stage(site, home)
            decided = _publish(stage, ledger, old, artifacts=artifacts, only=only)
            _finish(stage, ledger, old, decided=decided)
            return decided


def shelf_of(output: Path) -> Shelf:
    """Give the shelf beside a site, for what need not be made anew at every build."""
    site = place(output)
    return Shelf(site.parent / HOME / f"{site.name}.shelf")


def _publish(
    stage: Stage, ledger: Ledger, old: Manifest, *, artifacts: Iterable[Artifact], only: frozenset[str] | None
) -> Plan:
    """Take, plan and apply. Until the switch every failure takes the stage away and leaves the site alone."""
    try:
        new = stage.take(artifacts)
        decided = plan(old, new, on_disk=stage.on_disk(), only=only)
        _refuse_foreign(stage.site, ledger, decided)
        stage.check_unchanged(decided)
        if decided.changes:
            stage.fill(decided)
            ledger.write({**old, **decided.manifest})
            stage.switch()
    except BaseException:
        with suppress(OSError):
            heal(stage.site, stage.home, ledger.read())
        raise
    return decided


def _finish(stage: Stage, ledger: Ledger, old: Manifest, *, decided: Plan) -> None:
    """Tidy up behind the switch. The readers have the new site: what fails here waits for the next build.

    The order matters: the ledger forgets the old site only once none of it is left, because `carry` takes whatever
    the ledger does not list for the property of others.
    """
    try:
        carry(stage.site, stage.home, {**old, **decided.manifest})
    except OSError as error:
        raise CharterError(
            f"The new site is in {printable(stage.site)}, but a file there that is not Charter's could not be moved "
            f"into it from {printable(stage.home)} ({_cause(error)}). Nothing is lost: mend that and build again."
        ) from error
    with suppress(OSError):
        if decided.changes:
            switched(stage.site, stage.home)
        sweep(stage.site, stage.home)
        ledger.write(decided.manifest)


def _refuse_foreign(site: Path, ledger: Ledger, decided: Plan) -> None:
    """Never write over what is not ours (security: files of others are never touched)."""
    if not decided.blocked:
        return
    shown = ", ".join(printable(path) for path in decided.blocked[:SHOWN])
    more = len(decided.blocked) - SHOWN
    why = f" The list of Charter's own files, {printable(ledger.path)}, cannot be read." if ledger.damaged else ""
    raise CharterError(
        f"{printable(site)} holds files that Charter did not write and that this build would overwrite: {shown}"
        f"{f' and {more} more' if more > 0 else ''}.{why} Choose another --output, or move these files away."
    )


ADVICE = {
    errno.ENOSPC: "Free some space and build again.",
    errno.EDQUOT: "Free some space and build again.",
    errno.EACCES: "Give yourself the right to write there, or choose another --output.",
    errno.EPERM: "Give yourself the right to write there, or choose another --output.",
    errno.EROFS: "Choose another --output: this one can only be read.",
    errno.EXDEV: "The site must lie on one file system: choose another --output.",
}


@contextmanager
def _plain_words(site: Path) -> Iterator[None]:
    """Say a failure of the machine in one sentence (security: full disk = one line that names the path)."""
    try:
        yield
    except OSError as error:
        advice = ADVICE.get(error.errno or 0, "Mend that and build again.")
        raise CharterError(
            f"The site {printable(site)} could not be published: {_cause(error)}. It is as it was. {advice}"
        ) from error


def _cause(error: OSError) -> str:
    """Say what the system said, and of which path."""
    what = error.strerror or str(error)
    return f"{what}: {printable(error.filename)}" if error.filename else what
