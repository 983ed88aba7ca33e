"""Releases and acknowledgements <-> the bytes of their files, whatever version of their form wrote them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from charter.diff.meaning import canonical, sha256
from charter.history.release import FORM, Acknowledgement, Owned, Release, Told, sealed

if TYPE_CHECKING:
    from collections.abc import Callable
from charter.worktime import YEARS

Values = dict[str, Any]
_UPGRADES: dict[int, Callable[[Values], Values]] = {}
"""How the values of an older form become those of the next one."""


class BadFile(ValueError):  # noqa: N818  it says what is wrong with a file, and is no fault of ours
    """A file of the history is not what was once written. Its text says in a sentence why."""


def write_release(release: Release) -> bytes:
    """Write a release as a file; its seal is worked out."""
    return sealed(
        {
            "form": FORM,
            "client": release.client,
            "release": release.number,
            "made": release.made.isoformat(),
            "effective": release.effective.isoformat(),
            "note": release.note,
            "meaning": release.meaning,
            "charter": release.charter,
            "days_off": release.days_off,
            "known_until": release.known_until.isoformat(),
            "owned": [_owned(one) for one in release.owned],
            "changes": [_told(one) for one in release.changes],
            "previous": release.previous,
        }
    )


def write_acknowledgement(one: Acknowledgement) -> bytes:
    """Write an acknowledgement as a file; its seal is worked out."""
    return sealed(
        {
            "form": FORM,
            "client": one.client,
            "release": one.release,
            "meaning": one.meaning,
            "sealed": one.sealed,
            "by": one.by,
            "on": one.on.isoformat(),
        }
    )


def read_release(data: bytes) -> Release:
    """Read a release. Raises `BadFile`."""
    seal, values = _opened(data)
    try:
        return Release(
            client=_text(values["client"]),
            number=int(values["release"]),
            made=_day(values["made"]),
            effective=_day(values["effective"]),
            note=_text(values["note"]),
            meaning=_text(values["meaning"]),
            charter=values["charter"],
            days_off=values["days_off"],
            known_until=_day(values["known_until"]),
            owned=tuple(_read_owned(one) for one in values["owned"]),
            changes=tuple(_read_told(one) for one in values["changes"]),
            previous=_text(values["previous"]),
            seal=seal,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile(f"It lacks what every release has ({error}).") from None


def read_acknowledgement(data: bytes) -> Acknowledgement:
    """Read an acknowledgement. Raises `BadFile`."""
    seal, values = _opened(data)
    try:
        client, number, meaning = _text(values["client"]), int(values["release"]), _text(values["meaning"])
        sealed_as, by = _text(values["sealed"]), _text(values["by"])
        return Acknowledgement(client, number, meaning, sealed_as, by, _day(values["on"]), seal)
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile(f"It lacks what every acknowledgement has ({error}).") from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("something in it is no text")
    return value


def _day(value: object) -> date:
    day = date.fromisoformat(_text(value))
    if day.year not in YEARS:
        raise ValueError("a day in it is too far away")
    return day


def _opened(data: bytes) -> tuple[str, Values]:
    """Read the values of a file whose seal is whole, and bring them to the form of today."""
    try:
        values = json.loads(data)
        seal, form = str(values.pop("seal")), values["form"]
        own = sha256(canonical(values))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadFile("It is no file that `charter release` or `charter acknowledge` has written.") from None
    if seal != own:
        raise BadFile("It was changed after it was written: its seal is broken.")
    if not isinstance(form, int) or not 1 <= form <= FORM:
        raise BadFile("A newer version of Charter has written it. Install that version.")
    for older in range(form, FORM):
        values = _UPGRADES[older](values)
    return seal, values


def _owned(one: Owned) -> Values:
    return {
        "what": one.what,
        "why": one.why,
        "approved": one.approved,
        "from": one.starts.isoformat(),
        "agreed": one.agreed,
    }


def _read_owned(values: Values) -> Owned:
    what, why, approved, agreed = (_text(values[key]) for key in ("what", "why", "approved", "agreed"))
    return Owned(what, why, approved, _day(values["from"]), agreed)


def _told(one: Told) -> Values:
    told: Values = {"path": list(one.path), "verdict": one.verdict}
    told |= {"route": dict(one.route)} if one.route else {}
    told |= {"examples": [list(example) for example in one.examples]} if one.examples else {}
    told |= {"effects": [_told(effect) for effect in one.effects]} if one.effects else {}
    told |= {"is_move": True} if one.is_move else {}
    return told | ({"is_withdrawn": True} if one.is_withdrawn else {})


def _read_told(values: Values) -> Told:
    return Told(
        tuple(values["path"]),
        values["verdict"],
        values.get("route", {}),
        tuple((at, before, after) for at, before, after in values.get("examples", ())),
        tuple(_read_told(effect) for effect in values.get("effects", ())),
        bool(values.get("is_move")),
        bool(values.get("is_withdrawn")),
    )
