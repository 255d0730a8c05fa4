"""From a chat model to a trained one, with TRL: demonstrations, GRPO, evaluation, curves and pairs.

    python notebooks/train_grpo.py opensoc --model Qwen/Qwen2.5-3B-Instruct --out runs/qwen

Everything that is made lies in the folder: the model after each phase, what was measured at each
step, the report of `watchfloor evaluate`, and what the model said before and after.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import msgspec

from watchfloor.agents.games import find
from watchfloor.catalog import named
from watchfloor.errors import WatchfloorError
from watchfloor.evaluation.suite import RESERVED
from watchfloor.play.game import Setting
from watchfloor.training import trl
from watchfloor.training.chat import Chat
from watchfloor.training.conversations import LEARNER, Bounds, Cast, Part, rollouts
from watchfloor.training.libraries import Loaded, Wish, load_policy, saved
from watchfloor.training.trl import Pace, Plan

FIRST = 1_000_000_000
"""The seed of the first world that is trained on; those of evaluations are far from it."""
CURRICULUM = {
    "opensoc": ("stage1_basic", "stage2_multi", "stage3_mixed", "stage4_adversarial"),
    "logsentinel": ("easy", "medium", "mixed", "hard"),
}


def asked(words: list[str] | None = None) -> argparse.Namespace:
    """Return what is to be done, by the *words* of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("game", choices=sorted(CURRICULUM))
    parser.add_argument("--model", required=True, help="a folder, or a name of the hub")
    parser.add_argument("--backend", default="auto", help="hf, unsloth or auto")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seats", nargs="+", help="those that learn; all that are scored")
    parser.add_argument("--stages", nargs="+", help="the curriculum, easiest first")
    parser.add_argument("--teacher", default="heuristic", help="the policy that demonstrates")
    parser.add_argument("--texts", type=int, default=400, help="worlds that are demonstrated")
    parser.add_argument("--sft-steps", type=int, default=100)
    parser.add_argument("--steps", type=int, default=300, help="of GRPO, over all stages")
    parser.add_argument("--group", type=int, default=8, help="samples of one seat in one world")
    parser.add_argument("--worlds", type=int, default=8, help="in one step of GRPO")
    parser.add_argument("--batch", type=int, default=8, help="rows at once in one process")
    parser.add_argument("--rank", type=int, default=16, help="of the adapter; 0 trains it all")
    parser.add_argument("--turn", type=int, default=256, help="tokens of one answer")
    parser.add_argument("--whole", type=int, default=8192, help="tokens after the first view")
    parser.add_argument("--seeds", type=int, default=100, help="worlds of each stage to evaluate")
    parser.add_argument("--pairs", type=int, default=4, help="worlds to show before and after")
    parser.add_argument("--processor", action="store_true", help="train without an accelerator")
    return parser.parse_args(words)


def planned(args: argparse.Namespace, policy: Loaded) -> Plan:
    """Return what is learnt."""
    game = find(args.game)
    scored = next(iter(game.scenarios.values())).measured or tuple(game.roles)
    for role in args.seats or ():
        named("role", role, game.roles)
    speaks = dict.fromkeys(args.seats or scored, LEARNER)
    cast = Cast(game, game.recipes["standard"], speaks)
    tongue = Chat(policy.tokenizer, {"enable_thinking": False})
    return Plan(cast, tongue, Bounds(args.whole, args.turn))


