"""What is known of clients who have no whole charter: their file cannot be typed, or is gone and only a release is left."""

from __future__ import annotations

from collections.abc import Mapping

from charter.model.charter import Client, Contact


def client_of(ident: str, values: object) -> Client:
    """Make of whatever was written of a client as much as leads to it. Nothing of that has to be right."""
    known = values if isinstance(values, Mapping) else {}
    website, rotation = _text(known.get("website")), _text(known.get("rotation"))
    return Client.model_construct(
        id=ident,
        name=_text(known.get("name")),
        representative="",
        website=website if not website or "//" in website else f"https://{website}",
        contacts=tuple(_contacts(known.get("contacts"))),
        rotation=int(rotation) if rotation.isdecimal() else 1,
    )


def _contacts(values: object) -> list[Contact]:
    listed = values.values() if isinstance(values, Mapping) else values if isinstance(values, list | tuple) else ()
    found = [one if isinstance(one, Mapping) else {"name": one} for one in listed]
    return [
        Contact.model_construct(
            name=_text(one.get("name")), email=_text(one.get("email")), number=_text(one.get("number"))
        )
        for one in found
    ]


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) else ""
