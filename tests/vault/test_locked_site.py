"""A site with clients whose pages a passphrase opens: what lies in their folders, and what nobody reads there without."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from conftest import AGENCY, CLIENT
from lives import AFTER, BEFORE, SECOND, SITED, life, released

from charter import pipeline
from charter.cli import cli
from charter.problem import CharterError
from charter.secret import Secret
from charter.serve.page import reply
from charter.serve.preview import Preview
from charter.vault import Ask, Vault, WrongPhraseError, inner, opened, variable_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

PHRASE, OTHER = "rbnj-gngy-fcwz-jdkx-zdkz", "pxcr-hwfy-twmy-ncvr-qzyc"
DAY = "2026-11-25"
CANARIES = ["Zebrafink", "555 4711", "Dana Quetzal", "quetzal.example", "555 0177", "1,357.90", "Walruses", "quailing@"]
"""Words of one client's file, long enough not to come out of chance."""
SECRETIVE = """\
name: Zebrafink Realty
tier: growth
representative: maya
access: passphrase
contacts: [{name: Dana Quetzal, email: dana@quetzal.example, number: "+1 303 555 0177"}]
fee: {amount: 1357.90, currency: USD, per: month}
goals: [{goal: Walruses}]
channels: {email: {address: quailing@northlight.example}, phone: {number: "+1 303 555 4711"}}
"""
OPEN = SECRETIVE.replace("passphrase", "link")
WHOLE = AGENCY.replace("[commitments]", "[commitments, team, channels, deliverables, money]")
FILES = ["calendar.ics", "charter.json", "contacts-outlook.vcf", "contacts.vcf", "packet.pdf"]


@pytest.fixture(autouse=True)
def phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable_of("harbor"), PHRASE)
    monkeypatch.setenv(variable_of("pine"), OTHER)


def build(root: Path, output: Path, *more: str) -> dict[str, bytes]:
    words = ["build", "--project", str(root), "--output", str(output), "--as-of", DAY, "--quiet", *more]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, (done.output, done.exception)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def folder(files: dict[str, bytes], name: str = "harbor") -> dict[str, bytes]:
    return {path.removeprefix(f"{name}/"): data for path, data in files.items() if path.startswith(f"{name}/")}


def outside_of_the_lock(page: bytes) -> bytes:
    return re.sub(rb'\{"charter":1[^}]*\}', b"", page)


@pytest.fixture
def site(project: Project, tmp_path: Path) -> dict[str, bytes]:
    return build(project(agency=WHOLE, clients__harbor=SECRETIVE), tmp_path / "out")


def test_pages_stay_where_they_were_and_files_are_there_locked_alone(site: dict[str, bytes]) -> None:
    assert sorted(folder(site)) == sorted(["index.html", "expectations.html", *(f"{file}.locked.js" for file in FILES)])


def test_all_of_it_opens_with_the_phrase_and_none_with_another(
    site: dict[str, bytes], project: Project, tmp_path: Path
) -> None:
    bare = build(project(agency=WHOLE, clients__harbor=OPEN), tmp_path / "bare")
    for file, data in folder(site).items():
        assert opened(file, data, PHRASE) == folder(bare)[inner(file)]
        with pytest.raises(WrongPhraseError):
            opened(file, data, OTHER)


def test_nothing_of_the_client_can_be_read(site: dict[str, bytes], project: Project, tmp_path: Path) -> None:
    plain = [*CANARIES, "harbor"]
    words = [*plain, *(word.upper() for word in plain), *(word.lower() for word in plain)]
    needles = {form for word in words for form in (word.encode(), word.encode("utf-16-le"), *in_base64(word.encode()))}
    for file, data in folder(site).items():
        assert [needle for needle in needles if needle in data] == [], file
    bare = build(project(agency=WHOLE, clients__harbor=OPEN), tmp_path / "bare")
    for word in CANARIES:
        assert any(word.encode() in data for data in folder(bare).values()), f"{word} stands in it where it is open"


