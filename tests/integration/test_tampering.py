"""A recorded file that somebody has been at: what is noticed, and at which line."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

import tapes
from lookout.game import GAME
from watchfloor.errors import UnreadableFile
from watchfloor.evaluation.store import Stored
from watchfloor.play.reward import Recipe, Reward, pay
from watchfloor.play.trajectory import Close, End, Header, Line, Turn
from watchfloor.play.verdict import Fact, Verdict
from watchfloor.seeds import Seed, Stream


@pytest.fixture(scope="module")
def tape(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return the lines of a file of four episodes."""
    return tapes.record(tmp_path_factory.mktemp("tape") / "whole.jsonl")


def _starts(tape: Sequence[bytes]) -> list[int]:
    """Return where in *tape* each episode begins, and where the last one is over."""
    found = [place for place, line in enumerate(tapes.decoded(tape)) if isinstance(line, Header)]
    return [*found, len(tape) - 1]


def _torn_line(path: Path, raw: bytes) -> int:
    """Return the line at which a reader gives the file up, and 0 if it does not."""
    try:
        _, torn = tapes.read(path, raw)
    except UnreadableFile as error:
        found = re.search(r"line (\d+)", str(error))
        return int(found[1]) if found else -1
    return torn.line if torn else 0


def test_a_whole_file_replays(tape: list[bytes], tmp_path: Path) -> None:
    """What nobody touched is read to its end and replays."""
    stored, torn = tapes.replayed(tmp_path / "file", b"".join(tape))

    assert torn is None
    assert [it.line for it in stored] == [start + 1 for start in _starts(tape)[:-1]]


@pytest.mark.slow
def test_a_cut_at_any_byte_keeps_every_finished_episode(tape: list[bytes], tmp_path: Path) -> None:
    """Wherever a file ends, the episodes before come back and the place of the cut is told."""
    path, raw = tmp_path / "file", b"".join(tape[: _starts(tape)[2] + 2])
    whole, _ = tapes.read(path, raw)
    wrong = []
    for size in range(len(tape[0]), len(raw)):
        stored, torn = tapes.read(path, raw[:size])
        place, is_cut = raw[:size].count(b"\n") + 1, not raw[:size].endswith(b"\n")
        told = torn and (torn.line, torn.is_cut)
        if (stored, told) != (whole[: tapes.finished(raw[:size])], (place, is_cut)):
            wrong.append(size)

    assert wrong == []


@pytest.mark.parametrize("size", [0, 1, 100, -1])
def test_a_cut_in_the_first_line_leaves_no_trajectory_file(
    tape: list[bytes], tmp_path: Path, size: int
) -> None:
    """A file without one whole line is refused in a sentence."""
    with pytest.raises(UnreadableFile, match=r"is empty|line 1"):
        tapes.read(tmp_path / "file", tape[0][:size])


@pytest.mark.slow
def test_another_byte_anywhere_is_noticed_in_its_line(tape: list[bytes], tmp_path: Path) -> None:
    """Every byte of every line counts: changed, it is found in the line it stands in."""
    path, draw = tmp_path / "file", Seed.of(7, "bytes").stream()
    missed = []
    for place, line in enumerate(tape):
        for column in range(len(line)):
            other = _other(draw, line[column])
            changed = line[:column] + bytes((other,)) + line[column + 1 :]
            found = _torn_line(path, b"".join((*tape[:place], changed, *tape[place + 1 :])))
            if found != place + 1:
                missed.append((place + 1, column, other, found))

    assert missed == []


def _other(draw: Stream, byte: int) -> int:
    return (byte + draw.between(1, 255)) % 256


def _deleted(tape: Sequence[bytes], place: int) -> list[bytes]:
    return [*tape[:place], *tape[place + 1 :]]


def test_a_deleted_line_is_noticed_where_it_stood(tape: list[bytes], tmp_path: Path) -> None:
    """Without a line, the one that takes its place does not follow."""
    found = [
        _torn_line(tmp_path / "file", b"".join(_deleted(tape, place)))
        for place in range(1, len(tape))
    ]

    assert found == list(range(2, len(tape) + 1))


def test_a_file_without_its_first_line_is_noticed_at_once(
    tape: list[bytes], tmp_path: Path
) -> None:
    """A reply without a header before it is told in line 1."""
    assert _torn_line(tmp_path / "file", b"".join(tape[1:])) == 1


