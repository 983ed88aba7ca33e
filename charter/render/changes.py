"""The life of a charter as its client reads it: what is coming, release by release what changed, and who agreed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import NAMESPACE_OID, UUID, uuid5

from charter.compute.visible import visible_channels
from charter.diff.promises import promise_changes
from charter.history import MOVES, charter_of, owning, retold, view_on
from charter.render.speech_changes import Changes, SpokenChange, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charter.diff import Change
    from charter.history import Acknowledgement, Owned, Release, Standing
    from charter.render.language import Speech

_DIGITS = 12
"""So many digits of a digest tell one release from all others."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What holds from a day ahead, with all reasons. Of these, `shared` are for all of it, and others stand by their change.

    `is_move`: the client moves to another plan or state on that day.
    """

    id: str
    uuid: UUID
    starts: date
    told: date
    changes: tuple[SpokenChange, ...]
    reasons: tuple[str, ...]
    is_move: bool
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Released:
    """One release: its changes that hold already, and those that it has announced."""

    id: str
    uuid: UUID
    number: int
    made: date
    effective: date
    note: str
    digest: str
    changes: tuple[SpokenChange, ...]
    ahead: tuple[SpokenChange, ...]

    @property
    def check(self) -> str:
        """So much of its digest as tells it from all other releases."""
        return self.digest[:_DIGITS]

    @property
    def is_first(self) -> bool:
        """Whether it is the one with which the charter began."""
        return self.number == 1


@dataclass(frozen=True, slots=True)
class Life:
    """All releases, the newest first, and what is coming, the next day first.

    `agree` is the link that opens a ready mail, where an agreement is asked for; `agreed`, whose it is and of what day.
    `ended` says that the work together is over, where no release does.
    """

    uuid: UUID
    coming: tuple[Announced, ...]
    releases: tuple[Released, ...]
    agreed: Acknowledgement | None
    agree: str
    ended: Announced | None = None

    @property
    def latest(self) -> Released:
        """The last release."""
        return self.releases[0]

    @property
    def has_news(self) -> bool:
        """Whether the last release changed anything, or anything is coming."""
        return bool(self.coming or self.latest.changes or self.latest.ahead)


def life(standing: Standing | None, speech: Speech, day: date) -> Life | None:
    """Tell the life of a charter; None before its first release."""
    if standing is None or standing.release is None:
        return None
    ledger = standing.ledger
    pairs = zip((None, *ledger.releases), ledger.releases, strict=False)
    releases = tuple(_released(before, release, speech, day) for before, release in pairs)
    agreed = ledger.acknowledged()
    agree = "" if agreed or not standing.asked else _agree(standing, releases[-1], speech)
    coming = tuple(_coming(standing, speech, day))
    still = {(change.about, change.starts) for one in coming for change in one.changes}
    releases = tuple(_still_coming(one, still) for one in reversed(releases))
    return Life(_uuid(ledger.releases[0].seal, "life"), coming, releases, agreed, agree, _ended(standing, speech))


def _still_coming(release: Released, still: set[tuple[str, date]]) -> Released:
    """Leave out what a release announced and another one took back before its day."""
    return replace(release, ahead=tuple(one for one in release.ahead if (one.about, one.starts) in still))


@lru_cache(maxsize=512)
def _released(before: Release | None, release: Release, speech: Speech, day: date) -> Released:
    told: list[SpokenChange] = []
    if before is not None:
        words = Changes(speech, charter_of(before), charter_of(release), day)
        changes = retold(before, release)
        told = [one for one in (_told(words, change, before, release, day) for change in changes) if one]
    return Released(
        id=f"release-{release.number}",
        uuid=_uuid(release.seal),
        number=release.number,
        made=release.made,
        effective=release.effective,
        note=release.note,
        digest=release.meaning,
        changes=in_order([one for one in told if not one.is_coming]),
        ahead=in_order([one for one in told if one.is_coming]),
    )


def _told(words: Changes, change: Change, before: Release, release: Release, day: date) -> SpokenChange | None:
    """Tell a change of a release, with the day from which it holds, and why where somebody owned up to it."""
    notes = owning(change, release.owned)
    starts = max((release.starts(note) for note in notes), default=release.made)
    return words.told(_ahead(change, before, release) if starts > day else change, starts, _why(notes))


def _why(notes: Iterable[Owned]) -> str:
    """Give the reasons of the notes that name a change; that of a move stands for all of it, once."""
    return " ".join(dict.fromkeys(note.why for note in notes if note.what not in MOVES))


def _ahead(change: Change, before: Release, release: Release) -> Change:
    """Give a change that is announced with examples of the days from which it holds, in place of those of its release."""
    if change.path[0] != "commitments":
        return change
    found = _changed_later(before, release, str(change.path[1]))
    examples = next((one.examples for one in found if (one.path, one.route) == (change.path, change.route)), ())
    return replace(change, examples=examples)


@lru_cache(maxsize=512)
def _changed_later(before: Release, release: Release, request: str) -> tuple[Change, ...]:
    """Compare the promises for one request class on the day from which a release holds."""
    old, new = (view_on(one, release.effective - timedelta(days=1)) for one in (before, release))
    sides = []
    for view in (old, new):
        rows = {ident: rows for ident, rows in view.charter.commitments.items() if ident == request}
        sides.append(replace(view, charter=view.charter.model_copy(update={"commitments": rows})))
    return tuple(promise_changes(*sides))


def _coming(standing: Standing, speech: Speech, day: date) -> Iterator[Announced]:
    releases = {release.number: release for release in standing.ledger.releases}
    for number, one in enumerate(standing.coming):
        latest = releases[one.release or max(releases)]
        words = Changes(speech, one.before, one.after, day)
        spoken = (words.told(change, one.starts, _why(owning(change, one.notes))) for change in one.changes)
        told, shared = _reasoned([found for found in spoken if found], one.notes)
        ident = f"from-{one.starts.isoformat()}" + (f"-{number + 1}" if number else "")
        if told:
            uuid = _uuid(latest.seal, one.starts.isoformat(), *(".".join(map(str, it.path)) for it in one.changes))
            yield Announced(ident, uuid, one.starts, latest.made, in_order(told), one.reasons, one.is_move, shared)


def _reasoned(told: list[SpokenChange], notes: tuple[Owned, ...]) -> tuple[list[SpokenChange], tuple[str, ...]]:
    """Give changes with their reasons, and the reasons for all of them: that of a move, or the only one there is."""
    of_move = tuple(dict.fromkeys(note.why for note in notes if note.what in MOVES))
    reasons = {change.why for change in told}
    if len(reasons) == 1 and (only := reasons.pop()):
        return [replace(change, why="") for change in told], (*of_move, only)
    return told, of_move


def _ended(standing: Standing, speech: Speech) -> Announced | None:
    """Say that the work together is over, and where to read what holds since."""
    if standing.ended is None or standing.release is None:
        return None
    said = (
        speech.gettext("Our work together ended on %(day)s.") % {"day": speech.day(standing.ended)},
        speech.gettext(
            "What we promised for it held until then; what you can expect since is on the page “What to expect”."
        ),
    )
    first = standing.ended + timedelta(days=1)
    return Announced("ended", _uuid(standing.release.seal, "ended"), first, first, (), said, is_move=True)


def _uuid(*parts: str) -> UUID:
    """Give an identifier that stays the same and betrays nothing: seals are digests that nobody can guess."""
    return uuid5(NAMESPACE_OID, "\0".join(parts))


def _agree(standing: Standing, release: Released, speech: Speech) -> str:
    """Give the link that opens a mail in which a client agrees; nothing where there is nobody to write to."""
    charter = standing.charter
    address = charter.representative.email or next(
        (channel.address for channel in visible_channels(charter).values() if channel.address), None
    )
    if address is None:
        return ""
    named = {
        "client": charter.client.name,
        "number": speech.number(release.number),
        "day": speech.day_long(release.made),
    }
    subject = speech.gettext("%(client)s: we have read release %(number)s and agree") % named
    lines = (
        speech.gettext("Client: %(client)s") % named,
        speech.gettext("Release: %(number)s of %(day)s") % named,
        speech.gettext("Check number: %(digits)s") % {"digits": release.check},
        "",
        speech.gettext("I have read this release and agree to it."),
    )
    body = "\r\n".join(lines)  # RFC 6068, 5: lines of a body end so
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
