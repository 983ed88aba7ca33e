"""Templates -> pages. Shipped templates, a project's own ones over them, prose and the brand, all compiled once.

A project's `templates/NAME` takes the place of the shipped one, and may build on it: `{% extends "shipped/NAME" %}`.
Templates are code that the agency trusts; every value they print is escaped all the same.
"""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateError,
)
from markupsafe import Markup

from charter import shipped
from charter.model.base import fallbacks
from charter.problem import CharterError, Place, Problem, Severity
from charter.render.assets import SCRIPTS, Assets, brand_assets, drop_damaged_logo, unreadable_font
from charter.render.filters import FILTERS, TESTS, each, in_words
from charter.render.language import Speech, territory_of
from charter.render.overrides import broken_templates, wordless
from charter.render.places import Places
from charter.render.press import Press
from charter.render.prose import FILTERS as PROSE_FILTERS
from charter.render.prose_files import compile_all
from charter.render.typefaces import typefaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from jinja2.bccache import Bucket

    from charter.artifact import Artifact
    from charter.model.agency import Agency, Brand
    from charter.render.prose import Prose
    from charter.render.typefaces import Typefaces
    from charter.source import Project

VALUES = frozenset(
    {
        *("agency", "assets", "brand", "client", "charter", "essentials", "facts", "page", "root", "say"),
        *("calendars", "channels", "files", "people", "promises", "prose", "sections", "subscribe", "when"),
        *("addressee", "ask", "changes", "codes", "expectations", "handbook", "linked", "sealed"),
    }
)
"""The names that templates may use."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section that has something to say: its id, its heading, and its finished HTML."""

    id: str
    heading: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Theme:
    """All that pages share: templates, brand and prose. Nothing in it knows any client."""

    sections: frozenset[str]
    wordless: frozenset[str]
    """The sections that show nothing of their own, so that without prose they are empty."""
    problems: tuple[Problem, ...]
    languages: tuple[str, ...]
    brand_files: Assets
    typefaces: Typefaces
    press: Press
    agency: Agency
    brand: Brand
    has_own_packet: bool
    """Whether the project lays out the packet in its own way, which only printing one can prove."""
    _loader: ChoiceLoader
    _locale_dirs: tuple[Path, ...]
    _prose: dict[tuple[str, str], Prose]
    _environments: dict[Speech, Environment] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    """Where each client's files lie."""

    @classmethod
    def open(cls, project: Project, brand: Brand, agency: Agency, channels: Iterable[str] = ()) -> Theme:
        """Read what pages are made of. Whatever is wrong with it becomes a problem, and the rest is used.

        `channels` are the ids that prose may name; those of any client, so that prose can ask for them.
        """
        own, base = _folders(project.root / "templates")
        loader = _loader(own, base)
        assets = brand_assets(project.root / "content", _shared(own, base), brand, agency)
        env = _environment(loader)
        broken = broken_templates(env, own, VALUES) if own else ()
        prose, faults = compile_all(project.prose, channels)
        sections = frozenset(
            path.stem for folder in (own, base) if folder for path in (folder / "sections").glob("*.html")
        )
        locale_dirs = tuple(folder / "locale" for folder in (own, base) if folder)
        faces, damaged = _typefaces(assets, brand, project.root / "content", own, base)
        press = Press(_packet_theme(own, base), faces.folders)
        drop_damaged_logo(assets, project.root / "content", brand, press.can_draw)
        return cls(
            sections=sections,
            wordless=wordless(env, sections),
            problems=(*assets.problems, *damaged, *broken, *faults, *_unspoken(agency.languages, locale_dirs)),
            languages=agency.languages,
            brand_files=assets,
            typefaces=faces,
            press=press,
            agency=agency,
            brand=brand,
            has_own_packet=own is not None and ((own / "packet").is_dir() or (own / "packet.html").is_file()),
            _loader=loader,
            _locale_dirs=locale_dirs,
            _prose=prose,
        )

    def at(self, places: Places) -> Theme:
        """Give the same theme for pages that lie elsewhere."""
        return replace(self, places=places)

    def assets(self) -> list[Artifact]:
        """Give the files that all pages share."""
        return list(self.brand_files.files.values())

    def speech(self, language: str, zone: str) -> Speech:
        """Give the language for readers in a time zone, whose country decides how dates and clocks are written."""
        return Speech.open(language, self._locale_dirs, territory_of(zone))

    def page(self, name: str, speech: Speech, values: Mapping[str, Any]) -> bytes:
        """Fill a template."""
        env = self._environment(speech)
        with _explained(env):
            return env.get_template(name).render(values).encode()

    def section(
        self, ident: str, speech: Speech, values: Mapping[str, Any], names: Mapping[str, Any]
    ) -> Section | None:
        """Fill a section and its prose, or give None where it has nothing to say."""
        env = self._environment(speech)
        prose = self._prose_of(ident, speech, names)
        with _explained(env):
            filled: Any = env.get_template(f"sections/{ident}.html").make_module({**values, "prose": prose})
        body = getattr(filled, "body", None) or Markup(filled)  # noqa: S704  a template's own output
        return Section(ident, getattr(filled, "heading", in_words(ident)), body) if body.strip() else None

    def _prose_of(self, ident: str, speech: Speech, names: Mapping[str, Any]) -> Markup:
        """Fill the prose of a section; where there is none in the language, that in the agency's first language."""
        for language in (*fallbacks(speech.language), self.languages[0]):
            if prose := self._prose.get((language, ident)):
                html = _prose_template(prose.template_source).render(names)
                return Markup(html if language == speech.language else f'<div lang="{language}">{html}</div>')  # noqa: S704
        return Markup()

    def _environment(self, speech: Speech) -> Environment:
        """Templates belong to one speech: its words are part of them, so nothing of it is looked up per client."""
        if speech not in self._environments:
            self._environments[speech] = _environment(self._loader, speech)
        return self._environments[speech]


