import pickle  # as processes hand things to each other
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from phased import STAGES, experiment, phase
from watchfloor.seeds import Seed
from watchfloor.training.conversations import Said, World
from watchfloor.training.demonstration import Demonstration
from watchfloor.training.duels import Attack, Defence
from watchfloor.training.pool import Pool
from watchfloor.training.rollouts import Drawn, Texts, drawn, groups
from watchfloor.training.supply import At, Supply, done_before, draws_of, seeds_of
from watchfloor.training.worlds import fresh

EXPERIMENT = experiment(
    phase("sft", 2, worlds=3), phase("grpo", 2), phase("selfplay", 2), phase("raft", 1)
)
SUPPLY = Supply(EXPERIMENT, frozenset())
TRIED = At(1, 1)


class Counting:
    """A sampler that says a word by the length of the text."""

    version = 0

    def sample(self, texts: Texts, count: int, _draws: Seed) -> Iterator[Drawn]:
        """Return *count* replies to each of *texts*, all together."""
        words = len(SUPPLY.tongue.encoding.vocabulary)
        said = [
            [Said(((len(text) * 7 + number) % words, 1), (-1.0, -1.0)) for number in range(count)]
            for text in texts
        ]
        yield Drawn(range(len(texts)), said)


SEEDS = seeds_of(EXPERIMENT, TRIED)
OWN = draws_of(EXPERIMENT, "samples", done_before(EXPERIMENT, TRIED))


def _worlds() -> list[World]:
    return [*fresh(SUPPLY.place, STAGES, SEEDS, SUPPLY.kept)]


def _again() -> list[World]:
    return [SUPPLY.world(it) for it in SUPPLY.told(_worlds(), OWN)]


def test_a_step_that_was_got_ready_is_the_step() -> None:
    """Its worlds are told in the same tokens, and pay the same for a reply, as if opened here."""
    begun, count = SUPPLY.begun(TRIED, Pool()), EXPERIMENT.phases[TRIED.phase].samples
    assert not isinstance(begun, Sequence)
    found = drawn(begun, Counting(), count, OWN)

    assert [[replace(it, version=0) for it in group] for group in found] == groups(
        _worlds(), Counting(), SUPPLY.tongue, count, OWN
    )
    assert {it.version for group in found for it in group} == {done_before(EXPERIMENT, TRIED)}


def test_a_world_that_is_played_again_is_the_world() -> None:
    """It is told in the same tokens, goes by the same name, and pays the same for a reply."""
    found = [groups(it, Counting(), SUPPLY.tongue, 2, OWN) for it in (_again(), _worlds())]

    assert found[0] == found[1]


def test_a_world_that_is_played_again_ends_with_the_same_record() -> None:
    """Its episode has the lines and the name of one that is opened anew."""
    reply = '{"action":"escalate_incident","cited":["ev-01"],"move":"submit_triage"}'
    again, anew = _again(), _worlds()

    assert [it.after([reply]) for it in again] == [it.after([reply]) for it in anew]
    assert [it.name for it in again] == [it.name for it in anew]


def test_every_step_has_seeds_of_its_own() -> None:
    """No seed is met twice in a run."""
    places = [At(n, step) for n, it in enumerate(EXPERIMENT.phases) for step in range(it.steps)]
    seeds = [seed for at in places for seed in seeds_of(EXPERIMENT, at)]

    assert len({*seeds}) == len(seeds) == 3 * 2 + 4 * 5


def test_all_steps_that_are_left_can_be_got_ready() -> None:
    """They come in their order, and only in those of self-play it has to be said who is met."""
    steps = [*SUPPLY.steps(At(0, 1))]

    assert steps == [At(0, 1), At(1, 0), At(1, 1), At(2, 0), At(2, 1), At(3, 0)]
    assert [type(SUPPLY.duel(at)) for at in steps[2:]] == [type(None), Attack, Defence, type(None)]


def test_demonstrations_are_small() -> None:
    """What is shown in a step is tokens alone, and goes from process to process in a few bytes."""
    begun = SUPPLY.begun(At(0, 0), Pool())

    assert isinstance(begun, Sequence)
    assert all(isinstance(it, Demonstration) for it in begun)
    assert len(pickle.dumps(begun)) < 1000 * len(begun)
