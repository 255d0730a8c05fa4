import pytest
from msgspec.structs import replace

from warroom import (
    ANALYST,
    APP,
    COMMANDER,
    DB,
    PLAN,
    full_disk,
    incident,
    mitigated,
    name_of,
    opened,
    proposed,
    reported,
    root_cause,
    spoken,
    stolen_data,
)
from watchfloor.logsentinel.actions import Claim, Mitigate, Propose, Query, Report, Wait, Withdraw
from watchfloor.logsentinel.recipes import STANDARD
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.terms import TERMS
from watchfloor.logsentinel.verifier import judge
from watchfloor.play.action import Malformed
from watchfloor.play.observation import Scalar
from watchfloor.play.reward import ONE

FAMILIES = ("outcome", "detection", "severity", "efficiency", "teamwork")
BLUNDERS = (
    "duplicate_proposals",
    "blind_mitigations",
    "idle_moves",
    "refused_moves",
    "malformed_replies",
    "unsupported_claims",
    "collateral_damage",
)


def _facts(state: State) -> dict[str, Scalar]:
    return {fact.name: fact.value for fact in judge(state)[0].facts}


def _total(state: State) -> int:
    return STANDARD.price(judge(state)[0], TERMS).total


def test_every_seat_has_the_same_facts() -> None:
    """A team earns together."""
    verdicts = judge(full_disk())

    assert [it.role for it in verdicts] == list(ROLES)
    assert len({it.facts for it in verdicts}) == 1


def test_work_that_is_done_well_earns_nearly_everything() -> None:
    """Found, proved, fixed in time and reported: four families are whole or nearly so."""
    found = _facts(full_disk())

    assert [found[name] for name in ("containment", "detection", "severity", "teamwork")] == (
        [ONE] * 4
    )
    assert all(int(found[name]) > ONE * 9 // 10 for name in FAMILIES)
    assert [found[name] for name in BLUNDERS] == [0] * len(BLUNDERS)
    assert _total(full_disk()) > ONE * 9 // 10


def test_an_intrusion_that_is_ended_is_worth_as_much() -> None:
    """The careful work against one who was inside costs its users little."""
    assert _total(stolen_data()) > ONE * 85 // 100


def test_doing_nothing_earns_nothing() -> None:
    """A team that lets time pass has none of the families, and idleness against it."""
    idle = spoken(opened(incident("disk_full", "primary")), *((DB, Wait(ticks=5)),) * 12)
    found = _facts(idle)

    assert [found[name] for name in FAMILIES] == [0] * len(FAMILIES)
    assert found["reported"] is False
    assert int(found["idle_moves"]) > 5
    assert _total(idle) < 0


def test_a_world_without_incidents_has_nothing_to_earn() -> None:
    """No family pays where nothing happens."""
    found = _facts(opened())

    assert [found[name] for name in FAMILIES] == [0] * len(FAMILIES)


def test_a_wrong_severity_costs_its_family_alone() -> None:
    """One level off is a quarter of it; nothing else changes."""
    right, wrong = _facts(full_disk()), _facts(full_disk(severity=1))

    assert int(wrong["severity"]) * 4 == right["severity"]
    assert [wrong[name] for name in FAMILIES if name != "severity"] == (
        [right[name] for name in FAMILIES if name != "severity"]
    )


def test_what_is_not_claimed_is_not_detected() -> None:
    """A report that claims nothing has contained the incident and detected none."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2, (DB, "expand_disk"))
    silent = _facts(reported(state))

    assert [silent[name] for name in ("detection", "severity", "teamwork")] == [0] * 3
    assert silent["containment"] == ONE


def test_a_proposal_that_was_withdrawn_proves_nothing() -> None:
    """Taking back what was acted upon makes it luck."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2, (DB, "expand_disk"))
    found = _facts(spoken(state, (DB, Withdraw(proposal="p-1"))))

    assert found["containment"] == ONE // 4
    assert found["promptness"] == 0


BEYOND = {
    "nobody's proposal": Claim(kind="recovered", proposal="p-6"),
    "a cause without evidence": Claim(kind="root_cause", proposal="p-1"),
    "a mitigation that was not done": Claim(
        kind="mitigation_done", proposal="p-1", value="rollback"
    ),
    "another severity": Claim(kind="severity", proposal="p-1", value="4"),
    "words": Claim(kind="timeline", proposal="p-1", value="disk full since tick 2 on the primary"),
    "what is true": Claim(kind="recovered", proposal="p-1"),
}


@pytest.mark.parametrize("claim", BEYOND.values(), ids=BEYOND)
def test_adding_to_a_report_never_pays(claim: Claim) -> None:
    """No further claim, true or not, raises what a report earns; a false one costs .06."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2, (DB, "expand_disk"))
    plain, longer = (
        _total(reported(state, *claims, waits=16))
        for claims in ((root_cause(state),), (root_cause(state), claim))
    )

    assert longer - plain == (0 if claim is BEYOND["what is true"] else -60_000)


def test_repeating_a_report_changes_nothing() -> None:
    """Claims are a set before they are checked."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2, (DB, "expand_disk"))
    claims = (root_cause(state), BEYOND["nobody's proposal"], BEYOND["what is true"])
    once, often = (_total(reported(state, *it)) for it in (claims, claims[::-1] * 5))

    assert once == often


def test_every_blunder_is_counted() -> None:
    """A blind order, a proposal made twice, a refused move and nonsense each count."""
    once = proposed("disk_full", "primary", DB, APP)
    service = name_of(once.world, "primary")
    again = Propose(incident_type="disk_full", service=service, evidence=root_cause(once).evidence)
    found = _facts(
        spoken(
            mitigated(spoken(once, (DB, again)), 2),
            (DB, Mitigate(mitigation="kill_queries", service=service)),
            (DB, Query(source="endpoint", service=service)),
            (DB, Malformed("it is no move")),
        )
    )

    assert (found["blind_mitigations"], found["duplicate_proposals"]) == (1, 1)
    assert (found["refused_moves"], found["malformed_replies"]) == (2, 1)
    assert found["wasted_moves"] == 3


def test_in_a_parallel_game_there_are_more_moves_to_waste() -> None:
    """What one wasted move takes away depends on how many there can be."""
    state = spoken(proposed("disk_full", "primary", DB, APP), (COMMANDER, Report()))
    done = reported(mitigated(state, 2, (DB, "expand_disk")))
    found, parallel = _facts(done), _facts(replace(done, mode="parallel"))

    assert parallel["promptness"] == found["promptness"]
    assert int(parallel["efficiency"]) > int(found["efficiency"])


def test_harm_beyond_doing_nothing_is_counted() -> None:
    """Orders that make things worse than they would have been are collateral damage."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), 2)
    quiet = mitigated(proposed("insider_theft", "primary", ANALYST, DB), 2)
    service = name_of(quiet.world, "primary")
    orders = [
        (DB, Mitigate(mitigation=name, service=service))
        for name in ("throttle_writes", "kill_queries", "recycle_pool")
    ]
    harmed = spoken(quiet, *orders * 4)

    assert _facts(state)["collateral_damage"] == 0
    assert int(_facts(harmed)["collateral_damage"]) > 0
    assert PLAN.horizon > harmed.timeline[-1].tick
