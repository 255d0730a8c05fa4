from scenes import COMMANDER
from warroom import DB, incident, mitigated, opened, proposed, with_floor
from watchfloor.logsentinel.actions import (
    Advance,
    Handoff,
    Mitigate,
    Propose,
    Query,
    SetSeverity,
    Wait,
)
from watchfloor.logsentinel.conductor import Scheme, jobs
from watchfloor.logsentinel.outbreak import LINGERING
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.transition import apply
from watchfloor.play.action import Action

DISK = incident("disk_full", "primary")
THIEF = incident("insider_theft", "primary")


def later(state: State, ticks: int = 8) -> State:
    """Return *state* after so many ticks in which nothing is done."""
    for _ in range(ticks):
        state = apply(state, Wait()).state
    return state


def to_do(state: State, scheme: Scheme | None = None) -> list[Action]:
    """Return what there is to do in *state*."""
    return [job.action for job in jobs(state, scheme or Scheme())]


def followed(state: State, moves: int) -> State:
    """Return what follows *state* when the first job is done so many times."""
    for _ in range(moves):
        job = next(jobs(state, Scheme()), None)
        if job is None:
            state = apply(state, Wait()).state
        else:
            state = apply(with_floor(state, job.role), job.action).state
    return state


def orders(state: State) -> list[str]:
    """Return the mitigations that are ordered within some moves."""
    return [entry.words[0] for entry in followed(state, 14).timeline if entry.move == "mitigate"]


def test_nothing_is_done_before_anything_has_begun() -> None:
    """An insider leaves the room alone until there is something to find."""
    assert to_do(opened(incident("disk_full", "primary", starts=20))) == []


def test_evidence_is_asked_for_before_it_is_cited() -> None:
    """The first thing to do about an incident is to ask or to hand over."""
    first = to_do(later(opened(DISK)))[0]

    assert isinstance(first, Query | Handoff)


def test_the_first_jobs_lead_to_a_treated_incident() -> None:
    """Doing what comes first proposes, rates, moves on and orders the fix."""
    state = followed(later(opened(DISK)), 12)
    moves = [entry.move for entry in state.timeline]

    assert [
        name for name in ("propose", "set_severity", "advance", "mitigate") if name not in moves
    ] == []


def test_severities_are_the_truth_unless_the_scheme_says_otherwise() -> None:
    """A half-cheat that calls everything middling is told by that alone."""
    state = proposed("disk_full", "primary", DB, "app_sre")

    assert SetSeverity("p-1", 2) in to_do(state)
    assert SetSeverity("p-1", 3) in to_do(state, Scheme(severity=3))


def test_the_room_is_moved_on_when_its_gate_is_open() -> None:
    """Something that is proposed can be discussed."""
    assert Advance("triage") in to_do(proposed("disk_full", "primary", DB, "app_sre"))


def test_what_is_known_is_treated_in_the_phase_for_it() -> None:
    """The fix of a rated proposal is ordered under it."""
    state = mitigated(proposed("disk_full", "primary", DB, "app_sre"), 2)

    assert Mitigate("expand_disk", state.world.names[7], "p-1") in to_do(state)


def test_a_watchful_intruder_is_thrown_out_at_once() -> None:
    """Where somebody answers containment, the fix is ordered before it."""
    decoy = incident("flood", "edge", starts=3)._replace(parent=0, trigger=LINGERING)
    alone = later(opened(THIEF))
    watched = later(opened(THIEF, decoy))

    assert orders(alone)[:2] == ["disable_account", "rotate_secrets"]
    assert orders(watched)[:2] == ["rotate_secrets", "disable_account"]


def test_a_scheme_without_proof_cites_whatever_is_held() -> None:
    """Junk is proposed as soon as somebody holds two pieces of anything."""
    state = later(opened(DISK), 14)
    proposals = [it for it in to_do(state, Scheme(proves=False)) if isinstance(it, Propose)]
    questions = [it for it in to_do(state, Scheme(proves=False)) if isinstance(it, Query)]

    assert proposals or questions
    assert all(it.incident_type == "disk_full" for it in proposals)


def test_a_late_scheme_waits_for_its_time() -> None:
    """Nothing is done in the share of the time that is let pass."""
    assert to_do(later(opened(DISK)), Scheme(begins_at=60)) == []


def test_only_the_commander_moves_the_room() -> None:
    """A job is given to the role that may do it."""
    state = proposed("disk_full", "primary", DB, "app_sre")

    assert {job.role for job in jobs(state, Scheme()) if isinstance(job.action, Advance)} == {
        COMMANDER
    }
