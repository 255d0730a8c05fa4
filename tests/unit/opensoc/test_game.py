from dataclasses import replace

import pytest

from watchfloor.opensoc.game import GAME, SCENARIOS
from watchfloor.opensoc.stages import STAGES
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.policy import Insider
from watchfloor.play.reward import ONE
from watchfloor.play.seating import play

LAZY = [name for name, policy in GAME.policies.items() if policy.is_lazy]


def _mean(policy: str, stage: str, count: int = 120) -> float:
    earned = [
        play(
            GAME,
            Table(
                Setting(stage, "defender_only", seed),
                GAME.recipes["standard"],
                dict.fromkeys(GAME.roles, policy),
            ),
        )
        .reward("defender")
        .total
        for seed in range(count)
    ]
    return sum(earned) / (ONE * count)


def test_a_stage_is_a_scenario() -> None:
    """Each step of the curriculum can be played, under its own name and summary."""
    assert [name for name, it in SCENARIOS.items() if not it.is_apart] == list(STAGES)
    assert all(it.measured == ("defender",) for it in SCENARIOS.values())


@pytest.mark.parametrize("policy", LAZY)
def test_not_doing_the_job_earns_about_nothing(policy: str) -> None:
    """Over the harder stages no lazy policy earns what an honest one does."""
    stages = list(STAGES)[1:]
    mean = sum(_mean(policy, stage, 60) for stage in stages) / len(stages)

    assert mean < 0.25


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_doing_the_job_pays(stage: str) -> None:
    """Knowing the truth earns everything; honest play earns well over lazy play, and less."""
    oracle, honest = _mean("oracle", stage, 30), _mean("heuristic", stage)

    assert isinstance(GAME.policies["oracle"], Insider)
    assert oracle == 1
    assert max(_mean(name, stage, 60) for name in LAZY) < honest < oracle


def test_the_oracle_looks_up_what_it_has_to_cite() -> None:
    """In casework the truth is not enough: its proof has to be brought to the desk first."""
    table = Table(
        Setting("stage3_mixed", "casework", 2),
        GAME.recipes["standard"],
        dict.fromkeys(GAME.roles, "oracle"),
    )
    finished = [
        play(GAME, replace(table, setting=Setting("stage3_mixed", "casework", seed)))
        for seed in range(20)
    ]

    assert {len(it.turns) for it in finished} != {1}
    assert all(it.end.verdicts[0]["citation"].value == ONE for it in finished)
