"""Small helpers: a project -> its site on disk, and what an audit says of it."""

from __future__ import annotations

import atexit
import shutil
import struct
import zlib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from charter import pipeline, shipped
from charter.audit import Told, inspect
from charter.model.agency import Access

if TYPE_CHECKING:
    from charter.audit import Audit, Leak

DAY = date(2026, 11, 25)
NAMES = "index.html expectations.html changes.html packet.pdf calendar.ics charter.json changes.atom contacts.vcf"
FILES = frozenset((*NAMES.split(), "contacts-outlook.vcf", "charter.json.locked.js"))


@cache
def _specimen() -> Path:
    """Copy the specimen and build its site, once."""
    root = Path(mkdtemp(prefix="charter-audit-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    shutil.copytree(shipped.content(), root / "content")
    return build(root, root / "site").parent


def specimen_site() -> Path:
    """Give the specimen's site."""
    return _specimen() / "site"


@cache
def specimen_told() -> Told:
    """Give what is known of the specimen."""
    return told(_specimen())


def told(root: Path, **more: tuple[str, ...]) -> Told:
    """Give what is known of a project, with each client's files in the folder of its id."""
    loaded = pipeline.load(root, today=lambda _: DAY)
    folders = {ident: one.published for ident, one in loaded.clients.items() if one.published}
    trees = {ident: loaded.clients[ident].tree for ident in folders}
    prose = tuple(prose.text for prose in loaded.project.prose.values())
    return Told(folders, trees, prose, FILES, root, **more)


def build(root: Path, site: Path) -> Path:
    """Write the site of a project."""
    loaded = pipeline.load(root, today=lambda _: DAY)
    for _, artifacts in pipeline.render(loaded, DAY):
        for artifact in artifacts:
            path = site / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.data)
    return site


def leaks(site: Path, known: Told) -> list[Leak]:
    """Give what an audit finds, but that a part of a site lacks the files of other clients."""
    return [one for one in inspect(site, known).leaks if not one.what.startswith("there is no file")]


def png(kind: bytes, body: bytes) -> bytes:
    """Make a picture of one point, with one more block."""
    blocks = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (kind, body), (b"IDAT", zlib.compress(b"\0\0"))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_block(*block) for block in (*blocks, (b"IEND", b"")))


def _block(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def pdf(shown: bytes, *more: bytes) -> bytes:
    """Make a packet of one page, whose text is compressed; `more` are objects from number 6 on."""
    content = zlib.compress(b"BT /F1 12 Tf 72 720 Td " + shown + b" ET")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>\nstream\n" % len(content) + content + b"\nendstream",
        font,
        *more,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + rows + tail


def found_in_sealed(known: Told, folder: Path, data: bytes, inside: bytes | None, ending: str = "") -> Audit:
    """Audit a site with one file of a client whose files a passphrase opens: here, to `inside`."""
    charter = known.folders["kestrel-and-lowe"]
    sealed = charter.model_copy(update={"client": charter.client.model_copy(update={"access": Access.PASSPHRASE})})
    told = replace(known, folders={**known.folders, "kestrel-and-lowe": sealed})
    path = folder / f"site/kestrel-and-lowe/charter.json{ending}"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return inspect(folder / "site", told, lambda _charter, _file, _data: inside)
