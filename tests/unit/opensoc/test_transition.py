import pytest
from msgspec.structs import replace

from cases import grown
from watchfloor.opensoc import transition, view
from watchfloor.opensoc.actions import CraftIncident, LookUp, SubmitTriage
from watchfloor.opensoc.crafting import scripted
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import MINUTES, Mode, State
from watchfloor.opensoc.transition import MINUTES_OF
from watchfloor.play.action import Malformed
from watchfloor.seeds import Seed

STAGE = STAGES["stage3_mixed"]
NOTHING = CraftIncident("monitor", "any", ())


def _opened(mode: Mode, seed: int = 5) -> State:
    return transition.open_with(STAGE, mode, Seed.of(seed), Wish())


def _casework(**more: object) -> State:
    it = grown()[-1]
    state = State("casework", it.origin.stage, case=it.case, truth=it.truth)
    return replace(state, **more)


def test_a_defender_begins_unless_there_is_an_attacker() -> None:
    """In self-play the attacker moves first; else the incident is there already."""
    assert transition.to_move(_opened("self_play")) == "attacker"
    assert transition.to_move(_opened("defender_only")) == "defender"
    assert transition.to_move(_opened("casework")) == "defender"


def test_casework_opens_with_what_raised_the_alert() -> None:
    """Of the lines only those are shown that made the rule fire, and no record."""
    state = _opened("casework")
    assert state.case is not None

    assert set(state.shown) <= {event.id for event in state.case.events}
    assert state.shown != ()
    assert _opened("defender_only").shown == ()


def test_all_modes_open_the_same_incident() -> None:
    """A seed stands for one incident, whoever looks at it and how."""
    assert _opened("defender_only").case == _opened("casework").case


@pytest.mark.parametrize("mode", ["defender_only", "casework"])
def test_an_answer_ends_the_episode(mode: Mode) -> None:
    """Whatever is submitted is kept, and nobody moves after it."""
    answer = SubmitTriage("monitor", "log-01")
    step = transition.apply(_opened(mode), answer)

    assert (step.status, step.state.answer, step.state.turn) == ("ok", answer, 2)
    assert transition.to_move(step.state) is None


@pytest.mark.parametrize(
    ("mode", "role"), [("self_play", "attacker"), ("defender_only", "defender")]
)
def test_a_malformed_reply_ends_the_episode(mode: Mode, role: str) -> None:
    """Whoever cannot be understood is to blame, and the episode is over."""
    step = transition.apply(_opened(mode), Malformed("what?"))

    assert (step.status, step.state.malformed, step.state.is_over) == ("malformed", (role,), True)


def test_an_admitted_incident_is_the_defenders() -> None:
    """After the attacker's move the defender sees a case, with a truth that nobody sees."""
    state = _opened("self_play")
    action = scripted(view.observe(state, "attacker"), Seed.of(1).stream())
    step = transition.apply(state, action)

    assert step.status == "ok"
    assert transition.to_move(step.state) == "defender"
    assert step.state.case is not None
    assert step.state.truth is not None
    assert state.brief is not None
    assert step.state.truth.answer == state.brief.asked


def test_a_rejected_incident_ends_the_episode() -> None:
    """What the gate turns away nobody sees; the rule and the reason are kept."""
    step = transition.apply(_opened("self_play"), NOTHING)

    assert (step.status, step.state.gate, step.state.is_over) == ("refused", "length", True)
    assert step.state.rejected
    assert step.state.case is None
    assert step.state.malformed == ()


def test_a_move_of_another_seat_is_a_fault() -> None:
    """Crafting without a brief, and looking up where there is nothing, end the episode."""
    crafted = transition.apply(_opened("defender_only"), NOTHING)
    looked = transition.apply(_opened("defender_only"), LookUp("log", "ws-01"))

    for step in (crafted, looked):
        assert (step.status, step.state.malformed) == ("refused", ("defender",))
        assert step.state.is_over


@pytest.mark.parametrize("kind", ["record", "log"])
def test_a_look_up_costs_its_minutes_and_brings_what_it_finds(kind: str) -> None:
    """Everything about a machine is brought up, and nothing else."""
    state = _casework()
    assert state.case is not None
    host = state.case.events[0].host
    step = transition.apply(state, LookUp(kind, host))  # type: ignore[arg-type]  # one of the kinds
    named = {
        "log": {event.id for event in state.case.events if event.host == host},
        "record": {r.id for r in state.case.records if host in (r.subject, r.host)},
    }[kind]

    assert step.status == "ok"
    assert step.state.minutes == MINUTES_OF[kind]
    assert named <= set(step.state.shown)
    assert {name[:3] for name in step.state.shown} == {"log" if kind == "log" else "rec"}
    assert not step.state.is_over


def test_everything_shown_can_be_looked_up() -> None:
    """Every line and every record comes up under a name that stands in it."""
    state = _casework()
    assert state.case is not None
    for event in state.case.events:
        assert event.id in transition.apply(state, LookUp("log", event.host)).state.shown
    for record in state.case.records:
        step = transition.apply(state, LookUp("record", record.subject))

        assert record.id in step.state.shown


def test_a_look_up_that_finds_nothing_costs_its_minutes() -> None:
    """Asking for what is not there, or again, brings nothing and is refused."""
    step = transition.apply(_casework(), LookUp("log", "nowhere"))
    again = transition.apply(step.state, LookUp("log", "nowhere"))

    assert (step.status, step.state.shown) == ("refused", ())
    assert again.state.minutes == 2 * MINUTES_OF["log"]
    assert not again.state.is_over


def test_minutes_run_out() -> None:
    """The last look-up may cost less than its price; after it only an answer is left."""
    step = transition.apply(_casework(minutes=MINUTES - 1), LookUp("log", "nowhere"))
    late = transition.apply(step.state, LookUp("log", "nowhere"))

    assert step.state.minutes == MINUTES
    assert (late.status, late.state.malformed, late.state.is_over) == (
        "refused",
        ("defender",),
        True,
    )
