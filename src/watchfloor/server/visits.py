"""The episodes of those who look at the page: each visitor's own, and nobody else's."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from watchfloor.catalog import named
from watchfloor.errors import BadInput, IllegalMove
from watchfloor.opensoc import admission, crafting
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.admission import Admitted, Rejected
from watchfloor.opensoc.state import Brief
from watchfloor.opensoc.view import observe
from watchfloor.play import action, tasks
from watchfloor.play.action import Malformed
from watchfloor.play.game import Game, Setting
from watchfloor.play.trajectory import Trajectory
from watchfloor.seeds import Seed
from watchfloor.server import wire
from watchfloor.server.endings import Ending
from watchfloor.server.limits import Limits
from watchfloor.server.lobby import Lobby
from watchfloor.server.session import House, Outcome, Wish

MOST_TRIED = 200
"""Drafts of the scripted attacker, until one is admitted."""


class Begin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a visitor asks to play: a numbered world, in one seat or in several."""

    game: str
    scenario: str
    mode: str
    index: int
    roles: tuple[str, ...]
    others: str = "heuristic"


class Shown(msgspec.Struct, frozen=True):
    """Where a visitor's episode stands."""

    visit: str
    asked: Begin
    outcome: Outcome
    ending: Ending | None = None
    """What is told once it is over, where it may be told."""


class Objection(msgspec.Struct, frozen=True):
    """What the gate says to a draft; nothing is said of what would be true of it."""

    is_admitted: bool
    gate: str
    sentence: str


class _Kept(NamedTuple):
    """What an episode was asked for as, and what was told of it last."""

    asked: Begin
    outcome: Outcome


def setting(game: Game[Any], house: House, asked: Begin) -> Setting:
    """Return the world that is *asked* for by number."""
    named("scenario", asked.scenario, game.scenarios)
    named("mode", asked.mode, dict.fromkeys(game.modes))
    task = tasks.task(game, "train", asked.index, asked.mode)
    task = msgspec.structs.replace(task, scenario=asked.scenario)
    return tasks.setting(game, task, house.examination)


class Visits:
    """Every visitor's episode, by a name that nobody can guess."""

    def __init__(self, games: Mapping[str, Game[Any]], house: House, limits: Limits) -> None:
        """Keep episodes of *games* as *house* and *limits* allow."""
        self._lobby = Lobby(games, house, limits)
        self._house = house
        self._kept: dict[str, _Kept] = {}

    def begin(self, asked: Begin) -> Shown:
        """Begin the episode that is *asked* for."""
        name, session = self._lobby.open(asked.game)
        try:
            setting(session.game, self._house, asked)
            wish = Wish(
                index=asked.index,
                scenario=asked.scenario,
                mode=asked.mode,
                roles=asked.roles,
                others=asked.others,
            )
            outcome = session.reset(wish)
        except Exception:
            self._lobby.close(name)
            raise
        self._kept = {it: kept for it, kept in self._kept.items() if it in self._lobby}
        self._kept[name] = _Kept(asked, outcome)
        return Shown(name, asked, outcome)

    def move(self, name: str, reply: dict[str, Any]) -> Shown:
        """Make a move in the episode called *name*."""
        session = self._lobby.find(name)
        asked = self._kept[name].asked
        outcome = session.step(wire.reply(reply))
        self._kept[name] = _Kept(asked, outcome)
        return Shown(name, asked, outcome)

    def again(self, name: str) -> Shown:
        """Return where the episode called *name* stands, once more."""
        self._lobby.find(name)
        return Shown(name, *self._kept[name])

    def finished(self, name: str) -> tuple[Game[Any], Trajectory]:
        """Return the record of the episode called *name*, which has to be over."""
        session = self._lobby.find(name)
        if session.trajectory is None:
            message = "the episode is not over; play it to its end first"
            raise IllegalMove(message)
        return session.game, session.trajectory

    def held(self, name: str, reply: dict[str, Any]) -> Objection:
        """Return what the gate would say to the incident of *reply* in the episode *name*."""
        found = action.parse(wire.reply(reply), (CraftIncident,))
        if isinstance(found, Malformed):
            return Objection(is_admitted=False, gate="schema", sentence=found.reason)
        if not isinstance(found, CraftIncident):
            message = "the gate takes the move craft_incident alone; send that"
            raise BadInput(message)
        judged = admission.admit(found, self._brief(name)[0])
        if isinstance(judged, Rejected):
            return Objection(is_admitted=False, gate=judged.gate, sentence=judged.sentence)
        return Objection(is_admitted=True, gate="", sentence="the gate would let this through")

    def example(self, name: str) -> CraftIncident:
        """Return an incident that the gate admits in the episode called *name*."""
        brief, state, index = self._brief(name)
        seen = observe(state, "attacker")
        for n in range(MOST_TRIED):
            move = crafting.scripted(seen, Seed.of(index, "example", n).stream())
            if isinstance(admission.admit(move, brief), Admitted):
                return move
        message = "no example was found for this brief; begin with another"
        raise BadInput(message)

    def _brief(self, name: str) -> tuple[Brief, Any, int]:
        session = self._lobby.find(name)
        asked = self._kept[name].asked
        state = session.game.first(setting(session.game, self._house, asked))
        brief = getattr(state, "brief", None)
        if not isinstance(brief, Brief):
            message = "nobody crafts in this episode; begin one in mode self_play"
            raise IllegalMove(message)
        return brief, state, asked.index
