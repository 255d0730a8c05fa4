"""Points at failures from the address that tried most accounts, and trusts it."""

from lookout.actions import Decide, Point
from watchfloor.play.action import Action
from watchfloor.play.observation import Item, Observation
from watchfloor.play.policy import Policy


def _failures(items: tuple[Item, ...]) -> dict[str, dict[str, str]]:
    """Return, for each address, one line for each account it failed to enter."""
    found: dict[str, dict[str, str]] = {}
    for item in items:
        if item.fields["type"] == "sign_in" and item.fields["outcome"] == "failure":
            tried = found.setdefault(str(item.fields["source_ip"]), {})
            tried.setdefault(str(item.fields["user"]), item.id)
    return found


def _worst(items: tuple[Item, ...]) -> tuple[str, dict[str, str]]:
    return max(_failures(items).items(), key=lambda found: len(found[1]), default=("", {}))


def _reply(seen: Observation) -> Action:
    if seen.role == "spotter":
        _, tried = _worst(seen.panel("log").items)
        lines = tuple(tried.values()) or (seen.panel("log").items[0].id,)
        return Point(lines[:3])
    origin, tried = _worst(seen.panel("handed").items)
    return Decide("attacked", origin) if len(tried) > 1 else Decide("calm")


POLICY = Policy(
    name="heuristic",
    summary="Points at failures from the address that tried most accounts, and trusts it.",
    seat=lambda _role, _seed: _reply,
)
