"""A charter's releases -> `changes.atom` (RFC 4287): an entry for each release, and one for each day that brings a change.

A feed is for whoever wants to hear of changes without looking. Its ids are drawn from the seals of releases, so that
they stay the same and betray nothing; it names addresses only where the agency says where its pages are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker

from charter.artifact import Artifact
from charter.model.agency import Access
from charter.render.changes import life
from charter.render.places import CHANGES, FEED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lxml.etree import _Element as Element

    from charter.compute import Facts
    from charter.history import Standing
    from charter.model.charter import Charter
    from charter.render.changes import Announced, Life, Released
    from charter.render.language import Speech
    from charter.render.places import Places
    from charter.render.speech_changes import SpokenChange
    from charter.render.theme import Theme

_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FEED_TYPE = "application/atom+xml"
_E = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
_H = ElementMaker(namespace=_XHTML, nsmap={None: _XHTML})


def render(charter: Charter, facts: Facts, theme: Theme, standing: Standing | None) -> list[Artifact]:
    """Write the feed of one client; there is none before the first release, nor where a passphrase opens the pages."""
    speech = theme.speech(charter.language, charter.timezone)
    told = life(standing, speech, facts.day)
    if told is None or charter.client.access is Access.PASSPHRASE:  # programs that read feeds type none
        return []
    feed = _Feed(charter, speech, told, theme.places)
    data = etree.tostring(feed.written(), xml_declaration=True, encoding="utf-8")
    return [Artifact(theme.places.place(charter, FEED), data + b"\n")]


class _Feed:
    """Writes the feed of one client, in its language."""

    def __init__(self, charter: Charter, speech: Speech, told: Life, places: Places) -> None:
        self._charter, self._say, self._life = charter, speech, told
        self._page, self._here = places.address(charter, CHANGES), places.address(charter, FEED)

    def written(self) -> Element:
        """Write all of it: what is coming, and the releases, the newest first."""
        latest = self._life.latest
        names = {
            "page": self._say.gettext("What has changed"),
            "agency": self._charter.agency.name,
            "client": self._charter.client.name,
        }
        feed = _E.feed(
            _E.id(self._life.uuid.urn),
            _E.title(self._say.gettext("%(page)s – %(agency)s for %(client)s") % names),
            _E.updated(_stamp(latest.made)),
            _E.author(_E.name(self._charter.agency.name)),
        )
        feed.set(_LANG, self._say.language)
        if self._here and self._page:
            feed.append(_E.link(rel="self", type=_FEED_TYPE, href=self._here))
            feed.append(_E.link(rel="alternate", type="text/html", href=self._page))
        if over := self._life.ended:
            feed.append(self._entry(over, over.told, over.reasons[0], list(over.reasons), ()))
        feed.extend(self._announced(one) for one in self._life.coming)
        feed.extend(self._released(one) for one in self._life.releases)
        return feed

    def _announced(self, it: Announced) -> Element:
        form = self._say.gettext("From %(day)s")
        title = form % {"day": self._say.day(it.starts)}
        reasons = [self._say.sentence(reason) for reason in it.shared]
        return self._entry(it, it.told, title, reasons, it.changes)

    def _released(self, it: Released) -> Element:
        words = {"number": self._say.number(it.number), "day": self._say.day_long(it.made)}
        title = self._say.gettext("Release %(number)s of %(day)s") % words
        notes = [self._say.sentence(it.note)] if it.note else []
        if it.is_first:
            notes.insert(0, self._say.gettext("The first release: with it, your charter began."))
        return self._entry(it, it.made, title, notes, (*it.changes, *it.ahead))

    def _entry(
        self, it: Announced | Released, day: date, title: str, notes: list[str], changes: Iterable[SpokenChange]
    ) -> Element:
        told = list(changes)
        entry = _E.entry(
            _E.id(it.uuid.urn),
            _E.title(title),
            _E.updated(_stamp(day)),
            _E.summary(" ".join(notes) or " ".join(change.line for change in told) or title),
            _E.content(
                _H.div(*(_H.p(note) for note in notes), *(_H.dl(*_said(change)) for change in told)), type="xhtml"
            ),
        )
        if self._page:
            entry.append(_E.link(rel="alternate", type="text/html", href=f"{self._page}#{it.id}"))
        return entry


def _said(change: SpokenChange) -> list[Element]:
    """Write a change for feed readers, which know no style of ours."""
    texts = [
        change.word,
        *(f"{term}: {text}" for term, text in change.rows),
        *change.effects,
        change.example,
        change.why,
    ]
    return [_H.dt(change.about), *(_H.dd(text) for text in texts if text)]


def _stamp(day: date) -> str:
    """Write a day as the instant at which it begins: nothing that a reader sees depends on the hour."""
    return f"{day.isoformat()}T00:00:00Z"
