"""What each role may see: the room that all share, and what its own sources have shown.

Nothing is read here but what happened in the open, what the role's own sensors measure, and the
evidence that it holds.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from watchfloor.logsentinel import board, guide, meters
from watchfloor.logsentinel.actions import Mitigate, Phase, Propose, Report, Verify
from watchfloor.logsentinel.cells import HANDED, KNOWN, MOST_INCIDENTS, PHASE, SEATS, STARTED
from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.state import PHASES, State, evidence_in
from watchfloor.logsentinel.tables import ROLE_INDEX, ROLE_NAMES, SLOT_INDEX
from watchfloor.logsentinel.telling import line
from watchfloor.logsentinel.world import World, keep
from watchfloor.play.action import Action, name_of
from watchfloor.play.observation import Item, Observation, Panel, Scalar

_ONLY_IN: Mapping[type[Action], tuple[Phase, ...]] = MappingProxyType(
    {
        Mitigate: ("mitigate",),
        Propose: ("detect", "triage", "mitigate", "verify"),
        Report: ("report",),
        Verify: ("verify",),
    }
)
"""Moves that are for some phases only."""

_MOVES: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        (role.name, phase): tuple(
            name_of(move) for move in role.moves if phase in _ONLY_IN.get(move, PHASES)
        )
        for role in ROLES.values()
        for phase in PHASES
    }
)


def observe(state: State, role: str) -> Observation:
    """Return what *role* sees in *state*."""
    seat, world = ROLE_INDEX[role], state.world
    own, handed = _papers(state, seat)
    panels = (
        Panel("room", "room", board.room(state)),
        Panel("proposals", "proposals", board.proposed(state)),
        Panel("mitigations", "mitigations", board.ordered(state)),
        Panel("timeline", "what was done", board.timeline(state)),
        Panel("meters", "meters", meters.rows(state, role)),
        own,
        handed,
        _estate(world),
        guide.PANEL,
    )
    moves = _MOVES[role, PHASES[state.cells[PHASE]]]
    return Observation("logsentinel", role, state.turn, panels, moves)


def _papers(state: State, seat: int) -> tuple[Panel, Panel]:
    """Return the evidence of its own sources that the role of *seat* holds, and what it was handed.

    They stay the same until it learns something, so they are kept with the world.
    """
    cells, kept, first = state.cells, state.world.kept, HANDED + SEATS * seat
    held, given = cells[KNOWN + seat], cells[first : first + SEATS]
    began = cells[STARTED : STARTED + MOST_INCIDENTS]
    key = ("papers", seat, held, given, began, state.mode == "clean")
    papers: tuple[Panel, Panel] | None = kept.get(key)
    if papers is None:
        mask = state.world.wiring.owned[seat]
        own = Panel("evidence", "evidence of your sources", _evidence(state, held & mask, ""))
        others = zip(ROLE_NAMES, given, strict=True)
        items = [it for role, some in others for it in _evidence(state, held & ~mask & some, role)]
        papers = (own, Panel("handed", "evidence that you were handed", tuple(items)))
        keep(kept, key, papers)
    return papers


def _evidence(state: State, mask: int, giver: str) -> tuple[Item, ...]:
    """Return the pieces in *mask*, the earliest first; *giver* has handed them over, if anybody."""
    world, cells, is_clean = state.world, state.cells, state.mode == "clean"
    kept = world.kept
    shown: list[tuple[int, Item]] = []
    for bit in board.bits(mask):
        piece = world.evidence[bit]
        since = piece.delay + (cells[STARTED + piece.incident] if piece.incident >= 0 else 0)
        key = ("piece", bit, since, giver, is_clean)
        item: Item | None = kept.get(key)
        if item is None:
            item = _piece(world, bit, since, (giver, "" if is_clean else piece.planted))
            keep(kept, key, item)
        shown.append((since, item))
    shown.sort(key=_since)
    return tuple([item for _, item in shown])


def _since(shown: tuple[int, Item]) -> int:
    return shown[0]


def _piece(world: World, bit: int, since: int, said: tuple[str, str]) -> Item:
    """Return one piece of evidence as it is shown; *said* are who gave it and what was planted."""
    piece, (giver, planted) = world.evidence[bit], said
    service, host = piece.service, world.naming.hosts[piece.service]
    name, story = world.naming.services[service], piece.incident
    told = line(
        world.seed, piece.rule, (service, story if story >= 0 else -1 - bit, since), planted
    )
    origin = f"{piece.source}@{host}{f', from {giver}' if giver else ''}"
    fields: dict[str, Scalar] = {
        "source": piece.source,
        "service": name,
        "slot": SLOTS[service].name,
        "rule": piece.rule,
        "since": since,
    }
    if giver:
        fields["giver"] = giver
    return Item(piece.id, f"tick {since} {name} {piece.rule} [{origin}]: {told}", fields)


def _estate(world: World) -> Panel:
    """Return what runs: a line for each service that there is."""
    panel: Panel | None = world.kept.get("estate")
    if panel is None:
        panel = Panel("estate", "what runs here", tuple(_running(world)))
        keep(world.kept, "estate", panel)
    return panel


def _running(world: World) -> Iterator[Item]:
    names, tiers = world.names, world.estate.tiers
    for place, slot in enumerate(SLOTS):
        if names[place]:
            callees = [names[SLOT_INDEX[call.callee]] for call in CALLS if call.caller == slot.name]
            calls = ", ".join([name for name in callees if name]) or "nothing"
            host = world.naming.hosts[place]
            what = f"{names[place]} ({slot.name}, tier {tiers[place]}) on {host}"
            fields: dict[str, Scalar] = {
                "slot": slot.name,
                "service": names[place],
                "tier": tiers[place],
            }
            yield Item(f"s-{slot.name}", f"{what}: {slot.summary}; calls {calls}", fields)


def secrets(state: State) -> tuple[str, ...]:
    """Return the ids of the evidence that nobody holds, and what the noise is drawn from."""
    seen = 0
    for seat in range(SEATS):
        seen |= state.cells[KNOWN + seat]
    hidden = evidence_in(state, ~seen & (1 << len(state.world.evidence)) - 1)
    return (*hidden, str(state.world.wiring.key))
