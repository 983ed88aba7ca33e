"""`--redact`: whatever is wrong and however it is printed, no client is named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter import pipeline, report
from charter.check import manual
from charter.cli import cli
from charter.cli.redacting import redacted
from charter.problem import Accepted, Place, Problem
from charter.report.redaction import Redaction, of_project

CASES = sorted((Path(__file__).parent.parent / "findings").glob("*.md"))
BLOCK = re.compile(r"^```(?:yaml|md|html) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FORMS = ["text", *report.FORMATS]
HIDDEN = Redaction(
    "Northlight", {"harbor-and-pine": ("Harbor & Pine Realty", "Dana Whitfield"), "harbor": (), "hp": ()}
)
HARBOR = HIDDEN.name("harbor-and-pine")

CLIENT = """\
name: Quill & Ost Realty
tier: growth
representative: zuleika
website: https://www.quillost.example
contacts:
  - {name: Berta Zylka, email: berta@quillost.example, number: "+1 207 555 0162", approves: perhaps}
goals: [{goal: a page for each of the nineteen parishes, by: sometime}]
tone: timely
"""
PROSE = """\
Ask Berta at Quill & Ost, or write to berta@quillost.example.

{{ quill-and-ost }} and {{ nobody }}
"""
TELLING = re.compile(r"(?i)quill|berta|zylka|0162|zuleika|perhaps|sometime|parishes")


def check(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["check", "--project", str(root), "--as-of", "2026-11-25", *words])
    return done.exit_code, done.stdout + done.stderr


@pytest.fixture
def faulty(project) -> Path:
    """A project with faults in a client's file, in one with a wrong name, and in prose that names the client."""
    return project(
        {
            "content/clients/harbor.yaml": None,
            "content/clients/quill-and-ost.yaml": CLIENT,
            "content/clients/Quill & Ost.yml": "name: Quill\n",
            "content/clients/quill-and-ost.es.yaml": "name: Quill\n",
            "content/prose/en/commitments.md": PROSE,
        }
    )


class TestRedaction:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("of Harbor & Pine Realty’s plan", f"of {HARBOR}’s plan"),
            ("HARBOR & PINE REALTY and 1 more client", f"{HARBOR} and 1 more client"),
            ("Ask Dana Whitfield.", f"Ask {HARBOR}."),
            ("`harbor-and-pine`, `harbor`", f"`{HARBOR}`, `{HIDDEN.name('harbor')}`"),
            ("history/harbor-and-pine/1.json", f"history/{HARBOR}/1.json"),
            ("history/Gone Ltd/1.json", f"history/{HIDDEN.name('Gone Ltd')}/1.json"),
            ("nothing in history/ is edited", "nothing in history/ is edited"),
            ("content/clients/harbor-and-pine.es.yaml", f"content/clients/{HARBOR}.yaml"),
            ("in /home/us/content/clients/harbor-and-pine.yaml.", f"in /home/us/content/clients/{HARBOR}.yaml."),
            ("the harbors of Pine", "the harbors of Pine"),
            ("`hp` is hp", f"`{HIDDEN.name('hp')}` is hp"),
        ],
    )
    def test_all_that_leads_to_a_client_becomes_its_name_for_logs(self, text: str, shown: str) -> None:
        assert HIDDEN.text(text) == shown

    @pytest.mark.parametrize("name", ["Weiß & Söhne", "İnci", "Ωmega", "Łódź (Nord)", "a.b*c"])
    def test_names_in_any_letters_are_found(self, name: str) -> None:
        hidden = Redaction("Northlight", {"one": (name,)})
        for written in (name, name.upper(), name.lower()):
            assert hidden.text(f"for {written}.") == f"for {hidden.name('one')}."

    def test_names_are_stable_and_differ_by_client_and_agency(self) -> None:
        assert re.fullmatch(r"client-[0-9a-f]{6}", HARBOR)
        assert Redaction("Northlight", {}).name("harbor-and-pine") == HARBOR
        assert len({HARBOR, HIDDEN.name("harbor"), Redaction("Elsewhere", {}).name("harbor-and-pine")}) == 3

    @pytest.mark.parametrize(
        ("file", "named"),
        [("content/clients/harbor.yaml", "content/clients/{}.yaml"), ("history/harbor/2.json", "history/{}/2.json")],
    )
    def test_a_finding_in_a_clients_file_tells_the_rule_and_the_line_alone(self, file: str, named: str) -> None:
        problem = Problem("bad-value", Place(file, 3, 4, 9), "`x` is wrong.", "Write `y`.")
        shown = HIDDEN.problem(problem, manual.pages())
        assert shown.place == Place(named.format(HIDDEN.name("harbor")), 3, 4, 9)
        assert shown.rule == "bad-value"
        assert shown.message == "Not so here: " + manual.pages()["bad-value"].first_sentence
        assert "`y`" not in shown.hint

    def test_a_finding_elsewhere_keeps_its_words(self) -> None:
        problem = Problem("x", Place("content/agency.yaml"), "Not true for Harbor & Pine Realty.", "Mend it.")
        shown = HIDDEN.problem(problem, {})
        assert (shown.message, shown.hint) == (f"Not true for {HARBOR}.", "Mend it.")

    def test_a_reason_in_a_clients_file_is_left_out(self) -> None:
        problem = Problem("x", Place("content/clients/harbor.yaml"), "m")
        assert "secret" not in HIDDEN.accepted(Accepted(problem, "a secret"), {}).why
        elsewhere = Problem("x", Place("content/agency.yaml"), "m")
        assert HIDDEN.accepted(Accepted(elsewhere, "so says harbor"), {}).why == f"so says {HIDDEN.name('harbor')}"

    def test_excerpts_leave_out_lines_that_name_a_client(self) -> None:
        assert HIDDEN.source("content/clients/harbor.yaml", "name: x") == ""
        assert HIDDEN.source("content/agency.yaml", "a\nof harbor\nb") == "a\n\nb"


