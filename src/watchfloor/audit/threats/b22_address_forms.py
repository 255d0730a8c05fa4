"""Write an address so that it is inside for one reader and outside for another."""

from collections.abc import Iterator

import msgspec

from watchfloor.audit import gatehouse
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.payloads import ADDRESSES
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.world.entities import is_outside

_COLUMNS = ("source_ip", "target_ip")
_PLAIN = "203.0.113.9"


def _with(action: CraftIncident, column: str, address: str) -> CraftIncident | None:
    """Return *action* with *address* in the first *column* there is."""
    for place, event in enumerate(action.events):
        if column in event.fields:
            changed = msgspec.structs.replace(event, fields={**event.fields, column: address})
            events = (*action.events[:place], changed, *action.events[place + 1 :])
            return msgspec.structs.replace(action, events=events)
    return None


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, breaches = 0, list[str]()
    for brief, action, _ in gatehouse.several(trial)[::5]:
        for column in _COLUMNS:
            for address in ADDRESSES:
                odd = _with(action, column, address)
                if odd is not None:
                    tried += 1
                    gate = gatehouse.gate(odd, brief)
                    breaches += [ascii(address)] * (not gate)
    yield never("odd forms of an address that are let in", breaches, tried)
    outside = [ascii(address) for address in ADDRESSES if is_outside(address)]
    outside += [f"{_PLAIN} is not"] * (not is_outside(_PLAIN))
    yield never("odd forms of an address that count as outside", outside, len(ADDRESSES))


THREAT = Threat(
    name="b22_address_forms",
    summary="A mapped, octal or shortened address crosses the line between inside and outside.",
    answer="Only the plain form of an address is one; every other is turned away.",
    games=("opensoc",),
    probe=_probe,
)
