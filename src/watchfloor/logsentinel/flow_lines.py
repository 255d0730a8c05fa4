"""How a network sensor writes of connections, of names that are asked for, and of many at once."""

from typing import NamedTuple

from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.stamps import iso
from watchfloor.logsentinel.structured_line import Fields, structured_line
from watchfloor.seeds import Stream


class Flow(NamedTuple):
    """One connection: from where to where, on which port, and how much went each way."""

    source: str
    target: str
    port: int
    protocol: str
    sent: int
    received: int
    seconds: int


def connection_line(place: Place, draw: Stream, flow: Flow, state: str) -> str:
    """Return a line for the connection *flow*, which came to an end in *state*."""
    told: Fields = {
        "ts": iso(place.naming.day, place.second, draw.below(1000)),
        "uid": f"C{draw.word():015x}"[:14],
        "id.orig_h": flow.source,
        "id.orig_p": draw.between(32_768, 60_999),
        "id.resp_h": flow.target,
        "id.resp_p": flow.port,
        "proto": "tcp",
        "service": flow.protocol,
        "duration": flow.seconds,
        "orig_bytes": flow.sent,
        "resp_bytes": flow.received,
        "conn_state": state,
    }
    return structured_line(place, told)


def summary_line(place: Place, window: str, fields: Fields) -> str:
    """Return a summary of the flows within *window*."""
    at = iso(place.naming.day, place.second - place.second % 60)
    return structured_line(place, {"ts": at, "window": window, **fields})


def name_query_line(place: Place, draw: Stream, name: str, fields: Fields) -> str:
    """Return a line for a question to a name server after *name*."""
    told: Fields = {
        "ts": iso(place.naming.day, place.second, draw.below(1000)),
        "id.orig_h": place.address,
        "id.resp_p": 53,
        "query": name,
    }
    return structured_line(place, {**told, **fields})
