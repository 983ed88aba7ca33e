"""A change of what clients share: those whom `charter diff` names are exactly those whose packets become others."""

from __future__ import annotations

import json
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter import pipeline, shipped
from charter.cli import cli

DAY = date(2026, 11, 25)
EDITS = {
    "a promise of a plan": ("tiers/growth.yaml", "call_back: 4 business hours", "call_back: 2 business hours"),
    "a promise that one client has in its own way": (
        "tiers/growth.yaml",
        "acknowledge: 2 business hours\n    first_reply: 1 business day\n    call_back",
        "acknowledge: 2 business hours\n    first_reply: 1 business day by 17:00\n    call_back",
        "first_reply: mon 17:30",
        "first_reply: mon 17:00",
    ),
    "the fee of a plan": ("tiers/growth.yaml", "amount: 199.95", "amount: 209.95"),
    "what a plan includes": ("tiers/growth.yaml", "what: strategy call, amount: 2", "what: strategy call, amount: 3"),
    "an hour on Fridays": ("agency.yaml", "fri: 08:30-15:00", "fri: 08:30-16:00"),
    "a closure": ("agency.yaml", "from: 2027-05-13, to: 2027-05-14", "from: 2027-05-13, to: 2027-05-15"),
    "the telephone": ("agency.yaml", "+1 303 555 0100", "+1 303 555 0109"),
    "what a department handles": ("departments.yaml", "    - logins\n", "    - logins and keys\n"),
    "why a department": ("departments.yaml", "why: ", "why: So that you know, "),
    "a remark": ("departments.yaml", "\n", "\n# nothing that clients read\n"),
}


def edited(folder: Path, edit: tuple[str, ...]) -> Path:
    shutil.copytree(shipped.content(), folder / "content")
    file, *pairs = edit
    path = folder / "content" / file
    text = path.read_text("utf-8")
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return folder


def packets(root: Path) -> dict[str, bytes]:
    loaded = pipeline.load(root, today=lambda _zone: DAY)
    assert not loaded.blocking(), loaded.problems
    made = dict(pipeline.render(loaded, DAY, forms={"packet"}))
    return {ident: artifacts[0].data for ident, artifacts in made.items() if ident}


@cache
def as_shipped() -> dict[str, bytes]:
    return packets(shipped.content().parent)


def git(root: Path, *words: str) -> None:
    import subprocess

    who = ("-c", "user.name=Maya", "-c", "user.email=maya@northlight.example")
    subprocess.run(["git", "-C", root, *who, *words], check=True, capture_output=True)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_whom_diff_names_is_whose_packet_changes(tmp_path: Path, edit: tuple[str, ...]) -> None:
    root = edited(tmp_path, ("agency.yaml", "schema", "schema"))
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "As it was")
    shutil.rmtree(root / "content")
    edited(root, edit)
    done = CliRunner().invoke(
        cli, ["diff", "HEAD", ".", "--all", "--format", "json", "--as-of", str(DAY), "--project", str(root)]
    )
    named = {ident for change in json.loads(done.output)["changes"] for ident in change["clients"]}
    now = packets(root)
    assert named == {ident for ident, data in now.items() if data != as_shipped()[ident]}
