"""Episodes played in tokens, in any number of seats: one engine for every trainer.

Whoever speaks is a voice: texts in, what it adds to each out. A tongue puts views into tokens and
tokens into replies. All seats that wait for one voice are asked together. What comes out is the
transcript of every seat that spoke, with a mark on each token that says whose it is: every token
that was drawn is there once, as it was drawn, and none that was told is taken for one of them.

Episodes of one world share its opening: it is grown, seen and put into tokens once for all of them,
and replies that are alike are judged once.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeAlias

from watchfloor.agents import contenders
from watchfloor.agents.encoding import Aliases
from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.play.action import NoReply, Reply, heard
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Contender
from watchfloor.play.reward import Recipe
from watchfloor.play.seating import NOBODY
from watchfloor.play.sitting import Sitting, outsider
from watchfloor.play.trajectory import End, Trajectory
from watchfloor.seeds import Seed
from watchfloor.training.beginning import Beginning
from watchfloor.training.driving import driven
from watchfloor.training.transcript import Played, Seat, Tokens, Transcript

LEARNER = "learner"
"""What records call whoever speaks in tokens, and the voice that learns."""
SILENCE = ""

Heard: TypeAlias = tuple[str, ...]
"""The replies of those who speak so far, in order."""


class Told(NamedTuple):
    """A text for a model, and what the aliases in it stand for."""

    tokens: Sequence[int]
    aliases: Aliases = MappingProxyType({})


class Tongue(Protocol):
    """How views become tokens, and tokens replies."""

    @property
    def end(self) -> int:
        """The token that ends what is said."""
        ...

    def begin(self, game: Game[Any], seen: Observation, draws: Seed | None, /) -> Told:
        """Return what a seat is told at its first turn, up to where it begins to speak."""
        ...

    def further(
        self,
        game: Game[Any],
        views: tuple[Observation, Observation],
        said: Tokens,
        draws: Seed | None,
        /,
    ) -> Told:
        """Return what comes between what it *said* and where it begins to speak again.

        Of the two *views* the first is of the turn before.
        """
        ...

    def heard(self, said: Tokens, aliases: Aliases, /) -> Reply:
        """Return the reply that it *said*."""
        ...


class Said(NamedTuple):
    """What a voice added to one text."""

    tokens: Sequence[int]
    likely: Sequence[float]
    """The logarithm of how likely each token was; empty if nobody noted it."""
    is_draft: bool = False
    """Whether another is to come in its place, most often the same."""


Voice: TypeAlias = Callable[[Sequence[Tokens]], Sequence[Said]]


class Bounds(NamedTuple):
    """How long texts may become, in tokens."""

    whole: int
    """All that comes after the first view; a seat that has no room left is silent."""
    turn: int
    """What is said at one turn."""


WIDE = Bounds(1 << 30, 1 << 20)
"""Bounds that nobody meets."""


class Opened(NamedTuple):
    """How a world opens, as far as somebody has found out already."""

    first: Any = None
    """Its first state."""
    seen: Observation | None = None
    """What whoever is to move first sees of it."""
    told: Told | None = None
    """What whoever speaks first in it is told at first."""


CLOSED = Opened()
"""Nothing has been found out."""


class World:
    """One opening, and what follows from each way to reply to it.

    Its records are not sealed, since few of them are read (`play.episode.sealed`).
    """

    def __init__(
        self,
        game: Game[Any],
        table: Table,
        roles: tuple[str, ...],
        guests: Mapping[str, Contender] = NOBODY,
        opened: Opened = CLOSED,
    ) -> None:
        """Open *table*; whoever is asked in one of *roles* speaks, and the others play.

        What is known of how it is *opened* is taken for granted.
        """
        self.game, self.table, self.roles = game, table, roles
        self._guests = {**guests, LEARNER: outsider(LEARNER)}
        self.first: Any = game.first(table.setting) if opened.first is None else opened.first
        self.told = opened.told
        self._begun = begun = Beginning(game, self.first, opened.seen)
        self._same = replace(game, observe=begun.observed)
        self.last: Any = self.first
        self.ended: End | None = None
        """How the last of its episodes ended that came to an end."""
        self._known: dict[Heard, Observation | Trajectory] = {}
        self._going: dict[Heard, Sitting] = {}

    @property
    def role(self) -> str:
        """The first of those who speak, where there is one alone."""
        return self.roles[0]

    @property
    def name(self) -> str:
        """What the samples of this world have in common."""
        return f"{self._begun.name[:16]}/{self.role}"

    @property
    def opened(self) -> Opened:
        """How it opens, for another world to be the same."""
        return Opened(self.first, self._begun.seen, self.told)

    def heard(self, replies: Sequence[Reply]) -> Heard:
        """Return *replies* as the world takes them: such as are alike lead to the same."""
        return tuple([it.reason if isinstance(it, NoReply) else heard(it) for it in replies])

    def after(self, replies: Sequence[Reply]) -> Observation | Trajectory:
        """Return what is seen next once *replies* were given, or the episode that has ended."""
        known = self.heard(replies)
        if known not in self._known:
            self._known[known] = self._played(known, replies)
        return self._known[known]

    def _played(self, known: Heard, replies: Sequence[Reply]) -> Observation | Trajectory:
        """Go on where the last reply was given, unless another one has been given there."""
        sitting = self._going.pop(known[:-1], None) if known else None
        given = replies if sitting is None else replies[-1:]
        if sitting is None:
            sitting = Sitting(
                self._same, self.table, self.roles, self._guests, self.first, is_sealed=False
            )
        for reply in given:
            sitting.answer(reply)
        if sitting.finished is not None:
            self.last = sitting.finished.state
            self.ended = sitting.finished.trajectory.end
            return sitting.finished.trajectory
        self.last = sitting.ask.state
        self._going[known] = sitting
        return sitting.ask.observation


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks in which seat, and who sits in the others."""

    game: Game[Any]
    recipe: Recipe
    speaks: Mapping[str, str]
    """The name of the voice in each seat that is played in tokens."""
    others: str = "heuristic"
    """The policy in every other seat."""

    def table(self, setting: Setting) -> Table:
        """Return the table of the world of *setting*."""
        seats = {role: LEARNER if role in self.speaks else self.others for role in self.game.roles}
        return Table(setting, self.recipe, seats)

    def world(self, setting: Setting) -> World:
        """Return the world of *setting*, which waits for those who speak."""
        guests = {self.others: contenders.find(self.game, self.others)}
        return World(self.game, self.table(setting), tuple(self.speaks), guests)