def _unspoken(languages: Iterable[str], locale_dirs: tuple[Path, ...]) -> list[Problem]:
    """Find the languages that the agency writes and the pages' own words are not translated to."""
    return [
        Problem(
            "missing-catalogue",
            Place("content/agency.yaml"),
            f"The pages' own words are not translated to `{language}`, so clients who read it see them in English.",
            f"Add the catalogue `templates/locale/{language}.po`, or take `{language}` out of `languages:`.",
            Severity.WARNING,
        )
        for language in languages
        if not Speech.open(language, locale_dirs).translated
    ]


def _folders(templates: Path) -> tuple[Path | None, Path]:
    """Give the project's own templates, if it has any, and the shipped ones, which may be the same folder."""
    base = shipped.templates()
    return (templates if templates.is_dir() and not templates.samefile(base) else None), base


def _shared(own: Path | None, base: Path) -> dict[str, str]:
    """Read the style sheet and the scripts, a project's own where it has one; the shipped scripts are the short ones."""
    scripts = {name: _asset(f"{name}.js", own, base / f"assets/{name}.min.js") for name in SCRIPTS}
    return {"charter": _asset("charter.css", own, base / "assets/charter.css"), **scripts}


def _asset(name: str, own: Path | None, shipped_one: Path) -> str:
    paths = [own / "assets" / name, shipped_one] if own else [shipped_one]
    return next(path for path in paths if path.is_file()).read_text("utf-8", "replace")


def _packet_theme(own: Path | None, base: Path) -> dict[str, bytes]:
    """Read the theme of the packet: a project's own files in place of the shipped ones, which it reaches under `shipped/`."""
    theirs = {path.name: path.read_bytes() for path in (base / "packet").glob("*.typ")}
    ours = {path.name: path.read_bytes() for path in (own / "packet").glob("*.typ")} if own else {}
    return {f"shipped/{name}": data for name, data in theirs.items() if ours} | theirs | ours


def _typefaces(
    assets: Assets, brand: Brand, content: Path, own: Path | None, base: Path
) -> tuple[Typefaces, list[Problem]]:
    """Give the packet's fonts. One that cannot be unpacked is a problem, and the packet does without the brand's."""
    paths = {"body": brand.fonts.body, "heading": brand.fonts.heading}
    fonts = {use: assets.files[f"font-{use}"].data for use in paths if f"font-{use}" in assets.files}
    try:
        return typefaces(fonts, own, base), []
    except ValueError as fault:
        return typefaces({}, own, base), [unreadable_font(content, str(fault), paths[str(fault)] or "")]


def _loader(own: Path | None, base: Path) -> ChoiceLoader:
    first = [FileSystemLoader(own)] if own else []
    return ChoiceLoader([PrefixLoader({"shipped": FileSystemLoader(base)}), *first, FileSystemLoader(base)])


def _environment(loader: ChoiceLoader, speech: Speech | None = None) -> Environment:
    env = Environment(
        autoescape=True,  # for every template, whatever its file is called
        auto_reload=False,
        bytecode_cache=_Compiled(),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        loader=loader,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    env.filters |= FILTERS
    env.tests |= TESTS
    env.globals |= {"each": each}
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    if speech:
        env.globals["say"] = speech
        i18n: Any = env  # the extension adds a method that no type knows
        i18n.install_gettext_callables(
            speech.gettext, speech.ngettext, newstyle=True, pgettext=speech.pgettext, npgettext=speech.npgettext
        )
    return env


@lru_cache(maxsize=1024)
def _prose_template(source: str) -> Template:
    """Compile prose, which has its own few filters and none of the templates' names."""
    env = Environment(autoescape=True, undefined=StrictUndefined)
    env.filters = dict(PROSE_FILTERS)
    return env.from_string(source)


class _Compiled(BytecodeCache):
    """Compiled templates in memory, by content: another language, or the next build of a preview, reuses them."""

    _code: dict[str, bytes] = {}  # noqa: RUF012  one for the whole process, on purpose

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


@contextmanager
def _explained(env: Environment) -> Iterator[None]:
    """Say in which line of which template it went wrong; a project's own template is blamed before a shipped one."""
    try:
        try:
            yield
        except Exception:  # noqa: BLE001  whatever it is, Jinja knows the line of the template
            env.handle_exception()
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
        own = [frame for frame in frames if not frame.filename.startswith(str(shipped.templates()))]
        if not (own or (frames and isinstance(error, TemplateError))):
            raise  # no template is to blame
        blamed = (own or frames)[-1]
        raise CharterError(f"{blamed.filename}:{blamed.lineno}: {str(error) or type(error).__name__}") from error
