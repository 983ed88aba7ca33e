"""Every message a person may get, as a document: the files with `# finding: rule` on the faulty lines, then the report.

A case is a Markdown file in `findings/`. Its YAML blocks name the file they stand for and are laid over the smallest
project; its text block is what `charter check` prints. `pytest --update-golden` writes the text blocks anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from charter import pipeline, report
from charter.check import RULES

CASES = sorted((Path(__file__).parent / "findings").glob("*.md"))
BLOCK = re.compile(r"^```(yaml|md|html) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
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
    loaded = pipeline.load(project(files))
    assert sorted((problem.place.file, problem.place.line, problem.rule) for problem in loaded.problems) == marked(
        files
    )
    printed = "\n".join(report.finding(problem, loaded.text_of).plain.rstrip() + "\n" for problem in loaded.problems)
    block = f"```text\n{printed}```"
    if request.config.getoption("--update-golden"):
        case.write_text(REPORT.sub(lambda _: block, text), "utf-8")
        return
    assert REPORT.search(text)[0] == block


def test_every_rule_has_a_case() -> None:
    package = Path(report.__file__).parent
    sources = "".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    ids = set(
        re.findall(r"""(?:Problem|[_.]note|_problem|_finding)\(\s*\n?\s*"([a-z]+(?:-[a-z]+)*)",""", sources)
    ) | set(RULES)
    shown = {rule for case in CASES for rule in MARK.findall(case.read_text("utf-8"))}
    elsewhere = {
        "too-large",
        "bad-encoding",
        "file-name",
        "file-kind",
        "empty-file",
        "bad-character",
        "too-deep",
        "no-clients",
    }
    assert ids - {rule for rule, _ in shown} <= elsewhere, "write a case in tests/findings for these"


def test_every_rule_explains_itself() -> None:
    for ident, rule in RULES.items():
        manual = rule.check.__doc__ or ""
        assert "Bad: " in manual, ident
        assert "Good: " in manual, ident
