"""What policies earn, as a page of Markdown made of verified runs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from watchfloor.agents.contenders import called
from watchfloor.evaluation.earnings import Earned, Estimate, Summed, chosen
from watchfloor.evaluation.entry import Entry

_RESULTS = """# Results

What the shipped policies earn, played anew by `watchfloor verify` and made into this page by
`make golden`. [evaluating.md](evaluating.md) says how to read the numbers and how to put a policy
beside them.
"""
_LEADERBOARD = """# Leaderboard

Every row is of a run that `watchfloor verify` has played again: all of a suite, and nothing left
out. `make golden` makes this page of the files in `entries`. To add one, see
[evaluating.md](../docs/evaluating.md).

A policy that is shipped does the same for everybody. What a model said cannot be asked again: its
replies are replayed and scored as they were recorded, and that it was that model is the word of
whoever sent them.
"""


def results(entry: Entry) -> str:
    """Return the page of what every policy of *entry* earned."""
    parts = [_RESULTS, _made(entry)]
    for (game, mode), cells in groupby(entry.cells, key=lambda it: (it.game, it.mode)):
        means = [it for it in entry.means if (it.game, it.mode) == (game, mode)]
        parts += [f"## {game}, {mode}\n", *_means(means), *_scenarios(list(cells))]
    return "\n".join(parts)


def leaderboard(entries: Sequence[Entry]) -> str:
    """Return the page on which every policy of the whole *entries* stands, the best first."""
    whole = [entry for entry in entries if not entry.lacks]
    parts = [_LEADERBOARD, *(_made(entry) for entry in whole)]
    rows = {(it.game, it.mode, it.policy): it for entry in whole for it in entry.means}
    replies = _no_replies(whole)
    ordered = sorted(rows.values(), key=lambda it: (it.game, it.mode, -it.normalised.mean))
    for (game, mode), means in groupby(ordered, key=lambda it: (it.game, it.mode)):
        head = ("policy", "normalised", "95 %", "scenarios", "no reply")
        lines = ((*_row(it), str(replies[game, mode, it.policy])) for it in means)
        parts += [f"## {game}, {mode}\n", _table(head, lines)]
    return "\n".join(parts)


def _no_replies(entries: Iterable[Entry]) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    for entry in entries:
        for cell in entry.cells:
            key = (cell.game, cell.mode, cell.policy)
            found[key] = found.get(key, 0) + cell.no_replies
    return found


def _made(entry: Entry) -> str:
    """Return what was played, so that anybody can play it again."""
    lacking = f"; {entry.lacks}" if entry.lacks else ""
    rules = ", ".join(entry.rules.values())
    priced = ", ".join(dict.fromkeys(entry.recipes.values()))
    return (
        f"Suite `{entry.suite}`, version {entry.version}{lacking}; {rules}; recipe {priced}.\n"
        f"Manifest `{entry.manifest[:16]}`, results `{entry.results[:16]}`.\n"
    )


def _means(means: Sequence[Summed]) -> Iterator[str]:
    """Return the table of the mean over scenarios, if random and the oracle were there."""
    ordered = sorted(means, key=lambda it: -it.normalised.mean)
    if ordered:
        yield "Over all scenarios, how much of what lies between random (0) and the oracle (1):\n"
        lines = map(_row, ordered)
        yield _table(("policy", "normalised", "95 %", "scenarios"), lines)


def _row(it: Summed) -> tuple[str, ...]:
    return (_named(it), *_told(it.normalised), str(it.scenarios))


def _scenarios(cells: Sequence[Earned]) -> Iterator[str]:
    """Return the table of each scenario, and one of those that count in no mean."""
    apart = [it for it in cells if it.is_apart]
    joint = [it for it in cells if not it.is_apart]
    yield f"In each scenario, with the best of the lazy ones:\n\n{_cells(joint)}"
    if apart:
        yield f"Told apart, and in no mean above:\n\n{_cells(apart)}"


def _cells(cells: Sequence[Earned]) -> str:
    head = ("scenario", "policy", "reward", "95 %", "normalised", "95 %", "episodes")
    lines = (
        (it.scenario, _named(it), *_told(it.reward), *_told(it.normalised), f"{it.episodes:,}")
        for it in chosen(cells)
    )
    return _table(head, lines)


def _named(row: Earned | Summed) -> str:
    notes = [("lazy", row.is_lazy), ("knows the truth", row.is_insider)]
    told = ", ".join(note for note, holds in notes if holds)
    name = called(row.policy)
    return f"`{name}` ({told})" if told else f"`{name}`"


def _told(found: Estimate | None) -> tuple[str, str]:
    if found is None:
        return "-", "-"
    if found.low is None or found.high is None:
        return f"{found.mean:.3f}", "-"
    return f"{found.mean:.3f}", f"{found.low:.3f} to {found.high:.3f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(it.replace('|', ' ') for it in line)} |\n" for line in lines)
