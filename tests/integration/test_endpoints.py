"""Models behind a real server on this machine, which answers, fails and fails in other ways."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import endpoint
from endpoint import MONITOR, Behaviour, Server, holding, later, say
from watchfloor.agents.backend import Call, Completion, Message, Settings
from watchfloor.agents.backends.openai import BACKEND
from watchfloor.agents.patience import Patience
from watchfloor.agents.prices import Price, Prices
from watchfloor.errors import BadInput, UnwritableFile

HELLO = (Message("system", "Answer."), Message("user", "Hello"))
HASTY = Patience(retries=2, first_seconds=0.01, longest_seconds=0.2)
PRICES = Prices("2026-11-20", {"m": Price(Decimal("1.5"), Decimal(6), Decimal("0.15"))})
ERROR = {"error": {"message": "the engine is overloaded", "type": "server_error", "code": 503}}

FAILURES: dict[str, tuple[Behaviour, str]] = {
    "too many requests": (holding(ERROR, 429), "it answered 429: the engine is overloaded"),
    "an error of the server": (holding(ERROR, 500), "it answered 500: the engine is overloaded"),
    "a gateway that gives up": (
        endpoint.answer(502, b"<html>Bad Gateway</html>"),
        "it answered 502: <html>Bad Gateway</html>",
    ),
    "a server that is not ready": (endpoint.answer(503, b""), "it answered 503"),
    "a server that says nothing": (later(60, say(MONITOR)), "did not answer within 0."),
    "a server that drips": (endpoint.drip, "did not answer within 0."),
    "a server that floods": (endpoint.flood, "longer than 8,388,608 bytes"),
    "a server that hangs up": (endpoint.hang_up, "it cannot be reached or broke off"),
    "a server that breaks off": (endpoint.break_off, "it cannot be reached or broke off"),
    "a server of something else": (endpoint.babble, "it cannot be reached or broke off"),
    "an error with a status of success": (
        holding(ERROR),
        "it answered 200 with an error: the engine is overloaded",
    ),
    "an error without a word": (holding({"error": True}), "it answered 200 with an error"),
    "an error in the choice": (
        holding({"choices": [{"error": {"message": "upstream lost"}, "message": {}}]}),
        "it broke off its answer with an error: upstream lost",
    ),
    "an end by an error": (
        holding({"choices": [{"finish_reason": "error", "message": {"content": "x"}}]}),
        "it broke off its answer with an error",
    ),
    "no JSON": (endpoint.answer(200, b"<html>Welcome</html>"), "no JSON object: <html>Welcome"),
    "events in place of JSON": (
        endpoint.answer(200, b'data: {"choices": []}\n\n'),
        "something that is no JSON object",
    ),
    "bytes that are no text": (endpoint.answer(200, b"\xff\xfe\x00{"), "no JSON object"),
    "nothing at all": (endpoint.answer(200, b""), "something that is no JSON object"),
    "a list": (holding([]), "something that is no JSON object"),
    "JSON without an end": (endpoint.answer(200, b"[" * 100_000), "no JSON object"),
    "no choices": (holding({"usage": {}}), "without exactly one choice"),
    "two choices": (holding({"choices": [{}, {}]}), "without exactly one choice"),
    "a choice without a message": (holding({"choices": [{}]}), "a message that cannot be read"),
    "a message that is a number": (say(7), "a message that cannot be read"),
    "tool calls that are none": (say("x", tool_calls=[7]), "a message that cannot be read"),
    "a compressed body that is none": (
        endpoint.answer(200, b"not gzip", ["content-encoding: gzip"]),
        "it cannot be reached or broke off",
    ),
}
ENDLESS = ("a server that says nothing", "a server that drips")
"""Those that only a limit of time ends."""


def _settings(server: Server, **further: Any) -> Settings:  # noqa: ANN401  # of any type
    ordinary: dict[str, Any] = {"patience": HASTY, "answer_seconds": 20.0, "connect_seconds": 20.0}
    return Settings(base_url=server.url, **(ordinary | further))


def _complete(settings: Settings, messages: tuple[Message, ...] = HELLO) -> Completion:
    with closing(BACKEND.open("m", settings)) as model:
        return model.complete(messages, 1)


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_no_reply_with_its_reason(name: str) -> None:
    """Each way to fail is tried again, and then told as it is."""
    behaviour, reason = FAILURES[name]
    with Server(behaviour) as server:
        found = _complete(_settings(server, answer_seconds=0.2 if name in ENDLESS else 20.0))

    assert found.content == ""
    assert found.failure.startswith("the endpoint of m was asked 3 times and ")
    assert reason in found.failure
    assert (found.usage.failed, found.usage.tries, len(server.asked)) == (1, 3, 3)


@pytest.mark.parametrize("name", FAILURES)
def test_an_endpoint_that_comes_back_has_answered(name: str) -> None:
    """What failed before the answer is tried again, and is no failure."""
    with Server(FAILURES[name][0], say(MONITOR)) as server:
        found = _complete(_settings(server, answer_seconds=0.6 if name in ENDLESS else 20.0))

    assert (found.content, found.failure, found.usage.tries) == (MONITOR, "", 2)


def test_an_endpoint_that_refuses_is_no_reply() -> None:
    """Nobody listens at the port."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        found = _complete(Settings(base_url=url, patience=HASTY))

    assert "asked 3 times and it cannot be reached or broke off (ConnectError" in found.failure


