from dataclasses import replace

import pytest
from msgspec.structs import replace as replace_turn

from episodes import ATTACKED, LONG, STANDARD, recorded, table
from lookout.actions import Decide, Point
from lookout.game import GAME
from lookout.state import State
from watchfloor.errors import BadRecipe, IllegalMove
from watchfloor.play.action import LONGEST_REPLY, Action, Malformed, NoReply, Reply
from watchfloor.play.episode import Ask, episode, opening, outcome, played, sealed
from watchfloor.play.game import Game, Step
from watchfloor.play.reward import Recipe, pay
from watchfloor.play.trajectory import FORMAT, Header, Trajectory, Turn


def _driven(
    game: Game[State], replies: list[Reply], *, is_sealed: bool = True
) -> tuple[list[Ask[State]], Trajectory]:
    """Return every ask of an episode that is answered with *replies*, and its trajectory."""
    running = episode(game, table(), is_sealed=is_sealed)
    asks = [next(running), *(running.send(reply) for reply in replies[:-1])]
    with pytest.raises(StopIteration) as stop:
        running.send(replies[-1])
    finished: Trajectory = stop.value.value.trajectory
    return asks, finished


def test_everyone_is_asked_in_turn() -> None:
    """Each ask goes to whoever is to move, with that role's view and the line made last."""
    asks, finished = _driven(GAME, list(LONG))

    assert [ask.role for ask in asks] == ["spotter", "keeper", "spotter", "keeper"]
    assert [ask.observation for ask in asks] == [GAME.observe(it.state, it.role) for it in asks]
    assert [ask.recorded for ask in asks] == list(finished.records[:-2])


@pytest.mark.parametrize("replies", [list(LONG), [*LONG[:2], NoReply("gone")], ["?", *LONG[1:]]])
def test_a_record_that_was_not_sealed_says_the_same(replies: list[Reply]) -> None:
    """It has nothing that stands for a state and no hash, until it is sealed; then it is equal."""
    asks, whole = _driven(GAME, replies)
    same, bare = _driven(GAME, replies, is_sealed=False)

    assert [it.observation for it in same] == [it.observation for it in asks]
    assert {it.hash for it in bare.records} == {""} == {it.state for it in bare.turns}
    assert bare.end == replace_turn(whole.end, hash="")
    assert sealed(GAME, bare) == whole == sealed(GAME, bare, GAME.first(ATTACKED))


def test_the_header_fixes_the_episode() -> None:
    """The header tells game, rules, setting, world, seats, recipe and predecessor."""
    header = recorded(previous="a" * 64).header

    assert header == Header(
        FORMAT,
        "lookout",
        "lookout-1",
        ATTACKED,
        GAME.fingerprint(GAME.first(ATTACKED)),
        {"keeper": "said", "spotter": "said"},
        STANDARD,
        "a" * 64,
        header.hash,
    )


def test_the_order_of_the_seats_does_not_show() -> None:
    """The same players in the same seats have the same header."""
    state, seats = GAME.first(ATTACKED), {"spotter": "a", "keeper": "b"}
    turned = dict(reversed(seats.items()))
    headers = [opening(GAME, replace(table(), seats=it), state) for it in (seats, turned)]

    assert repr(headers[0]) == repr(headers[1])


def test_a_turn_tells_what_became_of_the_reply() -> None:
    """A reply that is done, refused or malformed is recorded as that, with the reason."""
    replies = ['{"move":"point","lines":["log-99"]}', "no", *LONG]
    finished = recorded(replies)

    assert [(turn.status, turn.note) for turn in finished.turns] == [
        ("refused", ""),
        ("malformed", "the reply holds 0 JSON objects; answer with exactly one move"),
    ]


def test_a_move_is_recorded_like_the_words_that_spell_it() -> None:
    """A program that answers with a move leaves the record of one that answers in words."""
    moves: list[Reply] = [Point(("log-01",)), Decide("calm")]
    words = ['{"lines":["log-01"],"move":"point"}', '{"gate":"calm","move":"decide"}']

    assert recorded(moves) == recorded(words)


def test_a_reply_without_end_is_cut_on_the_record() -> None:
    """A player cannot fill the disk: what is recorded is what would be read, and one more."""
    finished = recorded(["x" * 10**6, "y" * 10**6])

    assert [len(turn.reply) for turn in finished.turns] == [LONGEST_REPLY + 1] * 2


