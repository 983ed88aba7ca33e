"""What makes a passphrase easy to guess. Whoever has a locked page can try as many as they like, without anybody knowing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from charter.vault.sealing import typed

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST = 12
"""Letters of a passphrase."""
VARIED = 6
"""Different letters of a passphrase."""
_DIGITS = "0123456789"
_LONG_WORD = 4
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", _DIGITS * 3)
"""What fingers write by themselves."""
_COMMON = frozenset(
    """
    administrator adminadmin adminpassword basketball businessplan changemenow changemeplease charliebrown chocolatecake
    clientpassword clientportal clientsonly companyname confidential contrasena correcthorsebatterystaple defaultpassword
    everythingisfine expectations footballfootball forgotpassword geheimgeheim guestpassword handbookpassword happybirthday
    hellohello helloworld holidayseason iloveyouforever iloveyousomuch internetexplorer itsasecret jesuschrist
    keinpasswort leavemealone letmeinletmein letmeinnow letmeinplease liverpoolfc loremipsumdolor manchesterunited
    marketingplan michaeljordan micontrasena microsoftwindows motdepasse mypassword mypasswordis nosecrets nopassword
    onboarding opensesame ourlittlesecret passphrase passphrasepassphrase passwort passwortpasswort password passwordone
    passwordpassword passwordsecret portalpassword qazwsxedcrfv qwertyqwerty reallysecret secretpassphrase secretpassword
    secretsecret sesameopen sunshinesunshine superman superpassword supersecret temppassword temporary
    temporarypassword testpassword testtesttest thepassphrase thephrase thisisapassword thisismypassword thisissecret
    topsecret trustnoone tryandguess verysecret verysecretpassword welcomeaboard welcomehome welcomewelcome yourpassphrase
    yourpassword zaqxswcdevfr
    """.split()  # noqa: SIM905  words read best as words
)
"""What is tried first, without digits at its ends, blanks and signs."""


def weakness(phrase: str, names: Iterable[str]) -> str:
    """Say what is wrong with a passphrase, as what follows "it"; nothing where nothing is. It is never repeated.

    `names` are those that everybody knows who would try: the client's and the agency's.
    """
    counted = typed(phrase)
    letters = _bare(counted)
    if any(category(letter).startswith("C") for letter in counted):
        return "holds a sign that nobody can see or type"
    if len(counted) < LEAST:
        return f"has {len(counted)} letters, and fewer than {LEAST} are soon tried out"
    if len(set(letters)) < VARIED:
        return f"has fewer than {VARIED} different letters or digits"
    if _is_tried_first(counted, letters):
        return "is one of those that are tried first"
    if len(_without(letters, names).strip(_DIGITS)) < VARIED:
        return "is little more than a name that everybody knows"
    return ""


def _is_tried_first(counted: str, letters: str) -> bool:
    """Whether it is a common one, a run of keys, or a word or two again and again."""
    words = {_bare(word) for word in re.split(r"[\W_]+", counted)} - {""}
    repeats = len("".join(words)) < len(letters) and len("".join(words - _COMMON)) < LEAST
    run = any(letters in run or letters in run[::-1] for run in _RUNS)
    return run or repeats or letters.strip(_DIGITS) in _COMMON


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _without(letters: str, names: Iterable[str]) -> str:
    """Take names out of a passphrase, and their longer words."""
    known = list(names)
    parts = {_bare(name) for name in known} | {_bare(word) for name in known for word in re.split(r"[\W_]+", name)}
    for part in sorted((part for part in parts if len(part) >= _LONG_WORD), key=lambda part: (-len(part), part)):
        letters = letters.replace(part, "")
    return letters
