"""From a chat model to a trained one: what `watchfloor train` does, with pictures and baked pairs.

    python notebooks/train_grpo.py opensoc --model Qwen/Qwen2.5-3B-Instruct --out runs/qwen

Everything that is made lies in the folder: the demonstrations, the model after each stretch, what
was measured at each step, the report of the evaluation, what the model said before and after, and
pictures of all of it.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import msgspec

from watchfloor.agents.contenders import called
from watchfloor.cli.graduation import held
from watchfloor.errors import WatchfloorError
from watchfloor.evaluation import confusion
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.scoring import scored
from watchfloor.evaluation.suite import RESERVED
from watchfloor.play.game import Setting
from watchfloor.server import baking
from watchfloor.training import experiment, keeping, trl, tuition
from watchfloor.training.conversations import LEARNER, Part, rollouts
from watchfloor.training.experiment import CURRICULUM, Told, Tuition
from watchfloor.training.tuition import Lessons

EXPERIMENTS = Path(__file__).parents[1] / "experiments"
BARS = {
    "opensoc": ("macro_f1", "dismissed_malicious"),
    "logsentinel": ("reward", "resolved_share"),
}
"""What is drawn of each model, side by side."""
PAIRS = 4
"""Worlds of each stage in which the model is heard before and after."""


def asked(words: list[str] | None = None) -> argparse.Namespace:
    """Return what is to be done, by the *words* of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("game", choices=sorted(CURRICULUM))
    parser.add_argument("--experiment", type=Path, help="experiments/chat-GAME.toml if not given")
    parser.add_argument("--model", help="a folder, or a name of the hub")
    parser.add_argument("--backend", choices=experiment.BACKENDS)
    parser.add_argument("--device", choices=experiment.DEVICES)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(words)


def begun(args: argparse.Namespace) -> Lessons:
    """Return the run that is asked for, in its new folder, with its model loaded."""
    found = experiment.loaded(args.experiment or EXPERIMENTS / f"chat-{args.game}.toml")
    if not isinstance(found, Tuition) or found.game != args.game:
        message = f"{args.experiment} teaches no chat model {args.game}; give another"
        raise WatchfloorError(message)
    said = {"model": args.model, "backend": args.backend, "device": args.device}
    given = {name: value for name, value in said.items() if value is not None}
    return tuition.begun(args.out, msgspec.structs.replace(found, **given))


def data(lessons: Lessons) -> Path:
    """Write what the model is shown, as text, and return the file."""
    first = lessons.stretches[0]
    texts = lessons.texts(first) if first.how == "sft" else []
    words = lessons.policy.tokenizer
    lines = [json.dumps({"text": words.decode(it["input_ids"])}) + "\n" for it in texts]
    file = lessons.folder / "demonstrations.jsonl"
    file.write_text("".join(lines))
    return file


def replies(lessons: Lessons) -> list[dict[str, Any]]:
    """Return what the model says now where nobody trains, and what it earns."""
    plan, mode = lessons.plan(), lessons.game.modes[0]
    shown = [Setting(stage, mode, seed) for stage in lessons.stages for seed in RESERVED[:PAIRS]]
    parts = [Part(plan.cast.world(it)) for it in shown]
    played = rollouts(parts, plan.style, {LEARNER: trl.greedy(lessons.policy, plan)})
    return [
        {
            "world": msgspec.to_builtins(setting),
            "points": {role: one.points(role) for role in plan.roles},
            "turns": [[it.role, it.reply] for it in one.trajectory.turns],
        }
        for setting, one in zip(shown, played, strict=True)
    ]


def told(step: Told) -> None:
    """Print how a step went."""
    shown = {name: step.values[name] for name in ("loss", "reward") if name in step.values}
    values = ", ".join(f"{name} {value:.3f}" for name, value in shown.items())
    print(f"{step.phase} {step.step}/{step.steps}: {values}, {step.done:.0%} done", flush=True)


