"""A font that cannot be read is told where it is named, even if another file of the brand has the same name."""

from conftest import AGENCY

from charter import pipeline

NOT_A_FONT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def test_a_font_that_is_the_file_of_the_logo_is_told_at_the_line_of_the_font(project) -> None:
    agency = AGENCY + "brand:\n  logo: brand/same.svg\n  fonts:\n    body: brand/same.svg\n"
    [found] = pipeline.load(project({"content/brand/same.svg": NOT_A_FONT}, agency=agency)).problems
    assert found.place.line == AGENCY.count("\n") + 4
    assert found.message == "The font brand/same.svg is not a web font."
