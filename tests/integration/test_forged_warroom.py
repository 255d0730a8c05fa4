"""A recorded war-room episode that somebody has been at, with the chain made anew."""

import os
import subprocess
import sys

import pytest
from msgspec.structs import replace

from watchfloor.codec import digest
from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.game import GAME
from watchfloor.play.action import written
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.replay import Flaw, divergence
from watchfloor.play.seating import play
from watchfloor.play.trajectory import START, Trajectory, Turn, seal
from watchfloor.play.verdict import Fact, Verdict

SETTING = Setting("easy", "sequential", 3)
WHOLE = play(GAME, Table(SETTING, GAME.recipes["standard"], dict.fromkeys(GAME.roles, "heuristic")))
LAST = len(WHOLE.turns) + 1


def _rechained(forged: Trajectory) -> Trajectory:
    """Return *forged* with every hash made anew, as a careful forger would."""
    header = seal(forged.header, START)
    turns: list[Turn] = []
    for turn in forged.turns:
        turns.append(seal(turn, (turns[-1] if turns else header).hash))
    return Trajectory(header, tuple(turns), seal(forged.end, turns[-1].hash))


def _found(forged: Trajectory) -> Flaw | None:
    return divergence(GAME, _rechained(forged), START)


def test_what_nobody_touched_is_borne_out() -> None:
    """An episode replays as it was recorded."""
    assert divergence(GAME, WHOLE, START) is None


def test_another_move_is_found_at_its_turn() -> None:
    """Wherever a reply is another one, the state after it is not the one recorded."""
    pause = written(Wait(ticks=3))
    for place, turn in enumerate(WHOLE.turns):
        if turn.reply != pause:
            turns = list(WHOLE.turns)
            turns[place] = replace(turn, reply=pause)
            flaw = _found(replace(WHOLE, turns=tuple(turns)))

            assert flaw is not None
            assert flaw.index == turn.index


@pytest.mark.parametrize(
    "setting",
    [
        Setting("easy", "sequential", 4),
        Setting("medium", "sequential", 3),
        Setting("easy", "parallel", 3),
        Setting("easy", "clean", 3),
    ],
)
def test_another_setting_is_found_in_the_header(setting: Setting) -> None:
    """A world, or a way to play it, that the moves were not made in is told at once."""
    flaw = _found(replace(WHOLE, header=replace(WHOLE.header, setting=setting)))

    assert flaw is not None
    assert flaw.index == 0


def _better(verdict: Verdict) -> Verdict:
    facts = tuple(
        Fact(it.name, 1_000_000, it.because) if it.name == "outcome" else it for it in verdict.facts
    )
    return replace(verdict, facts=facts)


def test_a_better_verdict_or_reward_is_found_at_the_end() -> None:
    """What was not found and not earned cannot be written in."""
    end = WHOLE.end
    kinder = replace(end, verdicts=tuple(map(_better, end.verdicts)))
    richer = replace(end, rewards=tuple(replace(it, total=it.total + 1) for it in end.rewards))
    findings = [_found(replace(WHOLE, end=forged)) for forged in (kinder, richer)]

    assert [flaw and flaw.index for flaw in findings] == [LAST, LAST]


def test_an_end_that_came_too_early_is_found() -> None:
    """An episode from which the last turns were cut does not end there."""
    flaw = _found(replace(WHOLE, turns=WHOLE.turns[:-2]))

    assert flaw is not None
    assert flaw.index == LAST - 2


PLAYED = """
from watchfloor.codec import digest
from watchfloor.logsentinel.game import GAME
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import play
table = Table(
    Setting("easy", "sequential", 3), GAME.recipes["standard"],
    dict.fromkeys(GAME.roles, "heuristic"),
)
print(digest(play(GAME, table)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("hash_seed", ["0", "1", "777"])
def test_another_process_plays_the_same_episode(hash_seed: str) -> None:
    """The same table is the same record, byte for byte, under whichever hash seed."""
    found = subprocess.run(
        [sys.executable, "-c", PLAYED],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=True,
        text=True,
    )

    assert found.stdout.strip() == digest(WHOLE)
