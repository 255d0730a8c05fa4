"""What the runbook prescribes against each incident type, and who does it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from watchfloor.logsentinel.incident_type import IncidentType
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigation import Mitigation
from watchfloor.logsentinel.mitigations import MITIGATIONS

_SHED_SERVICES = 6
"""How many services feel it when traffic is turned away at the edge."""


class Play(NamedTuple):
    """What is to be done about one incident type, the gentlest first."""

    containing: tuple[str, ...]
    fixing: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Return everything that helps."""
        return (*self.containing, *self.fixing)

    @property
    def lead(self) -> str:
        """Return the role that ends it."""
        return MITIGATIONS[self.fixing[0]].role


def harm(mitigation: Mitigation) -> int:
    """Return what the side effects of *mitigation* come to, over the ticks that they last."""
    return (
        mitigation.error * mitigation.error_ticks
        + max(0, mitigation.capacity_lost) * mitigation.capacity_ticks
        + _SHED_SERVICES * mitigation.shed * mitigation.shed_ticks
    )


def _gentlest(names: set[str]) -> tuple[str, ...]:
    return tuple(
        sorted(
            names,
            key=lambda name: (MITIGATIONS[name].is_risky, harm(MITIGATIONS[name]), name),
        )
    )


def _play(kind: IncidentType) -> Play:
    holds = {one.name for one in MITIGATIONS.values() if kind.name in one.contains}
    ends = {one.name for one in MITIGATIONS.values() if kind.name in one.fixes}
    return Play(
        _gentlest({*kind.contained_by, *holds}),
        _gentlest({*kind.fixed_by, *ends}),
    )


PLAYBOOK: Mapping[str, Play] = MappingProxyType(
    {kind.name: _play(kind) for kind in INCIDENT_TYPES.values() if kind.family != "harmless"}
)
"""By incident type; harmless ones are left alone."""
