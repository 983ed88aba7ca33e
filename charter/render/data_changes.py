"""Releases and changes in `charter.json`: what the last release brought, and what is coming."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from charter.model.base import Part
from charter.model.values import Text
from charter.render.speech_changes import Meaning

if TYPE_CHECKING:
    from charter.render.changes import Announced, Life, Released
    from charter.render.speech_changes import SpokenChange


class ReleaseData(Part):
    """A release: the charter under a number, as it was frozen on a day."""

    number: int
    """Its number; the first one is 1."""
    made: Annotated[date, Field(alias="date")]
    """The day on which it was made."""
    effective: date
    """The day from which all of it holds."""
    note: Text | None = None
    """What it is about."""
    digest: Text
    """The SHA-256 of what it promises, in hexadecimal digits: the same as long as nothing else is promised."""


class ChangeData(Part):
    """A change of what the client may expect, in words."""

    about: Text
    """What it is about."""
    verdict: Meaning
    """What it means for the client."""
    starts: Annotated[date, Field(alias="from")]
    """The day from which it holds."""
    now: Text | None = None
    """What holds from that day on."""
    before: Text | None = None
    """What holds until then, or did."""
    example: Text | None = None
    """One message, answered by both."""
    effects: tuple[Text, ...] = ()
    """Which promises are kept at other times because of it."""
    why: Text | None = None
    """Why, where something is no longer as good as before."""


class ComingData(Part):
    """What changes on a day ahead."""

    starts: Annotated[date, Field(alias="from")]
    """The day from which it holds."""
    reasons: tuple[Text, ...] = ()
    """Why."""
    changes: tuple[ChangeData, ...]
    """What changes."""


def changes_data(life: Life | None) -> dict[str, Any]:
    """Tell the last release, what it changed, and what is coming; nothing before the first release."""
    if life is None:
        return {}
    return {
        "release": _release(life.latest),
        "changes": tuple(map(_change, (*life.latest.changes, *life.latest.ahead))),
        "coming": tuple(map(_coming, life.coming)),
    }


def _release(it: Released) -> ReleaseData:
    return ReleaseData.model_construct(
        number=it.number, made=it.made, effective=it.effective, note=it.note or None, digest=it.digest
    )


def _change(it: SpokenChange) -> ChangeData:
    texts = [text for _, text in it.rows]
    return ChangeData.model_construct(
        about=it.about,
        verdict=it.meaning,
        starts=it.starts,
        now=texts[0] if texts else None,
        before=texts[1] if texts[1:] else None,
        example=it.example or None,
        effects=it.effects,
        why=it.why or None,
    )


def _coming(it: Announced) -> ComingData:
    return ComingData.model_construct(starts=it.starts, reasons=it.reasons, changes=tuple(map(_change, it.changes)))
