"""Bytes that only a passphrase opens: how they are locked, and the form that Python and browsers read alike.

    key       PBKDF2 with SHA-256 (RFC 8018): at least 600,000 rounds, a salt of 16 bytes
    cipher    AES-256-GCM (NIST SP 800-38D): an IV of 12 bytes, a tag of 16
    beside    version and file name are authenticated, so that no file passes for another one
    inside    the length in 4 bytes, the file, zeros up to a multiple of 4 KiB, so that lengths tell little

Nothing in it is random, so that the same file gives the same bytes in every build. The salt comes from the project's
secret. The IV is drawn from the file's name and its text, under a key of the secret's own: other text, other IV. What is
locked is not compressed first, because machines compress to different bytes.
"""

from __future__ import annotations

import hmac
import json
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import pbkdf2_hmac, sha256
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from charter.problem import CharterError

if TYPE_CHECKING:
    from charter.secret import Secret

ROUNDS = 600_000
"""The least that is written and read (OWASP's figure for PBKDF2 with SHA-256)."""
_MOST_ROUNDS = 10_000_000
"""More would keep a reader waiting for minutes, so somebody has changed the file."""
VERSION = 1
STEP = 4096
_SALT, _IV, _TAG, _LENGTH = 16, 12, 16, 4
LOCKED = ".locked.js"
"""What the name of a locked file ends in. It is a script, since browsers let pages on disk read no other kind of file."""
_SCRIPT = "document.currentScript.dataset.sealed='{}'\n"
_BETWEEN = re.compile(r"[\s\u2010-\u2015-]")
_MADE = re.compile("[bcdfghjkmnpqrstvwxyz]{20}")
"""The letters of a passphrase as `making` makes it."""
_SEALED = re.compile(rb'\{"charter":[^{}<>\']*\}')
_MEMBERS = ("salt", "iv", "data")


class WrongPhraseError(Exception):
    """The passphrase opens it not, or the bytes were changed: nobody can tell the two apart."""

    def __init__(self) -> None:
        super().__init__("The passphrase does not open this file, or the file was changed.")


@dataclass(frozen=True, slots=True)
class Key:
    """What locks one client's files. It is made once for all of them, since making it takes a fifth of a second."""

    salt: bytes
    _key: bytes = field(repr=False)
    _draws: bytes = field(repr=False)

    @classmethod
    def of(cls, phrase: str, secret: Secret, client: str, rotation: int) -> Key:
        """Make the key of a client. A higher rotation gives other salts, IVs and keys from the same passphrase."""
        salt = secret.derive("salt", client, str(rotation))[:_SALT]
        return cls(salt, _stretched(typed(phrase), salt, ROUNDS), secret.derive("iv", client, str(rotation)))

    def sealed(self, file: str, data: bytes) -> dict[str, int | str]:
        """Lock a file under its name in the client's folder."""
        iv = hmac.digest(self._draws, file.encode() + b"\0" + data, sha256)[:_IV]
        hidden = _cipher(self._key).encrypt(iv, padded(data), _beside(file))
        salt, drawn, text = (b64encode(part).decode() for part in (self.salt, iv, hidden))
        return {"charter": VERSION, "iterations": ROUNDS, "salt": salt, "iv": drawn, "data": text}


def as_script(sealed: dict[str, int | str]) -> bytes:
    """Write a locked file as the script that hands it to the page that asked for it, and does nothing else."""
    return _SCRIPT.format(json.dumps(sealed, separators=(",", ":"))).encode()


def opened(file: str, data: bytes, phrase: str) -> bytes:
    """Open a page or a locked file of a client's folder. Raises `WrongPhraseError` for a wrong phrase or changed bytes.

    `file` is its name there, `index.html` or `packet.pdf.locked.js`.
    """
    sealed = _read(data)
    key = _stretched(typed(phrase), sealed["salt"], sealed["iterations"])
    return _unpadded(_decrypted(key, sealed, _beside(inner(file))))


def inner(file: str) -> str:
    """Give the name of what is inside a file of a client's folder: `packet.pdf` of `packet.pdf.locked.js`."""
    return file.removesuffix(LOCKED)


def typed(phrase: str) -> str:
    """Give a passphrase as it counts: however its letters are composed, and however many blanks were typed.

    One that Charter has made counts by its letters alone: it may have been heard on the telephone, and telephones begin
    with a capital.
    """
    text = " ".join(normalize("NFKC", phrase).split())
    letters = _BETWEEN.sub("", text).lower()
    return "-".join(re.findall("....", letters)) if _MADE.fullmatch(letters) else text


def padded(data: bytes) -> bytes:
    """Put the length before a file, and fill it up."""
    whole = len(data).to_bytes(_LENGTH, "big") + data
    return whole + b"\0" * (-len(whole) % STEP)


def _unpadded(whole: bytes) -> bytes:
    length = int.from_bytes(whole[:_LENGTH], "big")
    if len(whole) % STEP or length > len(whole) - _LENGTH:
        raise WrongPhraseError
    return whole[_LENGTH : _LENGTH + length]


def _beside(file: str) -> bytes:
    return f"charter {VERSION} {file}".encode()


def _read(data: bytes) -> dict[str, Any]:
    """Find what is locked in a page or a script, and refuse what Charter would not have written."""
    found = _SEALED.search(data)
    try:
        sealed = json.loads(found[0]) if found else {}
        sealed |= {name: b64decode(sealed[name], validate=True) for name in _MEMBERS}
    except (ValueError, KeyError, TypeError, NotBase64):
        raise WrongPhraseError from None
    rounds = sealed.get("iterations")
    is_ours = sealed["charter"] == VERSION and isinstance(rounds, int) and ROUNDS <= rounds <= _MOST_ROUNDS
    if not is_ours or len(sealed["salt"]) != _SALT or len(sealed["iv"]) != _IV or len(sealed["data"]) <= _TAG:
        raise WrongPhraseError
    return sealed


def _decrypted(key: bytes, sealed: dict[str, Any], beside: bytes) -> bytes:
    cipher = _cipher(key)
    from cryptography.exceptions import InvalidTag

    try:
        return bytes(cipher.decrypt(sealed["iv"], sealed["data"], beside))
    except InvalidTag:
        raise WrongPhraseError from None


@lru_cache(maxsize=64)
def _stretched(phrase: str, salt: bytes, rounds: int) -> bytes:
    return pbkdf2_hmac("sha256", phrase.encode(), salt, rounds, 32)


def _cipher(key: bytes) -> Any:  # noqa: ANN401  the library is there only where it is asked for
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError as error:
        raise CharterError(
            "Pages that a passphrase opens need the library `cryptography`, which is not installed here. This installs "
            'it: `pip install "charter[passphrase]"`.'
        ) from error
    return AESGCM(key)
