"""What each role may see."""

from watchfloor.opensoc import brief, guide, record_line
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.proof import names
from watchfloor.opensoc.roles import ROLES
from watchfloor.opensoc.state import MINUTES, State
from watchfloor.play.action import name_of
from watchfloor.play.observation import Item, Observation, Panel
from watchfloor.world import timeline
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES


def observe(state: State, role: str) -> Observation:
    """Return what *role* sees in *state*."""
    panels = _attackers(state) if role == "attacker" else _defenders(state)
    moves = tuple(name_of(move) for move in ROLES[role].moves)
    if state.mode != "casework" or state.minutes >= MINUTES:
        moves = tuple(move for move in moves if move != "look_up")
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
    events, records = case.events, case.records
    if shown is not None:
        events = tuple([event for event in events if event.id in shown])
        records = tuple([record for record in records if record.id in shown])
    write, spell = dialect.write, record_line.write
    log = [Item(event.id, write(event)) for event in events]
    known = [Item(record.id, spell(record)) for record in records]
    return (
        Panel("alert", "alert", (_alert(case),)),
        Panel("log", f"{title}: {dialect.header}" if dialect.header else title, tuple(log)),
        Panel("records", "records", tuple(known)),
        guide.PANEL,
    )


def _alert(case: Case) -> Item:
    rule, events = RULES[case.alert], case.events
    if rule.tally is None and rule.after is None:
        raised = [it.second for it in events if it.type == rule.on and rule.finds(it)]
    else:
        raised = [alert.second for alert in rule.alerts(events)]
    second = raised[0] if raised else events[-1].second
    text = f"{timeline.stamp(second)} {rule.name} ({rule.technique}): {rule.summary}"
    return Item("alert-1", text, {"rule": rule.name, "dialect": case.dialect})


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
