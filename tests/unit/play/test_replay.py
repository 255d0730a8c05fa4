from collections.abc import Callable
from dataclasses import replace as varied
from typing import TypeAlias

import pytest
from msgspec.structs import replace

from episodes import ATTACKED, CALM, LONG, STANDARD, rechained, recorded, table
from lookout.game import GAME
from watchfloor.play.action import NoReply
from watchfloor.play.game import Setting
from watchfloor.play.replay import Flaw, broken_link, divergence
from watchfloor.play.reward import ONE, Recipe, Reward, pay
from watchfloor.play.seating import play
from watchfloor.play.trajectory import START, End, Trajectory, Turn, seal
from watchfloor.play.verdict import Fact

TRUE = recorded()
LAST = len(LONG) + 1
CHAIN = "the hash does not follow from this line and the one before it"

Forge: TypeAlias = Callable[[Trajectory], Trajectory]


def _turn(place: int, **changes: object) -> Forge:
    def forge(true: Trajectory) -> Trajectory:
        turns = list(true.turns)
        turns[place - 1] = replace(turns[place - 1], **changes)
        return replace(true, turns=tuple(turns))

    return forge


def _turns(reorder: Callable[[list[Turn]], list[Turn]]) -> Forge:
    """Return a forgery that reorders the turns, and numbers them anew as a careful forger would."""

    def forge(true: Trajectory) -> Trajectory:
        turns = enumerate(reorder(list(true.turns)), start=1)
        return replace(true, turns=tuple(replace(turn, index=index) for index, turn in turns))

    return forge


def _header(**changes: object) -> Forge:
    return lambda true: replace(true, header=replace(true.header, **changes))


def _end(**changes: object) -> Forge:
    return lambda true: replace(true, end=replace(true.end, **changes))


def _richer(true: Trajectory) -> Trajectory:
    first, *rest = true.end.rewards
    return _end(rewards=(replace(first, total=first.total + 1), *rest))(true)


def _shares_moved(true: Trajectory) -> Trajectory:
    first, *rest = true.end.rewards
    one, two, *shares = first.shares
    moved = (replace(one, paid=one.paid + 5), replace(two, paid=two.paid - 5), *shares)
    return _end(rewards=(Reward(first.role, first.total, moved), *rest))(true)


def _kinder(true: Trajectory) -> Trajectory:
    first, *rest = true.end.verdicts
    kinder = replace(first, facts=(*first.facts[:-1], Fact("named_origin", value=True)))
    return _end(verdicts=(kinder, *rest))(true)


def _generous(name: str) -> Recipe:
    return Recipe(name, "Pays for being there.", {"keeper": (pay("well_formed", "1"),)})


def _another_world(setting: Setting) -> Forge:
    """Return a forgery of the setting that brings along the fingerprint of the world it opens."""
    return _header(setting=setting, world=GAME.fingerprint(GAME.first(setting)))


OTHER = '{"move":"point","lines":["log-04"]}'
ANY = "0" * 64

