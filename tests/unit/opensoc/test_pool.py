import pytest

from cases import event, grown, work
from watchfloor.opensoc.analyst import Habits
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.pool import READERS, learnability
from watchfloor.opensoc.verifier import verify
from watchfloor.play.reward import ONE
from watchfloor.world.record import Record

CODE = event("encoded_script")


def _learnability(*records: Record) -> int:
    case = Case("encoded_script", (CODE,), records, "syslog")
    return learnability(case, verify(case.events, case.records, case.alert).answer)


def test_the_readers_differ_in_their_habits() -> None:
    """The pool holds one careful reader and others who each overlook something."""
    assert READERS[0] == Habits()
    assert len({repr(reader) for reader in READERS}) == len(READERS)


def test_what_everybody_gets_right_teaches_nothing() -> None:
    """A sign without any record is read alike by all."""
    assert _learnability() == 0


@pytest.mark.parametrize("changed", [{"host": "ws-02"}, {"actor": "bob"}])
def test_what_some_get_wrong_is_worth_learning_from(changed: dict[str, str]) -> None:
    """A near miss divides the readers into those who compare and those who do not."""
    once = _learnability(work("encoded_script", **changed))

    assert 0 < once < ONE


def test_more_ways_to_be_wrong_are_worth_more_up_to_half() -> None:
    """Near misses in two points divide the readers more evenly than in one."""
    one = work("encoded_script", host="ws-02")
    two = work("encoded_script", "rec-02", role="phishing_drill")

    assert _learnability(one) < _learnability(one, two)


def test_learnability_is_a_share_of_one() -> None:
    """Every grown incident is worth something from nothing to one, and some divide the readers."""
    found = [learnability(it.case, it.truth.answer) for it in grown()]

    assert all(0 <= worth <= ONE for worth in found)
    assert max(found) > ONE // 2
