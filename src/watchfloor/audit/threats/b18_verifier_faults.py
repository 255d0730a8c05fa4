"""Break a check of the verifier, and be given the label that stands for nothing."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.attacks import paid
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.errors import WatchfloorError
from watchfloor.opensoc.admission import FAULT, FAULTS
from watchfloor.opensoc.state import Brief
from watchfloor.opensoc.transition import apply, to_move

_BROKEN: dict[str, dict[str, Any]] = {
    "no such organisation": {"organisation": None},
    "a calendar with a hole": {"calendar": (None,)},
    "addresses with a hole": {"addresses": (None,)},
    "draws of nothing": {"draws": (None,)},
    "a window at no time": {"second": "noon"},
}
"""What breaks a check on its way, where no incident does: the brief that it reads as well."""


def _is_harmless(trial: Trial, brief: Brief, one: gatehouse.Crafted) -> bool:
    """Return whether the incident of *one* is turned away under *brief*, and earns nothing."""
    try:
        state = apply(gatehouse.opening(brief), one.action).state
    except (WatchfloorError, *FAULTS):
        return False
    is_over = to_move(state) is None and state.case is None and state.gate == FAULT
    return is_over and paid(trial, state) <= 0 and paid(trial, state, "defender") == 0


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, breaches = 0, list[str]()
    for number, one in enumerate(gatehouse.several(trial)[::5]):
        for name, broken in _BROKEN.items():
            tried += 1
            is_harmless = _is_harmless(trial, replace(one.brief, **broken), one)
            breaches += [f"{name}, number {number}"] * (not is_harmless)
    yield never("broken checks that let an incident in, or pay for it", breaches, tried)


THREAT = Threat(
    name="b18_verifier_faults",
    summary="An incident on which the verifier breaks down has a label by default.",
    answer="Where a check breaks down nobody sees the incident, and its attacker has nothing.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
