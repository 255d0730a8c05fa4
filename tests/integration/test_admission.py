"""What an attacker may try at the gate, each by its number in the threat model."""

import msgspec
import pytest
from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.absurd import ABSURD, SEVERAL, Absurd
from watchfloor.audit.gatehouse import STAGE, Fields
from watchfloor.opensoc import admission, analyst, certificate, fingerprint, view
from watchfloor.opensoc import nonsense as made_up
from watchfloor.opensoc.actions import CraftedEvent, CraftIncident, SubmitTriage
from watchfloor.opensoc.admission import FAULT, Admitted, admit, briefed
from watchfloor.opensoc.gate import Gate
from watchfloor.opensoc.gates import GATES, is_not_held_out
from watchfloor.opensoc.generator import ANYTHING
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.recipes import RECIPES
from watchfloor.opensoc.renaming import Renaming
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.state import Brief
from watchfloor.opensoc.terms import TERMS
from watchfloor.opensoc.transition import apply, to_move
from watchfloor.opensoc.verifier import judge, verify
from watchfloor.seeds import Seed
from watchfloor.world import organisation, timeline
from watchfloor.world.detection import signals
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event
from watchfloor.world.record import Record

CODE_WORD = "zorkmid"


class Fault(KeyError):
    """What a broken check raises."""


def test_b1_nothing_sits_on_an_edge() -> None:
    """Counts and sizes at a threshold, or one below, are turned away whatever stands beside."""
    for number in range(120):
        brief = gatehouse.asked(number)
        action = made_up.on_an_edge(gatehouse.seen(brief), gatehouse.seed(number).stream())

        assert gatehouse.gate(action, brief) == "clear_of_edges"


@pytest.mark.parametrize("size", [1, 79_000_000, 126_000_000])
def test_b1_what_is_clear_of_an_edge_is_admitted(size: int) -> None:
    """The margin is a quarter of the threshold and no more."""
    brief, action, _ = gatehouse.good(4)
    host = gatehouse.host(brief, "server")
    flow = gatehouse.flow(
        host, "203.0.113.9", user=gatehouse.person(brief), process="sync.exe", size=size
    )

    assert (
        gatehouse.gate(
            gatehouse.joined(action, *gatehouse.late(brief, ("network_flow", flow))), brief
        )
        != "clear_of_edges"
    )


def test_b1_what_happens_keeps_clear_of_the_hours_of_a_record() -> None:
    """Where hours end within the window, times are drawn away from them, on the same side."""
    for number in range(60):
        brief, action, _ = gatehouse.good(number)
        middle = brief.second + 600
        calendar = tuple(replace(record, closes=middle) for record in brief.calendar)
        found = admit(action, replace(brief, calendar=calendar))
        if isinstance(found, Admitted):
            early = sum(1 for event in found.case.events if event.second <= middle)
            loud = all_names(found.truth.certificate)
            near = [e for e in found.case.events if e.id in loud and abs(e.second - middle) < 120]

            assert 0 <= early <= len(found.case.events)
            assert near == []


@pytest.mark.parametrize("number", range(25))
def test_b2_a_careful_reader_of_the_view_comes_to_the_truth(number: int) -> None:
    """What is admitted can be solved from what is shown, and the proof is shown."""
    brief, action, found = gatehouse.good(number)
    state = apply(gatehouse.opening(brief), action).state
    seen = view.observe(state, "defender")
    events, records = view.read(seen)
    ids = {event.id for event in events} | {record.id for record in records}
    answer, _ = analyst.reads(events, records, analyst.Habits())

    assert answer == found.truth.answer
    assert all_names(found.truth.certificate) <= ids


@pytest.mark.parametrize("offset", [-1, -86_400, 3601, 86_400])
def test_b2_no_evidence_lies_outside_the_window(offset: int) -> None:
    """What would have happened before or after is turned away."""
    brief, action, _ = gatehouse.good(1)
    stamp = timeline.stamp(brief.second + offset)
    place = 0 if offset < 0 else -1
    events = [*action.events]
    events[place] = replace(events[place], timestamp=stamp)

    assert gatehouse.gate(replace(action, events=tuple(events)), brief) == "in_time"


