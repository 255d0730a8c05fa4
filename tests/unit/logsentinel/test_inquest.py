from warroom import (
    ANALYST,
    APP,
    COMMANDER,
    DB,
    evidence_for,
    full_disk,
    holding,
    incident,
    mitigated,
    name_of,
    opened,
    proposed,
    reported,
    root_cause,
    spoken,
)
from watchfloor.logsentinel.actions import Claim, Handoff, Mitigate, Wait, Withdraw
from watchfloor.logsentinel.claims import Landed
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.inquest import exhibit, inquest_on
from watchfloor.logsentinel.tables import OWNER, ROLE_NAMES, SLOT_INDEX, SPEAKS_FOR
from watchfloor.logsentinel.teamwork import Handed

PRIMARY = SLOT_INDEX["primary"]


def test_an_exhibit_says_what_the_runbook_says() -> None:
    """What the verifier reads of a piece of evidence is public: rule, source and place."""
    world = opened(incident("disk_full", "primary"), incident("backup_window", "primary")).world
    for bit, it in enumerate(world.evidence):
        found = exhibit(world, bit)

        assert found.role == ROLE_NAMES[OWNER[it.source]]
        assert (found.service, found.speaks_for) == (it.service, SPEAKS_FOR[it.rule])
        assert found.explains == EVIDENCE_RULES[it.rule].exonerates


def test_a_proposal_that_the_report_names_is_claimed() -> None:
    """The root causes of the report are what the team stands for."""
    (proposal,) = inquest_on(full_disk()).proposals

    assert (proposal.id, proposal.is_open, proposal.is_claimed) == ("p-1", True, True)
    assert (proposal.role, proposal.service, proposal.severity) == (DB, PRIMARY, 2)


def test_without_a_report_nothing_is_claimed() -> None:
    """A proposal that stands at the end is not claimed by standing there."""
    found = inquest_on(proposed("disk_full", "primary", DB, APP))

    assert [(it.is_open, it.is_claimed) for it in found.proposals] == [(True, False)]
    assert (found.found, found.claims) == ((), ())


def test_another_claim_about_a_proposal_does_not_claim_it() -> None:
    """Only its root cause claims a proposal."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2, (DB, "expand_disk"))
    found = inquest_on(reported(state, Claim(kind="recovered", proposal="p-1"), waits=16))

    assert [it.is_claimed for it in found.proposals] == [False]
    assert [it.is_supported for it in found.claims] == [True]


def test_a_withdrawn_proposal_is_not_claimed() -> None:
    """What was taken back is no more what the team stands for."""
    state = spoken(proposed("disk_full", "primary", DB, APP), (DB, Withdraw(proposal="p-1")))

    assert [it.is_open for it in inquest_on(state).proposals] == [False]


def test_what_was_handed_over_is_known_by_giver_and_receiver() -> None:
    """Each piece that was new to its receiver is there once."""
    state = proposed("disk_full", "primary", DB, APP)
    theirs = evidence_for(state.world, "disk_full", APP)[:1]
    again = spoken(state, (APP, Handoff(to=DB, evidence=theirs)))

    assert inquest_on(again).handed == (Handed(APP, DB, theirs[0]),)


def test_a_mitigation_is_told_once_it_has_taken_effect() -> None:
    """What is still under way at the end has done nothing yet."""
    ordered = mitigated(proposed("disk_full", "primary", DB, APP), 2)
    service = name_of(ordered.world, "primary")
    expand = Mitigate(mitigation="expand_disk", service=service, proposal="p-1")
    under_way = spoken(ordered, (DB, expand))

    assert inquest_on(under_way).landed == ()
    assert inquest_on(spoken(under_way, (DB, Wait()))).landed == (
        Landed("expand_disk", PRIMARY, "p-1", under_way.timeline[-1].tick + 2),
    )


def test_an_order_without_good_reason_is_blind() -> None:
    """A mitigation that no proposal calls for has none behind it, nor one that was refused."""
    ordered = mitigated(proposed("disk_full", "primary", DB, APP), 2)
    service = name_of(ordered.world, "primary")
    found = inquest_on(
        spoken(
            ordered,
            (DB, Mitigate(mitigation="kill_queries", service=service, proposal="p-1")),
            (DB, Mitigate(mitigation="recycle_pool", service=service)),
            (APP, Mitigate(mitigation="kill_queries", service=service)),
        )
    )

    assert [(it.mitigation, it.proposal) for it in found.landed] == [
        ("kill_queries", ""),
        ("recycle_pool", ""),
    ]


def test_a_timeline_is_checked_against_the_incident_that_was_found() -> None:
    """When a proposal that is claimed began is checked against when its incident did."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2, (DB, "expand_disk"))
    near, far = (Claim(kind="timeline", proposal="p-1", value=value) for value in ("4", "40"))
    found = inquest_on(reported(state, root_cause(state), near, far))

    assert [it.is_supported for it in found.claims] == [True, True, False]


def test_the_commander_may_cite_what_it_holds() -> None:
    """A claim can rest on what was handed to the commander as well as on what is proposed."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2, (DB, "expand_disk"))
    sure = evidence_for(state.world, "disk_full", DB)[1:2]
    claim = Claim(kind="severity", proposal="p-1", value="2", evidence=sure)

    assert not inquest_on(reported(state, claim)).claims[0].is_supported
    held = holding(state, COMMANDER, sure)

    assert inquest_on(reported(held, claim)).claims[0].is_supported


def test_what_explains_an_alert_away_is_known() -> None:
    """The pieces that exonerate something are told apart from the rest."""
    state = opened(incident("disk_full", "primary"), incident("backup_window", "first_replica"))
    found = inquest_on(state).explaining
    notices = {it.id for it in state.world.evidence if EVIDENCE_RULES[it.rule].exonerates}

    assert found == notices
    assert notices


def test_whatever_the_analyst_proposes_is_of_the_family_of_its_type() -> None:
    """The family of a proposal is that of the type it names."""
    state = proposed("insider_theft", "primary", ANALYST, DB)

    assert [it.family for it in inquest_on(state).proposals] == ["security"]
