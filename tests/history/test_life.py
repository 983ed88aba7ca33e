"""A whole life in a git repository: release, edit, blocked downgrade, note, notice, acknowledgement, dispute."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from charter.cli import cli

STANDING = 'standing: {notice: "30 days, any day", review: 6 months}\n'
PROMISE = "name: Growth\ncommitments:\n  question: {first_reply: 4 business hours, finish: 5 business days}\n"
WORSE = PROMISE.replace("4 business hours", "1 business day")
NOTE = (
    "changes:\n"
    "  - {what: commitments.question.first_reply, why: We would rather promise what we can keep., approved: maya,"
    " from: 2026-12-28}\n"
)


class Life:
    """A project under git, and what people do with it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        who = ("-c", "user.name=Maya", "-c", "user.email=maya@northlight.example")
        done = subprocess.run(["git", "-C", self.root, *who, *words], capture_output=True, text=True, check=True)
        return done.stdout

    def commit(self, message: str) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD").strip()

    def write(self, file: str, text: str) -> None:
        (self.root / file).write_text(text, "utf-8")

    def run(self, *words: str) -> Result:
        """Run a command in June 2027, when all that these tests speak of has come."""
        words, now = (*words, "--project", str(self.root)), {"SOURCE_DATE_EPOCH": "1812000000"}
        return CliRunner().invoke(cli, words, env=now, catch_exceptions=False)

    def page(self, day: str, name: str = "index.html") -> str:
        done = self.run("build", "--as-of", day)
        assert done.exit_code == 0, done.output
        return (self.root / "site" / "harbor" / name).read_text("utf-8")


@pytest.fixture
def life(project) -> Life:
    agency = (project() / "content/agency.yaml").read_text("utf-8")
    root = project({"content/agency.yaml": agency + STANDING, "content/tiers/growth.yaml": PROMISE})
    client = root / "content/clients/harbor.yaml"
    client.write_text(client.read_text("utf-8") + "contacts: [{name: Dana Whitfield, email: dana@harbor.example}]\n")
    return Life(root)


def released(life: Life) -> None:
    done = life.run("release", "--note", "The first one.", "--as-of", "2026-11-01")
    assert done.exit_code == 0, done.output


def test_the_first_release_is_a_file_that_waits_for_an_answer(life: Life) -> None:
    released(life)
    found = json.loads((life.root / "history/harbor/1.json").read_text("utf-8"))
    assert (found["release"], found["made"], found["effective"], found["changes"]) == (
        1,
        "2026-11-01",
        "2026-11-01",
        [],
    )
    assert found["charter"]["commitments"]["question"] == [
        {"first_reply": [{"target": "4 business hours"}], "finish": [{"target": "5 business days"}]}
    ]
    status = life.run("status", "--as-of", "2026-11-11")
    assert "release 1 of 2026-11-01 · not acknowledged, for 10 days · review due 2027-05-01" in status.output
    assert life.run("status", "--exit-code", "--as-of", "2026-11-11").exit_code == 1


def test_nothing_changed_makes_no_release(life: Life) -> None:
    released(life)
    again = life.run("release", "--note", "Again.", "--as-of", "2026-11-02")
    assert "0 clients released, 1 as before." in again.output
    life.write("content/tiers/growth.yaml", "# other words only\n" + PROMISE.replace("Growth", "Growing"))
    assert "1 client released" in life.run("release", "--note", "A name.", "--as-of", "2026-11-02").output


def test_a_downgrade_is_blocked_until_somebody_owns_up(life: Life) -> None:
    released(life)
    life.write("content/tiers/growth.yaml", WORSE)
    blocked = life.run("check", "--as-of", "2026-11-25")
    assert blocked.exit_code == 1
    assert "silent-downgrade" in blocked.output
    assert "from: 2026-12-25" in blocked.output
    assert life.run("release", "--note", "Hm.", "--as-of", "2026-11-25").exit_code == 1
    assert not (life.root / "history/harbor/2.json").exists()
    life.write("content/tiers/growth.yaml", WORSE + NOTE)
    assert life.run("check", "--as-of", "2026-11-25").exit_code == 0


def test_the_old_promise_stands_until_the_new_one_holds(life: Life) -> None:
    released(life)
    life.write("content/tiers/growth.yaml", WORSE + NOTE)
    done = life.run("release", "--note", "Fewer hours.", "--as-of", "2026-11-25")
    assert "harbor: release 2, 1 change (1 worse), what is worse from 2026-12-28" in done.output
    before, after = life.page("2026-12-27"), life.page("2026-12-28")
    assert "4 business hours" in before
    assert "1 business day" not in before.partition('id="changes"')[0]
    assert "1 business day" in after
    assert "4 business hours" not in after.partition('id="changes"')[0]


