from hashlib import sha256

import msgspec
import pytest
from msgspec.structs import replace

from episodes import LONG, recorded
from watchfloor.codec import canonical
from watchfloor.play.trajectory import START, Close, End, Header, Line, Turn, chained, linked, seal

PLAYED = recorded()
LINES: tuple[Line, ...] = (*PLAYED.records, seal(Close(1), PLAYED.end.hash))


def test_the_hash_of_a_line_is_over_the_one_before_and_its_content() -> None:
    """Anyone can compute the chain from the bytes of a file and SHA-256."""
    turn = Turn(1, "keeper", "no", "malformed", "why", "5" * 64)
    spelled = (
        b'{"hash":"","index":1,"line":"turn","note":"why","reply":"no","role":"keeper",'
        b'"state":"%s","status":"malformed"}'
    ) % (b"5" * 64)

    assert chained(turn, START) == sha256(b"0" * 64 + spelled).hexdigest()


def test_the_hash_of_a_line_does_not_depend_on_itself() -> None:
    """A line is sealed to the same hash whatever hash it carries."""
    end = PLAYED.end

    assert seal(replace(end, hash="other"), "a" * 64) == seal(end, "a" * 64)


def test_every_line_follows_the_one_before() -> None:
    """Sealing a line again after its predecessor changes nothing."""
    before = (START, *(line.hash for line in LINES))

    assert [seal(line, last) for line, last in zip(LINES, before, strict=False)] == list(LINES)


def test_an_episode_can_be_put_behind_another_line() -> None:
    """Only its hashes change, and it goes back to where it was."""
    moved = linked(PLAYED, "a" * 64)

    assert moved.header.previous == "a" * 64
    assert moved.end.hash != PLAYED.end.hash
    assert replace(moved.end, hash="") == replace(PLAYED.end, hash="")
    assert linked(moved, START) == PLAYED


@pytest.mark.parametrize("line", LINES, ids=lambda line: type(line).__name__)
def test_a_line_reads_back_as_it_was(line: Line) -> None:
    """The one spelling of a line holds all of it, and tells what kind of line it is."""
    again: Line = msgspec.json.decode(canonical(line), type=Header | Turn | End | Close)

    assert again == line


def test_the_records_of_an_episode_stand_in_order() -> None:
    """The header comes first, then a turn for each reply, then the end."""
    kinds = [type(line) for line in PLAYED.records]

    assert kinds == [Header, *[Turn] * len(LONG), End]


def test_a_reward_is_found_by_its_role() -> None:
    """Asking for a role's reward finds that role's."""
    assert PLAYED.reward("spotter").role == "spotter"


def test_a_role_that_was_not_paid_has_no_reward() -> None:
    """Asking for another role's reward says who was paid."""
    with pytest.raises(
        KeyError, match=r"nobody was paid as 'thief'; paid: \['keeper', 'spotter'\]"
    ):
        PLAYED.reward("thief")
