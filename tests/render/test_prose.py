"""Prose: Markdown with names becomes a template; whatever the values are, they come out as text."""

from __future__ import annotations

import time
from html import escape

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, nodes

from charter.problem import Severity
from charter.render.prose import FILTERS, Prose, compile_prose

FILE = "content/prose/en/welcome.md"
NAMES = frozenset({"client.name", "client.website", "agency.name", "email", "phone", "there", "gone"})
VALUES = {
    "client": {"name": "Harbor & Pine", "website": "https://harbor.example"},
    "agency": {"name": "Northlight"},
    "email": "a+b@harbor.example",
    "phone": "+1 303 555 0100",
    "there": "yes",
    "gone": "",
}
ENVIRONMENT = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
ENVIRONMENT.filters |= FILTERS


def compiled(text: str) -> Prose:
    prose, problems = compile_prose(text, FILE, NAMES)
    assert not [problem for problem in problems if problem.rule != "prose-html"]
    return prose


def filled(text: str, **values: object) -> str:
    source = compiled(text).template_source
    return ENVIRONMENT.from_string(source).render({**VALUES, **values}).strip()


def lines(text: str, **values: object) -> list[str]:
    """The filled prose, line by line, without empty ones: blanks between tags mean nothing."""
    return [line for line in filled(text, **values).splitlines() if line.strip()]


def problems(text: str) -> list[tuple[str, int, int, int, str]]:
    prose, found = compile_prose(text, FILE, NAMES)
    assert prose == Prose()
    assert all(problem.place.file == FILE and problem.message for problem in found)
    return [(p.rule, p.place.line, p.place.column, p.place.end, p.message) for p in found]


# --- what prose says


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", []),
        ("Dear **{{ client.name }}**,", ["<p>Dear <strong>Harbor &amp; Pine</strong>,</p>"]),
        ("`{{client.name}}` {{\n client.name }}", ["<p><code>Harbor &amp; Pine</code> Harbor &amp; Pine</p>"]),
        ("1. a\n2. b", ["<ol>", "<li>a</li>", "<li>b</li>", "</ol>"]),
        ("a\r\n\r\nb\rc", ["<p>a</p>", "<p>b", "c</p>"]),
        ("\ufeff# a", ["<h3>a</h3>"]),
        # Raw HTML is text, and so are braces.
        ("<b onclick='x'>a</b> &amp; &lt;", ["<p>&lt;b onclick='x'&gt;a&lt;/b&gt; &amp; &lt;</p>"]),
        ("<script>\nx\n</script>", ["<p>&lt;script&gt;", "x", "&lt;/script&gt;</p>"]),
        ("{a} \\{\\{ gone }}", ["<p>&#123;a} &#123;&#123; gone }}</p>"]),
        # Headings begin at h3, without gaps, and stop at h6.
        ("# a\n\n### b\n\n## c", ["<h3>a</h3>", "<h5>b</h5>", "<h4>c</h4>"]),
        ("### a\n\n###### b", ["<h3>a</h3>", "<h4>b</h4>"]),
        (
            "# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5",
            ["<h3>1</h3>", "<h4>2</h4>", "<h5>3</h5>", "<h6>4</h6>", "<h6>5</h6>"],
        ),
    ],
)
def test_markdown_becomes_html(text: str, html: list[str]) -> None:
    assert lines(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{% if there %}\nOne\n{% endif %}\n\nTwo", ["<p>One</p>", "<p>Two</p>"]),
        ("{% if gone %}\nOne\n{% endif %}\nTwo", ["<p>Two</p>"]),
        ("{% if not gone %}\n- a\n- b\n{% endif %}", ["<ul>", "<li>a</li>", "<li>b</li>", "</ul>"]),
        ("{% if gone %}\n# a\n{% elif there %}\n> b\n{% else %}\nc\n{% endif %}", ["<blockquote>", "<p>b</p>", "</blockquote>"]),
        ("{% if gone %}\na\n{% elif not there %}\nb\n{% else %}\nc\n{% endif %}", ["<p>c</p>"]),
        ("{% if there %}{% if not gone %}\na\n{% endif %}{% endif %}", ["<p>a</p>"]),
        ("- a\n    {% if gone %}\n    b\n    {% endif %}\n- c", ["<ul>", "<li>", "<p>a</p>", "</li>", "<li>", "<p>c</p>", "</li>", "</ul>"]),
        # Inside a paragraph they stay there, and so do the blanks around them.
        ("I am {% if gone %}not {% endif %}here.", ["<p>I am here.</p>"]),
        ("a {% if there %}b{% else %}c{% endif %}\nd", ["<p>a b", "d</p>"]),
        ("*a {% if there %}b{% endif %}*", ["<p><em>a b</em></p>"]),
        # What is all one condition goes away with it.
        ("a\n\n{% if gone %}b **c**{% endif %}\n\nd", ["<p>a</p>", "<p>d</p>"]),
        ("- a\n- {% if gone %}b{% endif %}", ["<ul>", "<li>a</li>", "</ul>"]),
        ("- a\n\n- {% if gone %}b{% endif %}", ["<ul>", "<li>", "<p>a</p>", "</li>", "</ul>"]),
        ("## {% if gone %}a{% if there %}b{% endif %}{% endif %}\n\nc", ["<p>c</p>"]),
        ("> {% if there %}\n> a\n> {% endif %}", ["<blockquote>", "<p>", "a", "</p>", "</blockquote>"]),
        ("- {% if gone %}a{% else %}b{% endif %}", ["<ul>", "<li>b</li>", "</ul>"]),
    ],
)  # fmt: skip
def test_conditions_stand_around_blocks_or_inside_one(text: str, html: list[str]) -> None:
    assert lines(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](https://x.example/?a=1&b)", '<a href="https://x.example/?a=1&amp;b" rel="noopener noreferrer">a</a>'),
        ("[a](#hours)", '<a href="#hours">a</a>'),
        ("[a](expectations.html)", '<a href="expectations.html">a</a>'),
        ("<hello@x.example>", '<a href="mailto:hello@x.example">hello@x.example</a>'),
        ("[a]({{ client.website }})", '<a href="https://harbor.example" rel="noopener noreferrer">a</a>'),
        ("[a](mailto:{{ email }}?subject={{ client.name }})", '<a href="mailto:a+b@harbor.example?subject=Harbor%20%26%20Pine">a</a>'),
        ("[a](tel:{{ phone }})", '<a href="tel:+13035550100">a</a>'),
        ('[a](#b "{{ client.name }}")', '<a href="#b" title="Harbor &amp; Pine">a</a>'),
        ("[a][b]\n\n[b]: {{ client.website }}", '<a href="https://harbor.example" rel="noopener noreferrer">a</a>'),
        ("![a](map.png)", '<img alt="a" src="map.png">'),
        ("[a](&#xF0000;)", '<a href="&#xF0000;">a</a>'),
    ],
)  # fmt: skip
def test_links_go_where_they_may(text: str, html: str) -> None:
    assert filled(text) == f"<p>{html}</p>"


