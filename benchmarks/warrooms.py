"""Playing and pricing whole episodes of the war-room; what its benchmarks share."""

from collections.abc import Sequence
from functools import lru_cache
from statistics import mean, stdev

from watchfloor.logsentinel import transition, verifier, view
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.state import State
from watchfloor.play.action import Action, Reply
from watchfloor.play.game import Setting
from watchfloor.play.policy import Contender, Insider, Policy
from watchfloor.play.reward import ONE, Reward
from watchfloor.seeds import Seed

FRESH = 20_000
"""The first of the seeds on which things are judged, and on which nothing was tried before."""
TRAINING = 1000
"""The first of the seeds on which searches search."""


@lru_cache(maxsize=64)
def opened(setting: Setting) -> State:
    """Return the first state of *setting*, which is grown once for all who play it in a row."""
    return GAME.first(setting)


def finished(setting: Setting, policy: Contender) -> State:
    """Return the last state of *setting* with *policy* in every seat."""
    state = opened(setting)
    draws = {role: Seed.of("ordering", setting.scenario, setting.seed, role) for role in GAME.roles}
    if isinstance(policy, Insider):
        informed = {role: policy.seat(role, draws[role]) for role in GAME.roles}
        while (role := transition.to_move(state)) is not None:
            reply = informed[role](view.observe(state, role), state)
            state = transition.apply(state, _move(reply)).state
    elif isinstance(policy, Policy):
        seated = {role: policy.seat(role, draws[role]) for role in GAME.roles}
        while (role := transition.to_move(state)) is not None:
            state = transition.apply(state, _move(seated[role](view.observe(state, role)))).state
    return state


def _move(reply: Reply) -> Action:
    if not isinstance(reply, Action):
        message = f"a policy gave {type(reply).__name__}; expected a move"
        raise TypeError(message)
    return reply


def priced(state: State) -> Reward:
    """Return what the team of *state* earned under the recipe `standard`."""
    return GAME.recipes["standard"].price(verifier.judge(state)[0], GAME.terms)


def raw(state: State) -> float:
    """Return the worth of *state*, cut off nowhere."""
    return priced(state).total / ONE


def clamped(worth: float) -> float:
    """Return *worth* between 0 and 1."""
    return min(1.0, max(0.0, worth))


def interval(values: Sequence[float]) -> str:
    """Return the mean of *values* with its 95 % interval."""
    half = 1.96 * stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return f"{mean(values):6.3f} +-{half:.3f}"


def gain(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """Return the mean of the paired differences, and half of its 95 % interval."""
    gains = [new - old for old, new in zip(before, after, strict=True)]
    return mean(gains), 1.96 * stdev(gains) / len(gains) ** 0.5
