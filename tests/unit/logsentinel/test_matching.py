from itertools import permutations

import pytest

from watchfloor.logsentinel.fixed_point import ONE as WHOLE
from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.matching import (
    KIN,
    NEXT_DOOR,
    SAME,
    Claimed,
    Target,
    closeness,
    detection,
    matches,
    proof,
    severity,
)
from watchfloor.logsentinel.support import Exhibit
from watchfloor.play.reward import ONE

EDGE, WEB, API, PRIMARY = 0, 1, 2, 7
DISK = Target("disk_full", "operational", PRIMARY, 2)
SHELL = Target("web_shell", "security", WEB, 1)


def _sure(incident_type: str, service: int) -> tuple[Exhibit, ...]:
    return (
        Exhibit("ev-1", "db_sre", service, (incident_type,)),
        Exhibit("ev-2", "app_sre", service, (incident_type,)),
    )


def _proposal(target: Target) -> Claimed:
    return Claimed(
        "p-1",
        "db_sre",
        target.incident_type,
        target.family,
        target.service,
        target.severity,
        _sure(target.incident_type, target.service),
        is_open=True,
        is_claimed=True,
    )


ON_DISK, ON_SHELL = _proposal(DISK), _proposal(SHELL)._replace(id="p-2")


@pytest.mark.parametrize(
    ("proposal", "expected"),
    [
        (ON_DISK, SAME),
        (ON_DISK._replace(service=API), NEXT_DOOR),
        (ON_DISK._replace(service=EDGE), 0),
        (ON_DISK._replace(incident_type="database_saturation"), KIN),
        (ON_DISK._replace(incident_type="insider_theft", family="security"), 0),
        (ON_DISK._replace(incident_type="database_saturation", service=API), 0),
    ],
)
def test_closeness_is_type_and_service(proposal: Claimed, expected: int) -> None:
    """The type next door is worth half, the family in place a quarter, anything else nothing."""
    assert closeness(DISK, proposal) == expected


def test_proof_is_lost_on_what_lies_astray() -> None:
    """Support counts as far as what is cited is near, and not at all where nothing is."""
    near, far = _sure("disk_full", PRIMARY), _sure("disk_full", EDGE)

    assert proof(ON_DISK, WHOLE) == ONE
    assert proof(ON_DISK._replace(cited=(near[0], far[1])), WHOLE) == ONE // 2
    assert proof(ON_DISK._replace(cited=far), WHOLE) == 0
    assert proof(ON_DISK._replace(cited=_sure("miner", PRIMARY)), WHOLE) == 0


def test_citing_everything_pays_less_than_citing_what_proves() -> None:
    """Each piece that is beside the point takes away from what the others prove."""
    soup = tuple(Exhibit(f"ev-{n}", "app_sre", API, ("miner",)) for n in range(3, 9))

    assert proof(ON_DISK._replace(cited=ON_DISK.cited + soup), WHOLE) == ONE // 4


def test_each_incident_has_one_proposal() -> None:
    """Two proposals for one incident are one found and one too many."""
    near, exact = ON_DISK._replace(id="p-1", service=API), ON_DISK._replace(id="p-2")
    found = matches([DISK], [near, exact], WHOLE)

    assert [(it.target, it.proposal, it.worth) for it in found] == [(0, 1, ONE)]
    assert detection(found, [DISK], [near, exact]) == 2 * ONE // 3


def test_each_proposal_is_about_one_incident() -> None:
    """One proposal does not find two incidents of its type."""
    twins = [DISK, DISK]
    found = matches(twins, [ON_DISK], WHOLE)

    assert len(found) == 1
    assert detection(found, twins, [ON_DISK]) == 2 * ONE // 3


def test_everything_found_and_proved_is_one() -> None:
    """All of the truth and nothing beside it is worth everything."""
    proposals = [ON_DISK, ON_SHELL._replace(id="p-2")]
    found = matches([SHELL, DISK], proposals, WHOLE)

    assert detection(found, [SHELL, DISK], proposals) == ONE
    assert severity(found, [SHELL, DISK], proposals) == ONE


def test_what_is_not_claimed_finds_nothing_and_counts_half() -> None:
    """A proposal that the report does not claim weighs on precision like a withdrawn one."""
    silent = ON_SHELL._replace(id="p-2", is_claimed=False)
    proposals = [ON_DISK, silent]
    found = matches([DISK, SHELL], proposals, WHOLE)

    assert [it.proposal for it in found] == [0]
    assert detection(found, [DISK, SHELL], proposals) == 4 * ONE // 7


def test_a_right_guess_with_the_wrong_papers_finds_nothing() -> None:
    """What is cited for another type proves nothing, and the severity goes with it."""
    guess = ON_DISK._replace(cited=_sure("miner", PRIMARY))
    found = matches([DISK], [guess], WHOLE)

    assert detection(found, [DISK], [guess]) == 0
    assert severity(found, [DISK], [guess]) == 0


def test_what_no_report_could_claim_finds_nothing() -> None:
    """What nobody else confirms counts as the scenario says; below three quarters not at all."""
    lone = ON_DISK._replace(cited=_sure("disk_full", PRIMARY)[:1])

    assert matches([DISK], [lone], parts("0.75"))[0].worth == ONE * 3 // 4
    assert matches([DISK], [lone], parts("0.6"))[0].worth == 0


@pytest.mark.parametrize(
    ("said", "worth"), [(0, 0), (1, ONE // 4), (2, ONE), (3, ONE // 4), (4, 0)]
)
def test_severity_is_a_quarter_right_one_level_off(said: int, worth: int) -> None:
    """A severity that was never set is worth nothing, not even beside the gravest."""
    proposals = [ON_DISK._replace(severity=said)]

    assert severity(matches([DISK], proposals, WHOLE), [DISK], proposals) == worth


def test_a_severity_that_was_not_set_is_not_near_the_gravest() -> None:
    """Nothing said is not one level off."""
    proposals = [ON_SHELL._replace(severity=0)]

    assert severity(matches([SHELL], proposals, WHOLE), [SHELL], proposals) == 0


def test_the_order_of_incidents_and_proposals_changes_nothing() -> None:
    """What is found is worth the same however both are listed."""
    proposals = [
        ON_DISK._replace(service=API),
        ON_DISK._replace(id="p-2", cited=_sure("disk_full", PRIMARY)[:1]),
        ON_SHELL._replace(id="p-3", severity=2),
    ]
    worths = {
        (detection(found, those, these), severity(found, those, these))
        for those in permutations((DISK, SHELL))
        for these in permutations(proposals)
        for found in (matches(those, these, parts("0.5")),)
    }

    assert len(worths) == 1


def test_where_nothing_happened_there_is_nothing_to_find() -> None:
    """Without incidents nothing is found, whatever is proposed."""
    assert detection((), [], []) == 0
    assert detection((), [], [ON_DISK]) == 0
