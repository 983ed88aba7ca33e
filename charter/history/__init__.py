"""The life of a charter: releases that froze it, who acknowledged them, what stands on a day and what is coming."""

from charter.history.ledger import History, Ledger, asks, charter_of, days_off, view_on, view_with
from charter.history.moving import MOVES, left
from charter.history.owning import first_day, is_owned, names, owning
from charter.history.reading import FOLDER, gone, read
from charter.history.recording import Frozen, acknowledge, record, release_of
from charter.history.release import Acknowledgement, Owned, Release
from charter.history.retelling import retold
from charter.history.standing import Coming, Standing, foreseen, standing, stood
from charter.history.waiting import key_of
from charter.history.withdrawing import taken_back

__all__ = [
    "FOLDER",
    "MOVES",
    "Acknowledgement",
    "Coming",
    "Frozen",
    "History",
    "Ledger",
    "Owned",
    "Release",
    "Standing",
    "acknowledge",
    "asks",
    "charter_of",
    "days_off",
    "first_day",
    "foreseen",
    "gone",
    "is_owned",
    "key_of",
    "left",
    "names",
    "owning",
    "read",
    "record",
    "release_of",
    "retold",
    "standing",
    "stood",
    "taken_back",
    "view_on",
    "view_with",
]
