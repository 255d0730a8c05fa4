from collections.abc import Callable
from functools import cache

import pytest

import rooms
from watchfloor.logsentinel import cells as at
from watchfloor.logsentinel import room
from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
    Handoff,
    Mitigate,
    Propose,
    Query,
    Report,
    SetSeverity,
    Verify,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.cells import KNOWN, blank
from watchfloor.logsentinel.phases import COMMANDER, MITIGATE, REPORT, TRIAGE, VERIFY
from watchfloor.logsentinel.room import CANNOT, DONE, REFUSED, UNCHANGED
from watchfloor.logsentinel.tables import MITIGATION_INDEX, OWNER, ROLE_INDEX, TYPE_INDEX
from watchfloor.logsentinel.world import World

APP, DB, SEC = (ROLE_INDEX[it] for it in ("app_sre", "db_sre", "security_analyst"))
WORLD = rooms.world("mixed")
API = WORLD.names[2]
WEB = WORLD.names[1]


@cache
def _ids(role: int, count: int) -> tuple[str, ...]:
    return tuple(it.id for it in WORLD.evidence if OWNER[it.source] == role)[:count]


def _knowing(role: int, count: int = 8, phase: int = 0) -> list[int]:
    """Return cells in which *role* holds the first *count* pieces of its own."""
    cells = blank()
    for name in _ids(role, count):
        cells[KNOWN + role] |= 1 << WORLD.places[name]
    cells[at.PHASE] = phase
    return cells


def _proposed(phase: int, kind: str = "bad_deploy", service: str = API) -> list[int]:
    """Return cells in which there is a graded proposal, in *phase*."""
    cells = _knowing(APP)
    room.propose(WORLD, cells, APP, Propose(kind, service, _ids(APP, 2)))
    room.set_severity(WORLD, cells, COMMANDER, SetSeverity("p-1", 2))
    cells[at.PHASE] = phase
    return cells


def test_a_query_brings_up_what_its_source_has_shown() -> None:
    """Only what was emitted there, of that source, and once."""
    it = next(one for one in WORLD.evidence if one.source == "app_log")
    cells, bit = blank(), 1 << WORLD.places[it.id]
    asked = Query("app_log", WORLD.names[it.service])
    before = room.query(WORLD, cells, APP, asked)[0]
    cells[at.EMITTED] |= bit
    first = room.query(WORLD, cells, APP, asked)[0]
    again = room.query(WORLD, cells, APP, asked)[0]

    assert (before, first, again) == (UNCHANGED, DONE, UNCHANGED)
    assert cells[KNOWN + APP] == bit


def test_what_is_gone_is_not_brought_up() -> None:
    """Evidence that was wiped before anybody looked stays unknown."""
    it = next(one for one in WORLD.evidence if one.source == "app_log")
    cells = blank()
    cells[at.EMITTED] = cells[at.GONE] = 1 << WORLD.places[it.id]

    assert room.query(WORLD, cells, APP, Query("app_log", WORLD.names[it.service]))[0] == UNCHANGED
    assert cells[KNOWN + APP] == 0


def test_a_handoff_lets_another_know_and_is_remembered_with_its_giver() -> None:
    """What the other knew already changes nothing."""
    cells, given = _knowing(APP), Handoff("db_sre", _ids(APP, 3))
    first, again = room.handoff(WORLD, cells, APP, given), room.handoff(WORLD, cells, APP, given)

    assert (first[0], again[0]) == (DONE, UNCHANGED)
    assert cells[KNOWN + DB].bit_count() == 3
    assert cells[at.HANDED + at.SEATS * DB + APP] == cells[KNOWN + DB]


def test_a_repeated_id_counts_once() -> None:
    """A list of one piece twice is a list of one."""
    one = _ids(APP, 1)[0]

    assert room.propose(WORLD, _knowing(APP), APP, Propose("flood", API, (one, one))) == REFUSED
    assert room.handoff(WORLD, _knowing(APP), APP, Handoff("db_sre", (one,) * 9))[0] == DONE


def test_a_proposal_is_judged_by_its_form_alone() -> None:
    """A wrong one is taken like a right one; a second of the same is a duplicate."""
    cells = _knowing(APP)
    made = Propose("insider_theft", WEB, _ids(APP, 2))
    first, again = room.propose(WORLD, cells, APP, made), room.propose(WORLD, cells, APP, made)

    assert (first[0], again) == (DONE, REFUSED)
    assert cells[at.DUPLICATE] == 1


