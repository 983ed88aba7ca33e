"""The front door of the grammar: text -> target, notice or length, or `BadText` with what mends it.

Any letter case, any dashes and spaces will do. Hours and minutes of targets and notices may lack a clock
(`24 hours`): see `needs_clock`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.worktime.bad_text import Said
from charter.worktime.near_misses import explain_length, explain_notice, explain_target
from charter.worktime.notice import read_length, read_notice
from charter.worktime.target_grammar import read_target

if TYPE_CHECKING:
    from charter.worktime.notice import Length, Notice
    from charter.worktime.targets import Target


def parse_target(text: str) -> Target:
    """Read the target of a commitment; never gives a `Text`. Raises `BadText`."""
    said = Said.of(text)
    target = read_target(said)
    if target is None:
        raise explain_target(said)
    return target


def parse_notice(text: str) -> Notice:
    """Read how long before an event. Raises `BadText`."""
    said = Said.of(text)
    notice = read_notice(said)
    if notice is None:
        raise explain_notice(said)
    return notice


def parse_length(text: str) -> Length:
    """Read a plain length in minutes, hours, days, weeks or months. Raises `BadText`."""
    said = Said.of(text)
    length = read_length(said)
    if length is None:
        raise explain_length(said)
    return length
