"""Code and templates -> the catalogue of a language, to be translated: all that is said, with what is translated of it.

A catalogue follows from what is said and from what was translated before. It has no dates and no names of people, so
that it changes only where the words do.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import PoFileError, read_po, write_po

from charter import shipped
from charter.problem import CharterError

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_PACKAGE = Path(shipped.__file__).parent
_CODE = ("**.py", "python")
_TEMPLATES = ("**.html", "jinja2.ext:babel_extract")
_OPTIONS = {_TEMPLATES[0]: {"extensions": "jinja2.ext.do", "silent": "false", "newstyle_gettext": "true"}}
_WIDTH = 120
_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


class Renewed(NamedTuple):
    """A catalogue as it should stand in its file, and how far it is."""

    data: bytes
    translated: int
    missing: int
    shipped: int
    """So many messages need no translation here, because the shipped catalogue has one."""


def renewed(language: str, templates: Path) -> Renewed:
    """Give the catalogue in `templates/locale/` of a project: old translations kept, new messages empty, others gone."""
    old = _read(templates / "locale" / f"{language}.po", language)
    theirs = shipped.templates()
    done = {} if _same(theirs, templates) else _translated(_read(theirs / "locale" / f"{language}.po", language))
    own, wanted = _translated(old), Catalog()
    everything = said(templates)
    for message in everything:
        if message.id and (_key(message) in own or _key(message) not in done):
            wanted[message.id] = message
    old.update(wanted, no_fuzzy_matching=True)
    translated = len(_translated(old))
    return Renewed(_written(old, language), translated, len(old) - translated, len(everything) - len(old))


def said(*templates: Path) -> Catalog:
    """Give all that the code, the shipped templates and those of these folders say, each message with its places."""
    found = Catalog()
    _extract(found, _PACKAGE, "charter", _CODE)
    for folder in dict.fromkeys(path.resolve() for path in (shipped.templates(), *templates)):
        _extract(found, folder, "templates", _TEMPLATES)
    return found


def _extract(found: Catalog, folder: Path, name: str, method: tuple[str, str]) -> None:
    messages = extract_from_dir(
        folder,
        [method],
        _OPTIONS,
        comment_tags=["Translators:"],
        strip_comment_tags=True,
        directory_filter=lambda _: True,  # Babel leaves out folders such as `_parts`, which may hold templates, too
    )
    for file, line, message, comments, context in messages:
        place = (f"{name}/{Path(file).as_posix()}", line)
        found.add(message, None, [place], auto_comments=[" ".join(comments)] if comments else [], context=context)


def _read(file: Path, language: str) -> Catalog:
    """Read a catalogue; one that is not there yet is empty."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        message = f"`{language}` is not a language. Write its tag, such as `fr` or `pt-BR`."
        raise CharterError(message) from None
    if not file.is_file():
        return Catalog(locale, header_comment=f"# {locale.get_display_name('en')} for what Charter says itself.")
    try:
        with file.open("rb") as source:
            return read_po(source, locale, abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as fault:
        raise CharterError(f"The catalogue {file} cannot be used: {str(fault).rstrip('.')}.") from fault


def _written(catalogue: Catalog, language: str) -> bytes:
    """Write it in the order of its places, without the dates and names that Babel's own head has."""
    body = BytesIO()
    write_po(
        body, catalogue, _WIDTH, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False
    )  # fmt: skip
    head = _HEAD.format(language=language, plural_forms=catalogue.plural_forms)
    return f"{catalogue.header_comment}\n{head}".encode() + body.getvalue().strip() + b"\n"


def _translated(catalogue: Catalog) -> dict[tuple[str | None, str], Message]:
    return {_key(message): message for message in catalogue if message.id and _is_translated(message)}


def _is_translated(message: Message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string or ("",)
    return all(strings) and not message.fuzzy


def _key(message: Message) -> tuple[str | None, str]:
    """Give what a message is known by, as gettext knows it: where it stands, and its words for one."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
