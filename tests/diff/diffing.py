"""The small charter of these tests, edits of it, and what a comparison says of them."""

from __future__ import annotations

import copy
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from charter import schema, source
from charter.diff import Verdict, changes, view_of
from charter.layers import Layering
from charter.model.writing import read_charter, written

DAY = date(2026, 11, 25)
"""A Wednesday."""
GONE = object()
BETTER, WORSE, NEUTRAL, UNCLEAR = Verdict.BETTER, Verdict.WORSE, Verdict.NEUTRAL, Verdict.NOT_COMPARABLE
SAME, NOTHING = "", None
"""As a path: that of the edit; and none, for there is no change."""
TOLD = "told otherwise"
"""Neutral, and no promise at all."""
AGENCY = """\
schema: 1
agency: {name: Northlight, timezone: America/Denver}
brand: {color: "#0b5c4a"}
calendars:
  office:
    name: Office hours
    hours: {mon-thu: 09:00-17:00, fri: 09:00-16:00}
    holidays: US-CO
    seasons: [{name: Summer Fridays, from: 06-01, to: 08-31, hours: {fri: 09:00-13:00}}]
    recurring: [{name: Training, every: first wednesday, hours: 13:00-17:00}]
    closures:
      - {from: 2026-12-24, to: 2027-01-01, name: Winter break, open_for: emergencies, last_requests: 2026-12-17 12:00}
      - {on: 2026-02-02, name: Long ago}
  desk: {hours: {mon-fri: 08:00-18:00}}
  lines: {hours: {mon-fri: 08:00-18:00}}
  night: {outside: office}
  unused: {hours: {mon-fri: 10:00-12:00}}
channels:
  email: {address: hello@northlight.example, for: anything that can wait}
  phone: {number: "+1 303 555 0100", calendar: desk}
  chat: {url: https://chat.northlight.example}
  pager: {number: "+1 303 555 0199", visibility: private}
not_channels: [{name: Social media, why: nobody watches it, instead: email}]
requests:
  question: {name: A question, means: you want to know something}
  urgent: {name: Urgent, examples: [a form loses leads], not: [a slip of the pen], send: [a picture]}
  change: {name: A change}
  emergency: {name: Emergency, route: phone}
  talk: {name: A talk}
people:
  maya: {name: Maya Ortiz, role: Account lead, backup: sam, email: maya@northlight.example}
  sam: {name: Sam Reyes, role: Engineer}
  zoe: {name: Zoe Lund, role: Night watch, visibility: private}
departments:
  billing: {name: Billing, handles: [invoices, refunds], why: they have the books, channels: [email], lead: sam}
spoken: {es: {calendar: lines}}
seasons: {peak: {name: Peak, from: 01-15, to: 04-15}}
closure_notice: [{notice: 10 business days, up_to: 1 week}, 20 business days]
maintenance: [{what: the portal, hours: {sat: 21:00-23:00}, notice: 2 business days}]
after_hours: [{what: an emergency, happens: somebody calls you back}]
remedies:
  credit: {name: Credit, when: we miss it, percent: 10%, of: your next invoice, after: 1 business day, cap_percent: 50%}
  hour: {name: An hour, when: we miss it, gives: an hour of work, claim_within: 1 month}
escalation: [{after: 1 business day, to: sam}, {after: 3 business days, to: {role: the director}}]
authority: [{what: a refund, who: maya, up_to: {amount: 200, currency: USD}}]
handover: {says: we do not know yet, within: 1 business day}
complaints: {how: [email], steps: [{what: somebody else looks, within: 5 business days}], outside: [{name: The court}]}
standing: {wins: [the contract, this charter], notice: "30 days, any day", review: 6 months}
leaving: {who: both, notice: "30 days, any day", gives: [all files], within: 10 business days}
cover: {notice: 5 business days, handover: [a call], notes: {within: same business day}}
conduct: [we are kind, we are on time]
fair_use: [one thing at a time]
accessibility: [we answer in large print]
privacy: [nobody else reads it]
triage: {set_by: both}
queue: {order: [emergencies, everything else]}
billing: {due: 30 days, how: [card, cheque], late: {after: 10 business days, percent: 2%}}
afterwards: [{what: mistakes are put right, lasts: 30 days}, {what: help, price: {amount: 50, currency: USD}}]
resources: [{name: Our guide, for: e-mail}]
plan_changes: [{what: a smaller plan, notice: "30 days, any day", limit: {count: 2, within: 12 months, then: we talk}}]
by_size: [{what: contacts, by: people, steps: [{up_to: 10, gives: 2 contacts}, {gives: 5 contacts}]}]
lifecycle: {inactive: {means: it is quiet, after: 45 days, changes: [no meetings]}}
handbook: [commitments]
"""
TIER = """\
name: Growth
fee: {amount: 199.95, currency: USD, per: month}
rate: {amount: 100, currency: USD, per: hour, step: 15 minutes, bands: [{name: Nights, outside: office, times: 1.5}]}
includes:
  - {what: strategy call, amount: 2, per: month, length: 30 minutes, counts: [design], channels: [phone]}
  - {what: report, not: [old data]}
commitments:
  question: {first_reply: 1 business day, finish: {target: 5 business days, strength: aim}}
  urgent:
    - {arrives: before 14:00, first_reply: same business day}
    - {first_reply: next business day by 12:00}
  change:
    first_reply: {target: 2 business days, note: as always}
    update: every 2 business days
    finish: "85% in 20 business days, 100% in 30 business days"
  emergency: {calendar: desk, acknowledge: {guarantee: 1 business hour, remedy: credit, unless: [electricity fails]}}
  talk:
    - {channel: phone, first_reply: 1 business hour}
    - {season: peak, first_reply: 4 business hours, call_back: "4 business hours, or as agreed", finish: as agreed}
    - {arrives_by: day 7, first_reply: 5 business hours}
    - {first_reply: {text: as soon as possible}, call_back: "4 business hours, or as agreed", finish: as agreed}
appointments:
  book: {ahead: 2 business days, horizon: 6 weeks, length: 30 minutes, window: 2 hours, how: [email]}
  cancel: {notice: 1 business day, how: [email, phone]}
  reschedule: {notice: 4 business hours}
  late: {grace: 10 minutes, then: we begin anew}
  no_show: {after: 15 minutes, then: book again, fee: {amount: 40, currency: USD}}
  we_cancel: {notice: 1 business day, remedy: the next free slot}
estimate: {within: 2 business days, valid: 30 days, overrun: {percent: 15%}}
scope: {in: [hosting], out: [{what: printing, why: others do it better}]}
expectations: [{about: Honesty, we: we say so, you: you ask}]
deliverables: [{what: a marketing plan, form: a page, by: 2027-03-01}]
feedback: [{what: a design, rounds: 2, within: 3 business days, silence: waiting, more: {amount: 80, currency: USD}}]
silence: [{after: 5 business days, then: we ask again}, {after: 10 business days, then: we stop}]
duties: [{what: send texts, within: 3 business days, holds_up: [change]}]
meetings: [{name: Review, every: 3 months, length: 90 minutes, agenda: 2 business days}]
reports: [{name: Monthly report, every: 1 month, says: [what was done]}]
measures: [{what: replies, how: all of them, every: 3 months}]
"""
CLIENT = """\
name: Harbor & Pine
tier: growth
representative: maya
timezone: America/New_York
contacts: [{name: Dana Whitfield, email: dana@harbor.example}]
"""


