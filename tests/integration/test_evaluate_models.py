"""Models that are put to the test, and endpoints that fail meanwhile."""

import json
import signal
import time
from pathlib import Path

import pytest

from endpoint import MONITOR, Server, holding, later, say
from integration.going import EVALUATE, results, started, stop
from integration.terminal import Done, call

MODEL = (
    *(*EVALUATE, "--game", "opensoc", "--mode", "defender_only"),
    *("--policy", "openai:m"),
)
"""A model on four stages, beside the policies of the suite."""


def _model(server: Server, *words: object) -> Done:
    return call(*MODEL, "--base-url", server.url, *map(str, words))


def _own(path: Path) -> list[dict[str, object]]:
    """Return the results of the model in the run at *path*."""
    found = [json.loads(line) for line in results(path).splitlines()]
    return [it for it in found if it["policy"] == "openai:m"]


@pytest.mark.slow
def test_a_model_is_asked_several_things_at_once(tmp_path: Path) -> None:
    """As many requests are sent at a time as are allowed, and each episode keeps its own costs."""
    with Server(later(0.05, say(MONITOR))) as server:
        done = _model(server, "--seeds", "10", "--concurrency", "4", "--out", tmp_path / "run")

    assert done.status == 0
    assert server.most_at_once == 4
    assert len(server.asked) == 4 * 10
    assert [it["usage"]["calls"] for it in _own(tmp_path / "run")] == [1] * 40  # type: ignore[index]


@pytest.mark.slow
def test_a_model_plays_a_seed_as_often_as_it_is_told(tmp_path: Path) -> None:
    """Repeats meet one world with other draws; who draws nothing plays once."""
    words = ("--scenario", "stage1_basic", "--seeds", "2", "--repeats", "3")
    with Server(say(MONITOR)) as server:
        done = _model(server, *words, "--out", tmp_path / "run")
    own = _own(tmp_path / "run")

    assert done.status == 0
    assert [it["repeat"] for it in own] == [0, 1, 2] * 2
    assert len({it["world"] for it in own}) == 2
    assert len({asked.body["seed"] for asked in server.asked}) == 6
    assert results(tmp_path / "run").count(b'"policy":"oracle"') == 2


@pytest.mark.slow
def test_an_endpoint_that_fails_is_counted_and_never_scored(tmp_path: Path) -> None:
    """What could not be asked is in no mean, and the run goes on."""
    broken = [holding({"error": "no"}, 500)] * 3
    words = ("--scenario", "stage1_basic", "--seeds", "8", "--retries", "0", "--json")
    with Server(say(MONITOR), *broken, say(MONITOR)) as server:
        done = _model(server, *words, "--concurrency", "1", "--out", tmp_path / "run")
    row = next(it for it in json.loads(done.out)["cells"] if it["policy"] == "openai:m")
    paid = [it["rewards"]["defender"] for it in _own(tmp_path / "run") if it["rewards"]]  # type: ignore[index]

    assert (row["no_replies"], row["episodes"]) == (3, 5)
    assert row["reward"]["mean"] == pytest.approx(sum(paid) / len(paid) / 1e6)


@pytest.mark.slow
def test_a_model_that_could_not_be_asked_is_asked_again(tmp_path: Path) -> None:
    """Whoever replied is not asked again, and what models said stands beside their episodes."""
    words = ("--scenario", "stage1_basic", "--seeds", "20", "--retries", "0", "--answers")
    path = tmp_path / "run"
    broken = [say(MONITOR), *[holding({"error": "no"}, 500)] * 7]
    with Server(say(MONITOR), *broken, say(MONITOR)) as server:
        _model(server, *words, "--concurrency", "1", "--out", path)
        asked = len(server.asked)
        done = call(*EVALUATE, "--resume", path, "--again", "--answers")
    own = _own(path)
    files = (it.read_bytes() for it in path.glob("answers/*"))
    said = [json.loads(line) for it in files for line in it.splitlines()]

    assert "watchfloor: 7 episodes without a reply are played again" in done.err
    assert len(server.asked) == asked + 7
    assert [it["no_reply"] for it in own] == [""] * 20
    assert sorted(it["hash"] for it in said) == sorted(str(it["hash"]) for it in own)
    assert call("verify", path).status == 0


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_a_finished_episode_is_paid_for_once(tmp_path: Path, sent: int) -> None:
    """A run that was stopped asks for what it was asking for as before, and for nothing it has."""
    words = ("--scenario", "stage1_basic", "--seeds", "16", "--concurrency", "3", "--terse")
    path = tmp_path / "run"
    with Server(later(0.03, say(MONITOR))) as server:
        for asked in (5, 10):
            command = (*MODEL, "--base-url", server.url, *words, "--out", path)
            with started(*command) as process:
                until = time.monotonic() + 60
                while len(server.asked) < asked:
                    assert time.monotonic() < until, "nobody is asked"
                    time.sleep(0.005)
                stop(process, sent)
        done = call(*EVALUATE, "--resume", path, "--concurrency", "3")

    assert done.status == 0
    assert 16 <= len(server.asked) <= 16 + 2 * 3
    assert max(len(it.body["messages"][0]["content"]) for it in server.asked) < 400
    assert [it["no_reply"] for it in _own(path)] == [""] * 16
