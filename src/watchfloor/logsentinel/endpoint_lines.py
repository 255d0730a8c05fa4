"""How an endpoint sensor writes of processes and files."""

from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.stamps import iso
from watchfloor.logsentinel.structured_line import Fields, structured_line
from watchfloor.seeds import Stream

_SLOTS = tuple(slot.name for slot in SLOTS)
_DAEMONS = {
    "edge": ("envoy", "/usr/local/bin/envoy"),
    "web": ("www-data", "/usr/sbin/php-fpm8.3"),
    "api": ("app", "/usr/lib/jvm/java-21/bin/java"),
    "auth": ("app", "/usr/lib/jvm/java-21/bin/java"),
    "workers": ("worker", "/usr/bin/python3.12"),
    "search": ("search", "/usr/share/search/jdk/bin/java"),
}
"""The account and the program of a service; those of a shell where it is missing."""


def process_line(place: Place, draw: Stream, parent: str, image: str, command: str) -> str:
    """Return a line for the start of *image* by *parent*, with its *command* line."""
    told: Fields = {
        "timestamp": iso(place.naming.day, place.second, draw.below(1000)),
        "event": "process_start",
        "host": place.host,
        "user": daemon(place)[0],
        "pid": draw.between(1_000, 4_000_000),
        "parent": parent,
        "image": image,
        "cmdline": command,
    }
    return structured_line(place, told)


def sensor_line(place: Place, draw: Stream, event: str, fields: Fields) -> str:
    """Return a line for any other *event* on the machine of *place*."""
    told: Fields = {
        "timestamp": iso(place.naming.day, place.second, draw.below(1000)),
        "event": event,
        "host": place.host,
    }
    return structured_line(place, {**told, **fields})


def daemon(place: Place) -> tuple[str, str]:
    """Return the account and the program that the service of *place* runs as."""
    return _DAEMONS.get(_SLOTS[place.slot], ("svc-ops", "/usr/bin/bash"))


def digest(draw: Stream) -> str:
    """Return the beginning of the digest of a file."""
    return f"{draw.word():016x}"
