"""Every edit of the table: its verdict, and the reverse of it the other way round."""

from __future__ import annotations

import pytest
from diffing import NOTHING, SAME, base, compared, edited, reverse
from table import TABLE


def name(row):
    where, value, *_ = row
    return f"{where}={value if isinstance(value, str) else type(value).__name__}"


def expectation(row):
    where, _, path, *verdict = row
    if path is NOTHING or isinstance(path, dict):
        return path or {}
    return {(where if path == SAME else path): verdict[0]}


@pytest.mark.parametrize("row", TABLE, ids=name)
def test_an_edit_means(row):
    old, new, expected = base(), edited(row[:2]), expectation(row)
    assert compared(old, new) == expected
    assert compared(new, old) == {path: reverse(verdict) for path, verdict in expected.items()}
