"""Weights of the service: appointments, money, work, what is and is not part of it."""

from charter.diff.weights import weigh
from charter.model.appointments import (
    Appointments,
    Booked,
    Booking,
    GraceStep,
    Late,
    Limit,
    Move,
    NoShow,
    WeCancel,
    WeMiss,
)
from charter.model.terms import (
    Band,
    Billing,
    BySize,
    Discount,
    Estimate,
    Included,
    LateFee,
    Overrun,
    Price,
    Rate,
    Rollover,
    SizeStep,
    Tier,
)
from charter.model.together import Expectation, Message, Question, Questions, Scope, ScopeItem
from charter.model.work import (
    Deliverable,
    Duty,
    FeedbackRound,
    Goal,
    Measure,
    Meeting,
    Queue,
    Report,
    SilenceStep,
    Step,
)

weigh(Appointments, gift="book we_cancel we_miss", term="cancel reschedule late", burden="no_show")
weigh(
    Booking,
    less="ahead out_of_hours",
    soon="window",
    more="confirm",
    endless="horizon",
    sized="length",
    plain="slot",
    gift="how",
    burden="limits",
    words="note",
)
weigh(Move, less="notice", gift="how", burden="after")
weigh(GraceStep, plain="after", words="then")
weigh(Late, more="grace", gift="steps", term="then")
weigh(Limit, more="count", less="within", term="then")
weigh(NoShow, more="after", term="then", less="fee percent uses", burden="loses limit")
weigh(WeCancel, more="notice", term="remedy", gift="pays")
weigh(WeMiss, term="remedy", gift="pays")
weigh(Booked, look="what at withdrawn")  # appointments come and go, and are no promise of the charter

weigh(Price, less="amount", term="currency per note")
weigh(Rollover, term="rule", more="up_to", endless="expires", burden="only_if")
weigh(
    Included,
    sized="amount length",
    term="what per note",
    gift="rollover",
    only="counts channels",
    burden="not",
)
weigh(Band, words="name", term="hours outside", less="times amount extra minimum step", yes="confirm")
weigh(Discount, term="who", more="percent", endless="lasts")
weigh(
    Rate,
    less="amount step minimum",
    term="currency per timezone note",
    burden="bands",
    gift="discounts",
)
weigh(Overrun, soon="percent amount", term="then")
weigh(
    Estimate,
    less="above minimum",
    soon="within",
    endless="valid",
    plain="approves",
    gift="overrun",
    words="says",
)
weigh(LateFee, more="after", less="price percent", term="per")
weigh(Billing, plain="invoice", sized="due", term="due_on note", gift="how", burden="late")
weigh(SizeStep, endless="up_to", term="gives")
weigh(BySize, words="what", plain="by size", term="steps")
weigh(Tier, look="id order", plain="name", words="means")

weigh(Expectation, words="about", term="we you")
weigh(Question, words="ask why instead")
weigh(Questions, words="helpful better_not")
weigh(ScopeItem, term="what", words="why", plain="instead url")
weigh(Scope, gift="in", burden="out")
weigh(Message, words="name subject body", plain="how request")

weigh(Goal, look="goal by measured")  # what both sides hope for, and one client's own
weigh(Step, words="what who when by")  # dates of the work, which move as it goes on
weigh(Deliverable, term="what form when yours", soon="by")
weigh(FeedbackRound, words="what", sized="rounds", endless="within", term="silence then", less="more")
weigh(SilenceStep, more="after", term="state then", less="fee", burden="fee_note")
weigh(Queue, ranked="order", words="why")
weigh(Duty, endless="within", term="what of", burden="if_missed holds_up")
weigh(Meeting, words="name note", soon="every", less="agenda", plain="on attendees", sized="length")
weigh(Report, words="name", soon="every", plain="on how", gift="says")
weigh(Measure, term="what how", soon="every", gift="published", there="url")
