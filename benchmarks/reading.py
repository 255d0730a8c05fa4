"""Plays chat models in the worlds that every evaluation plays, and tells what they earn.

    python -m benchmarks.reading play MODEL... [--worlds 100] [--device auto] --out FILE
    python -m benchmarks.reading tell FILE

Each MODEL is a folder; it reads many alerts at once and says what is likeliest. Beside the models
stand random, the oracle, the heuristic and the lazy policies in the same worlds. Normalised, random
is 0 and the oracle 1; intervals of 95 % draw the worlds again.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import msgspec
from benchmarks.learning import ANCHORS, LETTERS, STAGES, Row, Stored, row
from benchmarks.learning_page import Kept, dismissed, f1, gained, normalised

from watchfloor.agents.games import find
from watchfloor.evaluation.suite import RESERVED
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE
from watchfloor.training import trl
from watchfloor.training.chat import QUIET, Chat
from watchfloor.training.conversations import LEARNER, Bounds, Cast, Part, rollouts
from watchfloor.training.libraries import Wish, load_policy
from watchfloor.training.trl import Plan

GAME = find("opensoc")
BOUNDS = Bounds(8192, 96)


def heard(folder: Path, label: str, worlds: int, device: str) -> list[Row]:
    """Return what the model in *folder* does in *worlds* of each stage."""
    policy = load_policy(Wish(model=str(folder), rank=0, is_local=True))
    is_slow = import_module("watchfloor.training.tuition").on_processor(device)  # needs torch
    policy.model.to("cpu" if is_slow else "cuda")
    cast = Cast(GAME, GAME.recipes["standard"], {"defender": LEARNER})
    plan = Plan(cast, Chat(policy.tokenizer, QUIET), BOUNDS)
    found: list[Row] = []
    for stage in STAGES:
        settings = [Setting(stage, GAME.modes[0], it) for it in RESERVED[:worlds]]
        parts = [Part(cast.world(it)) for it in settings]
        played = rollouts(parts, plan.style, {LEARNER: trl.greedy(policy, plan)})
        ends = [it.trajectory.end for it in played]
        verdicts = [next(it for it in end.verdicts if it.role == "defender") for end in ends]
        found.append(
            Row(
                label,
                0,
                stage,
                "".join(LETTERS[str(it["answer"].value)] for it in verdicts),
                tuple(round((it.points("defender") or 0.0) * 1000) for it in played),
                tuple(round(int(it["citation"].value) * 1000 / ONE) for it in verdicts),
            )
        )
    return found


def gathered(folders: Sequence[Path], worlds: int, device: str) -> Stored:
    """Return what the models in *folders* do, and those that stand beside them."""
    rows: list[Row] = []
    for folder in folders:
        rows += heard(folder, folder.name, worlds, device)
        print(folder.name, flush=True)
    for name in ANCHORS:
        rows += [row(GAME, name, (name, -1), stage, worlds) for stage in STAGES]
    firsts = {
        it: [GAME.first(Setting(it, GAME.modes[0], s)) for s in RESERVED[:worlds]] for it in STAGES
    }
    truths = {it: "".join(LETTERS[one.truth.answer] for one in own) for it, own in firsts.items()}
    return Stored(GAME.rules, "reading", worlds, truths, {}, tuple(rows), ())


def told(stored: Stored) -> str:
    """Return the table of what is *stored*."""
    kept = Kept(stored)
    lines = [
        f"Triage, rules {stored.rules}: {stored.worlds} reserved worlds of each stage",
        "",
    ]
    lines.append(
        f"{'model':<26}{'normalised':<26}{'hostile dismissed':<26}macro F1 of stages 3 and 4"
    )
    for name in kept.policies:
        hard = ", ".join(f"{f1(kept, name, it).mean:.3f}" for it in STAGES[2:])
        cells = (normalised(kept, name, STAGES), dismissed(kept, name, STAGES))
        shown = "".join(f"{f'{it.mean:.3f} [{it.low:.3f}, {it.high:.3f}]':<26}" for it in cells)
        lines.append(f"{name:<26}{shown}{hard}")
    trained = [it for it in kept.policies if it not in ANCHORS]
    lines += ["", "points earned beyond, all stages, same worlds"]
    for before, after in pairwise(trained):
        it = gained(kept, before, after, STAGES)
        lines.append(f"{before} -> {after}: {it.mean:+.3f} [{it.low:+.3f}, {it.high:+.3f}]")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Play, or tell what was played."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    play = verbs.add_parser("play")
    play.add_argument("models", nargs="+", type=Path, metavar="MODEL")
    play.add_argument("--worlds", type=int, default=100)
    play.add_argument("--device", default="auto")
    play.add_argument("--out", type=Path, required=True)
    tell = verbs.add_parser("tell")
    tell.add_argument("file", type=Path)
    asked = parser.parse_args()
    if asked.verb == "play":
        stored = gathered(asked.models, asked.worlds, asked.device)
        asked.out.write_bytes(msgspec.json.format(msgspec.json.encode(stored), indent=0) + b"\n")
    else:
        stored = msgspec.json.decode(asked.file.read_bytes(), type=Stored)
    print(told(stored), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
