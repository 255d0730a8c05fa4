from itertools import islice, pairwise

import pytest

from watchfloor.opensoc import generator
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.telling import LEAST_APART, MOST_APART
from watchfloor.seeds import Seed
from watchfloor.world.detection import signals


def _grown(count: int) -> list[generator.Grown]:
    stage = STAGES["stage3_mixed"]
    return list(islice(generator.many(Seed.of("telling"), stage), count))


def test_lines_are_seconds_apart_and_never_at_once() -> None:
    """From one line to the next there are as many seconds as the environment says."""
    for it in _grown(40):
        seconds = [event.second for event in it.case.events]
        gaps = [later - earlier for earlier, later in pairwise(seconds)]

        assert LEAST_APART <= min(gaps) <= max(gaps) <= MOST_APART


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
        proof = {name for part in it.truth.certificate for name in part if name in lines}
        places += [lines[name] / (len(lines) - 1) for name in proof]

    assert sum(places) / len(places) == pytest.approx(0.5, abs=0.08)
