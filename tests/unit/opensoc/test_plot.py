from collections import Counter
from itertools import islice

import pytest

from watchfloor.opensoc import generator, plot
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.roster import Post, Roster, Standing, roster
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.detection import signals
from watchfloor.world.entities import Kind
from watchfloor.world.organisation import POOL

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


WANTED = {
    (part, ACTIVITIES[rule].at, plot.standing(part, rule))
    for part, rules in plot.FITS.items()
    for rule in rules
}


def _is_fit(found: Roster, post: Post, kinds: tuple[Kind, ...], standing: Standing) -> bool:
    """Return whether *post* is a machine of *kinds* with that *standing*, and so is its owner."""
    person = found.people.get(post.user)
    return (
        post.host.kind in kinds
        and standing.is_critical in (None, post.host.is_critical)
        and (person is None or standing.is_privileged in (None, person.is_privileged))
    )


def test_every_part_can_be_cast_in_every_organisation() -> None:
    """But for what the plot leaves out where there is nobody for it.

    A part that is cast as something else would come to another answer, whatever the records say.
    """
    for number in range(POOL):
        found = roster(number)
        wanted = {"critical_reach": found.critical_desks, "privileged_use": found.privileged}
        lost = {
            part
            for part, kinds, standing in WANTED
            if not any(_is_fit(found, post, kinds, standing) for post in found.by_name.values())
        }

        assert lost <= {part for part, people in wanted.items() if not people}
