"""How soon an incident is acted on that has to be, with those counted that never are."""

from collections.abc import Mapping
from typing import Any

from watchfloor.evaluation.drawing import Axis, Curve, curves
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.picture import Picture, Place, Player
from watchfloor.evaluation.survival import curve, incidents


def _draw(place: Place) -> Markup | None:
    drawn = [Curve(it.name, it.tone, _waiting(it)) for it in place.shown]
    drawn = [it for it in drawn if it.points]
    if not drawn:
        return None
    longest = max(minute for it in drawn for minute, _ in it.points)
    return curves(drawn, Axis("minutes since it began", 0, longest), Axis("share waiting", 0, 1))


def _waiting(player: Player) -> list[tuple[float, float]]:
    """Return the share of incidents not acted on yet, by Kaplan and Meier, as the steps it takes.

    An incident that nobody acts on is followed to the horizon and leaves the count there.
    """
    times = [
        (_minutes(one, it.reading["horizon"]), one["mitigated"] is not None)
        for it in player.results
        for one in incidents(it)
    ]
    points, share = [(0.0, 1.0)], 1.0
    for minute, left in curve(times):
        points += [(minute, share), (minute, left)]
        share = left
    return [*points, (max(minute for minute, _ in times), share)] if times else []


def _minutes(incident: Mapping[str, Any], horizon: int) -> float:
    acted = incident["mitigated"]
    return float(max(0, (horizon if acted is None else acted) - incident["began"]))


PICTURE = Picture(
    name="time_to_containment",
    place=7,
    title="How soon an incident is acted on",
    summary="The share that still waits; a line that ends high leaves incidents to themselves.",
    draw=_draw,
)