def test_it_says_which_names_it_uses() -> None:
    prose = compiled("{{ client.name }} {% if not gone %}[a]({{ client.website }}){% endif %} {{client . name}}")
    assert prose.names == {"client.name", "gone", "client.website"}


# --- what it cannot say


@pytest.mark.parametrize(
    ("text", "rule", "place", "part"),
    [
        ("a {{ client.nam }}", "unknown-name", (1, 6, 16), "no value called `client.nam`"),
        ("a\n\n{% if x.y %}b{% endif %}", "unknown-name", (3, 7, 10), "`x.y`"),
        ("{{ client }}", "unknown-name", (1, 4, 10), "`client`"),
        ("{{ client.__class__ }}", "unknown-name", (1, 4, 20), "`client.__class__`"),
        ("a\n{{ email|upper }}", "prose-syntax", (2, 1, 18), "a filter"),
        ("{{ email() }}", "prose-syntax", (1, 1, 14), "a call"),
        ("{{ email[0] }}", "prose-syntax", (1, 1, 15), "brackets"),
        ("{{ email.0 }}", "prose-syntax", (1, 1, 14), "brackets"),
        ("{{ 'a' * 9 }}", "prose-syntax", (1, 1, 14), "a calculation"),
        ("{{ 7 }}", "prose-syntax", (1, 1, 8), "a fixed value"),
        ("{{ not gone }}", "prose-syntax", (1, 1, 15), "`not`"),
        ("{% if gone and there %}{% endif %}", "prose-syntax", (1, 1, 24), "`and`"),
        ("{% if not not gone %}{% endif %}", "prose-syntax", (1, 1, 22), "`not`"),
        ("{% if gone is defined %}{% endif %}", "prose-syntax", (1, 1, 25), "a test"),
        ("{% if gone == 1 %}{% endif %}", "prose-syntax", (1, 1, 19), "a comparison"),
        ("{{ }}", "prose-syntax", (1, 1, 6), "`{{ }}` cannot be read"),
        ("{{ a b }}", "prose-syntax", (1, 1, 10), "cannot be read"),
        ("{{ " + "(" * 190 + " }}", "prose-syntax", (1, 1, 197), "cannot be read"),
        ("{{ " + "a" * 300 + " }}", "prose-syntax", (1, 1, 307), "too much"),
        ("{{- email }}", "prose-syntax", (1, 1, 13), "spaces"),
        ("a {# b #}", "prose-syntax", (1, 3, 10), "no comments"),
        ("{% for a in b %}", "prose-syntax", (1, 1, 17), "`{% for %}` has no place"),
        ("{% raw %}", "prose-syntax", (1, 1, 10), "`{% raw %}` has no place"),
        ("{% include 'x' %}", "prose-syntax", (1, 1, 18), "no place"),
        ("a {{ email\n\nb }}", "prose-syntax", (1, 3, 5), "never closed"),
        ("a\nb {{ email", "prose-syntax", (2, 3, 5), "never closed"),
        ("{{ email {{ phone }}", "prose-syntax", (1, 1, 3), "never closed"),
        ("a {% if there %}\n\nb", "prose-syntax", (1, 3, 17), "never ends"),
        ("a\n{% if %}b{% endif %}", "prose-syntax", (2, 1, 9), "cannot be read"),
        ("a\n{% endif %}", "prose-syntax", (2, 1, 12), "no `{% if %}` for this"),
        ("{% else %}", "prose-syntax", (1, 1, 11), "no `{% if %}` for this"),
        ("{% if there %}{% else %}{% elif gone %}{% endif %}", "prose-syntax", (1, 25, 40), "behind `{% else %}`"),
        ("{% if there %}{% else gone %}{% endif %}", "prose-syntax", (1, 15, 30), "stands alone"),
        ("{% if there %}" * 11 + "{% endif %}" * 11, "prose-syntax", (1, 141, 155), "inside each other"),
        ("a **{% if there %}b** c{% endif %}", "prose-syntax", (1, 5, 19), "ends in another"),
        ("{% if there %}\na\n\nb {% endif %}c", "prose-syntax", (1, 1, 15), "ends in another"),
        ("- a\n    {% if there %}\n- b\n\n{% endif %}", "prose-syntax", (2, 5, 19), "ends in another"),
        ("a\x00b", "prose-syntax", (1, 2, 3), "U+0000"),
        ("a\n\U000f0001", "prose-syntax", (2, 1, 2), "U+F0001"),
        ("a\n[b](javascript:alert(1))", "unsafe-link", (2, 5, 24), "`javascript:alert(1)`"),
        ("[b](JaVaScRiPt:x)", "unsafe-link", (1, 5, 17), "`JaVaScRiPt:x`"),
        ("[b](&#106;avascript:x)", "unsafe-link", (1, 5, 22), "`&#106;avascript:x`"),
        ("[b](<java\tscript:x>)", "unsafe-link", (1, 1, 21), "script:x"),
        ("[b](data:text/html,x)", "unsafe-link", (1, 5, 21), "`data:text/html,x`"),
        ("[b](ftp://x.example)", "unsafe-link", (1, 5, 20), "`ftp://x.example`"),
        ("[b](//x.example)", "unsafe-link", (1, 5, 16), "`//x.example`"),
        ("[b](a\\b)", "unsafe-link", (1, 5, 8), "`a\\b`"),
        ("[b][c]\n\n[c]: vbscript:x", "unsafe-link", (3, 6, 16), "`vbscript:x`"),
        ("[b](java{{ gone }}script:x)", "unsafe-link", (1, 5, 27), "`java{{ gone }}script:x`"),
        ("[b](/{{ gone }}/x)", "unsafe-link", (1, 5, 18), "`/{{ gone }}/x`"),
        ("![b](https://x.example/p.png)", "unsafe-link", (1, 6, 29), "`https://x.example/p.png`"),
        ("![b](//x.example/p.png)", "unsafe-link", (1, 6, 23), "`//x.example/p.png`"),
        ("![b]({{ client.website }})", "unsafe-link", (1, 6, 26), "`{{ client.website }}`"),
        ("a  \n" * 4001, "prose-too-large", (1, 1, 4), "more than 4000 lines"),
        ("word " * 40_001, "prose-too-large", (1, 1, 200_006), "larger than 200 KB"),
        ("a\n\n" + "b" * 10_001, "prose-too-large", (3, 1, 10_002), "longer than 10000 characters"),
        ("a\n> " + "> " * 10 + "b", "prose-too-large", (2, 1, 24), "quotes and lists deep"),
        ("1. " * 11 + "b", "prose-too-large", (1, 1, 35), "quotes and lists deep"),
        ("    " * 11 + "b", "prose-too-large", (1, 1, 46), "quotes and lists deep"),
        ("a\n\n" + "[b](#c) " * 201, "prose-too-large", (3, 1601, 1609), "more than 200 square brackets"),
    ],
)
def test_what_it_cannot_say_is_a_problem_at_its_place(text: str, rule: str, place: tuple[int, ...], part: str) -> None:
    (found,) = problems(text)
    assert found[0] == rule
    assert found[1:4] == place
    assert part in found[4]


