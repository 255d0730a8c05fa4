"""The pages of what policies earn, made of the entries that are kept."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from architecture.source import ROOT
from golden.conftest import Keep
from integration.terminal import call
from watchfloor import __version__
from watchfloor.agents import games
from watchfloor.codec import digest
from watchfloor.evaluation import entry, results_page
from watchfloor.evaluation.suites import SUITES

ENTRIES = sorted((ROOT / "leaderboard/entries").glob("*.json"))
STORED = ROOT / "leaderboard/entries/shipped.json"
"""What the shipped policies came to."""


def test_the_page_of_results_is_that_of_the_stored_run(keep: Keep) -> None:
    """What users read of the shipped policies is what was played and verified."""
    keep("../../docs/results.md", results_page.results(entry.read(STORED)))


def test_the_leaderboard_is_that_of_its_entries(keep: Keep) -> None:
    """A row of the leaderboard is a row of an entry that `verify` wrote."""
    page = results_page.leaderboard([entry.read(path) for path in ENTRIES])

    keep("../../leaderboard/README.md", page)


@pytest.mark.parametrize("path", ENTRIES, ids=lambda it: it.stem)
def test_an_entry_is_of_today(path: Path) -> None:
    """A page says nothing of other rules, another suite or another version: play it anew then."""
    held = entry.read(path)
    rules = {name: games.find(name).rules for name in held.rules}

    assert (held.watchfloor, held.rules) == (__version__, rules)
    assert held.suite_digest == digest(SUITES[held.suite])


def test_the_leaderboard_holds_the_shipped_policies_whole() -> None:
    """The entries fill little room, and what everybody is read beside is among them."""
    held = [entry.read(path) for path in ENTRIES]
    policies = {(it.game, it.policy) for one in held if not one.lacks for it in one.means}
    size = sum(path.stat().st_size for path in ENTRIES)

    assert {(game, it) for game in games.shipped() for it in ("heuristic", "random")} <= policies
    assert size < 2 << 20


def test_a_part_of_a_suite_is_on_no_leaderboard() -> None:
    """Whoever plays fewer seeds can choose when to stop."""
    whole = entry.read(STORED)
    part = replace(whole, lacks="half of it is left out", results="0" * 64)

    assert results_page.leaderboard([part, whole]) == results_page.leaderboard([whole])


@pytest.mark.slow
def test_an_entry_can_be_played_anew(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A part of what the shipped entry says comes to the same here, to the last digit."""
    folder = tmp_path_factory.mktemp("anew")
    place = ("--game", "opensoc", "--mode", "defender_only", "--scenario", "stage1_basic")
    call("evaluate", "--suite", "full", "--no-report", *place, "--out", folder / "run")
    done = call("verify", folder / "run", "--entry", folder / "entry.json")
    anew = {row.cell: row for row in entry.read(folder / "entry.json").cells}
    kept = {row.cell: row for row in entry.read(STORED).cells}

    assert done.status == 0
    assert len(anew) == 13
    assert anew == {name: kept[name] for name in anew}
