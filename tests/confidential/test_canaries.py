"""What one client's file says is in no file of another client, and in none that they share, in whatever form."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from canaries import HIDDEN, Canaries, canaries, letters
from conftest import AGENCY, SMALL
from lives import DAY

from charter import pipeline, shipped
from charter.render.bundle import contents, packed
from charter.render.mail import mail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLIENTS = "abc"
SECTIONS = sorted(path.stem for path in (shipped.templates() / "sections").glob("*.html"))
ALL_SECTIONS = AGENCY.replace("[commitments]", json.dumps(SECTIONS))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[pipeline.Loaded, int]:
    """A project in which every field of every client that takes text holds a canary, and how many there are."""
    root = tmp_path_factory.mktemp("canaries")
    made = {letter: Canaries(letter) for letter in CLIENTS}
    files = {f"content/clients/client-{letter}.yaml": json.dumps(one.client()) for letter, one in made.items()}
    return load(root, {**SMALL, "content/agency.yaml": ALL_SECTIONS, **files}), sum(one.made for one in made.values())


def load(root: Path, files: dict[str, str]) -> pipeline.Loaded:
    """Write and read a project. What is at odds in it is published all the same: nothing may depend on a check."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    loaded = pipeline.load(root, today=lambda _: DAY)
    assert [ident for ident, one in loaded.clients.items() if not one.decoded.is_sound] == []
    return replace(loaded, clients={ident: replace(one, is_sound=True) for ident, one in loaded.clients.items()})


def made_for(loaded: pipeline.Loaded, ident: str) -> Iterator[tuple[str, bytes]]:
    """Make what is handed over to a client besides its pages: a packed packet, and mails."""
    one = loaded.clients[ident]
    charter, theme = one.shown, loaded.theme
    assert charter
    assert theme
    facts = pipeline.facts_of(one, charter, DAY)
    yield "packet.zip", packed(charter, contents(charter, facts, theme, one.standing))
    yield "welcome.eml", mail(charter, facts, theme, "welcome", (), one.standing).data


def test_no_client_reads_of_another(filled: tuple[pipeline.Loaded, int], record_property) -> None:
    loaded, count = filled
    read: dict[str, set[str]] = {}
    for ident, artifacts in pipeline.render(loaded, DAY):
        others = made_for(loaded, ident) if ident == "client-a" else ()
        for path, data in [*((one.path, one.data) for one in artifacts), *others]:
            found = letters(path.encode() + b" " + data)
            assert found <= {ident.removeprefix("client-")} & set(CLIENTS), (ident, path, found)
            read.setdefault(ident, set()).update(canaries(data))
    shown = {ident: len(found) for ident, found in read.items() if found}
    record_property("canaries", count)
    print(f"{count} canaries in {len(CLIENTS)} clients; each reads its own: {shown}")  # noqa: T201  `-rP` shows it
    assert count >= len(CLIENTS) * 500
    assert all(shown[f"client-{letter}"] >= 200 for letter in CLIENTS), "canaries that nobody shows prove nothing"


def test_what_is_hidden_is_written_in_every_file(filled: tuple[pipeline.Loaded, int]) -> None:
    loaded, _ = filled
    for letter in CLIENTS:
        text = loaded.project.texts[f"content/clients/client-{letter}.yaml"]
        assert text.count(f"zq{HIDDEN}") >= 200


WRAPPINGS = {
    "entities": lambda text: "".join(f"&#{ord(sign)};" for sign in text).encode(),
    "percent": lambda text: "".join(f"%{ord(sign):02x}" for sign in text).encode(),
    "json": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text).encode(),
    "base64": lambda text: base64.b64encode(b"here it is: " + text.encode()),
    "url-safe base64": lambda text: base64.urlsafe_b64encode(b"\xff\xfe\xfb" + text.encode()),
    "base64 in lines": lambda text: base64.encodebytes(b"x" * 50 + text.encode() + b"x" * 50).replace(b"\n", b"\r\n"),
    "zlib": lambda text: b"before" + zlib.compress(text.encode()) + b"after",
    "gzip": lambda text: gzip.compress(text.encode()),
    "folded": lambda text: f"SUMMARY:{text[:4]}\r\n {text[4:]}\r\n".encode(),
    "quoted-printable": lambda text: f"{text[:4]}=\r\n={ord(text[4]):02X}{text[5:]}".encode(),
    "utf-16": lambda text: text.encode("utf-16-be"),
    "hex": lambda text: text.encode().hex().encode(),
    "apart": lambda text: "-".join(text.upper()).encode(),
    "twice": lambda text: base64.b64encode(quote(json.dumps(text)).encode()),
}


@pytest.mark.parametrize("wrap", WRAPPINGS.values(), ids=WRAPPINGS)
def test_a_canary_is_heard_through_any_wrapping(wrap) -> None:
    assert letters(b"nothing here") == set()
    assert letters(wrap("zqd01234x")) == {"d"}
