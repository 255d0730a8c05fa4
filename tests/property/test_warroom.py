"""Whatever a role answers, in words or as a move, the room goes on and tells nobody."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import rooms
from property.strategies import REPLIES, WHOLE, WORDS
from watchfloor.logsentinel import cells as at
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import (
    Approve,
    Handoff,
    Mitigate,
    Propose,
    Query,
    SetSeverity,
    Verify,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.snapshot import fingerprint
from watchfloor.logsentinel.source import SOURCES
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.play.action import Action, Malformed, parse, written
from watchfloor.seeds import Seed

PLAYED = [next(rooms.drifts(3)).states, rooms.drift(rooms.opened("mixed"), Seed.of(5)).states]
WORLD = PLAYED[1][0].world

ODD = st.one_of(WORDS, st.sampled_from(["", "*", "../..", "p-0", "p-7", "ev-", "null", "1e18"]))
SERVICE = ODD | st.sampled_from([name for name in WORLD.names if name])
PIECES = st.lists(ODD | st.sampled_from([it.id for it in WORLD.evidence]), max_size=90).map(tuple)
TYPE = ODD | st.sampled_from(TYPE_NAMES)
TREATMENT = ODD | st.sampled_from(sorted(MITIGATIONS))
SAID = ODD | st.sampled_from(["p-1", "p-2"])
THEN = ODD | st.sampled_from(sorted(ROLES))

MOVES: st.SearchStrategy[Action] = st.one_of(
    st.builds(Query, ODD | st.sampled_from(SOURCES), SERVICE, then=THEN),
    st.builds(Handoff, THEN, PIECES, then=THEN),
    st.builds(Propose, TYPE, SERVICE, PIECES, then=THEN),
    st.builds(Withdraw, SAID, then=THEN),
    st.builds(SetSeverity, SAID, WHOLE, then=THEN),
    st.builds(Approve, TREATMENT, SERVICE, then=THEN),
    st.builds(Mitigate, TREATMENT, SERVICE, SAID, then=THEN),
    st.builds(Verify, SAID, then=THEN),
    st.builds(Wait, WHOLE, then=THEN),
)
STATES = st.sampled_from(PLAYED).flatmap(lambda states: st.sampled_from(states[:-1]))


def _is_sound(state: State) -> bool:
    """Return whether every number of *state* is where it may be."""
    cells = state.cells
    rates = [*cells[at.ERROR : at.TRAFFIC], *cells[at.HEALTH : at.BLIP]]
    masks = [*cells[at.KNOWN : at.PROPOSALS], cells[at.EMITTED], cells[at.GONE]]
    top = 1 << len(state.world.evidence)
    return (
        all(0 <= rate <= 4096 for rate in rates)
        and all(0 <= mask < top for mask in masks)
        and all(type(cell) is int for cell in cells)
        and cells[at.LOSS] >= 0
        and 0 <= cells[at.FLOOR] < at.SEATS
    )


@settings(max_examples=300, deadline=None)
@given(STATES, MOVES)
def test_no_move_breaks_the_room(state: State, move: Action) -> None:
    """Unknown names, endless lists and absurd numbers are refused, and time passes."""
    step = transition.apply(state, move)
    after = step.state

    assert step.status in ("ok", "refused")
    assert after.cells[at.TICK] > state.cells[at.TICK]
    assert _is_sound(after)
    if step.status == "refused":
        assert after.timeline[-1].words == ()
        assert after.cells[at.PROPOSALS :] == state.cells[at.PROPOSALS :]


@settings(max_examples=300, deadline=None)
@given(STATES, MOVES)
def test_a_move_and_its_spelling_come_to_the_same(state: State, move: Action) -> None:
    """What is read from the words of a move does what the move does, if the role has it."""
    role = ROLES[str(transition.to_move(state))]
    read: Any = parse(written(move), role.moves)
    if isinstance(read, Malformed):
        assert type(move) not in role.moves
    else:
        one, other = transition.apply(state, move), transition.apply(state, read)
        assert fingerprint(one.state) == fingerprint(other.state)


@settings(max_examples=200, deadline=None)
@given(STATES, REPLIES)
def test_no_words_break_the_room(state: State, reply: str) -> None:
    """Whatever is said is a move or malformed, and the next one has the floor."""
    role = ROLES[str(transition.to_move(state))]
    step = transition.apply(state, parse(reply, role.moves))

    assert _is_sound(step.state)
    assert step.state.turn == state.turn + 1