def test_a_repeated_line_is_noticed_where_it_repeats(tape: list[bytes], tmp_path: Path) -> None:
    """The second of two equal lines does not follow the first."""
    found = [
        _torn_line(tmp_path / "file", b"".join((*tape[: place + 1], *tape[place:])))
        for place in range(len(tape))
    ]

    assert found == list(range(2, len(tape) + 2))


def test_two_swapped_lines_are_noticed_at_the_first(tape: list[bytes], tmp_path: Path) -> None:
    """Neighbours that trade places break the chain where the first of them stood."""
    found = []
    for place, (one, other) in enumerate(pairwise(tape)):
        swapped = (*tape[:place], other, one, *tape[place + 2 :])
        found.append(_torn_line(tmp_path / "file", b"".join(swapped)))

    assert found == list(range(1, len(tape)))


@pytest.mark.parametrize("text", [b"\n", b"{}\n", b"null\n", b"\xff\xfe\n", b'{"line":"turn"}\n'])
def test_an_inserted_line_is_noticed_where_it_stands(
    tape: list[bytes], tmp_path: Path, text: bytes
) -> None:
    """What was not written there is told by its own line, first line and last included."""
    found = [
        _torn_line(tmp_path / "file", b"".join((*tape[:place], text, *tape[place:])))
        for place in range(len(tape) + 1)
    ]

    assert found == list(range(1, len(tape) + 2))


def test_a_deleted_episode_is_noticed_where_it_stood(tape: list[bytes], tmp_path: Path) -> None:
    """Without an episode, the next header follows something else than it says."""
    starts = _starts(tape)
    for start, after in pairwise(starts):
        stored, torn = tapes.read(tmp_path / "file", b"".join((*tape[:start], *tape[after:])))

        assert torn is not None
        assert (torn.line, len(stored)) == (start + 1, starts.index(start))


def test_two_swapped_episodes_are_noticed_at_the_first(tape: list[bytes], tmp_path: Path) -> None:
    """Episodes are bound to their order too."""
    a, b, c, *_ = _starts(tape)
    swapped = (*tape[:a], *tape[b:c], *tape[a:b], *tape[c:])

    assert _torn_line(tmp_path / "file", b"".join(swapped)) == a + 1


def test_two_files_in_one_are_noticed_at_the_second(tape: list[bytes], tmp_path: Path) -> None:
    """Nothing follows a closing line."""
    assert _torn_line(tmp_path / "file", b"".join((*tape, *tape))) == len(tape) + 1


def test_a_line_longer_than_any_writer_writes_is_told(tape: list[bytes], tmp_path: Path) -> None:
    """A line without an end is given up at a limit, and not held in memory."""
    endless = b'{"line":"' + b"x" * (1 << 24)
    _, torn = tapes.read(tmp_path / "file", b"".join((*tape[:3], endless)))

    assert torn is not None
    assert (torn.line, torn.reason) == (4, "the line is longer than 16,777,216 bytes")


Forgery = Callable[[Line], Line]


def _of_turn(**changes: object) -> Forgery:
    return lambda line: replace(line, **changes) if isinstance(line, Turn) else line


def _of_end(**changes: object) -> Forgery:
    return lambda line: replace(line, **changes) if isinstance(line, End) else line


def _of_header(**changes: object) -> Forgery:
    return lambda line: replace(line, **changes) if isinstance(line, Header) else line


def _of_setting(**changes: object) -> Forgery:
    def forge(line: Line) -> Line:
        if not isinstance(line, Header):
            return line
        return replace(line, setting=replace(line.setting, **changes))

    return forge


def _paid(line: Line) -> Line:
    """Return *line* with everybody paid one millionth more."""
    if not isinstance(line, End):
        return line
    return replace(line, rewards=tuple(replace(it, total=it.total + 1) for it in line.rewards))


