"""`contacts.vcf`, and `contacts-outlook.vcf` for Outlook: read again by `vobject`, and by the rules of RFC 6350."""

from __future__ import annotations

import re

import pytest
import vobject
from conftest import AGENCY, CLIENT, TIER
from files import ROOTS, everything, files
from hypothesis import given
from hypothesis import strategies as st

from charter.render.lines import escaped, folded, plain, quoted
from charter.render.vcard import Card, cards

FORMS = frozenset({"pages", "contacts"})
PRIVATE = '  line: {number: "+1 303 555 0199", visibility: private, for: an emergency}\n'
WITH_LINE = AGENCY.replace("requests:\n", PRIVATE + "requests:\n").replace("Urgent}", "Urgent, route: line}")


def unfolded(data: bytes) -> list[str]:
    return re.sub(rb"\r\n[ \t]", b"", data).decode().split("\r\n")[:-1]


def names(data: bytes) -> list[str]:
    return [str(card.fn.value) for card in vobject.readComponents(data.decode())]


@pytest.mark.parametrize("name", ROOTS)
@pytest.mark.parametrize("file", ["contacts.vcf", "contacts-outlook.vcf"])
def test_every_file_is_sound(name: str, file: str) -> None:
    for client, those in everything(name, FORMS).items():
        data = those[file]
        assert max(map(len, data.split(b"\r\n"))) <= 75
        assert b"\n" not in data.replace(b"\r\n", b"")
        lines = unfolded(data)
        version = "4.0" if file == "contacts.vcf" else "3.0"
        assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == lines.count(f"VERSION:{version}")
        assert lines.count("BEGIN:VCARD") == sum(line.startswith("FN:") for line in lines), client
        uids = [line for line in lines if line.startswith("UID:")]
        assert len(set(uids)) == lines.count("BEGIN:VCARD")
        assert client not in "".join(uids)


@pytest.mark.parametrize("name", ROOTS)
def test_outlook_reads_the_same_cards(name: str) -> None:
    for those in everything(name, FORMS).values():
        found = list(vobject.readComponents(those["contacts-outlook.vcf"].decode(), validate=True))
        assert [str(card.fn.value) for card in found] == names(those["contacts.vcf"])
        assert all(card.contents["n"] for card in found)


@pytest.mark.parametrize("name", ROOTS)
def test_every_way_on_a_card_stands_on_the_page(name: str) -> None:
    for those in everything(name, FORMS).values():
        page = those["index.html"].decode() + those["expectations.html"].decode()
        for line in unfolded(those["contacts.vcf"]):
            if line.startswith("EMAIL"):
                assert line.rpartition(":")[2] in page
            elif line.startswith("TEL"):
                assert f"tel:{line.rpartition(':')[2]}" in page


def test_people_come_first_and_say_who_they_are(project) -> None:
    agency = AGENCY.replace(
        "  maya: {name: Maya Ortiz, role: Account lead}",
        "  maya: {name: Maya de la Ortiz, role: Account lead, email: maya@northlight.example, backup: tom, languages: [en, es]}\n"
        "  tom: {name: Tom, role: Support}",
    )
    data = files(project(agency=agency), {"contacts"})
    lines = unfolded(data["contacts.vcf"])
    assert names(data["contacts.vcf"]) == ["Maya de la Ortiz", "Tom", "Northlight"]
    assert "N:Ortiz;Maya de la;;;" in lines
    assert "N:;Tom;;;" in lines
    assert [line for line in lines if line.startswith(("EMAIL", "LANG", "NOTE"))][:4] == [
        "EMAIL;TYPE=work:maya@northlight.example",
        "LANG:en",
        "LANG:es",
        "NOTE:Your representative\\nWe are open Monday to Friday\\, 9 am to 5 pm\\, Denver time.",
    ]
    assert "TEL;VALUE=uri;TYPE=work,voice:tel:+13035550100" in lines
    older = unfolded(data["contacts-outlook.vcf"])
    assert "TEL;TYPE=WORK,VOICE:+13035550100" in older
    assert older.count("X-ABSHOWAS:COMPANY") == 1


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Denver", "Denver time."),
        ("America/New_York", "Denver time. By your clock that is Monday to Friday, 11 am to 7 pm."),
        ("Europe/London", "Denver time. By your clock that is usually Monday to Friday, 16:00 to 24:00."),
        ("Asia/Tokyo", "Denver time. By your clock that is usually Tuesday to Saturday, midnight to 8 am."),
    ],
)
def test_hours_are_said_by_the_clients_clock_too(project, zone: str, said: str) -> None:
    data = files(project(clients__harbor=CLIENT + f"timezone: {zone}\n"), {"contacts"})["contacts.vcf"]
    [note] = {str(card.note.value).splitlines()[-1] for card in vobject.readComponents(data.decode())}
    assert note.endswith(said)


def test_the_emergency_line_is_for_those_who_have_it(project) -> None:
    urgent = TIER + "  urgent: {channel: line, first_reply: '1 hour, any day'}\n"
    root = project({"content/tiers/premier.yaml": urgent, "content/clients/other.yaml": CLIENT.replace("growth", "premier")},
                   agency=WITH_LINE)  # fmt: skip
    assert b"5550199" in files(root, {"contacts"}, "other")["contacts.vcf"]
    assert b"5550199" not in b"".join(files(root, {"contacts"}, "harbor").values())


def test_an_internal_person_is_on_no_card(project) -> None:
    agency = AGENCY.replace("handbook:", "  secret: {name: Nobody Knows, role: Owner, visibility: internal}\nhandbook:")
    assert b"Nobody" not in b"".join(files(project(agency=agency), {"contacts"}).values())


def test_a_renamed_person_keeps_the_card(project) -> None:
    one, other = (
        [line for line in unfolded(files(project(agency=agency), {"contacts"})["contacts.vcf"]) if line[:4] == "UID:"]
        for agency in (AGENCY, AGENCY.replace("Maya Ortiz", "Maya Ortiz-Lund"))
    )
    assert one == other


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@given(texts, texts)
def test_what_is_written_is_read_again(name: str, note: str) -> None:
    card = Card("3.0")
    card.whose("person", "x" + name, "x" + name)
    card.add("NOTE", "x" + note)
    data = cards([card])
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert len(unfolded(data)) == 6
    [found] = vobject.readComponents(data.decode(), validate=True)
    assert found.note.value == plain("x" + note)
    assert found.fn.value == plain("x" + name)


@pytest.mark.parametrize(
    ("text", "written"),
    [("a,b;c", "a\\,b\\;c"), ("a\\b", "a\\\\b"), ("a\r\nEND:VCARD", "a\\nEND:VCARD"), ("a\x00b", "ab")],
)
def test_separators_are_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


@pytest.mark.parametrize(
    ("text", "written"), [("work", "work"), ("a,b", '"a,b"'), ('say "x"', "say ^'x^'"), ("a\nb", "a^nb")]
)
def test_parameters_are_quoted(text: str, written: str) -> None:
    assert quoted(text) == written


def test_no_character_is_cut_in_two() -> None:
    line = folded("NOTE:" + "😀" * 60)
    assert all(len(piece.encode()) <= 75 for piece in line.split("\r\n"))
    assert line.replace("\r\n ", "") == "NOTE:" + "😀" * 60
