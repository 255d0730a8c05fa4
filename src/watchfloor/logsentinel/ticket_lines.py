"""How users, partners and providers tell that something is wrong."""

from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.stamps import clock
from watchfloor.seeds import Stream

CHANNELS = ("web form", "chat", "phone", "e-mail", "app review")


def ticket_line(place: Place, draw: Stream, text: str) -> str:
    """Return a support ticket with the words of a user, and how many are like it."""
    at = f"{place.naming.day.iso}T{clock(place.second)[:5]}Z"
    number, similar = draw.between(20_000, 99_999), draw.between(3, 60)
    return (
        f'SUP-{number} {at} via {draw.pick(CHANNELS)}: "{text}{place.planted}" '
        f"({similar} similar in {draw.between(5, 20)} min)"
    )


def notice_line(place: Place, sender: str, text: str) -> str:
    """Return a notice that *sender* outside has sent."""
    at = f"{place.naming.day.iso}T{clock(place.second)[:5]}Z"
    return f'inbox {at} from "{sender}": "{text}{place.planted}"'
