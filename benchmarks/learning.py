"""Plays the models of training runs and keeps what they did, for the page of what was learned.

    python -m benchmarks.learning RUN... [--worlds 100] [--memory FOLDER]
    python -m benchmarks.learning_page --write

Each RUN is the folder of a run of one seed. Its models, after every phase that is told, play the
worlds that every evaluation plays: those of the stages, and those of what is held out. So do the
lazy policies, the heuristic, the oracle and random, once. What is kept is `learning.json` under
`docs/measurements/training`: for each world the truth, the answer that was given and what it
earned, and of each run its curve and the processor time of its phases. A FOLDER remembers what was
played, so that the runs of several seeds can be played as they come.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from benchmarks.memory import named, remembered

from watchfloor.agents.contenders import find
from watchfloor.agents.games import find as game_called
from watchfloor.codec import digest
from watchfloor.evaluation.suite import RESERVED
from watchfloor.opensoc import fingerprint
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.policy import Contender
from watchfloor.play.reward import ONE
from watchfloor.play.seating import answer, played_out, seated
from watchfloor.seeds import Seed
from watchfloor.training.experiment import Experiment

STAGES = ("stage1_basic", "stage2_multi", "stage3_mixed", "stage4_adversarial")
APART = (
    "held_out_organisation",
    "held_out_dialect",
    "known_techniques",
    "held_out_technique",
)
ANCHORS = (
    "random",
    "oracle",
    "heuristic",
    "always_dismiss",
    "always_monitor",
    "always_quarantine",
    "always_block",
    "always_escalate",
    "keyword",
    "last_line",
    "header_only",
)
STORED = Path("docs/measurements/training/learning.json")
LETTERS = {
    "dismiss": "d",
    "monitor": "m",
    "quarantine_host": "q",
    "block_ip": "b",
    "escalate": "e",
    "": "x",
}
"""How each answer is kept; the last is no answer."""


class Row(msgspec.Struct, frozen=True):
    """What one policy did in the worlds of one scenario."""

    policy: str
    seed: int
    """Of the training; -1 of what was not trained."""
    scenario: str
    given: str
    """A letter for each world."""
    rewards: tuple[int, ...]
    """In thousandths of a point."""
    cited: tuple[int, ...]
    """How well the citation hits the proof, in thousandths."""


class Look(msgspec.Struct, frozen=True):
    """What a model in training earned on worlds that are kept for validation."""

    phase: str
    step: int
    rewards: dict[str, float]
    processor: float = 0.0
    """Seconds that learning has taken since there was nothing, without the looks."""
    clock: float = 0.0
    """The same by the clock."""


class Course(msgspec.Struct, frozen=True):
    """What is kept of one run of training."""

    seed: int
    looks: tuple[Look, ...]
    seconds: dict[str, float]
    """Of the processor, for each phase, without the looks."""
    worlds: dict[str, int]
    """How many were learned from in each phase, at the most."""


class Stored(msgspec.Struct, frozen=True):
    """All that the page is made of."""

    rules: str
    experiment: str
    worlds: int
    truths: dict[str, str]
    """A letter for each world of each scenario."""
    stories: dict[str, str]
    """A digest of what the worlds of each scenario tell."""
    rows: tuple[Row, ...]
    courses: tuple[Course, ...]


def played(game: Game[Any], policy: Contender, scenario: str, seed: int) -> Any:  # noqa: ANN401
    """Return an episode of *policy* as the defender, finished."""
    seats = dict.fromkeys(game.roles, "heuristic")
    table = Table(Setting(scenario, "defender_only", seed), game.recipes["standard"], seats)
    draws = Seed.of("learning", game.name, seed)
    answers = seated(game, table) | {"defender": answer(policy, "defender", draws)}
    return played_out(game, table, answers)


def row(game: Game[Any], name: str, label: tuple[str, int], scenario: str, worlds: int) -> Row:
    """Return what the policy called *name* does in *worlds* of *scenario*."""
    policy = find(game, name)
    given, rewards, cited = "", [], []
    for seed in RESERVED[:worlds]:
        done = played(game, policy, scenario, seed)
        end = done.trajectory.end
        verdict = next(it for it in end.verdicts if it.role == "defender")
        reward = next(it for it in end.rewards if it.role == "defender")
        given += LETTERS[str(verdict["answer"].value)]
        rewards.append(round(reward.total * 1000 / ONE))
        cited.append(round(int(verdict["citation"].value) * 1000 / ONE))
    return Row(*label, scenario, given, tuple(rewards), tuple(cited))


def course(run: Path) -> Course:
    """Return what is kept of the run in the folder *run*."""
    experiment = _asked(run)
    looks: list[Look] = []
    seconds: dict[str, float] = {}
    spent = {phase.name: [0.0, 0.0] for phase in experiment.phases}
    before = _before(experiment)
    for line in (run / "metrics.jsonl").read_bytes().splitlines():
        told = msgspec.json.decode(line)
        own = spent[told["phase"]]
        own[0], own[1] = own[0] + told["processor"], own[1] + told["seconds"]
        rewards = {
            scenario: round(told[f"looked/{scenario}/reward"], 4)
            for scenario in STAGES
            if f"looked/{scenario}/reward" in told
        }
        if rewards:
            passed = [spent[it] for it in before[told["phase"]]]
            processor, clock = (round(sum(it), 1) for it in zip(*passed, strict=True))
            looks.append(Look(told["phase"], int(told["step"]), rewards, processor, clock))
        seconds[told["phase"]] = seconds.get(told["phase"], 0.0) + told["processor"]
    worlds = {phase.name: phase.steps * phase.worlds for phase in experiment.phases}
    rounded = {phase: round(it, 1) for phase, it in seconds.items()}
    return Course(experiment.seed, tuple(looks), rounded, worlds)


def _before(experiment: Experiment) -> dict[str, list[str]]:
    """Return the phases that the model of each phase has gone through, from nothing to itself."""
    found: dict[str, list[str]] = {}
    last = ""
    for phase in experiment.phases:
        found[phase.name] = [*found.get(phase.after or last, []), phase.name]
        last = phase.name
    return found


def models(run: Path) -> Iterator[tuple[str, Path]]:
    """Return the models of *run* that are told of, by the names of their phases."""
    experiment = _asked(run)
    for name in ("base", *(phase.name for phase in experiment.phases if phase.is_told)):
        if (run / "models" / name / "model.safetensors").is_file():
            yield name, run / "models" / name


def _opened(game: Game[Any], worlds: int) -> tuple[dict[str, str], dict[str, str]]:
    """Return the truth of each world, and a digest of their stories, scenario by scenario."""
    truths: dict[str, str] = {}
    stories: dict[str, str] = {}
    for scenario in (*STAGES, *APART):
        firsts = [game.first(Setting(scenario, "defender_only", it)) for it in RESERVED[:worlds]]
        truths[scenario] = "".join(LETTERS[it.truth.answer] for it in firsts)
        marks = [fingerprint.of(it.case.events, it.case.records) for it in firsts]
        stories[scenario] = digest(marks)[:16]
    return truths, stories


def _asked(run: Path) -> Experiment:
    return msgspec.json.decode((run / "experiment.json").read_bytes(), type=Experiment)


def wanted(runs: Sequence[Path]) -> list[tuple[str, tuple[str, int]]]:
    """Return everybody who plays, by the name of the policy, and how a row calls them.

    A model of another experiment than the first goes by the name of both.
    """
    found = [(name, (name, -1)) for name in ANCHORS]
    first = _asked(runs[0]).name
    for run in runs:
        experiment = _asked(run)
        before = "" if experiment.name == first else f"{experiment.name}-"
        found += [
            (f"learned:{folder}", (f"{before}{phase}", experiment.seed))
            for phase, folder in models(run)
        ]
    return found


def apart(
    everybody: Sequence[tuple[str, tuple[str, int]]],
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Return *everybody* but models that are another one before them, to the byte."""
    met = set[str]()
    for name, label in everybody:
        known = named(name)
        if known not in met:
            met.add(known)
            yield name, label


