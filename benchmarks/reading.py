"""Plays chat models in the worlds that every evaluation plays, and tells what they earn.

    python -m benchmarks.reading play MODEL... [--worlds 100] [--device auto] --out FILE
        [--turn 512] [--together 32] [--said FOLDER] [--stages NAME...] [--terse]
    python -m benchmarks.reading tell FILE...

Each MODEL is a folder; it reads many alerts at once and says what is likeliest, which is kept in
FOLDER. Beside the models stand random, the oracle, the heuristic and the lazy policies in the same
worlds. Normalised, random
is 0 and the oracle 1; intervals of 95 % draw the worlds again.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
from benchmarks.learning import ANCHORS, LETTERS, STAGES, Row, Stored, row
from benchmarks.learning_page import Kept, dismissed, f1, gained, normalised

from watchfloor.agents.games import find
from watchfloor.errors import BadInput
from watchfloor.evaluation.suite import RESERVED
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE
from watchfloor.training import trl
from watchfloor.training.chat import QUIET, Chat
from watchfloor.training.conversations import LEARNER, Bounds, Cast, Part, rollouts
from watchfloor.training.libraries import Wish, library, load_policy
from watchfloor.training.trl import Plan

GAME = find("opensoc")


class Told(msgspec.Struct, frozen=True):
    """What a model said in one world."""

    scenario: str
    seed: int
    reply: str


class Hearing(NamedTuple):
    """How models are heard."""

    worlds: int
    """Of each stage."""
    device: str
    turn: int
    """Tokens of one answer."""
    together: int
    """Alerts that a model reads at once."""
    stages: tuple[str, ...]
    is_terse: bool
    """Whether they are told no rules."""


def heard(folder: Path, asked: Hearing) -> tuple[list[Row], list[Told]]:
    """Return what the model in *folder* does, and what it says."""
    policy = load_policy(Wish(model=str(folder), rank=0, is_local=True))
    is_slow = import_module("watchfloor.training.tuition").on_processor(asked.device)  # needs torch
    policy.model.to("cpu" if is_slow else "cuda", None if is_slow else library("torch").bfloat16)
    cast = Cast(GAME, GAME.recipes["standard"], {"defender": LEARNER})
    plan = Plan(cast, Chat(policy.tokenizer, QUIET, asked.is_terse), Bounds(8192, asked.turn))
    voice = trl.greedy(policy, plan, asked.together)
    settings = [
        Setting(it, GAME.modes[0], s) for it in asked.stages for s in RESERVED[: asked.worlds]
    ]
    every = rollouts([Part(cast.world(it)) for it in settings], plan.style, {LEARNER: voice})
    found: list[Row] = []
    for stage, at in zip(asked.stages, range(0, len(every), asked.worlds), strict=True):
        played = every[at : at + asked.worlds]
        ends = [it.trajectory.end for it in played]
        verdicts = [next(it for it in end.verdicts if it.role == "defender") for end in ends]
        found.append(
            Row(
                folder.name,
                0,
                stage,
                "".join(LETTERS[str(it["answer"].value)] for it in verdicts),
                tuple(round((it.points("defender") or 0.0) * 1000) for it in played),
                tuple(round(int(it["citation"].value) * 1000 / ONE) for it in verdicts),
            )
        )
    said = [
        Told(setting.scenario, setting.seed, one.trajectory.turns[0].reply)
        for setting, one in zip(settings, every, strict=True)
    ]
    return found, said


def gathered(folders: Sequence[Path], asked: Hearing, kept: Path | None) -> Stored:
    """Return what the models in *folders* do, and those that stand beside them.

    What they say is *kept* in a folder, if one is given.
    """
    rows: list[Row] = []
    worlds = asked.worlds
    for folder in folders:
        own, said = heard(folder, asked)
        rows += own
        if kept is not None:
            lines = b"".join(msgspec.json.encode(it) + b"\n" for it in said)
            (kept / f"{folder.name}.jsonl").write_bytes(lines)
        print(folder.name, flush=True)
    for name in ANCHORS:
        rows += [row(GAME, name, (name, -1), stage, worlds) for stage in asked.stages]
    firsts = {
        it: [GAME.first(Setting(it, GAME.modes[0], s)) for s in RESERVED[:worlds]]
        for it in asked.stages
    }
    truths = {it: "".join(LETTERS[one.truth.answer] for one in own) for it, own in firsts.items()}
    return Stored(GAME.rules, "reading", worlds, truths, {}, tuple(rows), ())


def joined(files: Sequence[Stored]) -> Stored:
    """Return what all of *files* hold, which are of the same worlds."""
    first, *others = files
    if any((it.rules, it.truths) != (first.rules, first.truths) for it in others):
        message = "the files are of different worlds or rules; play the models again"
        raise BadInput(message)
    rows = {(row.policy, row.scenario): row for it in files for row in it.rows}
    return msgspec.structs.replace(first, rows=tuple(rows.values()))


def told(stored: Stored) -> str:
    """Return the table of what is *stored*."""
    kept, stages = Kept(stored), tuple(stored.truths)
    lines = [
        f"Triage, rules {stored.rules}: {stored.worlds} reserved worlds of {', '.join(stages)}",
        "",
    ]
    lines.append(
        f"{'model':<26}{'normalised':<26}{'hostile dismissed':<26}macro F1, stage by stage"
    )
    for name in kept.policies:
        hard = ", ".join(f"{f1(kept, name, it).mean:.3f}" for it in stages)
        cells = (normalised(kept, name, stages), dismissed(kept, name, stages))
        shown = "".join(f"{f'{it.mean:.3f} [{it.low:.3f}, {it.high:.3f}]':<26}" for it in cells)
        lines.append(f"{name:<26}{shown}{hard}")
    trained = [it for it in kept.policies if it not in ANCHORS]
    lines += ["", "points earned beyond, same worlds"]
    for before, after in pairwise(trained):
        it = gained(kept, before, after, stages)
        lines.append(f"{before} -> {after}: {it.mean:+.3f} [{it.low:+.3f}, {it.high:+.3f}]")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Play, or tell what was played."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    play = verbs.add_parser("play")
    play.add_argument("models", nargs="*", type=Path, metavar="MODEL")
    play.add_argument("--worlds", type=int, default=100)
    play.add_argument("--device", default="auto")
    play.add_argument("--turn", type=int, default=512)
    play.add_argument("--together", type=int, default=32)
    play.add_argument("--said", type=Path)
    play.add_argument("--terse", action="store_true", help="the models are told no rules")
    play.add_argument("--stages", nargs="+", choices=STAGES, default=STAGES)
    play.add_argument("--out", type=Path, required=True)
    tell = verbs.add_parser("tell")
    tell.add_argument("files", nargs="+", type=Path, metavar="FILE")
    asked = parser.parse_args()
    if asked.verb == "play":
        hearing = Hearing(
            asked.worlds, asked.device, asked.turn, asked.together, tuple(asked.stages), asked.terse
        )
        stored = gathered(asked.models, hearing, asked.said)
        asked.out.write_bytes(msgspec.json.format(msgspec.json.encode(stored), indent=0) + b"\n")
    else:
        stored = joined([msgspec.json.decode(it.read_bytes(), type=Stored) for it in asked.files])
    print(told(stored), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
