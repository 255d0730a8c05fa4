from warroom import (
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
    spoken,
    stolen_data,
)
from watchfloor.logsentinel.actions import Advance, Mitigate, Propose, Wait, Withdraw
from watchfloor.logsentinel.shaping import OF_FIXED, OF_PHASE, OF_PROVED, potential, shaped
from watchfloor.logsentinel.state import State
from watchfloor.play.action import Action
from watchfloor.play.reward import ONE


def _path(state: State, *said: tuple[str, Action]) -> list[State]:
    """Return *state* and each state that follows when *said* is said."""
    states = [state]
    for it in said:
        states.append(spoken(states[-1], it))
    return states


def _on_disk() -> State:
    return proposed("disk_full", "primary", DB, APP)


def test_nobody_has_come_far_at_the_start_or_at_the_end() -> None:
    """The potential of the first state and of every last one is nothing."""
    assert potential(opened(incident("disk_full", "primary"))) == 0
    assert potential(full_disk()) == 0
    assert potential(opened()) == 0


def test_a_whole_episode_is_paid_nothing() -> None:
    """What is paid on the way from the first state to the last one sums to nothing."""
    first = opened(incident("disk_full", "primary"))
    between = [_on_disk(), mitigated(_on_disk(), 2, (DB, "expand_disk"))]
    paid = shaped([first, *between, full_disk()])

    assert sum(paid) == 0
    assert paid[0] > 0


def test_a_loop_is_paid_nothing() -> None:
    """To go to another phase and back, or to propose and take back, brings nothing."""
    start = _on_disk()
    phases = _path(
        start, (COMMANDER, Advance(phase="triage")), (COMMANDER, Advance(phase="detect"))
    )
    withdrawn = spoken(start, (DB, Withdraw(proposal="p-1")))
    service = name_of(start.world, "primary")
    cited = evidence_for(start.world, "disk_full", DB)[:1]
    theirs = evidence_for(start.world, "disk_full", APP)[:1]
    again = Propose(incident_type="disk_full", service=service, evidence=cited + theirs)
    proposals = _path(withdrawn, (DB, again), (DB, Withdraw(proposal="p-2")))

    assert sum(shaped(phases)) == sum(shaped(proposals)) == 0
    assert shaped(proposals)[0] > 0


def test_a_right_proposal_counts_as_far_as_it_is_supported() -> None:
    """Half an accumulated support is half of what proof is worth; another service is nothing."""
    start = spoken(opened(incident("disk_full", "primary")), (DB, Wait(ticks=5)))
    both = evidence_for(start.world, "disk_full", DB)[:2]
    held = holding(start, DB, both)
    here, there = (
        spoken(
            held,
            (
                DB,
                Propose(
                    incident_type="disk_full",
                    service=name_of(start.world, slot),
                    evidence=both,
                ),
            ),
        )
        for slot in ("primary", "first_replica")
    )

    assert potential(here) == OF_PROVED // 2
    assert potential(there) == 0
    assert potential(_on_disk()) == OF_PROVED


def test_a_proposal_before_the_incident_has_begun_counts_nothing() -> None:
    """What is not there yet cannot be proved."""
    start = opened(incident("disk_full", "primary", starts=50))
    both = evidence_for(start.world, "disk_full", DB)[:2]
    service = name_of(start.world, "primary")
    move = Propose(incident_type="disk_full", service=service, evidence=both)

    assert potential(spoken(holding(start, DB, both), (DB, move))) == 0


def test_a_fix_and_a_phase_count() -> None:
    """What is ended counts half, the way through the phases a fifth."""
    before = mitigated(_on_disk(), 2)
    after = mitigated(_on_disk(), 2, (DB, "expand_disk"))

    assert potential(before) == OF_PROVED + OF_PHASE // 2
    assert potential(after) - potential(before) == OF_FIXED
    assert OF_FIXED + OF_PROVED + OF_PHASE == ONE


def test_an_intrusion_counts_once_it_is_held_and_thrown_out() -> None:
    """To fix what has to be contained first is not to have ended it."""
    both = incident("insider_theft", "primary"), incident("disk_full", "primary")
    start = spoken(opened(*both), *((DB, Wait(ticks=5)),) * 2)
    service = name_of(start.world, "primary")
    state = spoken(
        holding(start, DB, evidence_for(start.world, "disk_full", DB)[:2]),
        (DB, Mitigate(mitigation="expand_disk", service=service)),
    )

    assert potential(state) == 0
    assert potential(stolen_data()) == 0