FORGED: dict[str, tuple[Forge, int, int]] = {
    "a reply": (_turn(1, reply=OTHER), 1, 1),
    "a later reply": (_turn(3, reply=OTHER), 3, 3),
    "a reply to nonsense": (_turn(2, reply="no"), 2, 2),
    "the last reply": (_turn(4, reply='{"move":"decide","gate":"calm"}'), 4, 4),
    "a status": (_turn(2, status="refused"), 2, 2),
    "a note": (_turn(2, note="well done"), 2, 2),
    "a state": (_turn(3, state=ANY), 3, 3),
    "a role": (_turn(2, role="spotter"), 2, 2),
    "a role that there is not": (_turn(2, role="thief"), 2, 2),
    "a number": (_turn(2, index=7), 2, 2),
    "a turn twice": (_turns(lambda it: [*it[:2], it[1], *it[2:]]), 3, 3),
    "a turn after the end": (_turns(lambda it: [*it, it[0]]), 5, 5),
    "a turn too few": (_turns(lambda it: it[:1] + it[2:]), 2, 2),
    "two turns too few": (_turns(lambda it: it[2:]), 1, 1),
    "turns swapped": (_turns(lambda it: [it[0], it[2], it[1], it[3]]), 2, 2),
    "turns of one role swapped": (_turns(lambda it: [it[2], it[1], it[0], it[3]]), 1, 1),
    "the last turn cut": (_turns(lambda it: it[:-1]), 4, 4),
    "every turn cut": (_turns(lambda _: []), 1, 1),
    "the seed": (_header(setting=replace(ATTACKED, seed=-1)), 0, 0),
    "the scenario": (_header(setting=replace(ATTACKED, scenario="quiet_gate")), 0, 0),
    "a scenario that there is not": (_header(setting=replace(ATTACKED, scenario="x")), 0, 0),
    "a mode that there is not": (_header(setting=replace(ATTACKED, mode="x")), 0, 0),
    "the seed and the world": (_another_world(CALM), 0, 1),
    "the world": (_header(world=ANY), 0, 0),
    "the game": (_header(game="chess"), 0, 0),
    "the rules": (_header(rules="lookout-0"), 0, 0),
    "the format": (_header(format=0), 0, 0),
    "a recipe under a shipped name": (_header(recipe=_generous("standard")), 0, 0),
    "a recipe under another name": (_header(recipe=_generous("mine")), 0, LAST),
    "a recipe for nobody": (_header(recipe=Recipe("mine", "", {"thief": ()})), 0, 0),
    "a recipe of nothing": (
        _header(recipe=Recipe("mine", "", {"keeper": (pay("nothing", "1"),)})),
        0,
        0,
    ),
    "a recipe that does not fit": (
        _header(recipe=Recipe("mine", "", {"spotter": (pay("named_origin", "1"),)})),
        0,
        LAST,
    ),
    "a total": (_richer, LAST, LAST),
    "the shares of a total": (_shares_moved, LAST, LAST),
    "a reward too few": (lambda true: _end(rewards=true.end.rewards[:1])(true), LAST, LAST),
    "a fact": (_kinder, LAST, LAST),
    "a verdict too few": (lambda true: _end(verdicts=true.end.verdicts[:1])(true), LAST, LAST),
    "the count of turns": (_end(turns=3), LAST, LAST),
    "a missing reply after the end": (
        lambda true: replace(true, end=End(len(LONG), (), (), "timed out")),
        LAST,
        LAST,
    ),
}
"""What is forged, and the line at which the chain breaks and at which the replay departs."""


@pytest.mark.parametrize("what", FORGED)
def test_a_forgery_breaks_the_chain_at_its_own_line(what: str) -> None:
    """Whatever is touched, the first line that no longer follows is the first that was touched."""
    forge, line, _ = FORGED[what]

    assert divergence(GAME, forge(TRUE), START) == Flaw(line, CHAIN)


@pytest.mark.parametrize("what", FORGED)
def test_a_forgery_with_a_new_chain_is_found_by_playing_it_again(what: str) -> None:
    """Whoever computes the hashes anew is found at the first line that play does not bear out."""
    forge, _, line = FORGED[what]
    forged = rechained(forge(TRUE))
    found = divergence(GAME, forged, START)

    assert broken_link(forged.records, START) is None
    assert found is not None
    assert found.index == line


REASONS = {
    "a status": "status is recorded as 'refused', replayed as 'ok'",
    "a note": "note is recorded as 'well done', replayed as ''",
    "a role": "it was not the turn of 'spotter'",
    "a number": "turn 2 is recorded as turn 7",
    "the last turn cut": "the episode ends before the game does",
    "the seed": "the seed and scenario of the header open another world",
    "a scenario that there is not": "there is no scenario called 'x'; known: busy_gate, quiet_gate",
    "the game": "it is an episode of 'chess', not of 'lookout'",
    "the rules": "it was played by rules 'lookout-0', here they are 'lookout-1'",
    "the format": "the record has format 0, expected 1",
    "a recipe under a shipped name": "recipe 'standard' is not the one shipped by that name",
    "a recipe of nothing": (
        "there is no term called 'nothing'; known: "
        "decided_right, decided_wrong, named_origin, pointed_right, well_formed"
    ),
    "a recipe that does not fit": (
        "term 'named_origin' cannot be paid to 'spotter': the verdict on 'spotter' has no fact "
        "'named_origin'; it has: malformed, pointed_right, pointed_wrong, pointed_wanted, "
        "decided_right"
    ),
    "a total": "rewards are recorded otherwise than they replay",
    "a fact": "verdicts are recorded otherwise than they replay",
    "the count of turns": "turns are recorded otherwise than they replay",
    "a missing reply after the end": "a reply is said to be missing after the game was over",
}


