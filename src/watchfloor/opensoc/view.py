"""What each role may see."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from watchfloor.opensoc import brief, guide, record_line
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.proof import names
from watchfloor.opensoc.roles import ROLES
from watchfloor.opensoc.state import MINUTES, State
from watchfloor.play.action import name_of
from watchfloor.play.observation import Item, Observation, Panel
from watchfloor.world.event import Event
from watchfloor.world.record import Record

Row = TypeVar("Row", Event, Record)

_MOVES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {role.name: tuple(map(name_of, role.moves)) for role in ROLES.values()}
)
_AT_ONCE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {role: tuple(it for it in moves if it != "look_up") for role, moves in _MOVES.items()}
)
"""The moves where nothing can be looked up."""


def observe(state: State, role: str) -> Observation:
    """Return what *role* sees in *state*."""
    panels = _attackers(state) if role == "attacker" else _defenders(state)
    has_time = state.mode == "casework" and state.minutes < MINUTES
    moves = _MOVES[role] if has_time else _AT_ONCE[role]
    return Observation("opensoc", role, state.turn, panels, moves)


def _attackers(state: State) -> tuple[Panel, ...]:
    return brief.panels(state.brief) if state.brief is not None else ()


def _defenders(state: State) -> tuple[Panel, ...]:
    if state.case is None:
        return ()
    shown = set(state.shown) if state.mode == "casework" else None
    panels = console(state.case, shown)
    if shown is None:
        return panels
    left = MINUTES - state.minutes
    desk = Item("desk-1", f"{left} analyst minutes are left for look-ups", {"minutes": left})
    return (*panels, state.case.board, Panel("desk", "desk", (desk,)))


def console(case: Case, shown: set[str] | None = None) -> tuple[Panel, ...]:
    """Return the panels of *case*; of its lines and records, only those *shown* if some are."""
    dialect = DIALECTS[case.dialect]
    title = f"log, written as {dialect.name}"
    if shown is None:
        log = tuple([Item(event.id, dialect.write(event)) for event in case.events])
        known = tuple([Item(record.id, record_line.write(record)) for record in case.records])
    else:
        log = _of(case.events, dialect.write, shown, case.told)
        known = _of(case.records, record_line.write, shown, case.known)
    return (
        case.headline,
        Panel("log", f"{title}: {dialect.header}" if dialect.header else title, log),
        Panel("records", "records", known),
        guide.PANEL,
    )


def _of(
    rows: Sequence[Row], write: Callable[[Row], str], shown: set[str], told: dict[int, Item]
) -> tuple[Item, ...]:
    """Return those of *rows* that are *shown*, each written once and *told* again as it was."""
    found: list[Item] = []
    for place, row in enumerate(rows):
        if row.id in shown:
            item = told.get(place)
            if item is None:
                item = told[place] = Item(row.id, write(row))
            found.append(item)
    return tuple(found)


def read(observation: Observation) -> tuple[tuple[Event, ...], tuple[Record, ...]]:
    """Return the events and records that the lines of *observation* spell."""
    dialect = DIALECTS[str(observation.panel("alert").items[0].fields["dialect"])]
    events = tuple(dialect.read(item.id, item.text) for item in observation.panel("log").items)
    records = tuple(
        record_line.read(item.id, item.text) for item in observation.panel("records").items
    )
    return events, records


def rule_of(observation: Observation) -> str:
    """Return the rule that raised the alert of *observation*."""
    return str(observation.panel("alert").items[0].fields["rule"])


def secrets(state: State) -> tuple[str, ...]:
    """Return the words of the truth that are not also words of the runbook."""
    if state.truth is None:
        return ()
    found = [names(proof) for proof in state.truth.certificate]
    return tuple(",".join(ids) for ids in found if len(ids) > 1)