def test_a_wait_that_is_asked_for_is_kept() -> None:
    """Who is told when to come back comes back then."""
    busy = holding(ERROR, 429, ["retry-after: 0.15"])
    with Server(busy, say(MONITOR)) as server:
        found = _complete(_settings(server))

    assert found.failure == ""
    assert found.usage.milliseconds >= 150


def test_a_wait_that_is_too_long_is_not_waited_for() -> None:
    """An endpoint that asks for an hour is given up at once."""
    with Server(holding(ERROR, 429, ["retry-after: 3600"])) as server:
        found = _complete(_settings(server))

    assert len(server.asked) == 1
    assert "it asks to wait 3,600 seconds, which is too long" in found.failure


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, {"error": {"message": "Incorrect API key: s3cret"}}, "401: Incorrect API key: [key]"),
        (404, {"message": "The model `m` does not exist."}, "404: The model `m` does not exist."),
        (404, {"detail": "Not Found"}, "it answered 404: Not Found; check --base-url"),
        (400, {"error": {"message": "use 'max_completion_tokens'"}}, "add --extra"),
        (307, {}, "it answered 307"),
    ],
)
def test_what_is_set_up_wrong_is_a_sentence(status: int, body: object, said: str) -> None:
    """A first answer that will not change stops everything; the key is not repeated."""
    with (
        Server(holding(body, status)) as server,
        pytest.raises(BadInput) as raised,
    ):
        _complete(_settings(server, key="s3cret"))

    assert said in str(raised.value)
    assert len(server.asked) == 1
    assert "s3cret" not in str(raised.value)


def test_what_goes_wrong_for_good_later_is_no_reply() -> None:
    """An endpoint that has answered before was set up well: a refusal of one request is its own."""
    with (
        Server(say(MONITOR), holding(ERROR, 400), say(MONITOR)) as server,
        closing(BACKEND.open("m", _settings(server))) as model,
    ):
        found = [model.complete(HELLO, draw) for draw in range(3)]

    assert [bool(it.failure) for it in found] == [False, True, False]
    assert "was asked once and it answered 400" in found[1].failure


