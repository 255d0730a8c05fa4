"""The only turn loop: a generator that neither waits nor knows who answers.

It yields an `Ask`, is sent a reply, and returns the trajectory with the last state. Whoever drives
it decides whether the reply comes from a function, a model, a person, or five hundred episodes
asked at once.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from watchfloor.errors import IllegalMove
from watchfloor.play.action import Malformed, NoReply, Reply, heard, parse
from watchfloor.play.game import Game, Setting
from watchfloor.play.observation import Observation
from watchfloor.play.reward import Recipe, check
from watchfloor.play.trajectory import FORMAT, START, End, Header, Trajectory, Turn, seal

State = TypeVar("State")


class Ask(msgspec.Struct, Generic[State], frozen=True):
    """It is somebody's turn."""

    role: str
    observation: Observation
    state: State
    """For insiders and servers; a player is handed the observation alone."""
    recorded: Header | Turn
    """The line made since the last ask."""


@dataclass(frozen=True, slots=True)
class Table:
    """Everything that is agreed before an episode begins."""

    setting: Setting
    recipe: Recipe
    seats: dict[str, str]
    """The name of the policy in each seat."""
    previous: str = START


@dataclass(frozen=True, slots=True)
class Finished(Generic[State]):
    """An episode that came to its end."""

    trajectory: Trajectory
    state: State
    """The last one; for whoever measures what the verdicts do not say."""


def episode(
    game: Game[State], table: Table, first: State | None = None
) -> Generator[Ask[State], Reply, Finished[State]]:
    """Play one episode of *game* at *table* to its end, and return it finished.

    Whoever has grown the *first* state of the setting already may give it.
    """
    check(table.recipe, tuple(game.roles), game.terms)
    state = game.first(table.setting) if first is None else first
    header = opening(game, table, state)
    turns: list[Turn] = []
    while (role := game.to_move(state)) is not None:
        if len(turns) >= game.most_turns:
            message = f"{game.name} goes on after {game.most_turns} turns; mend its `to_move`"
            raise IllegalMove(message)
        recorded = turns[-1] if turns else header
        reply = yield Ask(role, game.observe(state, role), state, recorded)
        if isinstance(reply, NoReply):
            reason = heard(reply.reason) or "no reason was given"
            return Finished(_ended(header, turns, End(len(turns), (), (), reason)), state)
        state, turn = played(game, state, Turn(len(turns) + 1, role, heard(reply), "ok", "", ""))
        turns.append(seal(turn, (turns[-1] if turns else header).hash))
    end = outcome(game, table.recipe, state, len(turns))
    return Finished(_ended(header, turns, end), state)


def opening(game: Game[State], table: Table, state: State) -> Header:
    """Return the header of the episode that opens with *state*."""
    world, seats = game.fingerprint(state), dict(sorted(table.seats.items()))
    header = Header(
        FORMAT, game.name, game.rules, table.setting, world, seats, table.recipe, table.previous
    )
    return seal(header, table.previous)


def played(game: Game[State], state: State, turn: Turn) -> tuple[State, Turn]:
    """Return what follows *state* when the reply of *turn* is given, and the turn filled in.

    A move out of turn, or after the end, is the caller's mistake: nobody can be paid for it.
    """
    if (role := game.to_move(state)) != turn.role:
        message = f"{turn.role!r} cannot move now, expected {role or 'nobody'!r}; ask `to_move`"
        raise IllegalMove(message)
    move = parse(turn.reply, game.roles[turn.role].moves)
    step = game.apply(state, move)
    note = move.reason if isinstance(move, Malformed) else ""
    filled = Turn(
        turn.index, turn.role, turn.reply, step.status, note, game.fingerprint(step.state)
    )
    return step.state, filled


def outcome(game: Game[State], recipe: Recipe, state: State, turns: int) -> End:
    """Return what the verifier finds in the last *state* and what it is worth."""
    verdicts = game.judge(state)
    return End(turns, verdicts, tuple(recipe.price(found, game.terms) for found in verdicts), "")


def _ended(header: Header, turns: list[Turn], end: End) -> Trajectory:
    last = turns[-1] if turns else header
    return Trajectory(header, tuple(turns), seal(end, last.hash))