GENEROUS = Recipe("standard", "Pays for everything.", {"keeper": (pay("well_formed", "1"),)})
FORGERIES: dict[str, tuple[Forgery, int]] = {
    "a reply that does something else": (_of_turn(reply='{"move":"ask"}'), 1),
    "a reply that is no move": (_of_turn(reply="I pass."), 1),
    "a reply of the other role": (_of_turn(role="keeper"), 1),
    "a reply of nobody": (_of_turn(role="nobody"), 1),
    "another fate of a reply": (_of_turn(status="refused"), 1),
    "a note on a good reply": (_of_turn(note="unclear"), 1),
    "another state": (_of_turn(state="0" * 64), 1),
    "another number of a turn": (_of_turn(index=9), 1),
    "a higher score": (_paid, -1),
    "no score": (_of_end(rewards=()), -1),
    "the score of another": (_of_end(rewards=(Reward("keeper", 1_000_000, ()),)), -1),
    "other facts": (_of_end(verdicts=(Verdict("keeper", (Fact("decided", value=True),)),)), -1),
    "another count of turns": (_of_end(turns=1), -1),
    "a failure that was none": (_of_end(no_reply="timeout", rewards=(), verdicts=()), -1),
    "another seed": (_of_setting(seed=8_000), 0),
    "a seed below zero": (_of_setting(seed=-1), 0),
    "another scenario": (_of_setting(scenario="quiet_gate"), 0),
    "an unknown scenario": (_of_setting(scenario="moon_gate"), 0),
    "an unknown mode": (_of_setting(mode="asleep"), 0),
    "another world": (_of_header(world="0" * 64), 0),
    "other rules": (_of_header(rules="lookout-2"), 0),
    "another format": (_of_header(format=2), 0),
    "another recipe by the shipped name": (_of_header(recipe=GENEROUS), 0),
    "another recipe by another name": (_of_header(recipe=replace(GENEROUS, name="mine")), -1),
    "an impossible recipe": (
        _of_header(recipe=Recipe("mine", "", {"keeper": (pay("pointed_right", "1"),)})),
        -1,
    ),
    "a recipe of unknown terms": (
        _of_header(recipe=Recipe("mine", "", {"keeper": (pay("charm", "1"),)})),
        0,
    ),
}
"""What a forger changes, and at which line of the episode it comes out: the header is 0."""


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forger_who_mends_the_chain_is_found_by_the_replay(
    tape: list[bytes], tmp_path: Path, name: str
) -> None:
    """A change with every hash made anew comes out where playing again goes another way."""
    forge, index = FORGERIES[name]
    lines = tapes.decoded(tape)
    start, after = _starts(tape)[1:3]
    forged = [forge(line) if start <= place < after else line for place, line in enumerate(lines)]
    stored, torn = tapes.replayed(tmp_path / "file", b"".join(tapes.resealed(forged)))

    assert torn is not None
    assert (len(stored), torn.episode) == (1, 2)
    assert torn.line == (start if index >= 0 else after) + index + 1


def test_a_mended_chain_is_read_as_one(tape: list[bytes], tmp_path: Path) -> None:
    """What finds a forger is the replay, since the chain made anew holds."""
    lines = tapes.decoded(tape)
    forged = [replace(line, state="0" * 64) if isinstance(line, Turn) else line for line in lines]
    stored, torn = tapes.read(tmp_path / "file", b"".join(tapes.resealed(forged)))

    assert (len(stored), torn) == (4, None)


def test_a_dropped_reply_is_found_though_the_chain_is_mended(
    tape: list[bytes], tmp_path: Path
) -> None:
    """An episode without one of its turns is not one that the game plays."""
    for place, line in enumerate(lines := tapes.decoded(tape)):
        if isinstance(line, Turn):
            forged = [*lines[:place], *lines[place + 1 :]]
            _, torn = tapes.replayed(tmp_path / "file", b"".join(tapes.resealed(forged)))

            assert torn is not None
            assert torn.line == place + 1


def test_a_dropped_episode_is_found_by_the_count(tape: list[bytes], tmp_path: Path) -> None:
    """The closing line says how many there were, even where the chain is mended."""
    start, after = _starts(tape)[1:3]
    lines = tapes.decoded(tape)
    forged = tapes.resealed([*lines[:start], *lines[after:]])
    stored, torn = tapes.replayed(tmp_path / "file", b"".join(forged))

    assert torn is not None
    assert (len(stored), torn.line) == (3, len(forged))
    assert torn.reason == "the file counts 4 episodes, found 3"


def test_what_a_forger_can_do_is_known(tape: list[bytes], tmp_path: Path) -> None:
    """Who held a seat cannot be derived; whoever mends chain and count can say another name."""
    lines = [
        replace(line, seats=dict.fromkeys(GAME.roles, "somebody"))
        if isinstance(line, Header)
        else line
        for line in tapes.decoded(tape)
    ]
    stored, torn = tapes.replayed(tmp_path / "file", b"".join(tapes.resealed(lines)))

    assert torn is None
    assert all(isinstance(it, Stored) for it in stored)


def test_a_lone_closing_line_is_a_file_of_no_episodes(tmp_path: Path) -> None:
    """A writer that was given nothing leaves a file that reads as nothing."""
    raw = b"".join(tapes.resealed([Close(0)]))

    assert tapes.replayed(tmp_path / "file", raw) == ([], None)
