import dataclasses

import pytest

from episodes import ATTACKED
from lookout.game import GAME
from lookout.policies import POLICIES
from watchfloor.play.policy import Contender, Insider, Policy
from watchfloor.seeds import Seed


def test_only_an_insider_is_shown_the_truth() -> None:
    """Of the policies of a game, the oracle alone is made to see the hidden state."""
    assert [name for name, found in POLICIES.items() if isinstance(found, Insider)] == ["oracle"]


def test_a_policy_is_no_insider() -> None:
    """The two kinds of contender cannot be taken for each other."""
    assert not issubclass(Policy, Insider)
    assert not issubclass(Insider, Policy)
    assert issubclass(Policy, Contender)
    assert issubclass(Insider, Contender)


def test_whoever_does_the_job_is_not_lazy() -> None:
    """A contender stands for an honest attempt unless it says otherwise."""
    assert [name for name, found in POLICIES.items() if found.is_lazy] == ["alarmist"]


def test_a_contender_cannot_be_changed_while_it_plays() -> None:
    """The name under which a score is published is fixed."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        POLICIES["oracle"].name = "honest"  # type: ignore[misc]  # what the test is about


def test_a_policy_draws_from_its_own_seed() -> None:
    """Two seats of one policy on one seed answer the same, on other seeds otherwise."""
    policy = POLICIES["random"]
    assert isinstance(policy, Policy)
    one, again = (policy.seat("keeper", Seed.of(1)) for _ in range(2))
    other = policy.seat("keeper", Seed.of(2))
    seen = GAME.observe(GAME.first(ATTACKED), "keeper")

    assert [one(seen) for _ in range(20)] == [again(seen) for _ in range(20)]
    assert [one(seen) for _ in range(20)] != [other(seen) for _ in range(20)]