def test_the_day_of_a_coming_change_is_a_day_to_build_again(life: Life) -> None:
    released(life)
    life.write("content/tiers/growth.yaml", WORSE + NOTE)
    life.run("release", "--note", "Fewer hours.", "--as-of", "2026-11-25")
    since = life.run("next", "--since", "2026-12-27", "--as-of", "2026-12-28", "--exit-code")
    assert since.exit_code == 1
    assert "an announced change holds" in since.output


def test_a_note_that_is_not_released_comes_too_late(life: Life) -> None:
    released(life)
    life.write("content/tiers/growth.yaml", WORSE + NOTE)
    late = life.run("check", "--as-of", "2026-12-05")
    assert late.exit_code == 1
    assert "short-notice" in late.output
    assert "`from: 2027-01-04` or later" in late.output


def test_a_better_promise_passes_and_holds_at_once(life: Life) -> None:
    released(life)
    life.write("content/tiers/growth.yaml", PROMISE.replace("4 business hours", "2 business hours"))
    assert life.run("check", "--as-of", "2026-11-25").exit_code == 0
    life.run("release", "--note", "Sooner.", "--as-of", "2026-11-25")
    assert "2 business hours" in life.page("2026-11-25")
    assert json.loads((life.root / "history/harbor/2.json").read_text())["changes"][0]["verdict"] == "better"


def test_a_new_word_is_asked_for_only_where_something_got_worse(life: Life) -> None:
    released(life)
    acknowledged = life.run("acknowledge", "harbor", "--by", "Dana Whitfield", "--on", "2026-11-03")
    assert "Dana Whitfield has acknowledged release 1 of harbor on 2026-11-03" in acknowledged.output
    life.write("content/tiers/growth.yaml", PROMISE.replace("4 business hours", "2 business hours"))
    life.run("release", "--note", "Sooner.", "--as-of", "2026-11-10")
    assert "acknowledged by Dana Whitfield on 2026-11-03" in life.run("status", "--as-of", "2026-11-11").output
    life.write("content/tiers/growth.yaml", WORSE + NOTE)
    life.run("release", "--note", "Fewer hours.", "--as-of", "2026-11-20")
    assert "not acknowledged, for 5 days" in life.run("status", "--as-of", "2026-11-25").output


def test_what_is_acknowledged_already_is_not_written_twice(life: Life) -> None:
    released(life)
    words = ("acknowledge", "harbor", "--by", "Dana Whitfield", "--on")
    life.run(*words, "2026-11-03")
    again = life.run(*words, "2026-11-09")
    assert (again.exit_code, again.output) == (
        0,
        "That is known: Dana Whitfield acknowledged release 1 of harbor on 2026-11-03.\n",
    )
    assert len(list((life.root / "history/harbor").iterdir())) == 2


def test_nobody_agrees_on_a_day_that_is_still_ahead(life: Life) -> None:
    released(life)
    done = life.run("acknowledge", "harbor", "--by", "Dana Whitfield", "--on", "2099-01-01")
    assert (done.exit_code, "2099-01-01 is still ahead" in done.output) == (2, True)
    assert "Say who has agreed" in life.run("acknowledge", "harbor", "--by", " ").output


def test_a_release_says_something_and_its_day_has_come(life: Life) -> None:
    refused = life.run("release", "--note", " ", "--as-of", "2026-11-01")
    assert (refused.exit_code, "The note is empty." in refused.output) == (2, True)
    done = life.run("release", "--note", "Early.", "--as-of", "2099-01-01")
    assert "2099-01-01 is still ahead (today is 2027-06-02)" in done.stderr


def test_a_stranger_cannot_acknowledge(life: Life) -> None:
    released(life)
    done = CliRunner().invoke(cli, ["acknowledge", "harbor", "--by", "Dana Whitfeld", "--project", str(life.root)])
    assert "Did you mean `Dana Whitfield`?" in str(done.exception)


