"""The project's secret, or a client's passphrase, where others read it: under version control."""

from __future__ import annotations

from subprocess import TimeoutExpired
from typing import TYPE_CHECKING

from charter.git import git
from charter.problem import Place, Problem, Severity
from charter.secret import FILE, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

SECRET = "committed-secret"  # noqa: S105  the name of a finding
HOME = FILE.partition("/")[0]
_PRIVATE = (FILE, f"{HOME}/passphrases")
_IGNORE = f"Add a line `/{HOME}/` to .gitignore."
_RENEW = (
    "Whoever has read it can work out every client's address: make another one, publish again, and send clients their "
    "new addresses."
)
_REPLACE = "Take it out of there, make another one with `charter passphrase CLIENT --replace`, and raise `rotation:`."


def exposed(
    root: Path, environ: Mapping[str, str], phrases: Collection[str] = (), kept_in: str = ""
) -> Iterator[Problem]:
    """Find what is secret and git keeps, or would keep with the next commit. Without git there is nothing to find.

    `phrases` are clients' passphrases, and `kept_in` the file in which they lie.
    """
    try:
        yield from _exposed(root, _secret(root, environ), phrases, kept_in)
    except TimeoutExpired:
        message = "Git did not answer in time, so nobody knows whether the project's secret is under version control."
        hint = "Look with `git grep -F`, and run this again."
        yield Problem(SECRET, Place(".gitignore"), message, hint, Severity.WARNING)


def _exposed(root: Path, secret: str, phrases: Collection[str], kept_in: str) -> Iterator[Problem]:
    tracked = _asked(root, "ls-files", "--", HOME, *([kept_in] if kept_in else []))
    told = _holding(root, [secret]) - set(_PRIVATE) if secret else set()
    for file in sorted(told):
        message = f"The project's secret stands in {file}, which is under version control, or will be."
        hint = f"Take it out of there; {VARIABLE} or {FILE} is its place. {_RENEW}"
        yield Problem(SECRET, Place(file), message, hint)
    spoken = (_holding(root, phrases) if phrases else set()) - told - set(_PRIVATE)
    for file in sorted(spoken):
        yield Problem(
            SECRET,
            Place(file),
            f"A client's passphrase stands in {file}, which is under version control, or will be.",
            _REPLACE,
        )
    for file in sorted(tracked - told - spoken):
        message = f"{file} is under version control, and it is for what nobody else may read."
        yield Problem(
            SECRET,
            Place(file),
            message,
            f"Take it out with `git rm --cached {file}`. {_IGNORE} {_RENEW if file == FILE else ''}".strip(),
        )
    ahead = _asked(root, "ls-files", "--others", "--exclude-standard", "--", *_PRIVATE)
    for file in sorted(ahead)[:1] if not tracked else ():
        message = f"{file} would be under version control with the next `git add`."
        yield Problem(SECRET, Place(".gitignore"), message, _IGNORE)


def _secret(root: Path, environ: Mapping[str, str]) -> str:
    """Give the secret, if it is long enough to be told from other texts; it is never made here."""
    try:
        text = environ.get(VARIABLE) or (root / FILE).read_text("utf-8", "replace")
    except OSError:
        return ""
    return text.strip() if len(text.strip()) >= len(VARIABLE) and "\n" not in text.strip() else ""


def _holding(root: Path, texts: Collection[str]) -> set[str]:
    """Give the files that hold one of these texts and are under version control, or are not left out of it."""
    return _asked(root, "grep", "--untracked", "-l", "-F", "-f", "-", given="\n".join(texts))


def _asked(root: Path, command: str, *words: str, given: str = "") -> set[str]:
    """Ask git for files; none where there is no git, or no repository."""
    done = git(root, command, "-z", *words, given=given.encode())
    return set(done.stdout.decode("utf-8", "replace").split("\0")) - {""} if done and done.returncode == 0 else set()
