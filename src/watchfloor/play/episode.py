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
from watchfloor.play.game import Game, Setting, Status
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
    game: Game[State], table: Table, first: State | None = None, *, is_sealed: bool = True
) -> Generator[Ask[State], Reply, Finished[State]]:
    """Play one episode of *game* at *table* to its end, and return it finished.

    Whoever has grown the *first* state of the setting already may give it. A record that hardly
    anybody reads need not be sealed: it says what was done, and `sealed` adds what stands for the
    states, and the hashes.
    """
    check(table.recipe, tuple(game.roles), game.terms)
    state = game.first(table.setting) if first is None else first
    header = opening(game, table, state) if is_sealed else _heading(game, table, "")
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
        said, index = heard(reply), len(turns) + 1
        state, status, note = _moved(game, state, role, said)
        if is_sealed:
            turn = Turn(index, role, said, status, note, game.fingerprint(state))
            turns.append(seal(turn, recorded.hash))
        else:
            turns.append(Turn(index, role, said, status, note, ""))
    end = outcome(game, table.recipe, state, len(turns))
    return Finished(_ended(header, turns, end), state)


def sealed(game: Game[State], trajectory: Trajectory, first: State | None = None) -> Trajectory:
    """Return *trajectory*, which was not sealed, as it would be: its replies are played again.

    Whoever has grown its *first* state already may give it.
    """
    header = trajectory.header
    table = Table(header.setting, header.recipe, header.seats, header.previous)
    state = game.first(table.setting) if first is None else first
    turns: list[Turn] = []
    header = opening(game, table, state)
    last = header.hash
    for turn in trajectory.turns:
        state, again = played(game, state, turn)
        turns.append(seal(again, last))
        last = turns[-1].hash
    return Trajectory(header, tuple(turns), seal(trajectory.end, last))


def opening(game: Game[State], table: Table, state: State) -> Header:
    """Return the header of the episode that opens with *state*."""
    return seal(_heading(game, table, game.fingerprint(state)), table.previous)


def _heading(game: Game[State], table: Table, world: str) -> Header:
    seats, previous = dict(sorted(table.seats.items())), table.previous
    return Header(
        FORMAT, game.name, game.rules, table.setting, world, seats, table.recipe, previous
    )


def played(game: Game[State], state: State, turn: Turn) -> tuple[State, Turn]:
    """Return what follows *state* when the reply of *turn* is given, and the turn filled in.

    A move out of turn, or after the end, is the caller's mistake: nobody can be paid for it.
    """
    if (role := game.to_move(state)) != turn.role:
        message = f"{turn.role!r} cannot move now, expected {role or 'nobody'!r}; ask `to_move`"
        raise IllegalMove(message)
    after, status, note = _moved(game, state, turn.role, turn.reply)
    filled = Turn(turn.index, turn.role, turn.reply, status, note, game.fingerprint(after))
    return after, filled


def _moved(game: Game[State], state: State, role: str, reply: str) -> tuple[State, Status, str]:
    """Return what follows *state* when *role* replies, what became of the reply, and why if bad."""
    move = parse(reply, game.roles[role].moves)
    step = game.apply(state, move)
    return step.state, step.status, move.reason if isinstance(move, Malformed) else ""


def outcome(game: Game[State], recipe: Recipe, state: State, turns: int) -> End:
    """Return what the verifier finds in the last *state* and what it is worth."""
    verdicts = game.judge(state)
    return End(turns, verdicts, tuple(recipe.price(found, game.terms) for found in verdicts), "")


def _ended(header: Header, turns: list[Turn], end: End) -> Trajectory:
    last = (turns[-1] if turns else header).hash
    return Trajectory(header, tuple(turns), seal(end, last) if last else end)