def test_a_dispute_is_settled_by_what_stood_that_day(life: Life) -> None:
    released(life)
    life.write("content/tiers/growth.yaml", WORSE + NOTE)
    life.run("release", "--note", "Fewer hours.", "--as-of", "2026-11-25")
    life.run("acknowledge", "harbor", "--by", "Dana Whitfield", "--on", "2026-11-27")
    then = life.run(
        "show", "harbor", "--on", "2026-12-04", "--sent", "2026-12-04 15:00", "--request", "question"
    ).output
    assert "release 2 of 2026-11-25" in then
    assert "From 2026-12-28 on, announced with release 2; until then, as before release 2:" in then
    assert "Dana Whitfield acknowledged release 2 on 2026-11-27." in then
    assert "First reply: by Mon, Dec 7, 11 am" in then
    later = life.run(
        "show", "harbor", "--on", "2027-01-08", "--sent", "2027-01-08 15:00", "--request", "question"
    ).output
    assert "First reply: by Mon, Jan 11, 5 pm" in later
    assert "by what stood on" not in later
    other = life.run("show", "harbor", "--on", "2027-01-08", "--sent", "2026-12-04 15:00").output
    assert (
        "A message of 2026-12-04, by what stood on 2027-01-08 (for what stood on its own day: --on 2026-12-04):"
        in other
    )
    assert "Nothing stood" in str(life_error(life, "show", "harbor", "--on", "2026-10-01"))


def life_error(life: Life, *words: str) -> BaseException | None:
    return CliRunner().invoke(cli, [*words, "--project", str(life.root)]).exception


def test_two_revisions_are_compared(life: Life) -> None:
    old = life.commit("As it was")
    life.write("content/tiers/growth.yaml", WORSE)
    life.commit("Worse")
    done = life.run("diff", old, "HEAD", "--exit-code", "--as-of", "2026-11-25")
    assert done.exit_code == 1
    assert "A question: first reply: within 1 business day, was within 4 business hours: worse" in done.output
    same = life.run("diff", "HEAD", ".", "--exit-code")
    assert (same.exit_code, same.output) == (0, "No difference between HEAD and the files for 1 client.\n")


@pytest.mark.parametrize("word", ["no-such-branch", "--upload-pack=x", "HEAD~40"])
def test_what_is_no_revision_is_refused(life: Life, word: str) -> None:
    life.commit("As it was")
    done = CliRunner().invoke(cli, ["diff", "--project", str(life.root), "--", word])
    assert done.exit_code != 0
    assert "Traceback" not in done.output


def test_whoever_edits_history_is_found(life: Life) -> None:
    released(life)
    file = life.root / "history/harbor/1.json"
    file.write_text(file.read_text("utf-8").replace("4 business hours", "9 business hours"), "utf-8")
    done = life.run("check", "--as-of", "2026-11-25")
    assert done.exit_code == 1
    assert "history/harbor/1.json:1:1  error  history-changed" in done.output
    assert "its seal is broken" in done.output


def test_a_release_that_is_missing_or_another_is_found(life: Life) -> None:
    released(life)
    for number, hours in enumerate((3, 2), 2):
        life.write("content/tiers/growth.yaml", PROMISE.replace("4 business", f"{hours} business"))
        life.run("release", "--note", "Sooner.", "--as-of", f"2026-11-1{number}")
    second = life.root / "history/harbor/2.json"
    kept = second.read_bytes()
    second.unlink()
    assert "Release 2, before this one, is missing." in life.run("check", "--as-of", "2026-11-25").output
    second.write_bytes((life.root / "history/harbor/1.json").read_bytes())
    assert "It is release 1 of `harbor`, under another name." in life.run("check", "--as-of", "2026-11-25").output
    second.write_bytes(kept)
    assert life.run("check", "--as-of", "2026-11-25").exit_code == 0


def test_a_release_is_never_written_twice(life: Life) -> None:
    from charter import history, pipeline

    released(life)
    loaded = pipeline.load(life.root, today=lambda _zone: date(2026, 11, 25))
    release = loaded.history.of("harbor").latest
    with pytest.raises(Exception, match="nothing in history/ is written twice"):
        history.record(life.root, release)


def test_a_client_who_moves_to_another_plan_keeps_the_old_one_until_then(life: Life) -> None:
    life.write("content/tiers/small.yaml", WORSE.replace("Growth", "Small"))
    released(life)
    client = life.root / "content/clients/harbor.yaml"
    move = "changes: [{what: tier, why: You chose the smaller plan., approved: maya, from: 2026-12-01, agreed: Dana Whitfield}]\n"
    client.write_text(client.read_text("utf-8").replace("tier: growth", "tier: small") + move, "utf-8")
    done = life.run("check", "--as-of", "2026-11-25")
    assert done.exit_code == 0, done.output
    life.run("release", "--note", "You chose the smaller plan.", "--as-of", "2026-11-25")
    assert "4 business hours" in life.page("2026-11-30")
    assert "1 business day" in life.page("2026-12-01")


