import pickle  # as processes hand things to each other
from collections.abc import Sequence

from watchfloor.seeds import Seed
from watchfloor.training.conversations import Said
from watchfloor.training.demonstration import Demonstration
from watchfloor.training.experiment import Experiment, Phase
from watchfloor.training.rollouts import Sample, groups
from watchfloor.training.supply import At, Open, Supply, done_before, draws_of, seeds_of
from watchfloor.training.worlds import fresh

STAGES = ("stage1_basic", "stage3_mixed")
EXPERIMENT = Experiment(
    name="two",
    summary="Two phases.",
    encoding="triage",
    phases=(
        Phase(name="sft", how="sft", steps=2, scenarios=STAGES, worlds=3, rate=1e-3),
        Phase(name="grpo", how="grpo", steps=2, scenarios=STAGES, worlds=4, rate=1e-3),
        Phase(name="duel", how="selfplay", steps=2, scenarios=STAGES, worlds=4, rate=1e-3),
        Phase(name="raft", how="raft", steps=1, scenarios=STAGES, worlds=4, rate=1e-3),
    ),
)
SUPPLY = Supply(EXPERIMENT, frozenset())
TRIED = At(1, 1)


class Counting:
    """A sampler that says a word by the length of the text."""

    version = 0

    def sample(self, texts: Sequence[Sequence[int]], count: int, _draws: Seed) -> list[list[Said]]:
        """Return *count* replies to each of *texts*."""
        words = len(SUPPLY.tongue.encoding.vocabulary)
        return [
            [Said(((len(text) * 7 + number) % words, 1), (-1.0, -1.0)) for number in range(count)]
            for text in texts
        ]


def _travelled() -> list[Open]:
    opened = pickle.loads(pickle.dumps(SUPPLY.begun(TRIED)))  # noqa: S301  # of this test alone
    return [it for it in opened if isinstance(it, Open)]


def _samples(*, is_ready: bool) -> list[list[Sample]]:
    """Return what is drawn in the worlds of one step, got ready elsewhere or opened here."""
    seeds = seeds_of(EXPERIMENT, TRIED)
    own = draws_of(EXPERIMENT, "samples", done_before(EXPERIMENT, TRIED))
    worlds = (
        [SUPPLY.world(it) for it in _travelled()]
        if is_ready
        else [*fresh(SUPPLY.place, STAGES, seeds, SUPPLY.kept)]
    )
    return groups(worlds, Counting(), SUPPLY.tongue, 2, own)


def test_a_world_that_travelled_is_the_world() -> None:
    """It is told in the same tokens, goes by the same name, and pays the same for a reply."""
    assert _samples(is_ready=True) == _samples(is_ready=False)


def test_a_world_that_travelled_ends_with_the_same_record() -> None:
    """Its episode has the lines of one that was opened here, hash by hash."""
    reply = '{"action":"escalate_incident","cited":["ev-01"],"move":"submit_triage"}'
    here = [*fresh(SUPPLY.place, STAGES, seeds_of(EXPERIMENT, TRIED), SUPPLY.kept)]

    there = [SUPPLY.world(it) for it in _travelled()]

    assert [it.after([reply]) for it in there] == [it.after([reply]) for it in here]


def test_every_step_has_seeds_of_its_own() -> None:
    """No seed is met twice in a run."""
    places = [At(n, step) for n, it in enumerate(EXPERIMENT.phases) for step in range(it.steps)]
    seeds = [seed for at in places for seed in seeds_of(EXPERIMENT, at)]

    assert len({*seeds}) == len(seeds) == 3 * 2 + 4 * 5


def test_the_steps_that_can_be_got_ready_are_those_without_an_opponent() -> None:
    """They come in their order; in self-play worlds follow from what was learned."""
    assert [*SUPPLY.steps(At(0, 1))] == [At(0, 1), At(1, 0), At(1, 1), At(3, 0)]


def test_demonstrations_are_small() -> None:
    """What is shown in a step is tokens alone, and goes from process to process in a few bytes."""
    begun = SUPPLY.begun(At(0, 0))

    assert all(isinstance(it, Demonstration) for it in begun)
    assert len(pickle.dumps(begun)) < 1000 * len(begun)
