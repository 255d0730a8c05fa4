"""What is told of a run: its facts, and place by place who played there and every number.

What is said of a place follows from the results of that place alone, so a run of any size is read
place by place, and several places at once. `page` and `markdown` write it down.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import inf
from typing import NamedTuple

from watchfloor.evaluation import earnings
from watchfloor.evaluation.drawing import Span, Tone
from watchfloor.evaluation.intervals import Interval
from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.picture import Place, Player
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.scoring import scored
from watchfloor.evaluation.suite import RESERVED, Cell

_TONES: Mapping[str, Tone] = {"random": "random", "heuristic": "heuristic", "oracle": "oracle"}
_READING = (
    "An interval holds what other worlds, as many, would have come to in 95 of 100 cases; of fewer "
    "than 20 worlds only what is counted has one, and macro F1 none of fewer than 50. The same "
    "worlds are played by everyone in a place; to say that one policy is better than another, let "
    "the verb compare pair them. Every number leads to the episodes behind it."
)
_MOST_LISTED = 30
"""Episodes of a cell that are listed one by one; of more, the ends and the middle."""
_SOME = 5


class Facts(NamedTuple):
    """What holds for the whole run."""

    title: str
    rows: tuple[tuple[str, str], ...]
    reading: str
    """How the numbers are read."""
    overall: tuple[tuple[str, tuple[Span, ...]], ...]
    """For each game and mode, the mean normalised scores, the best first."""


class Seated(NamedTuple):
    """Who was under test in a cell, and in which seats."""

    name: str
    tone: Tone
    roles: tuple[str, ...]


class Given(NamedTuple):
    """All that was played in a place."""

    game: str
    name: str
    anchor: str
    seated: Mapping[str, Seated]
    """By the name of the cell."""
    results: tuple[Result, ...]


class Told(NamedTuple):
    """A place, and what its numbers are."""

    place: Place
    anchor: str
    metrics: tuple[tuple[Metric, tuple[Interval | None, ...]], ...]
    """Of those who are shown."""
    unanswered: Mapping[str, Sequence[Result]]
    """The episodes without a reply, by who was under test."""


def given(run: Run) -> Iterator[Given]:
    """Return every place of *run*, in order."""
    cells = {cell.name: cell for cell in run.cells}
    by_place = groupby(run.results(), key=lambda it: _where(cells[it.cell]))
    for at, ((game, name), results) in enumerate(by_place, start=1):
        there = {
            cell.name: _seated(run, cell) for cell in run.cells if _where(cell) == (game, name)
        }
        yield Given(game, name, f"place-{at}", there, tuple(results))


def _where(cell: Cell) -> tuple[str, str]:
    return cell.game, f"{cell.scenario} {cell.situation}"


def _seated(run: Run, cell: Cell) -> Seated:
    roles = tuple(role for role in run.games[cell.game].roles if role not in cell.others)
    is_tested = cell.policy in run.manifest.tested
    is_lazy = run.manifest.entrant(cell).is_lazy
    return Seated(cell.policy, _tone(cell.policy, is_tested=is_tested, is_lazy=is_lazy), roles)


def _tone(name: str, *, is_tested: bool, is_lazy: bool) -> Tone:
    return "tested" if is_tested else _TONES.get(name, "lazy" if is_lazy else "other")


def told(place: Given) -> Told:
    """Return what is told of *place*."""
    answered: dict[str, list[Result]] = {name: [] for name in place.seated}
    unanswered: dict[str, list[Result]] = {}
    for result in place.results:
        if result.no_reply:
            unanswered.setdefault(place.seated[result.cell].name, []).append(result)
        else:
            answered[result.cell].append(result)
    players = [_player(place.seated[cell], played) for cell, played in answered.items()]
    where = Place(place.game, place.name, tuple(sorted(players, key=_order)))
    near = {it.name: it.results for it in players}
    rows = [
        (metric, tuple(scored(it.results, metric, near).estimate for it in where.shown))
        for metric in METRICS.values()
        if metric.game in ("", place.game)
    ]
    kept = tuple((metric, row) for metric, row in rows if any(row))
    return Told(where, place.anchor, kept, unanswered)


def _player(seated: Seated, results: Sequence[Result]) -> Player:
    worth = scored(results, METRICS["reward"]).estimate if results else None
    return Player(seated.name, seated.tone, seated.roles, results, worth)


def _order(player: Player) -> tuple[int, float, str]:
    """Return where *player* stands in a list: those under test first, then by what they earn."""
    worth = player.worth.mean if player.worth else float("-inf")
    return (player.tone != "tested", -worth, player.name)


def listed(results: Sequence[Result]) -> Sequence[Result]:
    """Return those of *results* that a page lists, from the least paid to the best.

    Of many, the ends and the middle stand for all.
    """
    ordered = sorted(results, key=lambda it: (sum(it.rewards.values()), it.seed, it.repeat))
    if len(ordered) <= _MOST_LISTED:
        return ordered
    middle = (len(ordered) - _SOME) // 2
    return [*ordered[:_SOME], *ordered[middle : middle + _SOME], *ordered[-_SOME:]]


def facts(run: Run) -> Facts:
    """Return what holds for the whole of *run*."""
    manifest, worlds = run.manifest, earnings.gathered(run.manifest, run.results())
    lost = sum(row.no_replies for row in earnings.earned(manifest, worlds))
    rules = (f"{it.rules} (grader {it.grader[:12]})" for it in manifest.games.values())
    recipes = dict.fromkeys(it.name for it in manifest.recipes.values())
    seeds = sorted({cell.seeds for cell in run.cells})
    many = f"{seeds[0]}" if len(seeds) == 1 else f"{seeds[0]} to {seeds[-1]}"
    rows = (
        ("suite", f"{manifest.suite}, version {manifest.version}"),
        ("package", f"watchfloor {manifest.watchfloor}"),
        ("rules", ", ".join(rules)),
        ("recipe", ", ".join(recipes)),
        ("worlds", f"{many} in each place, from seed {RESERVED[0]:,} on"),
        ("without a reply", f"{lost:,} episodes, which count in no number"),
        ("manifest", run.stamped.digest),
    )
    overall: dict[str, list[Span]] = {}
    for row in earnings.summed(manifest, worlds):
        overall.setdefault(f"{row.game} {row.mode}", []).append(_span(row))
    best = (
        (where, tuple(sorted(them, key=lambda it: -it.mean))) for where, them in overall.items()
    )
    return Facts(f"Evaluation by suite {manifest.suite}", rows, _READING, tuple(best))


def _span(row: earnings.Summed) -> Span:
    mean, low, high = row.normalised.mean, row.normalised.low, row.normalised.high
    return Span(
        row.policy,
        _tone(row.policy, is_tested=row.is_tested, is_lazy=row.is_lazy),
        mean,
        -inf if low is None else low,
        inf if high is None else high,
    )