def test_logs_can_do_without_names(life: Life) -> None:
    released(life)
    old = life.commit("As it was")
    life.write("content/tiers/growth.yaml", WORSE)
    for words in (
        ("diff", old, ".", "--redact"),
        ("diff", "--all", "--redact", "--format", "markdown"),
        ("status", "--redact"),
    ):
        done = life.run(*words)
        assert "client-" in done.output, done.output
        assert "harbor" not in done.output.casefold()


def test_clients_read_the_note_in_their_language(life: Life) -> None:
    es = life.root / "content/clients/casa.yaml"
    es.write_text("name: Casa\ntier: growth\nrepresentative: maya\nlanguage: es\n", "utf-8")
    (life.root / "content/agency.es.yaml").write_text(
        "requests: {question: {name: Una pregunta}, urgent: {name: Urgente}}\n"
    )
    agency = life.root / "content/agency.yaml"
    agency.write_text(
        agency.read_text().replace("timezone: America/Denver", "timezone: America/Denver, languages: [en, es]")
    )
    done = life.run("release", "--note", "The first one.", "--note-in", "es", "La primera.", "--as-of", "2026-11-01")
    assert done.exit_code == 0, done.output
    notes = {
        name: json.loads((life.root / f"history/{name}/1.json").read_text("utf-8"))["note"]
        for name in ("harbor", "casa")
    }
    assert notes == {"harbor": "The first one.", "casa": "La primera."}
    refused = life.run("release", "--note", "x", "--note-in", "fr", "y")
    assert (refused.exit_code, "No client reads `fr`." in refused.output) == (2, True)


def test_what_is_taken_back_before_its_day_never_comes(life: Life) -> None:
    released(life)
    life.write("content/tiers/growth.yaml", WORSE + NOTE)
    life.run("release", "--note", "Fewer hours.", "--as-of", "2026-11-20")
    assert "From Monday, December 28" in life.page("2026-11-21", "changes.html")
    life.write("content/tiers/growth.yaml", PROMISE)
    told = "A question: first reply: taken back before its day, stays within 4 business hours: neutral"
    assert told in life.run("diff", "--as-of", "2026-11-25").output
    done = life.run("release", "--note", "We keep it after all.", "--as-of", "2026-11-25")
    assert "harbor: release 3, 1 change (1 neutral)" in done.output
    page = life.page("2026-11-26", "changes.html")
    assert "What is coming" not in page
    assert 'href="#coming"' not in page
    assert "Better for you" not in page
    assert "Taken back" in page
    assert "4 business hours" in life.page("2026-12-28", "expectations.html")
    assert "Taken back" in life.page("2026-12-28", "changes.html")


def test_a_promise_that_nobody_can_weigh_is_taken_back_without_a_note(life: Life) -> None:
    words = PROMISE + "appointments: {we_cancel: {notice: 1 business day, remedy: the next free slot}}\n"
    life.write("content/tiers/growth.yaml", words)
    released(life)
    note = NOTE.replace("commitments.question.first_reply", "appointments")
    life.write("content/tiers/growth.yaml", words.replace("the next free slot", "we find another day") + note)
    assert life.run("release", "--note", "Another day.", "--as-of", "2026-11-20").exit_code == 0
    life.write("content/tiers/growth.yaml", words)
    assert life.run("check", "--strict", "--as-of", "2026-11-25").exit_code == 0
    life.write("content/tiers/growth.yaml", words.replace("the next free slot", "we write to you"))
    assert "unclear-change" in life.run("check", "--as-of", "2026-11-25").output