def gathered(runs: Sequence[Path], worlds: int, memory: Path | None = None) -> Stored:
    """Return what the models in *runs* do, and those that stand beside them.

    What is in *memory* is not played again. A model that is another one to the byte, as one from
    which runs of two experiments began, is told of once.
    """
    game = game_called("opensoc")
    truths, stories = _opened(game, worlds)
    rows: list[Row] = []
    for name, label in apart(wanted(runs)):
        for scenario in (*STAGES, *APART):
            key = ("learning", game.rules, named(name), scenario, worlds)
            make = partial(row, game, name, label, scenario, worlds)
            found = remembered(memory, key, Row, make)
            rows.append(msgspec.structs.replace(found, policy=label[0], seed=label[1]))
        print(*label, flush=True)
    first = _asked(runs[0]).name
    courses = tuple(course(run) for run in runs if _asked(run).name == first)
    return Stored(game.rules, first, worlds, truths, stories, tuple(rows), courses)


def main() -> int:
    """Play everything and write it."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.add_argument("--worlds", type=int, default=100, help="of each scenario")
    parser.add_argument("--memory", type=Path, metavar="FOLDER", help="of what was played before")
    parser.add_argument("--out", type=Path, default=STORED)
    asked = parser.parse_args()
    stored = gathered(asked.runs, asked.worlds, asked.memory)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_bytes(msgspec.json.format(msgspec.json.encode(stored), indent=0) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