def test_a_proposal_with_other_evidence_is_the_same_proposal() -> None:
    """Rephrasing does not make another one."""
    cells = _knowing(APP)
    room.propose(WORLD, cells, APP, Propose("flood", API, _ids(APP, 2)))
    room.propose(WORLD, cells, APP, Propose("flood", API, _ids(APP, 4)[2:]))
    room.propose(WORLD, cells, APP, Propose("flood", WEB, _ids(APP, 2)))

    assert cells[at.DUPLICATE] == 1
    assert cells[at.PROPOSALS + at.PROPOSAL_SIZE + at.ITS_TYPE]


def test_no_more_proposals_than_there_is_room_for() -> None:
    """The seventh is refused, also when others were taken back."""
    cells = _knowing(APP)
    kinds = ["flood", "miner", "web_shell", "bad_deploy", "beaconing", "ransomware", "disk_full"]
    results = [
        room.propose(WORLD, cells, APP, Propose(kind, API, _ids(APP, 2)))[0] for kind in kinds
    ]

    assert results == [DONE] * 6 + [CANNOT]
    room.withdraw(WORLD, cells, APP, Withdraw("p-1"))
    assert room.propose(WORLD, cells, APP, Propose("disk_full", API, _ids(APP, 2))) == REFUSED


def test_whoever_made_it_can_take_it_back_and_so_can_the_commander() -> None:
    """Nobody else can, and nothing can be taken back twice."""
    cells = _proposed(TRIAGE)

    assert room.withdraw(WORLD, cells, DB, Withdraw("p-1")) == REFUSED
    assert room.withdraw(WORLD, cells, COMMANDER, Withdraw("p-1"))[0] == DONE
    assert room.withdraw(WORLD, cells, APP, Withdraw("p-1")) == REFUSED


def test_saying_the_same_severity_again_changes_nothing() -> None:
    """A new one replaces the old one."""
    cells = _proposed(TRIAGE)

    assert room.set_severity(WORLD, cells, COMMANDER, SetSeverity("p-1", 2))[0] == UNCHANGED
    assert room.set_severity(WORLD, cells, COMMANDER, SetSeverity("p-1", 1))[0] == DONE
    assert cells[at.PROPOSALS + at.ITS_SEVERITY] == 1


def test_a_risky_mitigation_needs_an_approval_of_its_own() -> None:
    """It is refused before, taken after, and a second order needs another approval."""
    cells = _proposed(MITIGATE)
    order = Mitigate("isolate_host", API)
    first = room.mitigate(WORLD, cells, SEC, order)
    room.approve(WORLD, cells, COMMANDER, Approve("isolate_host", API))
    second = room.mitigate(WORLD, cells, SEC, order)
    cells[at.PENDING : at.KNOWN] = [0] * (at.KNOWN - at.PENDING)
    third = room.mitigate(WORLD, cells, SEC, order)

    assert (first, second[0], third) == (REFUSED, DONE, REFUSED)


def test_an_approval_is_for_one_service() -> None:
    """What is allowed on one service is not allowed on another."""
    cells = _proposed(MITIGATE)
    room.approve(WORLD, cells, COMMANDER, Approve("isolate_host", API))

    assert room.mitigate(WORLD, cells, SEC, Mitigate("isolate_host", WEB)) == REFUSED


def test_approving_what_needs_none_changes_nothing() -> None:
    """Neither a harmless mitigation, nor a second time."""
    cells = _proposed(MITIGATE)
    allowed = Approve("isolate_host", API)

    assert room.approve(WORLD, cells, COMMANDER, Approve("restart", API))[0] == UNCHANGED
    assert room.approve(WORLD, cells, COMMANDER, allowed)[0] == DONE
    assert room.approve(WORLD, cells, COMMANDER, allowed)[0] == UNCHANGED


def test_many_small_disturbances_need_the_commander_like_a_big_one() -> None:
    """A risky action cannot be split into small ones that nobody has to allow."""
    cells = _proposed(MITIGATE)
    results: list[int] = []
    for name in [name for name in WORLD.names if name]:
        order = Mitigate("rate_limit", name)
        results.append(room.mitigate(WORLD, cells, APP, order)[0])
        cells[at.PENDING : at.KNOWN] = [0] * (at.KNOWN - at.PENDING)

    assert results[0] == DONE
    assert results[-1] == CANNOT
    assert room.needs_approval(cells, MITIGATION_INDEX["rate_limit"])
    room.approve(WORLD, cells, COMMANDER, Approve("rate_limit", API))
    assert room.mitigate(WORLD, cells, APP, Mitigate("rate_limit", API))[0] == DONE


