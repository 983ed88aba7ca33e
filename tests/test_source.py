"""YAML text -> nodes: what is kept as it was written, and what is refused, with its line and column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.source import read
from charter.source.reader import parse
from charter.source.text import decode


@pytest.mark.parametrize(
    "written",
    ["9:00", "no", "on", "0123", "1.10", "~", "null", "2026-02-30", "1_000", "0x1f", "yes", "1e3", ".inf"],
)
def test_scalars_stay_what_was_written(written: str) -> None:
    node, problems = parse(f"key: {written}\nlist: [{written}]\n{written}: as a key\n", "f.yaml")
    assert not problems
    assert node.plain() == {"key": written, "list": [written], written: "as a key"}


@given(
    st.dictionaries(
        st.text("abcxyz-", min_size=1), st.text("abc é\u2019:#[]{}'\"&*!|>%@`,?-09", min_size=1), min_size=1
    )
)
def test_quoted_text_comes_back_as_it_was(values: dict[str, str]) -> None:
    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    node, problems = parse("".join(f"{quoted(key)}: {quoted(value)}\n" for key, value in values.items()), "f.yaml")
    assert not problems
    assert node.plain() == values


def test_every_value_knows_its_place() -> None:
    node, _ = parse("a:\n  b: [one, {c: two}]\n", "f.yaml")
    place = node.at(("a", "b", 1, "c")).place
    assert (place.file, place.line, place.column, place.end) == ("f.yaml", 2, 16, 19)
    assert node.at(("a", "b", 1, "c")).key.column == 13
    assert node.at(("a", "b", 2)) is None
    assert node.at(("a", "nothing", "there")) is None


BROKEN = [
    ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1, "line 1"),
    ("a: {x: 1, x: 2}\n", "duplicate-key", 1, 11, "twice"),
    ("a: &x 1\n", "anchor", 1, 4, "&x"),
    ("a: *x\n", "alias", 1, 4, "*x"),
    ("a: !!int 3\n", "tag", 1, 4, "hidden type"),
    ("a: !python/object x\n", "tag", 1, 4, "hidden type"),
    ("a:\n\tb: 1\n", "tab", 2, 1, "tab"),
    ("a:\n  b: 1\n\tc: 2\n", "tab", 3, 1, "tab"),
    ("a:\nb: 1\n", "empty-value", 1, 1, "Nothing stands here"),
    ("color: #0b5c4a\n", "empty-value", 1, 1, "Nothing stands here"),
    ("- a\n-\n", "empty-value", 2, 2, "Nothing stands here"),
    ("a: {x: 24 hours, any day}\n", "comma-in-text", 1, 18, "comma"),
    ("a: b: c\n", "syntax", 1, 5, "colon"),
    ('a: "x\nb: 1\n', "syntax", 1, 4, "never closed"),
    ("a: [1, 2\nb: 3\n", "syntax", 2, 2, "closing ]"),
    ("a: {x: 1 y: 2}\n", "syntax", 1, 11, "closing }"),
    ("a: @x\n", "syntax", 1, 4, "cannot start"),
    ('a: "\\q"\n', "syntax", 1, 5, "backslash"),
    ("a: 1\n---\nb: 2\n", "several-documents", 3, 1, "second document"),
    ("{{ x }}: 3\n", "key-is-no-text", 1, 1, "single word"),
    ('a: "\\0"\n', "bad-character", 1, 4, "U+0000"),
    ('a: "x\\u2028y"\n', "bad-character", 1, 4, "U+2028"),
    ("", "empty-file", 1, 1, "says nothing"),
    ("# only a remark\n", "empty-file", 1, 1, "says nothing"),
    ("[" * 500, "too-deep", 1, 22, "deeper"),
    ("[" + "a," * 20_001 + "]", "too-large", 1, 40_000, "longer"),
]


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "words"),
    BROKEN,
    ids=[f"{row[1]}-{number}" for number, row in enumerate(BROKEN)],
)
def test_what_cannot_be_read_is_a_finding_at_its_place(
    text: str, rule: str, line: int, column: int, words: str
) -> None:
    _, problems = parse(text, "f.yaml")
    found = next(problem for problem in problems if problem.rule == rule)
    assert (found.place.line, found.place.column) == (line, column)
    assert words in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("text", "mend"), [("{x: 24 hours, any day}", '"24 hours, any day"'), ("{x: 199,95, y: z}", "`199.95`")]
)
def test_a_comma_that_ends_a_value_is_explained_once_in_the_words_of_the_text(text: str, mend: str) -> None:
    _, [problem] = parse(f"a: {text}\n", "f.yaml")
    assert mend in problem.hint


def test_a_colour_without_quotation_marks_is_explained() -> None:
    _, [problem] = parse("color: #0b5c4a\n", "f.yaml")
    assert "quotation marks" in problem.hint


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"),
    [
        ("a: é".encode("utf-16"), "bad-encoding", 1, 1),
        (b"a: 1\nb: caf\xe9\n", "bad-encoding", 2, 7),
        (b"a: 1\nb: x\x00y\n", "bad-character", 2, 5),
        ("a: x\u0085y\n".encode(), "bad-character", 1, 5),
        (b"a" * (1 << 20) + b"aa", "too-large", 1, 1),
    ],
)
def test_bytes_that_are_no_text(data: bytes, rule: str, line: int, column: int) -> None:
    _, problem = decode(data, "f.yaml")
    assert (problem.rule, problem.place.line, problem.place.column) == (rule, line, column)


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    assert decode(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml") == ("a: 1\nb: 2\n", None)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_bring_the_reader_down(data: bytes) -> None:
    text, _ = decode(data, "f.yaml")
    if text is not None:
        node, problems = parse(text, "f.yaml")
        assert node is not None or problems


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("content/clients/Harbor.yaml", "cannot be an id"),
        ("content/clients/harbor_pine.yaml", "cannot be an id"),
        ("content/clients/harbor.es.yaml", "own language"),
        ("content/clients/other.yml", "passes this one by"),
        ("content/poeple.yaml", "does not know this file"),
        ("content/states/fromer.yaml", "named after no state"),
        ("content/states/fromer.es.yaml", "named after no state"),
        ("content/state/former.yaml", "does not look into this folder"),
        ("content/states/former.es.yaml", "translates `content/states/former.yaml`"),
        ("content/tiers/premier.es.yaml", "translates `content/tiers/premier.yaml`"),
        ("content/departments.es.yaml", "translates `content/departments.yaml`"),
    ],
)
def test_a_file_that_would_be_passed_by_in_silence_is_named(project, name: str, words: str) -> None:
    problems = read(project({name: "name: x\n"})).problems
    assert [(problem.rule, problem.place.file) for problem in problems] == [("file-name", name)]
    assert words in problems[0].message


def test_what_a_state_may_be_called_is_suggested(project) -> None:
    problems = read(
        project({"content/states/fromer.yaml": "drop: [fee]\n", "content/states/vip.yaml": "drop: [fee]\n"})
    ).problems
    assert [problem.hint for problem in problems] == [
        "Did you mean `former`?",
        "Known here: `active`, `former`, `inactive`, `onboarding`.",
    ]


def test_a_link_out_of_the_project_is_not_followed(project, tmp_path_factory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    secret.write_text("name: secret\n")
    root = project()
    (root / "content/clients/link.yaml").symlink_to(secret)
    found = read(root)
    assert [problem.rule for problem in found.problems] == ["file-kind"]
    assert "secret" not in str(found.clients["link"].plain())
