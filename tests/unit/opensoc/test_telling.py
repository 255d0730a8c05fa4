from itertools import islice, pairwise

import pytest

from watchfloor.opensoc import generator
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.pace import STEADY
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.roster import roster
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.telling import SPAN
from watchfloor.seeds import Seed
from watchfloor.world.detection import signals
from watchfloor.world.timeline import weekday


def _grown(count: int) -> list[generator.Grown]:
    stage = STAGES["stage3_mixed"]
    return list(islice(generator.many(Seed.of("telling"), stage), count))


def test_lines_are_seconds_apart_within_the_hour() -> None:
    """No two lines are written at once, and what a rule counts within an hour is counted."""
    for it in _grown(60):
        seconds = [event.second for event in it.case.events]

        assert all(earlier < later for earlier, later in pairwise(seconds))
        assert seconds[-1] - seconds[0] <= SPAN


def test_what_calls_again_and_again_keeps_its_time() -> None:
    """From one call to the next it is the same time, but for a tenth."""
    found = [
        (it.case.events, signal)
        for it in _grown(200)
        for signal in signals(it.case.events)
        if signal.rule in STEADY
    ]

    assert found
    for events, signal in found:
        seconds = [event.second for event in events if event.id in signal.proof]
        gaps = [later - earlier for earlier, later in pairwise(seconds)]
        period = (seconds[-1] - seconds[0]) / len(gaps)

        assert all(abs(gap - period) <= period / 8 + 1 for gap in gaps)


def test_nobody_is_at_a_desk_of_somebody_else() -> None:
    """What happens on a workstation is done by its owner."""
    for it in _grown(60):
        hosts = {host.name: host for host in roster(it.origin.organisation).organisation.hosts}
        desks = [event for event in it.case.events if hosts[event.host].kind == "workstation"]
        strangers = [e for e in desks if e.user and e.user != hosts[e.host].owner]

        assert len(strangers) <= len(desks) // 8


def test_incidents_are_set_on_working_days() -> None:
    """The log begins within the hours of the organisation, from Monday to Friday."""
    for it in _grown(60):
        begins = it.case.events[0].second

        assert weekday(begins) not in ("Saturday", "Sunday")


def test_every_sign_is_by_one_hand_on_one_machine() -> None:
    """The lines that prove a sign are told in order, on the machine that the sign names."""
    for it in _grown(40):
        place = {event.id: event for event in it.case.events}
        for signal in signals(it.case.events):
            lines = [place[name] for name in signal.proof]

            assert {event.host for event in lines} == {signal.host}
            assert [event.id for event in lines] == sorted(event.id for event in lines)


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_decides_stands_anywhere(answer: str) -> None:
    """The mean place of the proof is about the middle of the log, whatever the answer."""
    wish = Wish(answer=answer)  # type: ignore[arg-type]  # one of the answers
    stage, places = STAGES["stage3_mixed"], []
    for it in islice(generator.many(Seed.of("places"), stage, wish), 150):
        lines = {event.id: place for place, event in enumerate(it.case.events)}
        proof = {name for name in all_names(it.truth.certificate) if name in lines}
        places += [lines[name] / (len(lines) - 1) for name in proof]

    assert sum(places) / len(places) == pytest.approx(0.5, abs=0.08)
