"""What `charter init` and `charter new` write: files for people to edit, and those that CI systems read."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from charter import shipped, source
from charter.problem import CharterError, did_you_mean
from charter.schema import editors

if TYPE_CHECKING:
    from pathlib import Path

    from charter.source import Project

_CLIENT = """\
# {name}: what differs from the plan. Everything not written here comes from content/tiers/{tier}.yaml
# and content/agency.yaml. Lines that start with # are remarks; take the # away to use one.
name: {quoted}
tier: {tier} # one of: {tiers}
representative: {person} # a person of content/people.yaml
state: onboarding # onboarding, active, inactive or former; content/states says what each of them changes
# since: 2026-11-30
# timezone: America/New_York      # the client's own, if it is not yours
# language: en
# contacts:
#   - {{name: Dana Whitfield, role: Owner, email: dana@example.com, approves: yes}}
# goals:
#   - {{goal: 40 qualified leads a month, by: 2027-03-31}}
# commitments:
#   question: {{first_reply: 4 business hours}}       # better than the plan, for this client only
"""


CI = {"github.yml": ".github/workflows/charter.yml", "gitlab.yml": ".gitlab-ci.yml"}
"""Where each CI system looks for what it is to do."""


def start_project(folder: Path) -> None:
    """Copy the specimen agency into a new or empty folder, and what CI systems are to do with it.

    Raises `CharterError` if the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CharterError(
            f"{folder} is not empty, so nothing was copied. Name a new folder: `charter init my-agency`."
        )
    try:
        shutil.copytree(shipped.content(), folder / "content")
        (folder / ".gitignore").write_text("/site/\n/.charter/\n", encoding="utf-8")
        _tell_editors(folder / "content")
        _tell_ci(folder)
    except OSError as error:
        raise CharterError(f"{folder} cannot be written: {error.strerror}.") from error


def _tell_editors(content: Path) -> None:
    """Write the schemas into a project, and name them in each of its files."""
    write_schemas(content / editors.FOLDER)
    for path in sorted(content.rglob("*.yaml")):
        text = path.read_text("utf-8")
        path.write_text(editors.named(PurePosixPath(path.relative_to(content).as_posix()), text), encoding="utf-8")


def _tell_ci(folder: Path) -> None:
    """Write the files that make CI systems check, build and publish the project."""
    for name, place in CI.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped.templates() / "ci" / name, folder / place)


def write_schemas(folder: Path) -> int:
    """Write the schemas of all kinds of files into a folder, and say how many."""
    files = editors.schema_files()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(files)


def new_client(root: Path, name: str, tier: str | None) -> Path:
    """Write a commented client file and give its path. Raises `CharterError` if it exists or the tier does not."""
    project = source.read(root)
    tier = _tier(project, tier)
    path = root / "content" / "clients" / f"{slug(name)}.yaml"
    if path.exists():
        raise CharterError(f"{path} exists already. Edit it, or give the new client another name.")
    text = _CLIENT.format(name=" ".join(name.split()), quoted=_quoted(name), tier=tier, tiers=", ".join(sorted(project.tiers)),
                          person=_busiest(project))  # fmt: skip
    if (root / "content" / editors.FOLDER).is_dir():
        text = editors.named(PurePosixPath("clients", path.name), text)
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CharterError(f"{path} cannot be written: {error.strerror}.") from error
    return path


def _tier(project: Project, tier: str | None) -> str:
    if not project.tiers:
        raise CharterError("There is no tier in content/tiers yet; write one first.")
    if tier and tier not in project.tiers:
        raise CharterError(f"There is no tier `{tier}`. {did_you_mean(tier, project.tiers)}".strip())
    return tier or min(project.tiers, key=lambda ident: (_order(project, ident), ident))


def _busiest(project: Project) -> str:
    """Give the person who represents most clients already; that is who does it."""
    named = [node.text for client in project.clients.values() if (node := client.child("representative"))]
    known = [ident for ident in named if ident in project.people] or project.people or ["nobody"]
    return max(dict.fromkeys(known), key=known.count)


def _order(project: Project, ident: str) -> int:
    node = project.tiers[ident].child("order")
    return int(node.value) if node and isinstance(node.value, str) and node.value.isdigit() else 0


def slug(name: str) -> str:
    """Make an id of a name: small ASCII letters, digits and hyphens. Raises `CharterError` if nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    ident = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:63].rstrip("-")
    if not ident:
        raise CharterError(
            f"`{name}` has no letter or digit that a file name can have. Write the name in Latin letters; change `name:` in the file afterwards."
        )
    return ident


def _quoted(name: str) -> str:
    """Put a name in quotation marks, so that no character of it means anything to YAML."""
    return '"' + " ".join(name.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
