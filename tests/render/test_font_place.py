from conftest import AGENCY
from charter import pipeline
import charter
def test_a_font_that_is_the_logos_file_is_told_at_the_fonts_line(project):
    agency = AGENCY + "brand:\n  logo: brand/same.svg\n  fonts:\n    body: brand/same.svg\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    found = pipeline.load(project({"content/brand/same.svg": svg}, agency=agency)).problems
    print(charter.__file__)
    assert [(p.place.line, p.message) for p in found] == [(AGENCY.count("\n") + 4, "The font brand/same.svg is not a web font.")]
