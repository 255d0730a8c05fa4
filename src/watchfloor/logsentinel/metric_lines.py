"""How readings of metrics read, after the semantic conventions of OpenTelemetry."""

from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.stamps import iso
from watchfloor.logsentinel.structured_line import Fields, structured_line
from watchfloor.seeds import Stream


def metric_line(place: Place, metric: str, labels: Fields, values: Fields) -> str:
    """Return the reading *values* of *metric* with *labels*, at *place*."""
    day, second = place.naming.day, place.second - place.second % 15
    at = iso(day, second)
    if place.naming.writes_json:
        told: Fields = {"time": at, "metric": metric, "service.name": place.service}
        return structured_line(place, {**told, **labels, **values})
    named = "".join([f',{name}="{value}"' for name, value in labels.items()])
    read = " ".join([f"{name}={value}" for name, value in values.items()])
    return f'{at} {metric}{{service.name="{place.service}"{named}}} {read}'


def milliseconds(draw: Stream, low: int, high: int) -> str:
    """Return a duration between *low* and *high* milliseconds, in seconds.

    Under a second it has three digits behind the point, above it two.
    """
    spent = draw.between(low, high)
    return f"{spent / 1000:.3f}s" if spent < 1000 else f"{spent / 1000:.2f}s"


def percent(draw: Stream, low: int, high: int) -> str:
    """Return a share between *low* and *high* tenths of a percent."""
    return f"{draw.between(low, high) / 10:.1f}%"


def route(place: Place, draw: Stream) -> str:
    """Return one of the paths that the interface of the estate has."""
    return draw.pick(place.naming.trade.routes)