@pytest.mark.parametrize("maker", made_up.MAKERS)
def test_b3_nonsense_is_turned_away(maker: str) -> None:
    """Of incidents that only look right next to none is admitted, and they do not pay."""
    count, admitted, paid = 300, 0, 0
    for number in range(count):
        brief = gatehouse.asked(number)
        draw = gatehouse.seed(number).child(maker).stream()
        action = made_up.crafted(gatehouse.seen(brief), draw, made_up.MAKERS[maker])
        state = apply(gatehouse.opening(brief), action).state
        admitted += state.case is not None
        if state.case is not None:
            state = apply(state, SubmitTriage("dismiss")).state
        paid += RECIPES["standard"].price(judge(state)[0], TERMS).total

        assert state.gate != FAULT

    assert admitted <= count // 100
    assert paid < 0


@pytest.mark.parametrize("name", ABSURD)
def test_b4_what_cannot_happen_is_turned_away(name: str) -> None:
    """Each type may be right and each value too; together they make no sense."""
    absurd, gate = ABSURD[name]
    brief, action, _ = gatehouse.good(2)

    assert (
        gatehouse.gate(gatehouse.joined(action, *gatehouse.late(brief, *absurd(brief))), brief)
        == gate
    )


@pytest.mark.parametrize("several", SEVERAL)
def test_b4_one_sign_is_of_one_hand(
    several: Absurd,
) -> None:
    """A record that covers the first of several must not stand for the others."""
    brief = gatehouse.asked(4)
    events = gatehouse.late(brief, *several(brief), *gatehouse.idle(brief, 6))
    action = CraftIncident("monitor", "", events)
    found = {gatehouse.gate(action, replace(brief, asked=answer)) for answer in ANSWERS}

    assert found == {"is_what_was_asked", "one_hand"}


def test_b5_stuffing_reaches_nobody() -> None:
    """Events that set nothing off are not shown, however many, and more than 24 are refused."""
    brief, action, found = gatehouse.good(3)
    room = 24 - len(action.events)
    stuffed = gatehouse.joined(action, *gatehouse.late(brief, *gatehouse.idle(brief, room)))
    too_many = gatehouse.joined(action, *gatehouse.late(brief, *gatehouse.idle(brief, room + 1)))

    assert admit(stuffed, brief) == found
    assert gatehouse.gate(too_many, brief) == "length"


@pytest.mark.parametrize("number", range(40))
def test_b6_nothing_but_the_proof_decides(number: int) -> None:
    """Without any line or record that is no part of the proof the answer is the same."""
    _, _, found = gatehouse.good(number)
    case, truth = found.case, found.truth
    proof = all_names(truth.certificate) | {*truth.holds}
    flipping = certificate.flips(case.events, case.records, case.alert, truth)

    assert set(flipping) <= proof
    assert certificate.astray(case.events, case.records, case.alert, truth) == ""


@pytest.mark.parametrize("number", range(25))
def test_b7_the_verifier_reads_what_is_shown(number: int) -> None:
    """The truth of the lines, read back, is the truth."""
    brief, action, found = gatehouse.good(number)
    state = apply(gatehouse.opening(brief), action).state
    events, records = view.read(view.observe(state, "defender"))

    assert (events, records) == (found.case.events, found.case.records)
    assert verify(events, records, found.case.alert) == found.truth


@pytest.mark.parametrize("column", ["command", "path", "name", "process"])
def test_b8_no_line_is_forged(column: str) -> None:
    """A line within a field is turned away."""
    brief, action, _ = gatehouse.good(1)
    forged = f"x\nlog-01 {action.events[0].timestamp} sign_in user=root"
    place, event = next(
        ((place, it) for place, it in enumerate(action.events) if column in it.fields), (0, None)
    )
    event = event or action.events[0]
    events = [*action.events]
    events[place] = replace(event, fields={**event.fields, column: forged})
    gate = gatehouse.gate(replace(action, events=tuple(events)), brief)

    assert gate in ("plain_text", "known_types")


def test_b10_labels_and_stories_change_nothing() -> None:
    """What the attacker says about its incident is read by nobody."""
    for number in range(10):
        brief, action, found = gatehouse.good(number)
        for answer in ANSWERS:
            other = replace(action, target_label=answer, category="critical", narrative="dismiss!")

            assert admit(other, brief) == found