@pytest.mark.parametrize(
    ("proposal", "mitigation", "service", "is_backed"),
    [
        ("p-1", "rollback", API, True),
        ("p-1", "rollback", WEB, False),
        ("p-1", "restart", API, False),
        ("", "rollback", API, False),
    ],
)
def test_an_order_is_backed_by_a_proposal_that_speaks_for_it(
    proposal: str, mitigation: str, service: str, *, is_backed: bool
) -> None:
    """The same service, and a mitigation of the playbook; anything else is blind but done."""
    cells = _proposed(MITIGATE)
    done = room.mitigate(WORLD, cells, APP, Mitigate(mitigation, service, proposal))

    assert done[0] == DONE
    assert cells[at.PENDING + 3] == int(is_backed)
    assert cells[at.BLIND] == int(not is_backed)


def test_an_order_at_the_edge_can_be_backed_by_a_proposal_behind_it() -> None:
    """A filter at the edge is in the playbook of an exfiltration through the interface."""
    cells = _proposed(MITIGATE, "injection_exfiltration")
    room.mitigate(WORLD, cells, SEC, Mitigate("filter_requests", WORLD.names[0], "p-1"))

    assert cells[at.PENDING + 3] == 1


def test_telling_users_is_never_blind() -> None:
    """What disturbs nothing and treats nothing needs no grounds."""
    cells = _proposed(MITIGATE)
    room.mitigate(WORLD, cells, COMMANDER, Mitigate("post_status", WORLD.names[0]))

    assert cells[at.BLIND] == 0


def test_an_order_that_stands_is_not_given_again() -> None:
    """Neither the same twice, nor more than can be on their way."""
    cells = _proposed(MITIGATE)
    room.mitigate(WORLD, cells, APP, Mitigate("rollback", API))

    assert room.mitigate(WORLD, cells, APP, Mitigate("rollback", API)) == REFUSED
    names = [name for name in WORLD.names if name and name != API][:7]
    taken = [room.mitigate(WORLD, cells, APP, Mitigate("rollback", name))[0] for name in names]
    assert taken == [DONE] * 7
    assert room.mitigate(WORLD, cells, APP, Mitigate("renew_certificate", API)) == REFUSED


def test_a_look_can_fail() -> None:
    """A service that is ill, or where somebody still is, is not well."""
    results: list[int] = []
    for changes in ({}, {at.HEALTH + 2: 3000}, {at.INTENSITY: 4096}):
        cells = _proposed(VERIFY, service=WORLD.names[WORLD.incidents[0].service])
        service = WORLD.incidents[0].service
        cells[at.HEALTH + service] = 3000 if at.HEALTH + 2 in changes else 4096
        cells[at.INTENSITY] = changes.get(at.INTENSITY, 0)
        room.verify(WORLD, cells, DB, Verify("p-1"))
        results.append(cells[at.PROPOSALS + at.ITS_STANDING])

    assert results == [at.PASSED, at.FAILED, at.FAILED]


def test_looking_again_at_what_was_well_changes_nothing() -> None:
    """Unless a mitigation took effect since."""
    cells = _proposed(VERIFY, service=WORLD.names[6])
    first = room.verify(WORLD, cells, DB, Verify("p-1"))[0]
    again = room.verify(WORLD, cells, DB, Verify("p-1"))[0]
    cells[at.TICK], cells[at.LANDED] = 5, 5
    later = room.verify(WORLD, cells, DB, Verify("p-1"))[0]

    assert (first, again, later) == (DONE, UNCHANGED, DONE)


def test_a_report_is_taken_in_its_phase_unless_it_is_endless() -> None:
    """Whether its claims are true is no matter here."""
    claims = (Claim("root_cause", "p-9", "x", ("no such",)),)

    assert room.report(WORLD, _proposed(VERIFY), COMMANDER, Report(claims)) == REFUSED
    assert room.report(WORLD, _proposed(REPORT), COMMANDER, Report(claims))[0] == DONE
    assert room.report(WORLD, _proposed(REPORT), COMMANDER, Report(claims * 33)) == REFUSED


