"""Tells what teams of the war-room learned, from what `benchmarks.warroom_learning` kept.

    python -m benchmarks.warroom_learning_page [--write]

Nothing is played here: the same file comes to the same bytes. Intervals of 95 % draw the worlds
again, with what all seeds did in them; beside them stands the spread over the seeds of training.
`--write` writes `warroom.txt` beside what was kept, and the picture to `docs/pictures`.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import msgspec
from benchmarks.warroom_learning import COMPONENTS, LEVELS, STORED, TRAINED, Row, Stored

from watchfloor.evaluation.intervals import Interval, of, stretched, student
from watchfloor.evaluation.redraws import Row as Sums
from watchfloor.evaluation.redraws import of_sums

PICTURE = Path("docs/pictures/warroom-components.svg")
SHOWN = {"random": "#999999", "heuristic": "#b3541e", TRAINED: "#1f5a8a", "oracle": "#3d7a3d"}
"""Whom the picture shows, and in what colour."""


def rows(stored: Stored, policy: str, level: str) -> list[Row]:
    """Return the rows of *policy* at *level*, one for each seed of training."""
    return [it for it in stored.rows if (it.policy, it.level) == (policy, level)]


def component(stored: Stored, policy: str, level: str, name: str) -> Interval:
    """Return what *policy* earned at *level* for the component *name*, in points."""
    own = rows(stored, policy, level)
    by_world = zip(*(it.parts[name] for it in own), strict=True)
    return of([mean(it) / 1000 for it in by_world])


def total(stored: Stored, policy: str, level: str) -> Interval:
    """Return what *policy* earned at *level*, in points."""
    return of([it / 1000 for it in _totals(stored, policy, level)])


def _totals(stored: Stored, policy: str, level: str) -> list[float]:
    """Return what *policy* earned in each world of *level*, the mean over seeds, in thousandths."""
    return [mean(it) for it in zip(*(it.totals for it in rows(stored, policy, level)), strict=True)]


def normalised(stored: Stored, policy: str, level: str, over: str = "random") -> Interval:
    """Return how far *policy* is over another, of what lies between random and the oracle."""
    mine, beside, low, high = (
        _totals(stored, it, level) for it in (policy, over, "random", "oracle")
    )
    sums = [*map(list, zip(mine, beside, low, high, strict=True))]
    found = of_sums([sums], _lead)
    whole = _lead([sum(column) for column in zip(*sums, strict=True)]) or 0.0
    return Interval(whole, *stretched(found, len(sums)))


def _lead(sums: Sums) -> float | None:
    mine, beside, low, high = sums
    return (mine - beside) / (high - low) if high > low else None


def by_seed(stored: Stored, level: str, over: str) -> list[float]:
    """Return how far each trained team is over another, normalised, seed by seed."""
    beside, low, high = (mean(_totals(stored, it, level)) for it in (over, "random", "oracle"))
    own = rows(stored, TRAINED, level)
    return [(mean(it.totals) - beside) / (high - low) for it in own]


def _told(found: Interval, sign: str = "") -> str:
    return f"{found.mean:{sign}.3f} [{found.low:{sign}.3f}, {found.high:{sign}.3f}]"


def _seeds(each: Sequence[float], sign: str = "+") -> str:
    told = " ".join(f"{it:{sign}.3f}" for it in each)
    if len(each) < 2:
        return told
    half = student(len(each) - 1) * stdev(each) / len(each) ** 0.5
    return f"{told}, mean {mean(each):{sign}.3f} +-{half:.3f}"


def page(stored: Stored) -> str:
    """Return the page of what was *stored*."""
    policies = list(dict.fromkeys(it.policy for it in stored.rows))
    title = (
        f"Teams of the war-room, rules {stored.rules}: {stored.worlds} reserved worlds of each "
        f"level, {len(stored.courses)} seeds of training"
    )
    head = f"{'policy':<12}" + "  ".join(f"{it:<24}" for it in LEVELS)
    parts = [title, *(_grid(stored, what, head, policies) for what in ("points", "normalised"))]
    parts.append("\n".join(["over others, normalised, same worlds", *_leads(stored)]))
    for level in LEVELS:
        lines = [f"{level}: points by component", _parts_head()]
        lines += [_parts(stored, it, level) for it in policies]
        parts.append("\n".join(lines))
    lessons = [
        f"seed {it.seed}, {lesson.phase}, {it.worlds:,} worlds: loss {lesson.loss:.4f} nats (who "
        f"knows the share alone {lesson.known:.4f}), {lesson.order:.4f} of pairs in order"
        for it in stored.courses
        for lesson in it.lessons
    ]
    spent = ", ".join(f"seed {it.seed} {it.seconds:.0f}" for it in stored.courses)
    parts += ["\n".join(lessons), f"seconds of the processor in training: {spent}"]
    return "\n\n".join(parts) + "\n"


def _grid(stored: Stored, what: str, head: str, policies: Sequence[str]) -> str:
    value = total if what == "points" else normalised
    lines = [
        f"{name:<12}" + "  ".join(f"{_told(value(stored, name, it)):<24}" for it in LEVELS)
        for name in policies
    ]
    return "\n".join([what, head, *(it.rstrip() for it in lines)])


def _leads(stored: Stored) -> list[str]:
    return [
        _lead_over(stored, over, level)
        for over in ("heuristic", "tuned", "learned")
        for level in LEVELS
    ]


def _lead_over(stored: Stored, over: str, level: str) -> str:
    found, each = normalised(stored, TRAINED, level, over), by_seed(stored, level, over)
    told = f"{level:<8} {TRAINED} over {over:<10} {_told(found, '+')}"
    return f"{told}   by seed {_seeds(each)}"


def _parts_head() -> str:
    return f"{'policy':<12}" + "  ".join(f"{it:<24}" for it in COMPONENTS).rstrip()


def _parts(stored: Stored, policy: str, level: str) -> str:
    cells = [_told(component(stored, policy, level, it)) for it in COMPONENTS]
    return f"{policy:<12}" + "  ".join(f"{it:<24}" for it in cells).rstrip()


def drawn(stored: Stored, file: Path) -> None:
    """Write the picture of *stored* to *file*: points by component, level by level."""
    whole: Any = import_module("matplotlib")  # a package without types
    plotting: Any = import_module("matplotlib.pyplot")
    plotting.switch_backend("agg")
    whole.rcParams["svg.hashsalt"] = "watchfloor"
    figure, panels = plotting.subplots(3, 1, figsize=(9, 8), sharey=True, layout="constrained")
    for level, axes in zip(LEVELS, panels, strict=True):
        for number, (policy, colour) in enumerate(SHOWN.items()):
            _bars(stored, (policy, level), (axes, number, colour))
        axes.axhline(0, color="black", linewidth=0.8)
        axes.set_xticks(range(len(COMPONENTS)), COMPONENTS)
        axes.set_title(level, fontsize=10)
        axes.set_ylabel("points")
    panels[0].legend(fontsize=8)
    figure.savefig(file, metadata={"Date": None})
    plotting.close(figure)


def _bars(stored: Stored, who: tuple[str, str], where: tuple[Any, int, str]) -> None:
    """Draw what one policy earned at one level, with intervals over worlds."""
    (policy, level), (axes, number, colour) = who, where
    found = [component(stored, policy, level, it) for it in COMPONENTS]
    ends = [[it.mean - it.low for it in found], [it.high - it.mean for it in found]]
    places = [place + 0.2 * (number - 1.5) for place in range(len(found))]
    means = [it.mean for it in found]
    axes.bar(places, means, width=0.2, color=colour, yerr=ends, label=policy, capsize=2)


def main() -> int:
    """Print the page, and perhaps write it with the picture."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="write it, and the picture")
    asked = parser.parse_args()
    stored = msgspec.json.decode(STORED.read_bytes(), type=Stored)
    told = page(stored)
    print(told, end="")
    if asked.write:
        STORED.with_suffix(".txt").write_text(told, "utf-8")
        drawn(stored, PICTURE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
