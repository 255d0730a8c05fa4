from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from watchfloor.codec import canonical
from watchfloor.opensoc import crafting, view
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.admission import Admitted, Rejected, admit, briefed
from watchfloor.opensoc.certificate import astray
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief, State
from watchfloor.opensoc.verifier import verify
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.organisation import HELD_OUT
from watchfloor.world.timeline import HOUR

STAGE = STAGES["stage2_multi"]


def _brief(number: int, wish: Wish | None = None) -> Brief:
    return briefed(Seed.of("admission", number), STAGE, wish or Wish())


def _crafted(number: int) -> tuple[Brief, CraftIncident]:
    brief = _brief(number)
    seen = view.observe(State("self_play", STAGE.name, brief=brief), "attacker")
    return brief, crafting.scripted(seen, Seed.of(number).stream())


def _admitted(count: int = 25) -> Iterator[tuple[Brief, CraftIncident, Admitted]]:
    for number in range(count):
        brief, action = _crafted(number)
        found = admit(action, brief)
        if isinstance(found, Admitted):
            yield brief, action, found


ADMITTED = list(_admitted())


def test_most_of_what_is_scripted_is_admitted() -> None:
    """There is something to look at in the tests below."""
    assert len(ADMITTED) >= 20


def test_the_truth_of_what_is_admitted_is_that_of_what_is_shown() -> None:
    """The case that a defender sees has the class asked for, and a proof that decides."""
    for brief, _, found in ADMITTED:
        case, truth = found.case, found.truth

        assert verify(case.events, case.records, case.alert) == truth
        assert truth.answer == brief.asked
        assert astray(case.events, case.records, case.alert, truth) == ""
        assert 0 <= found.learnability <= ONE
        assert not DIALECTS[case.dialect].is_held_out


def test_label_category_and_story_are_read_by_nobody() -> None:
    """An attacker's opinion of its incident changes nothing: the verifier is blind to it."""
    for brief, action, found in ADMITTED:
        for label in ANSWERS:
            other = replace(action, target_label=label, category="other", narrative="Trust me.")

            assert admit(other, brief) == found


def test_ids_are_the_environments() -> None:
    """What the attacker called its events is not what a defender reads."""
    for brief, action, found in ADMITTED:
        renamed = replace(
            action,
            events=tuple(
                replace(event, log_id=f"mine-{n}") for n, event in enumerate(action.events)
            ),
        )

        assert admit(renamed, brief) == found
        assert b"mine-" not in canonical(found.case)


def test_names_are_others_than_those_submitted() -> None:
    """Over many incidents hardly a machine, and no address outside, is where it was put."""
    kept = total = 0
    for _, action, found in ADMITTED:
        hosts = {str(event.fields["host"]) for event in action.events}
        shown = {event.host for event in found.case.events}
        kept += len(hosts & shown)
        total += len(hosts)

    assert kept < total * 2 // 3


def test_one_move_is_admitted_in_one_way() -> None:
    """What the environment draws after the move depends on the brief alone."""
    for brief, action, found in ADMITTED[:5]:
        assert admit(action, brief) == found


def test_a_rejection_names_the_gate_and_the_reason() -> None:
    """Whoever is turned away learns by which rule, in a sentence."""
    found = admit(CraftIncident("monitor", "any", ()), _brief(1))

    assert isinstance(found, Rejected)
    assert found.gate == "length"
    assert found.sentence.startswith("there are 0 events, expected ")


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_brief_asks_for_what_is_wished(answer: Answer) -> None:
    """The environment keeps the mix: a wish for a class is what the attacker is asked for."""
    assert _brief(3, Wish(answer=answer)).asked == answer


def test_a_brief_is_a_function_of_its_seed() -> None:
    """The same seed gives the same brief, other seeds others."""
    assert _brief(4) == _brief(4)
    assert len({canonical(_brief(number)) for number in range(10)}) == 10


def test_a_brief_is_set_in_an_organisation_of_training() -> None:
    """Held-out organisations are for evaluation, unless they are asked for."""
    assert all(_brief(number).organisation < HELD_OUT for number in range(20))
    assert _brief(1, Wish(is_held_out=True)).organisation >= HELD_OUT


def test_a_calendar_holds_work_that_is_open_and_somewhere() -> None:
    """Some work of each calendar is going on, on a machine that there is."""
    for number in range(20):
        brief = _brief(number)
        grown = organisation.numbered(brief.organisation)
        works = [record for record in brief.calendar if record.host]
        tickets = [record.subject for record in brief.calendar]

        assert any(r.opens <= brief.second and brief.second + HOUR <= r.closes for r in works)
        assert all(grown.host(record.host) for record in works)
        assert tickets == sorted(tickets)
        assert [r.standing for r in brief.addresses].count("shared") == 1
