"""What everybody in the room can see: the clock, what is proposed, what is ordered, what was done.

The lines are written once for everybody who looks, since what they tell does not change.
"""

from collections.abc import Iterator
from functools import lru_cache

from watchfloor.logsentinel.cells import (
    APPROVED,
    CELLS,
    INTENSITY,
    KNOWN,
    ORDERED,
    PENDING,
    PHASE,
    PROPOSALS,
    STRAIN,
    TICK,
)
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
from watchfloor.logsentinel.world import Kept, keep
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
    cells, kept = state.cells, state.world.kept
    if not cells[PROPOSALS]:
        return ()
    rows = cells[PROPOSALS:CELLS]
    shown: tuple[Item, ...] | None = kept.get(("proposals", rows))
    if shown is None:
        shown = tuple(_proposals(state))
        keep(kept, ("proposals", rows), shown)
    return shown


def _proposals(state: State) -> Iterator[Item]:
    evidence, names = state.world.evidence, state.world.names
    for one in proposals(state):
        cited = " ".join([evidence[bit].id for bit in bits(one.evidence)])
        yield _proposal(one, cited, names[one.service])


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
    cells = state.cells
    shown = _coming(state) if cells[PENDING] or any(cells[APPROVED:INTENSITY]) else ()
    if cells[ORDERED]:
        shown = (*shown, *_effects(state))
    return (*shown, _strain(cells[STRAIN])) if cells[STRAIN] else shown


def _coming(state: State) -> tuple[Item, ...]:
    """Return what may be ordered and what is on its way, which stays for some ticks."""
    cells, names, kept = state.cells, state.world.names, state.world.kept
    key = ("coming", cells[APPROVED:INTENSITY], cells[PENDING:KNOWN])
    shown: tuple[Item, ...] | None = kept.get(key)
    if shown is None:
        allowed = [_allowed(name, service, names[service]) for name, service in approvals(state)]
        shown = (*allowed, *(_pending(one, names[one.service]) for one in pending(state)))
        keep(kept, key, shown)
    return shown


def _effects(state: State) -> list[Item]:
    """Return what took effect."""
    slots, now = state.world.slots, state.cells[TICK]
    orders = [entry for entry in state.timeline if entry.move == "mitigate"]
    return [
        _landed(entry, SLOTS[slots[entry.words[1]]].name)
        for entry in orders
        if _has_landed(entry, now)
    ]


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


def _allowed(mitigation: str, service: int, name: str) -> Item:
    text = f"{mitigation} on {name} is approved and may be ordered once"
    fields = _order((mitigation, SLOTS[service].name, "approved"), 0, "")
    return Item(f"a-{mitigation}", text, fields)


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
    entries, kept = state.timeline[-MOST_HEARD:], state.world.kept
    return tuple([kept.get(entry) or _heard(entry, kept) for entry in entries])


def _heard(entry: Entry, kept: Kept) -> Item:
    """Return the line of *entry*, and keep it: it is shown for the next moves as well."""
    words, said = " ".join(entry.words), entry.move or "something that is no move"
    text = f"tick {entry.tick} {entry.role}: {said} {words}".rstrip()
    fields: dict[str, Scalar] = {
        "tick": entry.tick,
        "role": entry.role,
        "move": entry.move,
        "words": words,
        "status": entry.status,
    }
    item = Item(f"t-{entry.tick}", f"{text} ({entry.status})", fields)
    keep(kept, entry, item)
    return item
