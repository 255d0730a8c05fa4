"""How the services of the application write their logs."""

from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.stamps import clock, iso
from watchfloor.logsentinel.structured_line import Fields, structured_line
from watchfloor.seeds import Stream

_KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"
BROWSERS = (
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_KHTML} Chrome/139.0.0.0 Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 10; K) {_KHTML} Chrome/138.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
)
"""What browsers say that they are."""
SCRIPTS = (
    "python-requests/2.32.4",
    "okhttp/4.12.0",
    "Go-http-client/2.0",
    "curl/8.14.1",
    "axios/1.10.0",
)
"""What programs say that they are."""


def app_log_line(place: Place, draw: Stream, level: str, message: str, fields: Fields) -> str:
    """Return what a service writes of itself: *message* at *level*, with *fields*."""
    told: Fields = {
        "ts": iso(place.naming.day, place.second, draw.below(1000)),
        "level": level,
        "service": place.service,
        "host": place.host,
        "msg": message,
    }
    return structured_line(place, {**told, **fields})


def access_line(place: Place, client: str, request: str, answer: str, agent: str) -> str:
    """Return a line of an access log: *request* of *client*, the *answer* and the user agent."""
    at = f"{place.naming.day.access_log}:{clock(place.second)} +0000"
    return f'{client} - - [{at}] "{request} HTTP/1.1" {answer} "-" "{agent}" host={place.host}'


def trace_id(draw: Stream) -> str:
    """Return the id of a trace, in 32 hexadecimal digits."""
    return f"{draw.word():016x}{draw.word():016x}"
