"""TRL: a seat of a game as an `environment_factory` of `GRPOTrainer`, with its moves as tools.

The trainer runs the conversation: it calls `reset` with the row of the data set, offers the public
methods as tools, and asks for the reward when the model calls none any more. Nothing of the library
is imported here, so that rows and environments can be looked at without it.
"""

import json
from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from typing import Any, ClassVar, Literal, NamedTuple, Union, Unpack

import msgspec
from msgspec.inspect import (
    DictType,
    Field,
    FloatType,
    IntType,
    ListType,
    LiteralType,
    NoneType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from watchfloor.adapters.arrangement import Arrangement, Options, Seeds, arranged, numbers, one_role
from watchfloor.adapters.dialogue import Dialogue, Ending
from watchfloor.agents import games, move_words, prompt
from watchfloor.agents.backend import Call
from watchfloor.errors import BadInput, IllegalMove
from watchfloor.play import tasks
from watchfloor.play.action import Action, name_of
from watchfloor.play.observation import Observation

OVER = "The episode is over."


class Seat:
    """One seat of a game, episode after episode; `environment` makes the class for each seat.

    What is not a move has a name with an underscore or is a property, for every other method is
    a tool of the model.
    """

    _game: ClassVar[str]
    _options: ClassVar[Options]
    _role: ClassVar[str]
    _known: ClassVar[dict[tuple[str, str], Arrangement]]

    def __init__(self) -> None:
        """Wait for the first row."""
        self._dialogue: Dialogue | None = None
        self._words = ""

    def reset(
        self,
        seed: int | None = None,
        split: str | None = None,
        index: int | None = None,
        scenario: str | None = None,
        mode: str | None = None,
        **_row: object,
    ) -> str:
        """Begin the episode of a row, whose other columns say nothing, and return its first view.

        Args:
            seed: The world.
            split: Where the world is taken from instead, if it has a number.
            index: Its number there; it comes with its scenario.
            scenario: What is played, if it is not that of the class.
            mode: How it opens, if not as the class says.
        """
        asked = _asked(self._game, seed, split, index)
        arrangement = self._arrangement(scenario or asked.scenario, mode or "")
        self._words = prompt.words(arrangement.game, self._role, prompt.TOOLS)
        dialogue = self._dialogue = Dialogue(arrangement, asked.seed)
        if dialogue.role is None:
            return OVER
        told = prompt.messages(self._words, dialogue.seen, ())
        return "\n\n".join(message.content for message in told)

    def get_reward(self) -> float | None:
        """Return what the seat earned in points, or nothing if somebody could not be asked.

        Who stopped before the end is silent at every turn that is left, so that it never pays to
        stop where going on would cost something.
        """
        dialogue = self._begun()
        while dialogue.role is not None:
            dialogue.say("")
        ending = self.ending
        return None if ending is None or ending.no_reply else ending.points(self._role)

    @property
    def ending(self) -> Ending | None:
        """What the episode came to, for reward functions that want to know more than points."""
        return self._begun().ending

    def _begun(self) -> Dialogue:
        if self._dialogue is None:
            message = "there is no episode yet; reset before the first move"
            raise IllegalMove(message)
        return self._dialogue

    def _arrangement(self, scenario: str, mode: str) -> Arrangement:
        place = scenario, mode
        if place not in self._known:
            options = self._options.copy()
            options.update({"scenario": scenario} if scenario else {})
            options.update({"mode": mode} if mode else {})
            self._known[place] = arranged(self._game, **options)
        return self._known[place]

    def _called(self, move: str, values: dict[str, object]) -> str:
        """Make *move* with *values*, and return what the seat sees next."""
        dialogue = self._waiting()
        before = dialogue.seen
        dialogue.say("", [Call(move, json.dumps(values))])
        return self._view(before)

    def _waiting(self) -> Dialogue:
        dialogue = self._begun()
        if dialogue.role is None:
            message = "the episode is over and takes no move; stop here"
            raise IllegalMove(message)
        return dialogue

    def _view(self, before: Observation) -> str:
        """Return what is new since the view *before*, or that there is no more."""
        dialogue = self._begun()
        if dialogue.role is None:
            return OVER
        return prompt.further(self._words, dialogue.seen, before)


def environment(game: str, **options: Unpack[Options]) -> type[Seat]:
    """Return the class of one seat of *game*, shipped or in a folder, by *options*."""
    arrangement = arranged(game, **options)
    role = one_role(arrangement)
    moves = arrangement.game.roles[role].moves
    held: dict[str, Any] = {"_game": game, "_options": options, "_role": role, "_known": {}}
    tools = {name_of(move): _tool(move) for move in moves}
    name = "".join(part.title() for part in f"{arrangement.game.name}_{role}".split("_"))
    doc = f"The {role} of {arrangement.game.name}."
    return type(name, (Seat,), {"__doc__": doc, "__module__": __name__, **held, **tools})


def environments(game: str, **options: Unpack[Options]) -> dict[str, type[Seat]]:
    """Return the class of each seat of *game* that somebody asks, by role.

    Rows say in a column `environment` whose turn it is to learn.
    """
    found = games.find(game)
    each = [(role, options.copy()) for role in found.roles]
    for role, chosen in each:
        chosen["roles"] = role
    return {role: environment(game, **chosen) for role, chosen in each}


def rows(seeds: Seeds, **columns: object) -> list[dict[str, Any]]:
    """Return a row of a data set for each of *seeds*, with the same *columns* in every one.

    With a column `split` they are the numbers of its tasks.
    """
    blank = [{"role": "user", "content": ""}]
    name = "index" if "split" in columns else "seed"
    return [{"prompt": blank, name: number, **columns} for number in numbers(seeds)]


class _World(NamedTuple):
    """What a row asks for; without a scenario it is that of the class."""

    scenario: str
    seed: int


def _asked(game: str, seed: int | None, split: str | None, index: int | None) -> _World:
    """Return the world of a row, which has a *seed* or a number of a split, and not both."""
    if (seed is None) == (index is None):
        what = "neither a seed nor an index" if seed is None else "both a seed and an index"
        message = f"the row has {what}; give the data set one of the two columns, as `rows` does"
        raise BadInput(message)
    if index is None:
        return _World("", int(seed or 0))
    found = games.find(game)
    opened = tasks.setting(found, tasks.task(found, split or "train", int(index)), None)
    return _World(opened.scenario, opened.seed)


def _tool(move: type[Action]) -> Callable[..., str]:
    """Return *move* as a method, with the signature and the documentation that make it a tool."""
    kind = type_info(move)
    fields = kind.fields if isinstance(kind, StructType) else ()
    name, names = name_of(move), [it.encode_name for it in fields]

    def tool(self: Seat, *values: object, **named: object) -> str:
        given = {**dict(zip(names, values, strict=False)), **named}
        return self._called(name, given)  # pyright: ignore[reportPrivateUsage]  # its own method

    method: Any = tool
    method.__name__, method.__qualname__ = name, f"Seat.{name}"
    method.__doc__ = _documentation(move, fields)
    method.__annotations__ = {it.encode_name: _annotation(it.type) for it in fields}
    return _signed(method, fields)


def _signed(method: Callable[..., str], fields: tuple[Field, ...]) -> Callable[..., str]:
    """Return *method* with the signature that *fields* make; what else is given is no move."""
    own = [Parameter("self", Parameter.POSITIONAL_OR_KEYWORD)]
    given = [
        Parameter(
            it.encode_name,
            Parameter.KEYWORD_ONLY,
            annotation=_annotation(it.type),
            default=Parameter.empty if it.required else _default(it),
        )
        for it in fields
    ]
    vars(method)["__signature__"] = Signature([*own, *given])
    return method


def _default(field: Field) -> object:
    return None if field.default is msgspec.NODEFAULT else field.default


def _documentation(move: type[Action], fields: tuple[Field, ...]) -> str:
    """Return the documentation of *move* as the library reads it."""
    summary = (move.__doc__ or "").partition("\n")[0]
    lines = [f"    {it.encode_name}: {move_words.shape(it.type)}" for it in fields]
    return "\n".join([summary, "", "Args:", *lines]) if lines else summary


_PLAIN: Mapping[type[Type], Any] = {IntType: int, FloatType: float, NoneType: type(None)}


def _annotation(kind: Type) -> Any:  # noqa: ANN401  # a type made at run time
    """Return *kind* as an annotation that the library can make a schema of."""
    match kind:
        case LiteralType():
            return Literal[kind.values]
        case UnionType():
            return Union[tuple(map(_annotation, kind.types))]  # noqa: UP007  # made at run time
        case VarTupleType() | ListType():
            return list[_annotation(kind.item_type)]  # type: ignore[misc]  # made at run time
        case StructType() | DictType():
            return dict[str, Any]
        case _:
            return _PLAIN.get(type(kind), str)
