"""Episodes played by a model in training, many at once: one engine for every trainer.

Several samples of one world share its opening, so it is opened once, and replies that are alike are
judged once. Rewards come from the verifier and the recipe, as in any other episode.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias

import msgspec

from watchfloor.agents.encoding import Aliases, Encoding
from watchfloor.play.action import NoReply, Reply, heard
from watchfloor.play.episode import Ask, Table, opening, outcome, played
from watchfloor.play.game import Game
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Contender
from watchfloor.play.reward import ONE
from watchfloor.play.seating import NOBODY, seated
from watchfloor.play.trajectory import End, Turn
from watchfloor.seeds import Seed

LEARNER = "learner"
"""What the seat is called that the model in training sits in."""


class Sample(msgspec.Struct, frozen=True):
    """One episode as a trainer of any library sees it: tokens in, tokens out, and their pay."""

    prompt_ids: tuple[int, ...]
    completion_ids: tuple[int, ...]
    """All that follows the prompt: what the model said, and what it was told in between."""
    loss_mask: tuple[int, ...]
    """1 where the model spoke, 0 where the environment did."""
    logprobs: tuple[float, ...]
    """What the model gave each of its tokens when it drew them, 0 for those of the environment."""
    reward: float
    """In points, by the recipe of the table."""
    parts: dict[str, float]
    """What each row of the recipe came to."""
    role: str
    group_id: str
    """The world, which the samples of one group share, and the role."""
    seed: int
    version: int
    """Of the model that played."""


class Said(NamedTuple):
    """What a model drew."""

    tokens: tuple[int, ...]
    logprobs: tuple[float, ...]


class Sampler(Protocol):
    """A model that can be asked for several replies to each of many texts."""

    @property
    def version(self) -> int:
        """How often it has been changed by training."""
        ...

    def sample(
        self, texts: Sequence[Sequence[int]], count: int, draws: Seed
    ) -> Sequence[Sequence[Said]]:
        """Return *count* replies to each of *texts*."""
        ...


class Told(NamedTuple):
    """A text for the model, and what the aliases in it stand for."""

    tokens: tuple[int, ...]
    aliases: Aliases


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a model is told and how it is understood, in numbers."""

    encoding: Encoding
    numbers: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Number the words."""
        object.__setattr__(self, "numbers", self.encoding.numbers())

    def told(self, seen: Observation, draws: Seed | None = None) -> Told:
        """Return the text for *seen*, with aliases that are drawn if there are *draws*."""
        found = self.encoding.encode(seen, draws.stream() if draws else None)
        return Told(tuple([self.numbers[word] for word in found.words]), found.aliases)

    def heard(self, tokens: Sequence[int], aliases: Aliases) -> Reply:
        """Return the reply that *tokens* stand for."""
        vocabulary = self.encoding.vocabulary
        return self.encoding.decode([vocabulary[token] for token in tokens], aliases)

    def spelled(self, reply: Reply, aliases: Aliases) -> tuple[int, ...]:
        """Return the tokens for *reply*."""
        return tuple([self.numbers[word] for word in self.encoding.spell(reply, aliases)])


Heard: TypeAlias = tuple[str, ...]
"""The replies of the model so far, in order."""


class World:
    """One opening, and what follows from each way to reply to it."""

    def __init__(
        self,
        game: Game[Any],
        table: Table,
        role: str,
        guests: Mapping[str, Contender] = NOBODY,
    ) -> None:
        """Open *table*; whoever is asked in *role* is the model."""
        self.game, self.table, self.role = game, table, role
        self._guests = {**guests, LEARNER: next(iter(game.policies.values()))}
        self.first = game.first(table.setting)
        self._header = opening(game, table, self.first)
        self._known: dict[Heard, Observation | End] = {}

    @property
    def name(self) -> str:
        """What the samples of this world have in common."""
        return f"{self._header.world[:16]}/{self.role}"

    def after(self, replies: Sequence[Reply]) -> Observation | End:
        """Return what the model sees once it has given *replies*, or how the episode ended."""
        known = tuple([it.reason if isinstance(it, NoReply) else heard(it) for it in replies])
        if known not in self._known:
            self._known[known] = self._played(replies)
        return self._known[known]

    def _played(self, replies: Sequence[Reply]) -> Observation | End:
        others = seated(self.game, self.table, self._guests)
        given, state, turns = iter(replies), self.first, 0
        while (role := self.game.to_move(state)) is not None:
            seen = self.game.observe(state, role)
            if role != self.role:
                reply = others[role](Ask(role, seen, state, self._header))
            elif (own := next(given, None)) is not None:
                reply = own
            else:
                return seen
            if isinstance(reply, NoReply):
                return End(turns, (), (), reply.reason)
            turns += 1
            turn = Turn(turns, role, heard(reply), "ok", "", "")
            state, _ = played(self.game, state, turn)
        return outcome(self.game, self.table.recipe, state, turns)


@dataclass(slots=True)
class _Playing:
    """One sample on its way."""

    world: World
    draws: Seed
    replies: list[Reply] = field(default_factory=list[Reply])
    tokens: list[int] = field(default_factory=list[int])
    mask: list[int] = field(default_factory=list[int])
    logprobs: list[float] = field(default_factory=list[float])
    prompt: int = 0
    aliases: Aliases = field(default_factory=dict[str, str])

    def tell(self, told: Told) -> None:
        """Add what the model is told: the prompt, or what the environment says in between."""
        if not self.replies:
            self.prompt = len(told.tokens)
        else:
            self.mask += [0] * len(told.tokens)
            self.logprobs += [0.0] * len(told.tokens)
        self.tokens += told.tokens
        self.aliases = told.aliases

    def say(self, said: Said, reply: Reply) -> None:
        """Add what the model said."""
        self.tokens += said.tokens
        self.mask += [1] * len(said.tokens)
        self.logprobs += said.logprobs
        self.replies.append(reply)

    def sample(self, end: End, version: int) -> Sample:
        """Return this sample, which has come to its *end*."""
        reward = next(it for it in end.rewards if it.role == self.world.role)
        return Sample(
            tuple(self.tokens[: self.prompt]),
            tuple(self.tokens[self.prompt :]),
            tuple(self.mask),
            tuple(self.logprobs),
            reward.total / ONE,
            {share.term: share.paid / ONE for share in reward.shares},
            self.world.role,
            self.world.name,
            self.world.table.setting.seed,
            version,
        )


def groups(
    worlds: Sequence[World], sampler: Sampler, tongue: Tongue, count: int, draws: Seed
) -> list[list[Sample]]:
    """Return *count* samples of each of *worlds*, played side by side, turn for turn.

    The aliases of a world are drawn once, so that its samples share their prompt. A sample whose
    opponent could not be asked is left out.
    """
    playing = [
        [_Playing(world, draws.child("alias", place)) for _ in range(count)]
        for place, world in enumerate(worlds)
    ]
    found: list[list[Sample]] = [[] for _ in worlds]
    turn = 0
    while any(playing):
        asked = _asked(playing, found, tongue, sampler.version)
        keys = [(place, tuple(it.tokens)) for place, group in enumerate(asked) for it in group]
        texts = list(dict.fromkeys(keys))
        if texts:
            replies = sampler.sample([text for _, text in texts], count, draws.child("turn", turn))
            left = {key: iter(said) for key, said in zip(texts, replies, strict=True)}
            those = (it for group in asked for it in group)
            for key, one in zip(keys, those, strict=True):
                said = next(left[key])
                one.say(said, tongue.heard(said.tokens, one.aliases))
        playing, turn = asked, turn + 1
    return found


def _asked(
    playing: Sequence[Sequence[_Playing]],
    found: Sequence[list[Sample]],
    tongue: Tongue,
    version: int,
) -> list[list[_Playing]]:
    """Tell each of those *playing* what it sees, and put those that have ended into *found*."""
    asked: list[list[_Playing]] = []
    for group, ended in zip(playing, found, strict=True):
        going: list[_Playing] = []
        for one in group:
            seen = one.world.after(one.replies)
            if not isinstance(seen, End):
                one.tell(tongue.told(seen, one.draws.child(len(one.replies))))
                going.append(one)
            elif not seen.no_reply:
                ended.append(one.sample(seen, version))
        asked.append(going)
    return asked