def curves(lessons: Lessons) -> Path:
    """Draw loss and reward along the stretches of the run, and return the picture."""
    noted = (lessons.folder / keeping.METRICS).read_bytes().splitlines()
    lines = [json.loads(line) for line in noted]
    figure, places = plt.subplots(1, 2, figsize=(11, 4))
    for place, value in zip(places, ("loss", "reward"), strict=True):
        for name in dict.fromkeys(line["phase"] for line in lines):
            steps = [
                (number, line[value])
                for number, line in enumerate(lines, start=1)
                if line["phase"] == name and value in line
            ]
            place.plot([it for it, _ in steps], [it for _, it in steps], label=name)
        place.set(title=f"{value} along the curriculum", xlabel="step", ylabel=value)
        place.legend(fontsize="small")
    return _saved(figure, lessons.folder / "curves.png")


def bars(lessons: Lessons) -> Iterator[Path]:
    """Draw what each model came to in every stage, with its interval, and return the pictures."""
    results = _results(lessons)
    for name in BARS[lessons.game.name]:
        figure, place = plt.subplots(figsize=(9, 4))
        for number, policy in enumerate(results):
            found = [scored(_of(results[policy], stage), METRICS[name]) for stage in lessons.stages]
            values = [(it.estimate, place) for place, it in enumerate(found)]
            known = [(it.mean, it.low, it.high, at) for it, at in values if it is not None]
            place.bar(
                [at + number / (len(results) + 1) for *_, at in known],
                [value for value, *_ in known],
                1 / (len(results) + 1),
                yerr=[
                    [value - low for value, low, *_ in known],
                    [high - value for value, _, high, _ in known],
                ],
                label=called(policy),
            )
        place.set(title=f"{name} by stage, with 95 % intervals", ylabel=name)
        place.set_xticks(range(len(lessons.stages)), lessons.stages)
        place.legend(fontsize="small")
        yield _saved(figure, lessons.folder / f"{name}.png")


def confusions(lessons: Lessons) -> Path | None:
    """Draw which answers were given for which truth before and after, where that is the game."""
    if lessons.game.name != "opensoc":
        return None
    results = _results(lessons)
    trained = lessons.exam.trained
    figure, places = plt.subplots(1, 2, figsize=(12, 5))
    for place, policy in zip(places, (trained[0], trained[-1]), strict=True):
        table = confusion.table(results[policy])
        place.imshow(table, cmap="Blues")
        for row, counts in enumerate(table):
            for column, count in enumerate(counts):
                place.text(column, row, count, ha="center", va="center", fontsize="small")
        place.set_xticks(range(len(confusion.GIVEN)), confusion.GIVEN, rotation=60)
        place.set_yticks(range(len(confusion.ANSWERS)), confusion.ANSWERS)
        place.set(title=called(policy), xlabel="given", ylabel="right")
    return _saved(figure, lessons.folder / "confusion.png")


def baked(lessons: Lessons) -> Path:
    """Bake the alerts that were answered before and after for the page, and return the file."""
    file = lessons.folder / "pairs.jsonl.gz"
    baking.bake([lessons.folder / "evaluation"], file)
    return file


def _results(lessons: Lessons) -> Mapping[str, list[Result]]:
    """Return what each model, and the heuristic, came to in the evaluation."""
    exam = lessons.exam
    found: dict[str, list[Result]] = {it: [] for it in (*exam.trained, *exam.beside)}
    for one in Run(lessons.folder / "evaluation").results():
        if one.policy in found:
            found[one.policy].append(one)
    return found


def _of(results: Sequence[Result], stage: str) -> list[Result]:
    return [it for it in results if it.scenario == stage]


def _saved(figure: Any, file: Path) -> Path:  # noqa: ANN401  # of a library
    figure.tight_layout()
    figure.savefig(file)
    plt.close(figure)
    return file


def evaluated(lessons: Lessons) -> Path:
    """Play the model before, between and after, and the heuristic, where nobody trained."""
    return held(lessons.exam, lessons.folder / "evaluation", is_json=False)


def main(words: list[str] | None = None) -> int:
    """Do all of it."""
    args = asked(words)
    try:
        lessons = begun(args)
        data(lessons)
        before = replies(lessons)
        lessons.go(told)
        after = replies(lessons)
        pairs = [{"before": old, "after": new} for old, new in zip(before, after, strict=True)]
        (args.out / "pairs.json").write_text(json.dumps(pairs, indent=1))
        curves(lessons)
        print(f"report: {evaluated(lessons)}")
        print(*bars(lessons), confusions(lessons) or "", baked(lessons), sep="\n")
    except WatchfloorError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
