"""The environments as OpenEnv packages: valid, found, current, and driven by their clients."""

import asyncio
import json
import runpy
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import environ
from pathlib import Path
from socket import socket
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from architecture.source import ROOT
from served import Server
from watchfloor.agents import games

pytestmark = pytest.mark.slow

NAMES = games.shipped()
VALIDATE = "watchfloor.server.openenv_validation"
PUSH = "watchfloor.server.openenv_push"
ASKING = """
import json, sys
from openenv.cli.__main__ import app
from typer.testing import CliRunner
told = [CliRunner().invoke(app, words) for words in json.loads(sys.argv[1])]
print(json.dumps([[it.exit_code, it.output] for it in told]))
"""
"""Asks the tool of the framework many things in one process, since it takes long to load."""
SABOTAGED = """
from itertools import count
from pathlib import Path
from watchfloor.server import session
numbers = count()
def drifting(self, wish, honest=session.Session._setting):
    found = honest(self, wish)
    return session.Setting(found.scenario, found.mode, found.seed + next(numbers))
session.Session._setting = drifting
(Path.home() / "left").write_text("x")
"""
"""What makes a server drift from world to world, and write where it should not."""
DRIVING = """
import asyncio, sys
sys.path.insert(0, "envs/opensoc")
from client import OpenSocClient
from models import SubmitTriage
served = {it.split(".")[2] for it in sys.modules if it.startswith("watchfloor.server.")}
assert served == {"openenv_client"}, served
address, move = sys.argv[1], SubmitTriage(action="monitor")
with OpenSocClient(base_url=address).sync() as client:
    seen = client.reset(seed=7, episode_id="mine").observation
    assert seen.text.startswith("defender, turn 1"), seen.text
    assert client.state().episode_id == "mine"
    ended = client.step(move)
async def again():
    async with OpenSocClient(base_url=address) as client:
        await client.reset(seed=7)
        return await client.step('{"move": "submit_triage", "action": "monitor"}')
assert asyncio.run(again()).reward == ended.reward
from openenv.core.generic_client import GenericEnvClient
with GenericEnvClient(base_url=address).sync() as client:
    client.reset(seed=7)
    found = client.step({"move": "submit_triage", "action": "monitor"})
    assert (found.reward, found.done) == (ended.reward, True)
print(ended.reward)
"""


SAME = """
import json
from watchfloor.agents import games
from watchfloor.server.limits import Limits
from watchfloor.server.openenv import environment, kinds
from watchfloor.server.session import House, Session
from watchfloor.server.sockets import Hall
from openenv.core.env_server.serialization import serialize_observation
for name in games.shipped():
    game = games.find(name)
    hall, session, room = Hall(game, House(), Limits()), Session(game, House()), None
    room = environment(game, House())()
    lines = open(f"envs/{name}/validation/oracle.jsonl").read().splitlines()
    for episode in map(json.loads, lines):
        asked = [("reset", episode["reset"]), *(("step", it) for it in episode["actions"])]
        for kind, fields in asked:
            said = hall._answer(session, json.dumps({"type": kind, "data": fields}))
            move = kinds(game)[0].model_validate(fields) if kind == "step" else None
            seen = room.step(move) if move else room.reset(**fields)
            found = json.loads(json.dumps(serialize_observation(seen)))
            assert json.loads(said) == {"type": "observation", "data": found}, (said, found)
"""
"""Plays what the oracle recorded through our endpoint and through the framework's environment."""


