import pytest

from watchfloor.opensoc import crafting, view
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.admission import Admitted, admit, briefed
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief, State
from watchfloor.opensoc.verifier import verify
from watchfloor.play.observation import Observation
from watchfloor.seeds import Seed
from watchfloor.world import timeline
from watchfloor.world.detection import sighted


def _brief(number: int, answer: Answer | None = None) -> tuple[Brief, Observation]:
    brief = briefed(Seed.of("crafting", number), STAGES["stage2_multi"], Wish(answer=answer))
    return brief, view.observe(State("self_play", "stage2_multi", brief=brief), "attacker")


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_scripted_incident_is_of_the_class_that_is_asked_for(answer: Answer) -> None:
    """What the brief asks for is crafted from what the brief shows, and is admitted."""
    kept = 0
    for number in range(10):
        brief, seen = _brief(number, answer)
        found = admit(crafting.scripted(seen, Seed.of(number).stream()), brief)
        if isinstance(found, Admitted):
            kept += 1

            assert found.truth.answer == answer

    assert kept >= 8


def test_a_script_is_a_function_of_its_draws() -> None:
    """The same draws on the same brief craft the same incident."""
    _, seen = _brief(1)
    made = [crafting.scripted(seen, Seed.of(7).stream()) for _ in range(2)]

    assert made[0] == made[1]
    assert made[0] != crafting.scripted(seen, Seed.of(8).stream())


def test_a_guided_attacker_is_no_easier_to_read() -> None:
    """Choosing among several incidents finds those that divide the readers more."""

    def total(craft: object) -> int:
        found = 0
        for number in range(12):
            brief, seen = _brief(number)
            admitted = admit(craft(seen, Seed.of(number).stream()), brief)  # type: ignore[operator]  # a crafter
            found += admitted.learnability if isinstance(admitted, Admitted) else 0
        return found

    assert total(crafting.guided) > total(crafting.scripted)


def test_what_is_written_says_what_was_done() -> None:
    """A move holds the events with their times, ids and filled columns."""
    _, seen = _brief(2)
    made = crafting.scripted(seen, Seed.of(3).stream())

    assert isinstance(made, CraftIncident)
    assert len(made.events) >= 3
    assert all(timeline.second_of(event.timestamp) > 0 for event in made.events)
    assert all(all(event.fields.values()) for event in made.events)


def test_nothing_is_written_where_nothing_comes_to_mind() -> None:
    """An attacker at a loss submits an incident without events, which the gate turns away."""
    brief, _ = _brief(2)

    assert not isinstance(admit(crafting.written((), "monitor"), brief), Admitted)


def test_what_is_crafted_keeps_every_law_and_comes_to_what_was_asked() -> None:
    """No gate objects to an incident as it is handed over, and its truth is that of its events."""
    for number in range(12):
        brief, seen = _brief(number)
        desk = crafting.Desk(seen, Seed.of(number).stream())
        found = next(desk.incidents(is_cunning=True))
        told = verify(found.events, found.records, found.alert)

        assert [name for name, gate in GATES.items() if gate.objection(found)] == []
        assert found.truth == told
        assert told.answer == brief.asked
        assert found.action == crafting.written(found.events, brief.asked)
        assert found.sighted == sighted(found.events)


def test_an_attacker_at_a_loss_submits_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no incident comes to mind, the first of them is one without events."""
    _, seen = _brief(1)
    monkeypatch.setattr(crafting, "TRIES", 0)

    assert crafting.scripted(seen, Seed.of(1).stream()).events == ()
    assert crafting.guided(seen, Seed.of(1).stream()).events == ()
