"""What a running environment is tried for, beyond what OpenEnv 0.10 grades by itself."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from openenv.validation.manifest import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    NormalizedManifest,
)
from websockets.sync.client import connect

from watchfloor.agents import games
from watchfloor.play.action import parse
from watchfloor.play.game import Game, Setting
from watchfloor.play.replay import divergence
from watchfloor.play.reward import ONE
from watchfloor.play.trajectory import START
from watchfloor.server import wire
from watchfloor.server.openenv import Room, environment, kinds
from watchfloor.server.openenv_process import Running
from watchfloor.server.session import House

Recorded = dict[str, Any]
Problems = list[str]


@dataclass(frozen=True, slots=True)
class Trial:
    """A running environment, and what it ships to be tried with."""

    root: Path
    manifest: NormalizedManifest
    running: Running
    probe: Recorded

    @property
    def game(self) -> Game[Any]:
        """The game that the environment serves."""
        return games.find(self.manifest.name)

    def recorded(self, name: str) -> list[Recorded]:
        """Return the episodes of a file below `validation`."""
        lines = (self.root / "validation" / f"{name}.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def played(self, *episodes: Recorded) -> list[list[str]]:
        """Return all that is told to each of *episodes*, played at the same time on own lines."""
        address = f"ws://127.0.0.1:{self.running.port}/ws"
        told: list[list[str]] = [[] for _ in episodes]
        waiting = [_frames(it) for it in episodes]
        with ExitStack() as stack:
            lines = [
                stack.enter_context(connect(address, compression=None, max_size=None))
                for _ in episodes
            ]
            while any(waiting):
                for line, frames, heard in zip(lines, waiting, told, strict=True):
                    if frames:
                        line.send(frames.pop(0))
                        heard.append(str(line.recv()))
        return told

    def asked(self, path: str, body: object = None) -> tuple[int, Any]:
        """Return the status and the JSON of *path*."""
        sent = None if body is None else json.dumps(body).encode()
        url = f"{self.running.base_url}{path}"
        asked = Request(url, sent, {"content-type": "application/json"})  # noqa: S310  # of our own making
        try:
            with urlopen(asked, timeout=30) as answer:  # noqa: S310  # of our own making
                return answer.status, json.loads(answer.read())
        except HTTPError as error:
            return error.code, None


Check = Callable[[Trial], Problems]


def _frames(episode: Recorded) -> list[str]:
    frames = [("reset", episode["reset"]), *(("step", it) for it in episode["actions"])]
    return [json.dumps({"type": kind, "data": fields}) for kind, fields in frames]


def _reward(told: list[str]) -> float:
    return float(json.loads(told[-1])["data"]["reward"])


def _with_seed(episode: Recorded, seed: int) -> Recorded:
    return {**episode, "reset": {**episode["reset"], "seed": seed}}


def _unless(is_so: bool, problem: str) -> Problems:  # noqa: FBT001  # reads as a sentence
    return [] if is_so else [problem]


def _seed_control(trial: Trial) -> Problems:
    found = [trial.played(_with_seed(trial.probe, seed))[0][0] for seed in (7, 7, 8)]
    return [
        *_unless(found[0] == found[1], "one seed opens two worlds"),
        *_unless(found[1] != found[2], "two seeds open one world"),
    ]


def _determinism(trial: Trial) -> Problems:
    first, second = (trial.played(trial.probe)[0] for _ in range(2))
    return _unless(first == second, "the same episode is told otherwise the second time")


def _isolation(trial: Trial) -> Problems:
    several = [_with_seed(trial.probe, seed) for seed in range(7, 15)]
    alone = [trial.played(it)[0] for it in several]
    return _unless(trial.played(*several) == alone, "sessions are told of one another")


def _record(trial: Trial) -> Problems:
    told = [json.loads(it) for it in trial.played(trial.probe)[0]]
    kinds_ = {it["type"] for it in told}
    return [
        *_unless(kinds_ == {"observation"}, f"the episode is answered by {sorted(kinds_)}"),
        *_unless(told[-1]["data"]["done"], "the episode of the probe has no end"),
    ]


def _held(held: Any, name: str, otherwise: Any = None) -> Any:  # noqa: ANN401  # JSON
    return held.get(name, otherwise) if isinstance(held, dict) else otherwise  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # of any shape


def _tools(trial: Trial) -> Problems:
    asked: Recorded = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    _, told = trial.asked("/mcp", asked)
    found = [str(it["name"]) for it in _held(_held(told, "result"), "tools", [])]
    declared = trial.manifest.capabilities.declared_tools
    return _unless(sorted(found) == sorted(declared), f"tools {found}, declared {declared}")


def _tasks(trial: Trial) -> Problems:
    name, declared = trial.manifest.name, trial.manifest.capabilities.declared_task_count
    _, splits = trial.asked(f"/{name}/splits")
    found = {
        it["name"]: trial.asked(f"/{name}/num_tasks", {"split": it["name"]})[1]["num_tasks"]
        for it in splits
    }
    return _unless(found == declared, f"tasks {found}, declared {declared}")


def _room(trial: Trial, episode: Recorded) -> Room:
    """Return a room of this process in which *episode* was played to its end."""
    room = environment(trial.game, House())()
    move = kinds(trial.game)[0]
    room.reset(**episode["reset"])
    for action in episode["actions"]:
        room.step(move.model_validate(action))
    return room


def _parts(room: Room) -> dict[str, float]:
    """Return what the rubric of *room* shows of the last episode, by term."""
    return {str(name): float(it.last_score or 0.0) for name, it in room.rubric.named_rubrics()}


def _rubric(trial: Trial) -> Problems:
    room = environment(trial.game, House())()
    names = list(_parts(room))
    return _unless(set(trial.game.terms) <= set(names), f"the rubric shows {names}")


def _attribution(trial: Trial) -> Problems:
    problems: Problems = []
    for episode in (*trial.recorded("oracle"), *trial.recorded("canaries")):
        parts = sum(_parts(_room(trial, episode)).values())
        if abs(parts - episode["reward"]) > 1e-9:
            problems.append(f"{episode['policy']}: the parts add up to {parts}")
    return problems


def _host(trial: Trial) -> Problems:
    trial.played(trial.probe)
    written = trial.running.written()
    return _unless(not written, f"the server wrote {written}")


def _memory(trial: Trial) -> Problems:
    trial.played(*[_with_seed(trial.probe, seed) for seed in range(16)])
    taken, most = trial.running.megabytes(), trial.manifest.resources.memory_mb
    return _unless(taken <= most, f"{taken:.0f} MB taken, {most} declared")


def _oracle_is_inside(trial: Trial) -> Problems:
    location = trial.manifest.capabilities.oracle
    names = [location.location if location else "", "validation/oracle.jsonl"]
    served = [name for name in names if trial.asked(f"/{name}")[0] != 404]
    ignored = (trial.root / ".dockerignore").read_text("utf-8").splitlines()
    return [
        *_unless(not served, f"the server hands out {served}"),
        *_unless(ignored[0] == "*" and "!validation" not in ignored, "the image holds the oracle"),
    ]


def _oracle(trial: Trial) -> Problems:
    least = trial.manifest.reward.range[1] - trial.manifest.reward.oracle_tolerance
    found = [_reward(it) for it in trial.played(*trial.recorded("oracle"))]
    return _unless(min(found) >= least, f"the oracle earns {found}, expected {least}")


def _floor(trial: Trial) -> Problems:
    best = min(_reward(it) for it in trial.played(*trial.recorded("oracle")))
    lazy = max(_reward(it) for it in trial.played(*trial.recorded("canaries")))
    gap, least = best - lazy, trial.manifest.reward.floor_margin
    return _unless(gap >= least, f"the oracle is {gap} above the lazy ones, expected {least}")


def _canaries(trial: Trial) -> Problems:
    episodes = trial.recorded("canaries")
    found = [_reward(it) for it in trial.played(*episodes)]
    return [
        f"{episode['policy']} earns {reward}, expected nothing"
        for episode, reward in zip(episodes, found, strict=True)
        if reward > 0
    ]


def _leakage(trial: Trial) -> Problems:
    """Look for words of the truth in all that is told while the oracle plays, up to the end."""
    problems: Problems = []
    game = trial.game
    for episode in trial.recorded("oracle"):
        told = trial.played(episode)[0]
        wish = episode["reset"]
        state = game.first(Setting(wish["scenario"], game.modes[0], wish["seed"]))
        for said, action in zip(told, episode["actions"], strict=False):
            problems += [f"{word!r} is told" for word in game.secrets(state) if word in said]
            role = game.to_move(state) or ""
            state = game.apply(state, parse(wire.reply(action), game.roles[role].moves)).state
    return problems


def _verifier(trial: Trial) -> Problems:
    for episode in (*trial.recorded("oracle"), *trial.recorded("canaries")):
        found = {_reward(it) for it in trial.played(*([episode] * 3))}
        if found != {episode["reward"]}:
            return [f"{episode['policy']} earns {sorted(found)}, recorded {episode['reward']}"]
    return []


def _portability(trial: Trial) -> Problems:
    """Price every recorded episode in this process, which has another hash seed and no server."""
    problems: Problems = []
    for episode in (*trial.recorded("oracle"), *trial.recorded("canaries")):
        trajectory = _room(trial, episode).session.trajectory
        rewards = {it.total / ONE for it in trajectory.end.rewards} if trajectory else set[float]()
        if episode["reward"] not in rewards:
            problems.append(f"{episode['policy']} earns {sorted(rewards)} in another process")
    return problems


def _envelope(trial: Trial) -> Problems:
    began = monotonic()
    trial.played(trial.probe)
    taken, most = monotonic() - began, trial.manifest.resources.episode_timeout_s
    return [*_unless(taken <= most, f"the probe takes {taken:.1f} s"), *_memory(trial)]


def _replay(trial: Trial) -> Problems:
    trajectory = _room(trial, trial.probe).session.trajectory
    if trajectory is None:
        return ["the episode of the probe has no end"]
    flaw = divergence(trial.game, trajectory, START)
    return [] if flaw is None else [f"line {flaw.index}: {flaw.reason}"]


CHECKS: dict[str, Check] = {
    "runtime.seed_control": _seed_control,
    "runtime.episode_determinism": _determinism,
    "runtime.episode_isolation": _isolation,
    "runtime.trajectory_record": _record,
    "runtime.tool_declaration_accuracy": _tools,
    "runtime.task_declaration_accuracy": _tasks,
    "runtime.rubric_introspectable": _rubric,
    "runtime.reward_attribution": _attribution,
    "runtime.host_containment": _host,
    "runtime.resource_bounds": _memory,
    "runtime.oracle_containment": _oracle_is_inside,
    "semantic.oracle_max": _oracle,
    "semantic.floor_gap": _floor,
    "semantic.canary_floor": _canaries,
    "semantic.no_solution_leakage": _leakage,
    "semantic.verifier_determinism": _verifier,
    "semantic.verifier_portability": _portability,
    "semantic.resource_envelope": _envelope,
    "semantic.replayability": _replay,
}
"""What needs a running server."""
