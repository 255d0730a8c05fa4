"""A team of the war-room trained by the command line, from nothing to its table."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from integration.terminal import COMMAND, ROOT, UNMEASURED, complaint, run

pytestmark = pytest.mark.slow
SMOKE = ROOT / "experiments" / "warroom-smoke.toml"
TRIAGE = ROOT / "experiments" / "triage.toml"
TRAIN = ("train", "logsentinel")
NAMED = 'kind = "team"\nname = "mine"\nsummary = "One."\n'


def _team(folder: Path) -> bytes:
    return (folder / "models" / "team" / "team.json").read_bytes()


def test_a_team_is_trained_and_held_against_the_others(tmp_path: Path) -> None:
    """One command tells its progress, leaves a team, and ends with intervals of the differences."""
    done = run(*TRAIN, "--experiment", SMOKE, "--out", tmp_path / "run", folder=tmp_path)

    assert done.status == 0, done.err
    assert "lesson 2 3/3: loss" in done.out
    assert "on worlds kept for validation: all levels" in done.out
    assert all(f" {name} " in done.out for name in ("heuristic", "tuned", "learned", "oracle"))
    assert "the first minus the second, world by world" in done.out
    assert (tmp_path / "run" / "evaluation" / "report.html").is_file()


def test_a_run_that_was_killed_goes_on_to_the_same_team(tmp_path: Path) -> None:
    """Killed in the middle and resumed it ends with the bytes of a run that was left alone."""
    words = (*COMMAND, *TRAIN, "--experiment", str(SMOKE), "--no-evaluation", "--json", "--out")
    subprocess.run([*words, tmp_path / "whole"], check=True, capture_output=True, env=UNMEASURED)
    cut = tmp_path / "cut"
    process = subprocess.Popen([*words, cut], stdout=subprocess.DEVNULL, env=UNMEASURED)
    metrics = cut / "metrics.jsonl"
    while not metrics.exists() or metrics.read_bytes().count(b"\n") < 2:
        assert process.poll() is None
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    done = run(*TRAIN, "--resume", cut, "--no-evaluation", "--json")
    lines = [json.loads(line) for line in metrics.read_bytes().splitlines()]

    assert done.status == 0, done.err
    assert _team(cut) == _team(tmp_path / "whole")
    assert [line["phase"] for line in lines] == ["lesson 1"] * 3 + ["lesson 2"] * 3 + ["numbers"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('kind = "crowd"', "its kind is 'crowd', expected one of small, team"),
        ('kind = "team"\nname = "a"\nsummary = "b"\nworlds = 0', "has nothing to learn from"),
        (
            'kind = "team"\nname = "a"\nsummary = "b"\nworlds = 1\nspeed = 2',
            "unknown field `speed`",
        ),
    ],
)
def test_a_file_that_is_no_experiment_is_told(tmp_path: Path, text: str, told: str) -> None:
    """One sentence says what is wrong with it."""
    (tmp_path / "mine.toml").write_text(text)
    done = run(*TRAIN, "--experiment", tmp_path / "mine.toml", folder=tmp_path)

    assert told in complaint(done)


def test_an_experiment_of_another_game_is_told(tmp_path: Path) -> None:
    """Who asks for one game and gives the experiment of the other is told before anything runs."""
    done = run("train", "opensoc", "--experiment", SMOKE, folder=tmp_path)

    assert "the experiment is for logsentinel, not for 'opensoc'" in complaint(done)
    assert not (tmp_path / "runs").exists()


def test_what_is_for_another_kind_of_model_is_refused(tmp_path: Path) -> None:
    """A team has no device to learn on, and a small model is not loaded by a backend."""
    team = run(*TRAIN, "--experiment", SMOKE, "--device", "cpu", folder=tmp_path)
    small = run("train", "opensoc", "--experiment", TRIAGE, "--backend", "hf", folder=tmp_path)

    assert f"--device is for another kind than {SMOKE}; leave it out" in complaint(team)
    assert f"--backend is for another kind than {TRIAGE}; leave it out" in complaint(small)