def in_base64(word: bytes) -> list[bytes]:
    """Give what a word looks like in Base64, wherever in its groups of three it begins."""
    return [b64encode(b"\0" * shift + word)[-(-shift * 8 // 6) : (shift + len(word)) * 8 // 6] for shift in range(3)]


def test_the_phrase_and_the_secret_are_nowhere(site: dict[str, bytes]) -> None:
    assert not [path for path, data in site.items() if PHRASE.encode() in data]


def test_a_locked_page_tells_whose_agency_it_is_and_whom_to_ask(site: dict[str, bytes]) -> None:
    page = site["harbor/index.html"].decode()
    assert "<title>Locked page – Northlight</title>" in page
    assert 'href="mailto:hello@northlight.example"' in page
    assert "'unsafe" not in page
    assert page.count("<script") == 2
    assert re.search(r'<script src="\.\./assets/unlock\.[0-9a-f]{12}\.js"></script>', page)


@pytest.mark.parametrize(
    ("channels", "way"),
    [
        ("email: {address: a@b.example, visibility: private}, phone: {number: '+1 303 555 0100'}", "tel:+13035550100"),
        ("email: {address: a@b.example}, phone: {number: '+1 303 555 0100', preferred: 1}", "tel:+13035550100"),
        ("email: {address: a@b.example, visibility: internal}, desk: {url: https://x.example}", "https://x.example"),
        ("email: {address: a@b.example, visibility: private}", None),
    ],
)
def test_it_names_only_what_every_client_may_see(
    project: Project, tmp_path: Path, channels: str, way: str | None
) -> None:
    agency = re.sub(r"channels:\n(  .*\n)+", f"channels: {{{channels}}}\n", AGENCY)
    page = build(project(agency=agency, clients__harbor=CLIENT + "access: passphrase\n"), tmp_path / "out")
    locked = outside_of_the_lock(page["harbor/index.html"]).decode()
    assert re.findall(r'<a (?:class="plain" )?href="([^"]+)"', locked) == ([way] if way else [])


def test_two_clients_pages_differ_in_nothing_but_what_is_locked(project: Project, tmp_path: Path) -> None:
    pine = "name: Pine\ntier: growth\nrepresentative: maya\naccess: passphrase\ntimezone: Asia/Tokyo\n"
    files = build(project(clients__harbor=SECRETIVE, clients__pine=pine), tmp_path / "out")
    pages = [data for path, data in files.items() if path.endswith(".html") and path.startswith(("harbor/", "pine/"))]
    assert len({outside_of_the_lock(page) for page in pages}) == 1
    salts = {json.loads(re.search(rb'\{"charter".*?\}', page)[0])["salt"] for page in pages}
    assert len(salts) == 2, "one salt a client, shared by none"


def test_a_client_that_is_locked_changes_nothing_elsewhere(project: Project, tmp_path: Path) -> None:
    pine = CLIENT.replace("Harbor & Pine", "Pine")
    bare = build(project(clients__pine=pine), tmp_path / "bare")
    locked = build(project(clients__harbor=SECRETIVE, clients__pine=pine), tmp_path / "locked")
    assert {path: data for path, data in bare.items() if not path.startswith("harbor/")} == {
        path: data for path, data in locked.items() if not path.startswith("harbor/")
    }


def test_two_builds_are_the_same_and_a_rotation_changes_all(project: Project, tmp_path: Path) -> None:
    root = project(clients__harbor=SECRETIVE)
    first, second = build(root, tmp_path / "one"), build(root, tmp_path / "two")
    assert first == second
    project(clients__harbor=SECRETIVE + "rotation: 2\n")
    third = build(root, tmp_path / "three")
    assert folder(first).keys() == folder(third).keys()
    assert not [file for file in folder(first) if folder(first)[file] == folder(third)[file]]
    assert outside_of_the_lock(first["harbor/index.html"]) == outside_of_the_lock(third["harbor/index.html"])


def test_locking_takes_the_open_files_away(project: Project, tmp_path: Path) -> None:
    root = project(clients__harbor=OPEN)
    assert "harbor/packet.pdf" in build(root, tmp_path / "out")
    project(clients__harbor=SECRETIVE)
    assert not [file for file in folder(build(root, tmp_path / "out")) if file in FILES]


def test_programs_that_cannot_type_are_given_no_address(project: Project, tmp_path: Path) -> None:
    root = life(project, clients__harbor=SECRETIVE, agency=SITED)
    files = folder(build(root, tmp_path / "out"))
    assert "changes.html" in files
    assert not [file for file in files if "atom" in file]
    inside = {inner(file): opened(file, data, PHRASE) for file, data in files.items()}
    for file, data in inside.items():
        assert b"webcal:" not in data, file
        assert b"changes.atom" not in data, file
        assert not re.search(rb"clients\.northlight\.example/harbor/[a-z]+\.(?:ics|vcf|json|pdf)", data), file


def test_locking_waits_for_no_release(project: Project, tmp_path: Path) -> None:
    """Who may read is no promise: it holds at once, also while a change of promises is still to come."""
    bare = OPEN
    root = project(agency=SITED, clients__harbor=bare, tiers__growth=BEFORE)
    released(root, date(2026, 10, 1), "Open.")
    project(agency=SITED, clients__harbor=SECRETIVE, tiers__growth=AFTER)
    released(root, SECOND, "Locked.")
    assert min(folder(build(root, tmp_path / "out"))) == "calendar.ics.locked.js"


def test_what_has_no_phrase_is_never_published_open(project: Project) -> None:
    loaded = pipeline.load(project(clients__harbor=SECRETIVE))
    vault = Vault(Secret(b"Zk3vQ9pL2xR8sT1uW7yB4nM6cD5fG0hJ"), Ask(), {})
    with pytest.raises(CharterError, match="no passphrase for harbor"):
        dict(pipeline.render(loaded, date(2026, 11, 25), forms={"data"}, vault=vault))


def test_the_preview_is_open_and_says_so(project: Project) -> None:
    preview = Preview(project(clients__harbor=SECRETIVE), lambda _: date(2026, 11, 25))
    preview.rebuild()
    start = reply(preview.state, "", 8100).body.decode()
    assert start.count("A passphrase opens these pages once they are published") == 1
    assert "Zebrafink" in reply(preview.state, "harbor/index.html", 8100).body.decode()


def test_what_is_handed_over_is_open(project: Project, tmp_path: Path) -> None:
    root = project(clients__harbor=SECRETIVE)
    words = ["packet", "harbor", "--pdf", "--project", str(root), "-o", str(tmp_path / "it.pdf"), "--as-of", DAY]
    assert CliRunner().invoke(cli, words).exit_code == 0
    assert (tmp_path / "it.pdf").read_bytes().startswith(b"%PDF-")


def test_without_the_library_it_says_what_to_install(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cryptography.hazmat.primitives.ciphers.aead", None)
    words = ["build", "--project", str(project(clients__harbor=SECRETIVE)), "--output", str(tmp_path / "out")]
    done = CliRunner().invoke(cli, words)
    assert "charter[passphrase]" in str(done.exception)
    assert not (tmp_path / "out").exists()
