"""The vocabulary: what an agency says of itself, promises and asks, as frozen types with a meaning on each field."""
