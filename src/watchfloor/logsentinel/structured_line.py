"""A line made of names and values, as JSON or as `name=value`, whichever an estate writes."""

import msgspec

from watchfloor.logsentinel.evidence_rule import Place

Fields = dict[str, str | int | float]


def structured_line(place: Place, fields: Fields) -> str:
    """Return *fields* in the way in which the estate of *place* writes them."""
    if place.naming.writes_json:
        return msgspec.json.encode(fields).decode()
    return " ".join([f"{name}={_spelt(name, value)}" for name, value in fields.items()])


def _spelt(name: str, value: str | float) -> str:
    """Return *value*, between quotation marks if strangers choose it or it would fall apart.

    >>> _spelt("msg", "late"), _spelt("user", "two words"), _spelt("user", "one"), _spelt("n", 2)
    ('"late"', '"two words"', 'one', '2')
    """
    text = str(value)
    if name in _CHOSEN or not text or any(mark in text for mark in ' "='):
        return '"' + text.replace('"', "'") + '"'
    return text


_CHOSEN = frozenset({"filename", "msg", "path", "title"})
"""Fields that always stand between quotation marks."""
