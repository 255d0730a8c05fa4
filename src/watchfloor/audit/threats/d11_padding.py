"""Make an episode longer or shorter than it need be, where steps are averaged or scores cut off."""

from collections.abc import Iterator
from typing import Any

from watchfloor.audit import records
from watchfloor.audit.bout import finished
from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import Interval, of
from watchfloor.logsentinel.actions import Wait
from watchfloor.opensoc.actions import LookUp
from watchfloor.play.action import Action, Reply
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Informed, Insider
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed

_USELESS: dict[str, tuple[str, Action]] = {
    "opensoc": ("casework", LookUp("record", "nobody")),
    "logsentinel": ("sequential", Wait()),
}
"""By game: the mode in which an episode can be padded, and the move to do it with."""
_PADDING = 4
_BELOW = -0.01
"""Where scores are cut off at nothing, nobody earns less than this."""


def _padded(oracle: Insider, useless: Action) -> Insider:
    """Return *oracle*, each of whose seats makes some *useless* moves first."""

    def seat(role: str, seed: Seed) -> Informed:
        plays, left = oracle.seat(role, seed), [useless] * _PADDING

        def reply(seen: Observation, state: Any) -> Reply:  # noqa: ANN401  # a state of any game
            return left.pop() if left else plays(seen, state)

        return reply

    return Insider(name="padded", summary="Begins with useless moves.", seat=seat)


def _worth(trial: Trial, state: Any) -> float:  # noqa: ANN401  # a state of any game
    rewards = [trial.recipe.price(it, trial.game.terms) for it in trial.game.judge(state)]
    return sum(reward.total for reward in rewards) / ONE


def _longer(trial: Trial) -> Iterator[Finding]:
    game = trial.game
    mode, useless = _USELESS[game.name]
    oracle = game.policies["oracle"]
    if not isinstance(oracle, Insider):
        return
    gaps: list[float] = []
    for setting in records.settings(trial, max(8, trial.effort.cases // 20)):
        played = type(setting)(setting.scenario, mode, setting.seed)
        first = game.first(played)
        plain, padded = (
            _worth(trial, finished(game, played, dict.fromkeys(game.roles, who), first))
            for who in (oracle, _padded(oracle, useless))
        )
        gaps.append(padded - plain)
    yield at_most("the oracle with useless moves first over one without", of(gaps), 0.0, len(gaps))


def _summed(trial: Trial) -> Iterator[Finding]:
    uneven, least, tried = list[str](), 0, 0
    for one in records.several(trial):
        for reward in one.end.rewards:
            tried += 1
            least = min(least, reward.total)
            is_even = reward.total == sum(share.paid for share in reward.shares)
            uneven += [f"{reward.role} on {one.header.setting}"] * (not is_even)
    yield never("rewards that are not the sum of their shares", uneven, tried)
    found = Interval(least / ONE, least / ONE, least / ONE)
    yield at_most("the least that random play earns", found, _BELOW, tried)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield from _longer(trial)
    yield from _summed(trial)


THREAT = Threat(
    name="d11_padding",
    summary="A mean over steps is raised by useless ones, and a cut-off score hides the harm.",
    answer="An episode is priced once, at its end, and what it comes to is cut off nowhere.",
    games=("opensoc", "logsentinel"),
    probe=_probe,
    prices=True,
)
