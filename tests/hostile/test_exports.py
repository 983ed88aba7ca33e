"""Names that try to end a line of a calendar, a card or a mail, and promises that nobody could keep."""

from __future__ import annotations

import email
import re
from email import policy
from pathlib import Path

import pytest
from broken_world import CLIENT, outcome, small_world
from click.testing import CliRunner
from oracles import breaches_in

from charter.cli import cli

EVIL = r"A\nBcc: x@elsewhere.example\n\n<script>alert(1)</script>\nEND:VCALENDAR"
NAMES = {
    "client": (f"content/clients/{CLIENT}.yaml", r"(?m)^name: .*", f'name: "{EVIL}"'),
    "agency": ("content/agency.yaml", r"(?m)^  name: .*", f'  name: "{EVIL}"'),
    "person": ("content/people.yaml", r"name: .*", f'name: "{EVIL}"'),
}
FAR = {
    "update": (r"update: every [^,}\n]*", "update: every 1 business minute"),
    "finish": (r"finish: \{target: [^,}\n]*", "finish: {target: 9999 weeks"),
    "first_reply": (r"first_reply: [^{,}\n]+\n", "first_reply: 9999 business days\n"),
    "horizon": (r"horizon: [^,}\n]*", "horizon: 9999 months"),
}


def changed(root: Path, file: str, before: str, after: str) -> None:
    """Write a project with one other value in a file."""
    small_world(root)
    text = (root / file).read_text("utf-8")
    other = re.sub(before, lambda _: after, text, count=1)
    assert other != text
    (root / file).write_text(other, "utf-8")


@pytest.mark.parametrize("whose", NAMES)
def test_a_name_stays_within_its_line(tmp_path: Path, whose: str) -> None:
    changed(tmp_path, *NAMES[whose])
    found = outcome(tmp_path)
    assert len(found.artifacts) > 10
    assert [breach for one in found.artifacts for breach in breaches_in(one, strictly=True)] == []


def test_a_name_adds_no_line_to_a_mail(tmp_path: Path) -> None:
    changed(tmp_path, *NAMES["agency"])
    file = tmp_path / "welcome.eml"
    words = ("mail", CLIENT, "--project", tmp_path, "--as-of", "2026-11-25", "--output", file)
    assert CliRunner().invoke(cli, [str(word) for word in words]).exit_code == 0
    mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert set(mail.keys()) <= {"From", "To", "Reply-To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    assert mail["Bcc"] is None
    assert "<script" not in mail.get_body(("html",)).get_content().replace("&lt;script", "")


@pytest.mark.parametrize("field", FAR)
def test_what_lies_centuries_away_is_worked_out_at_once_or_not_at_all(tmp_path: Path, field: str) -> None:
    changed(tmp_path, "content/tiers/premier.yaml", *FAR[field])
    found = outcome(tmp_path)
    assert found.seconds < 5
    assert found.problems or found.artifacts


def test_a_closure_of_a_century_ends(tmp_path: Path) -> None:
    closed = "closures:\n      - {from: 1990-01-01, to: 2100-12-31, name: Long}\n"
    changed(tmp_path, "content/agency.yaml", r"closures:\n", closed)
    assert outcome(tmp_path).seconds < 5
