"""Tests of the environments for verifiers, against the library itself and a real server."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
import verifiers.v1 as vf

from adapted import ALL_SEATS, ONE_SEAT, Case, Driven, Replies, breaches, untold
from endpoint import Asked, Behaviour, Server, completion, hang_up, holding
from watchfloor.adapters.verifiers import HOME, environment

pytestmark = pytest.mark.filterwarnings("ignore")  # what the library itself is warned of
MONITOR = '{"move": "submit_triage", "action": "monitor"}'


def _says(content: str, **further: object) -> dict[str, Any]:
    """Return a whole answer, as this library wants it."""
    body = {"id": "1", "created": 1, "model": "m", **completion(content, **further)}
    body["usage"]["total_tokens"] = 120
    return body


def _answering(answer: Callable[[list[dict[str, Any]]], str]) -> Behaviour:
    async def behave(writer: asyncio.StreamWriter, asked: Asked) -> None:
        await holding(_says(answer(asked.body["messages"])))(writer, asked)

    return behave


def _run(env: vf.Env, server: Server) -> vf.Episode:
    """Return the episode of the first task of *env*, whose model is behind *server*."""
    client = vf.EvalClientConfig(base_url=server.url, api_key_var="NO_KEY")

    async def run() -> vf.Episode:
        async with env.serving():
            return await env.run_episode(
                next(iter(env.taskset)), vf.ModelContext(model="m", client=client)
            )

    return asyncio.run(run())


def drive(case: Case, replies: Replies) -> Driven:
    """Play *case* as a user of the library does, who runs an episode of a task."""
    shown: list[str] = []

    def answer(messages: list[dict[str, Any]]) -> str:
        shown.append("\n".join(it["content"] for it in messages))
        lines = messages[-1]["content"].split("\n")
        return replies(next(it for it in lines if ", turn " in it).partition(",")[0])

    with Server(_answering(answer)) as server:
        episode = _run(environment(case.game, case.seed, **case.options), server)
    assert episode.ok, episode.errors
    told = {}
    for trace in episode.traces:
        assert trace.reward == trace.info["points"]
        told[trace.info["role"]] = {key: it for key, it in trace.info.items() if key != "role"}
    return Driven(shown, told)


@pytest.mark.slow
@pytest.mark.parametrize("case", [*ONE_SEAT, *ALL_SEATS[:2]], ids=str)
def test_the_contract_holds(case: Case) -> None:
    """An episode through the library is the one that our own driver plays, and tells no truth."""
    assert list(breaches(drive, case)) == []


def test_a_callers_mistake_is_a_sentence() -> None:
    """Whatever is asked for by a wrong name is told with the right ones."""
    assert list(untold(lambda game, options: environment(game, 1, **options))) == []


def test_the_library_finds_the_environment_by_its_name() -> None:
    """A configuration names it, as on the command line, and a mistake in it is told."""
    raw: dict[str, Any] = {"taskset": {"id": HOME, "game": "logsentinel", "seeds": "3-5"}}
    env = vf.load_environment(vf.resolve_env_config(raw))
    raw["taskset"]["scenario"] = "hrad"
    with pytest.raises(ValueError, match="there is no scenario called 'hrad'; did you mean 'hard'"):
        vf.resolve_env_config(raw)

    assert [task.data.seed for task in env.taskset] == [3, 4, 5]


def test_every_seat_of_the_model_has_a_trace_with_its_reward() -> None:
    """A team of one model is four rollouts, each with what its seat was paid for."""
    wait = '{"move": "wait", "ticks": 5}'
    with Server(holding(_says(wait))) as server:
        episode = _run(environment("logsentinel", 5, scenario="easy"), server)
    roles = [trace.info["role"] for trace in episode.traces]
    paid = {sum(it.metrics[name] for name in it.metrics) for it in episode.traces}

    assert sorted(roles) == ["app_sre", "db_sre", "incident_commander", "security_analyst"]
    assert {round(total, 6) for total in paid} == {round(episode.traces[0].reward, 6)}


def test_a_tool_call_is_a_move() -> None:
    """A model may call the move as if it were a tool."""
    function = {"name": "submit_triage", "arguments": json.dumps({"action": "monitor"})}
    call = {"id": "1", "type": "function", "function": function}
    with Server(holding(_says("", tool_calls=[call]))) as server:
        episode = _run(environment("opensoc", 5), server)

    assert episode.traces[0].info["facts"]["answer"] == "monitor"


def test_a_model_that_cannot_be_asked_is_not_scored() -> None:
    """A failed endpoint says nothing of the player: the rollout has failed, without a reward."""
    with Server(hang_up) as server:
        episode = _run(environment("opensoc", 5), server)

    assert not episode.ok
    assert [(trace.ok, trace.rewards) for trace in episode.traces] == [(False, {})]


def test_a_rollout_that_is_stopped_before_the_end_is_not_scored() -> None:
    """A limit on turns cuts the episode, which then failed and has no reward."""
    env = environment("logsentinel", 5, roles="db_sre")
    env.config.player.max_turns = 1
    with Server(holding(_says('{"move": "wait"}'))) as server:
        episode = _run(env, server)

    assert not episode.ok
    assert [trace.rewards for trace in episode.traces] == [{}]
    assert "db_sre was stopped before the end" in str(episode.errors)
