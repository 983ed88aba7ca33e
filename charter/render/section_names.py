"""The sections of the handbook as changes call them: by the headings that they have there for most clients."""

from __future__ import annotations

from charter.render.tongue import N_

HANDBOOK = N_("Handbook")

SECTIONS = {
    "about": N_("About this charter"),
    "after": N_("When our work together ends"),
    "appointments": N_("How to book, move or cancel an appointment"),
    "changes": N_("What has changed"),
    "channels": N_("How to reach us"),
    "commitments": N_("How fast we reply"),
    "deliverables": N_("What you get, and what it is for"),
    "departments": N_("Who to ask about what"),
    "feedback": N_("How to give feedback"),
    "first-steps": N_("What happens first"),
    "hours": N_("When we are open"),
    "money": N_("What it costs"),
    "questions": N_("Questions worth asking"),
    "reviews": N_("How we stay in touch"),
    "scope": N_("What is included, and what is not"),
    "team": N_("Who looks after you"),
    "together": N_("What we expect of each other"),
    "urgent": N_("What is urgent, and what is not"),
    "welcome": N_("Welcome"),
    "when-it-goes-wrong": N_("If something goes wrong"),
}
