"""The state that the preview shows, and how an edit leads to the next one."""

from __future__ import annotations

import time
import traceback
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console

from charter import pipeline, report
from charter.problem import CharterError, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from rich.text import Text

    from charter.artifact import Artifact
    from charter.loaded import Loaded
    from charter.problem import Problem

_OUR_FAULT = "Charter itself failed, and the terminal shows where. The server goes on: edit a file to try again."


@dataclass(frozen=True, slots=True)
class Shown:
    """What the preview has of one client: the last good files, and what is wrong now."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    locked: bool = False
    """Whether a passphrase opens them once they are published; whoever edits them reads them without one."""

    @property
    def broken(self) -> bool:
        """Whether something stands in the way of newer files."""
        return any(problem.severity == Severity.ERROR for problem in self.problems)


class Finding(NamedTuple):
    """A problem, and the words in which `charter check` tells it."""

    problem: Problem
    text: Text


@dataclass(frozen=True)
class State:
    """All that can be seen at one moment. The next one takes its place as a whole."""

    version: int = 0
    agency: str = "Charter"
    clients: dict[str, Shown] = field(default_factory=dict)
    shared: dict[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    trouble: str = ""
    """What kept the project from being read at all; the rest is then as it was before."""

    @cached_property
    def owners(self) -> dict[str, str]:
        """Say whose each file is: a client's id, or nothing for the shared ones."""
        owned = {path: ident for ident, shown in self.clients.items() for path in shown.files}
        return dict.fromkeys(self.shared, "") | owned

    def file(self, path: str) -> bytes | None:
        """Give the bytes of a file. Only what was rendered is there, so no path can lead out of it."""
        owner = self.owners.get(path)
        if owner is None:
            return None
        return self.clients[owner].files[path] if owner else self.shared[path]


class Preview:
    """Holds the state and replaces it, on demand, by what the pipeline makes of the project now."""

    def __init__(self, root: Path, today: Callable[[str], date]) -> None:
        self.state = State()
        self._root = root
        self._today = today
        self._out = _console(stderr=False)
        self._err = _console(stderr=True)

    def say(self, text: str) -> None:
        """Print one line for the person at the terminal."""
        self._out.print(text, soft_wrap=True)

    def rebuild(self) -> None:
        """Go to the next state. Whatever goes wrong is part of it; only Ctrl-C gets through."""
        started = time.perf_counter()
        try:
            self.state = self._next()
        except CharterError as error:
            self._fail(str(error))
        except Exception:  # noqa: BLE001  a mistake of ours must not end somebody's editing
            traceback.print_exc()
            self._fail(_OUR_FAULT)
        else:
            self._report(time.perf_counter() - started)

    def _next(self) -> State:
        loaded = pipeline.load(self._root, today=self._today)
        before = self.state
        concerns = _concerns(loaded)
        sound = {ident for ident, problems in concerns.items() if not Shown("", {}, problems).broken}
        fresh = dict(pipeline.render(loaded, loaded.day, sound)) if sound and loaded.day else {}
        clients = {
            ident: Shown(
                _name(loaded, before, ident),
                _files(fresh[ident]) if ident in fresh else _before(before, ident),
                concerns[ident],
                _is_locked(loaded, ident),
            )
            for ident in loaded.clients
        }
        stale = before.shared if len(sound) < len(clients) else {}  # old pages stand on old style sheets
        shared = {**stale, **_files(fresh.get("", ()))}
        findings = tuple(Finding(problem, report.finding(problem, loaded.text_of)) for problem in loaded.problems)
        return State(before.version + 1, _agency(loaded, before), clients, shared, findings)

    def _fail(self, trouble: str) -> None:
        self.state = replace(self.state, version=self.state.version + 1, trouble=trouble, findings=())
        self._err.print(f"charter: {trouble}", soft_wrap=True)
        self.say(f"{_clock()}  Nothing new to show; the last good pages stay.")

    def _report(self, seconds: float) -> None:
        for _, text in self.state.findings:
            self._err.print(text, soft_wrap=True)
        found = [problem for problem, _ in self.state.findings]
        count = len(self.state.clients)
        line = f"{_clock()}  {count} client{'' if count == 1 else 's'} in {seconds:.1f} s."
        self.say(f"{line} {report.summary(found, 0)}" if found else line)


def _concerns(loaded: Loaded) -> dict[str, tuple[Problem, ...]]:
    """Sort findings by whom they concern: those in a client's own file that client, all others everyone."""
    mine: dict[str, list[Problem]] = defaultdict(list)
    for problem in loaded.problems:
        mine[_owner(problem)].append(problem)
    return {ident: (*mine[""], *mine[ident]) for ident in loaded.clients}


def _owner(problem: Problem) -> str:
    folder, _, name = problem.place.file.rpartition("/")
    return name.split(".")[0] if folder == "content/clients" else ""


def _name(loaded: Loaded, before: State, ident: str) -> str:
    charter = loaded.clients[ident].charter
    if charter:
        return charter.client.name
    return before.clients[ident].name if ident in before.clients else ident


def _is_locked(loaded: Loaded, ident: str) -> bool:
    charter = loaded.clients[ident].charter
    return charter is not None and charter.client.access == "passphrase"


def _agency(loaded: Loaded, before: State) -> str:
    charters = (resolved.charter for resolved in loaded.clients.values())
    return next((charter.agency.name for charter in charters if charter), before.agency)


def _files(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    return {artifact.path: artifact.data for artifact in artifacts}


def _before(state: State, ident: str) -> dict[str, bytes]:
    return state.clients[ident].files if ident in state.clients else {}


def _clock() -> str:
    return time.strftime("%H:%M:%S")


def _console(*, stderr: bool) -> Console:
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)
