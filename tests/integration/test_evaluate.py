"""Suites that are evaluated: by how many ever, stopped at any time, and gone on with."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from integration.going import EVALUATE, results, started, stop
from integration.terminal import COMMAND, LOOKOUT, UNMEASURED, Done, call, complaint
from watchfloor.evaluation import store
from watchfloor.evaluation.store import Torn

MANY = (*EVALUATE, "--game", LOOKOUT, "--seeds", "100")
"""800 episodes in 40 pieces."""
NOTING = """
from pathlib import Path
from watchfloor.play.policy import Policy

def seat(role, draws):
    with Path(__file__).with_suffix(".asked").open("a") as file:
        file.write("x")
    return lambda seen: "I cannot tell."

POLICY = Policy(name="noting", summary="Notes every time it sits down.", seat=seat)
"""


def _wait(path: Path, pieces: int) -> None:
    """Wait until the run at *path* has so many *pieces*."""
    until = time.monotonic() + 60
    while len(list(path.glob("pieces/*.jsonl"))) < pieces:
        assert time.monotonic() < until, "nothing is played"
        time.sleep(0.002)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the results of 800 episodes that one process played at one go."""
    path = tmp_path_factory.mktemp("whole") / "run"
    assert call(*MANY, "--jobs", "1", "--out", path).status == 0
    return results(path)


@pytest.mark.slow
def test_it_does_not_show_how_many_were_at_work(tmp_path: Path, whole: bytes) -> None:
    """The results are the same to the byte, however many processes there were."""
    done = call(*MANY, "--jobs", "3", "--out", tmp_path / "run")

    assert done.status == 0
    assert results(tmp_path / "run") == whole


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_stopped_ends_as_if_it_were_not(
    tmp_path: Path, whole: bytes, sent: int
) -> None:
    """Stopped three times over, it loses nothing that was finished and leaves no trace of it."""
    path, statuses, err = tmp_path / "run", [], ""
    for pieces in (2, 10, 25):
        with started(*MANY, "--jobs", "2", "--out", path) as process:
            _wait(path, pieces)
            err = stop(process, sent)
        statuses.append(process.returncode)
        stood = len(list(path.glob("pieces/*.jsonl")))
        assert stood >= pieces
    done = call(*EVALUATE, "--resume", path)

    assert done.status == 0
    assert statuses == [130 if sent == signal.SIGINT else -sent] * 3
    assert sent != signal.SIGINT or "every finished episode is kept; go on with `watch" in err
    assert results(path) == whole


@pytest.mark.slow
def test_nothing_finished_is_played_again_after_a_kill(tmp_path: Path) -> None:
    """A policy is asked once for each episode, but for the one it was killed in."""
    policy, path = tmp_path / "noting.py", tmp_path / "run"
    policy.write_text(NOTING, "utf-8")
    words = (
        "evaluate",
        "--no-report",
        "--game",
        LOOKOUT,
        "--seeds",
        "60",
        "--policy",
        policy,
        "--out",
        path,
    )
    kills = 2
    for pieces in (4, 16):
        with started(*words, "--jobs", "2") as process:
            _wait(path, pieces)
            process.kill()
    done = call(*words)
    episodes, at_once, seats = 60 * 2, 2, 2
    asked = len(policy.with_suffix(".asked").read_text("utf-8"))

    assert done.status == 0
    assert episodes * seats <= asked <= (episodes + kills * at_once) * seats


@pytest.mark.slow
def test_nobody_stays_at_work_when_the_run_is_killed(tmp_path: Path) -> None:
    """What was started ends with what started it, so that another can go on."""
    with started(*MANY, "--jobs", "2", "--out", tmp_path / "run") as process:
        _wait(tmp_path / "run", 5)
        process.kill()
    until = time.monotonic() + 10
    while _at_work(str(tmp_path)):
        assert time.monotonic() < until, "somebody is still at work"
        time.sleep(0.05)


def _at_work(word: str) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)  # noqa: S607
    return [line for line in listed.stdout.splitlines() if word in line]


@pytest.mark.slow
def test_only_one_process_plays_a_run(tmp_path: Path) -> None:
    """Whoever comes second is told so."""
    with started(*MANY, "--out", tmp_path / "run") as process:
        _wait(tmp_path / "run", 1)
        process.send_signal(signal.SIGSTOP)
        refused = call(*MANY, "--out", tmp_path / "run")
        process.send_signal(signal.SIGCONT)
        process.kill()

    assert "another process works on" in complaint(refused)


def test_a_run_is_complete_in_itself(tmp_path: Path) -> None:
    """Manifest, results, timings and every trajectory stand in the folder, and nothing else."""
    path = tmp_path / "run"
    done = call(*EVALUATE, "--game", LOOKOUT, "--seeds", "3", "--out", path)
    manifest = json.loads((path / "manifest.json").read_text("utf-8"))["manifest"]
    played = [json.loads(line) for line in results(path).splitlines()]

    assert done.status == 0
    assert sorted(it.name for it in path.iterdir()) == [
        *("manifest.json", "results.jsonl", "timings.jsonl", "trajectories"),
    ]
    assert manifest["games"][str(LOOKOUT)]["rules"] == "lookout-1"
    assert len(played) == 2 * 4 * 3
    for result in played:
        stored = [it for it in store.read(path / result["file"]) if not isinstance(it, Torn)]
        assert stored[result["episode"] - 1].trajectory.end.hash == result["hash"]