class TestOfProject:
    def hidden(self, root: Path) -> Redaction:
        return of_project(pipeline.load(root).project)

    def test_parts_of_names_and_domains_count(self, faulty: Path) -> None:
        hidden = self.hidden(faulty)
        for text in ("Quill & Ost", "quill_and_ost", "Berta", "Zylka", "quillost.example", "+1 207 555 0162"):
            assert hidden.text(f"({text})") == f"({hidden.name('quill-and-ost')})"

    def test_the_words_of_the_agency_are_its_own(self, project) -> None:
        """A question stays a question although a client is called Question Marks, and Maya is one of ours."""
        client = "name: Question Marks\ntier: growth\nrepresentative: maya\ncontacts: [{name: Maya Lind}]\n"
        hidden = self.hidden(project({"content/clients/harbor.yaml": client}))
        assert hidden.text("Ask Maya a question by growth.") == "Ask Maya a question by growth."
        assert "Lind" not in hidden.text("Ask Maya Lind of Question Marks.")

    def test_a_clients_own_name_is_hidden_although_the_agency_says_it(self, project) -> None:
        agency = "schema: 1\nagency: {name: Northlight, legal_name: Harbor & Pine, timezone: America/Denver}\n"
        assert "Pine" not in self.hidden(project(agency=agency)).text("Not true for Harbor & Pine.")


@pytest.mark.parametrize("form", FORMS)
def test_no_format_names_a_client(faulty: Path, form: str) -> None:
    assert TELLING.search(check(faulty, "--format", form)[1])
    code, shown = check(faulty, "--format", form, "--redact")
    assert code == 1
    assert "client-" in shown
    assert not TELLING.findall(shown)


def test_as_much_is_found_as_without(faulty: Path) -> None:
    loaded = pipeline.load(faulty)
    shown = redacted(loaded)
    assert sorted((problem.rule, problem.place.line) for problem in shown.problems) == sorted(
        (problem.rule, problem.place.line) for problem in loaded.problems
    )


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_no_finding_there_is_names_a_client(case: Path, project) -> None:
    """Names of clients that are words of the manual, such as `comma`, are not looked for there."""
    loaded = pipeline.load(project(dict(BLOCK.findall(case.read_text("utf-8")))), today=lambda _: date(2026, 11, 25))
    shown = redacted(loaded)
    texts = [problem.message for problem in shown.problems if not problem.place.file.startswith("content/clients/")]
    texts += [str(problem.place) for problem in shown.problems]
    texts += list(shown.project.texts.values())
    for ident, one in loaded.project.clients.items():
        name = one.child("name")
        for telling in filter(None, (ident, name.text if name else "")):
            assert not re.search(rf"(?i)(?<!\w){re.escape(telling)}(?!\w)", "\n".join(texts))


class TestErrors:
    def test_an_unknown_client_is_not_compared_with_those_there_are(self, project) -> None:
        code, shown = check(project(), "--redact", "--client", "harbour")
        assert code == 2
        assert "One of the clients that are named does not exist." in shown
        assert "harbo" not in shown

    def test_a_file_that_cannot_be_read_is_not_named(self, project, monkeypatch: pytest.MonkeyPatch) -> None:
        root = project()
        opened = Path.open

        def refuse(path: Path, *rest: object, **named: object) -> object:
            if path.name == "harbor.yaml":
                raise PermissionError(13, "Permission denied")
            return opened(path, *rest, **named)

        monkeypatch.setattr(Path, "open", refuse)
        done = CliRunner().invoke(cli, ["check", "--redact", "--project", str(root)])
        assert "cannot be read: Permission denied." in str(done.exception)
        assert "harbor" not in str(done.exception)
        assert done.exception.__cause__ is None

    def test_an_error_of_ours_is_told_by_its_kind(self, project, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pipeline, "load", lambda *_: {}["harbor"])
        done = CliRunner().invoke(cli, ["check", "--redact", "--project", str(project())])
        assert str(done.exception).startswith("It stopped with a KeyError.")

    def test_without_it_errors_say_all(self, project) -> None:
        assert "Did you mean `harbor`?" in check(project(), "--client", "harbour")[1]
