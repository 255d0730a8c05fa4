"""How a trace is summed up in one line."""

from watchfloor.logsentinel.app_log_lines import trace_id
from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.stamps import iso
from watchfloor.seeds import Stream

VERBS = ("GET", "POST", "PUT", "PATCH")


def trace_line(place: Place, draw: Stream, root: str, took: int, told: str) -> str:
    """Return a trace under *root* that *took* milliseconds, and what is *told* of its spans."""
    at = iso(place.naming.day, place.second, draw.below(1000))
    spans = draw.between(6, 48)
    return (
        f'{at} trace={trace_id(draw)} service.name={place.service} root="{root}" '
        f"duration={took}ms spans={spans} {told}"
    )


def request(place: Place, draw: Stream) -> str:
    """Return the name that the root of a trace has after the request."""
    return f"{draw.pick(VERBS)} {draw.pick(place.naming.trade.routes)}"
