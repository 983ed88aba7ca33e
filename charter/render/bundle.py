"""A client's files in one zip, to be sent and opened from disk: the same files on every machine, to the byte."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize

from charter.render import ALL, Manner, everything

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from charter.artifact import Artifact
    from charter.compute import Facts
    from charter.model.charter import Charter
    from charter.render.theme import Theme

FORMS = ALL - {"data"}
"""What a person has use for."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold: when it was packed is nobody's concern."""
_READABLE = 0o644 << 16


def bundle(charter: Charter, facts: Facts, theme: Theme) -> bytes:
    """Pack the pages, with all that they show, the packet, the calendar and the contacts into one folder."""
    made = everything(charter, facts, theme, FORMS, Manner(root=""))
    files = {artifact.path.partition("/")[2]: artifact.data for artifact in made}
    files |= {asset.path: asset.data for asset in _needed(theme.assets(), files)}
    return _packed(f"{in_ascii(charter.agency.name)}-packet", files)


def in_ascii(name: str) -> str:
    """Write a name so that it can be that of a file on any system: `Muñoz & Söhne` -> `munoz-sohne`."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "client"


def _needed(assets: Iterable[Artifact], files: Mapping[str, bytes]) -> list[Artifact]:
    """Give the assets that pages name, and those that these name: a style sheet names its fonts."""
    every = list(assets)
    names = {asset.path: asset.path.rpartition("/")[2].encode() for asset in every}
    wanted = [asset for asset in every if any(names[asset.path] in data for data in files.values())]
    return [asset for asset in every if asset in wanted or any(names[asset.path] in one.data for one in wanted)]


def _packed(folder: str, files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _WHEN)
            entry.external_attr, entry.create_system = _READABLE, 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            into.writestr(entry, files[path])
    return packed.getvalue()