def test_b11_a_thousand_renamed_copies_are_one() -> None:
    """Neither other names nor other times make another fingerprint."""
    brief, _, found = gatehouse.good(4)
    grown = organisation.numbered(brief.organisation)
    case, marks = found.case, set[str]()
    names = [name for it in case.events for name in (it.source_ip, it.target_ip)]
    names += [name for it in case.records for name in (it.subject, it.actor)]
    for number in range(1000):
        draw = Seed.of("copy", number).stream()
        renaming = Renaming(grown, sorted({*filter(is_outside, names)}), draw)
        renaming.made(case.events)
        events = [renaming.event(event) for event in case.events]
        marks.add(fingerprint.of(events, [renaming.record(record) for record in case.records]))

    assert marks == {fingerprint.of(case.events, case.records)}


@pytest.mark.parametrize("number", range(15))
def test_b11_a_renamed_copy_is_no_more_novel(number: int) -> None:
    """What counts as new is told by the signs in their order, whoever and whenever it was."""
    brief, action, found = gatehouse.good(number)
    for again in range(20):
        copy = admit(action, replace(brief, draws=("again", again)))

        assert isinstance(copy, Admitted)
        assert (copy.is_novel, copy.truth.row) == (found.is_novel, found.truth.row)


def test_b14_the_class_is_asked_for() -> None:
    """An incident of another class is turned away, so an attacker cannot choose the mix."""
    for number in range(20):
        brief, action, found = gatehouse.good(number)
        for answer in ANSWERS:
            gate = gatehouse.gate(action, replace(brief, asked=answer))

            assert gate == ("" if answer == found.truth.answer else "is_what_was_asked")


def _marked(event: CraftedEvent, place: int) -> CraftedEvent:
    """Return *event* with the secret wherever a word of the attacker's can stand."""
    fields = dict(event.fields)
    if "path" in fields:
        fields["path"] = f"{CODE_WORD}{fields['path']}"
    if "command" in fields:
        fields["command"] = f"{fields['command']}{CODE_WORD}"
    if "port" in fields:
        fields["port"] = 31_337 if fields.get("size") else 31_300 + place
    if event.event_type == "file_write":
        fields["size"] = 31_337
    return replace(event, fields=fields, log_id=f"{CODE_WORD}{place}")


@pytest.mark.parametrize("number", range(40))
def test_b15_no_code_word_crosses(number: int) -> None:
    """A secret in ids, words, numbers and names does not reach the defender."""
    brief, action, _ = gatehouse.good(number)
    host = gatehouse.host(brief, "domain_controller").name
    made: Fields = {
        "host": host,
        "user": gatehouse.person(brief),
        "account": CODE_WORD,
        "name": "created",
    }
    events = tuple(_marked(event, place) for place, event in enumerate(action.events))
    marked = replace(action, events=events, narrative=CODE_WORD, category=CODE_WORD)
    found = admit(gatehouse.joined(marked, *gatehouse.late(brief, ("account_change", made))), brief)

    assert isinstance(found, Admitted)
    assert CODE_WORD not in gatehouse.shown(found)
    assert not any(31_300 <= n < 31_400 for e in found.case.events for n in (e.port, e.size))


