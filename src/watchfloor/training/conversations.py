"""Episodes played in tokens, in any number of seats, as conversations that only grow.

Whoever speaks is a voice: texts in, what it adds to each out. A tongue puts views into tokens and
tokens into replies. All seats that wait for one voice are asked together. What comes out is the
transcript of every seat that spoke, with a mark on each token that says whose it is: every token
that was drawn is there once, as it was drawn, and none that was told is taken for one of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias

from watchfloor.agents import contenders
from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.observation import Observation
from watchfloor.play.reward import ONE, Recipe
from watchfloor.play.sitting import Sitting, outsider
from watchfloor.play.trajectory import Trajectory

PLAYER = "learner"
"""What records call whoever speaks in tokens."""
SILENCE = ""

Tokens: TypeAlias = list[int]


class Tongue(Protocol):
    """How views become tokens, and tokens replies."""

    def begin(self, game: Game[Any], seen: Observation) -> Tokens:
        """Return what a seat is told at its first turn, up to where it begins to speak."""
        ...

    def further(
        self, game: Game[Any], seen: Observation, before: Observation, said: Tokens
    ) -> Tokens:
        """Return what comes between what it *said* and where it begins to speak again."""
        ...

    def heard(self, said: Tokens) -> str:
        """Return the reply that it *said*."""
        ...


class Said(NamedTuple):
    """What a voice added to one text."""

    tokens: Tokens
    likely: list[float]
    """The logarithm of how likely each token was; empty if nobody noted it."""


Voice: TypeAlias = Callable[[Sequence[Tokens]], Sequence[Said]]


class Bounds(NamedTuple):
    """How long texts may become, in tokens."""

    whole: int
    """All that comes after the first view; a seat that has no room left is silent."""
    turn: int
    """What is said at one turn."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks in which seat, and who sits in the others."""

    game: Game[Any]
    recipe: Recipe
    mode: str
    speaks: Mapping[str, str]
    """The name of the voice in each seat that is played in tokens."""
    others: str = "heuristic"
    """The policy in every other seat."""

    def table(self, scenario: str, seed: int) -> Table:
        """Return the table of the world that *scenario* and *seed* fix."""
        seats = {role: PLAYER if role in self.speaks else self.others for role in self.game.roles}
        return Table(Setting(scenario, self.mode, seed), self.recipe, seats)

    def sitting(self, scenario: str, seed: int) -> Sitting:
        """Return an episode of that world, which waits for those who speak."""
        found = contenders.find(self.game, self.others)
        guests = {self.others: found, PLAYER: outsider(PLAYER)}
        return Sitting(self.game, self.table(scenario, seed), tuple(self.speaks), guests)


class Transcript(NamedTuple):
    """What one seat was told and said, token by token."""

    prompt: Tokens
    """What it was told first."""
    later: Tokens
    """All after that, in order."""
    own: list[int]
    """Of each later token 1 if the voice said it, 0 if it was told."""
    likely: list[float]
    """The logarithm of how likely each later token was; 0 of those told or not noted."""


class Played(NamedTuple):
    """An episode that came to its end."""

    trajectory: Trajectory
    transcripts: Mapping[str, Transcript]
    """Of each seat that had a turn and was played in tokens."""

    def points(self, role: str) -> float | None:
        """Return what *role* earned, nothing if somebody could not be asked."""
        if self.trajectory.end.no_reply:
            return None
        return sum(it.total for it in self.trajectory.end.rewards if it.role == role) / ONE

    def paid(self, role: str) -> dict[str, float]:
        """Return what each term paid *role*, in points."""
        rewards = [it for it in self.trajectory.end.rewards if it.role == role]
        return {share.term: share.paid / ONE for it in rewards for share in it.shares}


