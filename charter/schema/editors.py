"""The schemas as files in a project, and the line by which a YAML file names the one of its kind to editors.

Editors that speak to yaml-language-server (VS Code, Neovim, Zed, JetBrains with a plugin) read that line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from charter.schema.export import KINDS, json_schema
from charter.source.project import AGENCY_FILES, FOLDERS

if TYPE_CHECKING:
    from pathlib import PurePosixPath

FOLDER = ".schema"
"""Where the schemas of a project are, inside `content`."""
_OF_FOLDERS = {"clients": "client", "tiers": "tier", "states": "state"}
assert set(_OF_FOLDERS) == set(FOLDERS), "every folder has a kind of file"  # noqa: S101


def schema_files() -> dict[str, str]:
    """Give the schemas of all kinds of files by file name."""
    return {
        _name(kind): json.dumps(json_schema(kind), ensure_ascii=False, separators=(",", ":")) + "\n" for kind in KINDS
    }


def named(path: PurePosixPath, text: str) -> str:
    """Give a YAML text with the line that names its schema; `path` is the file's inside `content`."""
    above = "../" * (len(path.parts) - 1)
    return f"# yaml-language-server: $schema={above}{FOLDER}/{_name(kind_of(path))}\n{text}"


def kind_of(path: PurePosixPath) -> str:
    """Tell the kind of a YAML file by its path inside `content`."""
    stem, _, language = path.name.removesuffix(".yaml").partition(".")
    if language:
        return "translation"
    return stem if stem in AGENCY_FILES and len(path.parts) == 1 else _OF_FOLDERS[path.parts[0]]


def _name(kind: str) -> str:
    return f"{kind}.schema.json"
