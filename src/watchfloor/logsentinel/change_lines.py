"""How the calendar of changes and the inventory write."""

from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.stamps import clock
from watchfloor.seeds import Stream

_MIDNIGHT = 24 * 60 * 60 - 1


def change_line(place: Place, state: str, hours: tuple[int, int], text: str) -> str:
    """Return a change in *state* with its *text*, planned for *hours* around its second."""
    quarter = place.second - place.second % 900
    first, last = (max(0, min(quarter + hour * 3_600, _MIDNIGHT)) for hour in hours)
    window = f"{place.naming.day.iso} {clock(first)[:5]}-{clock(last)[:5]} UTC"
    return f"{ticket(place)} [{state}] {window} ci={place.service} owner={owner(place)}: {text}"


def inventory_line(place: Place, kind: str, text: str) -> str:
    """Return an entry of the inventory about the service of *place*."""
    at = f"{place.naming.day.iso} {clock(place.second)[:5]} UTC"
    return f"CMDB {at} {kind} ci={place.service}: {text}"


def ticket(place: Place) -> str:
    """Return the number of the change of the story of *place*."""
    return f"CHG{place.story.number // 7 % 9_000_000 + 1_000_000:07d}"


def owner(place: Place) -> str:
    """Return who answers for the change of the story of *place*."""
    people = place.naming.people
    return people[place.story.number // 11 % len(people)]


def approver(place: Place, draw: Stream) -> str:
    """Return somebody who may have agreed to it."""
    return draw.pick(place.naming.people)
