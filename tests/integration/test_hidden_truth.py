"""Worlds that differ in what is hidden alone look alike until their evidence differs."""

import ast
from collections.abc import Iterator
from itertools import permutations

import pytest
from msgspec.structs import replace

from architecture.source import PACKAGE_FILES, File
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import TYPE_INDEX, TYPE_NAMES
from watchfloor.logsentinel.transition import open_with
from watchfloor.logsentinel.truth import ending
from watchfloor.logsentinel.world import World, assembled
from watchfloor.play.action import parse
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import play
from watchfloor.play.trajectory import Turn

QUIET = ("beaconing", "insider_theft", "web_shell")
"""Intrusions that no meter shows; with the same evidence nobody can tell them apart."""
ROOM = "watchfloor.logsentinel"
KNOWING = ("account", "credit", "inquest", "shaping", "truth", "twin", "verifier")
"""Files that read the truth of a world."""


def _as_if(world: World, number: int, kind: str) -> World:
    """Return *world* in which incident *number* was of *kind*, and left what it left."""
    incidents = list(world.incidents)
    incidents[number] = incidents[number]._replace(kind=TYPE_INDEX[kind])
    happens = (tuple(incidents), world.evidence)
    faults = (world.silent, world.lying)
    return assembled(world.seed, world.plan, world.estate, happens, faults)


def _later(world: World, number: int, ticks: int) -> World:
    """Return *world* in which incident *number* begins so many *ticks* later."""
    incidents = list(world.incidents)
    incidents[number] = incidents[number]._replace(starts=incidents[number].starts + ticks)
    happens = (tuple(incidents), world.evidence)
    return assembled(world.seed, world.plan, world.estate, happens, (world.silent, world.lying))


def _quiet_worlds() -> Iterator[tuple[Setting, World, int, str]]:
    """Return worlds with a quiet intrusion, its number and another type it could have been."""
    for seed in range(40):
        setting = Setting("medium", "sequential", seed)
        world = GAME.first(setting).world
        for number, it in enumerate(world.incidents):
            for one, other in permutations(QUIET, 2):
                if TYPE_NAMES[it.kind] == one:
                    yield setting, world, number, other


def _turns(setting: Setting) -> tuple[Turn, ...]:
    seats = dict.fromkeys(GAME.roles, "random_valid")
    return play(GAME, Table(setting, GAME.recipes["standard"], seats)).turns


def _path(first: State, turns: tuple[Turn, ...]) -> Iterator[State]:
    """Return the states in which nobody has touched anything or looked at a service yet."""
    state = first
    for turn in turns:
        yield state
        if '"mitigate"' in turn.reply or '"verify"' in turn.reply:
            return
        state = GAME.apply(state, parse(turn.reply, GAME.roles[turn.role].moves)).state


def _is_alike(one: State, other: State) -> bool:
    return all(GAME.observe(one, role) == GAME.observe(other, role) for role in GAME.roles)


@pytest.mark.slow
def test_what_an_incident_is_called_is_in_no_view() -> None:
    """With another type that leaves the same evidence every view is the same, byte for byte."""
    seen = 0
    for setting, world, number, other in _quiet_worlds():
        turns = _turns(setting)
        one, two = (
            _path(open_with(it, "sequential"), turns)
            for it in (world, _as_if(world, number, other))
        )
        for before, after in zip(one, two, strict=True):
            seen += 1

            assert _is_alike(before, after), (setting, other)
    assert seen > 200


def test_what_an_incident_is_called_decides_the_verdict() -> None:
    """The two worlds of the test above are not one: their truths differ."""
    for _, world, number, other in list(_quiet_worlds())[:6]:
        one, two = (
            ending(open_with(it, "sequential")) for it in (world, _as_if(world, number, other))
        )

        assert [it.kind.name for it in one.fates] != [it.kind.name for it in two.fates]


@pytest.mark.slow
def test_what_has_not_begun_is_in_no_view() -> None:
    """Until the tick at which an incident begins, nobody can know that it will."""
    seen = 0
    for seed in range(12):
        setting = Setting("hard", "sequential", seed)
        world, turns = GAME.first(setting).world, _turns(setting)
        number = max(range(3), key=lambda it: world.incidents[it].starts)
        begins = world.incidents[number].starts
        if world.incidents[number].parent >= 0:
            continue
        two = _path(open_with(_later(world, number, 20), "sequential"), turns)
        for before, after in zip(_path(open_with(world, "sequential"), turns), two, strict=False):
            if before.cells[0] > begins:
                break
            seen += 1

            assert _is_alike(before, after), setting
    assert seen > 50


def test_without_its_plants_an_injected_world_is_that_of_the_clean_mode() -> None:
    """The clean twin shows the same room, meters and evidence, but for what was planted."""
    for seed in range(4):
        first, clean = (
            GAME.first(Setting("injected_plausible", mode, seed)) for mode in GAME.modes[::2]
        )

        assert clean.world == first.world
        assert _is_alike(replace(clean, mode="sequential"), first)


def _imports(file: File) -> Iterator[str]:
    """Return the files of the room that *file* imports."""
    for node in ast.walk(file.tree):
        match node:
            case ast.ImportFrom(module=str(module)) if module == ROOM:
                yield from (it.name for it in node.names)
            case ast.ImportFrom(module=str(module)) if module.startswith(f"{ROOM}."):
                yield module.removeprefix(f"{ROOM}.").split(".")[0]
            case _:
                pass


def _reached(name: str) -> set[str]:
    """Return the files of the room that *name* is made with, however far."""
    files = {it.room[1]: it for it in PACKAGE_FILES if it.room[0] == "logsentinel"}
    found, left = {name}, [name]
    while left:
        for other in _imports(files[left.pop()]):
            if other not in found and other in files:
                found.add(other)
                left.append(other)
    return found


@pytest.mark.parametrize("name", ["view", "board", "meters", "guide", "transition", "room"])
def test_no_view_and_no_move_is_made_with_what_the_verifier_knows(name: str) -> None:
    """What players see and what becomes of their moves reads neither truth nor shaped rewards."""
    assert not _reached(name) & {*KNOWING}


def test_the_verifier_reads_the_truth() -> None:
    """The list of files that know is found by the same way of looking."""
    assert {"truth", "inquest", "credit", "account"} <= _reached("verifier")
    assert set(KNOWING) <= {it.room[1] for it in PACKAGE_FILES if it.room[0] == "logsentinel"}
    assert set(INCIDENT_TYPES) > set(QUIET)