@pytest.mark.parametrize("answered", range(len(LONG)))
def test_an_episode_without_a_reply_is_not_scored(answered: int) -> None:
    """A player that cannot be asked ends the episode; what was played stands, nothing is paid."""
    finished = recorded([*LONG[:answered], NoReply("timed out")])
    end = finished.end

    assert len(finished.turns) == end.turns == answered
    assert (end.verdicts, end.rewards, end.no_reply) == ((), (), "timed out")


@pytest.mark.parametrize(
    ("reason", "kept"), [("", "no reason was given"), ("bad \ud800", r"bad \ud800")]
)
def test_a_missing_reply_always_has_a_reason(reason: str, kept: str) -> None:
    """An episode without a reply is told from a finished one by its reason, whatever that holds."""
    assert recorded([NoReply(reason)]).end.no_reply == kept


def test_the_end_is_what_the_verifier_finds_and_the_recipe_pays() -> None:
    """The last line holds the verdicts on the last state, and a price for each."""
    finished = recorded()
    state = GAME.first(ATTACKED)
    for turn in finished.turns:
        state, _ = played(GAME, state, turn)
    again = outcome(GAME, STANDARD, state, len(LONG))

    assert finished.end.verdicts == GAME.judge(state)
    assert (again.turns, again.rewards) == (len(LONG), finished.end.rewards)
    assert [reward.role for reward in again.rewards] == ["keeper", "spotter"]


def test_whoever_drives_an_episode_has_its_last_state() -> None:
    """What the verdicts do not say can be measured on the very state that was judged."""
    running = episode(GAME, table())
    next(running)
    for reply in LONG[:-1]:
        running.send(reply)
    with pytest.raises(StopIteration) as stop:
        running.send(LONG[-1])
    finished = stop.value.value

    assert GAME.judge(finished.state) == finished.trajectory.end.verdicts
    assert GAME.fingerprint(finished.state) == finished.trajectory.turns[-1].state


def test_an_episode_without_a_reply_has_the_state_that_was_asked_about() -> None:
    """Where a player could not be asked, the last state is the one that it would have seen."""
    running = episode(GAME, table())
    asked = next(running)
    with pytest.raises(StopIteration) as stop:
        running.send(NoReply("down"))

    assert stop.value.value.state == asked.state


def test_a_recipe_is_checked_before_anyone_is_asked() -> None:
    """A recipe that names what does not exist stops the episode before its first ask."""
    bad = Recipe("mine", "", {"keeper": (pay("nothing", "1"),)})

    with pytest.raises(BadRecipe, match="there is no term called 'nothing'"):
        next(episode(GAME, replace(table(), recipe=bad)))


def _stays(state: State, _: Action | Malformed) -> Step[State]:
    return Step(state, "ok")


def test_a_game_that_does_not_end_is_stopped() -> None:
    """A game that goes on after its own limit is a mistake of its author."""
    endless = replace(GAME, apply=_stays)
    running = episode(endless, table())
    asked = [next(running), *(running.send("any") for _ in range(GAME.most_turns - 1))]

    assert len(asked) == GAME.most_turns
    with pytest.raises(IllegalMove, match="lookout goes on after 6 turns; mend its `to_move`"):
        running.send("any")


def test_playing_a_turn_keeps_what_was_said() -> None:
    """Replaying a turn fills in what follows from it, and alters neither index, role nor reply."""
    first = recorded().turns[0]
    empty = Turn(first.index, first.role, first.reply, "refused", "?", "?")
    _, again = played(GAME, GAME.first(ATTACKED), empty)

    assert again == Turn(1, "spotter", first.reply, "ok", "", first.state)


@pytest.mark.parametrize("role", ["keeper", "nobody"])
def test_a_move_out_of_turn_is_not_made(role: str) -> None:
    """Whoever asks for a move of somebody else is told who is to move."""
    turn = replace_turn(recorded().turns[0], role=role)

    with pytest.raises(IllegalMove, match=f"'{role}' cannot move now, expected 'spotter'"):
        played(GAME, GAME.first(ATTACKED), turn)


def test_nobody_moves_after_the_end() -> None:
    """A second answer cannot take the place of the first."""
    finished = recorded()
    state = GAME.first(ATTACKED)
    for turn in finished.turns:
        state, _ = played(GAME, state, turn)

    with pytest.raises(IllegalMove, match="cannot move now, expected 'nobody'"):
        played(GAME, state, finished.turns[-1])
