"""Models in seats, from the command line, behind a real server on this machine."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from endpoint import MONITOR, Server, holding, later, say
from integration.terminal import COMMAND, LOOKOUT, UNMEASURED, Done, call
from watchfloor.agents.backend import Settings
from watchfloor.agents.games import find
from watchfloor.agents.language_model import Spent
from watchfloor.agents.models import Models
from watchfloor.agents.prompt import version
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.seating import play, seated
from watchfloor.play.trajectory import Trajectory

ERROR = {"error": {"message": "the engine is overloaded"}}


def _play(server: Server, *words: str | Path) -> Done:
    return call(
        *("play", "opensoc", "--seed", "7", "--defender", "openai:m", "--base-url", server.url),
        *words,
    )


def test_a_model_plays_from_the_command_line() -> None:
    """A seat is held by a model, whose thoughts do not count and whose costs are told."""
    with Server(say(f"<think>Or escalate?</think>\n{MONITOR}")) as server:
        done = _play(server)

    assert done.status == 0
    assert "seats   attacker: heuristic, defender: openai:m" in done.out
    assert f"  > {MONITOR}\n    ok\n" in done.out
    assert done.out.endswith("models asked: 1 call, 100 tokens in, 20 out\n")


def test_what_a_model_says_is_kept_word_for_word_beside_the_trajectories(tmp_path: Path) -> None:
    """Its thoughts are kept with the version of its prompt, and stand in no trajectory."""
    kept, out = tmp_path / "answers.jsonl", tmp_path / "episodes.jsonl"
    said = f"<think>Or escalate?</think>\n{MONITOR}"
    with Server(say(said, reasoning_content="It is late."), say(MONITOR)) as server:
        done = _play(server, "--episodes", "2", "--answers", kept, "--out", out)
    lines = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    ends = [it for it in map(json.loads, out.read_text("utf-8").splitlines()) if "verdicts" in it]

    assert done.status == 0
    assert [(it["content"], it["thoughts"]) for it in lines] == [
        (said, "It is late."),
        (MONITOR, ""),
    ]
    assert {it["prompt"] for it in lines} == {version(find("opensoc"), "defender")}
    assert [it["hash"] for it in lines] == [end["hash"] for end in ends]
    assert [(it["episode"], it["role"], it["turn"]) for it in lines] == [
        (1, "defender", 1),
        (2, "defender", 1),
    ]
    assert "It is late." not in out.read_text("utf-8")
    assert "escalate?" not in out.read_text("utf-8")


def test_why_a_model_could_not_be_asked_is_kept_too(tmp_path: Path) -> None:
    """The line of an answer that failed has the reason and no words."""
    kept = tmp_path / "answers.jsonl"
    with Server(holding(ERROR, 500)) as server:
        _play(server, "--retries", "0", "--answers", kept)
    (line,) = map(json.loads, kept.read_text("utf-8").splitlines())

    assert "the engine is overloaded" in line["failure"]
    assert (line["content"], line["calls"]) == ("", [])


def test_answers_are_kept_where_nothing_stands(tmp_path: Path) -> None:
    """A file that exists is left as it is, and the mistake is told in a sentence."""
    kept = tmp_path / "answers.jsonl"
    kept.write_text("mine")
    with Server(say(MONITOR)) as server:
        done = _play(server, "--answers", kept)

    assert done.status == 2
    assert done.err.endswith("exists already; give a path where nothing stands\n")
    assert kept.read_text() == "mine"


def test_a_run_goes_on_where_an_endpoint_fails(tmp_path: Path) -> None:
    """What failed is counted apart and earns nothing, not even zero; the others are scored."""
    path = tmp_path / "episodes.jsonl"
    broken = [holding(ERROR, 500)] * 2
    with Server(say(MONITOR), *broken, say(MONITOR)) as server:
        done = _play(server, "--episodes", "3", "--retries", "0", "--json", "--out", path)
    rows = [json.loads(line) for line in done.out.splitlines()]

    assert done.status == 0
    assert [bool(row["no_reply"]) for row in rows] == [False, True, True]
    assert [bool(row["rewards"]) for row in rows] == [True, False, False]
    assert [row["usage"]["defender"].get("failed", 0) for row in rows] == [0, 1, 1]
    assert call("replay", path).status == 0


def test_a_garbled_answer_is_a_malformed_reply_and_is_scored() -> None:
    """What a model says badly is its own doing, and no failure of the endpoint."""
    with Server(say(f"{MONITOR} or {MONITOR}")) as server:
        done = _play(server, "--json")

    assert json.loads(done.out)["no_reply"] == ""
    assert "defender" in json.loads(done.out)["rewards"]


def test_a_repeated_run_asks_nobody_and_is_the_same(tmp_path: Path) -> None:
    """With the answers kept, two runs are equal to the byte, and the second needs no endpoint."""
    files = [tmp_path / "first.jsonl", tmp_path / "second.jsonl"]
    with Server(say(MONITOR)) as server:
        for file in files:
            _play(server, "--episodes", "3", "--cache", tmp_path / "answers", "--out", file)

    assert len(server.asked) == 3
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_costs_of_several_episodes_are_summed() -> None:
    """Below the means stands what all episodes took together."""
    with Server(say(MONITOR)) as server:
        done = _play(server, "--episodes", "3")

    assert done.out.endswith("\nmodels asked: 3 calls, 300 tokens in, 60 out\n")


def test_prices_are_told_with_their_day(tmp_path: Path) -> None:
    """Dollars are reckoned from the file that is given, exactly, and nothing is priced twice."""
    prices = tmp_path / "prices.toml"
    prices.write_text("date = 2026-11-20\n[models.m]\ninput = 1.5\noutput = 6\n", "utf-8")
    words: tuple[str | Path, ...] = ("--prices", prices, "--cache", tmp_path / "answers")
    with Server(say(MONITOR)) as server:
        first, again = _play(server, *words), _play(server, *words)

    assert first.out.endswith(" 20 out, 0.00027 dollars by the prices of 2026-11-20\n")
    assert again.out.endswith(" 20 out, 0 dollars by the prices of 2026-11-20\n")
    assert "1 call, 1 of them from the cache" in again.out


@pytest.mark.slow
def test_a_reader_that_leaves_does_not_spoil_the_record(tmp_path: Path) -> None:
    """Whoever stops reading after a line gets a file that is whole and replays."""
    path = tmp_path / "episodes.jsonl"
    with Server(say(MONITOR)) as server:
        words = f"play opensoc --seed 7 --episodes 40 --defender openai:m --base-url {server.url}"
        with subprocess.Popen(
            [*COMMAND, *words.split(), "--json", "--out", str(path)],
            env=UNMEASURED,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            process.stdout.close()

    assert process.returncode == 0
    assert call("replay", path).status == 0


def test_another_repeat_is_asked_anew(tmp_path: Path) -> None:
    """Repeats of an episode draw other answers, though the messages are the same."""
    with Server(say(MONITOR)) as server:
        for repeat in ("0", "1"):
            _play(server, "--cache", tmp_path, "--repeat", repeat)
    seeds = [asked.body["seed"] for asked in server.asked]

    assert len(set(seeds)) == 2


def test_a_war_room_of_models_shares_one_endpoint() -> None:
    """Four seats are held by one model; each is told its own seat, and history stays bounded."""
    with Server(say('{"move": "wait", "ticks": 1}')) as server:
        done = call(
            *("play", "logsentinel", "--seed", "7", "--team", "openai:m", "--json"),
            *("--base-url", server.url, "--longest-prompt", "48000"),
        )
    sizes = [sum(len(it["content"]) for it in asked.body["messages"]) for asked in server.asked]
    row = json.loads(done.out)

    assert done.status == 0
    assert row["turns"] == len(server.asked) > 20
    assert max(sizes) <= 48_000
    assert sum(usage["calls"] for usage in row["usage"].values()) == len(server.asked)
    assert len({asked.body["messages"][0]["content"] for asked in server.asked}) >= 4


def test_a_model_that_has_learned_the_rules_is_told_none() -> None:
    """With --terse the words are few, and the case is the same."""
    told: list[list[str]] = []
    for words in ((), ("--terse",)):
        with Server(say(MONITOR)) as server:
            _play(server, *words)
        told.append([it["content"] for it in server.asked[0].body["messages"]])
    (whole, case), (few, same) = told

    assert len(few) < 400
    assert len(whole) > 4000
    assert case == same


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--defender openai:m", "give it as in --base-url http://localhost:8000/v1"),
        ("--defender openai:m --base-url localhost:8000", "the address of the endpoint is"),
        ("--defender openai:m --base-url http://a:b@localhost/v1", "holds a name or a key"),
        ("--defender openai: --base-url http://localhost:1/v1", "'openai:' names no model"),
        ("--defender opnai:m", "no kind of policy called 'opnai'; did you mean 'openai'"),
        ("--defender watchfloor:heuristc", "did you mean 'heuristic'"),
        ("--defender absent.py:NAME", "there is no file 'absent.py'"),
        ("--defender hf:./absent", "there is no folder './absent'"),
        ("--defender openai:m --key-variable NO_SUCH_KEY", "'NO_SUCH_KEY' holds no key"),
        ("--defender openai:m --prices absent.toml", "'absent.toml' cannot be read"),
        ("--defender openai:m --extra [1]", "expected a JSON object"),
        ("--defender openai:m --temperature warm", "expected a number from 0"),
        ("--defender openai:m --answer-seconds 0", "expected seconds above 0"),
        (
            "--defender openai:m --base-url http://localhost:1/v1 --most-dollars 1",
            "there is no price for 'm'",
        ),
        (
            "--defender openai:m --base-url http://localhost:1/v1 --longest-prompt 900",
            "give more with --longest-prompt",
        ),
    ],
)
def test_a_slip_in_how_a_model_is_asked_is_a_sentence(words: str, said: str) -> None:
    """Nothing is played, and what is wrong is said in one line."""
    done = call("play", "opensoc", "--seed", "7", *words.split())

    assert done.status == 2
    assert done.err.startswith("watchfloor: ")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


def test_a_shipped_policy_and_one_in_a_file_sit_down_by_name() -> None:
    """`watchfloor:NAME` and `PATH.py:NAME` hold a seat of any game."""
    file = LOOKOUT / "policies" / "alarmist.py"
    done = call(
        *("play", LOOKOUT, "--seed", "7", "--keeper", "watchfloor:oracle"),
        *("--spotter", f"{file}:POLICY"),
    )

    assert done.status == 0
    assert "keeper: watchfloor:oracle, spotter: " in done.out


def test_a_game_without_prompts_is_told_its_briefs() -> None:
    """A game of somebody else is played by a model as well."""
    with Server(say('{"move": "decide", "gate": "attacked"}')) as server:
        done = call(
            *("play", LOOKOUT, "--seed", "7", "--keeper", "openai:m", "--base-url", server.url)
        )
    told = server.asked[0].body["messages"][0]["content"]

    assert done.status == 0
    assert '{"move": "decide", "gate": ' in told


def test_episodes_at_the_same_time_share_a_model_and_keep_their_costs_apart() -> None:
    """Eight threads play an episode each: one endpoint, as many requests at once as it allows."""
    game = find("opensoc")
    with Server(later(0.02, say(MONITOR))) as server:
        settings = Settings(base_url=server.url, concurrency=4)
        with Models(settings) as models, ThreadPoolExecutor(8) as pool:
            played = list(pool.map(lambda seed: _episode(game, models, seed), range(16)))
        alone = [_alone(game, server, seed) for seed in range(16)]

    assert [trajectory for trajectory, _ in played] == alone
    assert [len(ledger) for _, ledger in played] == [1] * 16
    assert models.ledger == []
    assert server.most_at_once == 4


def _episode(game: Game[Any], models: Models, seed: int) -> tuple[Trajectory, list[Spent]]:
    ledger: list[Spent] = []
    seats = {"attacker": "heuristic", "defender": "openai:m"}
    setting = Setting(next(iter(game.scenarios)), "defender_only", seed)
    table = Table(setting, game.recipes["standard"], seats)
    guests = models.brought(game, seats.values(), {}, ledger)
    return play(game, table, seated(game, table, guests)), ledger


def _alone(game: Game[Any], server: Server, seed: int) -> Trajectory:
    with Models(Settings(base_url=server.url)) as models:
        return _episode(game, models, seed)[0]
