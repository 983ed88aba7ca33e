"""Remarks that accept a finding: where they are read, of which lines they speak, and when an idle one is told."""

from __future__ import annotations

from datetime import date

import pytest

from charter import pipeline
from charter.serve.preview import Preview
from charter.source.acceptances import in_prose, in_yaml
from charter.source.reader import comments

DAY = date(2026, 11, 25)
CLIENT = "name: Harbor & Pine\ntier: growth\nrepresentative: maya\n"
VAGUE = "channels: {email: {for: a timely answer}}"
WHY = "# accept vague-words: the table says when"
IDLE = "# accept vague-words: not so"
HARBOR = "content/clients/harbor.yaml"
WELCOME = "content/prose/en/welcome.md"


def found(loaded: pipeline.Loaded) -> list[tuple[str, str, int]]:
    return [(problem.rule, problem.place.file, problem.place.line) for problem in loaded.problems]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("# a\nb: c # d\n", [(0, 0), (1, 5)]),
        ("a: 'b # c' # d\n", [(0, 11)]),
        ('a: "b # c\n  # d" # e\n', [(1, 7)]),
        ("a#b: c#d\n", []),
        ("a: | # b\n  # c\n\n  d # e\n# f\n", [(0, 5), (4, 0)]),
        ("a: >-\n    b\n   # c\nd: e\n", [(2, 3)]),
        ("a: {b: 'c # d', # e\n  f: g} # h # i\n", [(0, 16), (1, 8)]),
        ("ä: 'ö # ü' # é\n", [(0, 11)]),
        ("'a # b': c # d\n", [(0, 11)]),
        ("- a\n- b\t# c\n  # d\n", [(1, 4), (2, 2)]),
    ],
)
def test_a_remark_in_yaml_is_what_yaml_says_it_is(text: str, places: list[tuple[int, int]]) -> None:
    assert list(comments(text)) == places


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("a: b # accept no-backup: c\n", [("no-backup", "c", range(1, 2))]),
        ("x: y\n# accept no-backup: c\n# more\n#Accept: slow-update : d \na: b\n",
         [("no-backup", "c", range(5, 6)), ("slow-update", "d", range(5, 6))]),
        ("# accept no-backup: c\n\n# more\n---\na: b\n", [("no-backup", "c", range(1, 6))]),
        ("x: y\n# accept no-backup: c\n\na: b\n", [("no-backup", "c", range(3, 4))]),
        ("x: y\n# accept no-backup: c\n", [("no-backup", "c", range(3, 4))]),
        ("a: b # accept no-backup:\n", [("no-backup", "", range(1, 2))]),
        ("a: b # accept no-backup, please\n", [("no-backup", None, range(1, 2))]),
        ("a: b # accept anchor: c\n", [("anchor", "c", range(1, 2))]),
        ("a: b # accept cards only\nc: d # accepted no-backup: e\ne: f # we accept no-backup: g\n", []),
        ("a: '# accept no-backup: c'\n", []),
    ],
)  # fmt: skip
def test_what_a_remark_says_and_of_which_lines(text: str, rules: list[tuple[str, str | None, range]]) -> None:
    assert [(one.rule, one.why, one.lines) for one in in_yaml(text, "f")] == rules


@pytest.mark.parametrize(
    ("text", "left", "lines", "rules"),
    [
        ("a\n\nb", "a\n\nb", (), []),
        ("a  {# accept no-backup: c #} \nb  \n", "a\nb  \n", (1, 2, 3), [("no-backup", range(1, 2))]),
        ("a\n{# accept no-backup: c #}\nb", "a\nb", (1, 3), [("no-backup", range(3, 4))]),
        ("  {#accept no-backup: c#} {# accept slow-update: d #}\nb", "b", (2,),
         [("no-backup", range(1, 3)), ("slow-update", range(1, 3))]),
        ("{# accept no-backup: c #} a", "{# accept no-backup: c #} a", (), []),
        ("a {# a note #}\n{# accept\nno-backup: c #}", "a {# a note #}\n{# accept\nno-backup: c #}", (), []),
    ],
)  # fmt: skip
def test_remarks_are_taken_out_of_prose(text: str, left: str, lines: tuple[int, ...], rules: list) -> None:
    rest, numbers, acceptances = in_prose(text, "f")
    assert (rest, numbers) == (left, lines)
    assert [(one.rule, one.lines) for one in acceptances] == rules


