"""The whole way from files to artifacts: nothing that people may write brings it down, and order decides nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charter import pipeline, report, shipped
from charter.problem import CharterError

DAY = date(2026, 11, 25)
FILES = sorted(
    path.relative_to(shipped.content().parent).as_posix()
    for pattern in ("*.yaml", "tiers/*.yaml", "clients/*.yaml", "prose/en/*.md")
    for path in shipped.content().glob(pattern)
)
SLIPS = {
    "delete": lambda lines, at, _: [*lines[:at], *lines[at + 1 :]],
    "repeat": lambda lines, at, _: [*lines[:at], lines[at], *lines[at:]],
    "indent": lambda lines, at, _: [*lines[:at], "  " + lines[at], *lines[at + 1 :]],
    "outdent": lambda lines, at, _: [*lines[:at], lines[at].removeprefix("  "), *lines[at + 1 :]],
    "value": lambda lines, at, text: [*lines[:at], lines[at].partition(":")[0] + ": " + text, *lines[at + 1 :]],
    "insert": lambda lines, at, text: [*lines[:at], text, *lines[at:]],
    "cut": lambda lines, at, _: [*lines[:at], lines[at][: len(lines[at]) // 2], *lines[at + 1 :]],
}
TEXTS = st.sampled_from(
    [
        "",
        "[]",
        "{}",
        "[a, b]",
        "{a: b}",
        '""',
        "' '",
        "|",
        "- x",
        "drop: [x]",
        "24/7",
        "not offered",
        "9:00",
        "{{ x }}",
        "{% if %}",
    ]
) | st.text(max_size=12)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("slips")
    shutil.copytree(shipped.content(), root / "content")
    return root


@given(
    st.lists(
        st.tuples(st.sampled_from(FILES), st.sampled_from(sorted(SLIPS)), st.integers(0, 10_000), TEXTS),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_slip_of_the_pen_brings_it_down(copy: Path, slips: list[tuple[str, str, int, str]]) -> None:
    try:
        for file, slip, at, text in slips:
            lines = (copy / file).read_text("utf-8").split("\n")
            changed = SLIPS[slip](lines, at % len(lines), text)
            (copy / file).write_text("\n".join(changed), "utf-8", errors="replace")
        loaded = pipeline.load(copy)
        for problem in loaded.problems:
            assert report.finding(problem, loaded.text_of).plain
        for _ in pipeline.render(loaded, DAY):
            pass
    except CharterError as error:
        pytest.fail(f"an error where a finding was due: {error}")
    finally:
        for file, *_ in slips:
            shutil.copyfile(shipped.content().parent / file, copy / file)


def test_every_client_that_is_sound_is_rendered_and_no_other(project) -> None:
    root = project({"content/clients/broken.yaml": "name: Broken\ntier: growth\nrepresentative: nobody\n"})
    loaded = pipeline.load(root)
    assert [ident for ident, _ in pipeline.render(loaded, DAY)] == ["", "harbor"]


def test_the_order_of_files_on_disk_decides_nothing(project, tmp_path: Path) -> None:
    names = ["b", "a", "c"]
    roots = []
    for order in (names, names[::-1]):
        root = tmp_path / "".join(order)
        for name in order:
            text = f"name: {name}\ntier: growth\nrepresentative: maya\n"
            project({f"content/clients/{name}.yaml": text})
        shutil.copytree(tmp_path / "content", root / "content")
        roots.append(
            [(ident, [a.path for a in artifacts]) for ident, artifacts in pipeline.render(pipeline.load(root), DAY)]
        )
    assert roots[0] == roots[1]
