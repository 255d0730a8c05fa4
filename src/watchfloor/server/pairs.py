"""The same alert answered by several policies: recorded episodes, of which nothing is told twice.

A file of records is all that is kept. What was shown and what was true is made again from the seed.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from watchfloor.agents import games
from watchfloor.agents.learned import LEARNED
from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.evaluation import store
from watchfloor.evaluation.store import Stored
from watchfloor.opensoc import view
from watchfloor.opensoc.state import State
from watchfloor.play.episode import Table
from watchfloor.play.observation import Panel
from watchfloor.play.policy import Contender
from watchfloor.play.reward import Reward
from watchfloor.play.seating import play, seated
from watchfloor.play.trajectory import Trajectory
from watchfloor.server import endings
from watchfloor.server.endings import Truth

GAME, SEAT = "opensoc", "defender"
BAKED = "pairs.jsonl.gz"


class Listed(msgspec.Struct, frozen=True):
    """Everything there is to choose from."""

    count: int
    policies: dict[str, str]
    """Who answered, and what is known of them."""
    scenarios: tuple[str, ...]
    """Of each alert, in order."""
    live: tuple[str, ...] = ()
    """Those of the policies that are asked when somebody wishes it."""


class Answer(msgspec.Struct, frozen=True):
    """What one policy answered."""

    policy: str
    reply: str


class Pair(msgspec.Struct, frozen=True):
    """An alert with what was answered, before anything is told of the truth."""

    number: int
    scenario: str
    panels: tuple[Panel, ...]
    answers: tuple[Answer, ...]


class Revealed(msgspec.Struct, frozen=True):
    """What was true, and what each answer was worth."""

    truth: Truth | None
    rewards: dict[str, Reward]
    terms: dict[str, str]


class Pairs:
    """The recorded answers in a file, and those of whoever can be asked now."""

    def __init__(
        self, path: Path | None = None, live: Mapping[str, Contender] = MappingProxyType({})
    ) -> None:
        """Read the file at *path* when it is needed, the shipped one if none is given.

        Those that are *live* can be asked, each once about an alert.
        """
        self._path, self._live = path, live
        self._asked: dict[int, dict[str, Trajectory]] = {}

    @cached_property
    def _alerts(self) -> tuple[dict[str, Trajectory], ...]:
        """The records of each alert, by who answered."""
        shipped = files("watchfloor.server").joinpath(BAKED)
        path = Path(str(shipped)) if self._path is None else self._path
        return tuple(gathered(read([path])))

    def listed(self) -> Listed:
        """Return what there is to choose from."""
        names = dict.fromkeys(name for alert in self._alerts for name in alert)
        told = {it.name: it.summary for it in self._live.values()}
        told |= {name: _summary(name) for name in names}
        scenarios = [next(iter(it.values())).header.setting.scenario for it in self._alerts]
        live = tuple(name for name in self._live if name not in names)
        return Listed(len(self._alerts), told, tuple(scenarios), live)

    def pair(self, number: int) -> Pair:
        """Return alert *number* with the answers to it."""
        alert = self._alert(number)
        first = next(iter(alert.values()))
        state: State = games.find(GAME).first(first.header.setting)
        panels = view.observe(state, SEAT).panels
        answers = [Answer(name, it.turns[-1].reply) for name, it in alert.items()]
        return Pair(number, first.header.setting.scenario, panels, tuple(answers))

    def asked(self, number: int, name: str) -> Answer:
        """Return what the live policy called *name* answers to alert *number*."""
        header = next(iter(self._alert(number).values())).header
        known = self._asked.setdefault(number, {})
        if name not in known:
            named("live policy", name, self._live)
            table = Table(header.setting, header.recipe, {**header.seats, SEAT: name})
            game = games.find(GAME)
            found = play(game, table, seated(game, table, self._live))
            if found.end.no_reply:
                message = f"{name} could not be asked ({found.end.no_reply}); try again"
                raise BadInput(message)
            known[name] = found
        return Answer(name, known[name].turns[-1].reply)

    def revealed(self, number: int) -> Revealed:
        """Return what was true of alert *number*."""
        alert = self._alert(number) | self._asked.get(number, {})
        game = games.find(GAME)
        rewards = {name: it.reward(SEAT) for name, it in alert.items()}
        state: State = game.first(next(iter(alert.values())).header.setting)
        terms = {share.term: "" for it in rewards.values() for share in it.shares}
        told = {name: game.terms[name].summary for name in terms}
        return Revealed(endings.truth(state), rewards, told)

    def _alert(self, number: int) -> dict[str, Trajectory]:
        if not 0 <= number < len(self._alerts):
            message = f"there is no alert {number}; give 0 to {len(self._alerts) - 1}"
            raise BadInput(message)
        return self._alerts[number]


def _summary(name: str) -> str:
    """Return what is known of the policy called *name*, which may be a stranger's."""
    if name == LEARNED:
        return "The small model that is shipped, trained on other worlds."
    known = games.find(GAME).policies
    return known[name].summary if name in known else ""


def read(paths: Iterable[Path]) -> list[Stored]:
    """Return every whole record in the files at *paths*."""
    return [found for path in paths for found in store.read(path) if isinstance(found, Stored)]


def gathered(records: Iterable[Stored]) -> list[dict[str, Trajectory]]:
    """Return *records* alert by alert, by who answered, in the order in which they stand."""
    alerts: dict[Any, dict[str, Trajectory]] = {}
    for found in records:
        header = found.trajectory.header
        setting = header.setting
        place = (setting.scenario, setting.mode, setting.seed)
        is_whole = not found.trajectory.end.no_reply
        if header.game == GAME and setting.mode == "defender_only" and is_whole:
            alerts.setdefault(place, {})[header.seats[SEAT]] = found.trajectory
    return [alert for alert in alerts.values() if len(alert) > 1]
