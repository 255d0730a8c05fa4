"""What must not matter to the verdict on a team does not, and what must not pay does not."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pytest
from msgspec.structs import replace

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.transition import open_with
from watchfloor.logsentinel.twin import replayed
from watchfloor.logsentinel.verifier import judge
from watchfloor.logsentinel.world import World, assembled
from watchfloor.play.action import written
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.observation import Scalar
from watchfloor.play.seating import play
from watchfloor.play.trajectory import Turn
from watchfloor.seeds import Seed

pytestmark = pytest.mark.slow

RECIPE = GAME.recipes["standard"]
SCENARIOS = ("easy", "medium", "hard", "intruder", "cascade")
PLAYED = [Setting(scenario, "sequential", seed) for seed in range(4) for scenario in SCENARIOS]
NAMED = re.compile(r'(?<="service":)"([^"\\]*)"|"(ev-[0-9a-f]{6})"')


@cache
def _episode(setting: Setting, policy: str) -> tuple[State, tuple[Turn, ...]]:
    """Return the first state of *setting*, and the turns of *policy* in every seat."""
    table = Table(setting, RECIPE, dict.fromkeys(GAME.roles, policy))
    return GAME.first(setting), play(GAME, table).turns


def _numbers(state: State) -> dict[str, Scalar]:
    """Return the facts about *state* that are no text."""
    return {it.name: it.value for it in judge(state)[0].facts if not isinstance(it.value, str)}


def _total(state: State) -> int:
    return RECIPE.price(judge(state)[0], GAME.terms).total


def _renamed(turns: Sequence[Turn], names: dict[str, str]) -> list[Turn]:
    """Return *turns* in which services and evidence are called by their other *names*."""
    return [
        replace(it, reply=NAMED.sub(lambda found: _other(found, names), it.reply)) for it in turns
    ]


def _other(found: re.Match[str], names: dict[str, str]) -> str:
    name = found[1] or found[2]
    return f'"{names.get(name, name)}"'


def _shuffled(world: World) -> tuple[World, dict[str, str]]:
    """Return *world* with its evidence in another order under other ids, and the new ids."""
    draw = Seed.of(7, "other ids").stream()
    ids = {it.id: f"ev-{draw.below(1 << 24):06x}" for it in world.evidence}
    evidence = tuple(it._replace(id=ids[it.id]) for it in draw.shuffled(world.evidence))
    faults = (world.silent, world.lying)
    happens = (world.incidents, evidence)
    return assembled(world.seed, world.plan, world.estate, happens, faults), ids


def _rechristened(world: World) -> tuple[World, dict[str, str]]:
    """Return *world* in which every service is called otherwise, and the new names."""
    names = {name: f"unit-{slot}" for slot, name in enumerate(world.names) if name}
    called = tuple(names.get(name, "") for name in world.names)
    slots = {name: slot for slot, name in enumerate(called) if name}
    return replace(world, names=called, slots=slots), names


@pytest.mark.parametrize("rename", [_shuffled, _rechristened])
@pytest.mark.parametrize("policy", ["heuristic", "oracle"])
def test_names_do_not_matter(
    rename: Callable[[World], tuple[World, dict[str, str]]], policy: str
) -> None:
    """With other ids in another order, or other names, the same moves come to the same facts."""
    for setting in PLAYED:
        first, turns = _episode(setting, policy)
        other, names = rename(first.world)
        again = replayed(open_with(other, first.mode), _renamed(turns, names))

        assert _numbers(again) == _numbers(replayed(first, turns)), setting


def _with(turns: Sequence[Turn], place: int, *added: Turn) -> list[Turn]:
    return [*turns[:place], *added, *turns[place:]]


def _places(setting: Setting, count: int, among: int) -> list[int]:
    """Return *count* places among so many turns, drawn for *setting*."""
    draw = Seed.of(setting.seed, "places", setting.scenario).stream()
    return [draw.below(among) for _ in range(count)]


def _repeated() -> Iterator[tuple[Setting, int, State, State]]:
    """Return episodes of the oracle, each beside itself with one move made twice."""
    for setting in PLAYED:
        first, turns = _episode(setting, "oracle")
        for place in _places(setting, 4, len(turns) - 1):
            twice = replayed(first, _with(turns, place, turns[place]))
            yield setting, place, replayed(first, turns), twice


def test_making_a_move_twice_never_pays() -> None:
    """A copy of any move but the report costs, or changes nothing."""
    gains = [
        (setting, place, _total(twice) - _total(once))
        for setting, place, once, twice in _repeated()
        if _total(twice) > _total(once)
    ]

    assert gains == []


WORTHS = ("containment", "detection", "severity", "efficiency", "teamwork")
BLUNDERS = (
    "duplicate_proposals",
    "blind_mitigations",
    "idle_moves",
    "refused_moves",
    "unsupported_claims",
    "malformed_replies",
)
LESS_DISTURBED = 10_000
"""What it may be worth to users, in millionths, that two side effects meet a minute apart."""


def _is_better(slower: dict[str, Scalar], whole: dict[str, Scalar]) -> bool:
    """Return whether anything but the harm to users came out better in *slower*."""
    return any(int(slower[name]) > int(whole[name]) for name in WORTHS) or any(
        int(slower[name]) < int(whole[name]) for name in BLUNDERS
    )


def test_waiting_never_pays() -> None:
    """A minute of nothing anywhere in the episode of the oracle costs, or changes nothing.

    Only users may be disturbed a little less, where one side effect has passed before the next.
    """
    gains = []
    for setting in PLAYED:
        first, turns = _episode(setting, "oracle")
        whole = replayed(first, turns)
        for place in _places(setting, 4, len(turns)):
            pause = replace(turns[place], reply=written(Wait()))
            slower = replayed(first, _with(turns, place, pause))
            gain = _total(slower) - _total(whole)
            if _is_better(_numbers(slower), _numbers(whole)) or gain > LESS_DISTURBED:
                gains.append((setting, place, gain))

    assert gains == []


def _independent(first: State, turns: Sequence[Turn]) -> Iterator[int]:
    """Return where two queries of different seats follow each other that may change places.

    What each brings up has to be there at the earlier minute and not sooner known otherwise.
    """
    for place in range(len(turns) - 1):
        one, other = turns[place : place + 2]
        if '"query"' not in one.reply or '"query"' not in other.reply or one.role == other.role:
            continue
        swapped = [*turns[:place], other, one]
        after, before = replayed(first, swapped), replayed(first, turns[: place + 2])
        if after.cells == before.cells:
            yield place


def test_the_order_of_independent_queries_does_not_matter() -> None:
    """Two seats that ask one after the other may ask in the other order."""
    swaps = 0
    for setting in PLAYED:
        first, turns = _episode(setting, "heuristic")
        for place in list(_independent(first, turns))[:3]:
            one, other = turns[place : place + 2]
            swapped = [*turns[:place], other, one, *turns[place + 2 :]]
            swaps += 1

            assert _numbers(replayed(first, swapped)) == _numbers(replayed(first, turns)), place
    assert swaps >= 20
