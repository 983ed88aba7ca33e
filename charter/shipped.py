"""Where the shipped `templates/` and `content/` are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from charter.problem import CharterError

_PACKAGE = Path(__file__).parent


def _shipped(name: str) -> Path:
    for home in (_PACKAGE / "_shipped", _PACKAGE.parent):
        if (home / name).is_dir():
            return home / name
    raise CharterError(f"The installation of Charter is incomplete: its `{name}` folder is missing. Install it again.")


def templates() -> Path:
    """The folder of the shipped Jinja templates, assets and catalogues."""
    return _shipped("templates")


def content() -> Path:
    """The folder of the specimen agency that `charter init` copies."""
    return _shipped("content")