def test_all_problems_are_found_at_once() -> None:
    found = problems("{{ emal }} [a](javascript:x)\n\n{{ f() }} {% endif %}\n\n{{ clint.name }} ![b](http://c)")
    assert [(rule, line) for rule, line, *_ in found] == [
        ("unknown-name", 1),
        ("unsafe-link", 1),
        ("prose-syntax", 3),
        ("prose-syntax", 3),
        ("unknown-name", 5),
        ("unsafe-link", 5),
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [("{{ client.nam }}", "Did you mean `client.name`?"), ("{% iff gone %}{% endif %}", "Did you mean `if`?")],
)
def test_near_misses_are_named(text: str, hint: str) -> None:
    assert hint in compile_prose(text, FILE, NAMES)[1][0].hint


def test_the_same_mistake_in_two_places_is_found_twice() -> None:
    found = problems("[a](ftp://x) {{ emal }}\n\n{{ emal }} [a](ftp://x)")
    assert [(line, column) for _, line, column, *_ in found] == [(1, 5), (1, 17), (3, 4), (3, 16)]


def test_a_rule_of_many_hyphens_is_no_nested_list() -> None:
    assert filled("- " * 20 + "-") == "<hr>"


# --- no value can do anything

DANGERS = st.sampled_from(
    ["<script>", "</p>", "{{ gone }}", "{% if %}", "{#", "](javascript:x)", "`", "**", "\n\n# a", "&amp;", '"', "'", "\\", "\U000f0000", "\x02", "wzxhzdk:0"]
)  # fmt: skip
ANYTHING = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(DANGERS | st.text(max_size=3)).map("".join)
EVERYWHERE = compiled(
    '# {{ email }}\n\na **{{ email }}** `{{ email }}` [{{ email }}](#a "{{ email }}")\n\n- {{ email }}\n\n    {{ email }}\n\n'
    "> {% if there %}{{ email }}{% endif %}\n\n        {{ email }}"
)  # fmt: skip
TEMPLATE = ENVIRONMENT.from_string(EVERYWHERE.template_source)


