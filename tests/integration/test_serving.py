"""The server over real sockets: the same bytes for everybody, and nobody harmed by anybody."""

import asyncio
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
import pytest
from websockets.asyncio.client import connect

import crowds
from served import Server, serving
from watchfloor.agents import games
from watchfloor.audit.leaks import secrets
from watchfloor.audit.moment import Moment
from watchfloor.play.action import parse
from watchfloor.play.game import Game, Setting
from watchfloor.play.policy import Policy
from watchfloor.play.tasks import SPLITS, Examination
from watchfloor.seeds import Seed
from watchfloor.server.session import House, Session, Wish

pytestmark = pytest.mark.slow

KEY = "0123456789abcdef" * 2
MONITOR = '{"move": "submit_triage", "action": "monitor"}'


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a small server that holds an examination and wants a token."""
    key = tmp_path_factory.mktemp("key") / "key"
    key.write_text(KEY)
    limits = ("--sessions", "2", "--body-bytes", "20000", "--idle-seconds", "2", "--rate", "50")
    options = ("--examination", str(key), "--token-variable", "TOKEN", *limits)
    with serving(options, TOKEN="sesame") as found:  # noqa: S106  # of a test
        yield found


@pytest.mark.parametrize("game", games.shipped())
def test_many_at_once_are_told_what_each_alone_is_told(server: Server, game: str) -> None:
    """64 interleaved sessions are 64 serial ones, to the byte."""
    together = crowds.at_once(server, game, 64)
    one_by_one = [crowds.alone(server, game, number) for number in range(64)]

    assert together == one_by_one


def test_the_wire_says_what_the_session_says(server: Server) -> None:
    """Nothing is added, left out or rounded on the way."""
    said = json.loads(crowds.alone(server, "logsentinel", 8)[0])["data"]
    shown = Session(games.find("logsentinel"), House()).reset(Wish(seed=8)).shown

    assert said["observation"] == {**json.loads(msgspec.json.encode(shown)), "metadata": {}}
    assert (said["reward"], said["done"]) == (None, False)


def test_the_state_counts_every_step(server: Server) -> None:
    """The id is the client's, and the count is exact."""
    told = [json.loads(text)["data"] for text in crowds.alone(server, "logsentinel", 8)]
    states = [it for it in told if "step_count" in it]

    assert [it["step_count"] for it in states] == list(range(1, len(states) + 1))
    assert {it["episode_id"] for it in states} == {"it-8"}


def test_both_ways_tell_the_same(server: Server) -> None:
    """Plain HTTP shows what WebSocket shows."""
    _, begun = server.ask("POST", "/reset", {"game": "logsentinel", **crowds.wish(8)})
    told = json.loads(crowds.alone(server, "logsentinel", 8)[0])["data"]

    assert {**begun["observation"], "metadata": {}} == told["observation"]
    assert server.ask("POST", "/close", {"session": begun["session"]})[0] == 200


def _moments(game: Game[Any], setting: Setting, replies: list[str]) -> Iterator[Moment]:
    """Return the moments of an episode in which *replies* are given."""
    state = game.first(setting)
    for reply in replies:
        role = game.to_move(state)
        if role is None:
            return
        yield Moment(game, setting, state, role, reply)
        state = game.apply(state, parse(reply, game.roles[role].moves)).state


def _replies(game: Game[Any], setting: Setting) -> list[str]:
    """Return what an ordinary player says in an episode, as far as it matters here."""
    policy = game.policies["heuristic"]
    assert isinstance(policy, Policy)
    session = Session(game, House())
    wish = Wish(seed=setting.seed, scenario=setting.scenario, mode=setting.mode)
    outcome = session.reset(wish)
    players = {role: policy.seat(role, Seed.of("heuristic", role)) for role in game.roles}
    found = list[str]()
    while not outcome.done and len(found) < 40:
        role = outcome.shown.role
        state = game.first(setting)
        for moment in _moments(game, setting, found):
            state = game.apply(
                moment.state, parse(moment.reply, game.roles[moment.role].moves)
            ).state
        reply = players[role](game.observe(state, role))
        found.append(reply if isinstance(reply, str) else msgspec.json.encode(reply).decode())
        outcome = session.step(found[-1])
    return found


async def _overheard(server: Server, setting: Setting, game: str, replies: list[str]) -> list[str]:
    """Return everything that is said on the line while *replies* are given, up to the end."""
    where = {"seed": setting.seed, "scenario": setting.scenario, "mode": setting.mode}
    told = list[str]()
    async with server.line(game) as line:
        said = await line.said({"type": "reset", "data": {**where, "episode_id": "x"}})
        for reply in replies:
            told.append(said)
            told.append(await line.said({"type": "state"}))
            told.append(await line.said({"type": "nonsense"}))
            told.append(await line.said({"type": "reset", "data": {"scenario": 1}}))
            said = await line.said({"type": "step", "data": {"reply": reply}})
            if json.loads(said)["data"]["done"]:
                break
    return told


