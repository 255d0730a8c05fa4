"""A taskset of seeds for verifiers, the environment that plays them, and a harness that only talks.

The library finds them by the name of a module at the top, which is `watchfloor_verifiers`.
"""

# pyright: reportMissingImports=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownParameterType=false
# pyright: reportUnknownVariableType=false, reportUntypedBaseClass=false
# pyright: reportUntypedFunctionDecorator=false
# The library is too heavy to be there whenever types are checked.

from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Self, Unpack

from watchfloor.adapters.arrangement import Arrangement, Options, Seeds, arranged, numbers
from watchfloor.adapters.dialogue import Dialogue, Ending
from watchfloor.adapters.extra import missing
from watchfloor.agents.backend import Call, Message
from watchfloor.errors import WatchfloorError

try:
    import httpx
    import verifiers.v1 as vf
    from pydantic import model_validator
except ModuleNotFoundError as error:
    raise missing(error, "verifiers") from None

HOME = "watchfloor-verifiers"
"""What this taskset, with its environment and its harness, is called in configurations."""


class GameConfig(vf.TasksetConfig):
    """Which game is played, on which seeds, and by whom besides the model."""

    game: str = "opensoc"
    """A shipped game, or the folder of another."""
    seeds: str = "0-49"
    scenario: str = ""
    mode: str = ""
    recipe: str = ""
    roles: str | list[str] = ""
    """The seats of the model, or `all`."""
    others: str | dict[str, str] = ""
    """The policy in every other seat, or the policy of each."""
    player: str = ""
    """What records call the model."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        try:
            numbers(self.seeds)
            self.arrangement()
        except WatchfloorError as error:
            raise ValueError(str(error)) from None
        return self

    def arrangement(self) -> Arrangement:
        """Return what is agreed for every episode."""
        options = Options(
            scenario=self.scenario,
            mode=self.mode,
            recipe=self.recipe,
            roles=self.roles,
            others=self.others,
            player=self.player,
        )
        return arranged(self.game, **options)


class SeedData(vf.TaskData):
    """The seed of one episode; no message holds it."""

    seed: int


class SeedTask(vf.Task[SeedData]):
    """One episode to play."""


class GameTaskset(vf.Taskset[SeedTask, GameConfig]):
    """The seeds of a game as tasks."""

    def load(self) -> Iterator[SeedTask]:
        """Return a task for each seed."""
        for seed in numbers(self.config.seeds):
            data = SeedData(name=f"{self.config.game}#{seed}", seed=seed)
            yield SeedTask(data, self.config.task)


class TalkHarness(vf.Harness[vf.HarnessConfig]):
    """Sends a conversation as it is given, once, and runs nothing."""

    APPENDS_SYSTEM_PROMPT = True
    SUPPORTS_RESUME = True
    EXECUTES_CODE = False
    NEEDS_CONTAINER = False

    async def launch(  # noqa: PLR0913, PLR0917  # as the library calls it
        self,
        ctx: vf.ModelContext,
        trace: vf.Trace,
        runtime: vf.Runtime,
        endpoint: str,
        secret: str,
        mcp_urls: dict[str, str],
        data: vf.TaskData,
    ) -> vf.ProgramResult:
        """Refuse a task that brings its own prompt: an episode is told turn by turn."""
        del ctx, trace, runtime, endpoint, secret, mcp_urls, data
        return vf.ProgramResult(1, "", "this harness plays games; give it the tasks of one")

    async def resume(  # noqa: PLR0913, PLR0917  # as the library calls it
        self,
        ctx: vf.ModelContext,
        trace: vf.Trace,
        runtime: vf.Runtime,
        endpoint: str,
        secret: str,
        mcp_urls: dict[str, str],
        data: vf.TaskData,
        messages: vf.Messages,
        tool_interception_url: str | None = None,
    ) -> vf.ProgramResult:
        """Send *messages*, which hold all that the model is to know now."""
        del trace, runtime, mcp_urls, tool_interception_url
        told = [{"role": it.role, "content": it.content} for it in messages]
        if data.system_prompt is not None:
            told.insert(0, {"role": "system", "content": data.system_prompt})
        async with httpx.AsyncClient(timeout=None, trust_env=False) as client:  # noqa: S113  # limits are the library's
            answer = await client.post(
                f"{endpoint}/chat/completions",
                json={"model": ctx.model, "messages": told},
                headers={"authorization": f"Bearer {secret}"},
            )
        return vf.ProgramResult(0 if answer.is_success else 1, "", answer.text)


class GameEnvConfig(vf.EnvConfig):
    """The one model, in as many seats as the taskset gives it."""

    player: vf.AgentConfig = vf.AgentConfig(runtime=vf.SubprocessConfig())


class GameEnv(vf.Env[GameEnvConfig]):
    """Plays an episode: a trace for each seat of the model, with what the seat was paid."""

    async def run(self, task: SeedTask, agents: vf.Agents) -> None:
        """Play the episode of *task* to its end; one that does not come to it is not scored."""
        arrangement = self.taskset.config.arrangement()
        dialogue = Dialogue(arrangement, task.data.seed)
        talks: dict[str, vf.Interaction] = {}
        async with AsyncExitStack() as stack:
            while (role := dialogue.role) is not None:
                if role not in talks:
                    opened = agents.player.interaction(task)
                    talks[role] = await stack.enter_async_context(opened)
                answer = await talks[role].turn([_wire(it) for it in dialogue.messages()])
                if answer.terminated:
                    message = f"{role} was stopped before the end of the episode; it is not scored"
                    raise RuntimeError(message)
                dialogue.say(*_said(answer))
            ending = dialogue.ending
            if ending is None or ending.no_reply:
                message = f"the episode is not scored: {ending.no_reply if ending else 'cut'}"
                raise RuntimeError(message)
        for role, talk in talks.items():
            _score(talk.trace, role, ending)


def environment(game: str, seeds: Seeds = "0-49", **options: Unpack[Options]) -> vf.Env:
    """Return the environment of *game*, shipped or in a folder, on *seeds*, by *options*."""
    arranged(game, **options)
    listed = ",".join(map(str, numbers(seeds)))
    taskset = {"id": HOME, "game": game, "seeds": listed, **options}
    return vf.load_environment(vf.resolve_env_config({"taskset": taskset}))


def _wire(message: Message) -> dict[str, str]:
    return {"role": message.role, "content": message.content}


def _said(answer: vf.Segment) -> tuple[str, list[Call]]:
    """Return the words and the tool calls of *answer*."""
    last = answer.messages[-1]
    content = last.content if isinstance(last.content, str) else answer.last_reply
    return content, [Call(it.name, it.arguments) for it in last.tool_calls or ()]


def _score(trace: vf.Trace, role: str, ending: Ending) -> None:
    told = ending.told(role)
    trace.record_reward("points", told["points"])
    trace.record_metrics({f"paid_{term}": paid for term, paid in told["paid"].items()})
    trace.info.update(role=role, **ending.info(role))
