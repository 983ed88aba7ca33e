"""A charter -> `charter.json`: the same facts as on its pages, for programs.

Nothing is in it that is kept from the client: a part that only some section of the handbook shows is there where that
section is; of what the short page says in short, all is told. Keys are in the order of the alphabet, lists in that of
the agency.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from charter.artifact import Artifact
from charter.render.changes import life
from charter.render.data_changes import changes_data
from charter.render.data_hours import calendars, closures, together
from charter.render.data_people import channels, colleagues, departments, person, requests
from charter.render.data_promises import commitments
from charter.render.data_said import week_data
from charter.render.data_shape import AgencyData, ClientData, Data, PlanData
from charter.render.data_telling import Telling
from charter.render.data_work import by_size, call, duties, feedback, meetings, reports, steps
from charter.render.places import DATA

if TYPE_CHECKING:
    from charter.compute import Facts
    from charter.history import Standing
    from charter.model.charter import Charter
    from charter.model.relation import Leaving
    from charter.model.work import Step
    from charter.render.language import Speech
    from charter.render.theme import Theme

_FROM_CLIENT = "../"
_FEW = 5
"""So many pairs of expectations stand on the short page."""
SECTIONS = {
    "about": ("accessibility", "privacy", "standing"),
    "after": ("afterwards", "resources"),
    "channels": ("not_channels",),
    "deliverables": ("deliverables", "includes"),
    "feedback": ("silence",),
    "hours": ("closure_notice",),
    "money": ("billing", "estimate", "fee", "rate"),
    "questions": ("questions",),
    "reviews": ("measures",),
    "scope": ("queue", "scope"),
    "team": ("cover",),
    "together": ("conduct",),
    "when-it-goes-wrong": ("authority", "complaints", "escalation", "handover", "remedies"),
}
"""What is told as it stands in the charter, by the section of the handbook that shows it."""
FOR_PRESENT_CLIENTS = {
    "after": ("plan_changes",),
    "channels": ("messages",),
    "hours": ("maintenance", "spoken"),
    "scope": ("fair_use",),
}
"""The same of what a former client no longer reads."""


def render(charter: Charter, facts: Facts, theme: Theme, standing: Standing | None = None) -> list[Artifact]:
    """Write the file of one client."""
    speech = theme.speech(charter.language, charter.timezone)
    told = data_of(charter, facts, speech, _FROM_CLIENT + theme.brand_files.href("schema"), standing)
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return [Artifact(theme.places.place(charter, DATA), f"{text}\n".encode())]


def data_of(
    charter: Charter, facts: Facts, speech: Speech, schema: str, standing: Standing | None = None
) -> dict[str, Any]:
    """Tell all that one client may expect and is asked for, and what of it has changed or will."""
    telling = Telling(charter, facts, speech)
    backup = charter.backup
    others: dict[str, Any] = _by_section(telling) | _in_part(telling) | changes_data(life(standing, speech, facts.day))
    return telling.part(
        Data.model_construct(
            address=schema,
            version=1,
            day=facts.day,
            language=charter.language,
            timezone=charter.timezone,
            agency=AgencyData.model_construct(
                name=charter.agency.name,
                url=charter.agency.url,
                site=charter.agency.site,
                timezone=charter.agency.timezone,
            ),
            client=_client(telling),
            representative=person(telling, charter.representative),
            backup=person(telling, backup) if backup else None,
            people=colleagues(telling),
            departments=departments(telling),
            channels=channels(telling),
            calendars=calendars(telling),
            closures=closures(telling),
            together=together(telling),
            somebody=week_data(facts.somebody) if facts.somebody else None,
            seasons=dict(facts.seasons),
            requests=requests(telling),
            commitments=commitments(telling),
            appointments=charter.appointments,
            booked=tuple(call(telling, one) for one in facts.booked),
            example_call=call(telling, facts.example_call) if facts.example_call else None,
            **others,
        )
    )


def _client(telling: Telling) -> ClientData:
    it, present = telling.charter.client, not telling.former
    return ClientData.model_construct(
        name=it.name,
        state=it.state,
        since=it.since,
        until=it.until,
        phase=it.phase if telling.has("team") and present else None,
        contacts=it.contacts if telling.has("team") else (),
        goals=it.goals if telling.has("deliverables") else (),
        milestones=steps(it.milestones) if telling.has("deliverables") and present else (),
        preferences=it.preferences if telling.has("together") else (),
    )


def _by_section(telling: Telling) -> dict[str, Any]:
    shown = [*SECTIONS.items(), *(() if telling.former else FOR_PRESENT_CLIENTS.items())]
    names = (name for section, names in shown if telling.has(section) for name in names)
    return {name: getattr(telling.charter, name) for name in names}


def _in_part(telling: Telling) -> dict[str, Any]:
    """Tell what is shown only in part, or only to some."""
    charter, former = telling.charter, telling.former
    found: dict[str, Any] = {
        "plan": _plan(telling),
        "feedback": feedback(telling),
        "first_steps": _first_steps(telling),
    }
    together = telling.has("together")
    found["expectations"] = charter.expectations if together else charter.expectations[:_FEW]
    found["duties"] = duties(telling) if together else ()
    if not former:
        found["after_hours"] = charter.after_hours
    else:
        found["rate"] = charter.rate  # the first thing that a former client reads
    if telling.has("urgent") and charter.commitments:
        found["triage"] = charter.triage
    if telling.has("money") and not former:
        found["by_size"] = by_size(telling)
    if telling.has("reviews"):
        found |= {"meetings": meetings(telling), "reports": reports(telling)}
    if telling.has("after"):
        stages = {state: one for state, one in charter.lifecycle.items() if not former or state is charter.client.state}
        found |= {"lifecycle": stages, "leaving": _leaving(charter.leaving, former=former)}
    return found


def _plan(telling: Telling) -> PlanData | None:
    """Name the plan; to a former client only where what it costs or includes is still shown."""
    charter = telling.charter
    named = (charter.fee and telling.has("money")) or (charter.includes and telling.has("deliverables"))
    if telling.former:
        return PlanData.model_construct(name=charter.tier.name) if named else None
    return PlanData.model_construct(name=charter.tier.name, means=charter.tier.means)


def _first_steps(telling: Telling) -> tuple[Step, ...]:
    """Tell the first steps: to those who begin, and to others while a date lies ahead."""
    charter = telling.charter
    those = steps(charter.first_steps)
    ahead = tuple(step for step in those if step.by and step.by >= telling.facts.day)
    begins = charter.client.state.value == "onboarding"
    if telling.has("first-steps"):
        return those if begins or ahead else ()
    return ahead if begins else ()


def _leaving(leaving: Leaving | None, *, former: bool) -> Leaving | None:
    """Tell how it ends; where it has ended, what was handed over and the way back."""
    if leaving is None or not former:
        return leaving
    return leaving.model_copy(update=dict.fromkeys(("who", "notice", "within", "elsewhere")))
