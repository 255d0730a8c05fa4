"""Episodes played for their verdicts alone, which any recipe can price afterwards."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from watchfloor.errors import BadInput, IllegalMove
from watchfloor.play.action import Action, Malformed, NoReply, Reply, heard, parse
from watchfloor.play.game import Game, Setting
from watchfloor.play.policy import Contender, Insider, Policy
from watchfloor.seeds import Seed

Answer: TypeAlias = Callable[[Any, str], Reply]
"""What a seat replies in a state, where it is its turn."""


class Moved(NamedTuple):
    """One move of an episode."""

    state: Any
    """The state in which it was made."""
    role: str
    action: Action | Malformed
    after: Any


def finished(game: Game[Any], setting: Setting, seats: Mapping[str, Contender], first: Any) -> Any:  # noqa: ANN401  # a state of any game
    """Return the last state of *setting*, which opens as *first*, with *seats* taken."""
    last = first
    for move in moves(game, setting, seats, first):
        last = move.after
    return last


def moves(
    game: Game[Any],
    setting: Setting,
    seats: Mapping[str, Contender],
    first: Any,  # noqa: ANN401  # a state of any game
) -> Iterator[Moved]:
    """Return what is done in *setting*, which opens as *first*, with *seats* taken."""
    state, turns = first, 0
    answers = {role: answer_of(game, setting, role, policy) for role, policy in seats.items()}
    while (role := game.to_move(state)) is not None:
        if turns >= game.most_turns:
            message = f"{game.name} goes on after {game.most_turns} turns; mend its `to_move`"
            raise IllegalMove(message)
        action = _move(game, role, answers[role](state, role))
        after = game.apply(state, action).state
        yield Moved(state, role, action, after)
        state, turns = after, turns + 1


def answer_of(game: Game[Any], setting: Setting, role: str, policy: Contender) -> Answer:
    """Return what *policy* replies as *role* in *setting*; only an insider looks at the state."""
    draws = Seed.of("policy", setting.seed, game.name, setting.scenario, role)
    if isinstance(policy, Insider):
        informed = policy.seat(role, draws)
        return lambda state, _role: informed(game.observe(state, role), state)
    if isinstance(policy, Policy):
        player = policy.seat(role, draws)
        return lambda state, _role: player(game.observe(state, role))
    message = f"policy {policy.name!r} is neither a Policy nor an Insider; make it one of the two"
    raise BadInput(message)


def _move(game: Game[Any], role: str, reply: Reply) -> Action | Malformed:
    if isinstance(reply, NoReply):
        message = f"the {role} gave no reply ({reply.reason}); audit policies that always do"
        raise BadInput(message)
    if isinstance(reply, Action):
        return reply
    return parse(heard(reply), game.roles[role].moves)
