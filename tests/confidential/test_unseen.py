"""What is for the agency's own eyes, and what is private to others, is not there for templates to show."""

from __future__ import annotations

import gc
import json
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, Never

import pytest
from canaries import HIDDEN, Canaries, letters
from conftest import SMALL
from lives import DAY
from released import release_all
from test_canaries import ALL_SECTIONS, load, made_for

from charter import pipeline
from charter.compute import seen
from charter.model.agency import Channel, Department, Person, Visibility
from charter.model.base import Part
from charter.model.kinds import internal
from charter.problem import CharterError
from charter.render.page import page_values
from charter.render.prose_files import prose_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LANGUAGES = ("en", "es", "de")
ALONE = (Visibility.INTERNAL, Visibility.PRIVATE)


def client(letter: str, visibility: Visibility, language: str) -> dict[str, Any]:
    """Fill a client's file in which everything names a channel, a person and a department that the client may not see."""
    made = Canaries(letter)
    hidden = Canaries(HIDDEN)
    made.named |= {table: hidden.named[table] for table in ("channels", "people", "departments")}
    told = made.client()
    for table, part in (("channels", Channel), ("people", Person), ("departments", Department)):
        told[table] = {made.named[table]: {**made.hidden(part), "visibility": visibility.value}}
    told["people"][made.named["people"]]["role"] = f"zq{letter}00000x"
    told["commitments"] = {ident: {**rows[0], "channel": "email"} for ident, rows in told["commitments"].items()}
    told["requests"] = {ident: {**one, "route": "email"} for ident, one in told["requests"].items()}
    return {**told, "representative": "maya", "language": language}


@pytest.fixture(scope="module", params=ALONE, ids=[one.value for one in ALONE])
def unseen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> pipeline.Loaded:
    """A project with a client in each language, whose files are full of what it may not see."""
    root = tmp_path_factory.mktemp("unseen")
    languages = zip("abc", LANGUAGES, strict=True)
    files = {
        f"content/clients/client-{one}.yaml": json.dumps(client(one, request.param, tag)) for one, tag in languages
    }
    agency = ALL_SECTIONS.replace("timezone: America/Denver", "timezone: America/Denver, languages: [en, es, de]")
    return load(root, {**SMALL, "content/agency.yaml": agency, **files})


def test_no_file_shows_it(unseen: pipeline.Loaded) -> None:
    for ident, artifacts in pipeline.render(unseen, DAY):
        for one in artifacts:
            assert letters(one.data) <= {ident.removeprefix("client-")} & set("abc"), one.path


def test_it_is_nowhere_in_what_templates_are_given(unseen: pipeline.Loaded) -> None:
    for ident, one in unseen.clients.items():
        charter, theme = one.shown, unseen.theme
        assert charter
        assert theme
        facts = pipeline.facts_of(one, charter, DAY)
        speech = theme.speech(charter.language, charter.timezone)
        given = page_values(charter, facts, theme, [], one.standing), prose_values(charter, facts, speech)
        held = list(texts(given))
        assert len(held) > 100
        assert [text for text in held if f"zq{HIDDEN}" in text] == [], ident


_NO_VALUES = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType)


def texts(given: object) -> Iterator[str]:
    """Give all texts that can be reached from an object, by whatever attribute."""
    waiting, met = [given], dict[int, object]()  # held, so that no other object gets the number of one
    while waiting:
        one = waiting.pop()
        if id(one) in met or isinstance(one, _NO_VALUES):
            continue
        met[id(one)] = one
        if isinstance(one, str):
            yield one
        waiting += gc.get_referents(one)


class Tainted(str):
    """A text that nobody may so much as look at."""

    __slots__ = ()

    def _touched(self, *_: object, **__: object) -> Never:
        raise AssertionError("what no client may see was touched")

    __str__ = __format__ = __html__ = __add__ = __radd__ = __iter__ = __getitem__ = __mod__ = __contains__ = _touched
    encode = replace = split = strip = lower = upper = format = join = startswith = casefold = translate = _touched


def tainted(value: Any, *, own: bool = False) -> Any:
    """Taint the texts of all that is for the agency's own eyes."""
    if isinstance(value, Part):
        own = own or getattr(value, "visibility", None) is Visibility.INTERNAL
        hidden = internal(type(value))
        update = {name: tainted(getattr(value, name), own=own or name in hidden) for name in type(value).model_fields}
        return value.model_copy(update=update)
    if isinstance(value, dict):
        return {key: tainted(one, own=own) for key, one in value.items()}
    if type(value) is tuple:
        return tuple(tainted(one, own=own) for one in value)
    return Tainted(value) if own and type(value) is str else value


def test_no_template_touches_it(unseen: pipeline.Loaded) -> None:
    theme = unseen.theme
    assert theme
    for one in (unseen.clients[f"client-{letter}"] for letter in "abc"):
        assert one.charter
        charter = tainted(one.charter)
        assert any(isinstance(text, Tainted) for text in texts(charter))
        shown = seen(charter)
        assert not any(isinstance(text, Tainted) for text in texts(shown))
        facts = pipeline.facts_of(one, shown, DAY)
        assert pipeline.everything(shown, facts, theme)


