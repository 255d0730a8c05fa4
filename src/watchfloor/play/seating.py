"""Fills the seats with policies and plays an episode through, one ask at a time."""

from collections.abc import Callable, Generator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.play.action import Reply
from watchfloor.play.episode import Ask, Finished, Table, episode
from watchfloor.play.game import Game, Setting
from watchfloor.play.policy import Contender, Insider, Policy
from watchfloor.play.trajectory import Record, Trajectory
from watchfloor.seeds import Seed

Answer: TypeAlias = Callable[[Ask[Any]], Reply]
NOBODY: Mapping[str, Contender] = MappingProxyType({})


def seated(
    game: Game[Any], table: Table, guests: Mapping[str, Contender] = NOBODY
) -> dict[str, Answer]:
    """Return, for each role, the player that *table* names: a policy of *game* or a guest."""
    known = {**game.policies, **guests}
    empty = sorted(set(game.roles) - set(table.seats))
    if empty:
        message = f"nobody sits as {', '.join(empty)}; name a policy for every role of {game.name}"
        raise BadInput(message)
    for role in table.seats:
        named("role", role, game.roles)
    return {
        role: answer(named("policy", policy, known), role, _draws(game, table.setting, role))
        for role, policy in table.seats.items()
    }


def _draws(game: Game[Any], setting: Setting, role: str) -> Seed:
    return Seed.of("policy", setting.seed, game.name, setting.scenario, role)


def answer(policy: Contender, role: str, draws: Seed) -> Answer:
    """Return the player of *policy* as *role*: only an insider's is handed the state."""
    if isinstance(policy, Insider):
        informed = policy.seat(role, draws)
        return lambda ask: informed(ask.observation, ask.state)
    if isinstance(policy, Policy):
        player = policy.seat(role, draws)
        return lambda ask: player(ask.observation)
    message = f"policy {policy.name!r} is neither a Policy nor an Insider; make it one of the two"
    raise BadInput(message)


def lines(
    game: Game[Any], table: Table, answers: dict[str, Answer]
) -> Generator[Record, None, Finished[Any]]:
    """Play one episode, yielding each line of its record as soon as it stands."""
    running = episode(game, table)
    made = 0
    reply: Reply | None = None
    while True:
        try:
            ask = next(running) if reply is None else running.send(reply)
        except StopIteration as stop:
            finished: Finished[Any] = stop.value
            yield from finished.trajectory.records[made:]
            return finished
        yield ask.recorded
        made += 1
        reply = answers[ask.role](ask)


def play(game: Game[Any], table: Table, answers: dict[str, Answer] | None = None) -> Trajectory:
    """Play one episode through and return it."""
    return played_out(game, table, seated(game, table) if answers is None else answers).trajectory


def played_out(game: Game[Any], table: Table, answers: dict[str, Answer]) -> Finished[Any]:
    """Play one episode through and return it with its last state."""
    running = lines(game, table, answers)
    while True:
        try:
            next(running)
        except StopIteration as stop:
            finished: Finished[Any] = stop.value
            return finished
