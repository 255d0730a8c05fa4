from itertools import islice, pairwise

import pytest

from watchfloor.opensoc import generator
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed

EVERY = pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)


@EVERY
def test_the_bounds_of_a_stage_are_in_order(stage: Stage) -> None:
    """The least of anything is not above the most, and a share of a hundred is one."""
    for least, most in (stage.decoys, stage.lines):
        assert 0 <= least <= most
    assert 0 <= stage.prevalence <= 100
    assert stage.lines[0] > 0
    assert stage.herrings >= 0
    assert stage.summary.endswith(".")


@EVERY
@pytest.mark.parametrize("answer", ANSWERS)
def test_every_stage_comes_to_every_answer(stage: Stage, answer: str) -> None:
    """Whatever answer is asked for, a stage has incidents of it."""
    wish = Wish(answer=answer)  # type: ignore[arg-type]  # one of the answers
    grown = list(islice(generator.many(Seed.of("stages"), stage, wish), 10))

    assert {it.truth.answer for it in grown} == {answer}


def test_later_stages_are_harder() -> None:
    """From stage to stage there are no fewer decoys, records and lines."""
    stages = list(STAGES.values())

    for easier, harder in pairwise(stages):
        assert easier.decoys <= harder.decoys
        assert easier.lines < harder.lines
        assert easier.herrings <= harder.herrings
