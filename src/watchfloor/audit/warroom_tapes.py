"""Episodes of the war-room move by move, and what they would have come to with other moves."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from watchfloor.audit.bout import moves
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.trial import FIRST, Trial
from watchfloor.audit.warroom_earning import opened, worth
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.cells import FLOOR, IDLE
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import ROLE_INDEX
from watchfloor.play.action import Action, Malformed
from watchfloor.play.game import Setting
from watchfloor.seeds import Stream

PER_TAPE = 10
"""How much is tried on one episode."""
SHIFT = 0.01
"""What it may be worth to users that two side effects meet a minute later."""


class Said(NamedTuple):
    """One move, and whose it is."""

    role: str
    move: Action | Malformed


Speech: TypeAlias = Sequence[Said]


class Tape(NamedTuple):
    """One episode: what was said, and the states before each of it and at the end."""

    setting: Setting
    said: tuple[Said, ...]
    states: tuple[State, ...]

    @property
    def last(self) -> State:
        """The state at the end."""
        return self.states[-1]


@lru_cache(maxsize=512)
def taped(setting: Setting, policy: str) -> Tape:
    """Return the episode of *setting* in which *policy* holds every seat."""
    first = opened(setting)
    done = list(moves(GAME, setting, dict.fromkeys(GAME.roles, GAME.policies[policy]), first))
    said = tuple(Said(it.role, it.action) for it in done)
    return Tape(setting, said, (first, *(it.after for it in done)))


def tapes(
    trial: Trial, policy: str = "oracle", scenarios: Sequence[str] = (), mode: str = "sequential"
) -> Iterator[Tape]:
    """Return as many episodes of *policy* as *trial* has the effort for, the *scenarios* in turn.

    All scenarios take part if none is named.
    """
    names = scenarios or tuple(GAME.scenarios)
    for number in range(max(len(names), trial.effort.cases // PER_TAPE)):
        setting = Setting(names[number % len(names)], mode, FIRST + number)
        yield taped(setting, policy)


def given(state: State, role: str) -> State:
    """Return *state* with *role* having the floor."""
    cells = list(state.cells)
    cells[FLOOR] = ROLE_INDEX[role]
    return replace(state, cells=tuple(cells))


def spoken(state: State, speech: Iterable[Said]) -> State:
    """Return what follows *state* when each of *speech* is said; nothing is heard after the end."""
    for role, move in speech:
        if transition.to_move(state) is None:
            break
        state = transition.apply(given(state, role), move).state
    return state


def told(tape: Tape, place: int, what: object) -> str:
    """Return where in *tape* something is, and *what*."""
    return f"{tape.setting.scenario} {tape.setting.seed}, turn {place + 1}: {what}"


def beside_waiting(trial: Trial, tape: Tape, place: int, more: Speech) -> float:
    """Return what *more* earns at *place* of *tape* over leaving it out, or waiting that long.

    That it is no waiting is worth nothing by itself; `c18_idling_in_other_words` asks about that.
    """
    state, rest = tape.states[place], tape.said[place:]
    waits = [Said(it.role, Wait()) for it in more]
    varied, waited = (spoken(state, [*it, *rest]) for it in (more, waits))
    return min(_gain(trial, varied, other) for other in (waited, tape.last))


def _gain(trial: Trial, state: State, other: State) -> float:
    """Return what *state* is worth over *other*, as if it held as many idle moves at least."""
    cells = list(state.cells)
    cells[IDLE] = max(cells[IDLE], other.cells[IDLE])
    return worth(trial, replace(state, cells=tuple(cells))) - worth(trial, other)


Variation: TypeAlias = Callable[[Tape, int, Stream], Speech]
"""What is to be said as well at a place of an episode; nothing where it can't be."""


def never_pays(trial: Trial, what: str, vary: Variation, tried: Iterable[Tape]) -> Finding:
    """Return that what *vary* says, said anywhere in those *tried* as well, never earns anything.

    No more than it is worth now and then that everything comes a minute later.
    """
    draw = trial.draws(what).stream()
    breaches, count = list[str](), 0
    for tape in tried:
        for _ in range(PER_TAPE):
            place = draw.below(len(tape.said))
            more = vary(tape, place, draw)
            if more:
                count += 1
                gain = beside_waiting(trial, tape, place, more)
                if gain > SHIFT:
                    breaches.append(told(tape, place, f"{gain:+.3f} by {_short(more)}"))
    return never(what, breaches, count)


def _short(speech: Speech) -> str:
    return ", ".join(f"{it.role} {type(it.move).__name__}" for it in speech[:3])