def test_a_promise_that_changes_twice_comes_in_two_steps(life: Life) -> None:
    released(life)
    life.write("content/tiers/growth.yaml", WORSE + NOTE)
    life.run("release", "--note", "Fewer hours.", "--as-of", "2026-11-20")
    again = "  - {what: commitments.question.first_reply, why: Two of us leave., approved: maya, from: 2027-02-01}\n"
    life.write("content/tiers/growth.yaml", WORSE.replace("1 business day", "2 business days") + NOTE + again)
    assert life.run("check", "--as-of", "2026-11-25").exit_code == 0
    life.run("release", "--note", "Fewer people.", "--as-of", "2026-11-25")
    page = life.page("2026-11-26", "changes.html")
    first, second = page.partition("From Monday, February 1, 2027")[::2]
    assert "Within 1 business day" in first.partition("From Monday, December 28, 2026")[2]
    assert "Within 2 business days" in second
    for day, promise in (
        ("2026-12-27", "4 business hours"),
        ("2026-12-28", "1 business day"),
        ("2027-02-01", "2 business days"),
    ):
        shown = life.run("show", "harbor", "--on", day).output
        assert f"question: first_reply: {promise}" in shown, shown
        assert f"within {promise}" in life.page(day, "expectations.html").casefold()


def test_nobody_agrees_for_all_clients_of_a_plan(life: Life) -> None:
    released(life)
    early = NOTE.replace("from: 2026-12-28", "from: 2026-12-01, agreed: Dana Whitfield")
    life.write("content/tiers/growth.yaml", WORSE + early)
    assert "short-notice" in life.run("check", "--as-of", "2026-11-25").output
    life.write("content/tiers/growth.yaml", WORSE)
    client = life.root / "content/clients/harbor.yaml"
    client.write_text(client.read_text("utf-8") + early, "utf-8")
    assert life.run("check", "--as-of", "2026-11-25").exit_code == 0


def test_a_client_who_vanishes_is_missed(life: Life) -> None:
    life.write("content/clients/other.yaml", "name: Other\ntier: growth\nrepresentative: maya\n")
    released(life)
    (life.root / "content/clients/harbor.yaml").unlink()
    done = life.run("check", "--strict", "--as-of", "2026-11-25")
    assert done.exit_code == 1
    assert "history/harbor/1.json:1:1  warning  gone-client" in done.output


def test_a_client_who_left_may_go(life: Life) -> None:
    life.write("content/clients/other.yaml", "name: Other\ntier: growth\nrepresentative: maya\n")
    client = life.root / "content/clients/harbor.yaml"
    client.write_text(client.read_text("utf-8") + "until: 2026-11-20\n", "utf-8")
    released(life)
    client.unlink()
    assert life.run("check", "--strict", "--as-of", "2026-11-25").exit_code == 0


BETTER = PROMISE.replace("4 business hours", "2 business hours")


def test_nothing_falls_below_what_was_promised_in_between(life: Life) -> None:
    """Something old waits; a promise got better since, and is announced to get worse again, but not as far as it was."""
    released(life)
    waits = "  - {what: commitments.question.finish, why: It takes longer., approved: maya, from: 2027-03-01}\n"
    life.write("content/tiers/growth.yaml", BETTER.replace("5 business days", "6 business days") + "changes:\n" + waits)
    assert life.run("release", "--note", "Sooner answers.", "--as-of", "2026-11-20").exit_code == 0
    again = "  - {what: commitments.question.first_reply, why: A little later., approved: maya, from: 2027-01-15}\n"
    third = BETTER.replace("2 business hours", "3 business hours").replace("5 business days", "6 business days")
    life.write("content/tiers/growth.yaml", third + "changes:\n" + waits + again)
    assert "2 business hours" in life.page("2026-11-25"), "also before it is released"
    assert life.run("release", "--note", "A little later.", "--as-of", "2026-11-25").exit_code == 0
    for day, reply, finish in (("2026-11-26", 2, 5), ("2027-01-14", 2, 5), ("2027-01-15", 3, 5), ("2027-03-01", 3, 6)):
        shown = life.run("show", "harbor", "--on", day).output
        assert f"first_reply: {reply} business hours; finish: {finish} business days" in shown, day
        assert f"within {reply} business hours" in life.page(day, "expectations.html").casefold()


def test_a_note_owns_up_once(life: Life) -> None:
    client = life.root / "content/clients/harbor.yaml"
    released(life)
    note = "changes: [{what: commitments.question, why: Agreed., approved: maya, from: 2026-11-20, agreed: Dana Whitfield}]\n"
    client.write_text(client.read_text("utf-8") + note, "utf-8")
    life.write("content/tiers/growth.yaml", WORSE)
    assert life.run("release", "--note", "Agreed.", "--as-of", "2026-11-20").exit_code == 0
    life.write(
        "content/tiers/growth.yaml",
        WORSE.replace("1 business day", "20 business days").replace("5 business", "30 business"),
    )
    assert "silent-downgrade" in life.run("check", "--as-of", "2026-11-25").output


