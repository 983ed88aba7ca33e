"""Who does a thing: one of the two sides, or somebody at the agency."""

from __future__ import annotations

from enum import StrEnum

from pydantic import model_validator

from charter.model.base import Part
from charter.model.values import DepartmentRef, PersonRef, Words
from charter.worktime import BadText


class Who(StrEnum):
    """Who does a thing."""

    WE = "we"
    YOU = "you"
    BOTH = "both"


class Whom(Part):
    """Somebody at the agency: a person, a department, or whoever has a role."""

    SHORT = "person"
    ONE_OF = frozenset({"person", "department", "role"})

    person: PersonRef | None = None
    """The person."""
    department: DepartmentRef | None = None
    """The department."""
    role: Words | None = None
    """Whoever has this role: the managing director."""

    @model_validator(mode="after")
    def _somebody(self) -> Whom:
        if not (self.person or self.department or self.role):
            raise BadText("Nobody is named here.", "Write `person:`, `department:` or `role:`.")
        return self
