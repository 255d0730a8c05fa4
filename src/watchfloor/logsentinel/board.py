"""What everybody in the room can see: the clock, what is proposed, what is ordered, what was done.

The lines are written once for everybody who looks, since what they tell does not change.
"""

from functools import lru_cache

from watchfloor.logsentinel.cells import ORDERED, PHASE, STRAIN, TICK
from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.phases import is_open
from watchfloor.logsentinel.room import MOST_STRAIN
from watchfloor.logsentinel.state import (
    PHASES,
    Entry,
    Pending,
    Proposal,
    State,
    approvals,
    pending,
    proposals,
)
from watchfloor.play.observation import Item, Scalar

MOST_HEARD = 16
"""How much of what was done last is still shown."""


def room(state: State) -> tuple[Item, ...]:
    """Return the clock and whether the way to the next phase is open."""
    phase, horizon = state.cells[PHASE], state.world.plan.horizon
    is_last = phase + 1 == len(PHASES)
    return (
        _clock(state.cells[TICK], horizon, PHASES[phase], state.mode),
        _gate(phase, is_open=not is_last and is_open(state.cells, phase + 1)),
    )


@lru_cache(maxsize=8192)
def _clock(now: int, horizon: int, phase: str, mode: str) -> Item:
    fields: dict[str, Scalar] = {"tick": now, "horizon": horizon, "phase": phase, "mode": mode}
    return Item("clock", f"tick {now} of {horizon}, phase {phase}", fields)


@lru_cache
def _gate(phase: int, *, is_open: bool) -> Item:
    if phase + 1 == len(PHASES):
        return Item("gate", "the report ends the incident", {"next": "", "open": False})
    following = PHASES[phase + 1]
    text = f"the way to {following} is {'open' if is_open else 'shut'}"
    return Item("gate", text, {"next": following, "open": is_open})


def proposed(state: State) -> tuple[Item, ...]:
    """Return every proposal that was made."""
    evidence, names = state.world.evidence, state.world.names
    return tuple(
        _proposal(
            one, " ".join([evidence[bit].id for bit in bits(one.evidence)]), names[one.service]
        )
        for one in proposals(state)
    )


def bits(mask: int) -> list[int]:
    """Return the places of the bits of *mask*, the lowest first.

    >>> bits(0b1010)
    [1, 3]
    """
    found: list[int] = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


@lru_cache(maxsize=4096)
def _proposal(one: Proposal, cited: str, service: str) -> Item:
    standing = "withdrawn" if one.is_withdrawn else "open"
    check = "" if one.checked < 0 else "well" if one.is_well else "unwell"
    grave = f"severity {one.severity}" if one.severity else "no severity yet"
    looked = f"; its service was {check} at tick {one.checked}" if check else ""
    text = (
        f"{one.incident_type} on {service}, by {one.role} at tick {one.tick}, {standing}, {grave}"
        f"{looked}; cites {cited}"
    )
    fields: dict[str, Scalar] = {
        "incident_type": one.incident_type,
        "slot": SLOTS[one.service].name,
        "role": one.role,
        "tick": one.tick,
        "state": standing,
        "severity": one.severity,
        "check": check,
        "checked": one.checked,
        "evidence": cited,
    }
    return Item(one.id, text, fields)


def ordered(state: State) -> tuple[Item, ...]:
    """Return what may be ordered, what is on its way and what took effect."""
    world, now = state.world, state.cells[TICK]
    shown = [_allowed(name, service, world.names[service]) for name, service in approvals(state)]
    shown += [_pending(one, world.names[one.service]) for one in pending(state)]
    if state.cells[ORDERED]:
        shown += [
            _landed(entry, SLOTS[world.slots[entry.words[1]]].name)
            for entry in state.timeline
            if entry.move == "mitigate" and _has_landed(entry, now)
        ]
    if state.cells[STRAIN]:
        shown.append(_strain(state.cells[STRAIN]))
    return tuple(shown)


def _has_landed(entry: Entry, now: int) -> bool:
    return entry.status == "ok" and entry.tick + MITIGATIONS[entry.words[0]].delay <= now


def _order(words: tuple[str, str, str], tick: int, proposal: str) -> dict[str, Scalar]:
    """Return the fields of an order; *words* are mitigation, slot and state."""
    mitigation, slot, standing = words
    return {
        "mitigation": mitigation,
        "slot": slot,
        "state": standing,
        "tick": tick,
        "proposal": proposal,
    }


@lru_cache(maxsize=1024)
def _allowed(mitigation: str, service: int, name: str) -> Item:
    text = f"{mitigation} on {name} is approved and may be ordered once"
    fields = _order((mitigation, SLOTS[service].name, "approved"), 0, "")
    return Item(f"a-{mitigation}", text, fields)


@lru_cache(maxsize=4096)
def _pending(one: Pending, name: str) -> Item:
    grounds = f" for {one.proposal}" if one.proposal else ", for no proposal"
    text = f"{one.mitigation} on {name}{grounds} takes effect at tick {one.due}"
    fields = _order((one.mitigation, SLOTS[one.service].name, "pending"), one.due, one.proposal)
    return Item(f"o-{one.mitigation}", text, fields)


@lru_cache(maxsize=4096)
def _landed(entry: Entry, slot: str) -> Item:
    mitigation, service, *grounds = entry.words
    tick = entry.tick + MITIGATIONS[mitigation].delay
    text = f"{mitigation} on {service} took effect at tick {tick}"
    fields = _order((mitigation, slot, "landed"), tick, "".join(grounds))
    return Item(f"o-{mitigation}", text, fields)


@lru_cache(maxsize=1024)
def _strain(strain: int) -> Item:
    text = (
        f"what was ordered lately disturbs {strain * 100 // MOST_STRAIN} % of what may be "
        "disturbed together; what would go beyond it has to be approved"
    )
    return Item("strain", text, {"strain": strain})


def timeline(state: State) -> tuple[Item, ...]:
    """Return what was done last, by whom, and whether it could be done."""
    return tuple(map(_heard, state.timeline[-MOST_HEARD:]))


@lru_cache(maxsize=16384)
def _heard(entry: Entry) -> Item:
    words, said = " ".join(entry.words), entry.move or "something that is no move"
    text = f"tick {entry.tick} {entry.role}: {said} {words}".rstrip()
    fields: dict[str, Scalar] = {
        "tick": entry.tick,
        "role": entry.role,
        "move": entry.move,
        "words": words,
        "status": entry.status,
    }
    return Item(f"t-{entry.tick}", f"{text} ({entry.status})", fields)
