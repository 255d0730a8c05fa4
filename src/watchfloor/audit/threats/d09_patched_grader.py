"""Play in the process of the grader, change it there, and record what it then says."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.processes import said
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import FIRST, Trial
from watchfloor.play.reward import ONE
from watchfloor.play.trajectory import End, Trajectory
from watchfloor.play.verdict import Fact

_CHEAT = """
import sys

from watchfloor.cli import main
from watchfloor.play import reward

paid = reward.Recipe.price


def generous(recipe, verdict, terms):
    found = paid(recipe, verdict, terms)
    return reward.Reward(found.role, 9 * reward.ONE, found.shares)


reward.Recipe.price = generous
sys.exit(main(sys.argv[1:]))
"""
"""A program that plays as `watchfloor` does, at prices of its own."""


def _flipped(fact: Fact) -> Fact:
    value = fact.value
    other = not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else "?"
    return replace(fact, value=other)


def _ends(one: Trajectory) -> Iterator[tuple[str, End]]:
    end = one.end
    for place, reward in enumerate(end.rewards):
        dearer = replace(reward, total=reward.total + ONE)
        yield (
            f"a point more for {reward.role}",
            replace(end, rewards=(*end.rewards[:place], dearer, *end.rewards[place + 1 :])),
        )
    for place, verdict in enumerate(end.verdicts):
        for number, fact in enumerate(verdict.facts):
            facts = (*verdict.facts[:number], _flipped(fact), *verdict.facts[number + 1 :])
            other = replace(verdict, facts=facts)
            verdicts = (*end.verdicts[:place], other, *end.verdicts[place + 1 :])
            yield f"another {fact.name}", replace(end, verdicts=verdicts)
    yield "no verdicts", replace(end, verdicts=())
    yield "no reply", End(end.turns, (), (), "the backend failed")


def _forged(trial: Trial) -> Finding:
    breaches, tried = list[str](), 0
    for one in records.several(trial)[:: 1 if trial.is_short else 4]:
        for name, end in _ends(one):
            tried += 1
            is_noticed = records.is_noticed(trial, records.with_end(one, end))
            breaches += [f"{name} on {one.header.setting.scenario}"] * (not is_noticed)
    return never("episodes with another end that replay", breaches, tried)


def _patched(trial: Trial, folder: Path) -> Finding:
    """Return whether an episode of a process that was changed replays in one that was not."""
    cheat, record = folder / "cheat.py", folder / "paid.jsonl"
    cheat.write_text(_CHEAT, "utf-8")
    words = ("play", trial.game.name, "--seed", str(FIRST), "--team", "random")
    played = said((*words, "--out", str(record)), program=(str(cheat),))
    again = said(("replay", str(record)))
    breaches = ["it was not played: " + played.err.strip()] if played.status else []
    breaches += ["it replays"] if not played.status and again.status == 0 else []
    return never("records of a changed grader that replay elsewhere", breaches, 1)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _forged(trial)
    with TemporaryDirectory() as folder:
        yield _patched(trial, Path(folder))


THREAT = Threat(
    name="d09_patched_grader",
    summary="A policy that is loaded beside the verifier can make it say what it likes.",
    answer="A record is replayed elsewhere, from the moves alone, and has to come to the same.",
    games=("opensoc", "logsentinel"),
    probe=_probe,
)