@settings(deadline=None)
@given(ANYTHING)
def test_a_value_is_text_wherever_it_stands(value: str) -> None:
    marked = TEMPLATE.render({**VALUES, "email": "MARK"})
    escaped = escape(value).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
    assert TEMPLATE.render({**VALUES, "email": value}) == marked.replace("MARK", escaped)


SHAPES = ("[a]({{ email }})", "[a](mailto:{{ email }})", "[a](tel:{{ email }})", "[a](https://x.example/{{ email }}?{{ email }})",
          "[a]({{ email }}javascript:alert(1))", "[a]({{ email }}{{ email }}:x)", "[a](#{{ email }})", "[a](/a/{{ email }}:x)", "<a@{{ email }}.b>")  # fmt: skip
LINKS = [ENVIRONMENT.from_string(compiled(shape).template_source) for shape in SHAPES]
URLS = st.sampled_from(
    [
        "javascript:alert(1)",
        "JAVA\tSCRIPT:x",
        " data:x",
        "vbscript:",
        "https://x.example",
        "//x",
        "javascript",
        ":",
        "\\\\x",
        "&#106;",
        "",
    ]
)


@settings(deadline=None)
@given(st.sampled_from(LINKS), URLS | ANYTHING)
def test_a_value_in_an_address_makes_no_other_scheme(link: object, value: str) -> None:
    page = html5lib.parseFragment(link.render({**VALUES, "email": value}), namespaceHTMLElements=False)  # type: ignore[attr-defined]
    (anchor,) = page.iter("a")
    assert set(anchor.attrib) <= {"href", "rel"}
    href = "".join(sign for sign in anchor.get("href") if sign > " ").lower()
    assert href.startswith(("https:", "http:", "mailto:", "tel:", "#", "/"))
    assert not href.startswith("//")
    assert {element.tag for element in page.iter()} <= {"DOCUMENT_FRAGMENT", "p", "a"}


