from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from msgspec.structs import replace as changed

from episodes import ATTACKED, LONG, recorded, said, table
from lookout.game import GAME
from lookout.state import State
from watchfloor.play import observation
from watchfloor.play.action import NoReply, Reply
from watchfloor.play.episode import Ask
from watchfloor.play.narration import narrate, narrate_as, revealed, sights
from watchfloor.play.observation import Observation
from watchfloor.play.reward import Reward
from watchfloor.play.seating import play
from watchfloor.play.verdict import Fact, Verdict


def test_what_was_seen_is_made_again_from_the_seed() -> None:
    """The observations of a recorded episode are those that its players were shown."""
    seen: list[Observation] = []
    speak = said(LONG)

    def watched(ask: Ask[Any]) -> Reply:
        seen.append(ask.observation)
        return speak[ask.role](ask)

    finished = play(GAME, table(), dict.fromkeys(GAME.roles, watched))

    assert [observed for observed, _ in sights(GAME, finished)] == seen
    assert tuple(turn for _, turn in sights(GAME, finished)) == finished.turns


def test_a_narration_tells_the_whole_episode() -> None:
    """The setting, every view, every reply with its fate, every finding and price is told."""
    finished = recorded()
    told = narrate(GAME, finished)

    assert told.startswith(
        f"lookout (lookout-1), scenario busy_gate, mode watch, seed {ATTACKED.seed}\n"
        "seats   keeper: said, spotter: said\n"
        f"world   {finished.header.world[:16]}\n"
    )
    for observed, turn in sights(GAME, finished):
        assert f"{observation.text(observed)}\n  > {turn.reply}\n    ok\n" in told
    for verdict in finished.end.verdicts:
        assert f"verdict on {verdict.role}\n" in told
        assert all(f"  {fact.name:<22} " in told for fact in verdict.facts)
    assert told.endswith("\n")


def test_a_narration_shows_how_a_price_came_about() -> None:
    """Each share stands with its value and its weight, and the total after them."""
    told = narrate(GAME, recorded(['{"move":"point","lines":["log-01"]}', LONG[-1]]))
    keeper = told.partition("reward of keeper by recipe standard\n")[2].split("\n\n")[0]

    assert keeper.splitlines() == [
        "  well_formed            +0         gate open",
        "  decided_right          +0.8       +1 x +0.8",
        "  decided_wrong          +0         +0 x -1",
        "  named_origin           +0         +0 x +0.2",
        "  total                  +0.8",
    ]


def test_a_narration_shows_a_shut_gate() -> None:
    """The gate that decided the price is told apart from one that let it pass."""
    told = narrate(GAME, recorded(["no", "no"]))

    assert "  well_formed            -1         gate shut\n" in told


def test_a_narration_shows_evidence_where_there_is_some() -> None:
    """A finding names the lines that prove it."""
    told = narrate(GAME, recorded())
    right = next(line for line in told.splitlines() if line.startswith("  decided_right "))

    assert right.startswith("  decided_right          true  because log-")


def test_a_narration_says_why_nothing_is_scored() -> None:
    """An episode without a reply is told up to where it broke off, with the reason."""
    told = narrate(GAME, recorded([LONG[0], NoReply("the model timed out")]))

    assert told.endswith("\n\nno reply, so nothing is scored: the model timed out\n")


def test_a_reply_cannot_write_on_the_screen() -> None:
    """Escapes, line breaks and marks that turn text around are spelled out, in fates as well."""
    unknown = '{"move":"ask","\\u001b]0;\\u202e":1}'
    told = narrate(GAME, recorded([LONG[0], unknown]))
    shouted = narrate(GAME, recorded(["\x1b[2J\u202e\n", "no"]))
    failed = narrate(GAME, recorded([NoReply("\x1b[2J")]))

    assert r"malformed: Object contains unknown field `\x1b]0;\u202e`" in told
    assert r"  > '\x1b[2J\u202e\n'" in shouted
    assert r"nothing is scored: '\x1b[2J'" in failed
    assert all(line.isprintable() for text in (told, shouted, failed) for line in text.split("\n"))


def test_one_role_is_told_what_it_saw_and_nothing_else() -> None:
    """Told as one role sees it, there is no view of another, no verdict and no price."""
    told = narrate_as(GAME, recorded(), "keeper")

    assert "keeper, turn" in told
    assert "spotter, turn" not in told
    assert "verdict" not in told
    assert "reward" not in told


def test_what_a_role_saw_before_is_named_only() -> None:
    """A panel that has not changed since the role was last asked is not told again."""
    told = narrate_as(GAME, recorded(), "keeper")
    asked = told.count("keeper, turn")

    assert asked > 1
    assert told.count("  people who work here\n") == 1
    assert told.count("  people who work here, as before\n") == asked - 1


def test_a_game_may_tell_its_episodes_itself() -> None:
    """A chronicle takes the place of the views; what it says is fit for a terminal."""

    def chronicle(_before: State, reply: str, _after: State) -> tuple[str, ...]:
        return (reply[:12], "\x1b[2J")

    told = narrate(replace(GAME, chronicle=chronicle), recorded())

    assert "people who work here" not in told
    assert '{"move":"poi\n\\x1b[2J\n' in told
    assert "reward of keeper" in told


def test_what_roles_share_is_told_once() -> None:
    """Roles with the same findings and the same price stand side by side."""
    first, second = (Fact("decided", value=True),), (Fact("decided", value=False),)
    finished = recorded()
    verdicts = tuple(Verdict(role, first) for role in ("keeper", "spotter"))
    rewards = tuple(Reward(role, 0, ()) for role in ("keeper", "spotter"))
    shared = changed(finished, end=changed(finished.end, verdicts=verdicts, rewards=rewards))
    apart = changed(
        shared, end=changed(shared.end, verdicts=(Verdict("keeper", second), verdicts[1]))
    )

    assert "verdict on keeper, spotter\n" in narrate(GAME, shared)
    assert "reward of keeper, spotter by recipe standard\n" in narrate(GAME, shared)
    assert "verdict on spotter\n" in narrate(GAME, apart)


def test_a_hidden_world_is_shown_along_the_states() -> None:
    """What a game reveals is told of every state from the first to the last."""
    seen: list[int] = []

    def reveal(states: Sequence[State]) -> tuple[str, ...]:
        seen.extend(state.turn for state in states)
        return ("the truth",)

    finished = recorded()

    assert revealed(replace(GAME, reveal=reveal), finished) == "the truth\n"
    assert seen == list(range(1, len(finished.turns) + 2))
    assert revealed(GAME, finished) == ""


def test_a_long_reply_is_shortened() -> None:
    """A person reads the beginning of a long reply and how long it was."""
    told = narrate(GAME, recorded(["x" * 2000, "y" * 5000]))

    assert f"  > {'x' * 2000}\n" in told
    assert f"  > {'y' * 2000} ... (5,000 characters)\n" in told
