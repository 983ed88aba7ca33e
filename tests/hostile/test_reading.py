"""What the reader makes of characters that nobody sees, and of prose that would keep other readers for hours."""

from __future__ import annotations

import time

import pytest
from harm import PROSE
from oracles import breaches_of

from charter.check.sentences import sentences
from charter.problem import Place, Problem
from charter.source import read
from charter.source.reader import parse
from charter.source.text import bad_character

FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    "text",
    ["x\ry", "x\u202ey", "x\U000e0041\U000e0042", "\U000f0000", "\ufdd0", "\ufff9", "x\x85", "\x1b[2J", "\ue000"],
)
def test_a_character_that_nobody_sees_is_found_and_goes_no_further(text: str) -> None:
    escaped = "".join(f"\\U{ord(letter):08x}" for letter in text)
    node, problems = parse(f'name: "{escaped}"\n"{escaped}": x\n', "f.yaml")
    assert {problem.rule for problem in problems} == {"bad-character"}
    assert [problem.place.line for problem in problems] == [1, 2]
    assert not bad_character(node.at(("name",)).text + "".join(node.group))


@pytest.mark.parametrize("text", [FLAG, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "می\u200cخواهم", "Å\u0301"])
def test_what_people_write_in_their_languages_is_theirs(text: str) -> None:
    assert bad_character(text) == ""


@pytest.mark.parametrize("text", ["a\nb\r\nc", "\x1b]8;;x\x07", "\u202ex", "\ud800", "w" * 100_000, "\U000f0000"])
def test_a_finding_is_one_line_whatever_it_quotes(text: str) -> None:
    problem = Problem("bad-value", Place("f.yaml"), f"`{text}` is not a day.", f"Write `{text}` otherwise.")
    assert not list(breaches_of(problem))
    assert problem.message.endswith("` is not a day.")


@pytest.mark.parametrize(
    "name", ["clients/nul", "clients/con", "tiers/lpt1", "clients/assets", "clients/index", "clients/404"]
)
def test_a_name_that_means_something_else_is_no_id(project, name: str) -> None:
    [problem] = read(project({f"content/{name}.yaml": "name: x\n"})).problems
    assert (problem.rule, problem.place.file) == ("file-name", f"content/{name}.yaml")
    assert "a meaning of its own" in problem.message


@pytest.mark.parametrize(
    "name", ["angles", "brackets", "entities", "escapes", "pictures", "stars", "backticks", "one line"]
)
def test_prose_of_too_many_signs_is_found_at_once_and_read_no_further(project, name: str) -> None:
    begun = time.process_time()
    found = read(project({"content/prose/en/welcome.md": f"Hello\n\n{PROSE[name]}\n"}))
    assert [problem.rule for problem in found.problems] == ["prose-too-large"]
    assert found.prose == {}
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("sign", ["<", "[", "&", "\\", ".", "*", "> ", "\n-"])
def test_sentences_are_found_in_a_time_that_grows_with_the_text(sign: str) -> None:
    begun = time.process_time()
    assert len(list(sentences(f"One. {sign * 50_000}. Two."))) >= 2
    assert time.process_time() - begun < 1