@dataclass(slots=True)
class _Seat:
    """A seat while its episode goes on."""

    prompt: Tokens
    before: Observation
    later: Tokens = field(default_factory=list[int])
    own: list[int] = field(default_factory=list[int])
    likely: list[float] = field(default_factory=list[float])
    last: Tokens = field(default_factory=list[int])
    is_full: bool = False

    def add(self, tokens: Tokens, own: int, likely: Sequence[float] = ()) -> None:
        """Add *tokens*, all of them *own* or none, with how *likely* each was."""
        self.later += tokens
        self.own += [own] * len(tokens)
        self.likely += likely or [0.0] * len(tokens)


class _Episode:
    """One episode with the texts of its seats."""

    def __init__(self, sitting: Sitting, cast: Cast, tongue: Tongue, bounds: Bounds) -> None:
        self.sitting, self._cast, self._tongue, self._bounds = sitting, cast, tongue, bounds
        self.seats: dict[str, _Seat] = {}

    @property
    def speaker(self) -> str | None:
        """The voice that is to speak next, nobody after the end."""
        role = self.sitting.role
        return None if role is None else self._cast.speaks[role]

    def text(self) -> Tokens | None:
        """Return all that the seat to move was told and said, or nothing if it has no room left."""
        ask = self.sitting.ask
        seat = self.seats.get(ask.role)
        if seat is None:
            first = self._tongue.begin(self._cast.game, ask.observation)
            seat = self.seats[ask.role] = _Seat(first, ask.observation)
            return list(first)
        if not seat.is_full:
            told = self._tongue.further(self._cast.game, ask.observation, seat.before, seat.last)
            need = len(seat.later) + len(told) + self._bounds.turn
            seat.is_full = need > self._bounds.whole
            if not seat.is_full:
                seat.add(told, 0)
                seat.before = ask.observation
        return None if seat.is_full else seat.prompt + seat.later

    def hear(self, said: Said) -> None:
        """Take what was *said* in the seat to move."""
        seat = self.seats[self.sitting.ask.role]
        seat.last = said.tokens[: self._bounds.turn]
        seat.add(seat.last, 1, said.likely[: self._bounds.turn])
        self.sitting.answer(self._tongue.heard(seat.last))

    def played(self) -> Played:
        """Return the episode, which has come to its end."""
        finished = self.sitting.finished
        if finished is None:
            message = "an episode is asked for its end before it came; play it on"
            raise BadInput(message)
        told = {
            role: Transcript(it.prompt, it.later, it.own, it.likely)
            for role, it in self.seats.items()
        }
        return Played(finished.trajectory, told)


class World(NamedTuple):
    """What an episode opens with."""

    scenario: str
    seed: int


def rollouts(
    worlds: Sequence[World],
    cast: Cast,
    voices: Mapping[str, Voice],
    tongue: Tongue,
    bounds: Bounds,
) -> list[Played]:
    """Play an episode of *cast* in each of *worlds*, all at once, and return them finished.

    The *voices* are asked by turns, each for all seats at once that wait for it, in the order of
    the *worlds*; so voices that draw say the same again from the same draws. *tongue* and *bounds*
    are those of all of them.
    """
    for name in cast.speaks.values():
        named("voice", name, voices)
    episodes = [_Episode(cast.sitting(*it), cast, tongue, bounds) for it in worlds]
    while any(it.speaker is not None for it in episodes):
        for name, voice in voices.items():
            _ask(voice, [it for it in episodes if it.speaker == name])
    return [it.played() for it in episodes]


def _ask(voice: Voice, waiting: Sequence[_Episode]) -> None:
    """Let *voice* speak in every episode that is *waiting* for it."""
    texts = [(it, it.text()) for it in waiting]
    speaking = [(it, text) for it, text in texts if text is not None]
    for it, text in texts:
        if text is None:
            it.sitting.answer(SILENCE)
    if not speaking:
        return
    said = voice([text for _, text in speaking])
    for (it, _), answer in zip(speaking, said, strict=True):
        it.hear(answer)
