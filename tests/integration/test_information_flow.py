"""What a role is shown: what its own sources have shown, and what it was handed; no truth."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from watchfloor.audit.warroom_taint import Follower, asks
from watchfloor.logsentinel.cells import EMITTED, KNOWN, SEATS
from watchfloor.logsentinel.game import GAME
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting

POLICIES = ("random", "random_valid", "heuristic", "ping_pong")


def _tables(seeds: range) -> Iterator[Table]:
    """Return a table for each of *seeds*, scenarios, modes and policies taken in turn."""
    scenarios, recipe = sorted(GAME.scenarios), GAME.recipes["standard"]
    for seed in seeds:
        scenario = scenarios[seed % len(scenarios)]
        mode = GAME.modes[seed // len(scenarios) % len(GAME.modes)]
        policy = POLICIES[seed % len(POLICIES)]
        seats = dict.fromkeys(GAME.roles, policy)
        yield Table(Setting(scenario, mode, seed), recipe, seats)


def _leaks(seeds: range) -> list[str]:
    found: list[str] = []
    for table in _tables(seeds):
        follower = Follower()
        for ask, reply in asks(table):
            found += [f"{table.setting}: {leak}" for leak in follower.leaks(ask, reply)]
    return found


def test_a_role_sees_what_its_sources_show_and_what_it_is_handed() -> None:
    """Nothing is in a view that neither its own source nor somebody who held it brought there."""
    assert _leaks(range(12)) == []


@pytest.mark.slow
def test_nothing_leaks_in_five_hundred_episodes() -> None:
    """The same on every scenario and mode, whoever plays."""
    assert _leaks(range(100, 600)) == []


def test_a_piece_that_nothing_brought_is_noticed() -> None:
    """The follower can fail: a role that suddenly holds what it never asked for is told."""
    follower = Follower()
    table = next(_tables(range(3, 4)))
    *_, (ask, reply) = asks(table)
    cells = list(ask.state.cells)
    cells[KNOWN : KNOWN + SEATS] = [cells[EMITTED]] * SEATS
    knowing = replace(ask.state, cells=tuple(cells))
    told = replace(ask, state=knowing, observation=GAME.observe(knowing, ask.role))

    assert len([*follower.leaks(told, reply)]) > 3