@cache
def base():
    """The small charter."""
    with TemporaryDirectory() as name:
        for path, text in {"agency": AGENCY, "tiers/growth": TIER, "clients/harbor": CLIENT}.items():
            file = Path(name) / f"content/{path}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return charters(Path(name))["harbor"]


def charters(root):
    """The charters of a project, without all that only pages need."""
    project = source.read(root)
    layering = Layering(project)
    decoded = {ident: schema.decode(layering.client(ident, node).tree) for ident, node in project.clients.items()}
    assert not [problem for one in decoded.values() for problem in one.problems]
    return {ident: one.charter for ident, one in decoded.items()}


def edited(*edits, of=None):
    """The charter with values at some paths replaced, `GONE` for nothing; a path that ends with `+` appends."""
    plain = copy.deepcopy(written(of or base()))
    for where, value in edits:
        _edit(plain, where.split("."), value)
    return read_charter(plain)


def _edit(plain, path, value):
    *above, last = [int(step) if step.isdigit() else step for step in path]
    for number, step in enumerate(above):
        if isinstance(plain, dict):
            plain = plain.setdefault(step, [] if [*above, last][number + 1] == "+" else {})
        else:
            plain = plain[step]
    if last == "+":
        plain.append(value)
    elif value is GONE:
        del plain[last]
    else:
        plain[last] = value


def mark(change):
    """The verdict of a change, `TOLD` where it is no promise."""
    return TOLD if change.verdict is Verdict.NEUTRAL and not change.is_promise else change.verdict


def compared(old, new, day=DAY):
    """All changes between two charters, by their paths; several routes of one path are taken together."""
    found = {}
    for change in changes(view_of(old, day), view_of(new, day)):
        found.setdefault(".".join(map(str, change.path)), set()).add(mark(change))
    return {path: _joined(marks) for path, marks in found.items()}


def _joined(marks):
    """What several routes of one path say: what is neutral on one of them says nothing against the others."""
    left = marks - {TOLD, Verdict.NEUTRAL} or marks
    return min(left) if len(left) == 1 else frozenset(left)


def reverse(verdict):
    return verdict if verdict == TOLD else verdict.reversed