class Part(NamedTuple):
    """One episode that is to be played."""

    world: World
    draws: Seed | None = None
    """Where the aliases of the world are drawn, if they are."""


class Style(NamedTuple):
    """How episodes are played: whose voice is heard in each seat, in which tongue, how long."""

    speaks: Mapping[str, str]
    tongue: Tongue
    bounds: Bounds = WIDE


_Texts: TypeAlias = dict[tuple[Heard, tuple[int, ...]], Told]
"""What was told in one world, after what was heard and said: put into tokens once for all."""


class _Episode:
    """One episode with the texts of its seats."""

    def __init__(self, part: Part, style: Style, texts: _Texts) -> None:
        self._world, self._draws = part
        self._style, self._texts = style, texts
        self._replies: list[Reply] = []
        self.seats: dict[str, Seat] = {}
        self._seen = self._world.after(())

    @property
    def speaker(self) -> str | None:
        """The voice that is to speak next, nobody after the end."""
        seen = self._seen
        return None if isinstance(seen, Trajectory) else self._style.speaks[seen.role]

    def text(self) -> Tokens | None:
        """Return all that the seat to move was told and said, or nothing if it has no room left."""
        seen = self._seen
        if isinstance(seen, Trajectory):
            return None
        seat = self.seats.get(seen.role)
        if seat is None:
            seat = self.seats[seen.role] = self._begun(seen)
        elif not seat.is_full:
            self._tell(seat, seen)
        return None if seat.is_full else [*seat.prompt, *seat.later]

    def _begun(self, seen: Observation) -> Seat:
        """Return the seat that has its first turn, and what it is told."""
        game, first = self._world.game, None if self._replies else self._world.told
        if first is None:
            first = self._told((), lambda tongue, draws: tongue.begin(game, seen, draws))
        return Seat(seen, first.tokens, first.aliases)

    def _tell(self, seat: Seat, seen: Observation) -> None:
        """Add to the text of *seat* what is *seen* now, if there is room for it."""
        game, views, last = self._world.game, (seat.before, seen), seat.last
        told = self._told(
            tuple(last), lambda tongue, draws: tongue.further(game, views, last, draws)
        )
        bounds = self._style.bounds
        seat.is_full = len(seat.later) + len(told.tokens) + bounds.turn > bounds.whole
        if not seat.is_full:
            seat.add(told.tokens, 0)
            seat.before, seat.aliases = seen, told.aliases

    def _told(self, said: tuple[int, ...], tell: Callable[[Tongue, Seed | None], Told]) -> Told:
        key = self._world.heard(self._replies), said
        if key not in self._texts:
            draws = self._draws.child(len(self._replies)) if self._draws is not None else None
            self._texts[key] = tell(self._style.tongue, draws)
        return self._texts[key]

    def foresee(self, said: Said) -> None:
        """Find out what follows if this is what is *said* in the seat to move."""
        if isinstance(self._seen, Observation):
            seat, most = self.seats[self._seen.role], self._style.bounds.turn
            reply = self._style.tongue.heard(list(said.tokens[:most]), seat.aliases)
            self._world.after([*self._replies, reply])

    def hear(self, said: Said | None) -> None:
        """Take what was *said* in the seat to move; nothing is silence."""
        reply: Reply = SILENCE
        if said is not None and isinstance(self._seen, Observation):
            seat, most = self.seats[self._seen.role], self._style.bounds.turn
            seat.last = list(said.tokens[:most])
            seat.add(seat.last, 1, said.likely[:most])
            reply = self._style.tongue.heard(seat.last, seat.aliases)
        self._replies.append(reply)
        self._seen = self._world.after(self._replies)

    def played(self) -> Played:
        """Return the episode, which has come to its end."""
        if not isinstance(self._seen, Trajectory):
            message = "an episode is asked for its end before it came; play it on"
            raise BadInput(message)
        told = {
            role: Transcript(it.prompt, it.later, it.own, it.likely)
            for role, it in self.seats.items()
        }
        return Played(self._seen, told)


