import msgspec
from hypothesis import given
from hypothesis import strategies as st

from property.strategies import ACTIONS, MOVES, REPLIES
from watchfloor.codec import canonical
from watchfloor.play.action import Action, Malformed, heard, parse, written

PROSE = st.text(st.characters(exclude_characters="{"), max_size=30)


@given(ACTIONS)
def test_a_written_move_is_read_as_itself(action: Action) -> None:
    """Parsing undoes writing."""
    assert parse(written(action), MOVES) == action


@given(ACTIONS, PROSE, PROSE)
def test_what_stands_around_a_move_does_not_matter(action: Action, before: str, after: str) -> None:
    """A move is read the same with prose around it, fenced or not."""
    assert parse(f"{before}{written(action)}{after}", MOVES) == action
    assert parse(f"{before}\n```json\n{written(action)}\n```\n{after}", MOVES) == action


@given(ACTIONS, ACTIONS, PROSE)
def test_two_moves_are_no_move(one: Action, other: Action, between: str) -> None:
    """Whatever the two are and whatever stands between, neither is taken."""
    found = parse(f"{written(one)}{between}{written(other)}", MOVES)

    assert found == Malformed("the reply holds 2 JSON objects; answer with exactly one move")


@given(ACTIONS)
def test_a_move_cut_short_is_no_move(action: Action) -> None:
    """No beginning of a move is a move of its own."""
    reply = written(action)
    cuts = {type(parse(reply[:length], MOVES)) for length in range(len(reply))}

    assert cuts == {Malformed}


@given(REPLIES)
def test_any_reply_is_a_move_or_says_why_not(reply: str) -> None:
    """Nothing a player says is a crash, and what comes of it can be recorded and shown."""
    found = parse(reply, MOVES)

    assert canonical(found)
    assert isinstance(found, Action) or found.reason.isprintable()


@given(REPLIES)
def test_what_is_heard_survives_the_record(reply: str) -> None:
    """Words that were recorded and read back mean what they meant when they were heard."""
    words = heard(reply)
    again = msgspec.json.decode(canonical(words), type=str)

    assert again == words
    assert parse(again, MOVES) == parse(words, MOVES)
    assert heard(again) == words


@given(REPLIES.filter(lambda reply: reply.isprintable()))
def test_plain_words_are_heard_as_they_are(reply: str) -> None:
    """What can be recorded is recorded without a change."""
    assert heard(reply) == reply