@pytest.mark.parametrize(
    "text", [f"{CLIENT}{VAGUE}  {WHY}\n", f"{CLIENT}{WHY}\n# Another remark.\n{VAGUE}\n", f"{WHY}\n{VAGUE}\n{CLIENT}"]
)
def test_a_warning_is_accepted_where_it_stands(project, text: str) -> None:
    loaded = pipeline.load(project({HARBOR: text}))
    assert not loaded.problems
    assert [(one.problem.rule, one.why) for one in loaded.accepted] == [("vague-words", "the table says when")]
    assert not loaded.blocking(strict=True)


def test_a_finding_in_a_plan_is_accepted_once_for_all_its_clients(project) -> None:
    tier = f"name: Growth\n{VAGUE}  {WHY}\ncommitments: {{question: 1 business day, urgent: 1 business day}}\n"
    loaded = pipeline.load(project({"content/tiers/growth.yaml": tier, "content/clients/other.yaml": CLIENT}))
    assert not loaded.problems
    assert len(loaded.accepted) == 1


def test_a_remark_in_prose_reaches_no_page_and_parts_no_paragraph(project) -> None:
    agency = pipeline.load(project()).project.texts["content/agency.yaml"].replace("[commitments]", "[welcome]")
    plain = {"content/agency.yaml": agency, WELCOME: "We answer\npromptly,\n- or\n- asap.\n"}
    remarks = "We answer\n{# accept vague-words: a #}\npromptly,\n- or\n{# accept vague-words: b #}\n- asap.\n"
    pages = []
    for text in (plain[WELCOME], remarks):
        loaded = pipeline.load(project({**plain, WELCOME: text}))
        pages.append(
            [artifact.data for _, artifacts in pipeline.render(loaded, DAY, forms={"pages"}) for artifact in artifacts]
        )
    assert pages[0] == pages[1]
    assert [(one.problem.place.line, one.why) for one in loaded.accepted] == [(3, "a"), (6, "b")]


def test_findings_in_prose_keep_their_lines_below_a_remark(project) -> None:
    prose = "We answer {{ client.nmae }}\n{# accept vague-words: a #}\npromptly,\n\nand asap.\n"
    loaded = pipeline.load(project({WELCOME: prose}))
    assert found(loaded) == [("unknown-name", WELCOME, 1), ("vague-words", WELCOME, 5)]
    assert loaded.text_of(WELCOME) == prose


def test_a_prose_file_with_a_remark_alone_says_nothing(project) -> None:
    loaded = pipeline.load(project({WELCOME: "{# accept unread-prose: later #}\n"}))
    assert found(loaded) == [("empty-file", WELCOME, 1)]


@pytest.mark.parametrize(
    "mistake",
    [
        {HARBOR: f"{CLIENT}language: 7 {IDLE}\n"},
        {HARBOR: f"name: X {IDLE}\nrepresentative: maya\ntier: grwth\n"},
        {HARBOR: f"{CLIENT}name: again {IDLE}\n"},
        {HARBOR: f"{CLIENT}state: [ {IDLE}\n"},
        {HARBOR: f"{CLIENT}{IDLE}\n", "content/people.yaml": "maya: ["},
        {
            "content/tiers/growth.yaml": f"name: Growth {IDLE}\n",
            "content/clients/other.yaml": "name: X\ntier: growth\n",
        },
        {WELCOME: "{# accept vague-words: no #}\nWelcome.\n", HARBOR: "name: X\n tier: ["},
    ],
)
def test_nobody_knows_whether_a_remark_is_idle_where_something_could_not_be_read(project, mistake: dict) -> None:
    loaded = pipeline.load(project(mistake))
    assert loaded.problems
    assert "unused-acceptance" not in {rule for rule, *_ in found(loaded)}


def test_a_broken_client_hides_no_idle_remark_in_the_file_of_another(project) -> None:
    root = project({HARBOR: f"{CLIENT}{IDLE}\n", "content/clients/other.yaml": "name: X\n tier: ["})
    assert ("unused-acceptance", HARBOR, 4) in found(pipeline.load(root))


def test_an_error_is_not_accepted(project) -> None:
    text = CLIENT.replace("maya", "mya  # accept dangling-reference: she starts in May")
    loaded = pipeline.load(project({HARBOR: text}))
    assert found(loaded) == [("dangling-reference", HARBOR, 3), ("acceptance-of-error", HARBOR, 3)]
    assert not loaded.accepted


def test_the_preview_says_nothing_of_what_is_accepted(project) -> None:
    preview = Preview(project({HARBOR: f"{CLIENT}{VAGUE}  {WHY}\n"}), lambda _: DAY)
    preview.rebuild()
    assert not preview.state.findings
