from contextlib import suppress
from functools import cache

import pytest
from msgspec.structs import replace

from watchfloor.logsentinel import transition, view
from watchfloor.logsentinel.actions import Handoff, Query, Wait
from watchfloor.logsentinel.cells import EMITTED, FLOOR, KNOWN, PHASE
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.state import PHASES, State
from watchfloor.logsentinel.tables import OWNER, ROLE_INDEX, ROLE_NAMES
from watchfloor.play.action import Action
from watchfloor.play.episode import Table, episode
from watchfloor.play.game import Setting
from watchfloor.play.observation import text
from watchfloor.play.seating import seated
from watchfloor.seeds import Seed


@cache
def later(scenario: str = "medium", seed: int = 3) -> State:
    """Return a world of *scenario* after half an hour in which everybody waited."""
    state = transition.open_with(SCENARIOS[scenario].build(Seed.of(seed)), "sequential")
    for _ in range(30):
        state = transition.apply(state, Wait()).state
    return state


def spoken(state: State, role: str, action: Action) -> State:
    """Return what follows *state* when *role* has the floor and makes *action*."""
    cells = list(state.cells)
    cells[FLOOR] = ROLE_INDEX[role]
    return transition.apply(replace(state, cells=tuple(cells)), action).state


def shown(state: State, role: str) -> set[str]:
    """Return the ids of all evidence that *role* is shown."""
    seen = view.observe(state, role)
    return {item.id for panel in ("evidence", "handed") for item in seen.panel(panel).items}


def hidden(state: State) -> tuple[str, str, str]:
    """Return the owner, the id and the service of a piece that can be had and nobody has."""
    for bit, piece in enumerate(state.world.evidence):
        owner = OWNER[piece.source]
        if state.cells[EMITTED] & ~state.cells[KNOWN + owner] & 1 << bit:
            return ROLE_NAMES[owner], piece.id, state.world.names[piece.service]
    message = "everything that can be had came up by itself; take another world"
    raise AssertionError(message)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_shown_the_panels_that_it_names(role: str) -> None:
    """Every panel of an observation is of a source of the role, and none is missing."""
    seen = view.observe(later(), role)

    assert sorted(panel.source for panel in seen.panels) == sorted(ROLES[role].sources)


@pytest.mark.parametrize("number", range(4))
def test_a_view_is_the_same_whatever_was_looked_at_before(number: int) -> None:
    """What is kept with a world changes no view: on, back, across, and into another branch."""
    states = [*_played("heuristic", 7), *_played("random_valid", 7)]
    world = states[0].world
    shuffled = Seed.of("views", number).stream().shuffled(range(len(states)))
    onwards = range(len(states))
    for place in (*shuffled, *onwards, *reversed(onwards)):
        state, role = states[place], ROLE_NAMES[place % len(ROLE_NAMES)]
        seen = view.observe(replace(state, world=world), role)
        alone = replace(world)

        assert alone.kept == {}
        assert seen == view.observe(replace(state, world=alone), role)


def _played(policy: str, seed: int) -> list[State]:
    """Return the states of an episode in which *policy* plays, one of a few."""
    setting = Setting("medium", "parallel", seed)
    table = Table(setting, GAME.recipes["standard"], dict.fromkeys(GAME.roles, policy))
    running, answers = episode(GAME, table), seated(GAME, table)
    states, reply = list[State](), None
    with suppress(StopIteration):
        while True:
            ask = next(running) if reply is None else running.send(reply)
            states.append(ask.state)
            reply = answers[ask.role](ask)
    return [*states[:3], *states[3::9]]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_shown_the_evidence_that_it_holds(role: str) -> None:
    """The pieces in the panels of evidence are those that the state says are known."""
    state = later()
    held = state.cells[KNOWN + ROLE_INDEX[role]]

    assert shown(state, role) == {
        piece.id for bit, piece in enumerate(state.world.evidence) if held >> bit & 1
    }


def test_what_a_query_brings_up_is_shown_to_nobody_else() -> None:
    """A piece that its owner asked for is in the view of that role alone."""
    role, name, service = hidden(later())
    piece = later().world.evidence[later().world.places[name]]
    after = spoken(later(), role, Query(source=piece.source, service=service))

    assert [other for other in ROLES if name in shown(after, other)] == [role]


def test_what_is_handed_over_says_from_whom() -> None:
    """A piece that was handed over stands in the panel for it with the name of the giver."""
    role, name, service = hidden(later())
    piece = later().world.evidence[later().world.places[name]]
    asked = spoken(later(), role, Query(source=piece.source, service=service))
    receiver = next(other for other in ROLES if other != role)
    after = spoken(asked, role, Handoff(to=receiver, evidence=(name,)))
    item = next(it for it in view.observe(after, receiver).panel("handed").items if it.id == name)

    assert item.fields["giver"] == role


def test_looking_twice_shows_the_same() -> None:
    """Two observations of one state are equal, noise and all."""
    for role in ROLES:
        assert view.observe(later(), role) == view.observe(later(), role)


def test_moves_are_offered_where_the_phase_has_them() -> None:
    """A report can be made in the last phase only, and nothing can be proposed in it."""
    cells = list(later().cells)
    cells[PHASE] = PHASES.index("report")
    last = view.observe(replace(later(), cells=tuple(cells)), "incident_commander")
    first = view.observe(later(), "incident_commander")

    assert ("report" in last.moves, "propose" in last.moves) == (True, False)
    assert ("report" in first.moves, "propose" in first.moves) == (False, True)


def test_no_view_holds_a_secret() -> None:
    """Ids of what nobody holds, and the key of the noise, are in no view."""
    state = later("hard")
    seen = "\n".join(text(view.observe(state, role)) for role in ROLES)

    assert view.secrets(state)
    assert [word for word in view.secrets(state) if word in seen] == []


def test_injected_words_are_left_out_of_the_clean_mode() -> None:
    """In the mode without injections every line reads as if nothing had been planted."""
    world = SCENARIOS["injected_plain"].build(Seed.of(3))
    everything = (1 << len(world.evidence)) - 1
    planted = [piece.planted for piece in world.evidence if piece.planted]
    state = transition.open_with(world, "clean")
    cells = list(state.cells)
    cells[KNOWN : KNOWN + len(ROLES)] = [everything & owned for owned in world.wiring.owned]
    seen = "\n".join(text(view.observe(replace(state, cells=tuple(cells)), role)) for role in ROLES)

    assert [words for words in planted if words in seen] == []
