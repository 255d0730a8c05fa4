from collections import Counter
from itertools import islice

import pytest

from watchfloor.opensoc import generator
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed
from watchfloor.world.detection import signals

HARDER = pytest.mark.parametrize("stage", list(STAGES.values())[1:], ids=list(STAGES)[1:])
COUNT = 120


def _by_answer(stage: Stage) -> dict[str, list[generator.Grown]]:
    return {
        answer: list(islice(generator.many(Seed.of("plot"), stage, Wish(answer=answer)), COUNT))
        for answer in ANSWERS
    }


@HARDER
def test_how_many_signs_there_are_says_nothing_about_the_answer(stage: Stage) -> None:
    """Beyond the first stage the mean count of signs is about the same for every answer."""
    means = {
        answer: sum(len(signals(it.case.events)) for it in found) / COUNT
        for answer, found in _by_answer(stage).items()
    }

    assert max(means.values()) - min(means.values()) < 0.6


@HARDER
def test_how_many_records_there_are_says_nothing_about_the_answer(stage: Stage) -> None:
    """Beyond the first stage the mean count of works is about the same for every answer."""
    means = {
        answer: sum(sum(r.kind == "work" for r in it.case.records) for it in found) / COUNT
        for answer, found in _by_answer(stage).items()
    }

    assert max(means.values()) - min(means.values()) < 0.8


@HARDER
def test_every_row_that_escalates_is_met(stage: Stage) -> None:
    """What is beyond the first line is so for many reasons."""
    wish = Wish(answer="escalate")
    rows = Counter(it.truth.row for it in islice(generator.many(Seed.of("rows"), stage, wish), 200))

    assert len(rows) == 7
    assert min(rows.values()) >= 5


def test_the_first_stage_is_plain() -> None:
    """In the first stage what decides stands alone."""
    for found in _by_answer(STAGES["stage1_basic"]).values():
        for it in found:
            assert len(signals(it.case.events)) <= 2