def test_somebody_unknown_agrees_to_nothing(life: Life) -> None:
    released(life)
    client = life.root / "content/clients/harbor.yaml"
    note = "changes: [{what: commitments, why: Agreed., approved: maya, from: 2026-11-25, agreed: x}]\n"
    client.write_text(client.read_text("utf-8") + note, "utf-8")
    life.write("content/tiers/growth.yaml", WORSE)
    assert "short-notice" in life.run("check", "--as-of", "2026-11-25").output


def test_what_is_later_for_some_is_worse(life: Life) -> None:
    released(life)
    rows = "question:\n    - {arrives: before 09:30, first_reply: 1 business hour, finish: 5 business days}\n    - {first_reply: 20 business days, finish: 30 business days}\n"
    life.write("content/tiers/growth.yaml", "name: Growth\ncommitments:\n  " + rows)
    assert "silent-downgrade" in life.run("check", "--as-of", "2026-11-25").output


def test_a_shorter_notice_holds_only_from_its_day(life: Life) -> None:
    released(life)
    agency = life.root / "content/agency.yaml"
    note = "changes: [{what: standing.notice, why: We plan in weeks., approved: maya, from: 2026-12-28}]\n"
    agency.write_text(agency.read_text("utf-8").replace("30 days, any day", "1 day, any day") + note, "utf-8")
    assert life.run("release", "--note", "A shorter notice.", "--as-of", "2026-11-20").exit_code == 0
    life.write("content/tiers/growth.yaml", WORSE + NOTE.replace("2026-12-28", "2026-11-29"))
    assert "short-notice" in life.run("check", "--as-of", "2026-11-27").output


def test_a_dispute_of_old_hours_is_settled_by_them(life: Life) -> None:
    released(life)
    agency = life.root / "content/agency.yaml"
    note = "changes: [{what: calendars.office.hours, why: Fridays., approved: maya, from: 2027-03-01}]\n"
    agency.write_text(agency.read_text("utf-8").replace("mon-fri: 09:00-17:00", "mon-thu: 09:00-17:00") + note, "utf-8")
    assert life.run("release", "--note", "No Fridays.", "--as-of", "2026-11-20").exit_code == 0
    asked = ("show", "harbor", "--on", "2026-12-04", "--sent", "2026-12-04 10:00", "--request", "question")
    assert "First reply: by Fri, Dec 4, 2 pm" in life.run(*asked).output


def test_two_sides_that_cannot_be_compared_are_different(life: Life) -> None:
    released(life)
    assert "No client has a release 7" in str(life_error(life, "diff", "7"))
    (life.root / "content/clients/harbor.yaml").rename(life.root / "content/clients/harbour.yaml")
    assert life.run("diff", "--exit-code").exit_code == 1


def test_releases_are_made_in_order(life: Life) -> None:
    life.run("release", "--note", "The first one.", "--as-of", "2026-11-20")
    life.write("content/tiers/growth.yaml", BETTER)
    done = life.run("release", "--note", "Backdated.", "--as-of", "2026-11-19")
    assert (done.exit_code, "There is a release of 2026-11-20 already" in done.output) == (2, True)


def test_a_former_client_keeps_its_hours_until_their_day(life: Life) -> None:
    client = life.root / "content/clients/harbor.yaml"
    client.write_text(client.read_text("utf-8") + "state: former\nuntil: 2026-08-31\n", "utf-8")
    released(life)
    assert "asks for an answer" in str(life_error(life, "acknowledge", "harbor", "--by", "Dana Whitfield"))
    agency = life.root / "content/agency.yaml"
    fewer = agency.read_text("utf-8").replace("mon-fri: 09:00-17:00", "mon-thu: 09:00-17:00")
    agency.write_text(fewer, "utf-8")
    assert "silent-downgrade" in life.run("check", "--as-of", "2026-11-25").output
    note = "changes: [{what: calendars.office.hours, why: Fridays., approved: maya, from: 2026-12-28}]\n"
    agency.write_text(fewer + note, "utf-8")
    done = life.run("release", "--note", "No Fridays.", "--as-of", "2026-11-25")
    assert "what is worse from 2026-12-28" in done.output


def test_a_quiet_build_prints_errors_alone(life: Life) -> None:
    released(life)
    life.write("content/tiers/growth.yaml", PROMISE + NOTE)
    assert "shared-note-of-nothing" in life.run("build", "--as-of", "2026-11-25").output
    assert life.run("build", "--quiet", "--as-of", "2026-11-25").output == ""
