"""Headers of mails: whatever a name holds, it is read back as that name, and nothing else is."""

from __future__ import annotations

from email import message_from_string
from email.policy import default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from charter.render.headers import Mailbox, clean, mailbox_header, text_header

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
HIDDEN = "=?utf-8?q?Dana=0D=0ABcc:_x@example.com?="


def read(head: str) -> dict[str, object]:
    assert head.isascii()
    assert all(len(line) <= 76 for line in head.split("\r\n"))
    message = message_from_string(head + "\r\n", policy=default)
    assert not [value for value in message.values() if value.defects]
    return dict(message.items())


@given(TEXTS)
@example(HIDDEN)
@example("Dana\r\nBcc: x@example.com")
@example("a " * 200)
@example("x" * 500)
def test_a_text_is_read_back_and_is_one_header(text: str) -> None:
    assert read(text_header("Subject", text)) == {"Subject": clean(text)}


@given(TEXTS)
@example(HIDDEN)
@example('"Dana" <x@example.com>, \\')
@example("Whitfield, Dana")
@example("Ünïcödé, Näme; (x) " * 12)
def test_a_name_is_read_back_and_is_one_person(name: str) -> None:
    found = read(mailbox_header("To", [Mailbox(name, "dana@harbor.example"), Mailbox("", "ben@harbor.example")]))
    assert list(found) == ["To"]
    people = found["To"].addresses  # type: ignore[attr-defined]
    # Some versions of the reader put a blank between the encoded words of a name.
    assert [("".join(one.display_name.split()), one.addr_spec) for one in people] == [
        ("".join(clean(name).split()), "dana@harbor.example"),
        ("", "ben@harbor.example"),
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Dana Whitfield", "Dana Whitfield <d@h.example>"),
        ("Whitfield, Dana", '"Whitfield, Dana" <d@h.example>'),
        ('Dana "D"', '"Dana \\"D\\"" <d@h.example>'),
        ("Muñoz", "=?utf-8?b?TXXDsW96?= <d@h.example>"),
    ],
)
def test_a_name_is_written_as_plainly_as_it_can_be(name: str, written: str) -> None:
    assert mailbox_header("To", [Mailbox(name, "d@h.example")]) == f"To: {written}\r\n"
