"""A kind of authorised work, and the detections it sets off."""

import msgspec


class Work(msgspec.Struct, frozen=True):
    """What a record on the calendar can be for."""

    name: str
    summary: str
    covers: tuple[str, ...]
    """The rules whose firings it explains, for its actor, on its host, in its hours."""
