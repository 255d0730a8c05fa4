from itertools import permutations

import pytest

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.support import Exhibit, is_near, precision, support
from watchfloor.play.reward import ONE

EDGE, WEB, API, AUTH, PRIMARY, BASTION = 0, 1, 2, 3, 7, 11
LONE = parts("0.5")
SURE = Exhibit("ev-1", "db_sre", PRIMARY, ("disk_full",))
HALF = Exhibit("ev-2", "app_sre", API, ("disk_full", "miner"))
THIRD = Exhibit("ev-3", "db_sre", PRIMARY, ("disk_full", "miner", "flood"))
OTHER = Exhibit("ev-4", "app_sre", PRIMARY, ("miner",))
FAR = Exhibit("ev-5", "app_sre", BASTION, ("disk_full",))


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ((), 0),
        ((OTHER,), 0),
        ((HALF, THIRD), ONE // 2 + ONE // 3),
        ((SURE, HALF), ONE),
        ((SURE,), ONE // 2),
        ((THIRD, OTHER), ONE // 3 // 2),
        ((SURE, SURE), ONE // 2),
    ],
    ids=[
        "nothing",
        "another type",
        "a half and a third",
        "more than one",
        "one role alone",
        "another role that speaks for another type",
        "a repeat",
    ],
)
def test_support_adds_up_what_speaks_for_the_type(
    cited: tuple[Exhibit, ...], expected: int
) -> None:
    """Pieces count by how few types they speak for, all of them less if one role has them all."""
    assert support("disk_full", cited, LONE) == expected


def test_the_order_of_what_is_cited_changes_nothing() -> None:
    """Every order of the same pieces has the same support and precision."""
    orders = [*permutations((SURE, HALF, OTHER, FAR))]

    assert len({support("disk_full", it, LONE) for it in orders}) == 1
    assert len({precision("disk_full", PRIMARY, it) for it in orders}) == 1


def test_precision_is_the_share_that_speaks_for_the_type_where_it_is() -> None:
    """What speaks for another type, or lies far off, is in vain; a repeat changes nothing."""
    cited = (SURE, HALF, OTHER, FAR, SURE)

    assert precision("disk_full", PRIMARY, cited) == ONE // 2
    assert precision("disk_full", PRIMARY, ()) == 0


def test_whatever_is_beside_the_point_lowers_what_is_cited() -> None:
    """To cite everything there is pays less than to cite what proves it."""
    proving, soup = (SURE, HALF), (SURE, HALF, OTHER, FAR)

    assert support("disk_full", soup, LONE) == support("disk_full", proving, LONE)
    assert precision("disk_full", PRIMARY, soup) < precision("disk_full", PRIMARY, proving)


def test_services_are_near_both_ways() -> None:
    """A caller is near to what it calls and the other way round, and a service to itself."""
    assert is_near(WEB, API)
    assert is_near(API, WEB)
    assert is_near(AUTH, AUTH)
    assert not is_near(EDGE, PRIMARY)