def test_the_same_command_goes_on_where_it_was(tmp_path: Path) -> None:
    """A run without a name has one of its own, which asking for the same finds again."""
    words = (*EVALUATE, "--game", LOOKOUT, "--seeds", "2", "--json")
    first, again = (call(*words, folder=tmp_path) for _ in range(2))
    (path,) = (tmp_path / "runs").iterdir()
    sessions = (path / "timings.jsonl").read_text("utf-8").count('"began"')

    assert first == again
    assert path.name.startswith("quick-")
    assert sessions == 1


def test_another_run_does_not_go_into_the_same_folder(tmp_path: Path) -> None:
    """What was asked for first stands; what differs is named."""
    words = (*EVALUATE, "--game", LOOKOUT, "--out", tmp_path / "run", "--seeds")
    call(*words, "2")
    stood = results(tmp_path / "run")
    told = complaint(call(*words, "3"))

    assert "holds another run, whose groups are not what is asked for" in told
    assert results(tmp_path / "run") == stood


def test_the_table_has_the_rows_to_read_others_beside(tmp_path: Path) -> None:
    """Random, the best lazy policy by name, heuristic and oracle stand above whoever is tested."""
    policy = tmp_path / "mine.py"
    policy.write_text(NOTING, "utf-8")
    words = (
        "evaluate",
        "--no-report",
        "--game",
        LOOKOUT,
        "--policy",
        policy,
        "--out",
        tmp_path / "run",
    )
    out = call(*words, "--seeds", "4").out
    named = [row for row in out.split() if row in ("random", "alarmist", "heuristic", "oracle")]

    assert named[:4] == ["random", "alarmist", "heuristic", "oracle"]
    assert "mine.py" in out


def test_normalised_is_none_at_random_and_whole_at_the_oracle(tmp_path: Path) -> None:
    """The scale is that of the two ends, in each scenario."""
    words = (
        "evaluate",
        "--no-report",
        "--game",
        LOOKOUT,
        "--out",
        tmp_path / "run",
        "--seeds",
        "9",
        "--json",
    )
    cells = json.loads(call(*words).out)["cells"]
    found = {(it["policy"], round(it["normalised"]["mean"], 9)) for it in cells}

    assert {("random", 0.0), ("oracle", 1.0)} <= found


def _complaints(folder: Path) -> Iterator[tuple[tuple[object, ...], str]]:
    broken = folder / "broken.py"
    broken.write_text("1 / 0", "utf-8")
    (folder / "full").mkdir()
    (folder / "full/diary").write_text("dear", "utf-8")
    yield ("--suite", "quik"), "there is no suite called 'quik'; did you mean 'quick'?"
    yield ("--policy", "orcale"), "there is no policy called 'orcale'; did you mean 'oracle'?"
    yield ("--scenario", "busy"), "there is no scenario called 'busy'; did you mean 'busy_gate'?"
    yield ("--policy", broken), "cannot be imported (ZeroDivisionError"
    yield ("--policy", folder / "absent.py"), "there is no file"
    yield ("--policy", "opena:m"), "there is no kind of policy called 'opena'"
    yield ("--policy", "openai:m"), "--base-url"
    yield ("--out", folder / "full"), "is not empty and holds no run"
    yield ("--out", broken / "run"), "cannot be made (Not a directory)"
    yield ("--resume", folder / "absent"), "is no run (No such file or directory: manifest.json)"
    yield ("--recipe", "clasic"), "there is no recipe called 'clasic'"
    yield ("--keper", "random"), "did you mean '--keeper'?"
    yield ("--sedes", "5"), "did you mean '--seeds'?"
    yield ("--seeds", "0"), "expected a whole number from 1"


def test_what_cannot_be_evaluated_is_said_in_a_sentence(tmp_path: Path) -> None:
    """A name that does not exist, a file that breaks, a folder that is taken."""
    for words, told in _complaints(tmp_path):
        here = () if "--resume" in words else ("--game", LOOKOUT)

        assert told in complaint(call("evaluate", *here, *map(str, words), folder=tmp_path))


def test_a_policy_that_breaks_down_stops_the_run_and_loses_nothing(tmp_path: Path) -> None:
    """What was finished stands, and a policy that is mended is another run."""
    policy = tmp_path / "frail.py"
    policy.write_text(NOTING.replace('"I cannot tell."', "1 // (seen.turn - 2)"), "utf-8")
    words = (
        "evaluate",
        "--no-report",
        "--game",
        LOOKOUT,
        "--seeds",
        "3",
        "--policy",
        policy,
        "--out",
        "run",
    )
    told = complaint(call(*words, "--jobs", "1", folder=tmp_path))
    policy.write_text(NOTING, "utf-8")

    assert "frail.py" in told
    assert "holds another run, whose policies are" in complaint(call(*words, folder=tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_told_and_what_was_finished_stands(tmp_path: Path, jobs: str) -> None:
    """Whoever makes room goes on, and comes to what would have been without it."""
    words = (*EVALUATE, "--game", LOOKOUT, "--seeds", "20", "--jobs", jobs, "--out")
    full = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 16; exec "$@"', "sh", *COMMAND, *words, tmp_path / "full"],
        env=UNMEASURED,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    told = complaint(Done(full.returncode, full.stdout, full.stderr))
    done = call(*EVALUATE, "--resume", tmp_path / "full")
    call(*words, tmp_path / "roomy")

    assert "(File too large); every finished episode is kept, so make room and go on with" in told
    assert done.status == 0
    assert results(tmp_path / "full") == results(tmp_path / "roomy")
