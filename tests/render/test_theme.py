"""The theme: shipped templates, a project's own over them, and the files of the brand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sites import AGENCY, DAY, pages

from charter import compute, pipeline, shipped
from charter.problem import CharterError, Place
from charter.render import everything
from charter.render.assets import compact
from charter.render.picture import Picture, UnsafePictureError, read_picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">{}</svg>'
LOGO = AGENCY + "brand: {logo: brand/logo.svg}\n"


def found(root: Path) -> list[tuple[str, Place, str]]:
    return [(problem.rule, problem.place, problem.message) for problem in pipeline.load(root).problems]


# --- templates


def test_every_shipped_section_is_known(project: Project) -> None:
    theme = pipeline.load(project()).theme
    assert theme
    assert {"welcome", "hours", "commitments", "when-it-goes-wrong"} <= theme.sections
    assert theme.sections == {path.stem for path in (shipped.templates() / "sections").glob("*.html")}


def test_a_project_adds_a_section_with_one_file(project: Project) -> None:
    template = (
        '{% extends "section.html" %}{% block title %}Our dog{% endblock %}{% block data %}<p>Rex</p>{% endblock %}'
    )
    root = project(
        {"templates/sections/dog.html": template}, agency=AGENCY.replace("[commitments]", "[commitments, dog]")
    )
    handbook = pages(root)["index.html"]
    assert '<h2 id="dog">Our dog</h2>\n<p>Rex</p>' in handbook


def test_a_projects_template_takes_the_place_of_the_shipped_one_and_builds_on_it(project: Project) -> None:
    template = (
        '{% extends "shipped/sections/commitments.html" %}'
        "{% block title %}Our promises{% endblock %}"
        "{% block data %}<p>New.</p>{{ super() }}{% endblock %}"
    )
    handbook = pages(project({"templates/sections/commitments.html": template}))["index.html"]
    assert '<h2 id="commitments">Our promises</h2>\n<p>New.</p>' in handbook
    assert '<table class="promises">' in handbook


def test_a_checkouts_own_templates_are_the_shipped_ones(project: Project) -> None:
    root = project()
    (root / "templates").symlink_to(shipped.templates())
    assert found(root) == []


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("<p>\n{% if %}", 2, "This template cannot be read: Expected an expression, got 'end of statement block'."),
        ("<p>\n\n{{ clint.name }}", 3, "There is no value `clint` in templates."),
        ("{{ 'x' | shout }}", 1, "This template cannot be read: No filter named 'shout'."),
        ('\n{% extends "shipped/handbok.html" %}', 2, "There is no template `shipped/handbok.html`."),
        (b"caf\xe9", 1, "This template is not UTF-8 text."),
    ],
)
def test_a_broken_template_is_a_problem_at_its_line(
    project: Project, template: str | bytes, line: int, message: str
) -> None:
    root = project({"templates/handbook.html": template})
    assert found(root) == [("broken-template", Place("templates/handbook.html", line, end=0), message)]


@pytest.mark.parametrize("name", ["base.html", "macros/hours.html", "sections/hours.html"])
def test_a_template_that_extends_itself_is_a_problem(project: Project, name: str) -> None:
    problems = pipeline.load(project({f"templates/{name}": f'\n{{% extends "{name}" %}}'})).problems
    assert [(problem.rule, problem.place, problem.message, problem.hint) for problem in problems] == [
        (
            "broken-template",
            Place(f"templates/{name}", 2, end=0),
            "This template extends itself.",
            f'Write `{{% extends "shipped/{name}" %}}`.',
        )
    ]


def test_templates_that_extend_each_other_are_problems(project: Project) -> None:
    root = project({"templates/a.html": '{% extends "b.html" %}', "templates/b.html": '{% extends "a.html" %}'})
    assert [(problem.place.file, problem.hint) for problem in pipeline.load(root).problems] == [
        ("templates/a.html", ""),
        ("templates/b.html", ""),
    ]


def test_a_broken_parent_is_told_where_it_stands(project: Project) -> None:
    root = project({"templates/base.html": "{% if %}", "templates/handbook.html": '{% extends "base.html" %}'})
    assert [problem.place.file for problem in pipeline.load(root).problems] == ["templates/base.html"]


def test_sections_that_are_nothing_but_prose_are_known(project: Project) -> None:
    own = {
        "values": '{% extends "section.html" %}{% block title %}Our values{% endblock %}',
        "welcome": '{% extends "shipped/sections/welcome.html" %}{% block title %}Hello{% endblock %}',
        "feedback": '{% extends "shipped/sections/feedback.html" %}{% block data %}<p>Write.</p>{% endblock %}',
        "alone": "<p>All by itself.</p>",
        "loop": '{% extends "sections/loop.html" %}',
        "broken": "{% if %}",
    }
    theme = pipeline.load(project({f"templates/sections/{ident}.html": text for ident, text in own.items()})).theme
    assert theme
    assert theme.wordless == {"values", "welcome"}


def test_a_template_may_use_what_it_names_itself_and_what_its_parent_imports(project: Project) -> None:
    template = (
        '{% extends "shipped/handbook.html" %}{% import "macros/hours.html" as h with context %}'
        "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}"
        "{% block lead %}{% set y = 1 %}{{ twice(y) }}{{ h.when() }}{{ glance.of_client() }}{% endblock %}"
    )
    assert found(project({"templates/handbook.html": template})) == []


def test_what_goes_wrong_while_a_template_is_filled_is_told_with_its_line(project: Project) -> None:
    root = project(
        {
            "templates/sections/commitments.html": '{% extends "section.html" %}\n\n{% block data %}{{ client.nmae }}{% endblock %}'
        }
    )
    with pytest.raises(CharterError, match=r"sections/commitments\.html:3: .* has no attribute 'nmae'"):
        pages(root)


@pytest.mark.parametrize(
    "body", ["{{ 1 / 0 }}", "{{ say.day(1) }}", "{{ client.name.x.y }}", "{% include 'no.html' %}{{ x }}"]
)
def test_whatever_a_projects_template_does_wrong_is_told_with_its_line(project: Project, body: str) -> None:
    root = project({"templates/sections/commitments.html": f"\n\n{body}"})
    with pytest.raises(CharterError, match=r"sections/commitments\.html:3: \S+"):
        dict(pipeline.render(replace(pipeline.load(root), problems=[]), DAY))


def test_a_mistake_of_our_own_is_no_fault_of_a_template(project: Project) -> None:
    loaded = pipeline.load(project())
    charter = loaded.clients["harbor"].charter
    broken = replace(compute.facts(charter, DAY), day="yesterday")
    with pytest.raises(AssertionError):
        everything(charter, broken, loaded.theme, {"pages"})


def test_a_project_has_a_style_sheet_of_its_own(project: Project) -> None:
    theme = pipeline.load(project({"templates/assets/charter.css": "p { color: red }"})).theme
    assert theme
    assert theme.brand_files.files["style"].data.endswith(b"p { color: red }")


def test_values_are_escaped_whatever_the_template_is_called(project: Project) -> None:
    name = '"><script>alert(1)</script>'
    rendered = pages(project(clients__harbor=f"name: '{name}'\ntier: growth\nrepresentative: maya\n"))
    assert all("<script>" not in text for text in rendered.values())
    assert "&lt;script&gt;" in rendered["index.html"]


# --- files of the brand


def test_a_logo_is_shown_with_its_name_and_its_measures(project: Project) -> None:
    root = project({"content/brand/logo.svg": SVG.format('<path d="M0 0h9"/>')}, agency=LOGO)
    theme = pipeline.load(root).theme
    assert theme
    assert theme.problems == ()
    href = theme.brand_files.href("logo")
    assert f'<img src="../{href}" alt="Northlight" width="120" height="40">' in pages(root)["index.html"]


def test_a_missing_logo_is_a_problem_where_it_is_named(project: Project) -> None:
    line = LOGO.splitlines().index("brand: {logo: brand/logo.svg}") + 1
    place = Place("content/agency.yaml", line, 15, 29)
    message = "There is no file brand/logo.svg in content/, which `brand.logo` names."
    assert found(project(agency=LOGO)) == [("missing-file", place, message)]


def test_a_logo_cannot_lie_outside_the_content_folder(project: Project) -> None:
    root = project({"secret.svg": SVG.format("")}, agency=LOGO)
    (root / "content/brand").mkdir()
    (root / "content/brand/logo.svg").symlink_to(root / "secret.svg")
    assert [rule for rule, _, _ in found(root)] == ["missing-file"]


def test_a_heavy_logo_is_refused(project: Project) -> None:
    root = project({"content/brand/logo.svg": SVG.format("<!--" + "x" * 300_000 + "-->")}, agency=LOGO)
    assert "larger than 256 KB" in found(root)[0][2]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)"/>',
        '<image href="https://elsewhere.example/x.png"/>',
        '<use href="https://elsewhere.example/x.svg#a"/>',
        '<path style="fill: url(https://elsewhere.example/x)"/>',
        '<path fill="u\\72l(https://elsewhere.example/x)"/>',
        "<style>@import 'https://elsewhere.example/x.css';</style>",
        "<foreignObject/>",
        '<a href="javascript:alert(1)"/>',
        '<?xml-stylesheet href="x"?><other xmlns="urn:x"/>',
    ],
)
def test_a_logo_that_does_more_than_draw_is_refused(inside: str) -> None:
    with pytest.raises(UnsafePictureError):
        read_picture(SVG.format(inside).encode(), "logo.svg")


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg", b"<!DOCTYPE svg><svg/>", b"<html/>"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnsafePictureError):
        read_picture(data, "logo.svg")


def test_a_logo_may_draw_with_gradients_and_styles() -> None:
    inside = '<defs><linearGradient id="g"/></defs><path style="fill: url(#g)"/><use href="#g"/>'
    assert read_picture(SVG.format(inside).encode(), "logo.svg") == Picture("svg", 120, 40)


def test_a_png_says_how_large_it_is() -> None:
    data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x20rest"
    assert read_picture(data, "logo.png") == Picture("png", 64, 32)


def test_fonts_of_the_brand_are_declared_and_shipped(project: Project) -> None:
    agency = AGENCY + "brand: {fonts: {body: brand/body.woff2, heading: brand/heading.woff2}}\n"
    root = project(
        {"content/brand/body.woff2": "wOF2 body", "content/brand/heading.woff2": "not a font"}, agency=agency
    )
    theme = pipeline.load(root).theme
    assert theme
    sheet = theme.brand_files.files["style"].data.decode()
    assert f'src:url("{theme.brand_files.href("font-body").removeprefix("assets/")}") format("woff2")' in sheet
    assert [problem.message for problem in theme.problems] == [
        "The font brand/heading.woff2 is not a web font.",
        "The font brand/body.woff2 is damaged: it cannot be unpacked for the packet.",
    ]


def test_assets_are_named_after_what_is_in_them(project: Project) -> None:
    before = {artifact.path for artifact in pipeline.load(project()).theme.assets()}
    after = {
        artifact.path
        for artifact in pipeline.load(project(agency=AGENCY + 'brand: {color: "#aa0000"}\n')).theme.assets()
    }
    assert all(path.startswith("assets/") for path in before | after)
    # The scripts and the schema have nothing of the brand.
    assert {path.split(".")[0] for path in before & after} == {
        "assets/when",
        "assets/seen",
        "assets/unlock",
        "assets/charter",
    }


def test_assets_know_no_client(project: Project) -> None:
    one = pipeline.load(project()).theme.assets()
    two = pipeline.load(
        project(clients__other="name: Otherwise Inc\ntier: growth\nrepresentative: maya\n")
    ).theme.assets()
    assert one == two


def test_an_agencys_name_cannot_leave_its_place_in_the_style_sheet(project: Project) -> None:
    agency = AGENCY.replace("name: Northlight,", "name: 'A\"}b{\\<c', ")
    sheet = pipeline.load(project(agency=agency)).theme.brand_files.files["style"].data.decode()
    assert '@page{@top-left{content:"A\\22 }b{\\5c \\3c c"}}' in sheet


def test_comments_and_indentation_are_left_out_of_the_style_sheet() -> None:
    assert compact("/* one\n two */\na {\n  color: red;\n}\n\n/* x */") == "a {\ncolor: red;\n}"


def test_a_page_is_the_same_twice(project: Project) -> None:
    loaded = pipeline.load(project())
    charter = loaded.clients["harbor"].charter
    facts = compute.facts(charter, DAY)
    assert everything(charter, facts, loaded.theme) == everything(charter, facts, loaded.theme)
