"""`history/` against version control: what was committed there and is missing now, or is another file.

The last release of a client, and the folder of one, can go without a trace in the files that are left: no later one
names them. Where the project is in git, its last commit does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.git import git
from charter.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_HINT = "Bring it back: `git restore --source=HEAD -- {file}`. What is to go for good, a commit of its own takes out."
_COMMAND = (
    "diff",
    "--name-status",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--diff-filter=DMT",
    "--relative",
    "-z",
    "HEAD",
)


def lost(root: Path, folder: str, known: Collection[str]) -> Iterator[Problem]:
    """Find the files of a folder that the last commit has, and that are missing or others now.

    `known` are files of which something is said already. Without git, or before the first commit, nothing is found.
    """
    told = iter(_git(root, folder).split("\0"))
    for status, file in zip(told, told, strict=False):
        if file not in known and not file.rpartition("/")[2].startswith("."):
            what = "It is missing" if status == "D" else "It is another file than the one"
            message = f"{what} {'although it was' if status == 'D' else 'that was'} committed. What was promised would be unsure."
            yield Problem("history-changed", Place(file), message, _HINT.format(file=file))


def _git(root: Path, folder: str) -> str:
    """Ask git; nothing where there is none, or where it does not know this folder."""
    done = git(root, *_COMMAND, "--", folder)
    return done.stdout.decode("utf-8", "surrogateescape") if done and done.returncode == 0 else ""
