"""How a PostgreSQL server writes its log."""

from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.stamps import clock
from watchfloor.seeds import Stream


def db_log_line(place: Place, draw: Stream, who: str, severity: str, message: str) -> str:
    """Return *message* at *severity*, written for the session of *who*, which may be nobody."""
    at = f"{place.naming.day.iso} {clock(place.second)}.{draw.below(1000):03d} UTC"
    session = f" {who}@{database(place)}" if who else ""
    return f"{at} [{draw.between(900, 64_000)}]{session} {severity}:  {message}"


def database(place: Place) -> str:
    """Return the name of the database that the estate works on."""
    return place.naming.trade.products[1]


def login(place: Place) -> str:
    """Return the database account of the service that writes orders and the like."""
    return f"{place.naming.trade.products[0]}_app"
