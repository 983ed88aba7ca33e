"""The brand's files -> `assets/<name>.<hash>.<ext>`: one stylesheet, two scripts, an icon, the logo, the fonts,
and the schema of `charter.json`.

Shared by all clients, so nothing in them may depend on any client.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from charter.artifact import Artifact
from charter.problem import Place, Problem
from charter.render.brand import stylesheet, tokens
from charter.render.data_schema import schema_file
from charter.render.picture import Picture, UnsafePictureError, read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from charter.model.agency import Agency, Brand

SCRIPTS = ("when", "seen", "unlock")
"""The scripts of the pages: when will I hear back, what has changed since the last visit, and the one of locked pages."""
_MOST_BYTES = 256 * 1024
_FONT_MAGIC = {"woff2": b"wOF2", "woff": b"wOFF"}
_FONT_RULE = (
    '@font-face{{font-family:"Brand {name}";src:url("{file}") format("{kind}");font-weight:100 900;font-display:swap}}'
)


@dataclass
class Assets:
    """The files of the brand by what they are for, the measures of the logo, and what was wrong with any."""

    files: dict[str, Artifact] = field(default_factory=dict)
    logo: Picture | None = None
    problems: list[Problem] = field(default_factory=list)

    def href(self, name: str) -> str:
        """Give the path of a file from the root of the site, or nothing where there is none."""
        return self.files[name].path if name in self.files else ""


def brand_assets(content: Path, texts: Mapping[str, str], brand: Brand, agency: Agency) -> Assets:
    """Make every file of the brand. A logo or font that cannot be used is a problem, and the pages do without it.

    `texts` are the style sheet, `charter`, and the scripts by name.
    """
    assets = Assets()
    _add_logo(assets, content, brand)
    fonts = {name: path for name, path in (("body", brand.fonts.body), ("heading", brand.fonts.heading)) if path}
    faces = [_add_font(assets, content, name, path) for name, path in fonts.items()]
    sheet = "\n".join(
        [
            *filter(None, faces),
            stylesheet(tokens(brand.color, brand.accent)),
            _page_margin(agency),
            compact(texts["charter"]),
        ]
    )
    _add(assets, "style", "charter", "css", sheet.encode())
    for name in SCRIPTS:
        _add(assets, name, name, "js", compact(texts[name]).encode())
    _add(assets, "icon", "icon", "svg", _icon(brand, agency).encode())
    _add(assets, "schema", "charter.schema", "json", schema_file())
    return assets


def compact(text: str) -> str:
    """Leave comments and indentation out of a stylesheet or script: they are for us, not for the client's phone."""
    lines = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _add(assets: Assets, use: str, name: str, kind: str, data: bytes) -> str:
    file = f"{name}.{hashlib.sha256(data).hexdigest()[:12]}.{kind}"
    assets.files[use] = Artifact(f"assets/{file}", data)
    return file


def _add_logo(assets: Assets, content: Path, brand: Brand) -> None:
    if brand.logo is None or (data := _read(assets, content, "logo", brand.logo)) is None:
        return
    try:
        assets.logo = read_picture(data, brand.logo)
    except UnsafePictureError as why:
        assets.problems.append(_problem(content, "logo", brand.logo, f"The logo {brand.logo} {why}.", why.hint))
        return
    _add(assets, "logo", "logo", assets.logo.kind, data)


def _add_font(assets: Assets, content: Path, name: str, path: str) -> str:
    data = _read(assets, content, f"fonts.{name}", path)
    if data is None:
        return ""
    kind = next((kind for kind, magic in _FONT_MAGIC.items() if data.startswith(magic)), None)
    if kind is None:
        message = f"The font {path} is not a web font."
        assets.problems.append(
            _problem(content, name, path, message, "Convert it to woff2, which every browser reads.")
        )
        return ""
    file = _add(assets, f"font-{name}", f"font-{name}", kind, data)
    return _FONT_RULE.format(name=name, file=file, kind=kind) + f':root{{--font-{name}:"Brand {name}",var(--system)}}'


def drop_damaged_logo(assets: Assets, content: Path, brand: Brand, can_draw: Callable[[str, bytes], bool]) -> None:
    """Do without a logo that nobody can draw: half of a file, or one that only begins like a picture."""
    logo = assets.files.get("logo")
    if logo and brand.logo and not can_draw(logo.path.removeprefix("assets/"), logo.data):
        message = f"The logo {brand.logo} is damaged: no program can draw it."
        assets.problems.append(_problem(content, "logo", brand.logo, message, "Export it again, as svg or png."))
        assets.files.pop("logo")
        assets.logo = None


def unreadable_font(content: Path, use: str, path: str) -> Problem:
    """Report a web font that no program can unpack, so that the packet cannot have it."""
    message = f"The font {path} is damaged: it cannot be unpacked for the packet."
    return _problem(content, use, path, message, "Download it again, or take it out.")


def _read(assets: Assets, content: Path, use: str, path: str) -> bytes | None:
    """Read a file of the brand that lies in the content folder, links resolved."""
    file = content / path
    if not _is_inside(file, content):
        message = f"There is no file {path} in {content.name}/, which `brand.{use}` names."
        key = use.rpartition(".")[2]
        hint = f"Put the file there, or take `{key}:` out."
        assets.problems.append(_problem(content, key, path, message, hint))
        return None
    if file.stat().st_size > _MOST_BYTES:
        message = f"The file {path} is larger than {_MOST_BYTES // 1024} KB, and every client's phone loads it."
        assets.problems.append(_problem(content, use.rpartition(".")[2], path, message, "Make it smaller."))
        return None
    return file.read_bytes()


def _is_inside(file: Path, content: Path) -> bool:
    try:
        return file.resolve(strict=True).is_relative_to(content.resolve()) and file.is_file()
    except (OSError, RuntimeError):  # no such file, or links that go in a circle
        return False


def _problem(content: Path, key: str, path: str, message: str, hint: str) -> Problem:
    return Problem("missing-file", _where(content, key, path), message, hint)


def _where(content: Path, key: str, path: str) -> Place:
    """Find the line of agency.yaml that names a file under a key, so that the finding stands where people mend it.

    The same file may be named twice, as the logo and as a font; where the key stands elsewhere, any line will do.
    """
    file = f"{content.name}/agency.yaml"
    source = content / "agency.yaml"
    lines = source.read_text("utf-8", "replace").splitlines() if source.is_file() else []
    for form in (rf"\b{key}[\"']?\s*:\s*[\"']?{re.escape(path)}", re.escape(path)):
        for number, line in enumerate(lines, 1):
            if found := re.search(form, line):
                return Place(file, number, found.end() - len(path) + 1, found.end() + 1)
    return Place(file)


def _page_margin(agency: Agency) -> str:
    """Name the agency in the margin of every printed page."""
    quoted = re.sub(r'["\\\n\r<]', lambda sign: f"\\{ord(sign[0]):x} ", agency.name)
    return f'@page{{@top-left{{content:"{quoted}"}}}}'


def _icon(brand: Brand, agency: Agency) -> str:
    """Draw the browser tab's icon: the agency's first letter on its colour."""
    letter = next((sign for sign in agency.name if sign.isalnum()), "").upper()
    ink = tokens(brand.color, brand.accent).light.on_brand
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{escape(brand.color)}"/>'
        f'<text x="16" y="23" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="20" fill="{ink}">'
        f"{escape(letter)}</text></svg>\n"
    )
