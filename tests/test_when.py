"""`charter when`: the moment that is meant, the answer, and its working."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from click.testing import CliRunner

from charter import pipeline
from charter.check.ordinary import ordinary_weeks
from charter.cli import cli
from charter.worktime import parse_month_day, parse_week
from charter.worktime.schedule import Monthly, Schedule, SeasonHours, Special

CLIENT = """\
name: Harbor & Pine
tier: growth
representative: maya
timezone: America/New_York
commitments:
  question:
    - {only_if: [you call first], first_reply: 1 business hour}
    - first_reply: {guarantee: 4 business hours}
      update: {text: whenever there is news}
      finish: {target: 5-10 business days, starts: complete request}
  urgent: [{severity: critical, first_reply: 1 business hour}]
  project: {finish: as agreed, first_reply: not offered, plan: "85% in 1 business day, 100% in 2 business days"}
  never: {first_reply: {target: 9999 business hours}}
requests:
  critical: {name: Critical}
  project: {name: A project}
  never: {name: Never}
  idle: {name: Idle}
"""
DAY = ("--as-of", "2026-11-25")


@pytest.fixture
def ask(project):
    root = project(clients__harbor=CLIENT)

    def run(*words: str, client: str = "harbor") -> tuple[int, str, str]:
        done = CliRunner().invoke(cli, ["when", client, "--project", str(root), *words])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    return run


@pytest.fixture
def told(ask):
    def read(*words: str) -> dict:
        code, out, err = ask("--format", "json", *DAY, *words)
        assert (code, err) == (0, "")
        return json.loads(out)

    return read


class TestText:
    def test_an_answer_has_both_zones_and_its_working(self, ask) -> None:
        code, out, _ = ask("--sent", "2026-11-27 17:30", "--request", "question")
        assert code == 0
        assert out.splitlines()[:15] == [
            "Harbor & Pine: a message sent on Fri, Nov 27, 5:30 pm New York time (3:30 pm Denver time)",
            "",
            "A question (question)",
            "  If you call first:",
            "  First reply: by Fri, Nov 27, 6:30 pm New York time (4:30 pm Denver time)",
            "    target: within 1 business hour",
            "    worked out in office, Denver time:",
            "      Fri, Nov 27, 3:30 pm: it arrives",
            "      Fri, Nov 27, 3:30 pm to 4:30 pm: counts",
            "      Fri, Nov 27, 4:30 pm: due",
            "  First reply: by Mon, Nov 30, 1:30 pm New York time (11:30 am Denver time)",
            "    guaranteed: within 4 business hours",
            "    worked out in office, Denver time:",
            "      Fri, Nov 27, 3:30 pm: it arrives",
            "      Fri, Nov 27, 3:30 pm to 5 pm: counts",
        ]

    def test_words_have_no_date(self, ask) -> None:
        _, out, _ = ask("--sent", "2026-11-27 17:30", "--request", "project")
        assert "  Done: no date\n    target: as agreed with you\n" in out
        assert "  First reply: no date\n    target: not part of your plan\n" in out
        assert "  Keeping you posted: no date\n" in ask("--sent", "2026-11-27 17:30", "--request", "question")[1]

    def test_percentiles_have_a_date_each(self, ask) -> None:
        _, out, _ = ask("--sent", "2026-11-27 17:30", "--request", "project")
        assert "85% by Mon, Nov 30, 7 pm New York time (5 pm Denver time), 100% by Tue, Dec 1, 7 pm" in out

    def test_another_start_is_said_with_the_date(self, ask) -> None:
        _, out, _ = ask("--sent", "2026-11-27 17:30", "--request", "question")
        assert "the date holds if its clock starts then: when we have everything we need from you" in out

    def test_what_lies_beyond_all_that_is_known_is_a_sentence(self, ask) -> None:
        code, out, _ = ask("--sent", "2026-11-27 17:30", "--request", "never")
        assert code == 0
        assert "First reply: later than any day that is known" in out

    def test_severities_are_asked_for(self, ask) -> None:
        assert "name it with `--severity`, `critical`." in ask(*DAY, "--request", "urgent")[1]
        assert "First reply: by " in ask(*DAY, "--request", "urgent", "--severity", "critical")[1]

    def test_nothing_promised_is_said(self, ask) -> None:
        assert "Nothing is promised for such a message." in ask(*DAY, "--request", "idle")[1]

    def test_without_a_request_there_is_every_class(self, ask) -> None:
        _, out, _ = ask(*DAY)
        assert [line for line in out.splitlines() if line.endswith(")") and line[0] == "A"] == [
            "A question (question)",
            "A project (project)",
        ]


class TestMoments:
    @pytest.mark.parametrize(
        ("words", "sent"),
        [
            (("--sent", "fri 16:30"), "2026-11-27T16:30:00-05:00"),
            (("--sent", "wed 00:00"), "2026-11-25T00:00:00-05:00"),
            (("--sent", "tue 23:00"), "2026-12-01T23:00:00-05:00"),
            (("--sent", "fri 16:30", "--zone", "agency"), "2026-11-27T18:30:00-05:00"),
            (("--sent", "2027-07-01 09:00", "--zone", "Europe/London"), "2027-07-01T04:00:00-04:00"),
            ((), "2026-11-25T12:00:00-05:00"),
        ],
    )
    def test_a_moment_is_on_the_clock_that_is_named(self, told, words: tuple[str, ...], sent: str) -> None:
        assert told(*words)["sent"]["client"] == sent

    def test_without_a_day_it_is_now(self, ask, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795816800")
        at = json.loads(ask("--format", "json")[1])["sent"]["agency"]
        assert datetime.fromisoformat(at).timestamp() == 1795816800
        coming = json.loads(ask("--format", "json", "--sent", "fri 06:00", "--zone", "agency")[1])["sent"]["agency"]
        assert (at, coming) == ("2026-11-27T15:00:00-07:00", "2026-12-04T06:00:00-07:00")


def test_json_has_instants_in_both_zones(told) -> None:
    value = told("--sent", "2026-11-27 17:30", "--request", "question", "--channel", "email")
    assert value["zones"] == {"client": "America/New_York", "agency": "America/Denver", "sent": "America/New_York"}
    first, second = value["requests"][0]["rows"]
    assert first["only_if"] == ["you call first"]
    reply, update, finish = second["promises"]
    assert reply["due"] == [
        {
            "due": {"client": "2026-11-30T13:30:00-05:00", "agency": "2026-11-30T11:30:00-07:00"},
            "earliest": None,
            "percent": None,
        }
    ]
    assert [step["happens"] for step in reply["working"]] == ["arrives", "counts", "closed", "counts", "due"]
    assert (update["target"], update["due"], update["working"]) == ("whenever there is news", [], [])
    assert finish["due"][0]["earliest"]["agency"] == "2026-12-04T17:00:00-07:00"
    assert (finish["starts"], finish["strength"]) == ("complete request", "target")


@pytest.mark.parametrize(
    ("client", "words", "said"),
    [
        ("harbour", (), "There is no client `harbour`. Did you mean `harbor`?"),
        ("harbor", ("--channel", "emal"), "There is no channel `emal`. Did you mean `email`?"),
        ("harbor", ("--request", "questoin"), "There is no request class `questoin`. Did you mean `question`?"),
        ("harbor", ("--severity", "critcal"), "There is no request class `critcal`. Did you mean `critical`?"),
        ("harbor", ("--zone", "Europe/Londn"), "There is no time zone `Europe/Londn`. Did you mean `Europe/London`?"),
        ("harbor", ("--zone", "../etc"), "There is no time zone `../etc`."),
        ("harbor", ("--sent", "fri"), "such as `sat 22:00`"),
        ("harbor", ("--sent", "2026-02-30 10:00"), "is no day of the calendar"),
    ],
)
def test_what_is_unknown_is_refused_with_a_suggestion(ask, client: str, words: tuple[str, ...], said: str) -> None:
    code, out, err = ask(*words, *DAY, client=client)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())


@pytest.mark.parametrize(
    ("zone", "target"),
    [("America/New_York", "by 12 noon Denver time on the next business day"), ("America/Denver", "by 12 noon on the next business day")],
)  # fmt: skip
def test_a_clock_time_carries_its_zone_where_clocks_differ(project, zone: str, target: str) -> None:
    client = f"""\
