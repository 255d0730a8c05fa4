import pytest

from watchfloor.logsentinel.credit import Credit, credit
from watchfloor.logsentinel.fixed_point import ONE as WHOLE
from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.matching import Claimed
from watchfloor.logsentinel.outcome import HALF_DONE, LUCK
from watchfloor.logsentinel.support import Exhibit
from watchfloor.logsentinel.truth import Fate, Feat
from watchfloor.play.reward import ONE

PRIMARY, BASTION = 7, 11
DUE = (30, 60)
DISK = Fate(0, INCIDENT_TYPES["disk_full"], PRIMARY, 2, 5, None, Feat(20, 1), 0, 0)
THIEF = Fate(0, INCIDENT_TYPES["insider_theft"], PRIMARY, 2, 5, Feat(20, 2), Feat(25, 2), 0, 0)
PAPERS = (
    Exhibit("ev-1", "db_sre", PRIMARY, ("disk_full", "insider_theft")),
    Exhibit("ev-5", "app_sre", PRIMARY, ("disk_full", "insider_theft")),
)
ON_DISK = Claimed(
    "p-1",
    "db_sre",
    "disk_full",
    "operational",
    PRIMARY,
    2,
    PAPERS,
    is_open=True,
    is_claimed=False,
)
ON_THIEF = ON_DISK._replace(id="p-2", incident_type="insider_theft", family="security")
PROPOSALS = (ON_DISK, ON_THIEF)


def _credit(fate: Fate, *proposals: Claimed, lone: int = WHOLE) -> Credit:
    return credit(fate, proposals or PROPOSALS, lone, DUE)


def test_what_was_ended_in_time_under_a_good_proposal_earns_everything() -> None:
    """A fix that somebody called for with reason is credited whole, with its proposal."""
    assert _credit(DISK) == Credit(ONE, ONE, ("p-1",))
    assert _credit(THIEF) == Credit(ONE, ONE, ("p-2",))


def test_what_was_not_ended_earns_nothing() -> None:
    """Relief of an outage is no end of it."""
    relieved = DISK._replace(contained=Feat(10, 1), fixed=None)

    assert _credit(relieved) == Credit(0, 0, ())


@pytest.mark.parametrize("half", [THIEF._replace(contained=None), THIEF._replace(fixed=None)])
def test_half_of_what_was_needed_earns_a_part(half: Fate) -> None:
    """Somebody who was only held, or only thrown out, is credited in part, and no promptness."""
    assert _credit(half) == Credit(HALF_DONE, 0, ("p-2",))


LUCKY = {
    "blind": (DISK._replace(fixed=Feat(20, 0)), PROPOSALS),
    "withdrawn": (DISK, (ON_DISK._replace(is_open=False), ON_THIEF)),
    "another type": (DISK._replace(fixed=Feat(20, 2)), PROPOSALS),
    "another service": (DISK, (ON_DISK._replace(service=BASTION), ON_THIEF)),
    "the wrong papers": (
        DISK,
        (ON_DISK._replace(cited=(Exhibit("ev-2", "app_sre", PRIMARY, ("miner",)),)), ON_THIEF),
    ),
    "half of it blind": (THIEF._replace(contained=Feat(20, 0)), PROPOSALS),
}


@pytest.mark.parametrize(("fate", "proposals"), LUCKY.values(), ids=LUCKY)
def test_luck_earns_a_quarter_and_no_promptness(fate: Fate, proposals: tuple[Claimed, ...]) -> None:
    """Without a right and supported proposal that stood, ending an incident was luck."""
    found = _credit(fate, *proposals)

    assert (found.containment, found.promptness) == (LUCK, 0)


def test_grounds_are_what_a_report_needs_to_claim_a_cause() -> None:
    """The evidence of one role alone is too little to act upon, and so is a soup."""
    soup = tuple(Exhibit(f"ev-{n}", "db_sre", PRIMARY, ("miner",)) for n in range(2, 4))
    drowned = (ON_DISK._replace(cited=PAPERS + soup), ON_THIEF)
    alone = (ON_DISK._replace(cited=(PAPERS[0], PAPERS[0]._replace(id="ev-6"))), ON_THIEF)

    assert _credit(DISK, *drowned).containment == LUCK
    assert _credit(DISK, *alone, lone=WHOLE).containment == ONE
    assert _credit(DISK, *alone, lone=parts("0.6")).containment == LUCK


def test_promptness_counts_from_the_last_feat() -> None:
    """An intrusion is over once it is both held and thrown out."""
    late = THIEF._replace(contained=Feat(45, 2), fixed=Feat(20, 2))

    assert _credit(late).promptness == ONE // 2


def test_damage_lowers_what_is_credited() -> None:
    """Who is stopped when all the damage is done earns half."""
    assert _credit(THIEF._replace(damage=9000, untouched=9000)).containment == ONE // 2
