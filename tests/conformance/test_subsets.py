"""What is reported apart: every subset has what it says, and the stages have it not."""

from collections import Counter

import pytest

from watchfloor.opensoc import fingerprint
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.held_out import HELD_OUT
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import State
from watchfloor.opensoc.subsets import SUBSETS
from watchfloor.opensoc.techniques import HELD_TECHNIQUES
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import played_out, seated
from watchfloor.world import organisation
from watchfloor.world.detection import signals
from watchfloor.world.rules import RULES

SEEDS = range(60)


def opened(scenario: str, mode: str = "defender_only") -> list[State]:
    """Return the first states of *scenario* in *mode*."""
    return [GAME.first(Setting(scenario, mode, seed)) for seed in SEEDS]


def cases(scenario: str) -> list[Case]:
    """Return what a defender is shown in *scenario*."""
    return [state.case for state in opened(scenario) if state.case is not None]


def techniques(case: Case) -> set[str]:
    """Return the rules that find something in *case*."""
    return {signal.rule for signal in signals(case.events)}


def names(grown: organisation.Organisation) -> set[str]:
    """Return the machines of an organisation."""
    return {host.name for host in grown.hosts}


def test_subsets_are_scenarios_that_are_reported_apart() -> None:
    """The stages come first and are none; an audit plays those alone."""
    apart = [name for name, scenario in GAME.scenarios.items() if scenario.is_apart]

    assert list(GAME.scenarios) == [*STAGES, *SUBSETS]
    assert apart == list(SUBSETS)
    assert {subset.stage.name for subset in SUBSETS.values()} == {"stage3_mixed"}


def test_only_one_subset_is_written_in_the_held_out_dialect() -> None:
    """All of it is, and nothing else."""
    held = [name for name, dialect in DIALECTS.items() if dialect.is_held_out]
    found = {name: Counter(case.dialect for case in cases(name)) for name in GAME.scenarios}

    assert list(found["held_out_dialect"]) == held
    assert all(not set(held) & set(it) for name, it in found.items() if name != "held_out_dialect")


def test_what_an_attacker_crafts_is_written_in_the_held_out_dialect_too() -> None:
    """In self-play the subset is that of the log that a defender reads."""
    table = Table(
        Setting("held_out_dialect", "self_play", 4),
        GAME.recipes["standard"],
        dict.fromkeys(GAME.roles, "oracle"),
    )
    state = played_out(GAME, table, seated(GAME, table)).state

    assert DIALECTS[state.case.dialect].is_held_out


def test_only_one_subset_is_set_in_held_out_organisations() -> None:
    """The machines of each incident are those of one of them, and elsewhere of another."""
    pool = [names(organisation.numbered(number)) for number in range(organisation.POOL)]
    held, known = pool[organisation.HELD_OUT :], pool[: organisation.HELD_OUT]
    for scenario in ("held_out_organisation", "stage3_mixed", "held_out_technique"):
        homes = held if scenario == "held_out_organisation" else known
        for case in cases(scenario)[:20]:
            hosts = {event.host for event in case.events}

            assert any(hosts <= home for home in homes)


def test_a_technique_that_is_held_out_decides_or_is_not_there() -> None:
    """One subset has it among what shows the answer, the other one nowhere."""
    for state in opened("held_out_technique"):
        assert state.case is not None
        assert state.truth is not None

        shown = all_names(state.truth.certificate)
        deciding = {
            signal.rule
            for signal in signals(state.case.events)
            if any(event.id in shown for event in signal.events)
        }

        assert deciding & HELD_TECHNIQUES
    assert not any(techniques(case) & HELD_TECHNIQUES for case in cases("known_techniques"))


def test_the_techniques_that_are_held_out_are_of_every_grade() -> None:
    """So every answer can hang on one."""
    assert set(RULES) > HELD_TECHNIQUES
    assert {RULES[name].grade for name in HELD_TECHNIQUES} == {
        rule.grade for rule in RULES.values()
    }


@pytest.mark.parametrize("scenario", SUBSETS)
def test_a_subset_has_the_mix_of_its_stage(scenario: str) -> None:
    """Every answer comes up, and two in five alerts are to be dismissed, give or take."""
    found = Counter(state.truth.answer for state in opened(scenario) if state.truth is not None)

    assert len(found) == 5
    assert 12 <= found["dismiss"] <= 36


@pytest.mark.parametrize("scenario", SUBSETS)
def test_no_subset_shows_what_is_frozen(scenario: str) -> None:
    """The frozen sets are a hold-out of their own."""
    assert not any(fingerprint.of(it.events, it.records) in HELD_OUT for it in cases(scenario))
