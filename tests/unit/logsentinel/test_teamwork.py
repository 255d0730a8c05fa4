from watchfloor.logsentinel.matching import NEXT_DOOR, SAME, Claimed, Match
from watchfloor.logsentinel.support import Exhibit
from watchfloor.logsentinel.teamwork import Handed, Use, teamwork, uses
from watchfloor.play.reward import ONE

API, PRIMARY = 2, 7
MINE = Exhibit("ev-1", "db_sre", PRIMARY, ("disk_full",))
YOURS = Exhibit("ev-2", "app_sre", API, ("disk_full", "miner"))
JUNK = Exhibit("ev-3", "app_sre", API, ("miner",))
PROPOSAL = Claimed(
    "p-1",
    "db_sre",
    "disk_full",
    "operational",
    PRIMARY,
    2,
    (MINE, YOURS, JUNK),
    is_open=True,
    is_claimed=True,
)
FOUND = (Match(0, 0, SAME, ONE),)
GIVEN = Handed("app_sre", "db_sre", "ev-2")


def test_what_was_handed_over_and_cited_was_of_use() -> None:
    """A piece counts that its receiver cites for what it speaks for."""
    assert uses([GIVEN], FOUND, [PROPOSAL]) == (Use(0, "app_sre", "ev-2"),)


def test_what_speaks_for_something_else_was_of_no_use() -> None:
    """Junk that is handed over and cited does not become teamwork."""
    assert uses([Handed("app_sre", "db_sre", "ev-3")], FOUND, [PROPOSAL]) == ()


def test_what_somebody_else_was_handed_was_of_no_use() -> None:
    """The piece has to go to whoever makes the proposal."""
    assert uses([Handed("app_sre", "security_analyst", "ev-2")], FOUND, [PROPOSAL]) == ()


def test_papers_of_a_proposal_that_is_far_off_were_of_no_use() -> None:
    """A proposal that is about no incident, or only about its kin, makes no teamwork."""
    near = (Match(0, 0, NEXT_DOOR, ONE),)

    assert uses([GIVEN], near, [PROPOSAL])
    assert uses([GIVEN], (Match(0, 0, ONE // 4, ONE),), [PROPOSAL]) == ()
    assert uses([GIVEN], (), [PROPOSAL]) == ()


def test_the_first_giver_of_a_piece_is_its_giver() -> None:
    """Handing on what the receiver already has makes nobody its source."""
    again = Handed("security_analyst", "db_sre", "ev-2")

    assert [it.giver for it in uses([GIVEN, again], FOUND, [PROPOSAL])] == ["app_sre"]


def test_one_piece_used_for_the_one_incident_is_everything() -> None:
    """Every incident covered and nothing in vain is worth one."""
    used = uses([GIVEN], FOUND, [PROPOSAL])

    assert teamwork(used, [GIVEN], frozenset(), 1) == ONE
    assert teamwork(used, [GIVEN], frozenset(), 2) == ONE // 2


def test_what_was_handed_over_in_vain_weighs_on_it() -> None:
    """To broadcast everything leaves at most little more than half."""
    used = uses([GIVEN], FOUND, [PROPOSAL])
    broadcast = [GIVEN, *(Handed("app_sre", "db_sre", f"ev-{n}") for n in range(10, 19))]

    assert teamwork(used, broadcast, frozenset(), 1) == ONE // 2 + ONE // 20


def test_what_explains_an_alert_away_is_never_in_vain() -> None:
    """The calendar may be handed over freely."""
    used = uses([GIVEN], FOUND, [PROPOSAL])
    notice = Handed("incident_commander", "db_sre", "ev-9")

    assert teamwork(used, [GIVEN, notice], frozenset({"ev-9"}), 1) == ONE


def test_handing_to_and_fro_is_worth_nothing() -> None:
    """Without a use there is no teamwork, however much was handed over."""
    assert teamwork((), [GIVEN] * 10, frozenset(), 1) == 0
    assert teamwork((), [], frozenset(), 0) == 0
