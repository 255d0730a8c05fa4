import pytest

from watchfloor.opensoc.runbook import LEAVE
from watchfloor.world.rules import RULES
from watchfloor.world.work import Work
from watchfloor.world.works import WORKS

EVERY = pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)


@EVERY
def test_a_work_covers_rules_that_exist(work: Work) -> None:
    """A kind of work names the signs that it sets off, each once."""
    assert set(work.covers) <= set(RULES)
    assert len(set(work.covers)) == len(work.covers)
    assert work.summary.endswith(".")


@EVERY
def test_only_an_absence_explains_nothing(work: Work) -> None:
    """Every work but that of being away is there to explain something."""
    assert bool(work.covers) == (work.name != LEAVE)


@pytest.mark.parametrize("rule", RULES)
def test_every_sign_can_be_authorised_and_every_sign_can_miss(rule: str) -> None:
    """No rule tells the answer alone: some work explains it and some other work does not."""
    covering = {work.name for work in WORKS.values() if rule in work.covers}

    assert covering
    assert set(WORKS) - covering - {LEAVE}
