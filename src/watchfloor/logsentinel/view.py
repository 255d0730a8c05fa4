"""What each role may see: the room that all share, and what its own sources have shown.

Nothing is read here but what happened in the open, what the role's own sensors measure, and the
evidence that it holds.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from watchfloor.logsentinel import board, guide, meters
from watchfloor.logsentinel.actions import Mitigate, Phase, Propose, Report, Verify
from watchfloor.logsentinel.cells import HANDED, KNOWN, MOST_INCIDENTS, PHASE, SEATS, STARTED
from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.evidence import Evidence
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.state import PHASES, State, evidence_in
from watchfloor.logsentinel.tables import ROLE_INDEX, ROLE_NAMES, SLOT_INDEX
from watchfloor.logsentinel.telling import line
from watchfloor.logsentinel.world import keep, naming_of
from watchfloor.play.action import Action, name_of
from watchfloor.play.observation import Item, Observation, Panel, Scalar
from watchfloor.seeds import Seed

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
        _estate(world.names, world.naming.hosts, world.estate.tiers),
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
    shown: list[tuple[int, Item]] = []
    for bit in board.bits(mask):
        piece = world.evidence[bit]
        number = piece.incident
        since = piece.delay + (cells[STARTED + number] if number >= 0 else 0)
        story = number if number >= 0 else -1 - bit
        planted = "" if is_clean else piece.planted
        shown.append((since, _piece(world.seed, piece, (story, since), planted, giver)))
    shown.sort(key=_since)
    return tuple([item for _, item in shown])


def _since(shown: tuple[int, Item]) -> int:
    return shown[0]


@lru_cache(maxsize=65536)
def _piece(seed: Seed, piece: Evidence, when: tuple[int, int], planted: str, giver: str) -> Item:
    """Return one piece of evidence as it is shown; *when* is a story and a tick."""
    story, since = when
    naming, service = naming_of(seed), piece.service
    name = naming.services[service]
    told = line(seed, piece.rule, (service, story, since), planted)
    origin = f"{piece.source}@{naming.hosts[service]}{f', from {giver}' if giver else ''}"
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


@lru_cache(maxsize=4096)
def _estate(names: tuple[str, ...], hosts: tuple[str, ...], tiers: tuple[int, ...]) -> Panel:
    """Return what runs: a line for each service that there is."""
    items: list[Item] = []
    for place, slot in enumerate(SLOTS):
        if names[place]:
            callees = [names[SLOT_INDEX[call.callee]] for call in CALLS if call.caller == slot.name]
            calls = ", ".join([name for name in callees if name]) or "nothing"
            what = f"{names[place]} ({slot.name}, tier {tiers[place]}) on {hosts[place]}"
            fields: dict[str, Scalar] = {
                "slot": slot.name,
                "service": names[place],
                "tier": tiers[place],
            }
            text = f"{what}: {slot.summary}; calls {calls}"
            items.append(Item(f"s-{slot.name}", text, fields))
    return Panel("estate", "what runs here", tuple(items))


def secrets(state: State) -> tuple[str, ...]:
    """Return the ids of the evidence that nobody holds, and what the noise is drawn from."""
    seen = 0
    for seat in range(SEATS):
        seen |= state.cells[KNOWN + seat]
    hidden = evidence_in(state, ~seen & (1 << len(state.world.evidence)) - 1)
    return (*hidden, str(state.world.wiring.key))
