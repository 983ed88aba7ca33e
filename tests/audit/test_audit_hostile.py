"""Files that want to be no files: an audit ends soon, and says in a sentence what it could not look into."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from audited import leaks, pdf, png, specimen_told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.audit import Told

SECONDS = 20


@pytest.fixture
def known() -> Told:
    """What is known of the specimen."""
    return specimen_told()


def bomb(depth: int) -> bytes:
    """Make an archive of zeros, in an archive, and so on."""
    data, name = bytes(120 * 2**20), "zeros"
    for number in range(depth):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{name}{number}", data)
        data = stream.getvalue()
    return data


def many() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number}", b"")
    return stream.getvalue()


def nested_archive() -> bytes:
    data = b"end"
    for number in range(12):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(f"{number}.zip", data)
        data = stream.getvalue()
    return data


UNREADABLE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a packet that ends too early": ("packet.pdf", lambda: pdf(b"(Kestrel & Lowe) Tj")[:330], "ends too early"),
    "a packet of nonsense": ("packet.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "ends too early"),
    "a packet with a password": (
        "packet.pdf",
        lambda: pdf(b"() Tj") + b"trailer <</Encrypt 9 0 R>>",
        "with a password",
    ),
    "a packet that unpacks to much": (
        "packet.pdf",
        lambda: pdf(b"() Tj", b"<</Filter/FlateDecode>>\nstream\n" + zlib.compress(bytes(2**28)) + b"\nendstream"),
        "unpacks to more",
    ),
    "a bomb": ("a.zip", lambda: bomb(1), "unpacks to more"),
    "a bomb in an archive": ("a.zip", lambda: bomb(2), "unpacks to more"),
    "many files": ("a.zip", many, "more than 2000 files"),
    "archives in archives": ("a.zip", nested_archive, "too deep"),
    "half an archive": ("a.zip", lambda: nested_archive()[:60], "damaged"),
    "half a picture": ("a.png", lambda: png(b"tEXt", b"A\0b")[:40], "ends too early"),
    "half a font": ("a.woff2", lambda: b"wOF2" + bytes(30), "damaged"),
    "a large file": ("a.txt", lambda: bytes(50 * 2**20), "larger than 32 MB"),
}


@pytest.mark.parametrize(("name", "make", "why"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read(tmp_path: Path, known: Told, name: str, make: Callable[[], bytes], why: str) -> None:
    path = tmp_path / "site/assets" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(make())
    started = time.monotonic()
    [leak] = leaks(tmp_path / "site", known)
    assert time.monotonic() - started < SECONDS
    assert leak.rule == "unreadable-file"
    assert why in leak.what


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.json", b"[" * 200_000 + b"]" * 200_000),
        ("deep.html", b"<div>" * 100_000),
        ("deep.svg", b"<?xml version='1.0'?>" + b"<g>" * 100_000),
        ("brackets.html", b"<" * 300_000),
        ("escapes.json", json.dumps("\u20ac" * 200_000).encode()),
        ("percent.css", b"%25" * 300_000),
        ("digits.css", b"1 " * 500_000),
        ("base.css", b"A" * 2_000_000),
        ("strings.pdf", b"%PDF-1.7\n1 0 obj\n" + b"(" * 300_000),
        ("backslashes.css", b"\\" * 500_000),
        ("url.css", b"url(" * 200_000),
        ("quotes.js", b'"//' * 200_000),
        ("objects.pdf", b"%PDF-1.7\n" + b"1 0 obj\n" * 100_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_long_to_read(tmp_path: Path, known: Told, name: str, data: bytes) -> None:
    path = tmp_path / "site/assets" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    started = time.monotonic()
    found = {leak.rule for leak in leaks(tmp_path / "site", known)}
    assert time.monotonic() - started < SECONDS
    assert found <= {"unreadable-file", "page-not-private"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_file(tmp_path: Path, known: Told) -> None:
    folder = tmp_path / "site/assets"
    folder.mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("Harbor & Pine Realty")
    os.mkfifo(folder / "pipe.css")
    (folder / "link.css").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    found = leaks(tmp_path / "site", known)
    assert [(leak.file, leak.rule) for leak in found] == [
        (f"assets/{name}", "unreadable-file") for name in ("link.css", "loop", "pipe.css")
    ]
    assert "a link to something else" in found[0].what
    assert "a device, a pipe" in found[2].what


def test_folders_without_end(tmp_path: Path, known: Told) -> None:
    (tmp_path / "site" / "/".join("a" * 60)).mkdir(parents=True)
    [leak] = leaks(tmp_path / "site", known)[-1:]
    assert "a folder too deep inside" in leak.what
