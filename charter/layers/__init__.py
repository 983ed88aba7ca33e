"""Agency < tier < state < client: layers merged into one tree in which every value knows where it came from."""

from charter.layers.layering import Laid, Layering
from charter.layers.merging import Merger
from charter.layers.placing import (
    AGENCY_ONLY,
    CHARTER,
    HOMES,
    misplaced,
    place_agency,
    place_client,
    place_state,
    place_tier,
)
from charter.layers.translating import Translator

__all__ = [
    "AGENCY_ONLY",
    "CHARTER",
    "HOMES",
    "Laid",
    "Layering",
    "Merger",
    "Translator",
    "misplaced",
    "place_agency",
    "place_client",
    "place_state",
    "place_tier",
]
