"""What follows from a charter on a day: what this client may see, what is open when, when a promise falls due.

Nothing here asks for the time: the day is an argument, so that the same input gives the same bytes.
"""

from charter.compute.asking import Answer, Sent, answers
from charter.compute.booked import Call, booked_calls, example_call, next_dates
from charter.compute.calendars import is_over, met_calendars, promised_seasons
from charter.compute.closures import HORIZON, Dated, coming_closures
from charter.compute.duties import Counted, counted
from charter.compute.examples import Moment, Worked
from charter.compute.facts import Facts, facts
from charter.compute.seen import seen, without_notes
from charter.compute.timelines import Clocks, clocks_of
from charter.compute.visible import calendars_in_use, is_offered, visible_channels, visible_departments, visible_people

__all__ = [
    "HORIZON",
    "Answer",
    "Call",
    "Clocks",
    "Counted",
    "Dated",
    "Facts",
    "Moment",
    "Sent",
    "Worked",
    "answers",
    "booked_calls",
    "calendars_in_use",
    "clocks_of",
    "coming_closures",
    "counted",
    "example_call",
    "facts",
    "is_offered",
    "is_over",
    "met_calendars",
    "next_dates",
    "promised_seasons",
    "seen",
    "visible_channels",
    "visible_departments",
    "visible_people",
    "without_notes",
]
