"""Laws: whatever leads to a client is found wherever it is planted, and however it is written there."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from audited import leaks, specimen_site, specimen_told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    RulesIn = Callable[[Path, str, bytes], set[str]]

HOME = "kestrel-and-lowe"
NEEDLES = [
    "Harbor & Pine Realty",
    "Harbor & Pine",
    "harborandpine.example",
    "dana@harborandpine.example",
    "Dana Whitfield",
    "+1 207 555 0162",
    "(207) 555-0162",
    "a first page for each of the six harbor towns",
    "harbor-and-pine",
    "Saguaro & Stone Luxury Homes",
    "theo@saguaroandstone.example",
    "Casa Montaño Bienes Raíces",
    "Lucía prefiere una llamada corta antes que un correo largo.",
    "Amir Haddad",
    "+1 303 555 0199",
]
WAYS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "capitals": str.upper,
    "entities": html.escape,
    "entities by number": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "percent": quote,
    "percent twice": lambda text: quote(quote(text), safe=""),
    "data": json.dumps,
    "letters by number": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 in base64": lambda text: base64.b64encode(base64.b64encode(b"see " + text.encode())).decode(),
    "packed in base64": lambda text: base64.b64encode(gzip.compress(text.encode())).decode(),
    "hyphens in words": "\u00ad".join,
    "two lines": lambda text: text.replace(" ", "\n"),
}
FILES = [
    "index.html",
    "expectations.html",
    "charter.json",
    "calendar.ics",
    "contacts.vcf",
    "x.css",
    "x.js",
    "x.txt",
    "x",
]


@pytest.fixture
def built() -> Path:
    """The specimen's site."""
    return specimen_site()


@pytest.fixture(scope="module")
def rules_in() -> RulesIn:
    """Write one file of a client, and give the rules that an audit finds there."""

    def found(folder: Path, name: str, data: bytes) -> set[str]:
        for old in folder.iterdir():
            old.unlink()
        (folder / name).write_bytes(data)
        return {leak.rule for leak in leaks(folder.parent, specimen_told())}

    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    needle=st.sampled_from(NEEDLES),
    way=st.sampled_from(sorted(WAYS)),
    name=st.sampled_from(FILES),
    at=st.floats(0, 1),
    around=st.sampled_from([("\n", "\n"), (" ", " "), ("<!-- ", " -->"), ('"', '"'), ("(", ")."), ("/* ", " */")]),
)
def test_every_needle_is_found_anywhere(  # noqa: PLR0913, PLR0917  drawn one by one
    built: Path, rules_in: RulesIn, tmp_path: Path, needle: str, way: str, name: str, at: float, around: tuple[str, str]
) -> None:
    folder = tmp_path / "site" / HOME
    folder.mkdir(parents=True, exist_ok=True)
    original = built / HOME / name
    lines = original.read_text("utf-8").split("\n") if original.exists() else [""]
    lines.insert(int(at * len(lines)), around[0] + WAYS[way](needle) + around[1])
    rules = rules_in(folder, name, "\n".join(lines).encode())
    assert rules & {"client-told", "internal-told", "client-linked"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    needle=st.sampled_from(NEEDLES),
    before=st.binary(max_size=40),
    wide=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
    packing=st.sampled_from(["none", "zip", "gzip", "zip in zip"]),
)
def test_every_needle_is_found_in_other_bytes(  # noqa: PLR0913, PLR0917  drawn one by one
    rules_in: RulesIn, tmp_path: Path, needle: str, before: bytes, wide: str, packing: str
) -> None:
    folder = tmp_path / "site" / HOME
    folder.mkdir(parents=True, exist_ok=True)
    ascii_only = needle if needle.isascii() else "Dana Whitfield"
    data = b"\x01\x02\x03\xff\xfe" + before + b"\xff\xff\0\0" * 2 + ascii_only.encode(wide) + b"\0\0\xff\xff"
    for step in range({"none": 0, "zip": 1, "gzip": 1, "zip in zip": 2}[packing]):
        data = gzip.compress(data) if packing == "gzip" else zipped(f"{step}.bin", data)
    rules = rules_in(folder, "x.bin", data)
    assert rules & {"client-told", "internal-told", "client-linked"}


def zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), name=st.sampled_from(["x.txt", "x.css", "charter.json"]))
def test_no_text_makes_an_audit_stumble(rules_in: RulesIn, tmp_path: Path, text: str, name: str) -> None:
    folder = tmp_path / "site" / HOME
    folder.mkdir(parents=True, exist_ok=True)
    assert not rules_in(folder, name, text.encode("utf-8", "surrogatepass")) & {"client-told", "internal-told"}