class Asked(NamedTuple):
    """Texts that one voice is to speak to, all of them at once."""

    voice: str
    texts: Sequence[Tokens]


Answers: TypeAlias = Iterable[tuple[int, Said]]
"""The places of texts with what was said to them, in any order; each is heard as it comes.

A draft may come before it, for what follows to be found out meanwhile.
"""


def conversing(
    parts: Sequence[Part], style: Style, voices: Collection[str]
) -> Generator[Asked, Answers, list[Played]]:
    """Play all *parts* at once in one *style*, and return them finished; neither waits nor speaks.

    What the *voices* are asked is yielded, and their answers are sent.
    """
    for name in style.speaks.values():
        named("voice", name, dict.fromkeys(voices))
    texts: dict[World, _Texts] = {}
    episodes = [_Episode(it, style, texts.setdefault(it.world, {})) for it in parts]
    while any(it.speaker is not None for it in episodes):
        for name in voices:
            speaking = _speaking([it for it in episodes if it.speaker == name])
            if speaking:
                _hear(speaking, (yield Asked(name, [text for _, text in speaking])))
    return [it.played() for it in episodes]


def _speaking(waiting: Sequence[_Episode]) -> list[tuple[_Episode, Tokens]]:
    """Return those *waiting* that can speak, with their texts, and let the others be silent."""
    texts = [(it, it.text()) for it in waiting]
    for it, text in texts:
        if text is None:
            it.hear(None)
    return [(it, text) for it, text in texts if text is not None]


def _hear(speaking: Sequence[tuple[_Episode, Tokens]], answers: Answers) -> None:
    left = {place: it for place, (it, _) in enumerate(speaking)}
    for place, said in answers:
        if said.is_draft:
            left[place].foresee(said)
        else:
            left.pop(place).hear(said)
    if left:
        message = f"{len(left)} of {len(speaking)} texts have no answer; say something to each"
        raise BadInput(message)


def rollouts(parts: Sequence[Part], style: Style, voices: Mapping[str, Voice]) -> list[Played]:
    """Play all *parts* at once in one *style*, and return them finished.

    The *voices* are asked by turns, each for all seats at once that wait for it, in the order of
    the *parts*; so voices that draw say the same again from the same draws. Parts that share a
    world share its draws as well.
    """
    going = conversing(parts, style, voices)
    return driven(going, lambda asked: enumerate(voices[asked.voice](asked.texts)))