def worlds(args: argparse.Namespace, count: int, first: int) -> list[Setting]:
    """Return *count* worlds from the seed *first* on, stage after stage."""
    stages = args.stages or CURRICULUM[args.game]
    each = -(-count // len(stages))
    mode, told = find(args.game).modes[0], [it for it in stages for _ in range(each)]
    return [Setting(it, mode, first + n) for n, it in enumerate(told[:count])]


def pace(args: argparse.Namespace, phase: str) -> Pace:
    """Return how fast *phase* is learnt."""
    is_last = phase == "grpo"
    rows = args.group * args.worlds if is_last else args.batch
    return Pace(
        folder=str(args.out / phase),
        steps=args.steps if is_last else args.sft_steps,
        rate=1e-5 if is_last else 1e-4,
        group=args.group,
        batch=min(args.batch, rows),
        gathered=max(rows // args.batch, 1),
        is_on_processor=args.processor,
    )


def phases(args: argparse.Namespace, policy: Loaded, plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Train *policy* by demonstrations and then by GRPO, and return what was measured."""
    taught = trl.demonstrations(plan, worlds(args, args.texts, FIRST), args.teacher)
    count = args.steps * args.worlds
    trainers = {
        "sft": lambda: trl.supervised(policy, taught, pace(args, "sft")),
        "grpo": lambda: trl.reinforced(
            policy, plan, worlds(args, count, FIRST + args.texts), pace(args, "grpo")
        ),
    }
    measured: dict[str, list[dict[str, Any]]] = {}
    for phase, made in trainers.items():
        trainer = made()
        trainer.train()
        measured[phase] = trainer.state.log_history
        saved(policy, args.out / phase / "policy")
    return measured


def replies(args: argparse.Namespace, policy: Loaded, plan: Plan) -> list[dict[str, Any]]:
    """Return what the model says now where nobody trains, and what it earns."""
    shown = worlds(args, args.pairs, RESERVED[0])
    voices = {LEARNER: trl.greedy(policy, plan)}
    played = rollouts([Part(plan.cast.world(it)) for it in shown], plan.style, voices)
    return [
        {
            "world": msgspec.to_builtins(world),
            "points": {role: episode.points(role) for role in plan.roles},
            "turns": [[it.role, it.reply] for it in episode.trajectory.turns],
        }
        for world, episode in zip(shown, played, strict=True)
    ]


def drawn(measured: dict[str, list[dict[str, Any]]], file: Path) -> None:
    """Draw loss and reward over the steps."""
    figure, places = plt.subplots(1, 2, figsize=(10, 4))
    for place, (phase, value) in zip(places, (("sft", "loss"), ("grpo", "reward")), strict=True):
        steps = [(it["step"], it[value]) for it in measured[phase] if value in it]
        place.plot(*zip(*steps, strict=True))
        place.set(title=phase, xlabel="step", ylabel=value)
    figure.savefig(file)


def evaluated(args: argparse.Namespace) -> int:
    """Play the model, each phase and the heuristic where nobody trained, into a report."""
    policies = [args.model, args.out / "sft" / "policy", args.out / "grpo" / "policy"]
    command = [sys.executable, "-m", "watchfloor", "evaluate", "--game", args.game]
    command += ["--seeds", str(args.seeds), "--most-out", str(args.turn), "--policy", "heuristic"]
    command += [word for it in policies for word in ("--policy", f"hf:{it}")]
    command += [word for it in args.stages or () for word in ("--scenario", it)]
    return subprocess.run([*command, "--out", args.out / "evaluation"], check=False).returncode


def main(words: list[str] | None = None) -> int:
    """Do all of it."""
    args = asked(words)
    try:
        policy = load_policy(Wish(model=args.model, backend=args.backend, rank=args.rank))
        plan = planned(args, policy)
        args.out.mkdir(parents=True, exist_ok=True)
        before = replies(args, policy, plan)
        measured = phases(args, policy, plan)
        after = replies(args, policy, plan)
    except WatchfloorError as error:
        print(error, file=sys.stderr)
        return 2
    pairs = [{"before": old, "after": new} for old, new in zip(before, after, strict=True)]
    (args.out / "pairs.json").write_text(json.dumps(pairs, indent=1))
    (args.out / "measured.json").write_text(json.dumps(measured, indent=1))
    drawn(measured, args.out / "curves.png")
    return evaluated(args)


if __name__ == "__main__":
    sys.exit(main())
