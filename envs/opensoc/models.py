"""The moves of the game, as they go over the wire."""

from watchfloor.opensoc.actions import (
    CraftIncident,
    LookUp,
    SubmitTriage,
)

__all__ = [
    "CraftIncident",
    "LookUp",
    "SubmitTriage",
]
