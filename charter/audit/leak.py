"""What an audit finds: one thing in one file that should not be there, why it matters, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.audit.words import clip
from charter.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One finding in the finished bytes of a site.

    `file` is seen from the site, `inside` says where in it (`page 3`, `entry a.txt`) if it is no plain text. `of` is the
    folder of the client whom it is about; `{client}` in `what` stands for that client.
    """

    file: str
    line: int
    column: int
    inside: str
    rule: str
    found: str
    what: str
    why: str
    mend: str
    of: str = ""
    severity: Severity = Severity.ERROR

    def sentence(self, name_of: Callable[[str], str], *, redacted: bool = False) -> str:
        """Say what is wrong. Redacted, nothing is quoted."""
        where = f"In {self.inside}: " if self.inside else ""
        what = self.what.replace("{client}", f"`{name_of(self.of)}`" if self.of else "another client")
        quoted = f": “{self.found}”" if self.found and not redacted else ""
        return f"{where}{what if where else what[0].upper() + what[1:]}{quoted}. {self.why}"

    def problem(self, file: str, name_of: Callable[[str], str], *, redacted: bool = False) -> Problem:
        """Give it as a finding, for the reports; `file` is the site's file as people here call it."""
        place = Place(file, self.line, self.column, 0 if redacted else self.column + max(1, len(self.found)))
        return Problem(self.rule, place, self.sentence(name_of, redacted=redacted), self.mend, self.severity)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was found: a file, a place in it, and what that is inside of."""

    file: str
    line: int = 1
    column: int = 1
    inside: str = ""


def note(  # noqa: PLR0913  a finding has as many sides
    rule: str, spot: Spot, what: str, why: str, mend: str, *, found: str = "", of: str = "", warns: bool = False
) -> Leak:
    """Make a finding; what was found is cut to what one line can show."""
    severity = Severity.WARNING if warns else Severity.ERROR
    return Leak(spot.file, spot.line, spot.column, spot.inside, rule, clip(found), what, why, mend, of, severity)


def unreadable(spot: Spot, why: str) -> Leak:
    """Note that a file, or something in it, cannot be looked into."""
    return note(
        "unreadable-file",
        spot,
        f"nobody can look into this, because {why}",
        "What nobody has looked into may hold anything about anybody.",
        "Delete it and build again; if it is not Charter's, take it out of the site.",
    )
