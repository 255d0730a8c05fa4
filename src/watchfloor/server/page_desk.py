"""What the page asks of its server, beside its own files."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from types import MappingProxyType
from typing import Any

import msgspec

from watchfloor import __version__
from watchfloor.catalog import named
from watchfloor.errors import BadInput, NotAllowed
from watchfloor.evaluation.entry import Entry
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.state import State
from watchfloor.opensoc.runbook import EXPLAINED, ROWS
from watchfloor.play.action import name_of
from watchfloor.play.episode import Table
from watchfloor.play.game import Game
from watchfloor.play.observation import Panel
from watchfloor.play.policy import Contender, Insider
from watchfloor.play.seating import play
from watchfloor.server import course, endings, films
from watchfloor.server.course import Twin
from watchfloor.server.endings import Ending
from watchfloor.server.films import Film, Frame
from watchfloor.server.library import Library, Listed, Named, Told
from watchfloor.server.limits import Limits
from watchfloor.server.pairs import Answer, Pair, Pairs, Revealed
from watchfloor.server.pairs import Listed as Paired
from watchfloor.server.session import House
from watchfloor.server.visits import Begin, Objection, Shown, Visits, setting

MOST_FILMS = 16
"""Episodes whose states are kept in memory."""
HIDDEN = "this server holds an examination and tells nothing of what is true; play elsewhere"
UNHELPED = "this server holds an examination and helps nobody to craft; submit the incident"


class Visited(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names a visitor's episode."""

    visit: str


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Makes a move in a visitor's episode."""

    visit: str
    action: dict[str, Any]


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names an episode that is over: of a visitor, of a run, or played here by policies alone."""

    visit: str = ""
    run: str = ""
    cell: str = ""
    seed: int = 0
    repeat: int = 0
    game: str = ""
    scenario: str = ""
    mode: str = ""
    index: int = 0
    team: str = ""
    step: int = 0
    without: str = ""


class Numbered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names an alert that was answered before."""

    number: int = 0


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names an alert, and a policy that is to answer it now."""

    number: int
    policy: str


class Opened(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names a run, and some of its episodes."""

    run: str
    cell: str = ""
    start: int = 0