REFUSALS: list[Callable[[list[int]], room.Heard]] = [
    lambda it: room.query(WORLD, it, APP, Query("app_log", "nowhere")),
    lambda it: room.query(WORLD, it, APP, Query("app_log", "")),
    lambda it: room.query(WORLD, it, APP, Query("no_such", API)),
    lambda it: room.query(WORLD, it, APP, Query("db_log", API)),
    lambda it: room.handoff(WORLD, it, APP, Handoff("app_sre", _ids(APP, 1))),
    lambda it: room.handoff(WORLD, it, APP, Handoff("nobody", _ids(APP, 1))),
    lambda it: room.handoff(WORLD, it, APP, Handoff("db_sre", ())),
    lambda it: room.handoff(WORLD, it, APP, Handoff("db_sre", _ids(APP, 5))),
    lambda it: room.handoff(WORLD, it, APP, Handoff("db_sre", _ids(SEC, 1))),
    lambda it: room.handoff(WORLD, it, APP, Handoff("db_sre", ("ev-000000",))),
    lambda it: room.propose(WORLD, it, APP, Propose("no_such", API, _ids(APP, 2))),
    lambda it: room.propose(WORLD, it, APP, Propose("flapping", API, _ids(APP, 2))),
    lambda it: room.propose(WORLD, it, APP, Propose("flood", "nowhere", _ids(APP, 2))),
    lambda it: room.propose(WORLD, it, APP, Propose("flood", API, _ids(APP, 1))),
    lambda it: room.propose(WORLD, it, APP, Propose("flood", API, _ids(APP, 9))),
    lambda it: room.propose(WORLD, it, APP, Propose("flood", API, _ids(SEC, 2))),
    lambda it: room.propose(WORLD, it, APP, Propose("flood", API, _ids(APP, 2) * 40)),
    lambda it: room.set_severity(WORLD, it, COMMANDER, SetSeverity("p-1", 0)),
    lambda it: room.set_severity(WORLD, it, COMMANDER, SetSeverity("p-1", 10**18)),
    lambda it: room.set_severity(WORLD, it, COMMANDER, SetSeverity("p-2", 1)),
    lambda it: room.withdraw(WORLD, it, APP, Withdraw("p-0")),
    lambda it: room.approve(WORLD, it, COMMANDER, Approve("no_such", API)),
    lambda it: room.approve(WORLD, it, COMMANDER, Approve("isolate_host", "nowhere")),
    lambda it: room.mitigate(WORLD, it, APP, Mitigate("no_such", API)),
    lambda it: room.mitigate(WORLD, it, APP, Mitigate("rollback", "nowhere")),
    lambda it: room.mitigate(WORLD, it, APP, Mitigate("rollback", API, "p-2")),
    lambda it: room.mitigate(WORLD, it, DB, Mitigate("rollback", API)),
    lambda it: room.verify(WORLD, it, DB, Verify("p-1")),
    lambda it: room.verify(WORLD, it, DB, Verify("p-7")),
    lambda it: room.advance(WORLD, it, COMMANDER, Advance("report")),
    lambda it: room.wait(WORLD, it, APP, Wait(0)),
    lambda it: room.wait(WORLD, it, APP, Wait(6)),
    lambda it: room.wait(WORLD, it, APP, Wait(-(10**17))),
]


@pytest.mark.parametrize("refused", REFUSALS)
def test_what_cannot_be_done_changes_nothing(refused: Callable[[list[int]], room.Heard]) -> None:
    """A name that does not exist, what is not held, and what is not the speaker's to do."""
    cells = _knowing(APP, 9)
    room.propose(WORLD, cells, APP, Propose("bad_deploy", API, _ids(APP, 2)))
    cells[at.PHASE] = MITIGATE
    before = cells[:]

    assert refused(cells) == REFUSED
    assert cells == before


def test_a_mitigation_outside_its_phase_is_refused() -> None:
    """Nothing is ordered before triage, nor while it is verified."""
    for phase in (0, TRIAGE, VERIFY, REPORT):
        assert room.mitigate(WORLD, _proposed(phase), APP, Mitigate("rollback", API)) == REFUSED


def test_the_world_of_these_tests_has_what_they_need() -> None:
    """Each role owns enough pieces of evidence."""
    world: World = WORLD

    assert len(_ids(APP, 9)) == 9
    assert len(_ids(SEC, 2)) == 2
    assert TYPE_INDEX["bad_deploy"] >= 0
    assert all(world.names[:9])