def test_a_request_says_little_and_all_of_it() -> None:
    """What is sent is what the settings say; nothing is sent that was not asked for."""
    with Server(say(MONITOR)) as server:
        extra = {"seed": None, "top_p": 0.9}
        _complete(_settings(server, key="s3cret", most_out=64, extra=extra))
    [asked] = server.asked

    assert asked.path == "/v1/chat/completions"
    assert asked.headers["authorization"] == "bearer s3cret"
    assert asked.body == {
        "model": "m",
        "max_tokens": 64,
        "top_p": 0.9,
        "messages": [
            {"role": "system", "content": "Answer."},
            {"role": "user", "content": "Hello"},
        ],
    }


@pytest.mark.parametrize(
    ("behaviour", "content", "calls"),
    [
        (say(None), "", ()),
        (say(None, refusal="I cannot."), "I cannot.", ()),
        (say("x", reasoning_content=MONITOR), "x", ()),
        (say("x", reasoning=MONITOR), "x", ()),
        (say([{"type": "thinking", "text": "a"}, {"type": "text", "text": "b"}]), "b", ()),
        (
            say(None, tool_calls=[{"function": {"name": "wait", "arguments": '{"ticks": 2}'}}]),
            "",
            (Call("wait", '{"ticks": 2}'),),
        ),
        (
            say("", tool_calls=[{"function": {"name": "wait", "arguments": {"ticks": 2}}}]),
            "",
            (Call("wait", '{"ticks":2}'),),
        ),
        (say("x", tool_calls=None), "x", ()),
    ],
)
def test_servers_differ_in_what_they_send(
    behaviour: Behaviour, content: str, calls: tuple[Call, ...]
) -> None:
    """Texts, parts, refusals and calls are told apart; what is sent as reasoning is not said."""
    with Server(behaviour) as server:
        found = _complete(_settings(server))

    assert (found.content, found.calls, found.failure) == (content, calls, "")


@pytest.mark.parametrize(
    ("behaviour", "thoughts"),
    [
        (say("x", reasoning_content="Hm."), "Hm."),
        (say("x", reasoning="Hm."), "Hm."),
        (say([{"type": "thinking", "thinking": "Hm."}, {"type": "text", "text": "x"}]), "Hm."),
        (say("<think>Hm.</think>x"), ""),
        (say("x", reasoning={"text": "Hm."}), ""),
        (say("x"), ""),
    ],
)
def test_thoughts_are_told_apart_from_what_is_said(behaviour: Behaviour, thoughts: str) -> None:
    """What a server sends as reasoning is kept as such, by whichever name; the rest is content."""
    with Server(behaviour) as server:
        found = _complete(_settings(server))

    assert found.thoughts == thoughts


def test_an_answer_that_was_kept_costs_nothing(tmp_path: Path) -> None:
    """The same request is asked once, by whichever process; another one is asked."""
    with Server(say(MONITOR)) as server:
        settings = _settings(server, cache=tmp_path, prices=PRICES, key="s3cret")
        first, again = _complete(settings), _complete(settings)
        other = _complete(settings, (Message("user", "Else"),))

    assert len(server.asked) == 2
    assert (first.content, again.content) == (MONITOR, MONITOR)
    assert (first.usage.kept, again.usage.kept, other.usage.kept) == (0, 1, 0)
    assert (first.usage.dollars, again.usage.dollars) == (Decimal("0.00027"), Decimal(0))
    assert (again.usage.tokens_in, again.usage.tries) == (100, 0)
    assert not [file for file in tmp_path.rglob("*.json") if "s3cret" in file.read_text()]


@pytest.mark.parametrize("held", [b"", b"{}", b'{"url":"x","request":"y","answer":"!"}', b"\xff"])
def test_an_answer_that_was_kept_badly_is_asked_for_again(tmp_path: Path, held: bytes) -> None:
    """A file that somebody has damaged is not believed."""
    with Server(say(MONITOR)) as server:
        settings = _settings(server, cache=tmp_path)
        _complete(settings)
        [file] = tmp_path.rglob("*.json")
        file.write_bytes(held)
        again = _complete(settings)

    assert len(server.asked) == 2
    assert (again.content, again.usage.kept) == (MONITOR, 0)


