"""The packet of a charter with releases: which release it is, what is coming, and no link to a page that it lacks."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdf
from lives import DAY, WITH_MAIL, life

from charter import pipeline
from charter.compute import facts
from charter.render.bundle import contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]


def packet(root: Path, day: date = DAY) -> bytes:
    loaded = pipeline.load(root, today=lambda _: day)
    [data] = [
        one.data for one in dict(pipeline.render(loaded, day, forms={"packet"}))["harbor"] if one.path.endswith(".pdf")
    ]
    return data


def words(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(data)).pages]


def test_every_page_names_the_release(project: Project) -> None:
    pages = words(packet(life(project)))
    assert all("Release 2 of November 20, 2026" in page for page in pages)


def test_before_the_first_release_none_does(project: Project) -> None:
    assert not any("Release" in page for page in words(packet(project(agency=WITH_MAIL))))


def test_it_says_what_is_coming_and_what_the_last_release_changed(project: Project) -> None:
    text = " ".join(words(packet(life(project))))
    assert "From December 28, 2026: A question: first reply – within 2 business days" in text
    assert "From Monday, December 28, 2026 We would rather keep it." in text
    assert "Not as good as before" in text
    assert "Better for you" in text


def test_nothing_on_paper_leads_to_a_page_or_a_mail(project: Project) -> None:
    data = packet(life(project))
    document = pikepdf.open(BytesIO(data))
    links = [
        str(note.A.URI)
        for page in document.pages
        for note in page.get("/Annots", [])
        if "/A" in note and "/URI" in note.A
    ]
    assert links
    assert not [link for link in links if "changes.html" in link or "?subject" in link]
    assert "I have read" not in " ".join(words(data))


def test_what_is_packed_for_a_person_has_the_page_of_changes_and_its_script_but_no_feed(project: Project) -> None:
    loaded = pipeline.load(life(project), today=lambda _: DAY)
    one = loaded.clients["harbor"]
    assert one.published
    assert loaded.theme
    packed = contents(one.published, facts(one.published, DAY), loaded.theme, one.standing)
    assert "changes.html" in packed
    assert "changes.atom" not in packed
    assert b"changes.atom" not in packed["changes.html"]
    assert [name for name in packed if name.startswith("assets/seen.")]