# --- no text can do anything

PIECES = st.sampled_from(
    ["{{ email }}", "{% if there %}", "{% else %}", "{% endif %}", "{% if not gone %}", "{{", "}}", "{%", "%}", "{", "\\{", "#", "*", "_", "`", "[a](", ")", "[", "]", "!", "<", ">",
     "<script>", "javascript:x", "http://x", "\n", "\n\n", "    ", "- ", "1. ", "> ", "a", "&#123;", "&", '"', ": ", "\\", "===\n", "<a@b.c>"]
)  # fmt: skip
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.If,
    nodes.Not,
    nodes.Filter,
)
ELEMENTS = {"DOCUMENT_FRAGMENT", "p", "a", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "br", "hr", "img", "h3", "h4", "h5", "h6"}  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_a_harmless_template_or_has_problems(text: str) -> None:
    prose, found = compile_prose(text, FILE, NAMES)
    if any(problem.severity == Severity.ERROR for problem in found):
        assert prose == Prose()
        return
    tree = ENVIRONMENT.parse(prose.template_source)
    assert all(isinstance(node, ALLOWED) for node in tree.find_all(nodes.Node))
    assert {node.name for node in tree.find_all(nodes.Filter)} <= set(FILTERS)
    assert {node.name for node in tree.find_all(nodes.Name)} <= {"email", "there", "gone"}
    for there in ("yes", ""):
        html = ENVIRONMENT.from_string(prose.template_source).render({**VALUES, "there": there})
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        page = parser.parseFragment(html)
        assert not [code for _, code, _ in parser.errors if "entity" not in code and "numeric" not in code], html
        assert {element.tag for element in page.iter()} <= ELEMENTS


PATHOLOGICAL = {
    "open brackets": "[ " * 5_000,
    "as many brackets as may be": ("[ a" * 199).ljust(9_999, "a"),
    "pictures": ("![" * 199).ljust(9_999, "a"),
    "links without end": ("[a](b" * 199).ljust(9_999, "a"),
    "links without end, with angles": ("[a](<b " * 199).ljust(9_999, "a"),
    "growing runs of backticks": " ".join("`" * length for length in range(1, 60)),
    "many runs of backticks": "` a `` b " * 600,
    "stars": "*a **b " * 1_300,
    "stars and underscores": "***a** _b_*" * 500,
    "nested lists": "".join(" " * 4 * depth + "- a\n" for depth in range(500)),
    "lists on one line": "- " * 500 + "a",
    "quotes": ">" * 5_000 + "a",
    "entities": "&a; " * 1_990,
    "escapes": "\\* " * 1_990,
    "rules": "---\n" * 2_000,
    "headings": "a\n=\n" * 1_990,
    "definitions": '[a]: b\n"c\n' * 190,
    "line breaks": "a  \n" * 2_000,
    "paragraphs": "a\n\n" * 1_990,
    "numbers": "1" * 9_000 + ". a",
    "values": "{{ email }}\n\n" * 1_990,
    "values that are not there": "{{ emails }}\n\n" * 1_990,
    "conditions": "{% if there %}\n\na\n\n{% endif %}\n\n" * 600,
    "conditions inside each other": "{% if there %}" * 600,
    "branches": "{% if there %}\n\n" + "{% elif gone %}\n\n" * 1_500 + "{% endif %}",
    "braces": "{" * 5_000,
    "a parser's stack": "{{ " + "(" * 195 + " }}",
}


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_no_text_takes_long(text: str) -> None:
    """Inputs of the kind in cmark's `pathological_tests.py`; seconds of this process, so that a busy machine is fair."""
    began = time.process_time()
    prose, found = compile_prose(text, FILE, NAMES)
    ENVIRONMENT.from_string(prose.template_source)
    assert time.process_time() - began < 2
    assert found or prose.template_source
