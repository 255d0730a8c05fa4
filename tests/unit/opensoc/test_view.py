import pytest
from msgspec.structs import replace

from cases import grown
from watchfloor.codec import canonical
from watchfloor.opensoc import view
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.roles import ROLES
from watchfloor.opensoc.runbook import EXPLAINED, ROWS
from watchfloor.opensoc.state import MINUTES, Mode, State
from watchfloor.opensoc.verifier import verify
from watchfloor.play.game import Setting
from watchfloor.world.rules import RULES


def _state(place: int = 0, mode: Mode = "defender_only", **more: object) -> State:
    it = grown()[place]
    return replace(State(mode, it.origin.stage, case=it.case, truth=it.truth), **more)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_shown_is_what_is_judged(dialect: str) -> None:
    """The truth follows from the lines alone: reading them back gives the same verdict."""
    for it in grown():
        case = replace(it.case, dialect=dialect)
        state = State("defender_only", it.origin.stage, case=case, truth=it.truth)
        seen = view.observe(state, "defender")
        events, records = view.read(seen)

        assert verify(events, records, case.alert) == it.truth


def test_the_alert_is_told_with_its_time_and_its_rule() -> None:
    """The headline is the rule's own summary, and nothing about the answer."""
    for place in range(len(grown())):
        state = _state(place)
        (alert,) = view.observe(state, "defender").panel("alert").items
        assert state.case is not None
        rule = RULES[state.case.alert]

        assert alert.text.endswith(f"Z {rule.name} ({rule.technique}): {rule.summary}")
        assert alert.fields == {"rule": rule.name, "dialect": state.case.dialect}


def test_the_board_tells_of_every_alert_where_and_when_and_nothing_else() -> None:
    """In casework the headlines of the window are shown, in order; who did it has to be found."""
    for place in range(len(grown())):
        state = _state(place, mode="casework")
        assert state.case is not None
        case = state.case
        board = view.observe(state, "defender").panel("board").items
        told = [(it.fields["second"], it.fields["rule"]) for it in board]
        hosts = {event.host for event in case.events}
        people = {event.user for event in case.events} - {""}

        assert told == sorted(
            (alert.second, alert.rule)
            for rule in RULES.values()
            for alert in rule.alerts(case.events)
        )
        assert {it.fields["host"] for it in board} <= hosts
        assert not any(name in it.text for it in board for name in people)


@pytest.mark.parametrize("mode", GAME.modes)
@pytest.mark.parametrize("stage", GAME.scenarios)
def test_nothing_of_the_truth_is_in_any_view(stage: str, mode: str) -> None:
    """Two states that differ in their truth alone look the same to everybody."""
    state = GAME.first(Setting(stage, mode, 11))
    other = grown()[-1].truth
    marked = replace(state, truth=other, learnability=7, is_novel=True, gate="any", rejected="any")

    for role in GAME.roles:
        assert view.observe(state, role) == view.observe(marked, role)


def test_what_the_generator_meant_is_in_no_view() -> None:
    """Neither the row nor the campaign of an incident is told outside the runbook."""
    rows = {row.name for row in (*ROWS, EXPLAINED)}
    for place, it in enumerate(grown()):
        seen = view.observe(_state(place), "defender")
        said = canonical([p for p in seen.panels if p.source != "runbook"]).decode()

        assert not any(f'"{row}"' in said for row in rows)
        assert not it.origin.campaign or f'"{it.origin.campaign}"' not in said


def test_a_view_says_which_moves_there_are() -> None:
    """Looking up is offered in casework alone, while there is time."""
    plain = view.observe(_state(), "defender")
    casework = view.observe(_state(mode="casework"), "defender")
    late = view.observe(_state(mode="casework", minutes=MINUTES), "defender")

    assert plain.moves == late.moves == ("submit_triage",)
    assert casework.moves == ("submit_triage", "look_up")
    assert view.observe(_state(), "attacker").moves == ("craft_incident",)


def test_the_panels_are_those_of_the_role() -> None:
    """A defender sees its sources in their order, the board and the desk in casework alone."""
    plain = view.observe(_state(), "defender").panels
    casework = view.observe(_state(mode="casework"), "defender").panels

    assert tuple(panel.source for panel in casework) == ROLES["defender"].sources
    assert tuple(panel.source for panel in plain) == ROLES["defender"].sources[:-2]


def test_in_casework_only_what_was_looked_up_is_shown() -> None:
    """Of lines and records those stand on the desk that were brought up."""
    state = _state(mode="casework", shown=("log-02", "rec-01"), minutes=7)
    seen = view.observe(state, "defender")

    assert [item.id for item in seen.panel("log").items] == ["log-02"]
    assert [item.id for item in seen.panel("records").items] == ["rec-01"]
    assert seen.panel("desk").items[0].text == "23 analyst minutes are left for look-ups"


def test_whoever_waits_sees_nothing() -> None:
    """Before there is an incident a defender sees none, and without a brief an attacker neither."""
    empty = State("self_play", "stage1_basic")

    assert view.observe(empty, "defender").panels == ()
    assert view.observe(empty, "attacker").panels == ()
    assert view.secrets(empty) == ()


def test_an_alert_that_nothing_raises_is_told_at_the_end_of_the_log() -> None:
    """A case made by hand may name a rule that does not fire; the last line gives the time."""
    case = grown()[0].case
    silent = next(name for name, rule in RULES.items() if not rule.alerts(case.events))
    state = _state(case=replace(case, alert=silent))

    assert RULES[silent].summary in view.observe(state, "defender").panel("alert").items[0].text
