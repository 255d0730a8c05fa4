"""Inspect AI: a task for each game, as in `inspect eval watchfloor/opensoc --model NAME`.

The seeds are the data set, the solver plays the seats of the model turn by turn, and the scorer
gives what the recipe pays. A seat may have a model of its own: `--model-role db_sre=NAME`.
"""

# pyright: reportMissingImports=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownParameterType=false
# pyright: reportUnknownVariableType=false, reportUntypedFunctionDecorator=false
# The library is too heavy to be there whenever types are checked.

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from watchfloor.adapters.arrangement import Arrangement, Options, Seeds, arranged, numbers
from watchfloor.adapters.dialogue import Dialogue, Ending
from watchfloor.adapters.extra import missing
from watchfloor.agents.backend import Call, Message
from watchfloor.errors import WatchfloorError

try:
    from inspect_ai import Task, task
    from inspect_ai._util.error import (
        PrerequisiteError,  # what the command line tells as a sentence
    )
    from inspect_ai.dataset import MemoryDataset, Sample
    from inspect_ai.model import (
        ChatMessage,
        ChatMessageAssistant,
        ChatMessageSystem,
        ChatMessageUser,
        get_model,
    )
    from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
    from inspect_ai.solver import Generate, Solver, TaskState, solver
except ModuleNotFoundError as error:
    raise missing(error, "inspect") from None

_KINDS: Mapping[str, Callable[..., ChatMessage]] = {
    "system": ChatMessageSystem,
    "user": ChatMessageUser,
    "assistant": ChatMessageAssistant,
}
_ENDING = "ending"
"""Where the solver leaves what the scorer reads: plain values, so that logs can be scored again."""


@task
def opensoc(  # one parameter for each option of the command line
    seeds: Seeds = "0-49",
    scenario: str = "",
    mode: str = "",
    recipe: str = "",
    roles: str | Sequence[str] = "",
    others: str = "",
) -> Task:
    """Let a model triage alerts, once for each of *seeds*; it defends unless *roles* says more."""
    return made("opensoc", seeds, _options(scenario, mode, recipe, roles, others))


@task
def logsentinel(  # one parameter for each option of the command line
    seeds: Seeds = "0-19",
    scenario: str = "",
    mode: str = "",
    recipe: str = "",
    roles: str | Sequence[str] = "",
    others: str = "",
) -> Task:
    """Let a model play the war-room, once for each of *seeds*, in all seats or those of *roles*."""
    return made("logsentinel", seeds, _options(scenario, mode, recipe, roles, others))


def made(game: str, seeds: Seeds, options: Options) -> Task:
    """Return the task of *game*, shipped or in a folder, on *seeds*, by *options*."""
    try:
        arrangement, listed = arranged(game, **options), numbers(seeds)
    except WatchfloorError as error:
        raise PrerequisiteError(str(error)) from None
    what = f"{arrangement.game.name}, {arrangement.scenario}, {arrangement.mode}"
    samples = [Sample(id=seed, input=f"An episode of {what}.") for seed in listed]
    return Task(
        name=arrangement.game.name,
        dataset=MemoryDataset(samples, name=what),
        solver=played(arrangement),
        scorer=paid(arrangement.roles),
        metadata={"rules": arrangement.game.rules, "recipe": arrangement.recipe.name},
    )


def _options(
    scenario: str, mode: str, recipe: str, roles: str | Sequence[str], others: str
) -> Options:
    return Options(scenario=scenario, mode=mode, recipe=recipe, roles=roles, others=others)


@solver
def played(arrangement: Arrangement) -> Solver:
    """Return what plays an episode of *arrangement* on the seed of a sample."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        del generate  # it would send the whole conversation again
        dialogue = Dialogue(arrangement, int(state.sample_id))
        state.messages = []
        while dialogue.role is not None:
            asked = [_spoken(it) for it in dialogue.messages()]
            answer = await get_model(role=dialogue.role).generate(asked)
            said, state.output = answer.message, answer
            now = asked[-1] if state.messages else ChatMessageUser(content=_joined(asked))
            state.messages += [now, said]
            dialogue.say(said.text, map(_call, said.tool_calls or ()))
        if dialogue.ending is not None:
            state.metadata[_ENDING] = _told(dialogue.ending, arrangement.roles)
        return state

    return solve


@scorer(metrics={"*": [mean(), stderr()]})
def paid(roles: tuple[str, ...]) -> Scorer:
    """Return what scores each of *roles* by what the recipe pays, in points, with the facts."""

    async def score(state: TaskState, target: Target) -> Score:
        del target  # the verifier knows
        found: dict[str, Any] | None = state.metadata.get(_ENDING)
        if found is None:
            return Score.unscored(explanation="the episode did not come to its end")
        if found["no_reply"]:
            return Score.unscored(explanation=found["no_reply"], metadata=found)
        points = {role: found["seats"][role].get("points", math.nan) for role in roles}
        return Score(value=points, metadata=found)

    return score


def _told(ending: Ending, roles: tuple[str, ...]) -> dict[str, Any]:
    """Return *ending* as plain values: what it came to, and then of each of *roles*."""
    seats = {role: ending.told(role) for role in roles}
    return {**ending.summary, "seats": seats}


def _spoken(message: Message) -> ChatMessage:
    return _KINDS[message.role](content=message.content)


def _joined(asked: list[ChatMessage]) -> str:
    return "\n\n".join(it.text for it in asked)


def _call(made_call: Any) -> Call:  # noqa: ANN401  # as the library has it
    return Call(made_call.function, json.dumps(made_call.arguments))