class TestTemplatesThatTry:
    """A project's own templates are the agency's code; what is not there, they cannot show either."""

    ALL = (
        "{% block title %}Team{% endblock %}{{ charter }} {{ charter.channels }} {{ charter.people.values() | list }} {{ facts }}"
        "{{ client }} {{ changes }} {{ promises }} {{ essentials }} {{ linked }} {{ channels }} {{ people }} {{ agency }}"
        "{% for key, value in charter %}{{ key }}{{ value }}{% endfor %}{{ charter.model_dump() }}{{ facts.clocks }}"
        "{{ charter.model_dump_json() }}{{ client.contacts | pprint }}{{ charter.__dict__ }}"
    )

    def written(self, tmp_path: Path, template: str) -> pipeline.Loaded:
        told = json.dumps(client("a", Visibility.INTERNAL, "en"))
        files = {**SMALL, "content/agency.yaml": ALL_SECTIONS, "content/clients/harbor.yaml": told}
        return load(tmp_path, {**files, "templates/sections/team.html": template})

    def test_printing_all_there_is(self, tmp_path: Path) -> None:
        [_, (_, artifacts)] = pipeline.render(self.written(tmp_path, self.ALL), DAY, forms={"pages"})
        pages = {one.path: letters(one.data) for one in artifacts}
        assert set().union(*pages.values()) == {"a"}
        assert "Charter" in next(one.data.decode() for one in artifacts if one.path.endswith("index.html"))

    @pytest.mark.parametrize(
        "attempt",
        [
            "{{ charter.channels['%(channel)s'].number }}",
            "{{ charter.people['%(person)s'].email }}",
            "{{ charter | tojson }}",
            "{{ standing.ledger }}",
            "{{ client.contacts[1].name }}",
            "{{ charter.internal[0] }}",
            "{{ charter.expect[0].request }}",
            "{{ 1 / (charter.internal | length) }}",
        ],
    )
    def test_asking_for_it_by_name_fails_and_the_message_says_nothing_of_it(self, tmp_path: Path, attempt: str) -> None:
        hidden = Canaries(HIDDEN).named
        template = attempt % {"channel": hidden["channels"], "person": hidden["people"]} if "%(" in attempt else attempt
        with pytest.raises(CharterError) as fault:
            for _ in pipeline.render(self.written(tmp_path, template), DAY):
                pass
        asked = {hidden["channels"], hidden["people"]}
        told = str(fault.value)
        for name in asked:
            told = told.replace(name, "")
        assert letters(told.encode()) == set()


HIDDEN_THINGS = """\
channels:
  email: {address: hello@northlight.example}
  phone: {number: "+1 303 555 0100"}
  zqh00001x: {number: "+1 303 555 01{n}", name: zqh0000{n}x, for: zqh1000{n}x, visibility: internal}
  zqh00009x: {number: "+1 303 555 02{n}", name: zqh2000{n}x, visibility: private}
"""
HIDDEN_PEOPLE = """\
  zqh00002x: {name: zqh3000{n}x, role: zqh4000{n}x, visibility: internal, internal: zqh4400{n}x}
  zqh00008x: {name: zqh5000{n}x, role: somebody, email: zqh6000{n}x@northlight.example, visibility: private}
escalation: [{after: {n}1 business days, to: zqh00008x, how: [zqh00009x, email], internal: zqh7000{n}x}]
complaints: {to: zqh00008x, how: [zqh00009x, email]}
"""
OWNED = """\
changes:
  - {what: commitments.question.first_reply, why: We are fewer., approved: zqh00002x, from: 2027-03-01, internal: zqh80000x}
  - {what: escalation, why: We are fewer., approved: zqh00002x, from: 2027-03-01, internal: zqh80001x}
"""


def test_what_was_released_and_what_is_coming_tell_nothing_of_it(project: Callable[..., Path]) -> None:
    def written(number: int, reply: str, more: str = "") -> Path:
        channels, people = (text.replace("{n}", str(number)) for text in (HIDDEN_THINGS, HIDDEN_PEOPLE))
        start, end = ALL_SECTIONS.index("channels:"), ALL_SECTIONS.index("requests:")
        agency = ALL_SECTIONS[:start] + channels + ALL_SECTIONS[end:].replace("handbook:", people + more + "handbook:")
        tier = SMALL["content/tiers/growth.yaml"].replace("first_reply: 1 business day", f"first_reply: {reply}")
        client = (
            SMALL["content/clients/harbor.yaml"]
            + f"contacts: [{{name: Dana, email: d@harbor.example}}, {{name: zqh9000{number}x, visibility: internal}}]\n"
        )
        return project(agency=agency, tiers__growth=tier, clients__harbor=client)

    release_all(written(1, "1 business day"), DAY.replace(day=1))
    root = written(2, "2 business days", OWNED)
    release_all(root, DAY.replace(day=20))
    loaded = load(root, {})
    made = [(one.path, one.data) for _, artifacts in pipeline.render(loaded, DAY) for one in artifacts]
    assert {path.rpartition("/")[2] for path, _ in made} >= {"changes.html", "changes.atom", "packet.pdf"}
    assert "We are fewer." in "".join(data.decode() for path, data in made if path.endswith("changes.html"))
    for path, data in [*made, *made_for(loaded, "harbor")]:
        assert letters(data) == set(), path
