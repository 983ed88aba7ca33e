"""The project's secret, or a passphrase, where others read it: under version control."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from charter.problem import Place, Problem
from charter.secret import FILE, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SECRET = "committed-secret"  # noqa: S105  the name of a finding
HOME = FILE.partition("/")[0]
_PRIVATE = (FILE, f"{HOME}/passphrases")
_IGNORE = f"Add a line `/{HOME}/` to .gitignore."
_RENEW = (
    "Whoever has read it can work out every client's address: make another one, publish again, and send clients their "
    "new addresses."
)


def exposed(root: Path, environ: Mapping[str, str]) -> Iterator[Problem]:
    """Find a secret that git keeps, or would keep with the next commit. Without git there is nothing to find."""
    secret = _secret(root, environ)
    tracked = set(_git(root, "ls-files", "-z", "--", HOME).split("\0")) - {""}
    kept = {*tracked, *(_git(root, "grep", "-z", "-l", "-F", "-f", "-", given=secret).split("\0") if secret else ())}
    for file in sorted(kept - {""}):
        if file == FILE or file not in tracked:
            message = f"The project's secret stands in {file}, which is under version control."
            hint = f"Take it out of there; {VARIABLE} or {FILE} is its place. {_RENEW}"
            yield Problem(SECRET, Place(file), message, hint)
        else:
            message = f"{file} is under version control, and this folder is for what nobody else may read."
            yield Problem(SECRET, Place(file), message, f"`git rm --cached {file}`. {_IGNORE}")
    if not tracked and (root / HOME).is_dir() and (file := _would_be_kept(root)):
        message = f"{file} would be under version control with the next `git add`."
        yield Problem(SECRET, Place(".gitignore"), message, _IGNORE)


def _secret(root: Path, environ: Mapping[str, str]) -> str:
    """Give the secret, if it is long enough to be told from other texts; it is never made here."""
    try:
        text = environ.get(VARIABLE) or (root / FILE).read_text("utf-8", "replace")
    except OSError:
        return ""
    return text.strip() if len(text.strip()) >= len(VARIABLE) and "\n" not in text.strip() else ""


def _would_be_kept(root: Path) -> str:
    """Give a private file that git sees and does not leave out: the secret, or the passphrases."""
    return _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *_PRIVATE).partition("\0")[0]


def _git(root: Path, *words: str, given: str = "") -> str:
    """Ask git; nothing where there is no git, or no repository."""
    try:
        done = subprocess.run(  # noqa: S603  the user's own git
            ["git", "-C", str(root), *words],  # noqa: S607
            input=given.encode(),
            capture_output=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