class Of(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names a game."""

    game: str


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Asks for what needs no words."""


class About(msgspec.Struct, frozen=True):
    """What can be played here."""

    version: str
    is_examination: bool
    games: dict[str, Any]
    rows: tuple[tuple[str, str, str], ...]
    """The rows of the triage runbook: the answer, the name, and when."""
    warroom: dict[str, Any]
    """What the forms of the war-room offer."""


class Desk:
    """Answers what the page asks."""

    def __init__(
        self,
        games: Mapping[str, Game[Any]],
        house: House,
        limits: Limits,
        library: Library,
        live: Mapping[str, Contender] = MappingProxyType({}),
    ) -> None:
        """Answer about *games*, as *house* and *limits* allow, and about what *library* holds.

        Those who are *live* can be asked about the alerts that others answered before.
        """
        self._games, self._house, self._library = games, house, library
        self._visits, self._pairs = Visits(games, house, limits), Pairs(live=live)
        self._films: OrderedDict[Look, Film] = OrderedDict()
        self._developing, self._reading = Lock(), Lock()
        """Held by whoever looks for a film, or into a run: several threads are asked at a time."""

    def about(self, _asked: Nothing) -> About:
        """Say what can be played."""
        told = {name: _told(game) for name, game in self._games.items()}
        rows = tuple((row.answer, row.name, row.when) for row in (*ROWS, EXPLAINED))
        is_secret = self._house.examination is not None
        return About(__version__, is_secret, told, rows, _offers())

    def guide(self, asked: Of) -> tuple[Panel, ...]:
        """Return the runbook of a game."""
        game = named("game", asked.game, self._games)
        role = tuple(game.roles)[-1]
        begun = Begin(game.name, next(iter(game.scenarios)), game.modes[0], 0, (role,))
        return films.guide(game, game.first(setting(game, self._house, begun)))

    def begin(self, asked: Begin) -> Shown:
        """Begin a visitor's episode."""
        return self._visits.begin(asked)

    def move(self, asked: Move) -> Shown:
        """Make a move in a visitor's episode."""
        return self._told(self._visits.move(asked.visit, asked.action))

    def visit(self, asked: Visited) -> Shown:
        """Say once more where a visitor's episode stands."""
        return self._told(self._visits.again(asked.visit))

    def _told(self, shown: Shown) -> Shown:
        """Return *shown* with its ending, if the episode is over and the ending may be told."""
        if not shown.outcome.done or self._house.examination is not None:
            return shown
        ending = self.ending(Look(visit=shown.visit))
        return msgspec.structs.replace(shown, ending=ending)

    def gate(self, asked: Move) -> Objection:
        """Say what the gate would make of an incident."""
        self._refuse_help()
        return self._visits.held(asked.visit, asked.action)

    def example(self, asked: Visited) -> Any:  # noqa: ANN401  # a move, as JSON
        """Return an incident that the gate admits."""
        self._refuse_help()
        return msgspec.to_builtins(self._visits.example(asked.visit))

    def _refuse_help(self) -> None:
        if self._house.examination is not None:
            raise NotAllowed(UNHELPED)

    def frame(self, asked: Look) -> Frame:
        """Return one step of an episode that is over."""
        return films.frame(self._film(asked), asked.step)

    def ending(self, asked: Look) -> Ending:
        """Tell what was true of an episode that is over."""
        return endings.ending(self._film(asked))

    def twin(self, asked: Look) -> Twin:
        """Tell what would have become of a war-room, had one thing been otherwise."""
        found = self._film(asked)
        if not isinstance(found.states[0], State) or found.trajectory.end.no_reply:
            message = "only an episode of the war-room that was played to its end has twins"
            raise BadInput(message)
        return course.otherwise(found.trajectory, found.states, asked.without)

    def pairs(self, _asked: Nothing) -> Paired:
        """Say which alerts were answered before."""
        return self._pairs.listed()

    def pair(self, asked: Numbered) -> Pair:
        """Return an alert with the answers to it."""
        return self._pairs.pair(asked.number)

    def asked(self, asked: Asked) -> Answer:
        """Let a policy answer an alert now; it may take as long as a model does."""
        return self._pairs.asked(asked.number, asked.policy)

    def revealed(self, asked: Numbered) -> Revealed:
        """Tell what was true of an alert that was answered before."""
        return self._pairs.revealed(asked.number)

    def runs(self, _asked: Nothing) -> tuple[Named, ...]:
        """Say which runs can be opened."""
        return self._library.listed()

    def run(self, asked: Opened) -> Told:
        """Tell of a run as a whole."""
        with self._reading:
            return self._library.told(asked.run)

    def episodes(self, asked: Opened) -> Listed:
        """List episodes of a run."""
        with self._reading:
            return self._library.episodes(asked.run, asked.cell, asked.start)

    def leaderboard(self, _asked: Nothing) -> tuple[Entry, ...]:
        """Return every entry of the leaderboard."""
        return self._library.entries

    def report(self, asked: Opened) -> bytes:
        """Return the report of a run."""
        with self._reading:
            return self._library.report(asked.run)

    def _film(self, asked: Look) -> Film:
        """Return the states of the episode that is *asked* for."""
        if self._house.examination is not None:
            raise NotAllowed(HIDDEN)
        key = msgspec.structs.replace(asked, step=0, without="")
        with self._developing:
            if key not in self._films:
                self._films[key] = self._developed(key)
                if len(self._films) > MOST_FILMS:
                    self._films.popitem(last=False)
            self._films.move_to_end(key)
            return self._films[key]

    def _developed(self, asked: Look) -> Film:
        if asked.visit:
            return films.film(*self._visits.finished(asked.visit))
        if asked.run:
            with self._reading:
                found = self._library.result(asked.run, asked.cell, asked.seed, asked.repeat)
                return films.film(*self._library.record(asked.run, found))
        game = named("game", asked.game, self._games)
        begun = Begin(game.name, asked.scenario, asked.mode, asked.index, ())
        seats = _seats(game, asked.team)
        table = Table(setting(game, self._house, begun), game.recipes["standard"], seats)
        return films.film(game, play(game, table))


def _seats(game: Game[Any], team: str) -> dict[str, str]:
    """Return who sits where: *team* names one policy for all seats, or one for each, by commas."""
    names = team.split(",")
    if len(names) == 1:
        names *= len(game.roles)
    if len(names) != len(game.roles):
        message = f"the team names {len(names)} policies; give one, or {len(game.roles)}"
        raise BadInput(message)
    return {
        role: named("policy", name, game.policies).name
        for role, name in zip(game.roles, names, strict=True)
    }


def _told(game: Game[Any]) -> dict[str, Any]:
    """Return what there is to choose from in *game*."""
    return {
        "summary": game.summary,
        "modes": game.modes,
        "scenarios": {name: it.summary for name, it in game.scenarios.items()},
        "roles": {
            name: {"brief": role.brief, "moves": [name_of(move) for move in role.moves]}
            for name, role in game.roles.items()
        },
        "policies": {
            name: {"summary": it.summary, "is_insider": isinstance(it, Insider)}
            for name, it in game.policies.items()
        },
    }


def _offers() -> dict[str, Any]:
    return {
        "queries": {name: role.queries for name, role in ROLES.items()},
        "mitigations": {
            name: {"role": it.role, "summary": it.summary, "delay": it.delay, "risky": it.is_risky}
            for name, it in MITIGATIONS.items()
        },
        "incident_types": {
            name: it.summary for name, it in INCIDENT_TYPES.items() if it.family != "harmless"
        },
    }
