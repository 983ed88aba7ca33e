"""What is said in each language, and that everything that is said is translated."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal
from zoneinfo import available_timezones

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from charter import shipped
from charter.model.parties import Who
from charter.model.promises import METRICS, Pause, Start, Strength
from charter.model.relation import State
from charter.model.terms import Period, Price
from charter.problem import CharterError
from charter.render.catalogues import said
from charter.render.language import Speech, territory_of
from charter.worktime import (
    Amount,
    Arrival,
    Clock,
    Duration,
    Interval,
    Length,
    Notice,
    Percentiles,
    RelativeDay,
    Span,
    Step,
    Target,
    Text,
    TimeOfDay,
    Unit,
    WeeklyHours,
    Window,
    Words,
    parse_arrival,
    parse_length,
    parse_notice,
    parse_spans,
    parse_target,
    parse_week,
)
from charter.worktime.targets import Edge

LOCALES = shipped.templates() / "locale"
SHIPPED = sorted(LOCALES.glob("*.po"))
EN, GB = Speech.open("en", [LOCALES], "US"), Speech.open("en-GB", [LOCALES])
ES, US = Speech.open("es", [LOCALES]), Speech.open("es", [LOCALES], "US")
MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("speech", "items", "style", "said"),
    [
        (EN, ["Design", "Writing"], "and", "Design and Writing"),
        (EN, ["Design and building", "Writing"], "and", "Design and building; Writing"),
        (EN, ["Design, print", "Writing"], "and", "Design, print and Writing"),
        (EN, ["Design, print", "Writing", "Ads"], "and", "Design, print; Writing; Ads"),
        (EN, ["black or white", "red"], "or", "black or white; or red"),
        (EN, ['<a title="black or white">black</a>', "red"], "or", '<a title="black or white">black</a> or red'),
        (EN, ["Design and building"], "and", "Design and building"),
        (ES, ["Diseño y obra", "Textos"], "and", "Diseño y obra; Textos"),
    ],
)
def test_items_that_are_lists_themselves_are_told_apart(
    speech: Speech, items: list[str], style: Literal["and", "or"], said: str
) -> None:
    assert speech.listing(items, style) == said


def test_a_speech_knows_its_language() -> None:
    arabic = Speech.open("ar")
    assert (ES.tag, ES.dir, str(ES.locale), ES.translated) == ("es", "ltr", "es", True)
    assert (arabic.tag, arabic.dir, arabic.translated) == ("ar", "rtl", False)
    assert (Speech.open("es-MX", [LOCALES]).tag, Speech.open("es-MX", [LOCALES]).gettext("closed")) == (
        "es-MX",
        "cerrado",
    )
    assert Speech.open("es", [LOCALES]) is ES


@pytest.mark.parametrize(
    ("language", "territory", "locale"),
    [("en", "", "en"), ("en", "US", "en_US"), ("en", "GB", "en_GB"), ("en-GB", "US", "en_GB"), ("es", "US", "es_US"),
     ("es", "DE", "es"), ("pt-BR", "US", "pt_BR"), ("zh-Hant-TW", "", "zh_Hant_TW"), ("xx", "US", "en"), ("es-XX", "", "es")],
)  # fmt: skip
def test_the_territory_counts_where_the_language_names_none(language: str, territory: str, locale: str) -> None:
    assert str(Speech.open(language, (), territory).locale) == locale


@pytest.mark.parametrize(
    ("zone", "territory"),
    [("America/Denver", "US"), ("US/Mountain", "US"), ("Europe/London", "GB"), ("UTC", ""), ("Etc/GMT+5", ""), ("Antarctica/Troll", "")],
)  # fmt: skip
def test_a_zone_lies_in_a_territory(zone: str, territory: str) -> None:
    assert territory_of(zone) == territory


# --- days and times


@pytest.mark.parametrize(
    ("speech", "day", "short", "stretch", "season"),
    [
        (EN, "Monday, November 30, 2026", "Mon, Nov 30, 2026", "Thu, Dec 24, 2026 – Fri, Jan 1, 2027", "June 1 to August 31"),
        (GB, "Monday, 30 November 2026", "Mon, 30 Nov 2026", "Thu, 24 Dec 2026 – Fri, 1 Jan 2027", "1 June to 31 August"),
        (ES, "lunes, 30 de noviembre de 2026", "lun, 30 nov 2026", "jue, 24 dic 2026 – vie, 1 ene 2027", "del 1 de junio al 31 de agosto"),
    ],
)  # fmt: skip
def test_days(speech: Speech, day: str, short: str, stretch: str, season: str) -> None:
    assert (speech.day(MONDAY), speech.day_short(MONDAY), speech.day_range(MONDAY, MONDAY)) == (day, short, short)
    assert speech.day_range(date(2026, 12, 24), date(2027, 1, 1)) == stretch
    assert speech.season("06-01", "08-31") == season
    assert (EN.month_day("02-29"), speech.month_day("02-30")) == ("February 29", "02-30")


@pytest.mark.parametrize(
    ("clock", "english", "british", "spanish", "american"),
    [
        ("08:30", "8:30 am", "08:30", "8:30", "8:30 a.m."),
        ("14:00", "2 pm", "14:00", "14:00", "2 p.m."),
        ("12:00", "12 noon", "12:00", "12:00", "12 del mediodía"),
        ("12:30", "12:30 pm", "12:30", "12:30", "12:30 p.m."),
        ("00:00", "midnight", "00:00", "0:00", "medianoche"),
        ("24:00", "midnight", "24:00", "24:00", "medianoche"),
    ],
)
def test_clock_times(clock: str, english: str, british: str, spanish: str, american: str) -> None:
    time = TimeOfDay.parse(clock)
    shown = [speech.clock(time).replace("\xa0", " ") for speech in (EN, GB, ES, US)]
    assert shown == [english, british, spanish, american]


@pytest.mark.parametrize(
    ("hour", "english", "british"), [(12, "12 noon", "12:00"), (0, "midnight at the start of the day", "00:00")]
)
def test_a_moment_has_its_day_and_time(hour: int, english: str, british: str) -> None:
    moment = datetime(2026, 11, 30, hour, tzinfo=UTC)
    assert EN.moment(moment) == f"Monday, November 30, 2026, {english}"
    assert GB.moment(moment) == f"Monday, 30 November 2026, {british}"
    assert ES.moment(moment) == f"lunes, 30 de noviembre de 2026, a las {hour}:00"


@pytest.mark.parametrize(
    ("hours", "english", "spanish"),
    [
        ("08:30-12:30, 13:30-17:30", "8:30 am to 12:30 pm and 1:30 pm to 5:30 pm", "de 8:30 a 12:30 y de 13:30 a 17:30"),
        ("closed", "closed", "cerrado"),
        ("24 hours", "24 hours", "24 horas"),
        ("22:00-06:00+1", "10 pm to 6 am the next day", "de 22:00 a 6:00 del día siguiente"),
        ("00:00-12:00", "midnight to 12 noon", "de 0:00 a 12:00"),
        ("17:00-24:00", "5 pm to midnight", "de 17:00 a 24:00"),
    ],
)  # fmt: skip
def test_hours_of_a_day(hours: str, english: str, spanish: str) -> None:
    spans = parse_spans(hours)
    assert (EN.spans(spans).replace("\xa0", " "), ES.spans(spans)) == (english, spanish)


@pytest.mark.parametrize(
    ("days", "english", "spanish"),
    [
        ((0, 1, 2, 3), "Monday to Thursday", "de lunes a jueves"),
        ((5, 6), "Saturday and Sunday", "sábado y domingo"),
        ((2,), "Wednesday", "miércoles"),
        ((0, 1, 2, 4), "Monday to Wednesday and Friday", "de lunes a miércoles y viernes"),
        ((0, 2, 4), "Monday, Wednesday, and Friday", "lunes, miércoles y viernes"),
        (range(7), "every day", "todos los días"),
    ],
)
def test_days_of_the_week(days: tuple[int, ...], english: str, spanish: str) -> None:
    assert (EN.weekdays(days), ES.weekdays(days)) == (english, spanish)


def test_a_week() -> None:
    week = parse_week({"mon-thu": "08:30-12:30, 13:30-17:30", "fri": "08:30-15:00"})
    assert GB.week(week) == [
        ("Monday to Thursday", "08:30 to 12:30 and 13:30 to 17:30"),
        ("Friday", "08:30 to 15:00"),
        ("Saturday and Sunday", "Closed"),
    ]
    assert GB.week_sentence(week) == "Monday to Thursday, 08:30 to 12:30 and 13:30 to 17:30; Friday, 08:30 to 15:00"
    assert ES.week_sentence(week) == "de lunes a jueves, de 8:30 a 12:30 y de 13:30 a 17:30; viernes, de 8:30 a 15:00"
    assert GB.named_days({0: week.fri, 4: (), 2: week.fri}) == [
        ("Monday and Wednesday", "08:30 to 15:00"),
        ("Friday", "closed"),
    ]
    assert EN.week_sentence(parse_week({"mon-sun": "24 hours"})) == "24 hours a day, every day"
    assert EN.week_sentence(WeeklyHours()) == "closed all week"


@pytest.mark.parametrize(
    ("zone", "english", "spanish"),
    [
        ("America/Denver", "Denver time", "hora de Denver"),
        ("Europe/London", "London time", "hora de Londres"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time", "hora de Buenos Aires"),
        ("Singapore", "Singapore time", "hora de Singapur"),
        ("UTC", "UTC", "UTC"),
        ("Etc/GMT+5", "UTC−5", "UTC−5"),
    ],
)
def test_zones_are_named_by_their_city(zone: str, english: str, spanish: str) -> None:
    assert (EN.zone(zone), ES.zone(zone)) == (english, spanish)


@pytest.mark.parametrize("zone", sorted(available_timezones()))
def test_every_zone_can_be_said(zone: str) -> None:
    assert EN.zone(zone)
    assert "Unknown" not in EN.zone(zone)


# --- promises

TARGETS = [
    ("4 business hours", "within 4 business hours", "en un plazo de 4 horas hábiles"),
    ("1 business hour", "within 1 business hour", "en un plazo de 1 hora hábil"),
    ("1-2 business days", "within 1 to 2 business days", "en un plazo de 1 a 2 días hábiles"),
    ("24 hours, any day", "within 24 hours, day or night", "en un plazo de 24 horas, de día o de noche"),
    ("3 days, any day", "within 3 days, weekends and holidays included", "en un plazo de 3 días, incluidos fines de semana y festivos"),
    ("1 hour", "within 1 hour", "en un plazo de 1 hora"),
    ("2 weeks", "within 2 weeks", "en un plazo de 2 semanas"),
    ("2 business days by 12:00", "within 2 business days, by 12 noon", "en un plazo de 2 días hábiles, a más tardar a las 12:00"),
    ("1 business day by open", "by the time we open on the next business day", "a más tardar a la hora de apertura del siguiente día hábil"),
    ("next business day by 12:00", "by 12 noon on the next business day", "a más tardar a las 12:00 del siguiente día hábil"),
    ("next business day by 24:00", "by 11:59 pm on the next business day", "a más tardar a las 23:59 del siguiente día hábil"),
    ("next business day", "the next business day", "el siguiente día hábil"),
    ("same business day by close", "by the time we close on the same business day", "a más tardar a la hora de cierre del mismo día hábil"),
    ("same business day, cut-off 14:00", "the same business day if it arrives before 2 pm, otherwise on the next business day",
     "el mismo día hábil si llega antes de las 14:00; si no, el siguiente día hábil"),
    ("1 business day, cut-off 15:00", "within 1 business day if it arrives before 3 pm on a business day, otherwise one business day later",
     "en un plazo de 1 día hábil si llega antes de las 15:00 de un día hábil; si no, un día hábil más tarde"),
    ("2 months, or as agreed", "within 2 months, or as agreed with you", "en un plazo de 2 meses, o según lo acordado contigo"),
    ("every 2 business days", "every 2 business days", "cada 2 días hábiles"),
    ("every business day", "every business day", "cada día hábil"),
    ("every hour, any day", "every hour, day or night", "cada hora, de día o de noche"),
    ("every 2-3 weeks", "every 2 to 3 weeks", "cada 2 a 3 semanas"),
    ("50% in 10 business days, 85% in 20 business days", "50% within 10 business days and 85% within 20 business days",
     "50 % en 10 días hábiles y 85 % en 20 días hábiles"),
    ("as agreed", "as agreed with you", "según lo acordado contigo"),
    ("immediately", "at once", "de inmediato"),
    ("not offered", "not part of your plan", "no incluido en tu plan"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "english", "spanish"), TARGETS, ids=[target for target, *_ in TARGETS])
def test_targets(target: str, english: str, spanish: str) -> None:
    value = parse_target(target)
    assert [speech.target(value).replace("\xa0", " ") for speech in (EN, ES)] == [english, spanish]
    assert EN.target_cell(value).replace("\xa0", " ") == english[0].upper() + english[1:]


DE = Speech.open("de", [LOCALES], "DE")


@pytest.mark.parametrize(
    ("target", "german"),
    [
        ("1 business hour", "innerhalb von 1 Geschäftsstunde"),
        ("2 business days by 12:00", "innerhalb von 2 Geschäftstagen, bis 12:00 Uhr"),
        ("1 business day by open", "bis Geschäftsbeginn am nächsten Geschäftstag"),
        ("same business day, cut-off 14:00", "am selben Geschäftstag bei Eingang vor 14:00 Uhr, sonst am nächsten Geschäftstag"),
        ("1-2 months", "innerhalb von 1 bis 2 Monaten"),
        ("85% in 20 business days, 100% in 30 business days",
         "85\xa0% innerhalb von 20 Geschäftstagen und 100\xa0% innerhalb von 30 Geschäftstagen"),
        ("every 2-3 weeks", "alle 2 bis 3 Wochen"),
        ("every business day", "jeden Geschäftstag"),
    ],
)  # fmt: skip
def test_a_language_is_one_catalogue(target: str, german: str) -> None:
    assert DE.target(parse_target(target)) == german
    assert DE.week_sentence(parse_week({"mon-fri": "09:00-17:00"})) == "Montag bis Freitag 09:00 bis 17:00 Uhr"


def test_a_target_in_somebodys_words_stays_as_it_is() -> None:
    assert ES.target(Text("as soon as we see it: {100%(x)s}")) == "as soon as we see it: {100%(x)s}"


@pytest.mark.parametrize(
    ("target", "american"),
    [
        ("next business day by 13:00", "a más tardar a la 1 p.m. del siguiente día hábil"),
        ("next business day by 12:00", "a más tardar a las 12 del mediodía del siguiente día hábil"),
        ("next business day by 00:00", "a más tardar a medianoche, al comienzo del día del siguiente día hábil"),
    ],
)
def test_an_article_agrees_with_its_hour(target: str, american: str) -> None:
    assert US.target(parse_target(target)).replace("\xa0", " ") == american


@pytest.mark.parametrize(
    ("notice", "english", "spanish"),
    [
        ("4 business hours", "4 business hours before", "4 horas hábiles antes"),
        (
            "24 hours, any day",
            "24 hours before, weekends and holidays included",
            "24 horas antes, incluidos fines de semana y festivos",
        ),
        ("1 business day by 12:00", "1 business day before, by 12 noon", "1 día hábil antes, a más tardar a las 12:00"),
        ("1 clear business day", "1 full business day before, not counting the day of the message or the day itself",
         "1 día hábil completo antes, sin contar el día del mensaje ni el día mismo"),
    ],
)  # fmt: skip
def test_notices(notice: str, english: str, spanish: str) -> None:
    value = parse_notice(notice)
    assert (EN.notice(value), ES.notice(value)) == (english, spanish)


@pytest.mark.parametrize(
    ("arrival", "english", "spanish"),
    [
        ("before 14:00", "before 2 pm", "antes de las 14:00"),
        ("from 14:00", "from 2 pm", "a partir de las 14:00"),
        ("mon-thu before 16:00, fri before 14:00", "Monday to Thursday before 4 pm or Friday before 2 pm",
         "de lunes a jueves antes de las 16:00 o viernes antes de las 14:00"),
        ("mon from 09:00 to 13:00", "Monday from 9 am to 1 pm", "lunes de las 9:00 a las 13:00"),
        ("on sat-sun", "Saturday and Sunday, at any time", "sábado y domingo, a cualquier hora"),
    ],
)  # fmt: skip
def test_arrivals(arrival: str, english: str, spanish: str) -> None:
    value = parse_arrival(arrival)
    assert (EN.arrival(value).replace("\xa0", " "), ES.arrival(value)) == (english, spanish)


# --- names, money, lists


@pytest.mark.parametrize(
    ("amount", "currency", "english", "british", "spanish"),
    [
        ("199.95", "USD", "$199.95", "US$199.95", "199,95 US$"),
        ("1500", "USD", "$1,500", "US$1,500", "1500 US$"),
        ("9.5", "EUR", "€9.50", "€9.50", "9,50 €"),
        ("0.0125", "USD", "$0.0125", "US$0.0125", "0,0125 US$"),
        ("1234567", "JPY", "¥1,234,567", "JP¥1,234,567", "1.234.567 JPY"),
        ("10", "XAG", "XAG 10", "XAG 10", "10 XAG"),
    ],
)
def test_money(amount: str, currency: str, english: str, british: str, spanish: str) -> None:
    shown = [speech.money(Decimal(amount), currency).replace("\xa0", " ") for speech in (EN, GB, ES)]
    assert shown[:2] == [english, british]
    assert shown[2].replace(".", "") == spanish.replace(".", "")  # data differ on whether four digits are parted


def test_prices_say_what_they_are_counted_per() -> None:
    price = Price.model_validate({"amount": "199.95", "currency": "USD", "per": "month"})
    once = Price.model_validate({"amount": "50", "currency": "USD"})
    assert (EN.price(price), EN.price(once), US.price(price)) == ("$199.95 per month", "$50", "$199.95 al mes")


@pytest.mark.parametrize(
    ("items", "style", "english", "spanish"),
    [
        ((), "and", "", ""),
        (("a",), "and", "a", "a"),
        (("a", "b"), "or", "a or b", "a o b"),
        (("{0}", "b", "c"), "and", "{0}, b, and c", "{0}, b y c"),
    ],
)
def test_lists(items: tuple[str, ...], style: str, english: str, spanish: str) -> None:
    assert (EN.listing(items, style), ES.listing(items, style)) == (english, spanish)  # type: ignore[arg-type]


def test_names_of_things() -> None:
    assert EN.metric("acknowledge")[0] == "We say “on it”"
    assert EN.strength(Strength.GUARANTEE) == ("Guaranteed", "You can hold us to it.")
    assert (EN.start(Start.APPROVAL), EN.pause(Pause.WAITING_FOR_CLIENT)) == (
        "when you approve",
        "while we wait for you",
    )
    assert (EN.state(State.FORMER), EN.who(Who.BOTH), EN.period(Period.WEEK)) == (
        "Former client",
        "Both of us",
        "per week",
    )
    assert EN.length(parse_length("30 minutes")) == "30 minutes"
    assert (EN.number(1234), ES.number(Decimal("0.5")), EN.percent(85)) == ("1,234", "0,5", "85%")
    assert (EN.language_name("pt-BR"), ES.language_name("en"), EN.language_name("qq")) == (
        "Portuguese (Brazil)",
        "inglés",
        "qq",
    )
    assert EN.holidays("US-CO") == "public holidays of Colorado"
    assert ES.holidays("ES") == "días festivos de España"
    assert (EN.capital("éa b"), EN.capital("")) == ("Éa b", "")


# --- whatever the model holds can be said

ANY = [
    EN,
    GB,
    ES,
    US,
    *(Speech.open(tag, [LOCALES]) for tag in ("ar", "de", "fr", "he", "ja", "ko", "pt-BR", "zh-Hant-TW", "xx")),
]
counts = st.integers(1, 9999)
times = st.integers(0, 1440).map(TimeOfDay)
counted = st.sampled_from(
    [(unit, clock) for unit in (Unit.MINUTE, Unit.HOUR) for clock in (None, *Clock)]
    + [(Unit.DAY, clock) for clock in Clock]
    + [(Unit.WEEK, None), (Unit.MONTH, None)]
)
amounts = st.builds(lambda low, high, how: Amount(low, high, *how), st.none() | counts, counts, counted)
bys = st.none() | times | st.sampled_from(Edge)
cut_offs = st.none() | times
day_sets = st.sets(st.integers(0, 6), min_size=1).map(sorted).map(tuple)
targets = (
    st.builds(Duration, amounts, bys, cut_offs, st.booleans())
    | st.builds(RelativeDay, st.integers(0, 1), bys, cut_offs, st.booleans())
    | st.builds(Interval, amounts)
    | st.builds(
        Percentiles, st.lists(st.builds(Step, st.integers(1, 100), amounts), min_size=1).map(tuple), st.booleans()
    )
    | st.sampled_from(Words)
)
spans = st.lists(
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 1439), st.integers(1, 1440))
)
week_hours = st.lists(spans.map(tuple), min_size=7, max_size=7).map(lambda days: WeeklyHours(*days))
windows = st.builds(Window, day_sets, times, times)
lengths = st.builds(Length, counts, st.sampled_from(Unit))


tags = st.from_regex(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", fullmatch=True)
regions = st.from_regex(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", fullmatch=True)
currencies = st.from_regex(r"[A-Z]{3}", fullmatch=True)
month_days = st.from_regex(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", fullmatch=True)
speeches = st.sampled_from(ANY)


def check(*said: str) -> None:
    assert all(said)
    assert not [text for text in said if re.search(r"%\(|[{}\u202f\u2009]", text)]


@settings(deadline=None)
@given(speeches, targets, st.builds(Notice, amounts, bys, st.booleans()), st.lists(windows, min_size=1), lengths)
def test_any_promise_can_be_said(
    say: Speech, target: Target, notice: Notice, arrival: list[Window], length: Length
) -> None:
    check(say.target(target), say.target_cell(target), say.notice(notice), say.length(length))
    check(say.arrival(Arrival(tuple(arrival))))


@settings(deadline=None)
@given(speeches, week_hours, st.dates(), st.datetimes(), month_days)
def test_any_time_can_be_said(say: Speech, week: WeeklyHours, day: date, moment: datetime, month_day: str) -> None:
    check(say.week_sentence(week), *(text for row in say.week(week) for text in row), *map(say.spans, week))
    check(say.day(day), say.day_short(day), say.day_range(min(day, MONDAY), max(day, MONDAY)))
    check(say.moment(moment), say.month_day(month_day), say.season(month_day, "12-31"))


@settings(deadline=None)
@given(speeches, st.decimals(0, 10**12, places=4), currencies, regions, tags)
def test_any_name_can_be_said(say: Speech, amount: Decimal, currency: str, region: str, tag: str) -> None:
    check(say.money(amount, currency), say.number(amount), say.holidays(region), say.language_name(tag))
    check(Speech.open(tag).day(MONDAY))


@pytest.mark.parametrize("speech", ANY, ids=lambda speech: f"{speech.tag}-{speech.locale}")
def test_every_name_can_be_said(speech: Speech) -> None:
    pairs = [*map(speech.metric, METRICS), *map(speech.strength, Strength)]
    names = [
        *map(speech.start, Start),
        *map(speech.pause, Pause),
        *map(speech.state, State),
        *map(speech.who, Who),
        *map(speech.period, Period),
    ]
    assert all(names + [text for pair in pairs for text in pair])


# --- catalogues


def test_a_projects_catalogue_goes_before_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "es.po").write_text('msgid "closed"\nmsgstr "no abrimos"\n', "utf-8")
    speech = Speech.open("es", [tmp_path, LOCALES])
    assert (speech.spans(()), speech.gettext("once")) == ("no abrimos", "una vez")
    (tmp_path / "es.po").write_text('msgid "closed"\nmsgstr "cerramos"\n', "utf-8")
    assert Speech.open("es", [tmp_path, LOCALES]).spans(()) == "cerramos"


@pytest.mark.parametrize(
    "text", [b'msgid "a\n', b"\xff\xfe", b'msgid "a"\nmsgstr "b"\nb', b'msgid "by %(time)s"\nmsgstr "hacia %(hora)s"\n']
)
def test_a_broken_catalogue_is_named(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "es.po").write_bytes(text)
    with pytest.raises(CharterError, match=r"The catalogue .*es\.po cannot be used"):
        Speech.open("es", [tmp_path])


SAID = said()


def key(message: Message) -> tuple[str | None, str | tuple[str, ...]]:
    return (message.context, tuple(message.id) if isinstance(message.id, list | tuple) else message.id)


def forms(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|%(?!\()", text))


def test_the_extractor_finds_what_is_said() -> None:
    found = {key(message) for message in SAID}
    assert {(None, "at once"), ("days", "every day"), (None, "What to expect")} <= found
    assert len(found) > 150


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_catalogue_has_all_that_is_said_and_nothing_else(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    translated = {
        key(message) for message in catalogue if message.id and all(forms(message.string)) and not message.fuzzy
    }
    wanted = {key(message) for message in SAID if message.id}
    not_translated, said_nowhere = wanted - translated, {key(message) for message in catalogue if message.id} - wanted
    assert sorted(map(str, not_translated)) == []
    assert sorted(map(str, said_nowhere)) == []
    assert not catalogue.obsolete


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_translation_has_the_placeholders_of_its_message(path: Path) -> None:
    """The form for one may leave out the number that it says in words."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in filter(lambda message: message.id, catalogue):
        ids, strings = forms(message.id), forms(message.string)
        wanted = placeholders(ids[-1])
        assert len(strings) == (catalogue.num_plurals if len(ids) > 1 else 1), message.id
        assert all(placeholders(text) == wanted for text in strings[1:] or strings), message.id
        assert placeholders(ids[0]) <= placeholders(strings[0]) <= wanted, message.id
