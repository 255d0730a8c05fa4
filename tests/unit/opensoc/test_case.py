import msgspec

from cases import grown
from watchfloor.opensoc.case import Case, Origin
from watchfloor.world.detection import sighted, signals
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import stamp


def test_a_case_is_kept_as_it_is() -> None:
    """What a console holds goes to the wire and back."""
    case = grown(1)[0].case

    assert msgspec.json.decode(msgspec.json.encode(case), type=Case) == case


def test_where_a_case_comes_from_is_not_in_it() -> None:
    """What the generator meant is told beside a case, so that no reader of the case can see it."""
    assert set(Case.__struct_fields__) & set(Origin.__struct_fields__) == set()


def test_what_is_kept_with_a_case_follows_from_its_events() -> None:
    """A generator hands over what it has found; whoever finds it again finds the same."""
    for it in grown():
        case = it.case
        first = RULES[case.alert].alerts(case.events)[0]
        assert case.raised is not None

        assert case.sighted == sighted(case.events)
        assert case.signals == signals(case.events)
        assert (case.raised.proof, case.raised.last) == (first.events, first.second)


def test_an_alert_that_nothing_raises_is_told_at_the_end_of_the_window() -> None:
    """A window that has lost what raised it still says which rule it was."""
    case = grown(1)[0].case
    loud = [event for signal in case.signals for event in signal.events]
    quiet = next(event for event in case.events if event not in loud)
    (told,) = msgspec.structs.replace(case, events=(quiet,)).headline.items

    assert told.text.startswith(f"{stamp(quiet.second)} {case.alert} ")
