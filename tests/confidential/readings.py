"""All that anybody could read in a file, in whatever form it stands there: the letters and digits, and nothing else."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import html
import io
import quopri
import re
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pypdf
import pypdf.errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEP = 4
"""So many wrappings lie inside each other at most: a packet in a mail, a stream in that, a text in this."""
_TOKEN = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}\s?){8,}")
_DEFLATED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")


def readings(data: bytes) -> str:
    """Give everything that can be read in some bytes, in small letters and digits, without what stands between them."""
    return " ".join(re.sub(r"[\W_]+", "", text.casefold()) for text in _texts(data, _DEEP))


def _texts(data: bytes, deep: int) -> Iterator[str]:
    yield from _spelled(data.decode("utf-8", "ignore"))
    if b"\0" in data:
        yield data.decode("utf-16-be", "ignore")
        yield data.decode("utf-16-le", "ignore")
    if data.startswith(b"%PDF"):
        with suppress(pypdf.errors.PyPdfError):  # one line of a PDF in base64 begins like one, too
            yield from [text.decode("utf-8", "ignore") for text in _in_pdf(data)]
            return
    for inner in _wrapped(data) if deep else ():
        yield from _texts(inner, deep - 1)


def _spelled(text: str) -> Iterator[str]:
    """Give a text as it stands, and as programs read it that know entities, escapes and folded lines."""
    whole = re.sub(r"\r?\n[ \t]", "", text)
    yield from dict.fromkeys((text, whole, html.unescape(text), unquote(whole), unquote(html.unescape(text))))
    if "\\" in text:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), whole)
        yield re.sub(r"\\(.)", r"\1", whole)
    if "=" in text:
        yield quopri.decodestring(whole.encode()).decode("utf-8", "ignore")


def _wrapped(data: bytes) -> Iterator[bytes]:
    if b"\nMIME-Version:" in data[:4000]:
        yield from _in_mail(data)
        return
    if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield packed.read(name)
            yield packed.comment
        return
    for found in _DEFLATED.finditer(data):
        with suppress(zlib.error):
            yield zlib.decompressobj(wbits=47).decompress(data[found.start() :])
    joined = re.sub(rb"\r?\n(?=[A-Za-z0-9+/]+={0,2}\r?\n)", b"", data)  # base64 in lines, as mails have it
    for text in dict.fromkeys((data, joined)):
        for found in _TOKEN.finditer(text):
            with suppress(binascii.Error, ValueError):
                yield base64.b64decode(found[0].translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=") + b"==")
    for found in _HEX.finditer(data):
        with suppress(ValueError):
            yield bytes.fromhex(re.sub(rb"\s", b"", found[0]).decode())


def _in_mail(data: bytes) -> Iterator[bytes]:
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        yield "\n".join(f"{name}: {value}" for name, value in part.items()).encode()
        if not part.is_multipart():
            yield part.get_payload(decode=True)


def _in_pdf(data: bytes) -> Iterator[bytes]:
    """Give the text of a PDF as programs extract it, and every string and stream of every object in it."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    for page in reader.pages:
        yield page.extract_text().encode()
    for number in range(1, len(reader.xref.get(0, {})) + len(reader.xref_objStm) + 1):
        with suppress(Exception):  # a number that no object has
            found = pypdf.generic.IndirectObject(number, 0, reader).get_object()
            yield from _in_object(found)


def _in_object(found: Any) -> Iterator[bytes]:
    if isinstance(found, pypdf.generic.StreamObject):
        with suppress(Exception):  # a picture in a form that pypdf does not know
            yield found.get_data()
    if isinstance(found, dict):
        for key, value in found.items():
            yield str(key).encode()
            yield from _in_object(value)
    elif isinstance(found, list):
        for value in found:
            yield from _in_object(value)
    elif isinstance(found, bytes):
        yield found
    elif isinstance(found, str):
        yield found.encode("utf-8", "ignore")
