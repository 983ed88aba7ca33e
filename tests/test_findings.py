"""Every message a person may get, as a document: the files with `# finding: rule` on the faulty lines, then the report.

A case is a Markdown file in `findings/`. Its YAML blocks name the file they stand for and are laid over the smallest
project; its text block is what `charter check` prints. `pytest --update-golden` writes the text blocks anew. A block
`yaml FILE released` is what the file said when everything was released, before.
"""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from released import release_all

from charter import pipeline, report
from charter.check import PROJECT_RULES, RULES, manual, manual_audit
from charter.cli import cli

DAY = date(2026, 11, 25)
CASES = sorted((Path(__file__).parent / "findings").glob("*.md"))
BLOCK = re.compile(r"^```(yaml|md|html) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BEFORE = re.compile(r"^```yaml (\S+) released\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RELEASED = date(2026, 10, 1)
REPORT = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"(?:#|<!--) finding: ([a-z-]+)(?: x(\d))?")


def marked(files: dict[str, str]) -> list[tuple[str, int, str]]:
    return sorted(
        (file, number, rule)
        for file, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        for rule, count in MARK.findall(line)
        for _ in range(int(count or 1))
    )


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_findings(case: Path, project, request: pytest.FixtureRequest) -> None:
    text = case.read_text("utf-8")
    files = {name: body for _, name, body in BLOCK.findall(text)}
    if before := dict(BEFORE.findall(text)):
        release_all(project(before), RELEASED)
    loaded = pipeline.load(project(files), today=lambda _: DAY)
    assert sorted((problem.place.file, problem.place.line, problem.rule) for problem in loaded.problems) == marked(
        files
    )
    printed = "\n".join(report.finding(problem, loaded.text_of).plain.rstrip() + "\n" for problem in loaded.problems)
    block = f"```text\n{printed}```"
    if request.config.getoption("--update-golden"):
        case.write_text(REPORT.sub(lambda _: block, text), "utf-8")
        return
    assert REPORT.search(text)[0] == block


PACKAGE = Path(report.__file__).parent.parent
NOTERS = {"Problem", "problem", "note", "_note"}
"""What makes a finding: its id is the first argument, or is called `rule` in the function around it."""


def emitted() -> set[str]:
    """Read off the code which findings it can make, but for the rules of `check`, which are registered."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and name_of(node.func) in NOTERS:
                found |= said(node.args[0])
            elif isinstance(node, ast.Assign) and name_of(node.targets[0]) == "rule":
                found |= said(node.value)
    return found


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def said(node: ast.expr) -> set[str]:
    """Give the texts an expression can be; `f"nothing-to-{verb}"` becomes one for each verb of the manual."""
    if isinstance(node, ast.IfExp):
        return said(node.body) | said(node.orelse)
    if isinstance(node, ast.JoinedStr):
        form = "".join(re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z]+" for part in node.values)
        return {ident for ident in manual.OTHERS if re.fullmatch(form, ident)} or {ast.unparse(node)}
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_every_finding_has_a_page_and_every_page_a_finding() -> None:
    assert emitted() == set(manual.OTHERS)
    assert not set(manual.OTHERS) & {*RULES, *PROJECT_RULES}
    assert set(manual.pages()) == {*manual.OTHERS, *RULES, *PROJECT_RULES}


def test_every_finding_has_a_case() -> None:
    shown = {rule for case in CASES for rule, _ in MARK.findall(case.read_text("utf-8"))}
    elsewhere = {
        "too-large",
        "bad-encoding",
        "file-name",
        "file-kind",
        "empty-file",
        "bad-character",
        "too-deep",
        "no-clients",
        "prose-too-large",
        "history-changed",
        "gone-client",
        *manual_audit.PAGES,
    }
    assert set(manual.pages()) - shown <= elsewhere, "write a case in tests/findings for these"


@pytest.mark.parametrize("page", manual.pages().values(), ids=lambda page: page.ident)
def test_every_page_explains(page: manual.Page) -> None:
    assert page.first_sentence.endswith((".", "?"))
    assert len(page.first_sentence) <= 100
    assert "Bad: " in page.text
    assert "Good: " in page.text


def test_the_severity_of_a_page_is_that_of_its_findings() -> None:
    for case in CASES:
        for severity, ident in re.findall(
            r"^content\S+  (error|warning)  ([a-z-]+)$", case.read_text("utf-8"), re.MULTILINE
        ):
            assert manual.pages()[ident].severity == severity


def test_rules_lists_all_findings() -> None:
    done = CliRunner().invoke(cli, ["rules"])
    assert [line.split()[0] for line in done.output.splitlines()] == list(manual.pages())


def test_explain_shows_the_page_of_a_finding() -> None:
    done = CliRunner().invoke(cli, ["explain", "unstated-clock"])
    assert done.exit_code == 0
    assert done.output.startswith("unstated-clock (error)\n\nHours say which hours: working hours, or any.\n")
    assert "Good: `first_reply: 24 hours, any day`" in done.output


def test_explain_knows_what_was_meant() -> None:
    done = CliRunner().invoke(cli, ["explain", "unstated-clok"])
    assert done.exit_code == 2
    assert "There is no finding `unstated-clok`. Did you mean `unstated-clock`?" in done.output
