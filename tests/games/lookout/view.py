"""What each role may see."""

from lookout.roles import ROLES
from lookout.state import MOST_ROUNDS, State
from watchfloor.play.action import name_of
from watchfloor.play.observation import Item, Observation, Panel
from watchfloor.world import event, timeline
from watchfloor.world.event import Event


def observe(state: State, role: str) -> Observation:
    """Return what *role* sees in *state*."""
    panels = _spotters(state) if role == "spotter" else _keepers(state)
    moves = tuple(name_of(move) for move in ROLES[role].moves)
    if state.round == MOST_ROUNDS:
        moves = tuple(move for move in moves if move != "ask")
    return Observation("lookout", role, state.turn, panels, moves)


def _line(found: Event) -> Item:
    text = f"{timeline.stamp(found.second)} {event.text(found)}"
    shown = {"type": found.type, "user": found.user, "source_ip": found.source_ip}
    return Item(found.id, text, {**shown, "outcome": found.outcome})


def _spotters(state: State) -> tuple[Panel, ...]:
    return (Panel("log", "log of the gate", tuple(map(_line, state.incident.events))),)


def _keepers(state: State) -> tuple[Panel, ...]:
    handed = (_line(found) for found in state.incident.events if found.id in state.pointed)
    people = (
        Item(f"person-{place:02d}", person.name)
        for place, person in enumerate(state.incident.organisation.people, start=1)
    )
    return (
        Panel("handed", "lines the spotter points at", tuple(handed)),
        Panel("directory", "people who work here", tuple(people)),
    )


def secrets(state: State) -> tuple[str, ...]:
    """Return the words of the truth."""
    return state.incident.answer_key
