from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from watchfloor.opensoc import crafting, view
from watchfloor.opensoc.actions import CraftedEvent, CraftIncident
from watchfloor.opensoc.admission import FAULT, Admitted, Rejected, admit, briefed
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief, State
from watchfloor.seeds import Seed
from watchfloor.world import organisation, timeline
from watchfloor.world.event import COLUMNS
from watchfloor.world.events import EVENT_TYPES

STAGE = STAGES["stage4_adversarial"]


def _brief(number: int) -> Brief:
    return briefed(Seed.of("gate", number), STAGE, Wish(ANSWERS[number % len(ANSWERS)]))


def _script(number: int) -> tuple[Brief, CraftIncident]:
    brief = _brief(number)
    seen = view.observe(State("self_play", STAGE.name, brief=brief), "attacker")
    return brief, crafting.scripted(seen, Seed.of("gate", number).child("attacker").stream())


BRIEF = _brief(0)
GROWN = organisation.numbered(BRIEF.organisation)
NAMES = st.sampled_from(
    [
        *(host.name for host in GROWN.hosts[:6]),
        *(host.ip for host in GROWN.hosts[:6]),
        *(person.name for person in GROWN.people[:6]),
        *("203.0.113.9", "success", "failure", "created", "powershell.exe", "cmd.exe", "SYSTEM"),
    ]
)
FIELDS = st.dictionaries(
    st.sampled_from(COLUMNS) | st.text(max_size=8),
    NAMES | st.text(max_size=20) | st.integers(0, 1 << 53),
    max_size=8,
)
STAMPS = st.integers(-60, 3700).map(lambda second: timeline.stamp(BRIEF.second + second))
EVENTS = st.builds(
    CraftedEvent,
    st.sampled_from(tuple(EVENT_TYPES)) | st.text(max_size=8),
    STAMPS | st.text(max_size=20),
    st.text(max_size=8),
    FIELDS,
)
INCIDENTS = st.builds(
    CraftIncident,
    st.sampled_from(ANSWERS),
    st.text(max_size=8),
    st.lists(EVENTS, max_size=12).map(tuple),
    st.text(max_size=20),
)
SCRIPTS = st.integers(0, 400).map(_script)


@given(INCIDENTS)
def test_whatever_is_submitted_is_admitted_or_turned_away(action: CraftIncident) -> None:
    """No incident of the right shape breaks the gate, and each objection fits in a line."""
    found = admit(action, BRIEF)

    assert isinstance(found, Rejected)
    assert found.gate in GATES
    assert found.sentence.isprintable()
    assert len(found.sentence) < 700


@given(SCRIPTS, st.data())
def test_a_spoiled_script_is_admitted_or_turned_away(
    script: tuple[Brief, CraftIncident], data: st.DataObject
) -> None:
    """Nor does one that was good before a field of it was changed."""
    brief, action = script
    place = data.draw(st.integers(0, len(action.events) - 1))
    event = action.events[place]
    column = data.draw(st.sampled_from(sorted(event.fields)))
    value = data.draw(NAMES | st.text(max_size=20) | st.integers(0, 1 << 53))
    events = [*action.events]
    events[place] = replace(event, fields={**event.fields, column: value})
    found = admit(replace(action, events=tuple(events)), brief)

    assert isinstance(found, Admitted) or (found.gate in GATES and found.gate != FAULT)


@given(SCRIPTS, st.text(max_size=60), st.sampled_from(ANSWERS))
def test_what_is_said_of_an_incident_changes_nothing(
    script: tuple[Brief, CraftIncident], said: str, answer: str
) -> None:
    """Only the events count."""
    brief, action = script
    other = CraftIncident(answer, said, action.events, said)  # type: ignore[arg-type]  # one of the answers

    assert admit(other, brief) == admit(action, brief)


@given(SCRIPTS)
def test_an_admitted_incident_keeps_its_hour(script: tuple[Brief, CraftIncident]) -> None:
    """Lines are in order of time, within the window, with ids that say their place."""
    brief, action = script
    found = admit(action, brief)

    assert isinstance(found, Admitted)
    seconds = [event.second for event in found.case.events]
    assert seconds == sorted(set(seconds))
    assert brief.second <= seconds[0] <= seconds[-1] <= brief.second + timeline.HOUR
    assert [event.id for event in found.case.events] == [
        f"log-{place:02d}" for place in range(1, len(seconds) + 1)
    ]
