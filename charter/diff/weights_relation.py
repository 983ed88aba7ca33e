"""Weights of the relation: who is there, how to reach them, what happens when a promise is broken, how it ends."""

from charter.diff.weights import weigh
from charter.model.agency import Agency, Brand, Channel, Department, Elsewhere, Fonts, NotChannel, Person
from charter.model.calendars import (
    Calendar,
    Closure,
    ClosureNotice,
    Maintenance,
    Peak,
    Recurring,
    Region,
    Season,
)
from charter.model.changes import ChangeNote
from charter.model.charter import Charter, Client, Contact
from charter.model.parties import Whom
from charter.model.promises import Expected, Promise, Row
from charter.model.relation import (
    Afterwards,
    Cover,
    Leaving,
    Notes,
    PlanChange,
    Resource,
    Spoken,
    Stage,
    Standing,
)
from charter.model.remedies import Authority, Body, Complaints, ComplaintStep, Escalation, Handover, Remedy
from charter.model.requests import AfterHours, Request, Triage

weigh(
    Charter,
    look="schema brand handbook expect changes",
    plain="agency tier client people requests not_channels seasons",
    apart="calendar calendars commitments",
    gift="spoken channels departments includes appointments remedies escalation authority handover complaints deliverables "
    "meetings reports measures cover afterwards resources estimate closure_notice accessibility",
    burden="maintenance duties silence fair_use",
    term="after_hours expectations scope feedback queue conduct privacy by_size plan_changes lifecycle triage leaving "
    "standing billing",
    less="fee rate",
    words="questions messages first_steps",
)
weigh(Agency, plain="name", words="url", look="site paths timezone languages")
weigh(Fonts, look="body heading")
weigh(Brand, look="color accent logo logo_on fonts")
weigh(
    Channel,
    words="name for",
    there="address number url",
    apart="calendar",
    look="preferred visibility",
)
weigh(NotChannel, words="name why", plain="instead")
weigh(Elsewhere, words="what", plain="ask")
weigh(
    Department,
    words="name why",
    gift="handles channels",
    there="address number lead",
    plain="not",
    apart="calendar",
    look="visibility",
)
weigh(
    Person,
    plain="name role department",
    there="backup email number",
    gift="languages",
    words="called about ask not",
    look="visibility",
)

weigh(Season, words="name", apart="from to hours")
weigh(
    Closure,
    words="name",
    apart="on from to hours departments channels last_requests open_for",
    look="announced withdrawn",
)
weigh(Peak, words="name", apart="from to")
weigh(Recurring, words="name", apart="every hours departments channels open_for")
weigh(Region, apart="hours")
weigh(
    Calendar,
    words="name holiday_names holidays_name holidays_note",
    apart="timezone hours outside regions holidays open_holidays seasons recurring closures",
)
weigh(ClosureNotice, more="notice", endless="up_to")
weigh(Maintenance, words="what note", term="hours timezone", more="notice")

weigh(ChangeNote, look="what why approved from agreed")
weigh(Contact, plain="name role email number approves", look="visibility")
weigh(
    Client,
    look="id access rotation goals booked milestones website contacts hours",
    apart="timezone region",
    plain="name representative language state phase preferences since until",
    term="sizes",
)
weigh(Whom, plain="person department role")
weigh(Promise, apart="target text strength starts begins pauses unless calendar remedy from", words="note")
weigh(
    Row,
    apart="arrives arrives_by calendar channel severity language season only_if acknowledge assign see_visitor "
    "first_reply next_reply plan update finish answer_call call_back",
)
weigh(
    Expected,
    look="request channel severity sent acknowledge assign answer_call call_back see_visitor first_reply next_reply "
    "plan update finish",
)

weigh(Stage, words="means", sized="after", plain="of", term="changes")
weigh(Notes, gift="what", plain="who", soon="within")
weigh(Cover, more="notice", gift="handover notes")
weigh(Spoken, apart="calendar", only="channels", plain="otherwise")
weigh(PlanChange, words="what note", less="notice", burden="limit")
weigh(Afterwards, words="what", endless="lasts", plain="of", less="price", sized="discount", burden="only_if")
weigh(Leaving, term="who returning", plain="elsewhere", less="notice", soon="within", gift="gives")
weigh(Standing, plain="covers responsible", term="is_a", ranked="wins", soon="review", more="notice")
weigh(Resource, words="name for", there="url", burden="cost")

weigh(
    Remedy,
    words="name",
    term="when of gives",
    more="amount percent late",
    less="after",
    soon="pay_by",
    yes="automatic",
    plain="claim granted_by",
    endless="cap cap_percent claim_within",
    burden="unless stops",
)
weigh(Escalation, less="after", term="when", plain="to", gift="how", yes="automatic", words="note")
weigh(Authority, words="what", plain="who", endless="up_to")
weigh(Handover, term="says", soon="within", gift="keeps")
weigh(ComplaintStep, words="what", soon="within", plain="of follows who")
weigh(Body, words="name why", there="url")
weigh(Complaints, gift="how steps outside", plain="to")

weigh(
    Request,
    words="name alias subject otherwise",
    look="axis",
    gift="examples",
    burden="not send",
    term="means set_by",
    plain="route",
)
weigh(Triage, term="set_by may_change", words="why priorities priorities_mean")
weigh(AfterHours, words="what", term="happens cost", gift="how")
