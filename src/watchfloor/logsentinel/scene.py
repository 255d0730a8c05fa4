"""An observation of the war-room as a program reads it: the fields of its panels, with names."""

from collections.abc import Mapping
from typing import NamedTuple

from watchfloor.play.observation import Item, Observation


class Held(NamedTuple):
    """A piece of evidence that a role was shown or handed."""

    id: str
    source: str
    rule: str
    slot: str
    since: int
    """The tick at which it came up."""
    giver: str = ""
    """Who handed it over; nobody if it is the role's own."""


class Proposed(NamedTuple):
    """A proposal as everybody in the room knows it."""

    id: str
    role: str
    tick: int
    """When it was made."""
    incident_type: str
    slot: str
    severity: int
    """0 as long as the commander has said nothing."""
    state: str
    """`open` or `withdrawn`."""
    check: str
    """What the last look at its service brought: `well`, `unwell` or nothing."""
    checked: int
    """The tick of that look, -1 if there was none."""
    cited: tuple[str, ...]
    """The ids of its evidence; what they say is known to those who hold it."""


class Ordered(NamedTuple):
    """A mitigation that was allowed, ordered or carried out."""

    mitigation: str
    slot: str
    state: str
    """`approved`, `pending` or `landed`."""
    tick: int
    """When it was allowed, is due or landed."""
    proposal: str


class Heard(NamedTuple):
    """One thing that somebody did."""

    tick: int
    role: str
    move: str
    words: tuple[str, ...]
    status: str


class Read(NamedTuple):
    """What one meter showed, in thousandths."""

    slot: str
    health: int
    errors: int
    load: int


class Scene(NamedTuple):
    """Everything that one role sees at one moment."""

    role: str
    turn: int
    tick: int
    horizon: int
    phase: str
    mode: str
    names: Mapping[str, str]
    """The name of the service in each slot that the world has."""
    tiers: Mapping[str, int]
    held: tuple[Held, ...]
    proposals: tuple[Proposed, ...]
    ordered: tuple[Ordered, ...]
    timeline: tuple[Heard, ...]
    meters: tuple[Read, ...]
    strain: int
    """How much was disturbed lately by what was ordered."""
    silent: tuple[str, ...] = ()
    """The slots whose meters have stopped showing anything."""

    def under_discussion(self) -> tuple[Proposed, ...]:
        """Return the proposals that nobody has withdrawn."""
        return tuple(one for one in self.proposals if one.state == "open")

    def is_known(self, mitigation: str, slot: str, *states: str) -> bool:
        """Return whether *mitigation* on *slot* is in one of *states*."""
        return any(
            one.mitigation == mitigation and one.slot == slot and one.state in states
            for one in self.ordered
        )

    def last_landed(self) -> int:
        """Return the tick at which a mitigation landed last, -1 if none did."""
        return max((one.tick for one in self.ordered if one.state == "landed"), default=-1)

    def is_waiting(self) -> bool:
        """Return whether something that was ordered has not landed yet."""
        return any(one.state == "pending" for one in self.ordered)


def read(seen: Observation) -> Scene:
    """Return what the fields of *seen* say."""
    shown = {panel.source: panel.items for panel in seen.panels}
    room = shown["room"][0].fields
    estate = [item.fields for item in shown["estate"]]
    return Scene(
        role=seen.role,
        turn=seen.turn,
        tick=int(room["tick"]),
        horizon=int(room["horizon"]),
        phase=str(room["phase"]),
        mode=str(room["mode"]),
        names={str(row["slot"]): str(row["service"]) for row in estate},
        tiers={str(row["slot"]): int(row["tier"]) for row in estate},
        held=tuple(map(_held, (*shown["evidence"], *shown["handed"]))),
        proposals=tuple(map(_proposed, shown["proposals"])),
        ordered=tuple(_ordered(it) for it in shown["mitigations"] if "mitigation" in it.fields),
        timeline=tuple(map(_heard, shown["timeline"])),
        meters=tuple(_read(item) for item in shown["meters"] if "health" in item.fields),
        strain=sum(int(it.fields["strain"]) for it in shown["mitigations"] if it.id == "strain"),
        silent=tuple(str(it.fields["slot"]) for it in shown["meters"] if "since" in it.fields),
    )


def _held(item: Item) -> Held:
    row = item.fields
    return Held(
        item.id,
        str(row["source"]),
        str(row["rule"]),
        str(row["slot"]),
        int(row["since"]),
        str(row.get("giver", "")),
    )


def _proposed(item: Item) -> Proposed:
    row = item.fields
    return Proposed(
        item.id,
        str(row["role"]),
        int(row["tick"]),
        str(row["incident_type"]),
        str(row["slot"]),
        int(row["severity"]),
        str(row["state"]),
        str(row["check"]),
        int(row["checked"]),
        tuple(str(row["evidence"]).split()),
    )


def _ordered(item: Item) -> Ordered:
    row = item.fields
    return Ordered(
        str(row["mitigation"]),
        str(row["slot"]),
        str(row["state"]),
        int(row["tick"]),
        str(row["proposal"]),
    )


def _heard(item: Item) -> Heard:
    row = item.fields
    words = tuple(str(row["words"]).split())
    return Heard(int(row["tick"]), str(row["role"]), str(row["move"]), words, str(row["status"]))


def _read(item: Item) -> Read:
    row = item.fields
    return Read(
        str(row["slot"]),
        int(row["health"]),
        int(row["errors"]),
        int(row["load"]),
    )
