"""Tests of self-play that is guessed: whatever was made before, a step is what is played alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing import Pipe
from threading import Thread
from typing import Any

import pytest

from phased import experiment, helped, phase
from watchfloor.errors import BadInput
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.play.action import NoReply
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Policy
from watchfloor.seeds import Seed
from watchfloor.training import attacker
from watchfloor.training.ahead import Given, Helper, Share
from watchfloor.training.attacker import Way
from watchfloor.training.conversations import Said
from watchfloor.training.driving import driven
from watchfloor.training.duels import Attack, Brief, Deed, Defence, Met, learned
from watchfloor.training.pool import FAMILIES, Pool
from watchfloor.training.rollouts import Drawn, Texts, drawn
from watchfloor.training.supply import At, Begun, Supply
from watchfloor.training.worlds import story

STAGE, SEED = "stage4_adversarial", 1_000_000_123
PHASE = phase("selfplay", 8, worlds=12)
SUPPLY = Supply(experiment(phase("sft", 1), PHASE), frozenset())
STEPS = [At(1, step) for step in range(8)]
ATTACK, DEFENCE = STEPS[0], STEPS[1]
SAYINGS = [SUPPLY.tongue.spelled(SubmitTriage(it), {}) for it in ANSWERS]


SEEN = Observation("opensoc", "defender", 1, (), ())


class Answering:
    """A sampler that gives answers by the length of the text, with a draft that is another one."""

    version = 0

    def sample(self, texts: Texts, count: int, _draws: Seed) -> Iterator[Drawn]:
        """Return *count* replies to each of *texts*, as they are drawn."""
        for place, text in enumerate(texts):
            for is_draft in (True, False):
                said = [SAYINGS[(len(text) + it + is_draft) % 5] for it in range(count)]
                yield Drawn([place], [[Said(it, [-0.5] * len(it), is_draft) for it in said]])


def _minded(number: int) -> Pool:
    """Return a pool whose attackers attack in quite other ways than those of another *number*."""
    traits = [
        trait
        for answer in ANSWERS
        for part in attacker.parts(answer)
        for it in part
        for trait in it.traits
    ]
    found = Pool()
    for name in ("first", "second"):
        draw = Seed.of("mind", number, name).stream()
        found.mind = {trait: draw.below(100) / 10 for trait in dict.fromkeys(traits)}
        found.add(name)
    found.rivals = [
        it._replace(failed=(number + place) % 3 / 2) for place, it in enumerate(found.rivals)
    ]
    return found


def _found(begun: Begun) -> Any:  # noqa: ANN401  # of either side
    assert not isinstance(begun, Sequence)
    return drawn(begun, Answering(), PHASE.samples, Seed.of(1))


def _alone(at: At, pool: Pool) -> Any:  # noqa: ANN401  # of either side
    return _found(SUPPLY.begun(at, pool))


@pytest.mark.parametrize("at", [ATTACK, DEFENCE])
def test_a_wrong_guess_changes_nothing(at: At) -> None:
    """A step made for others, whole or in part, is what it is if nobody guessed."""
    duel = SUPPLY.duel(at)
    assert duel is not None
    driven(duel.opening(_minded(1)), lambda _: None)
    for _ in zip(range(7), duel.opening(_minded(2)), strict=False):
        pass

    assert _found(duel.play(_minded(3))) == _alone(at, _minded(3))
    assert _alone(at, _minded(3)) != _alone(at, _minded(1))


@pytest.mark.parametrize("at", [ATTACK, DEFENCE])
def test_what_was_guessed_right_is_not_made_again(at: At) -> None:
    """Nothing is left to make once a step was made for those who are met."""
    duel = SUPPLY.duel(at)
    assert duel is not None
    assert len([*duel.opening(_minded(1))]) >= duel.held > 0
    made = duel.held

    assert [*duel.opening(_minded(1))] == []
    assert duel.held == made


def test_steps_that_are_guessed_elsewhere_are_the_steps() -> None:
    """Whoever is met from step to step is another one each time, and nobody was guessed right."""
    other = helped(SUPPLY, STEPS)
    for number, at in enumerate(STEPS):
        assert _found(other.begun(_minded(number))) == _alone(at, _minded(number))
    other.close()


def test_what_nobody_guessed_is_crafted_by_whoever_waits() -> None:
    """Who is asked for a share tells what each deed comes to, until something else is said."""
    duel = SUPPLY.duel(ATTACK)
    assert isinstance(duel, Attack)
    deeds = duel.missing(Pool())
    here, there = Pipe()
    there.send(Share(ATTACK, deeds[:3]))
    nobody: Any = Thread(target=lambda: None)
    nobody.start()
    helper = Helper(here, nobody, SUPPLY)
    waiting = Thread(target=helper.begun, args=(Pool(),), daemon=True)
    waiting.start()
    assert isinstance(there.recv(), Pool)
    given = [there.recv() for _ in range(3)]
    there.send([])
    waiting.join(20)

    assert given == [Given(it, duel.craft(it)) for it in deeds[:3]]
    helper.close()


def test_a_share_that_was_crafted_elsewhere_is_not_crafted_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is given is taken as it is, and the step is the same."""
    duel = SUPPLY.duel(ATTACK)
    assert isinstance(duel, Attack)
    for deed in duel.missing(Pool()):
        duel.take(deed, duel.craft(deed))
    crafted: list[Deed] = []
    monkeypatch.setattr(Attack, "craft", lambda _duel, deed: crafted.append(deed))

    assert _found(duel.play(Pool()))
    assert not crafted


