"""Incidents written to a file from the command line."""

import json
import tracemalloc
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from integration.terminal import call, complaint, run
from watchfloor.evaluation import corpus
from watchfloor.evaluation.corpus import Plan
from watchfloor.opensoc import roster
from watchfloor.opensoc.stages import STAGES
from watchfloor.world.organisation import HELD_OUT

WORDS = ("generate", "opensoc", "--stage", "stage3_mixed", "--seed", "7", "--count", "40")


def _made(path: Path, *more: str) -> bytes:
    done = call(*WORDS, *more, "--out", path)
    assert (done.status, done.err) == (0, "")
    return path.read_bytes()


def test_the_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    """In this process and in another, to a file and to the screen."""
    made = _made(tmp_path / "one")
    run(*WORDS, "--out", tmp_path / "two")

    assert (tmp_path / "two").read_bytes() == made
    assert call(*WORDS).out.encode() == made


def test_the_answers_come_at_the_prevalence_that_is_asked_for(tmp_path: Path) -> None:
    """A tenth of the incidents and less is hostile where a twentieth is asked for."""
    _made(tmp_path / "it", "--prevalence", "0.05")
    answers = [entry.truth.answer for entry in corpus.read(tmp_path / "it")]

    assert len(answers) == 40
    assert answers.count("dismiss") >= 34


@pytest.mark.parametrize("left", [0, 50, 3000, 60_000, -1, -40])
def test_a_file_is_continued(tmp_path: Path, left: int) -> None:
    """What a stopped process left is kept, but for a cut last line, and brought to its end."""
    made, path = _made(tmp_path / "whole"), tmp_path / "part"
    path.write_bytes(made[:left])
    done = call(*WORDS, "--out", path, "--resume")

    assert (done.status, done.err) == (0, "")
    assert path.read_bytes() == made


def test_a_whole_file_has_nothing_to_continue(tmp_path: Path) -> None:
    """It is left as it is, and said to be whole."""
    made = _made(tmp_path / "it")
    done = call(*WORDS, "--out", tmp_path / "it", "--resume")

    assert done.out.startswith("40 incidents in ")
    assert "0 of them made now" in done.out
    assert (tmp_path / "it").read_bytes() == made


def test_a_file_that_is_not_there_is_begun(tmp_path: Path) -> None:
    """The same command can be given again until it is done."""
    done = call(*WORDS, "--out", tmp_path / "it", "--resume")

    assert done.status == 0
    assert (tmp_path / "it").read_bytes() == _made(tmp_path / "other")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "exists already; give a path where nothing stands, or add --resume"),
        (("--resume", "--prevalence", "0.1"), "was made otherwise than it would be continued"),
        (("--resume", "--dialect", "zeek"), "was made otherwise than it would be continued"),
    ],
)
def test_a_file_is_never_written_over(tmp_path: Path, more: tuple[str, ...], said: str) -> None:
    """What stands at the path is as it was."""
    made = _made(tmp_path / "it")
    done = call(*WORDS, *more, "--out", tmp_path / "it")

    assert said in complaint(done)
    assert (tmp_path / "it").read_bytes() == made


def test_a_file_that_was_changed_is_not_said_to_be_whole(tmp_path: Path) -> None:
    """The digest of the last line is compared before a file is left as it is."""
    changed = _made(tmp_path / "it").replace(b'"answer":"dismiss"', b'"answer":"monitor"', 1)
    (tmp_path / "it").write_bytes(changed)
    done = call(*WORDS, "--out", tmp_path / "it", "--resume")

    assert "is closed, but not as it stands" in complaint(done)
    assert (tmp_path / "it").read_bytes() == changed


def test_what_it_comes_to_is_printed_for_a_machine() -> None:
    """The counts of the answers add up, and nothing else is printed."""
    result = json.loads(call(*WORDS, "--json").out)

    assert sum(result["made_now"].values()) == result["incidents"] == 40
    assert len(result["sha256"]) == 64


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("generate opnsoc --seed 1", "called 'opnsoc'; did you mean 'opensoc'"),
        ("generate opensoc", "--seed must be given"),
        ("generate opensoc --seed 1 --stage stage3", "did you mean 'stage3_mixed'"),
        ("generate opensoc --seed 1 --count 0", "expected a whole number from 1"),
        ("generate opensoc --seed 1 --prevalence 2", "'2', expected a share from 0 to 1"),
        ("generate opensoc --seed 1 --prevalence 0.123", "in steps of 0.01"),
        ("generate opensoc --seed 1 --prevalence much", "'much', expected a share"),
        ("generate opensoc --seed 1 --prevalence nan", "'nan', expected a share"),
        ("generate opensoc --seed 1 --dialect zeke", "did you mean 'zeek'"),
        ("generate opensoc --seed 1 --dialect cef", "kept for evaluation; add --held-out"),
        ("generate opensoc --seed 1 --resume", "--resume is given without --out"),
        ("generate opensoc --seed 1 --out absent/it", "'absent/it' cannot be written to (No such"),
        ("generate opensoc --seed 1 --out . --resume", "cannot be read (Is a directory)"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(tmp_path: Path, line: str, said: str) -> None:
    """Exit status 2, and nothing is created."""
    assert said in complaint(call(*line.split(), folder=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_an_incident_that_fails_the_gate_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """With --check, the sentence names the incident and the rule."""
    monkeypatch.setattr(corpus, "objection", lambda _found: "one_hand: two did it")

    assert complaint(call(*WORDS, "--check")).startswith(
        "incident 0 of seed 7 is rejected by one_hand: two did it"
    )


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_what_is_generated_passes_the_whole_gate(stage: str) -> None:
    """Of five thousand incidents of each stage, what turns crafted ones away rejects none."""
    checked = corpus.grown(Plan(stage, 60, 2026, 5_000), is_checked=True)

    assert sum(1 for _ in islice(checked, 5_000)) == 5_000


@pytest.mark.slow
def test_memory_does_not_grow_with_the_count() -> None:
    """Nothing of an incident is kept once it is written."""
    for number in range(HELD_OUT):  # what is grown once for all is no part of the question
        roster.roster(number)
    lines = corpus.lines(Plan("stage1_basic", 50, 1, 900).opening(), _many())
    held: list[int] = []
    for place, _ in enumerate(lines):
        if place == 100:
            tracemalloc.start()
        if place in (300, 900):
            held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()

    assert held[1] - held[0] < 1 << 20


def _many() -> Iterator[corpus.Entry]:
    return islice(corpus.grown(Plan("stage1_basic", 50, 1, 900)), 900)