name: Harbor & Pine
tier: growth
representative: maya
timezone: {zone}
commitments: {{question: {{first_reply: 1 business day by 12:00}}}}
"""
    root = project(clients__harbor=client)
    done = CliRunner().invoke(cli, ["when", "harbor", "--project", str(root), *DAY])
    assert f"    target: {target}\n" in done.stdout


def test_a_charter_that_cannot_be_read_gives_no_date(project) -> None:
    root = project(clients__harbor=CLIENT.replace("4 business hours", "4 busy hours"))
    done = CliRunner().invoke(cli, ["when", "harbor", "--project", str(root), *DAY])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("Without that, no date can be worked out.\n")


class TestOrdinaryWeek:
    WEEK = parse_week({"mon-fri": "09:00-17:00"})

    def week(self, day: date = date(2026, 11, 25), **said: object) -> date | None:
        seasons = said.pop("named", ())
        found = ordinary_weeks((Schedule("America/Denver", self.WEEK, **said),), seasons, day)
        return found[0] if found else None

    def test_it_is_the_next_monday(self) -> None:
        assert self.week() == date(2026, 11, 30)
        assert self.week(date(2026, 11, 30)) == date(2026, 12, 7)

    def test_it_has_no_exception_and_neither_have_the_two_after_it(self) -> None:
        assert self.week(special=(Special(date(2026, 12, 16), date(2026, 12, 16)),)) == date(2026, 12, 21)
        assert self.week(date(2026, 12, 16), holidays="US") == date(2027, 1, 25)

    def test_it_has_no_change_of_clocks(self) -> None:
        assert self.week(date(2027, 2, 24)) == date(2027, 3, 15)

    def test_it_is_in_no_season_unless_all_is_one(self) -> None:
        assert self.week(seasons=(SeasonHours("11-01", "12-31", ()),)) == date(2027, 1, 4)
        assert self.week(named=(("12-10", "01-31"),)) == date(2027, 2, 1)
        assert self.week(named=(("01-01", "12-31"),)) == date(2026, 11, 30)

    def test_fewer_than_three_weeks_are_better_than_none(self) -> None:
        often = (Monthly(parse_month_day("first and third wednesday")),)
        assert self.week(monthly=often) == date(2026, 12, 21)

    def test_there_may_be_none(self) -> None:
        assert self.week(special=(Special(date(2026, 1, 1), date(2030, 1, 1)),)) is None


def test_a_test_of_a_promise_needs_an_ordinary_week(project) -> None:
    agency = """\