def test_the_same_incident_is_the_same() -> None:
    """Who says the same for a brief meets the same; nothing that goes before work is in it."""
    brief = Brief(SUPPLY.place, STAGE, SEED)

    assert brief.crafted(FAMILIES["scripted"]) is brief.crafted(FAMILIES["scripted"])
    assert attacker.plain(Way("dismiss", (0, 3, 1))) == Way("dismiss", (0, 0, 1))
    assert attacker.plain(Way("monitor", (0, 3, 1))) == Way("monitor", (0, 3, 1))


def test_what_makes_no_difference_makes_none() -> None:
    """A way and what is plain of it are the same incident."""
    duel = SUPPLY.duel(ATTACK)
    assert isinstance(duel, Attack)
    ways = [Way("dismiss", (0, before, cast)) for before in range(4) for cast in range(2)]
    for seed in range(SEED, SEED + 4):
        brief = Brief(SUPPLY.place, STAGE, seed)
        for way in ways:
            plain = attacker.fixed("plain", attacker.plain(way))

            assert brief.crafted(attacker.fixed("way", way)) is brief.crafted(plain)


def test_a_game_without_an_attacker_has_no_brief() -> None:
    """It is one sentence, where a defender moves first."""
    game = replace(SUPPLY.place.game, to_move=lambda _: "defender", observe=lambda *_: SEEN)

    with pytest.raises(BadInput, match="opensoc has no attacker; self-play needs a game"):
        Brief(SUPPLY.place._replace(game=game), STAGE, SEED)


def test_who_does_not_attack_has_no_incident() -> None:
    """An attacker that gives no reply is a mistake of whoever named it."""
    silent = Policy(
        name="silent", summary="Says nothing.", seat=lambda *_: lambda _seen: NoReply("asleep")
    )

    with pytest.raises(BadInput, match=r"silent did not attack \(asleep\)"):
        Brief(SUPPLY.place, STAGE, SEED).crafted(silent)


def test_a_pool_is_guessed_to_keep_its_attacker_when_its_turn_is_over() -> None:
    """Nothing else is known of the steps between, and the pool itself is left as it is."""
    pool = _minded(1)
    later = [pool.guessed(PHASE, 1, then) for then in (1, 2, 3, 5)]
    names = [[it.name for it in found.rivals[4:]] for found in later]

    assert names == [[], [], ["selfplay-2"], ["selfplay-2", "selfplay-3"]]
    assert later[2].rivals[-1].mind == pool.mind
    assert len(pool.rivals) == 4


def test_a_world_is_told_by_its_place_whoever_was_guessed() -> None:
    """Where a guess had a world more, those after it are told anew; a story kept apart has none."""
    guessed = SUPPLY.duel(DEFENCE)
    assert isinstance(guessed, Defence)
    _, worlds = driven(guessed.opening(_minded(1)), lambda _: None)
    supply = Supply(SUPPLY.experiment, frozenset({story("opensoc", worlds[0].first)}))
    shorter = [_later(supply, guess) for guess in (_minded(2), _minded(1))]

    assert shorter[0] == shorter[1] == _found(supply.begun(DEFENCE, _minded(1)))
    assert len(shorter[0].samples) < len(worlds)


def _later(supply: Supply, guess: Pool) -> Met:
    """Return what comes of a step with the first pool that was opened for a *guess* before."""
    duel = supply.duel(DEFENCE)
    assert isinstance(duel, Defence)
    driven(duel.opening(guess), lambda _: None)
    found: Met = _found(duel.play(_minded(1)))
    return found


def test_what_an_attacker_learns_is_known_when_all_is_answered() -> None:
    """Until then it is taken that nothing is paid; what came of a step moves the mind as it did."""
    duel, mind = SUPPLY.duel(ATTACK), _minded(1).mind
    assert isinstance(duel, Attack)
    assert duel.learning(mind, 10.0) is None
    groups = _found(duel.play(_minded(1)))
    told, learnt = learned(mind, groups, 10.0), duel.learning(mind, 10.0)

    assert len({one.bout.paid for group in groups for one in group}) > 1
    assert learnt is not None
    assert {trait: learnt.get(trait, 0.0) for trait in told} == pytest.approx(told)
    assert duel.learning(mind, 10.0) is None
