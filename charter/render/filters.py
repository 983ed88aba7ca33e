"""What templates can do with a value, beyond Jinja's own filters: links, initials, ids in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from charter.worktime import Text, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from charter.model.agency import Channel
    from charter.model.requests import Request
    from charter.model.together import Message
    from charter.render.language import Speech
    from charter.worktime import Target


def e164(number: str) -> str:
    """Write a telephone number as machines dial it: `+1 303 555 0100` -> `+13035550100`."""
    return "+" + re.sub(r"\D", "", number)


def plain_url(url: str) -> str:
    """Write a web address as people say it: without scheme, `www.` and final slash."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def in_words(ident: str) -> str:
    """Write an id as words, for things without a name of their own: `live-chat` -> `Live chat`."""
    words = ident.replace("-", " ")
    return words[:1].upper() + words[1:]


def in_full(message: Message, requests: Mapping[str, Request]) -> str:
    """Give the text of a ready message, and below it what to send along with such a request, each with a gap to fill."""
    request = requests.get(message.request or "")
    points = [f"- {what[:1].upper()}{what[1:]}: [ ]" for what in (request.send if request else ())]
    return "\n".join([message.body.rstrip("\n"), *([""] if points else []), *points])


def initials(name: str) -> str:
    """Give the first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper()


def target_of(channel: Channel) -> str:
    """Give the link that uses a channel: call, else write, else open."""
    if channel.number:
        return f"tel:{e164(channel.number)}"
    return f"mailto:{channel.address}" if channel.address else str(channel.url)


def is_counted(target: Target) -> bool:
    """Whether a target can be kept or missed, so that its strength means something."""
    return not isinstance(target, Text) and target not in {Words.NOT_OFFERED, Words.AS_AGREED}


def each(function: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
    """Do something with each of several: `each(say.day, days)`."""
    return [function(item) for item in items]


def listed(links: Iterable[Markup], speech: Speech) -> Markup:
    """Join links as a sentence has them: this one, that one, or another. What stands between them is CLDR's."""
    return Markup(speech.listing(map(escape, links), "or"))  # noqa: S704


def blank(text: str) -> bool:
    """Whether a text has nothing in it but space; a test, `is blank`."""
    return not text.strip()


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function for function in (e164, plain_url, in_full, in_words, initials, listed, target_of)
}
TESTS: dict[str, Callable[..., bool]] = {"blank": blank, "counted": is_counted}
