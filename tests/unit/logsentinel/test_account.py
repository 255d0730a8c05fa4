from warroom import (
    APP,
    DB,
    full_disk,
    incident,
    mitigated,
    name_of,
    opened,
    proposed,
    reported,
    spoken,
    stolen_data,
)
from watchfloor.logsentinel.account import told
from watchfloor.logsentinel.actions import Claim, Mitigate, Wait, Withdraw
from watchfloor.logsentinel.inquest import inquest_on
from watchfloor.logsentinel.state import State


def _told(state: State) -> dict[str, str]:
    return {fact.name: str(fact.value) for fact in told(state.world, inquest_on(state))}


def test_an_incident_is_told_with_what_ended_it() -> None:
    """What it was, where, since when, how grave, and when it was fixed, by what and why."""
    state = full_disk()
    where = name_of(state.world, "primary")

    assert _told(state)["incident_1"] == (
        f"disk_full on {where} from tick 2, severity 2; "
        "fixed at tick 18 by expand_disk under p-1; the report has it as p-1"
    )


def test_an_intrusion_is_told_with_both_feats() -> None:
    """One who has to be held and thrown out is told with both."""
    assert (
        "contained at tick 17 by disable_account under p-1, fixed at tick 22 by rotate_secrets"
        in (_told(stolen_data())["incident_1"])
    )


def test_what_nobody_did_is_told_too() -> None:
    """An incident that was left alone says so, with each thing that was needed."""
    found = _told(opened(incident("disk_full", "primary"), incident("miner", "api")))

    assert found["incident_1"].endswith("; not fixed; the report does not have it")
    assert found["incident_2"].endswith("; not contained, not fixed; the report does not have it")


def test_a_blind_feat_is_told_as_one() -> None:
    """Whoever ended an incident without grounds reads that it was blind."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2)
    order = Mitigate(mitigation="expand_disk", service=name_of(state.world, "primary"))
    done = spoken(state, (DB, order), (DB, Wait()), (DB, Wait()))

    assert "by expand_disk blindly" in _told(done)["incident_1"]


def test_what_lands_after_the_end_is_told_by_no_name() -> None:
    """An effect that came when everybody had left was under way."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2)
    service = name_of(state.world, "primary")
    order = Mitigate(mitigation="expand_disk", service=service, proposal="p-1")

    assert "by what was under way under p-1" in _told(spoken(state, (DB, order)))["incident_1"]


def test_a_proposal_is_told_with_what_became_of_it() -> None:
    """A reader sees where it was, who made it, and whether it stood and was meant."""
    open_one = proposed("disk_full", "primary", DB, APP)
    where = name_of(open_one.world, "primary")
    about_none = "about no incident"

    assert _told(open_one)["proposal_1"] == (
        f"disk_full on {where} by db_sre, severity not set, not claimed, {about_none}"
    )
    withdrawn = spoken(open_one, (DB, Withdraw(proposal="p-1")))

    assert f"withdrawn, {about_none}" in _told(withdrawn)["proposal_1"]
    assert _told(full_disk())["proposal_1"] == (
        f"disk_full on {where} by db_sre, severity 2, claimed, about incident_1: +1 near, +1 proved"
    )


def test_a_claim_is_told_with_whether_it_is_borne_out() -> None:
    """Every claim of the report is answered, one by one, on one line."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2, (DB, "expand_disk"))
    found = _told(
        reported(
            state,
            Claim(kind="severity", proposal="p-1", value="2"),
            Claim(kind="mitigation_done", proposal="p-\n9", value="x" * 500),
            Claim(kind="no_further_impact"),
            waits=16,
        )
    )

    assert found["claim_1"] == "severity '2' of 'p-1': borne out"
    assert found["claim_2"] == f"mitigation_done '{'x' * 40}' of 'p-\\n9': not borne out"
    assert found["claim_3"] == "no_further_impact: borne out"


def test_every_fact_stands_on_ids() -> None:
    """Proposals rest on evidence, incidents on proposals, claims on both."""
    facts = {fact.name: fact.because for fact in told(full_disk().world, inquest_on(full_disk()))}

    assert facts["incident_1"] == ("p-1",)
    assert len(facts["proposal_1"]) == 2
    assert facts["claim_1"] == ("p-1", *facts["proposal_1"])
