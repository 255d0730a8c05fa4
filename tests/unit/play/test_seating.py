from collections.abc import Iterator
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from episodes import ATTACKED, LONG, said, table
from lookout.game import GAME
from watchfloor.errors import BadInput, UnknownName
from watchfloor.play.action import NoReply
from watchfloor.play.game import Setting
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Contender, Player, Policy
from watchfloor.play.reward import ONE
from watchfloor.play.seating import answer, lines, play, played_out, seated
from watchfloor.play.trajectory import Header
from watchfloor.seeds import Seed


def test_an_episode_played_twice_is_the_same() -> None:
    """A table fixes every line of the episode played at it, random policies included."""
    assert play(GAME, table("random")) == play(GAME, table("random"))


class _Noted:
    """A policy that notes the draws that its seats are handed."""

    def __init__(self) -> None:
        self.draws: list[Seed] = []

    def policy(self) -> Policy:
        return Policy(name="noted", summary="Notes its draws.", seat=self._seat)

    def _seat(self, _role: str, seed: Seed) -> Player:
        self.draws.append(seed)
        return lambda _: "no"


def test_every_seat_has_draws_of_its_own() -> None:
    """No two seats, seeds or scenarios share the draws of their players."""
    noted = _Noted()
    game = replace(GAME, policies={"noted": noted.policy()})
    settings = (ATTACKED, changed(ATTACKED, seed=-1), Setting("quiet_gate", "watch", -1))
    for setting in settings:
        seated(game, table("noted", setting=setting))

    assert len({seed.key() for seed in noted.draws}) == len(GAME.roles) * len(settings)


def test_an_empty_seat_is_refused() -> None:
    """A game begins when every role has a player."""
    with pytest.raises(BadInput) as caught:
        seated(GAME, replace(table(), seats={"spotter": "random"}))
    assert str(caught.value) == "nobody sits as keeper; name a policy for every role of lookout"


def test_a_seat_that_does_not_exist_is_refused() -> None:
    """A player cannot sit in a role that the game has not."""
    seats = {**table().seats, "keper": "random"}

    with pytest.raises(UnknownName, match="there is no role called 'keper'; did you mean 'keeper'"):
        seated(GAME, replace(table(), seats=seats))


def test_a_policy_that_does_not_exist_is_refused() -> None:
    """An unknown policy is met with the nearest that exists."""
    with pytest.raises(UnknownName, match="there is no policy called 'orcale'; did you mean 'ora"):
        seated(GAME, table("orcale"))


def test_a_contender_must_be_of_a_known_kind() -> None:
    """Whoever is neither shown the observation nor the state cannot play."""
    with pytest.raises(BadInput, match="policy 'odd' is neither a Policy nor an Insider"):
        answer(Contender(name="odd", summary="Neither."), "keeper", Seed.of(1))


def test_only_an_insider_reads_the_state() -> None:
    """A policy is handed the observation alone; the oracle is handed the truth with it."""
    seen: list[object] = []

    def player(observation: Observation) -> str:
        seen.append(observation)
        return "no"

    policy = Policy(name="seer", summary="Notes what it sees.", seat=lambda _role, _seed: player)
    play(replace(GAME, policies={"seer": policy}), table("seer"))

    assert {type(it) for it in seen} == {Observation}


def test_an_insider_is_handed_the_truth() -> None:
    """Whoever knows the truth earns everything there is to earn."""
    finished = play(GAME, table("oracle"))

    assert [reward.total for reward in finished.end.rewards] == [ONE] * len(GAME.roles)


def test_a_line_is_handed_on_before_the_next_is_made() -> None:
    """Whoever writes lines down has each one as soon as it stands: a crash costs one turn."""
    handed: list[str] = []

    def replies() -> Iterator[str]:
        for reply in LONG:
            handed.append("asked")
            yield reply

    for line in lines(GAME, table(), said(replies())):
        handed += ["header" if isinstance(line, Header) else "line"]

    assert handed == ["header", *["asked", "line"] * len(LONG), "line"]


def test_the_lines_of_an_episode_are_its_records() -> None:
    """Playing an episode line by line yields the episode that is played at once."""
    finished = play(GAME, table())

    assert tuple(lines(GAME, table(), seated(GAME, table()))) == finished.records


def test_a_player_that_fails_leaves_a_whole_record() -> None:
    """The lines of an episode without a reply end with the line that says so."""
    found = list(lines(GAME, table(), said([NoReply("down")])))

    assert len(found) == 2


def test_an_episode_that_is_played_out_has_its_last_state() -> None:
    """Playing through hands on what was recorded and the state that was judged."""
    finished = played_out(GAME, table(), seated(GAME, table()))

    assert finished.trajectory == play(GAME, table())
    assert GAME.fingerprint(finished.state) == finished.trajectory.turns[-1].state
