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
    from charter.history import Standing
    from charter.model.charter import Charter
    from charter.render.theme import Theme

FORMS = ALL - {"data", "feed"}
"""What a person has use for."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold: when it was packed is nobody's concern."""
_READABLE = 0o644 << 16
_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Latin letters that are no letter with a mark, as people write them where they lack them."""
_LONGEST = 60
"""Letters of a folder's name: Windows opens no path of more than 260."""


def contents(charter: Charter, facts: Facts, theme: Theme, standing: Standing | None = None) -> dict[str, bytes]:
    """Give the pages, with all that they show, the packet, the calendar and the contacts, by path."""
    made = everything(charter, facts, theme, FORMS, Manner(root=""), standing)
    files = {artifact.path.partition("/")[2]: artifact.data for artifact in made}
    return files | {asset.path: asset.data for asset in _needed(theme.assets(), files)}


def packed(charter: Charter, files: Mapping[str, bytes]) -> bytes:
    """Pack files into one folder that has the agency's name."""
    folder = f"{in_ascii(charter.agency.name)}-packet"
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _WHEN)
            entry.external_attr, entry.create_system = _READABLE, 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            into.writestr(entry, files[path])
    return whole.getvalue()


def in_ascii(name: str) -> str:
    """Write a name so that it can be that of a file on any system: `Muñoz & Søns` -> `munoz-sons`."""
    plain = normalize("NFKD", name.lower().translate(_SPELT)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "client"


def _needed(assets: Iterable[Artifact], files: Mapping[str, bytes]) -> list[Artifact]:
    """Give the assets that pages name, and those that these name: a style sheet names its fonts."""
    every = list(assets)
    names = {asset.path: asset.path.rpartition("/")[2].encode() for asset in every}
    wanted = [asset for asset in every if any(names[asset.path] in data for data in files.values())]
    return [asset for asset in every if asset in wanted or any(names[asset.path] in one.data for one in wanted)]