@pytest.mark.parametrize("game", games.shipped())
def test_nothing_true_is_said_before_the_end(server: Server, game: str) -> None:
    """No word of the truth, of the seed or of the state is in any payload of an open episode."""
    found = games.find(game)
    leaks = list[str]()
    for number, scenario in enumerate(islice(found.scenarios, 4)):
        setting = Setting(scenario, found.modes[0], 987_654_321_000 + number)
        replies = _replies(found, setting)
        told = asyncio.run(_overheard(server, setting, game, replies))
        for place, moment in enumerate(_moments(found, setting, replies)):
            said = "\n".join(told[4 * place : 4 * place + 4])
            leaks += [f"{scenario}, {place}: {word}" for word in secrets(moment) if word in said]

    assert leaks == []


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/nowhere", 404, "not_found"),
        ("/opensoc/nowhere", 404, "not_found"),
        ("/page/static/nothing.js", 404, "not_found"),
        ("/opensoc/ws", 426, "not_allowed"),
    ],
)
def test_a_path_that_is_not_served_says_what_to_do(
    server: Server, path: str, status: int, code: str
) -> None:
    """Our own paths, those of the framework and those for WebSocket are told in one way."""
    found, told = server.ask("GET", path)

    assert (found, told["error"]["code"]) == (status, code)
    assert "; " in told["error"]["message"]


def test_the_health_tells_how_many_play(server: Server) -> None:
    """Sessions over WebSocket are counted while they are open."""

    async def counted() -> list[int]:
        found = [server.ask("GET", "/health")[1]["connections"]]
        async with connect(f"ws://127.0.0.1:{server.port}/opensoc/ws") as line:
            await line.send('{"type": "reset", "data": {"seed": 7}}')
            await line.recv()
            found.append(server.ask("GET", "/health")[1]["connections"])
        return found

    before, during = asyncio.run(counted())

    assert during == before + 1


def test_vanished_clients_leave_their_places(server: Server) -> None:
    """After 1,000 abrupt ends every place is free, and one more than there are is refused."""
    crowds.vanish(server, 1_000)
    count, late = crowds.full(server, 70)

    assert count == 70
    assert (late["code"], late["max_sessions"]) == ("CAPACITY_REACHED", 70)


def _bearer(strict: Server, method: str, path: str, body: object = None) -> tuple[int, Any]:
    return strict.ask(method, path, body, authorization="Bearer sesame")


def test_nobody_is_served_without_the_token(strict: Server) -> None:
    """Only that the server is there may be asked by anybody."""
    paths = ("/tasks?game=opensoc", "/reset", "/opensoc/metadata", "/nowhere")
    found = [strict.ask("POST", path, {})[0] for path in paths]

    assert found == [403] * 4
    assert strict.ask("GET", "/health")[0] == 200


def test_no_line_is_opened_without_the_token(strict: Server) -> None:
    """A WebSocket connection needs it as well, and is served with it."""
    refused = asyncio.run(crowds.opened(strict))

    assert refused == "InvalidStatus"
    assert asyncio.run(crowds.opened(strict, authorization="Bearer sesame")) == "observation"


def test_an_examination_is_asked_by_number(strict: Server) -> None:
    """A seed is refused, a number is taken, and the commitment is there to be read."""
    _, tasks = _bearer(strict, "GET", "/tasks?game=opensoc&split=test")
    refused = _bearer(strict, "POST", "/reset", {"game": "opensoc", "seed": 1})
    status, begun = _bearer(strict, "POST", "/reset", {"game": "opensoc", "split": "test"})

    assert tasks["commitment"] == Examination(KEY.encode()).commitment
    assert (refused[0], refused[1]["error"]["code"]) == (403, "not_allowed")
    assert (status, begun["done"]) == (200, False)
    assert str(SPLITS["test"].first) not in json.dumps(begun)


def test_an_examination_shows_no_state(strict: Server) -> None:
    """Neither way of asking is answered."""

    async def asked() -> dict[str, Any]:
        async with strict.line(additional_headers={"authorization": "Bearer sesame"}) as line:
            await line.ask("reset", split="test", index=1)
            return await line.ask("state")

    assert _bearer(strict, "GET", "/state?session=x")[0] == 403
    assert asyncio.run(asked())["type"] == "error"


def test_what_is_too_large_is_refused(strict: Server) -> None:
    """A large body is turned away by its length, and by what comes if its length is not told."""
    large = b'{"session": "' + b"x" * 30_000 + b'"}'
    status, told = _bearer(strict, "POST", "/step", large)

    assert (status, told["error"]["code"]) == (422, "bad_input")


def test_who_asks_too_fast_is_turned_away(strict: Server) -> None:
    """An address is served at the rate that was set, and again when it has waited."""
    found = [strict.ask("GET", "/health")[0] for _ in range(140)]

    assert 429 in found
    asyncio.run(asyncio.sleep(2.5))
    assert strict.ask("GET", "/health")[0] == 200


def test_an_idle_line_is_closed(strict: Server) -> None:
    """A session that nobody asks does not keep its place."""

    async def waited() -> list[dict[str, Any]]:
        async with strict.line(additional_headers={"authorization": "Bearer sesame"}) as line:
            return [json.loads(text) async for text in line.socket]

    told = asyncio.run(waited())

    assert "nothing was asked for 2 seconds" in told[0]["data"]["message"]
