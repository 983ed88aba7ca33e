"""A folder -> the layers written in it: the agency, its tiers, the states of a relation, its clients, translations.

content/agency.yaml, departments.yaml, people.yaml    one layer, the agency
content/tiers/<tier>.yaml                             one layer a tier
content/states/<state>.yaml                           one layer a state: onboarding, active, inactive, former
content/clients/<client>.yaml                         one layer a client
any but the last as <name>.<language>.yaml            its texts in another language
content/prose/<language>/<section>.md                 the handbook's words
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from charter.model.relation import State
from charter.problem import CharterError, Place, Problem, did_you_mean
from charter.source.acceptances import Acceptance, in_prose, in_yaml
from charter.source.node import Node
from charter.source.odd_files import read_ordinary, refuse_odd_files
from charter.source.prose_caps import Source, too_large
from charter.source.reader import parse
from charter.source.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

AGENCY_FILES = ("agency", "departments", "people")
FOLDERS = ("clients", "states", "tiers")
STATES = tuple(state.value for state in State)
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that no file can have on Windows, whatever its ending."""
_SITE_NAMES = frozenset({"404", "assets", "index"})
"""What stands beside the clients' folders in a site."""
_NAME = re.compile(r"(?P<stem>[^.]+)(?:\.(?P<language>[A-Za-z-]{2,12}))?\.yaml")


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of one section in one language, as they were written, but for the remarks that accept findings.

    `lines` are the numbers of its lines in the file, where some lines of that were such remarks.
    """

    file: str
    text: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """All that was read. Layers are keyed by file stem; translations by file stem and language; prose by language
    and section.

    `broken` names the files that could not be read at all: what they say is unknown, not absent.
    """

    root: Path
    agency: dict[str, Node] = field(default_factory=dict)
    tiers: dict[str, Node] = field(default_factory=dict)
    states: dict[str, Node] = field(default_factory=dict)
    clients: dict[str, Node] = field(default_factory=dict)
    translations: dict[tuple[str, str], Node] = field(default_factory=dict)
    prose: dict[tuple[str, str], Prose] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    acceptances: list[Acceptance] = field(default_factory=list)

    def as_written(self, problems: Iterable[Problem]) -> list[Problem]:
        """Give findings in prose the lines that they have in the files."""
        lines = {prose.file: prose.lines for prose in self.prose.values() if prose.lines}
        return [_on_line(problem, lines.get(problem.place.file, ())) for problem in problems]

    @property
    def people(self) -> list[str]:
        """The ids of the people who work here, in the order of the files."""
        agency = self.agency.get("agency")
        own = self.agency.get("people") or (agency.child("people") if agency else None)
        return list(own.group) if own else []


def find_root(start: Path) -> Path:
    """Find the project upward from a folder: the first one that holds `content/agency.yaml`."""
    for folder in (start, *start.parents):
        if (folder / "content" / "agency.yaml").is_file():
            return folder
    raise CharterError(f"There is no Charter project in {start} or above it (a folder with content/agency.yaml). "
                       "Start one with `charter init my-agency`, or name one with --project.")  # fmt: skip


def read(root: Path) -> Project:
    """Read every file of a project that says something."""
    refuse_odd_files(root)
    project = Project(root)
    for path in _yaml_files(root / "content"):
        _read_file(project, path)
    for path in sorted((root / "content" / "prose").glob("*/*.md")):
        _read_prose(project, path, path.relative_to(root).as_posix())
    project.problems.extend(_orphans(project))
    return project


def _read_prose(project: Project, path: Path, file: str) -> None:
    written = _read_text(project, path, file)
    if written is None:
        return
    if problems := too_large(Source(file, written)):
        project.problems.extend(problems)  # nobody reads on: some rules would take hours
        return
    text, lines, acceptances = in_prose(written, file)
    if not text.strip():
        project.problems.append(
            Problem("empty-file", Place(file), "This file says nothing.", "Write something into it, or delete it.")
        )
        return
    project.prose[path.parent.name, path.stem] = Prose(file, text, lines)
    project.acceptances.extend(acceptances)


def _on_line(problem: Problem, lines: tuple[int, ...]) -> Problem:
    place = problem.place
    return replace(problem, place=replace(place, line=lines[place.line - 1])) if place.line <= len(lines) else problem


def _yaml_files(content: Path) -> list[Path]:
    """Find everything that looks like YAML, also where nobody would look for it, so that it is not passed by."""
    try:
        found = [path for path in content.rglob("*") if path.suffix.lower() in {".yaml", ".yml"}]
    except OSError as error:
        raise CharterError(f"{content} cannot be read: {error.strerror}.") from error
    return sorted(path for path in found if not path.name.startswith(".") and not path.is_dir())


def _read_file(project: Project, path: Path) -> None:
    file = path.relative_to(project.root).as_posix()
    name = _NAME.fullmatch(path.name)
    if (
        name is None
        or not _belongs(project.root, path, name["stem"])
        or (name["language"] and path.parent.name == "clients")
    ):
        project.problems.append(_misnamed(path, file))
        return
    node = _read_node(project, path, file)
    if node is None:
        project.broken.add(file)
        node = Node({}, Place(file))
    if name["language"]:
        project.translations[_layer_name(path, name["stem"]), name["language"]] = node
    else:
        _shelf(project, path.parent.name)[name["stem"]] = node


def _layer_name(path: Path, stem: str) -> str:
    return stem if path.parent.name == "content" else f"{path.parent.name}/{stem}"


def _shelf(project: Project, folder: str) -> dict[str, Node]:
    return {"tiers": project.tiers, "states": project.states, "clients": project.clients}.get(folder, project.agency)


def _orphans(project: Project) -> Iterator[Problem]:
    """Find translations of files that are not there."""
    for (name, _), node in project.translations.items():
        folder, _, stem = name.rpartition("/")
        if stem not in _shelf(project, folder):
            message = f"This translates `content/{name}.yaml`, which is not there, so nothing in this file is used."
            hint = "Write the original first, or delete this file."
            yield Problem("file-name", Place(node.place.file), message, hint)


def _belongs(root: Path, path: Path, stem: str) -> bool:
    if path.parent == root / "content":
        return stem in AGENCY_FILES
    if path.parent == root / "content" / "states":
        return stem in STATES
    return path.parent in {root / "content" / name for name in FOLDERS} and _is_id(path.parent.name, stem)


def _is_id(folder: str, stem: str) -> bool:
    taken = _DEVICE.fullmatch(stem) or (folder == "clients" and stem in _SITE_NAMES)
    return bool(_ID.fullmatch(stem)) and not taken


def _misnamed(path: Path, file: str) -> Problem:
    folder, place = file.split("/")[1:-1], Place(file)
    if path.suffix != ".yaml":
        message = "Charter reads files that end in `.yaml`, so it passes this one by."
        return Problem("file-name", place, message, f"Rename it to `{path.stem}.yaml`.")
    if folder and (len(folder) > 1 or folder[0] not in FOLDERS):
        message = "Charter does not look into this folder, so nothing in this file is used."
        hint = did_you_mean(folder[0], FOLDERS) or "Move it to content/clients, content/states or content/tiers."
        return Problem("file-name", place, message, hint if len(folder) == 1 else f"Move it up to content/{folder[0]}.")
    if folder == ["clients"] and path.name.count(".") > 1:
        message = "A client's file is written in the client's own language, so it has no translation."
        hint = "Write `language:` and the texts into the client's own file, and delete this one."
        return Problem("file-name", place, message, hint)
    if folder == ["states"]:
        message = "This file is named after no state that a client can be in, so nothing in it is used."
        return Problem("file-name", place, message, did_you_mean(path.name.partition(".")[0], STATES))
    if folder:
        return Problem("file-name", place, *_no_id(path.stem))
    message = "Charter does not know this file, so nothing in it is used."
    hint = did_you_mean(path.stem, AGENCY_FILES) or "Delete it, or move it out of `content`."
    return Problem("file-name", place, message, hint)


def _no_id(stem: str) -> tuple[str, str]:
    if _ID.fullmatch(stem):
        message = "This name has a meaning of its own, to Windows or in the finished site, so it cannot be an id."
        return message, f"Rename it, such as to `{stem}-2.yaml`."
    message = "The file name is the id of what it describes, and this one cannot be an id."
    return message, "Use small letters, digits and hyphens, such as `harbor-and-pine.yaml`."


def _read_node(project: Project, path: Path, file: str) -> Node | None:
    text = _read_text(project, path, file)
    if text is None:
        return None
    node, problems = parse(text, file)
    project.problems.extend(problems)
    if node is not None and not isinstance(node.value, dict):
        project.problems.append(Problem("shape", node.place, "The file should be a group of keys (`key: value`), one below the other.",
                                        "Start each line with a key and a colon."))  # fmt: skip
        return None
    if node is not None:
        project.acceptances.extend(in_yaml(text, file))
    return node


def _read_text(project: Project, path: Path, file: str) -> str | None:
    """Read a text, noting what is wrong with it; None where there is nothing to go on with."""
    data = read_ordinary(project.root, path)
    if data is None:
        project.problems.append(Problem("file-kind", Place(file), "This is no ordinary file inside the project.",
                                        "Put the file itself here, not a link to it."))  # fmt: skip
        return None
    text, problem = decode(data, file)
    if text is not None:
        project.texts[file] = text
    if problem:
        project.problems.append(problem)
        return None
    return text