def _graded(*folders: Path) -> list[list[str]]:
    """Return the rows of the report on *folders*: folder, check, status."""
    command = [sys.executable, "-m", VALIDATE, *map(str, folders)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return [line.replace(":", "").split(" ")[:3] for line in done.stdout.splitlines()]


def test_an_environment_is_valid_at_every_level() -> None:
    """All that the framework grades and all that we grade passes; one check needs an engine."""
    found = _graded(*(ROOT / "envs" / name for name in NAMES))
    left = [row[1:] for row in found if row[2] != "pass"]

    assert len(found) == 32 * len(NAMES)
    assert left == [["runtime.network_policy", "skip"]] * len(NAMES)


def _copied(name: str, folder: Path) -> Path:
    """Return a copy of an environment in *folder*, with a wheel where the image build wants it."""
    home = folder / name
    shutil.copytree(ROOT / "envs" / name, home, ignore=shutil.ignore_patterns("vendor"))
    (home / "vendor").mkdir()
    (home / "vendor" / "watchfloor-0.1.0-py3-none-any.whl").write_bytes(b"")
    return home


def _pushed(*folders: Path) -> tuple[int, list[str]]:
    """Return what the check before an upload says of the environments in *folders*."""
    command = [sys.executable, "-m", PUSH, *map(str, folders)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    own = tuple(f"{folder}: " for folder in folders)
    told = [line for line in done.stdout.splitlines() if line.startswith(own)]
    return done.returncode, [line.partition(": ")[2] for line in told]


def test_all_is_ready_for_an_upload(tmp_path: Path) -> None:
    """The framework's own command stages both environments as a Space that can be built."""
    status, told = _pushed(*(_copied(name, tmp_path) for name in NAMES))
    ready = "1 variables would be uploaded"

    assert status == 0
    assert [line.partition(" files and ")[2] for line in told] == [ready] * len(NAMES)


def test_what_no_space_could_be_built_of_is_told(tmp_path: Path) -> None:
    """Each mistake is a sentence, and the status says that something is wrong."""
    home = _copied("opensoc", tmp_path)
    shutil.rmtree(home / "vendor")
    readme = home / "README.md"
    readme.write_text(readme.read_text("utf-8").replace("app_port: 8000", "app_port: 7860"))
    (home / "server.key").write_text("x")
    status, told = _pushed(home)

    assert status == 1
    assert told == [
        "README.md says app_port 7860, expected 8000",
        "the Dockerfile copies vendor/, which would not be there",
        "there is no wheel in vendor/; run `python envs/make.py --wheels` first",
        "server.key is not for others",
        "not ready, 4 problems",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_linter_of_dockerfiles_has_nothing_to_say(name: str) -> None:
    """The recipe of each image keeps every rule of hadolint."""
    linter = Path(sys.executable).with_name("hadolint")
    file = ROOT / "envs" / name / "server" / "Dockerfile"
    done = subprocess.run([linter, file], check=False, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "")


def test_what_is_wrong_is_seen(tmp_path: Path) -> None:
    """An environment that drifts, lies, leaks files and pins nothing fails where it should."""
    home = tmp_path / "opensoc"
    shutil.copytree(ROOT / "envs" / "opensoc", home, ignore=shutil.ignore_patterns("vendor"))
    app = home / "server" / "app.py"
    app.write_text(SABOTAGED + app.read_text("utf-8").partition('"""')[2].partition('"""')[2])
    (home / "server" / "requirements.txt").write_text("openenv\n")
    (home / ".dockerignore").write_text("vendor\n")
    shutil.copy(home / "validation" / "oracle.jsonl", home / "validation" / "canaries.jsonl")
    manifest = yaml.safe_load((home / "openenv.yaml").read_text("utf-8"))
    declared = manifest["validation"]["capabilities"]
    declared["declared_task_count"]["test"], declared["declared_tools"] = 7, ["hammer"]
    (home / "openenv.yaml").write_text(yaml.safe_dump(manifest))
    failed = {check for _, check, status in _graded(home) if status == "fail"}

    assert failed >= {
        "static.dependency_pinning",
        "runtime.seed_control",
        "runtime.episode_determinism",
        "runtime.episode_isolation",
        "runtime.host_containment",
        "runtime.oracle_containment",
        "runtime.task_declaration_accuracy",
        "runtime.tool_declaration_accuracy",
        "semantic.oracle_max",
        "semantic.floor_gap",
        "semantic.verifier_determinism",
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_an_image_installs_is_what_the_wheel_asks_for(name: str) -> None:
    """Each package that serving needs is pinned, at a version that `pyproject.toml` allows."""
    made = runpy.run_path(str(ROOT / "envs" / "make.py"))
    lines = (ROOT / "envs" / name / "server" / "requirements.txt").read_text("utf-8").splitlines()
    words = [line.split() for line in lines if not line.startswith("#")]
    pinned = dict(word[0].split("==") for word in words)
    asked = [Requirement(it) for it in made["NEEDED"]]

    assert [it.name for it in asked if it.name not in pinned] == []
    assert [it for it in asked if pinned[it.name] not in it.specifier] == []
    assert [word for word in words if not word[1].startswith("--hash=sha256:")] == []


def test_what_is_generated_is_current() -> None:
    """The probe, the oracle and the canaries are what is played today."""
    made = runpy.run_path(str(ROOT / "envs" / "make.py"))
    stale = [
        f"{name}/{file}"
        for name in NAMES
        for file, text in made["files"](name).items()
        if (ROOT / "envs" / name / "validation" / file).read_bytes() != text
    ]

    assert stale == []


@pytest.mark.parametrize("name", NAMES)
def test_the_manifest_says_what_is_played(name: str) -> None:
    """The data set of an environment is called by the rules of its game."""
    manifest = yaml.safe_load((ROOT / "envs" / name / "openenv.yaml").read_text("utf-8"))

    assert manifest["validation"]["task_distribution"]["dataset_version"] == games.find(name).rules


def _committed(folder: Path) -> None:
    """Commit the environments into a repository in *folder*, which a catalogue is built from."""
    for name in NAMES:
        ignored = shutil.ignore_patterns("vendor", "__pycache__")
        shutil.copytree(ROOT / "envs" / name, folder / "envs" / name, ignore=ignored)
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
        subprocess.run([*git, *words], cwd=folder, check=True)


def test_the_tool_of_the_framework_takes_both(server: Server, tmp_path: Path) -> None:
    """`openenv` validates both packages and both servers, lists them, and finds them by task."""
    repository, snapshot = tmp_path / "repository", tmp_path / "snapshot.json"
    repository.mkdir()
    _committed(repository)
    uri = "https://github.com/example/watchfloor.git"
    build = ["catalog", "build", "--repository", str(repository), "--repository-uri", uri]
    build += ["--publisher", "example.org", "--output", str(snapshot)]
    find = ["discover", "--catalog", str(snapshot)]
    address = f"http://{server.host}:{server.port}"
    asked = [
        *(["validate", str(ROOT / "envs" / name), "--level", "static"] for name in NAMES),
        *(["validate", "--url", f"{address}/{name}"] for name in NAMES),
        build,
        [*find, "incident war-room for a team"],
        [*find, "train a SOC analyst to triage alerts"],
    ]
    command = [sys.executable, "-c", ASKING, json.dumps(asked)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])

    assert [status for status, _ in told] == [0] * len(asked)
    assert all(name in text for name, (_, text) in zip(NAMES, told[-2:], strict=True))


@contextmanager
def _environment(name: str) -> Iterator[Server]:
    """Serve the environment *name* as its image does."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "server.app"],
        cwd=ROOT / "envs" / name,
        env={**environ, "PORT": str(port), "FRAMED_BY": "https://huggingface.co"},
        stderr=subprocess.DEVNULL,
        text=True,
    )
    server, until = Server("127.0.0.1", port, process), time.monotonic() + 60
    try:
        while True:
            with suppress(ConnectionError):
                server.raw("GET", "/health", b"")
                break
            assert time.monotonic() < until, "nothing is served"
            time.sleep(0.05)
        yield server
    finally:
        process.terminate()
        process.wait()


@pytest.mark.parametrize("name", NAMES)
def test_an_environment_shows_the_page(name: str) -> None:
    """What the hub opens under `web` is the page of both games, which the hub may frame."""
    wish = {"game": "logsentinel", "scenario": "easy", "mode": "sequential", "index": 3}
    with _environment(name) as server:
        page, beside = server.raw("GET", "/", b""), server.headers("/")
        statuses = [server.raw("GET", path, b"")[0] for path in ("/web", "/page/pairs", "/health")]
        begun, _ = server.ask("POST", "/page/begin", {**wish, "roles": ["db_sre"]})

    assert [page[0], *statuses, begun] == [200, 307, 200, 200, 200]
    assert beside["content-security-policy"].endswith("'self' https://huggingface.co")


def test_our_endpoint_says_what_the_environment_of_the_framework_says() -> None:
    """A client cannot tell by what it is told which of the two serves it."""
    command = [sys.executable, "-c", SAME]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


def test_every_client_drives_a_server(server: Server) -> None:
    """The typed client, both ways, and the framework's generic one play the same episode."""
    address = f"http://{server.host}:{server.port}/opensoc"
    command = [sys.executable, "-c", DRIVING, address]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert float(done.stdout) == asyncio.run(_reward(server))


async def _reward(server: Server) -> float:
    async with server.line("opensoc") as line:
        await line.ask("reset", seed=7)
        told: dict[str, Any] = await line.ask("step", move="submit_triage", action="monitor")
        return float(json.dumps(told["reward"]))