@pytest.mark.parametrize("what", REASONS)
def test_a_finding_says_what_is_wrong(what: str) -> None:
    """The reason tells what is recorded and what was expected there."""
    forge, _, line = FORGED[what]

    assert divergence(GAME, rechained(forge(TRUE)), START) == Flaw(line, REASONS[what])


@pytest.mark.parametrize("line", range(LAST + 1))
def test_a_hash_alone_cannot_be_changed(line: int) -> None:
    """A line whose hash was replaced breaks the chain, whichever line it is."""
    records = list(TRUE.records)
    records[line] = replace(records[line], hash=ANY)

    assert broken_link(tuple(records), START) == Flaw(line, CHAIN)


@pytest.mark.parametrize("previous", [START, "a" * 64])
@pytest.mark.parametrize("setting", [ATTACKED, CALM], ids=["attacked", "calm"])
@pytest.mark.parametrize("policy", GAME.policies)
def test_an_honest_record_replays(policy: str, setting: Setting, previous: str) -> None:
    """Every policy leaves a record that is borne out, wherever in a file it stands."""
    finished = play(GAME, table(policy, setting=setting, previous=previous))

    assert divergence(GAME, finished, previous) is None


def test_a_record_belongs_to_its_place() -> None:
    """An episode moved to another place of a file, or to another file, does not follow."""
    expected = Flaw(0, "the episode does not follow the record before it in the file")

    assert divergence(GAME, TRUE, "a" * 64) == expected


CUT = [recorded([*LONG[:answered], NoReply("timed out")]) for answered in range(len(LONG))]


@pytest.mark.parametrize("cut", CUT, ids=lambda cut: f"after {len(cut.turns)}")
def test_an_episode_without_a_reply_replays(cut: Trajectory) -> None:
    """An episode that broke off is borne out up to where it broke off."""
    assert divergence(GAME, cut, START) is None


@pytest.mark.parametrize(
    "forge",
    [
        lambda _: _end(rewards=TRUE.end.rewards),
        lambda _: _end(verdicts=TRUE.end.verdicts),
        lambda cut: _end(turns=len(cut.turns) + 1),
    ],
    ids=["rewards", "verdicts", "turns"],
)
@pytest.mark.parametrize("cut", CUT, ids=lambda cut: f"after {len(cut.turns)}")
def test_an_episode_without_a_reply_carries_no_score(
    cut: Trajectory, forge: Callable[[Trajectory], Forge]
) -> None:
    """Nothing can be slipped into an episode that counts for nothing."""
    expected = Flaw(len(cut.turns) + 1, "an episode without a reply was scored")

    assert divergence(GAME, rechained(forge(cut)(cut)), START) == expected


def test_a_recipe_of_ones_own_replays() -> None:
    """An episode priced by a recipe that is not shipped carries the recipe with it."""
    finished = play(GAME, varied(table(), recipe=_generous("mine")))

    assert finished.reward("keeper").total == ONE
    assert divergence(GAME, finished, START) is None


def test_who_sat_in_a_seat_is_a_claim() -> None:
    """Replay bears out what was said, not who said it; only the chain holds the names."""
    forged = rechained(_header(seats={"keeper": "oracle", "spotter": "oracle"})(TRUE))

    assert forged.header.recipe == STANDARD
    assert divergence(GAME, forged, START) is None


def test_a_state_that_changed_since_is_found_at_its_turn() -> None:
    """A game that plays a move differently than it did departs at that move."""
    changed = varied(GAME, apply=lambda state, move: GAME.apply(replace(state, round=3), move))
    found = divergence(changed, TRUE, START)

    assert found is not None
    assert (found.index, found.reason[:8]) == (1, "state is")


def test_sealing_the_end_anew_hides_nothing_before_it() -> None:
    """A forger who repairs the last line alone is found at the line that was edited."""
    forged = _turn(2, note="well done")(TRUE)
    repaired = replace(forged, end=seal(forged.end, forged.turns[-1].hash))

    assert divergence(GAME, repaired, START) == Flaw(2, CHAIN)


def test_a_note_may_be_worded_by_another_installation() -> None:
    """Libraries word a mistake differently from version to version, so only its being counts."""
    nonsense = recorded(["nonsense", '{"move":"decide","gate":"attacked"}'])
    worded = rechained(_turn(1, note="said in other words")(nonsense))

    assert nonsense.turns[0].note
    assert divergence(GAME, worded, START) is None
