from itertools import permutations

import pytest

from watchfloor.logsentinel.actions import Claim
from watchfloor.logsentinel.claims import TICKS_OFF, Landed, Seen, checked
from watchfloor.logsentinel.fixed_point import ONE as WHOLE
from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.matching import Claimed
from watchfloor.logsentinel.support import Exhibit

API, PRIMARY = 2, 7
SURE = Exhibit("ev-1", "db_sre", PRIMARY, ("disk_full",))
HALF = Exhibit("ev-2", "app_sre", API, ("disk_full", "miner"))
HELD = Exhibit("ev-3", "incident_commander", PRIMARY, ("disk_full", "flood"))
ELSEWHERE = Exhibit("ev-4", "app_sre", API, ("disk_full",))
PROPOSAL = Claimed(
    "p-1",
    "db_sre",
    "disk_full",
    "operational",
    PRIMARY,
    2,
    (SURE, HALF),
    is_open=True,
    is_claimed=True,
)
OTHER = PROPOSAL._replace(id="p-2", service=API, severity=0, cited=(ELSEWHERE,))
EXPANDED = Landed("expand_disk", PRIMARY, "p-1", 20)
SEEN = Seen(
    proposals={"p-1": PROPOSAL, "p-2": OTHER},
    observed={one.id: one for one in (SURE, HALF, HELD, ELSEWHERE)},
    commanders=frozenset({"ev-3"}),
    landed=(EXPANDED,),
    verified={"p-1": 21},
    began={"p-1": 10},
    lone=WHOLE,
)


def _is_supported(claim: Claim, seen: Seen = SEEN) -> bool:
    return checked((claim,), seen)[0].is_supported


@pytest.mark.parametrize(
    ("evidence", "is_supported"),
    [
        (("ev-1",), True),
        (("ev-2", "ev-3"), True),
        (("ev-2",), False),
        ((), False),
        (("ev-1", "ev-4"), False),
        (("ev-1", "ev-99"), False),
    ],
    ids=["sure", "two halves", "a half", "none", "of another proposal", "of nobody"],
)
def test_a_root_cause_needs_support(evidence: tuple[str, ...], *, is_supported: bool) -> None:
    """What the commander held or the proposal cites has to support it, and nothing else."""
    claim = Claim("root_cause", "p-1", evidence=evidence)

    assert _is_supported(claim) is is_supported


def test_the_evidence_of_one_role_may_not_suffice() -> None:
    """Where corroboration counts, one role's evidence alone proves no root cause."""
    claim = Claim("root_cause", "p-1", evidence=("ev-1",))

    assert not _is_supported(claim, SEEN._replace(lone=parts("0.5")))


@pytest.mark.parametrize(
    ("claim", "is_supported"),
    [
        (Claim("severity", "p-1", "2"), True),
        (Claim("severity", "p-1", "1"), False),
        (Claim("severity", "p-2", "0"), False),
        (Claim("mitigation_done", "p-1", "expand_disk"), True),
        (Claim("mitigation_done", "p-1", "restart"), False),
        (Claim("mitigation_done", "p-2", "expand_disk"), False),
        (Claim("recovered", "p-1"), True),
        (Claim("recovered", "p-2"), False),
        (Claim("contained", "p-1"), True),
        (Claim("contained", "p-2"), False),
        (Claim("timeline", "p-1", "10"), True),
        (Claim("timeline", "p-1", str(10 + TICKS_OFF)), True),
        (Claim("timeline", "p-1", str(10 - TICKS_OFF)), True),
        (Claim("timeline", "p-1", str(11 + TICKS_OFF)), False),
        (Claim("timeline", "p-1", "soon"), False),
        (Claim("timeline", "p-1", "\u0661\u0660"), False),
        (Claim("timeline", "p-1", "9" * 5000), False),
        (Claim("timeline", "p-2", "10"), False),
        (Claim("recovered", "p-9"), False),
        (Claim("recovered", "p-1", evidence=("ev-99",)), False),
    ],
)
def test_a_claim_is_checked_against_what_was_done(claim: Claim, *, is_supported: bool) -> None:
    """Each kind of claim has a check of its own."""
    assert _is_supported(claim) is is_supported


def test_recovery_has_to_be_seen_after_the_last_effect() -> None:
    """A check that was passed before something else took effect shows nothing."""
    later = SEEN._replace(landed=(EXPANDED, Landed("restart", API, "", 30)))

    assert not _is_supported(Claim("recovered", "p-1"), later)
    assert not _is_supported(Claim("contained", "p-1"), later)


def test_nothing_recovers_where_nothing_was_done() -> None:
    """Without a mitigation there is no recovery to claim."""
    assert not _is_supported(Claim("recovered", "p-1"), SEEN._replace(landed=()))


def test_containment_needs_a_mitigation_under_the_proposal() -> None:
    """What healed beside a blind mitigation was not contained by the team."""
    blind = SEEN._replace(landed=(EXPANDED._replace(proposal=""),))

    assert _is_supported(Claim("recovered", "p-1"), blind)
    assert not _is_supported(Claim("contained", "p-1"), blind)


def test_no_further_impact_needs_every_proposal_to_have_recovered() -> None:
    """One open proposal that was not seen to be well is an impact still."""
    claim = Claim("no_further_impact")
    alone = SEEN._replace(proposals={"p-1": PROPOSAL})

    assert not _is_supported(claim)
    assert _is_supported(claim, alone)
    assert not _is_supported(claim, SEEN._replace(proposals={}))


def test_a_claim_that_is_repeated_is_one_claim() -> None:
    """Repeats count once, in whatever order they come."""
    claims = (Claim("recovered", "p-1"), Claim("recovered", "p-9"), Claim("recovered", "p-1"))

    assert {
        tuple(sorted((it.claim.proposal, it.is_supported) for it in checked(order, SEEN)))
        for order in permutations(claims)
    } == {(("p-1", True), ("p-9", False))}


def test_a_claim_is_told_with_what_it_stands_on() -> None:
    """The proposal and the evidence of a claim are beside it, each once."""
    claim = Claim("root_cause", "p-1", evidence=("ev-1", "ev-1"))

    assert checked((claim,), SEEN)[0].because == ("p-1", "ev-1")
