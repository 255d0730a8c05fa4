"""Techniques that are held out: what a policy may be kept from seeing before it is evaluated."""

from watchfloor.opensoc.generator import Grown
from watchfloor.opensoc.proof import all_names
from watchfloor.world.detection import signals

HELD_TECHNIQUES = frozenset(
    {
        "consent_granted",
        "lure_delivered",
        "shadow_copies_deleted",
        "signed_proxy",
        "web_server_spawns_shell",
    }
)
"""By the rules that see them: one or two of each grade."""


def decides_by_held(grown: Grown) -> bool:
    """Return whether part of what shows the answer of *grown* is a technique that is held out."""
    shown = all_names(grown.truth.certificate)
    return any(
        signal.rule in HELD_TECHNIQUES and any(event.id in shown for event in signal.events)
        for signal in signals(grown.case.events)
    )


def is_without_held(grown: Grown) -> bool:
    """Return whether nothing in *grown* is a technique that is held out."""
    return all(signal.rule not in HELD_TECHNIQUES for signal in signals(grown.case.events))
