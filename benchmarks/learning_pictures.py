"""The four pictures of what was learned, as SVG: the same numbers are the same bytes."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.learning import LETTERS, STAGES, Stored

from watchfloor.evaluation.confusion import ANSWERS, GIVEN, macro_f1

COLOURS = ("#1f5a8a", "#b3541e", "#3d7a3d", "#7a3d7a")
SHOWN = ("always_dismiss", "keyword", "heuristic", "base", "sft", "grpo", "selfplay")
"""Whom the pictures show, where there is such a policy."""
_CODES = {letter: name or "malformed" for name, letter in LETTERS.items()}


def drawn(stored: Stored, folder: Path) -> None:
    """Write the pictures of what was *stored* to *folder*."""
    plotting = _plotting()
    makers = {
        "learning-curves": _curves,
        "learning-f1": _bars,
        "learning-confusion": _confusion,
        "learning-dismissed": _dismissals,
    }
    for name, make in makers.items():
        figure = make(stored, plotting)
        figure.savefig(folder / f"{name}.svg", metadata={"Date": None})
        plotting.close(figure)


def _plotting() -> Any:  # noqa: ANN401  # a package without types
    whole, plotting = import_module("matplotlib"), import_module("matplotlib.pyplot")
    plotting.switch_backend("agg")
    whole.rcParams["svg.hashsalt"] = "watchfloor"
    return plotting


def _curves(stored: Stored, plotting: Any) -> Any:  # noqa: ANN401  # of that package
    """Draw what each seed earned on validation worlds, and their mean, stage by stage."""
    figure, panels = plotting.subplots(2, 2, figsize=(9, 6), sharey=True, layout="constrained")
    for stage, axes, colour in zip(STAGES, panels.flat, COLOURS, strict=True):
        lines = [_line(stored, number, stage) for number in range(len(stored.courses))]
        for steps, rewards in lines:
            axes.plot(steps, rewards, color=colour, alpha=0.3, linewidth=1)
        shortest = min(len(steps) for steps, _ in lines)
        means = [mean(rewards[at] for _, rewards in lines) for at in range(shortest)]
        axes.plot(lines[0][0][:shortest], means, color=colour, linewidth=2)
        for end in _ends(stored)[:-1]:
            axes.axvline(end, color="#888888", linestyle=":", linewidth=1)
        axes.set_title(stage, fontsize=10)
        axes.set_xlabel("step; dots end a phase")
        axes.set_ylabel("reward, validation worlds")
    return figure


_COURSE = ("format", "sft", "grpo")


def _ends(stored: Stored) -> list[int]:
    """Return the step at which each phase of the course ends."""
    looks = stored.courses[0].looks
    lasts = [max((it.step for it in looks if it.phase == name), default=0) for name in _COURSE]
    return [sum(lasts[: place + 1]) for place in range(len(lasts))]


def _line(stored: Stored, number: int, stage: str) -> tuple[list[int], list[float]]:
    begins = dict(zip(_COURSE, [0, *_ends(stored)], strict=False))
    looks = [it for it in stored.courses[number].looks if it.phase in begins]
    steps = [begins[it.phase] + it.step for it in looks if stage in it.rewards]
    return steps, [it.rewards[stage] for it in looks if stage in it.rewards]


def _table(stored: Stored, policy: str, stages: Sequence[str]) -> list[float]:
    sums = [0.0] * (len(ANSWERS) * len(GIVEN))
    for row in stored.rows:
        if row.policy == policy and row.scenario in stages:
            for truth, given in zip(stored.truths[row.scenario], row.given, strict=True):
                place = GIVEN.index(_CODES[truth]) * len(GIVEN) + GIVEN.index(_CODES[given])
                sums[place] += 1
    return sums


def _known(stored: Stored) -> list[str]:
    have = {row.policy for row in stored.rows}
    return [policy for policy in SHOWN if policy in have]


def _bars(stored: Stored, plotting: Any) -> Any:  # noqa: ANN401  # of that package
    """Draw macro F1 of each policy on each stage."""
    figure, axes = plotting.subplots(figsize=(9, 4), layout="constrained")
    known = _known(stored)
    for number, (stage, colour) in enumerate(zip(STAGES, COLOURS, strict=True)):
        values = [macro_f1(_table(stored, it, [stage])) or 0.0 for it in known]
        places = [place + 0.2 * (number - 1.5) for place in range(len(known))]
        axes.bar(places, values, width=0.2, color=colour, label=stage)
    axes.set_xticks(range(len(known)), known)
    axes.set_ylabel("macro F1")
    axes.legend(fontsize=8)
    return figure


def _confusion(stored: Stored, plotting: Any) -> Any:  # noqa: ANN401  # of that package
    """Draw the answers beside the truths, on stages 3 and 4, before and after."""
    shown = [it for it in ("base", "sft", "grpo") if it in _known(stored)]
    figure, panels = plotting.subplots(1, len(shown), figsize=(12, 4.4), layout="constrained")
    for policy, axes in zip(shown, panels, strict=True):
        sums = _table(stored, policy, STAGES[2:])
        width = len(GIVEN)
        rows = [sums[at * width : (at + 1) * width] for at in range(len(ANSWERS))]
        shares = [[it / max(1.0, sum(row)) for it in row] for row in rows]
        axes.imshow(shares, vmin=0, vmax=1, cmap="Blues")
        for y, row in enumerate(shares):
            for x, it in enumerate(row):
                tone = "white" if it > 0.5 else "black"
                axes.text(x, y, f"{100 * it:.0f}", ha="center", va="center", color=tone)
        axes.set_xticks(range(width), GIVEN, rotation=45, ha="right", fontsize=8)
        axes.set_yticks(range(len(ANSWERS)), ANSWERS, fontsize=8)
        axes.set_title(f"{policy}: % of each truth, stages 3 and 4", fontsize=10)
    return figure


def _dismissals(stored: Stored, plotting: Any) -> Any:  # noqa: ANN401  # of that package
    """Draw the share of hostile alerts that each policy dismisses, stage by stage."""
    figure, axes = plotting.subplots(figsize=(9, 4), layout="constrained")
    known = [it for it in _known(stored) if it != "always_dismiss"]
    width = len(GIVEN)
    for number, (stage, colour) in enumerate(zip(STAGES, COLOURS, strict=True)):
        tables = [_table(stored, it, [stage])[width:] for it in known]
        values = [100 * sum(it[::width]) / max(1.0, sum(it)) for it in tables]
        places = [place + 0.2 * (number - 1.5) for place in range(len(known))]
        axes.bar(places, values, width=0.2, color=colour, label=stage)
    axes.set_xticks(range(len(known)), known)
    axes.set_ylabel("hostile alerts dismissed, %")
    axes.legend(fontsize=8)
    return figure
