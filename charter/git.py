"""Asking git about the project's own folder, and nothing that somebody has put into it.

A folder can be made to look like a repository, with a configuration that names commands for git to run. So git is told
to run none, and is not asked where such a folder lies between the project and its repository.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ELSEWHERE = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
"""What git sets for its hooks, and which would lead to another folder."""
_CAREFUL = (
    *("-c", "safe.bareRepository=explicit"),  # only a `.git` makes a repository (since git 2.38)
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
)
_BARE = ("HEAD", "objects", "refs")
"""What makes git take a folder for a repository of its own."""
_PATIENCE = 30
"""Seconds after which an answer is no longer waited for."""


def git(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes] | None:
    """Ask git in a project's folder; None where there is no git, no repository, or one that was put there.

    Raises `subprocess.TimeoutExpired` where it does not answer.
    """
    if not _is_repository(root):
        return None
    own = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | {"GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(root), *_CAREFUL, *words]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False, env=own, timeout=_PATIENCE)  # noqa: S603  the user's own git
    except FileNotFoundError:
        return None


def _is_repository(root: Path) -> bool:
    """Whether a `.git` lies above a folder, and nothing below it that git would take for a repository."""
    for folder in (root.absolute(), *root.absolute().parents):
        if (folder / ".git").exists():
            return True
        if all((folder / name).exists() for name in _BARE):
            return False
    return False