def test_an_answer_to_another_request_is_not_believed(tmp_path: Path) -> None:
    """A file that was put in the place of another is seen not to answer it."""
    with Server(say(MONITOR)) as server:
        settings = _settings(server, cache=tmp_path)
        _complete(settings)
        [first] = tmp_path.rglob("*.json")
        _complete(settings, (Message("user", "Else"),))
        [other] = [file for file in tmp_path.rglob("*.json") if file != first]
        first.write_bytes(other.read_bytes())
        again = _complete(settings)

    assert (again.usage.kept, len(server.asked)) == (0, 3)


def test_failures_are_not_kept(tmp_path: Path) -> None:
    """Only what is a completion is worth keeping."""
    with Server(holding(ERROR)) as server:
        _complete(_settings(server, cache=tmp_path))

    assert list(tmp_path.rglob("*")) == []


def test_a_cache_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    """A file where the folder should be is told as such."""
    (tmp_path / "file").write_text("")
    with (
        Server(say(MONITOR)) as server,
        pytest.raises(UnwritableFile, match="answers cannot be kept in"),
    ):
        _complete(_settings(server, cache=tmp_path / "file"))


def test_no_more_is_asked_at_once_than_is_allowed() -> None:
    """Twelve players wait, three requests run."""
    with Server(later(0.05, say(MONITOR))) as server:
        settings = _settings(server, concurrency=3)
        with closing(BACKEND.open("m", settings)) as model, ThreadPoolExecutor(12) as pool:
            found = list(pool.map(lambda draw: model.complete(HELLO, draw), range(12)))

    assert [it.content for it in found] == [MONITOR] * 12
    assert server.most_at_once == 3


@pytest.mark.parametrize("budget", [{"most_tokens": 2_000}, {"most_dollars": Decimal("0.01")}])
def test_a_budget_is_never_overspent(budget: dict[str, Any]) -> None:
    """Requests are sent as long as the most that they can take is left, even many at a time."""
    with Server(later(0.02, say(MONITOR))) as server:
        settings = _settings(server, prices=PRICES, most_out=500, **budget)
        with closing(BACKEND.open("m", settings)) as model, ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda draw: model.complete(HELLO, draw), range(60)))
    refused = [it.failure for it in found if it.failure]
    spent = sum(it.usage.tokens_in + it.usage.tokens_out for it in found)

    assert refused
    assert all("does not reach for this request" in it for it in refused)
    assert spent == 120 * len(server.asked)
    assert spent <= budget.get("most_tokens", spent)
    assert sum(it.usage.dollars for it in found) <= budget.get("most_dollars", 1)


def test_a_budget_knows_the_limit_that_is_sent() -> None:
    """A limit among the further fields is the one that counts; without any there is no budget."""
    with Server(say(MONITOR)) as server:
        wide: dict[str, Any] = {"max_tokens": None, "max_completion_tokens": 5_000}
        found = _complete(_settings(server, most_tokens=5_000, extra=wide))
        with pytest.raises(BadInput, match="a budget needs to know the longest answer"):
            _complete(_settings(server, most_tokens=5_000, extra={"max_tokens": None}))

    assert "does not reach for this request" in found.failure
    assert server.asked == []


def test_what_nobody_has_counted_spends_all_that_was_set_aside() -> None:
    """An endpoint that does not say what it took cannot be used to go over the budget."""
    uncounted = completion = endpoint.completion(MONITOR)
    del completion["usage"]
    with Server(holding(uncounted)) as server:
        settings = _settings(server, most_out=500, most_tokens=1_700)
        with closing(BACKEND.open("m", settings)) as model:
            found = [model.complete(HELLO, draw) for draw in range(3)]

    assert [bool(it.failure) for it in found] == [False, True, True]
    assert (found[0].usage.unmetered, found[0].usage.unpriced) == (1, 1)
