"""How often a 95 % interval holds what is true, by simulation.

    python -m benchmarks.coverage [--truths 2000] [--worlds 10,20,50,100] [--jobs 2]
                                  [--designs mean,f1] [--out FILE]

Each simulation draws a truth, plays so many worlds of it, and asks for the interval of a metric as
a report does. A design is in order if the interval holds 93 to 97 % of the truths. What is not is
marked, and the exit status is 1. The shares of truths below and above it are told, and its width.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import exp
from pathlib import Path
from statistics import NormalDist
from typing import Any, NamedTuple

from msgspec.structs import replace

from watchfloor.evaluation import confusion
from watchfloor.evaluation.intervals import Interval
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.paired import compared
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.scoring import scored
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed, Stream

LEAST, MOST, OUTSIDE = 0.93, 0.97, "  OUTSIDE"
A_PART = 250  # truths that one process simulates at a time
SLOW = ("paired_f1", "aurc")
"""Designs of which a quarter of the truths are simulated."""


class Truth(NamedTuple):
    """What is true, and the interval that was found."""

    true: float
    found: Interval | None


Design = Callable[[Stream, int], Truth]
"""From draws and a number of worlds."""


def result(seed: int, repeat: int = 0, points: float = 0.0, **reading: Any) -> Result:  # noqa: ANN401  # what a reading has
    """Return a result of that many *points*, with that *reading*."""
    return Result(
        cell="simulated",
        game="logsentinel" if "incidents" in reading else "opensoc",
        scenario="simulated",
        mode="simulated",
        policy="simulated",
        seats={"defender": "simulated"},
        tested=("defender",),
        seed=seed,
        repeat=repeat,
        world=str(seed),
        turns=1,
        no_reply="",
        rewards={"defender": round(points * ONE)},
        paid={},
        reading=reading,
        usage={},
        hash="",
        file="",
        episode=1,
    )


def normal(draw: Stream) -> float:
    """Return a draw of the normal distribution."""
    return NormalDist().inv_cdf((draw.word() + 0.5) / (1 << 64))


def between(draw: Stream, low: float, high: float) -> float:
    """Return a number from *low* to *high*."""
    return low + (high - low) * draw.unit()


def estimate(results: Sequence[Result], name: str) -> Interval | None:
    """Return the interval of the metric *name*."""
    return scored(results, METRICS[name]).estimate


def mean(draw: Stream, worlds: int) -> Truth:
    """Three plays of each world, which have most of what they earn in common."""
    true, played = between(draw, -0.5, 0.5), list[Result]()
    for seed in range(worlds):
        common = true + normal(draw) / 2
        played += [result(seed, repeat, common + normal(draw) / 4) for repeat in range(3)]
    return Truth(true, estimate(played, "reward"))


def triage_reward(draw: Stream, worlds: int) -> Truth:
    """What triage pays: near to one if right, and anything from -1 to 0.2 if not."""
    right = between(draw, 0.4, 0.9)
    played = [
        result(seed, 0, 0.95 if draw.unit() < right else between(draw, -1.0, 0.2))
        for seed in range(worlds)
    ]
    return Truth(0.95 * right - 0.4 * (1 - right), estimate(played, "reward"))


def cost(draw: Stream, worlds: int) -> Truth:
    """A cost that is small mostly and now and then ten times as large."""
    centre = between(draw, 1.0, 3.0)
    played = [
        replace(result(seed), usage={"tokens_out": exp(centre + normal(draw))})
        for seed in range(worlds)
    ]
    return Truth(exp(centre + 0.5), estimate(played, "tokens_out"))


def order(draw: Stream, right: float) -> dict[str, object]:
    """Return a containment that is right so often."""
    return {"right": draw.unit() < right, "gated": True, "supported": True, "step": 1}


def ratio(draw: Stream, worlds: int) -> Truth:
    """Orders of which some episodes have many, and which succeed or fail together."""
    true, played = between(draw, 0.2, 0.8), list[Result]()
    for seed in range(worlds):
        right = true + (0.15 if draw.chance(1, 2) else -0.15)
        orders = [order(draw, right) for _ in range(draw.below(5))]
        played.append(result(seed, orders=orders))
    return Truth(true, estimate(played, "action_precision"))


def share(draw: Stream, worlds: int) -> Truth:
    """Something that is so or not, once in each world."""
    true = between(draw, 0.02, 0.98)
    played = [result(seed, passed=draw.unit() < true) for seed in range(worlds)]
    return Truth(true, estimate(played, "pass_rate"))


def share_of_repeats(draw: Stream, worlds: int) -> Truth:
    """Something that is so or not, three times in each world, and mostly alike."""
    true, played = between(draw, 0.1, 0.9), list[Result]()
    for seed in range(worlds):
        is_so = draw.unit() < true
        for repeat in range(3):
            same = is_so if draw.chance(3, 4) else draw.unit() < true
            played.append(result(seed, repeat, passed=same))
    return Truth(true, estimate(played, "pass_rate"))


MIX = (0.4, 0.15, 0.15, 0.15, 0.15)
"""How often each answer is right."""


def answered(truth: str, answer: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # as above
    """Return what is read of an alert."""
    return {
        "truth": truth,
        "answer": answer,
        "decision": answer,
        "malicious": truth != "dismiss",
        "right": truth == answer,
        "confidence": None,
        **more,
    }


def alarms(draw: Stream, worlds: int) -> tuple[float, float, list[Result]]:
    """Return how often hostile and harmless alerts raise an alarm, and alerts of that kind."""
    hit, false = between(draw, 0.6, 0.95), between(draw, 0.05, 0.4)
    played = list[Result]()
    for seed in range(worlds):
        truth = "monitor" if draw.unit() < 0.6 else "dismiss"
        is_raised = draw.unit() < (hit if truth == "monitor" else false)
        played.append(result(seed, **answered(truth, "monitor" if is_raised else "dismiss")))
    return hit, false, played


def f1(draw: Stream, worlds: int) -> Truth:
    """F1 of telling hostile alerts from harmless ones."""
    hit, false, played = alarms(draw, worlds)
    true = 2 * 0.6 * hit / (0.6 * hit + 0.6 + 0.4 * false)
    return Truth(true, estimate(played, "attack_f1"))


def rare(draw: Stream, worlds: int) -> Truth:
    """The share of alarms that are right, were one alert in twenty hostile."""
    hit, false, played = alarms(draw, worlds)
    true = 0.05 * hit / (0.05 * hit + 0.95 * false)
    return Truth(true, estimate(played, "attack_precision_at_5"))


def macro(draw: Stream, worlds: int) -> Truth:
    """Macro F1 over five answers, each of them known more or less well."""
    known = [between(draw, 0.4, 0.95) for _ in confusion.ANSWERS]
    table = list[float]()
    for place, right in enumerate(known):
        row = [(1 - right) / 4] * 5
        row[place] = right
        table += [MIX[place] * it for it in (*row, 0.0)]
    played = list[Result]()
    for seed in range(worlds):
        place = draw.weighted(range(5), [round(100 * it) for it in MIX])
        others = [it for it in confusion.ANSWERS if it != confusion.ANSWERS[place]]
        truth = confusion.ANSWERS[place]
        given = truth if draw.unit() < known[place] else draw.pick(others)
        played.append(result(seed, **answered(truth, given)))
    return Truth(confusion.macro_f1(table) or 0.0, estimate(played, "macro_f1"))


def times(draw: Stream, worlds: int) -> Truth:
    """Minutes until something happens, up to a horizon, for one to three incidents at once."""
    chance, horizon, played = between(draw, 0.02, 0.2), 60, list[Result]()
    for seed in range(worlds):
        ends = [_first(draw, chance, horizon) for _ in range(draw.between(1, 3))]
        incidents = [{"began": 0, "ended": None if end == horizon else end} for end in ends]
        played.append(result(seed, incidents=incidents, horizon=horizon))
    return Truth((1 - (1 - chance) ** horizon) / chance, estimate(played, "time_to_resolve"))


def _first(draw: Stream, chance: float, horizon: int) -> int:
    """Return the first of so many minutes in which it happens, or the last."""
    return next((it for it in range(1, horizon) if draw.unit() < chance), horizon)


def paired(draw: Stream, worlds: int) -> Truth:
    """The difference of two policies that meet the same worlds, hard and easy ones."""
    true, pairs = between(draw, -0.3, 0.3), list[tuple[Result, Result]]()
    for seed in range(worlds):
        common = normal(draw)
        mine = common + true + normal(draw) / 3
        pairs.append((result(seed, 0, mine), result(seed, 0, common + normal(draw) / 3)))
    one, other = zip(*pairs, strict=True)
    return Truth(true, compared(one, other, METRICS["reward"]).difference)


def paired_shares(draw: Stream, worlds: int) -> Truth:
    """The difference of two shares, where what is hard for one is mostly hard for the other."""
    mine, theirs = between(draw, 0.4, 0.9), between(draw, 0.4, 0.9)
    one, other = list[Result](), list[Result]()
    for seed in range(worlds):
        luck = draw.unit()
        same = luck if draw.chance(3, 4) else draw.unit()
        one.append(result(seed, passed=luck < mine))
        other.append(result(seed, passed=same < theirs))
    return Truth(mine - theirs, compared(one, other, METRICS["pass_rate"]).difference)


def paired_f1(draw: Stream, worlds: int) -> Truth:
    """The difference of two F1 on the same alerts."""
    hit, false, played = alarms(draw, worlds)
    more = between(draw, 0.5, 0.95)
    other = [
        result(
            it.seed,
            **answered(
                it.reading["truth"],
                "monitor"
                if draw.unit() < (more if it.reading["malicious"] else 0.2)
                else "dismiss",
            ),
        )
        for it in played
    ]
    true = 2 * 0.6 * hit / (0.6 * hit + 0.6 + 0.4 * false)
    theirs = 2 * 0.6 * more / (0.6 * more + 0.6 + 0.4 * 0.2)
    return Truth(true - theirs, compared(played, other, METRICS["attack_f1"]).difference)


def normalised(draw: Stream, worlds: int) -> Truth:
    """The way from random play to the oracle, in worlds of different worth."""
    true, mine, low, high = between(draw, 0.1, 0.9), list[Result](), list[Result](), list[Result]()
    for seed in range(worlds):
        least, most = normal(draw) / 8, 1 + normal(draw) / 16
        low.append(result(seed, 0, least))
        high.append(result(seed, 0, most))
        mine.append(result(seed, 0, true + normal(draw) / 4))
    metric = METRICS["normalised_score"]
    return Truth(true, scored(mine, metric, {"random": low, "oracle": high}).estimate)


def sure(draw: Stream, worlds: int) -> tuple[float, list[Result]]:
    """Return how much surer than right answers are, and answers that are so sure."""
    off = between(draw, 0.05, 0.3)
    played = list[Result]()
    for seed in range(worlds):
        stated = between(draw, 0.4, 1.0)
        is_right = draw.unit() < stated - off
        answer = "monitor" if is_right else "block_ip"
        played.append(result(seed, **answered("monitor", answer, confidence=stated)))
    return off, played


def overconfidence(draw: Stream, worlds: int) -> Truth:
    """By how much confidence is too high."""
    off, played = sure(draw, worlds)
    return Truth(off, estimate(played, "overconfidence"))


def brier(draw: Stream, worlds: int) -> Truth:
    """The squared score of confidence that is always too high by as much."""
    off, played = sure(draw, worlds)
    mean_of, square = 0.7, (1.0**3 - 0.4**3) / 3 / 0.6
    right, cross = mean_of - off, square - off * mean_of
    return Truth(square - 2 * cross + right, estimate(played, "brier"))


def aurc(draw: Stream, worlds: int) -> Truth:
    """The area under risk and coverage where confidence is always too high by as much."""
    off, played = sure(draw, worlds)
    return Truth(0.15 + off, estimate(played, "aurc"))


DESIGNS: dict[str, Design] = {
    it.__name__: it
    for it in (
        *(mean, triage_reward, cost, ratio, share, share_of_repeats, f1, macro, rare, times),
        *(brier, normalised, paired, paired_shares, paired_f1, overconfidence, aurc),
    )
}


class Task(NamedTuple):
    """Some truths of a design."""

    design: str
    worlds: int
    truths: range


class Tally(NamedTuple):
    """How often the truth was held, lay below and lay above, and the widths, added up."""

    held: int
    below: int
    above: int
    undefined: int
    width: float


def work(task: Task) -> Tally:
    """Return what became of the truths of *task*."""
    held = below = above = undefined = 0
    width = 0.0
    for number in task.truths:
        draw = Seed.of("coverage", task.design, task.worlds, number).stream()
        true, found = DESIGNS[task.design](draw, task.worlds)
        if found is None or not found.has_ends:
            undefined += 1
            continue
        below, above = below + (true < found.low), above + (true > found.high)
        held += found.low <= true <= found.high
        width += found.high - found.low
    return Tally(held, below, above, undefined, width)


def measured(pool: ProcessPoolExecutor, design: str, worlds: int, count: int) -> str:
    """Return the line about *design* with so many *worlds*, marked if it is not in order."""
    parts = (range(at, min(at + A_PART, count)) for at in range(0, count, A_PART))
    tasks = [Task(design, worlds, part) for part in parts]
    found = list(pool.map(work, tasks))
    held, below, above, undefined, width = (sum(column) for column in zip(*found, strict=True))
    tried = count - undefined
    if not tried:
        return f"{design:<18} {worlds:>4} worlds  no interval"
    coverage = held / tried
    told = (
        f"{design:<18} {worlds:>4} worlds  {100 * coverage:5.1f} %"
        f"  below {100 * below / tried:4.1f}  above {100 * above / tried:4.1f}"
        f"  width {width / tried:8.3f}"
    )
    told += f"  none {undefined}" if undefined else ""
    return told if LEAST <= coverage <= MOST else f"{told}{OUTSIDE}"


def main() -> int:
    """Simulate and print; return 1 if an interval holds too few truths, or too many."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--truths", type=int, default=2000, help="simulations of each design")
    parser.add_argument("--worlds", default="10,20,50,100", help="numbers of worlds, by commas")
    parser.add_argument("--designs", default=",".join(DESIGNS), help="which, by commas")
    parser.add_argument("--jobs", type=int, default=1, help="processes at work at once")
    parser.add_argument("--out", type=Path, help="a file for the same lines")
    asked = parser.parse_args()
    told = [f"python -m benchmarks.coverage --truths {asked.truths}", ""]
    with ProcessPoolExecutor(asked.jobs) as pool:
        for design in asked.designs.split(","):
            for worlds in map(int, asked.worlds.split(",")):
                count = asked.truths // 4 if design in SLOW else asked.truths
                told.append(measured(pool, design, worlds, count))
                print(told[-1], flush=True)
    outside = sum(line.endswith(OUTSIDE) for line in told)
    told += ["", f"outside 93 to 97 %: {outside}"]
    print(told[-1])
    if asked.out:
        asked.out.write_text("\n".join(told) + "\n", "utf-8")
    return int(outside > 0)


if __name__ == "__main__":
    sys.exit(main())
