"""The contract that every adapter keeps, whatever library it is for.

A driver plays an episode through a library as a user of that library would. What comes of it is
held against `play.seating.play` with the same replies.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from watchfloor import codec
from watchfloor.adapters.arrangement import OTHERS, Options, arranged
from watchfloor.agents import unwrapping
from watchfloor.play.action import Reply
from watchfloor.play.episode import Ask
from watchfloor.play.replay import divergence
from watchfloor.play.reward import ONE
from watchfloor.play.seating import play, seated
from watchfloor.play.trajectory import START, End, Header, Trajectory, Turn
from watchfloor.play.verdict import Fact
from watchfloor.seeds import Seed

TELLING = 987_654_321
"""A seed that is easily found wherever it is told."""


class Driven(NamedTuple):
    """What came of an episode that a library drove."""

    shown: list[str]
    """All that was handed over at each turn, before it was answered."""
    told: dict[str, dict[str, Any]]
    """What was handed over of each seat after the end."""


class Case(NamedTuple):
    """What is played."""

    game: str
    options: Options
    seed: int = TELLING


Replies = Callable[[str], str]
"""The next reply of a role."""
Drive = Callable[[Case, Replies], Driven]

ONE_SEAT = (
    Case("opensoc", Options(scenario="stage3_mixed", roles="defender")),
    Case("opensoc", Options(scenario="stage2_multi", mode="casework", roles="defender")),
    Case("opensoc", Options(mode="self_play", roles="attacker", recipe="classic")),
    Case("logsentinel", Options(scenario="easy", roles="db_sre", others="tuned")),
)
ALL_SEATS = (
    Case("opensoc", Options(scenario="stage4_adversarial", mode="self_play", roles="all")),
    Case("logsentinel", Options(scenario="easy", roles="all")),
    Case("logsentinel", Options(scenario="medium", mode="parallel", roles="all")),
)
MISTAKES = (
    Options(scenario="stage9"),
    Options(mode="casual"),
    Options(recipe="free"),
    Options(roles="defnder"),
    Options(others="nobody"),
)

_PATIENT = '{"move": "wait", "ticks": 5}'
_MONITOR = '{"move": "submit_triage", "action": "monitor"}'
_SHAPES = (
    "",
    "I would rather not say.",
    f"{_MONITOR} or {_MONITOR}",
    f"<think>{_MONITOR}</think>\n```json\n{_PATIENT}\n```",
    f"```json\n{_MONITOR}\n```",
    '{"move": "look_up", "kind": "record"',
    '<tool_call>{"name": "wait", "arguments": {"ticks": 4}}</tool_call>',
)


def garbage(seed: int) -> Replies:
    """Return replies that no sane player gives, with moves among them, so that time goes by."""
    stream = Seed.of("garbage", seed).stream()

    def reply(_role: str) -> str:
        letters = [chr(32 + it) for it in stream.smalls(200, stream.between(1, 40))]
        return stream.pick(("".join(letters), stream.pick(_SHAPES), _PATIENT))

    return reply


def recorded(case: Case) -> Replies:
    """Return what the policies of the other seats say in the seats that are played from outside."""
    arrangement, others = (
        arranged(case.game, **case.options),
        str(case.options.get("others", OTHERS)),
    )
    seats = dict.fromkeys(arrangement.game.roles, others)
    table = replace(arrangement.table(case.seed), seats=seats)
    said: dict[str, list[str]] = defaultdict(list)
    for turn in play(arrangement.game, table).turns:
        said[turn.role].append(turn.reply)
    return lambda role: said[role].pop(0)


def reference(case: Case, replies: Replies) -> tuple[Trajectory, list[Ask[Any]]]:
    """Return the episode of *case* as our own driver plays it, and every ask of an outer seat."""
    arrangement = arranged(case.game, **case.options)
    table, asks = arrangement.table(case.seed), list[Ask[Any]]()

    def reply(ask: Ask[Any]) -> Reply:
        asks.append(ask)
        return unwrapping.reply(replies(ask.role))

    players = seated(arrangement.game, table, arrangement.guests)
    players |= dict.fromkeys(arrangement.roles, reply)
    return play(arrangement.game, table, players), asks


def as_it_is(reply: str) -> str:
    """Return *reply*."""
    return reply


def breaches(drive: Drive, case: Case, spelled: Callable[[str], str] = as_it_is) -> Iterator[str]:
    """Return a sentence for each way in which *drive* breaks the contract on *case*.

    A library that takes more than words is given each reply as it is *spelled* for it.
    """
    makers: dict[str, Callable[[], Replies]] = {
        "recorded": lambda: _spelling(recorded(case), spelled),
        "garbage": lambda: _spelling(garbage(7), spelled),
    }
    for name, make in makers.items():
        driven, again = drive(case, make()), drive(case, make())
        trajectory, asks = reference(case, make())
        yield from (f"{name}: {flaw}" for flaw in _other_than_ours(case, driven, trajectory))
        yield from (f"{name}: {flaw}" for flaw in _telling(case, driven.shown, asks))
        if (driven.shown, driven.told) != (again.shown, again.told):
            yield f"{name}: the same seed and replies were shown or told otherwise"


def _spelling(replies: Replies, spelled: Callable[[str], str]) -> Replies:
    return lambda role: spelled(replies(role))


def _other_than_ours(case: Case, driven: Driven, ours: Trajectory) -> Iterator[str]:
    """Return in what the episode that was *driven* differs from *ours*."""
    arrangement = arranged(case.game, **case.options)
    asked = {turn.role for turn in ours.turns} & set(arrangement.roles)
    if not asked <= set(driven.told) <= set(arrangement.roles):
        yield f"the end was told to {sorted(driven.told)}, expected {sorted(asked)}"
    for role, told in driven.told.items():
        theirs = read(told["record"])
        if (told["hash"], theirs) != (ours.end.hash, ours):
            yield f"{role} is told of another episode"
        if divergence(arrangement.game, theirs, START) is not None:
            yield f"the record that {role} is told does not replay"
        paid = next((it.total / ONE for it in ours.end.rewards if it.role == role), None)
        if told.get("points") != paid:
            yield f"{role} is paid {told.get('points')}, expected {paid}"
        if told.get("facts", {}) != {it.name: it.value for it in _facts(ours, role)}:
            yield f"{role} is told other facts"


def _telling(case: Case, shown: Sequence[str], asks: Sequence[Ask[Any]]) -> Iterator[str]:
    """Return what was *shown* at the turns of *asks* that no player may know."""
    game = arranged(case.game, **case.options).game
    if len(shown) != len(asks):
        yield f"something was shown {len(shown)} times in {len(asks)} turns"
    for words, ask in zip(shown, asks, strict=False):
        if str(case.seed) in words:
            yield f"{ask.role} is shown the seed"
        for secret in game.secrets(ask.state):
            if codec.canonical(secret)[1:-1].decode() in words:
                yield f"{ask.role} is shown {secret!r}"
        if not all(item.id in words for panel in ask.observation.panels for item in panel.items):
            yield f"{ask.role} is not shown all that it may see at turn {ask.observation.turn}"


def read(record: str) -> Trajectory:
    """Return the episode that *record* tells, a whole trajectory file."""
    kinds = Header | Turn | End
    lines = [msgspec.json.decode(line, type=kinds) for line in record.split("\n")[:-2]]
    header, *turns, end = lines
    assert isinstance(header, Header)
    assert isinstance(end, End)
    return Trajectory(header, tuple(it for it in turns if isinstance(it, Turn)), end)


def _facts(ours: Trajectory, role: str) -> Iterator[Fact]:
    return (it for found in ours.end.verdicts if found.role == role for it in found.facts)


def untold(begin: Callable[[str, Options], object]) -> Iterator[str]:
    """Return the mistakes of a caller that *begin* does not tell in a sentence of one line."""
    for options in MISTAKES:
        try:
            begin("opensoc", options)
        except Exception as error:  # libraries have their own kinds  # noqa: BLE001
            if not re.fullmatch(r"there is no [^\n]+; (known|did you mean)[^\n]+", str(error)):
                yield f"{options}: {error}"
        else:
            yield f"{options} is taken"
