"""Tests of who plays steps elsewhere, and of whom it speaks with: over a pipe, without torch."""

from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing import Pipe
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest

from phased import experiment, helped, phase
from spelled import Spelled
from watchfloor.agents.games import find
from watchfloor.errors import BadInput
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import Answer
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed
from watchfloor.training.ahead import Ask, Helper
from watchfloor.training.chat import Chat
from watchfloor.training.conversations import LEARNER, Cast, Said
from watchfloor.training.demonstration import Demonstration
from watchfloor.training.pool import Pool
from watchfloor.training.rollouts import Drawn, Rollout, Sample, Texts, drawn, rollout
from watchfloor.training.supply import At, Begun, Supply, done_before, draws_of

GAME = find("opensoc")
LOOK = '{"move":"look_up","kind":"log","subject":"nowhere"}'
SUBMIT = '{"move":"submit_triage","action":"monitor"}'
EXPERIMENT = experiment(phase("sft", 2, worlds=3), phase("grpo", 3))
SUPPLY = Supply(EXPERIMENT, frozenset())
STEPS = [*SUPPLY.steps(At(0, 0))]
ANSWERS: tuple[Answer, ...] = ("monitor", "dismiss", "escalate")
SAYINGS = [SUPPLY.tongue.spelled(SubmitTriage(it), {}) for it in ANSWERS]
COUNT = EXPERIMENT.phases[1].samples


class Answering:
    """A sampler that gives answers by the length of the text, to one text after the other."""

    version = 0

    def sample(self, texts: Texts, count: int, _draws: Seed) -> Iterator[Drawn]:
        """Return *count* replies to each of *texts*, as they are drawn."""
        for place, text in enumerate(texts):
            said = [SAYINGS[(len(text) + number) % len(SAYINGS)] for number in range(count)]
            yield Drawn([place], [[Said(it, [-0.5] * len(it)) for it in said]])


class Asking:
    """A sampler that submits at once in half of its replies, and looks something up before."""

    version = 4

    def __init__(self, tongue: Chat) -> None:
        """Speak in *tongue*."""
        self.turns, self._replies = 0, [tongue.spelled(it) for it in (LOOK, SUBMIT)]

    def sample(self, texts: Texts, count: int, _draws: Seed) -> Iterator[Drawn]:
        """Return *count* replies to each of *texts*, as they are drawn."""
        self.turns += 1
        for place in range(len(texts)):
            said = [self._replies[self.turns > 1 or number % 2] for number in range(count)]
            yield Drawn([place], [[Said(it, [-0.5] * len(it)) for it in said]])


class Given:
    """A supply of steps that are made by hand."""

    def __init__(self, *steps: Callable[[], Generator[None, None, Begun]]) -> None:
        """Give *steps*, one after the other."""
        self._steps = steps

    def beginning(self, at: At) -> Generator[None, None, Begun]:
        """Get ready what the step *at* a place begins with."""
        return self._steps[at.step]()

    def duel(self, _at: At) -> None:
        """Return nothing: no step is one of self-play."""


def _samples(begun: Begun, at: At) -> list[list[Sample]]:
    assert not isinstance(begun, Sequence)
    number = done_before(EXPERIMENT, at)
    return drawn(begun, Answering(), COUNT, draws_of(EXPERIMENT, "samples", number))


def test_steps_that_are_played_elsewhere_are_the_steps() -> None:
    """Demonstrations and samples are those of the same step played here, one after the other."""
    helper = helped(SUPPLY, STEPS)
    for at in STEPS:
        there, here = helper.begun(), SUPPLY.begun(at, Pool())
        if isinstance(here, Sequence):
            assert there == here
            assert all(isinstance(it, Demonstration) for it in here)
        else:
            found = _samples(there, at)

            assert found == _samples(here, at)
            assert len({it.reward for group in found for it in group}) > 1
    helper.close()


def _cases(tongue: Any) -> Rollout:  # noqa: ANN401  # of chat models, which take turns
    cast = Cast(GAME, GAME.recipes["standard"], {"defender": LEARNER})
    worlds = [cast.world(Setting("stage2_multi", "casework", seed)) for seed in (3, 4)]
    return rollout(worlds, tongue, 4, Seed.of("cases"), Asking.version)


