"""Tests of the tasks for Inspect AI, against the library itself, with a model that is none."""

import asyncio
import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Unpack

import pytest
from inspect_ai import Task, eval_async
from inspect_ai.log import EvalLog, read_eval_log
from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    Model,
    ModelOutput,
    ModelUsage,
    get_model,
)
from inspect_ai.tool import ToolCall

from adapted import ALL_SEATS, ONE_SEAT, Case, Driven, Replies, breaches, untold
from watchfloor.adapters.arrangement import Options, arranged
from watchfloor.adapters.inspect import made

pytestmark = pytest.mark.filterwarnings("ignore")  # what the library itself is warned of
MONITOR = '{"move": "submit_triage", "action": "monitor"}'
OFFLINE = Path(__file__).parents[2] / "inspect_offline.py"

Answer = Callable[[list[ChatMessage]], ModelOutput]


def _says(content: str, calls: list[ToolCall] | None = None) -> ModelOutput:
    """Return an answer whose tokens need not be counted, which would ask the network."""
    output = ModelOutput.from_message(ChatMessageAssistant(content=content, tool_calls=calls))
    output.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)
    return output


def _model(answer: Answer) -> Model:
    def outputs(asked: list[ChatMessage], *_further: object) -> ModelOutput:
        return answer(asked)

    return get_model("mockllm/model", custom_outputs=outputs, memoize=False)


def _run(task: Task, folder: Path, answer: Answer, **further: Any) -> EvalLog:  # noqa: ANN401  # as the library has it
    run = eval_async(task, model=_model(answer), log_dir=str(folder), log_format="json", **further)
    (log,) = asyncio.run(run)
    return log


@pytest.fixture
def drive(tmp_path: Path) -> Callable[[Case, Replies], Driven]:
    """Return what plays a case as a user of the library does, who evaluates a task."""

    def driven(case: Case, replies: Replies) -> Driven:
        shown: list[str] = []
        roles = arranged(case.game, **case.options).roles

        def answer(asked: list[ChatMessage]) -> ModelOutput:
            shown.append("\n".join(it.text for it in asked))
            return _says(replies(_role(asked)))

        log = _run(made(case.game, case.seed, case.options), tmp_path, answer)
        (sample,) = log.samples or []
        found = (sample.scores or {})["paid"].metadata or {}
        seats = found.pop("seats")
        return Driven(shown, {role: {**found, **seats[role]} for role in roles})

    return driven


def _role(asked: list[ChatMessage]) -> str:
    """Return who is asked, which stands at the head of the view."""
    lines = asked[-1].text.split("\n")
    return str(next(line for line in lines if ", turn " in line)).partition(",")[0]


@pytest.mark.slow
@pytest.mark.parametrize("case", [*ONE_SEAT, *ALL_SEATS[:2]], ids=str)
def test_the_contract_holds(case: Case, drive: Callable[[Case, Replies], Driven]) -> None:
    """An episode through the library is the one that our own driver plays, and tells no truth."""
    assert list(breaches(drive, case)) == []


def test_a_callers_mistake_is_a_sentence() -> None:
    """Whatever is asked for by a wrong name is told with the right ones."""
    assert list(untold(lambda game, options: made(game, 1, options))) == []


def _played(folder: Path, answer: Answer, **options: Unpack[Options]) -> tuple[EvalLog, Any]:
    """Return the log of one episode of `opensoc`, and its score."""
    log = _run(made("opensoc", 5, options), folder, answer, fail_on_error=False)
    (sample,) = log.samples or []
    return log, (sample.scores or {}).get("paid")


def test_a_tool_call_is_a_move(tmp_path: Path) -> None:
    """A model may call the move as if it were a tool, and its thoughts do not count."""
    call = ToolCall(id="1", function="submit_triage", arguments={"action": "monitor"})
    _, score = _played(tmp_path, lambda _asked: _says("<think>{}</think>", [call]))

    assert score.metadata["seats"]["defender"]["facts"]["answer"] == "monitor"


def test_a_record_in_a_log_is_a_file_that_replays(tmp_path: Path) -> None:
    """What the log keeps of an episode can be saved and proved."""
    _, score = _played(tmp_path, lambda _asked: _says(MONITOR))
    record = tmp_path / "episode.jsonl"
    record.write_text(score.metadata["record"], "utf-8")
    command = [sys.executable, "-m", "watchfloor", "replay", str(record)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_a_model_that_cannot_be_asked_is_an_error_and_is_not_scored(tmp_path: Path) -> None:
    """A failed endpoint says nothing of the player."""

    def fail(_asked: list[ChatMessage]) -> ModelOutput:
        message = "the endpoint is down"
        raise ConnectionError(message)

    log, score = _played(tmp_path, fail)
    (sample,) = log.samples or []

    assert sample.error is not None
    assert "the endpoint is down" in sample.error.message
    assert score is None


def test_a_seat_without_a_part_counts_in_no_mean(tmp_path: Path) -> None:
    """Where an attack is turned away, there is no verdict on the defender."""
    log, score = _played(tmp_path, lambda _asked: _says("no"), mode="self_play", roles="all")
    counted = {it.name: it.scored_samples for it in (log.results.scores if log.results else [])}

    assert math.isnan(score.value["defender"])
    assert counted == {"attacker": 1, "defender": 0}


def test_seats_may_have_models_of_their_own(tmp_path: Path) -> None:
    """The library's roles of models are the seats of the game."""
    asked: list[str] = []

    def other(told: list[ChatMessage]) -> ModelOutput:
        asked.append(_role(told))
        return _says(MONITOR)

    _run(
        made("opensoc", 5, Options()),
        tmp_path,
        lambda _asked: _says("no"),
        model_roles={"defender": _model(other)},
    )

    assert asked == ["defender"]


@pytest.mark.slow
@pytest.mark.parametrize(("game", "seats"), [("opensoc", 1), ("logsentinel", 4)])
def test_the_command_finds_a_task_of_each_game(game: str, seats: int, tmp_path: Path) -> None:
    """`inspect eval` runs it with a mock model, and the log has a mean for each seat."""
    done = _inspect("eval", f"watchfloor/{game}", *_mocked(tmp_path), "-T", "seeds=3-4")
    (log,) = [read_eval_log(str(path)) for path in tmp_path.glob("*.json")]
    assert log.results is not None, done.stderr

    assert (done.returncode, log.status, log.results.completed_samples) == (0, "success", 2)
    assert len(log.results.scores) == seats


@pytest.mark.slow
def test_the_command_tells_a_mistake_in_a_sentence(tmp_path: Path) -> None:
    """A wrong name is answered with the nearest that exists, without a traceback."""
    done = _inspect("eval", "watchfloor/opensoc", *_mocked(tmp_path), "-T", "roles=defnder")
    told = " ".join((done.stdout + done.stderr).split())

    assert done.returncode == 1
    assert "there is no role called 'defnder'; did you mean 'defender'?" in told
    assert "Traceback" not in told


def _mocked(folder: Path) -> list[str]:
    model = ["--model", "mockllm/model", "--display", "plain"]
    return [*model, "--log-dir", str(folder), "--log-format", "json"]


def _inspect(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(OFFLINE), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)
