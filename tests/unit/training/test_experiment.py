from pathlib import Path

import pytest
from msgspec.structs import replace

from watchfloor.agents.encodings import ENCODINGS
from watchfloor.agents.games import find
from watchfloor.errors import BadInput
from watchfloor.opensoc.techniques import HELD_TECHNIQUES
from watchfloor.play.game import Setting
from watchfloor.training.experiment import (
    CURRICULUM,
    Asked,
    Experiment,
    Schooling,
    Tuition,
    kept,
    loaded,
    usual,
)
from watchfloor.training.worlds import TRAIN

EXPERIMENTS = Path(__file__).parents[3] / "experiments"
FILES = sorted(EXPERIMENTS.glob("*.toml"))


def _scenarios(found: Asked) -> tuple[str, ...]:
    """Return the scenarios that the experiment *found* names."""
    if isinstance(found, Experiment):
        return tuple(name for phase in found.phases for name in phase.scenarios)
    return found.levels if isinstance(found, Schooling) else found.stages


@pytest.mark.parametrize("file", FILES, ids=lambda it: it.stem)
def test_a_shipped_experiment_is_called_like_its_file(file: Path) -> None:
    """Every file says what learns, for a game that is there, in scenarios that are there."""
    found = loaded(file)

    assert found.name == file.stem
    assert {*_scenarios(found)} <= {*find(found.game).scenarios}


def test_what_the_command_line_takes_is_what_the_file_says() -> None:
    """`--model` without a file is the shipped experiment of the game, for triage to the letter."""
    shipped = loaded(EXPERIMENTS / "chat-opensoc.toml")
    assert isinstance(shipped, Tuition)

    assert replace(shipped, stages=()) == usual("opensoc", 0)
    assert shipped.stages == CURRICULUM["opensoc"]


def test_another_seed_takes_the_place_of_the_one_in_the_file() -> None:
    """The command line goes before the file."""
    assert loaded(EXPERIMENTS / "warroom.toml", 3).seed == 3


def test_a_folder_without_a_run_is_told(tmp_path: Path) -> None:
    """One sentence, whatever lies there."""
    (tmp_path / "experiment.json").write_text('{"kind":"crowd"}')
    with pytest.raises(BadInput, match="holds no run of an experiment; give the folder of one"):
        kept(tmp_path)


def _met(scenario: str) -> frozenset[str]:
    """Return which held-out techniques happen or are told of in 300 worlds of *scenario*."""
    game, found = find("opensoc"), set[str]()
    for seed in TRAIN[:300]:
        state = game.first(Setting(scenario, "defender_only", seed))
        told = ENCODINGS["triage"].encode(game.observe(state, "defender"), None)
        found |= {state.case.alert, *told.words, *(it.rule for it in state.case.signals)}
    return HELD_TECHNIQUES & found


@pytest.mark.slow
def test_what_is_tried_on_new_techniques_has_never_met_them() -> None:
    """Nothing of the five is in any of 300 worlds to learn from; where they are, they are seen."""
    found = loaded(EXPERIMENTS / "techniques.toml")

    assert [_met(it) for it in dict.fromkeys(_scenarios(found))] == [frozenset()]
    assert _met("held_out_technique") == HELD_TECHNIQUES


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('how = "selfplay"', "phase 'one' of FILE is self-play; give it attacks and defends"),
        (
            'how = "grpo"\nsamples = 0',
            "phase 'one' of FILE has nothing to learn from; give it worlds",
        ),
    ],
)
def test_a_phase_that_could_do_nothing_is_told(line: str, told: str, tmp_path: Path) -> None:
    """A file that asks for a phase without turns or without worlds is refused in a sentence."""
    file = tmp_path / "mine.toml"
    file.write_text(
        'name = "mine"\nsummary = "s"\nencoding = "triage"\n[[phases]]\nname = "one"\n'
        f'steps = 1\nscenarios = ["stage1_basic"]\nworlds = 1\nrate = 1e-3\n{line}\n'
    )
    with pytest.raises(BadInput) as caught:
        loaded(file)

    assert str(caught.value) == told.replace("FILE", str(file))