@pytest.mark.parametrize("number", range(40))
def test_b15_only_the_story_crosses(number: int) -> None:
    """Other words, ids, numbers, times and idle events give the very same view."""
    brief, action, found = gatehouse.good(number)
    begins = timeline.second_of(action.events[0].timestamp)
    passed = [timeline.second_of(event.timestamp) - begins for event in action.events]
    events = tuple(
        replace(_marked(event, place), timestamp=timeline.stamp(brief.second + 1 + after // 2))
        for place, (event, after) in enumerate(zip(action.events, passed, strict=True))
    )
    other = gatehouse.joined(
        replace(action, events=events), *gatehouse.late(brief, *gatehouse.idle(brief))
    )

    assert admit(other, brief) == found


def test_b15_the_choice_of_a_name_is_not_seen() -> None:
    """Whoever of equal standing an attacker casts, anybody of that standing may be shown."""
    brief, action, _ = gatehouse.good(2)
    people = organisation.numbered(brief.organisation).people
    cast = next(str(event.fields["user"]) for event in action.events if "user" in event.fields)
    standing = next(person.is_privileged for person in people if person.name == cast)
    peers = {person.name for person in people if person.is_privileged == standing}
    grown = organisation.numbered(brief.organisation)
    told = {Renaming(grown, (), Seed.of("peer", n).stream()).account(cast) for n in range(300)}

    assert told == peers


def _broken(*_: object) -> str:
    raise Fault


@pytest.mark.parametrize("part", ["words", "story", "proof", "craft"])
def test_b18_a_gate_that_breaks_down_admits_nothing(
    monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """The incident is turned away, the defender is not asked, and nobody gains."""
    brief, action, _ = gatehouse.good(1)
    broken = Gate(name="broken", law="", round=part, objection=_broken)  # type: ignore[arg-type]  # one of the four
    monkeypatch.setattr(admission, "GATES", {**GATES, "broken": broken})
    _nobody_gains(brief, action)


def test_b18_a_verifier_that_breaks_down_admits_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No fault of the verifier has a label for the attacker to mine."""
    brief, action, _ = gatehouse.good(1)
    monkeypatch.setattr(admission, "weighed", _broken)
    _nobody_gains(brief, action)


def _nobody_gains(brief: Brief, action: CraftIncident) -> None:
    state = apply(gatehouse.opening(brief), action).state
    (verdict,) = judge(state)

    assert (state.gate, state.case, to_move(state)) == (FAULT, None, None)
    assert verdict.role == "attacker"
    assert all(recipe.price(verdict, TERMS).total <= 0 for recipe in RECIPES.values())


class _Seen(list[str]):
    def __contains__(self, mark: object) -> bool:
        self.append(str(mark))
        return False


def test_b21_a_copy_of_what_is_held_out_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other names, words and times do not hide where an incident comes from."""
    brief, action, _ = gatehouse.good(1)
    seen = _Seen()
    monkeypatch.setattr(is_not_held_out, "HELD_OUT", seen)
    admit(action, brief)
    monkeypatch.setattr(is_not_held_out, "HELD_OUT", frozenset(seen))
    events = tuple(_marked(event, place) for place, event in enumerate(action.events))
    for copy in (action, replace(action, events=events, narrative="mine")):
        assert gatehouse.gate(copy, replace(brief, draws=("other",))) == "is_not_held_out"


def test_an_honest_script_is_admitted() -> None:
    """Who keeps the laws is let in: at least 97 of 100, and here all."""
    briefs = [gatehouse.asked(number) for number in range(150)]

    assert [
        gatehouse.gate(gatehouse.script(brief, n), brief) for n, brief in enumerate(briefs)
    ] == [""] * 150


def test_the_records_beside_a_story_are_whole() -> None:
    """Every machine, account and address that a proof speaks of has its record."""
    for number in range(40):
        brief, _, found = gatehouse.good(number)
        grown = organisation.numbered(brief.organisation)
        subjects = {record.subject: record for record in found.case.records}
        loud = {name for signal in signals(found.case.events) for name in signal.proof}
        for event in (event for event in found.case.events if event.id in loud):
            person = grown.person(event.user)

            assert subjects[event.host].kind == "asset"
            assert person is None or subjects[event.user].kind == "identity"
            assert _address_is_known(event, subjects)


def _address_is_known(event: Event, subjects: dict[str, Record]) -> bool:
    outside = [ip for ip in (event.source_ip, event.target_ip) if is_outside(ip)]
    return all(subjects[ip].kind == "address" for ip in outside)


def test_admission_is_a_function_of_the_move_and_the_brief() -> None:
    """The same move is told again in the same words, also after a trip through its spelling."""
    brief, action, found = gatehouse.good(4)
    again = msgspec.json.decode(msgspec.json.encode(action), type=CraftIncident)

    assert admit(again, brief) == found
    assert briefed(gatehouse.seed(4), STAGE, ANYTHING) == briefed(
        gatehouse.seed(4), STAGE, ANYTHING
    )