calendars:
  office: {closures: [{name: Gone, from: 2026-01-01, to: 2030-01-01}]}
"""
    expect = CLIENT + agency + "expect: [{request: question, sent: fri 16:30, first_reply: mon 12:00}]\n"
    problems = pipeline.load(project(clients__harbor=expect), today=lambda _: date(2026, 11, 25)).problems
    assert [problem.message for problem in problems if problem.rule == "broken-expectation"] == [
        "There is no week without a holiday or closure in the coming year in which this could be worked out."
    ]


class TestDay:
    """What depends on the day is said only where there is one, and accepted only there, too."""

    AGENCY = """\
calendars:
  office: {closures: [{name: Break, from: 2024-12-24, to: 2025-01-01}]}%s
"""

    def rules(self, root, **load: object) -> list[str]:
        return [problem.rule for problem in pipeline.load(root, **load).problems]

    def test_without_a_day_nothing_is_past(self, project) -> None:
        root = project(clients__harbor=CLIENT + self.AGENCY % "")
        assert "past-closure" in self.rules(root, today=lambda _: date(2026, 11, 25))
        assert "past-closure" not in self.rules(root)

    def test_without_a_day_its_acceptance_may_still_be_used(self, project) -> None:
        root = project(clients__harbor=CLIENT + self.AGENCY % "  # accept past-closure: it shows how it was written")
        for load in ({}, {"today": lambda _: date(2026, 11, 25)}):
            assert not {"past-closure", "unused-acceptance"} & set(self.rules(root, **load))
        assert "unused-acceptance" in self.rules(root, today=lambda _: date(2025, 1, 25))

    def test_the_day_is_that_of_the_agency(self, project) -> None:
        zones = []
        pipeline.load(project(), today=lambda zone: zones.append(zone) or date(2026, 11, 25))
        assert zones == ["America/Denver"]
