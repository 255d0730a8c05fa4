"""Every rule of the gate objects to what it forbids, and to nothing that is sound."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from watchfloor.opensoc import crafting, view
from watchfloor.opensoc.actions import CraftedEvent, CraftIncident
from watchfloor.opensoc.admission import Admitted, admit, briefed
from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.opensoc.gates import GATES, is_not_held_out
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief, State
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import verify
from watchfloor.seeds import Seed
from watchfloor.world import organisation, timeline
from watchfloor.world.activity import Cast
from watchfloor.world.background import signed_in
from watchfloor.world.detection import signals
from watchfloor.world.event import Event
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES

GROWN = organisation.numbered(0)
DESK = next(host for host in GROWN.hosts if host.kind == "workstation")
OTHER = [host for host in GROWN.hosts if host.kind == "workstation"][1]
WEB = next(host for host in GROWN.hosts if host.kind == "web_server")
ADA, BOB = GROWN.people[0].name, GROWN.people[1].name
BEGINS = 9 * timeline.HOUR
EVERY = pytest.mark.parametrize("gate", GATES.values(), ids=GATES)


def _event(number: int, kind: str, **fields: str | int) -> Event:
    found = {"host": DESK.name, "user": ADA, **fields}
    return Event(f"e{number}", BEGINS + 60 * number, kind, **found)  # type: ignore[arg-type]  # columns


SCRIPT = replace(
    RULES["encoded_script"].fires_on[0][0], id="e2", second=BEGINS + 120, host=DESK.name, user=ADA
)
SOUND = (
    replace(signed_in(Cast(GROWN, DESK, ADA, BOB, "")), id="e1", second=BEGINS + 60),
    SCRIPT,
    *(_event(3 + n, "mail_open", name="Lunch on Friday") for n in range(5)),
)
"""Somebody comes to work, something runs, and mails are read."""


def _crafted(event: Event) -> CraftedEvent:
    columns = EVENT_TYPES[event.type].fills
    fields = {column: getattr(event, column) for column in columns}
    return CraftedEvent(event.type, timeline.stamp(event.second), event.id, fields)


def _submission(*events: Event, records: tuple[Record, ...] = ()) -> Submission:
    found = signals(events)
    alert = found[0].rule if found else ""
    truth = verify(events, records, alert)
    action = CraftIncident(truth.answer, "any", tuple(map(_crafted, events)))
    return Submission(action, GROWN, BEGINS, truth.answer, events, records, alert, truth)


GOOD = _submission(*SOUND)


def _with(place: int, **changes: object) -> Submission:
    """Return the sound submission with its crafted event at *place* changed."""
    events = list(GOOD.action.events)
    events[place] = replace(events[place], **changes)
    return replace(GOOD, action=replace(GOOD.action, events=tuple(events)))


def _flow(number: int, **fields: str | int) -> Event:
    usual: dict[str, str | int] = {
        "source_ip": DESK.ip,
        "target_ip": "192.0.2.9",
        "port": 443,
        "size": 900,
    }
    return _event(number, "network_flow", **{**usual, **fields})


def _edge() -> Submission:
    rule = RULES["large_transfer"]
    assert rule.edge is not None
    return _submission(*SOUND, _flow(11, size=rule.edge.at_least))


def _count() -> Submission:
    tally = RULES["password_spray"].tally
    assert tally is not None
    fields = {"source_ip": "192.0.2.9", "outcome": "failure"}
    people = GROWN.people[: tally.at_least]
    knocks = [_event(11 + n, "sign_in", user=it.name, **fields) for n, it in enumerate(people)]
    return _submission(*SOUND, *knocks)


def _beats(**last: str | int) -> Submission:
    beats = [_flow(4 + n, size=400 + n) for n in range(6)]
    return _submission(*beats[:-1], replace(beats[-1], **last))


def _half() -> Record:
    """Return work that covers the first of some calls and not the last."""
    return Record(
        *("r1", "work", "C", "vendor_telemetry", "", "", DESK.name, ADA),
        opens=BEGINS,
        closes=BEGINS + 60 * 6,
    )


def test_a_pace_that_is_steady_is_no_offence() -> None:
    """Six calls a minute apart keep a pace, and two have none to keep."""
    gate = GATES["keeps_pace"]
    late = replace(_flow(9), second=_flow(9).second + 5)

    assert gate.objection(_beats()) == ""
    assert gate.objection(_submission(*(_flow(n) for n in range(4, 9)), late)) == ""
    assert gate.objection(_submission(*SOUND, _flow(11), _flow(19))) == ""


def _placed(ip: str) -> Event:
    return _event(11, "sign_in", source_ip=ip, outcome="success")


BAD: dict[str, list[Callable[[], Submission]]] = {
    "clear_of_edges": [_edge, _count],
    "clear_of_hours": [
        lambda: replace(
            GOOD,
            records=(
                Record(
                    "r1", "work", "C", "red_team", host=DESK.name, opens=SCRIPT.second, closes=1
                ),
            ),
        )
    ],
    "covered_whole": [
        lambda: _submission(*(_flow(4 + n, size=400 + n) for n in range(6)), records=(_half(),))
    ],
    "hangs_together": [
        lambda: _submission(
            SCRIPT, replace(SCRIPT, id="e9", second=SCRIPT.second + 9, host=OTHER.name, user=BOB)
        )
    ],
    "in_time": [
        lambda: replace(
            GOOD, action=replace(GOOD.action, events=tuple(reversed(GOOD.action.events)))
        ),
        lambda: _with(1, timestamp="soon"),
        lambda: replace(GOOD, begins=BEGINS + timeline.DAY),
        lambda: replace(GOOD, begins=BEGINS - timeline.DAY),
    ],
    "is_certified": [
        lambda: replace(GOOD, truth=Truth("quarantine_host", "code_on_one_host", (("e3",),), ()))
    ],
    "is_readable": [lambda: replace(GOOD, truth=Truth("monitor", "attempt", (("e2",),), ()))],
    "is_what_was_asked": [lambda: replace(GOOD, asked="monitor")],
    "keeps_pace": [lambda: _submission(*(_flow(n, size=400 + n) for n in (4, 5, 6, 7, 9)))],
    "known_entities": [
        lambda: _submission(*SOUND, _event(11, "mail_open", name="Hi", host="nowhere")),
        lambda: _submission(*SOUND, _event(11, "mail_open", name="Hi", user="nobody")),
        lambda: _submission(*SOUND, _flow(11, target_ip="8.8.8.8")),
        lambda: _submission(
            *SOUND, _event(11, "account_change", account="nobody", name="password_reset")
        ),
    ],
    "known_types": [
        lambda: _with(0, event_type="weather"),
        lambda: _with(0, fields={}),
        lambda: _with(2, fields={**GOOD.action.events[2].fields, "size": 7}),
    ],
    "known_words": [
        lambda: _submission(*SOUND, _event(11, "control_change", name="a", outcome="?"))
    ],
    "length": [
        lambda: replace(GOOD, action=replace(GOOD.action, events=GOOD.action.events[:2])),
        lambda: replace(GOOD, action=replace(GOOD.action, events=GOOD.action.events * 4)),
        lambda: _with(2, fields={str(n): "x" * 200 for n in range(40)}),
    ],
    "one_hand": [lambda: _beats(user=BOB), lambda: _beats(source_ip=OTHER.ip)],
    "one_place": [
        lambda: _submission(*SOUND, _placed("192.0.2.9")),
        lambda: _submission(_placed("192.0.2.9"), replace(_placed("198.51.100.7"), id="e13")),
    ],
    "own_ids": [lambda: _with(0, log_id="e2"), lambda: _with(0, log_id="")],
    "parents_run": [
        lambda: _submission(
            *SOUND, _event(11, "process_start", process="a.exe", parent="a.exe", command="a.exe x")
        ),
        lambda: _submission(
            *SOUND, _event(11, "process_start", process="a.exe", parent="b.exe", command="c.exe")
        ),
    ],
    "plain_text": [
        lambda: _with(0, log_id="\u202e"),
        lambda: _with(2, fields={"host": DESK.name, "user": ADA, "name": "a\nb"}),
    ],
    "raises_an_alert": [lambda: _submission(SOUND[0], SOUND[2])],
    "right_address": [
        lambda: _submission(*SOUND, _flow(11, source_ip=OTHER.ip)),
        lambda: _submission(
            *SOUND,
            _event(11, "http_request", host=WEB.name, source_ip=DESK.ip, name="/", outcome="200"),
        ),
    ],
    "right_kinds": [
        lambda: _with(2, fields={**GOOD.action.events[2].fields, "name": 7}),
        lambda: _with(2, fields={**GOOD.action.events[2].fields, "size": "much"}),
        lambda: _with(2, fields={**GOOD.action.events[2].fields, "port": 65_536}),
    ],
    "right_machine": [
        lambda: _submission(
            *SOUND, _event(11, "http_request", source_ip="192.0.2.9", name="/", outcome="200")
        )
    ],
}
"""Submissions that break one rule each."""


def test_every_gate_is_tried() -> None:
    """For every rule there is a submission that breaks it; the held-out set has its own test."""
    assert set(BAD) | {"is_not_held_out"} == set(GATES)


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, found in BAD.items() for place in range(len(found))]
)
def test_a_gate_objects_to_what_it_forbids(name: str, place: int) -> None:
    """The objection is one sentence in plain characters, without a full stop."""
    said = GATES[name].objection(BAD[name][place]())

    assert said
    assert said.isascii()
    assert said.isprintable()
    assert not said.endswith(".")
    assert len(said) < 300


@EVERY
def test_a_gate_is_silent_on_what_is_sound(gate: Gate) -> None:
    """Nothing is said against an incident that breaks no rule."""
    assert gate.objection(GOOD) == ""


@EVERY
def test_a_gate_says_what_it_wants(gate: Gate) -> None:
    """An attacker reads the law of each rule in its brief, as a sentence."""
    assert gate.law.endswith(".")
    assert gate.law[0].isupper() or gate.law[0].isdigit()


def test_what_is_held_out_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """An incident whose fingerprint is kept for evaluation does not pass."""
    marked = replace(GOOD, mark="a" * 32)
    monkeypatch.setattr(is_not_held_out, "HELD_OUT", frozenset({"a" * 32}))

    assert GATES["is_not_held_out"].objection(marked)
    assert GATES["is_not_held_out"].objection(replace(marked, mark="b" * 32)) == ""


def _brief(number: int) -> Brief:
    return briefed(Seed.of("gates", number), STAGES["stage3_mixed"], Wish())


def test_all_gates_are_passed_by_whoever_knows_the_laws() -> None:
    """The scripted attacker, who reads nothing but its brief, is nearly always admitted."""
    admitted = 0
    for number in range(30):
        brief = _brief(number)
        seen = view.observe(State("self_play", "stage3_mixed", brief=brief), "attacker")
        found = admit(crafting.scripted(seen, Seed.of(number).stream()), brief)
        admitted += isinstance(found, Admitted)

    assert admitted >= 25
