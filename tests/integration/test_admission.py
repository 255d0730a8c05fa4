"""What the gate does with a fault of its own, with a copy, and with an honest script.

What an attacker may try at it is in `audit/threats`, by its number in the threat model.
"""

import msgspec
import pytest
from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.gatehouse import STAGE
from watchfloor.opensoc import admission
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.admission import FAULT, admit, briefed
from watchfloor.opensoc.gate import Gate
from watchfloor.opensoc.gates import GATES, is_not_held_out
from watchfloor.opensoc.generator import ANYTHING
from watchfloor.opensoc.recipes import RECIPES
from watchfloor.opensoc.renaming import Renaming
from watchfloor.opensoc.state import Brief
from watchfloor.opensoc.terms import TERMS
from watchfloor.opensoc.transition import apply, to_move
from watchfloor.opensoc.verifier import judge
from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.detection import signals
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event
from watchfloor.world.record import Record

CODE_WORD = "zorkmid"


class Fault(KeyError):
    """What a broken check raises."""


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
    for copy in (action, gatehouse.marked(action, "mine")):
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
