"""What a model is told, and what is left out for want of room."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from lookout.game import GAME as LOOKOUT
from watchfloor.agents import prompt
from watchfloor.agents.games import find, shipped
from watchfloor.agents.prompt import Exchange, Limits
from watchfloor.errors import BadInput
from watchfloor.play.action import heard, name_of
from watchfloor.play.episode import Ask, Table, episode
from watchfloor.play.game import Game, Setting
from watchfloor.play.observation import Item, Observation, Panel
from watchfloor.play.seating import seated

FOLDER = Path(prompt.__file__).parent / prompt.FOLDER
SEATS = [(name, role) for name in shipped() for role in find(name).roles]
TEXT = "You watch.\n{runbook}\n"
WIDE = Limits(characters=100_000)


def _seen(turn: int, lines: int, width: int = 40) -> Observation:
    log = tuple(Item(f"log-{it:02d}", f"{it} ".ljust(width, "x")) for it in range(1, lines + 1))
    panels = (Panel("runbook", "runbook", (Item("rb-1", "look twice"),)), Panel("log", "log", log))
    return Observation("toy", "watch", turn, panels, ("point", "wait"))


def _asks(game: Game[Any], scenario: str, mode: str) -> Iterator[tuple[Ask[Any], str]]:
    """Return every ask of one episode that the heuristic plays, with what it says."""
    seats = dict.fromkeys(game.roles, "heuristic")
    table = Table(Setting(scenario, mode, 7), game.recipes["standard"], seats)
    answers, running = seated(game, table), episode(game, table)
    ask = next(running)
    while True:
        said = heard(answers[ask.role](ask))  # type: ignore[arg-type]  # no policy of a game fails
        yield ask, said
        try:
            ask = running.send(said)
        except StopIteration:
            return


@pytest.mark.parametrize(("name", "role"), SEATS)
def test_every_seat_of_a_shipped_game_has_words_of_its_own(name: str, role: str) -> None:
    """There is a file for each role, in which every brace is filled."""
    seat = find(name).roles[role]
    own = (FOLDER / name / f"{role}.md").read_text("utf-8")
    places = set(re.findall(r"\{([a-z_]+)\}", prompt.words(find(name), role)))

    assert len(own) > 300
    assert places <= set(seat.sources)


@pytest.mark.parametrize(("name", "role"), SEATS)
def test_every_move_of_a_seat_is_explained(name: str, role: str) -> None:
    """A model is told the name and the values of each move that the role may make."""
    seat = find(name).roles[role]
    text = prompt.words(find(name), role)

    assert all(f'{{"move": "{name_of(move)}"' in text for move in seat.moves)


def test_no_words_are_left_over() -> None:
    """Every file is of a role that there is, but for those that all share."""
    files = {it.relative_to(FOLDER).as_posix() for it in FOLDER.rglob("*") if it.is_file()}

    own = [f"{name}/{role}{end}" for name, role in SEATS for end in (".md", ".terse.md")]

    assert files == {"reply.md", "tools.md", *own}


def test_a_game_without_words_is_told_its_brief() -> None:
    """A game from a folder needs no file."""
    text = prompt.words(LOOKOUT, "keeper")

    assert text.startswith(LOOKOUT.roles["keeper"].brief)
    assert "How to answer" in text


@pytest.mark.parametrize(("name", "role"), SEATS)
def test_few_words_leave_the_rules_out_and_the_case_in(name: str, role: str) -> None:
    """Whoever has learned the rules is told all that differs from world to world, and no more."""
    game = find(name)
    for mode in game.modes:
        for ask, _ in islice(_asks(game, next(iter(game.scenarios)), mode), 8):
            if ask.role != role:
                continue
            text = prompt.words(game, role, is_terse=True)
            told = "\n".join(it.content for it in prompt.messages(text, ask.observation, [], WIDE))
            rules = [it for it in ask.observation.panels if f"{{-{it.source}}}" in text]
            rest = [it for it in ask.observation.panels if it not in rules]

            assert rules
            assert not any(item.text in told for panel in rules for item in panel.items)
            assert all(item.text in told for panel in rest for item in panel.items)
            assert "{" not in text.replace("{-", "").replace("{estate}", "")


@pytest.mark.parametrize(("name", "role"), SEATS)
def test_what_few_words_leave_out_is_the_same_in_every_world(name: str, role: str) -> None:
    """Nothing is left out that a model could not have learned."""
    game, text = find(name), prompt.words(find(name), role, is_terse=True)
    for source in re.findall(r"\{-([a-z_]+)\}", text):
        seen = [
            ask.observation.panel(source)
            for scenario in game.scenarios
            for mode in game.modes
            for ask, _ in islice(_asks(game, scenario, mode), 4)
            if ask.role == role
        ]
        assert len({it.told for it in seen}) == 1


def test_a_game_without_few_words_is_told_all() -> None:
    """A model is never left without words."""
    keeper = prompt.words(LOOKOUT, "keeper")

    assert prompt.words(LOOKOUT, "keeper", is_terse=True) == keeper
    assert prompt.version(LOOKOUT, "keeper", is_terse=True) == prompt.version(LOOKOUT, "keeper")


def test_few_words_have_a_version_of_their_own() -> None:
    """A result tells which words were said."""
    game = find("opensoc")

    assert prompt.version(game, "defender", is_terse=True) != prompt.version(game, "defender")


def test_a_version_is_of_one_seat() -> None:
    """Each seat has its own words, and the same words the same digest."""
    versions = [prompt.version(find(name), role) for name, role in SEATS]

    assert len(set(versions)) == len(SEATS)
    assert versions == [prompt.version(find(name), role) for name, role in SEATS]


def test_a_panel_with_a_place_is_told_once() -> None:
    """What stands in the words is not told again beside them."""
    system, user = prompt.messages(TEXT, _seen(1, 2), [])

    assert "rb-1" in system.content
    assert "rb-1" not in user.content
    assert user.content.endswith("You may answer with: point, wait.")


def test_what_was_seen_and_said_before_is_told_again() -> None:
    """Earlier views hold what was new in them; the view of now is whole."""
    told = [Exchange(_seen(1, 2), "first"), Exchange(_seen(2, 3), "second")]
    messages = prompt.messages(TEXT, _seen(3, 4), told, WIDE)

    assert [it.role for it in messages] == [
        "system",
        "user",
        "assistant",
        "user",
        "assistant",
        "user",
    ]
    assert ("log-02" in messages[1].content, "log-02" in messages[3].content) == (True, False)
    assert "log-03" in messages[3].content
    assert not any("rb-1" in it.content for it in messages[1:])
    assert all(f"log-{it:02d}" in messages[5].content for it in range(1, 5))
    assert (messages[2].content, messages[4].content) == ("first", "second")


def test_turns_that_are_not_told_again_are_counted() -> None:
    """Only so many exchanges are told, and how many are not is said."""
    told = [Exchange(_seen(turn, 2), f"reply {turn}") for turn in range(1, 21)]
    messages = prompt.messages(TEXT, _seen(21, 2), told, WIDE)

    assert [it.content for it in messages if it.role == "assistant"] == [
        f"reply {turn}" for turn in range(13, 21)
    ]
    assert messages[-1].content.startswith("(Your first 12 turns are not told again.)\n")


def test_history_goes_before_any_line_of_now() -> None:
    """Where there is no room for both, the view is whole and no earlier turn is told."""
    seen = _seen(3, 20)
    told = [Exchange(_seen(turn, 20), "x" * 500) for turn in (1, 2)]
    whole = prompt.messages(TEXT, seen, [])
    needed = sum(len(it.content) for it in whole)
    messages = prompt.messages(TEXT, seen, told, Limits(characters=needed + 100))

    assert len(messages) == 2
    assert messages[1].content == f"(Your first 2 turns are not told again.)\n{whole[1].content}"


@pytest.mark.parametrize("room", range(700, 3000, 100))
def test_no_line_is_left_out_without_its_id(room: int) -> None:
    """However little room there is, every line is there or named, and the room is kept."""
    messages = prompt.messages(TEXT, _seen(9, 50), [], Limits(characters=room))
    now = messages[-1].content

    assert sum(len(it.content) for it in messages) <= room
    assert all(f"log-{it:02d}" in now for it in range(1, 51))
    assert messages == prompt.messages(TEXT, _seen(9, 50), [], Limits(characters=room))


def test_the_latest_lines_stay() -> None:
    """What is left out is the beginning of the longest panel."""
    now = prompt.messages(TEXT, _seen(9, 50), [], Limits(characters=1500))[-1].content

    assert f"log-50     {'50 '.ljust(40, 'x')}" in now
    assert "not shown here for want of room, " in now
    assert "in all: log-01 log-02 log-03 " in now


def test_a_prompt_that_cannot_be_shortened_is_a_sentence() -> None:
    """Words are never cut: whoever gives less room than they take is told so."""
    with pytest.raises(BadInput, match="too long, and only lines of panels can be left out"):
        prompt.messages(TEXT, _seen(1, 3), [], Limits(characters=100))


def test_a_long_reply_is_told_again_in_short() -> None:
    """What a model said at length is cut, and how much is missing is said."""
    told = [Exchange(_seen(1, 2), "y" * 3000)]
    said = prompt.messages(TEXT, _seen(2, 2), told, WIDE)[2].content

    assert said == f"{'y' * 2000} ... (1,000 more characters)"


def test_an_empty_reply_is_told_again_as_none() -> None:
    """No message is empty, since some endpoints refuse those."""
    messages = prompt.messages(TEXT, _seen(2, 2), [Exchange(_seen(1, 2), "")], WIDE)

    assert messages[2].content == "(no answer)"


@pytest.mark.parametrize("characters", [46_000, 64_000])
def test_what_can_be_cited_in_a_war_room_is_always_named(characters: int) -> None:
    """Along a whole episode every id that a seat is shown stands in what it is told."""
    game = find("logsentinel")
    told: dict[str, list[Exchange]] = {role: [] for role in game.roles}
    cut = 0
    for ask, said in _asks(game, "cascade", "sequential"):
        text = prompt.words(game, ask.role)
        messages = prompt.messages(text, ask.observation, told[ask.role], Limits(characters))
        whole = "\n".join(it.content for it in messages)
        cut += prompt.LEFT_OUT in whole
        for source in ("evidence", "handed", "proposals"):
            missing = [it.id for it in ask.observation.panel(source).items if it.id not in whole]
            assert missing == []
        assert sum(len(it.content) for it in messages) <= characters
        told[ask.role].append(Exchange(ask.observation, said))

    assert (cut > 0) == (characters < 50_000)


@pytest.mark.parametrize("name", shipped())
def test_no_secret_stands_in_a_prompt(name: str) -> None:
    """What a model is told holds no word of the truth and not the seed of the world."""
    game = find(name)
    for mode in game.modes:
        for ask, _ in _asks(game, next(iter(game.scenarios)), mode):
            messages = prompt.messages(prompt.words(game, ask.role), ask.observation, [], WIDE)
            whole = "\n".join(it.content for it in messages)
            assert [it for it in game.secrets(ask.state) if it in whole] == []


def test_an_observation_is_left_as_it_was() -> None:
    """To cut a view for a model changes nothing of what others see."""
    seen = _seen(9, 50)
    prompt.messages(TEXT, seen, [], Limits(characters=900))

    assert seen == _seen(9, 50)
    assert replace(seen, turn=9) == seen


def test_a_conversation_that_grows_is_told_what_is_new() -> None:
    """Of a later view only lines that were not there before are told, and the moves."""
    before = Observation("g", "r", 1, (Panel("log", "the log", (Item("a", "old"),)),), ("wait",))
    lines = (Item("a", "old"), Item("b", "new"))
    seen = Observation("g", "r", 2, (Panel("log", "the log", lines),), ("wait", "go"))

    assert prompt.further("", seen, before) == (
        "r, turn 2\n  the log\n    b          new\n\nYou may answer with: wait, go."
    )


def test_what_stands_in_the_words_is_not_told_again() -> None:
    """A panel that the words have a place for is told once, whatever it holds later."""
    before = Observation("g", "r", 1, (), ())
    seen = Observation("g", "r", 2, (Panel("runbook", "rows", (Item("a", "new"),)),), ("wait",))

    assert "rows" not in prompt.further("{runbook}", seen, before)