def _beginning(begun: Begun) -> Generator[None, None, Begun]:
    yield
    return begun


def test_a_game_of_several_turns_is_played_turn_for_turn() -> None:
    """What is seen after a reply comes back, and in the end what each sample earned."""
    tongues = [Chat(Spelled()) for _ in range(2)]
    askings = [Asking(it) for it in tongues]
    helper = helped(Given(lambda: _beginning(_cases(tongues[0]))), [At(0, 0)])
    begun = helper.begun()
    assert not isinstance(begun, Sequence)
    there = drawn(begun, askings[0], 4, Seed.of(1))
    helper.close()
    here = drawn(_cases(tongues[1]), askings[1], 4, Seed.of(1))

    assert there == here
    assert askings[0].turns == 2
    assert [[sum(it.loss_mask) for it in group] for group in here] == [[4, 2, 4, 2]] * 2
    assert all(0 in it.loss_mask for group in here for it in group[::2])
    assert {it.version for group in here for it in group} == {4}


def test_worlds_are_opened_only_while_there_is_nothing_to_judge() -> None:
    """A reply is judged at once, however long it takes to get the steps after it ready."""
    is_over, tired = Event(), list[float]()

    def endless() -> Generator[None, None, Begun]:
        until = monotonic() + 20
        while not is_over.is_set() and not tired:
            tired.extend([until] * (monotonic() > until))
            yield
        return []

    helper = helped(Given(lambda: SUPPLY.beginning(STEPS[2]), endless), [At(0, 0), At(0, 1)])
    found = _samples(helper.begun(), STEPS[2])
    is_over.set()
    helper.close()

    assert not tired
    assert found == _samples(SUPPLY.begun(STEPS[2], Pool()), STEPS[2])


def test_so_many_steps_are_got_ready_and_no_more() -> None:
    """While replies are drawn, a process waits once thirty steps beside it are ready."""
    begun: list[int] = []

    def noted(number: int) -> Callable[[], Generator[None, None, Begun]]:
        def beginning() -> Generator[None, None, Begun]:
            begun.append(number)
            return (yield from SUPPLY.beginning(STEPS[2]))

        return beginning

    helper = helped(Given(*map(noted, range(40))), [At(0, step) for step in range(40)])
    going = helper.begun()
    assert not isinstance(going, Sequence)
    next(going)
    while len(begun) < 32:  # with one that is being opened
        sleep(0.01)
    sleep(0.3)  # time enough to open several
    helper.close()

    assert begun == [*range(32)]


def test_a_mistake_is_told_when_it_is_the_turn_of_its_step() -> None:
    """The step before it, which is still played, comes to its end."""
    is_made = Event()

    def mistaken() -> Generator[None, None, Begun]:
        yield
        is_made.set()
        message = "no world is left; give more of them"
        raise BadInput(message)

    helper = helped(Given(lambda: SUPPLY.beginning(STEPS[2]), mistaken), [At(0, 0), At(0, 1)])

    begun = helper.begun()
    assert is_made.wait(20)
    assert _samples(begun, STEPS[2])
    with pytest.raises(BadInput, match=r"^no world is left; give more of them$"):
        helper.begun()
    helper.close()


def test_whoever_hangs_up_is_told_of() -> None:
    """A process that is gone when its next step is wanted is a sentence that says how to go on."""
    helper = helped(SUPPLY, [])
    with pytest.raises(BadInput, match="was ended; the last checkpoint is as it was: go on with"):
        helper.begun()
    helper.close()


def test_whoever_hangs_up_while_replies_are_drawn_is_told_of() -> None:
    """What was drawn cannot be handed over any more, which is the same sentence."""
    here, there = Pipe()
    nobody: Any = Thread()
    there.send(Ask([(1, 2)]))
    begun = Helper(here, nobody, SUPPLY).begun()
    there.close()

    with pytest.raises(BadInput, match="was ended; the last checkpoint is as it was: go on with"):
        _samples(begun, STEPS[2])
