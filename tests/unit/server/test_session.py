from dataclasses import replace
from typing import Any

import pytest

from watchfloor.agents import games
from watchfloor.codec import canonical
from watchfloor.errors import BadInput, IllegalMove, NotAllowed, UnknownName, WatchfloorError
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.replay import divergence
from watchfloor.play.reward import ONE
from watchfloor.play.seating import play
from watchfloor.play.tasks import Examination
from watchfloor.play.trajectory import START
from watchfloor.seeds import Seed
from watchfloor.server.session import House, Outcome, Session, Wish, rehearse

TRIAGE, WAR_ROOM = games.find("opensoc"), games.find("logsentinel")
ANSWER = '{"move": "submit_triage", "action": "monitor"}'
WAIT = '{"move": "wait"}'
SECRET = House(Examination(b"0123456789abcdef"))


def _answered(wish: Wish) -> tuple[Session, Outcome]:
    session = Session(TRIAGE, House())
    session.reset(wish)
    return session, session.step(ANSWER)


def _waited(session: Session) -> list[Outcome]:
    """Return what comes of waiting to the end."""
    found = [session.step(WAIT)]
    while not found[-1].done:
        found.append(session.step(WAIT))
    return found


def test_the_first_view_is_what_the_role_to_move_sees() -> None:
    """A reset shows exactly the observation that any player would be handed."""
    setting = Setting("stage3_mixed", "defender_only", 7)
    state = TRIAGE.first(setting)
    shown = Session(TRIAGE, House()).reset(Wish(seed=7, scenario="stage3_mixed")).shown

    assert shown.panels == TRIAGE.observe(state, "defender").panels
    assert (shown.role, shown.brief) == ("defender", TRIAGE.roles["defender"].brief)


def test_a_step_before_a_reset_is_refused() -> None:
    """There is nothing to move in."""
    with pytest.raises(IllegalMove, match="reset before the first step"):
        Session(TRIAGE, House()).step(ANSWER)


def test_a_step_after_the_end_is_refused() -> None:
    """Nobody is paid twice."""
    session, _ = _answered(Wish(seed=7))

    with pytest.raises(IllegalMove, match="the episode is over"):
        session.step(ANSWER)


def test_refused_steps_are_not_counted() -> None:
    """The count is of the steps that were made."""
    session, _ = _answered(Wish(seed=7, episode_id="mine"))
    with pytest.raises(IllegalMove):
        session.step(ANSWER)

    assert (session.progress.step_count, session.progress.episode_id) == (1, "mine")


def test_the_reward_is_that_of_the_verifier() -> None:
    """A session pays what the same episode pays anywhere."""
    session, outcome = _answered(Wish(seed=7))
    table = Table(
        Setting("stage1_basic", "defender_only", 7),
        TRIAGE.recipes["standard"],
        {"attacker": "always_monitor", "defender": "always_monitor"},
    )

    assert outcome.reward == play(TRIAGE, table).reward("defender").total / ONE
    assert session.trajectory is not None


def test_an_episode_of_a_session_replays() -> None:
    """What is played through a server is a record like any other."""
    session, _ = _answered(Wish(seed=7))

    assert session.trajectory is not None
    assert divergence(TRIAGE, session.trajectory, START) is None


def test_a_record_is_sealed_once_and_for_all() -> None:
    """Whoever asks again is given the same, and is given nothing before the end."""
    session = Session(TRIAGE, House())
    session.reset(Wish(seed=7))
    assert session.trajectory is None
    session.step(ANSWER)

    assert session.trajectory is session.trajectory
    assert session.trajectory is not None
    assert session.trajectory.end.hash


def test_every_kind_of_world_is_opened_before_anybody_asks() -> None:
    """What worlds of a kind share is not made while a client waits."""
    opened = list[tuple[str, str]]()
    seen = replace(TRIAGE, open=lambda *asked: _noted(opened, *asked))
    rehearse(seen)

    assert opened == [(name, mode) for name in TRIAGE.scenarios for mode in TRIAGE.modes]


def _noted(opened: list[tuple[str, str]], scenario: Any, mode: str, seed: Seed) -> Any:  # noqa: ANN401  # of any game
    opened.append((scenario.name, mode))
    return TRIAGE.open(scenario, mode, seed)


def test_rewards_are_nothing_before_the_end() -> None:
    """Every step but the last is worth exactly 0, and says nothing of the rest."""
    session = Session(WAR_ROOM, House())
    session.reset(Wish(seed=7, scenario="easy"))
    *before, last = _waited(session)

    assert {(it.reward, len(it.shown.rewards)) for it in before} == {(0.0, 0)}
    assert sorted(last.shown.rewards) == sorted(WAR_ROOM.roles)


def test_the_others_are_played_by_the_policy_that_is_named() -> None:
    """A client that holds one seat is asked for no other."""
    session = Session(WAR_ROOM, House())
    first = session.reset(Wish(seed=7, roles="db_sre", others="random_valid"))
    shown = [first.shown.role, *(it.shown.role for it in _waited(session))]

    assert set(shown) == {"db_sre"}
    assert session.trajectory is not None
    assert session.trajectory.header.seats["app_sre"] == "random_valid"
    assert session.trajectory.header.seats["db_sre"] == "client"


def test_no_reply_can_say_who_it_is_of() -> None:
    """A role in a message is a field that no move has, and so a malformed reply of this seat."""
    session = Session(WAR_ROOM, House())
    session.reset(Wish(seed=7))
    shown = session.step('{"move": "wait", "role": "db_sre"}').shown

    assert shown.status == "malformed"
    assert "role" in shown.note


def test_unchanged_panels_are_sent_once_if_that_is_asked() -> None:
    """What a client has is named instead of sent again."""
    whole, slim = Session(WAR_ROOM, House()), Session(WAR_ROOM, House())
    whole.reset(Wish(seed=7, mode="parallel", roles="db_sre"))
    slim.reset(Wish(seed=7, mode="parallel", roles="db_sre", changes=True))
    known = dict(slim._running.sent["db_sre"]) if slim._running else {}
    again, changed = whole.step(WAIT).shown, slim.step(WAIT).shown
    known |= {panel.source: panel for panel in changed.panels}

    assert "runbook" in changed.unchanged
    assert [known[panel.source] for panel in again.panels] == list(again.panels)


def test_the_truth_is_told_after_the_end_if_it_was_asked_for() -> None:
    """Verdicts come with the last view and at no other time."""
    _, asked = _answered(Wish(seed=7, truth=True))
    _, unasked = _answered(Wish(seed=7))

    assert [verdict.role for verdict in asked.shown.verdicts] != []
    assert unasked.shown.verdicts == ()


def test_a_session_without_wishes_goes_through_the_tasks() -> None:
    """A client that asks for nothing is given the worlds of the split in their order."""
    session = Session(TRIAGE, House())
    counted = [canonical(session.reset(Wish()).shown) for _ in range(3)]
    asked = [
        canonical(Session(TRIAGE, House()).reset(Wish(index=index)).shown) for index in range(3)
    ]

    assert counted == asked


def test_the_episode_is_named_even_if_nobody_names_it() -> None:
    """Without an id of the client an episode has its number in the session."""
    session = Session(TRIAGE, House())
    session.reset(Wish())
    session.reset(Wish())

    assert session.progress.episode_id == "episode-1"


@pytest.mark.parametrize(
    ("wish", "kind", "sentence"),
    [
        (Wish(seed=1, index=2), BadInput, "give one"),
        (Wish(seed=-1), BadInput, "expected 0 to"),
        (Wish(index=20_000), BadInput, "give 0 to 19999"),
        (Wish(index=-1), BadInput, "has no task"),
        (Wish(seed=1, scenario="stage9"), UnknownName, "did you mean"),
        (Wish(index=1, scenario="stage9"), UnknownName, "did you mean"),
        (Wish(seed=1, mode="x"), UnknownName, "no mode"),
        (Wish(index=1, mode="x"), UnknownName, "no mode"),
        (Wish(roles="nobody"), UnknownName, "no role"),
        (Wish(roles=()), BadInput, "holds no seat"),
        (Wish(roles="attacker"), BadInput, "nobody is asked"),
        (Wish(others="./mine.py"), UnknownName, "no policy"),
        (Wish(recipe="./mine.toml"), UnknownName, "no recipe"),
    ],
)
def test_what_cannot_be_had_is_refused_in_a_sentence(
    wish: Wish, kind: type[WatchfloorError], sentence: str
) -> None:
    """A wish is checked whole before anything begins, and no file is ever looked for."""
    session = Session(TRIAGE, House())

    with pytest.raises(kind, match=sentence):
        session.reset(wish)
    assert session.progress.episode_id == ""


def test_a_refused_reset_leaves_the_episode_as_it_was() -> None:
    """A mistake in what is asked next does not cost what is being played."""
    session = Session(TRIAGE, House())
    session.reset(Wish(seed=7))
    with pytest.raises(BadInput):
        session.reset(Wish(seed=-1))

    assert session.step(ANSWER).done


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (Wish(seed=7), "takes no seed"),
        (Wish(truth=True), "tells no truth"),
        (Wish(others="oracle"), "knows the truth"),
    ],
)
def test_an_examination_gives_nothing_away(wish: Wish, sentence: str) -> None:
    """Whoever is examined chooses neither the world nor an all-knowing neighbour."""
    with pytest.raises(NotAllowed, match=sentence):
        Session(WAR_ROOM, SECRET).reset(wish)


def test_the_worlds_of_an_examination_are_not_those_of_the_split() -> None:
    """A number leads to a world that nobody without the key has seen."""
    known = Session(TRIAGE, House()).reset(Wish(split="test", index=3))
    secret = Session(TRIAGE, SECRET).reset(Wish(split="test", index=3))

    assert known.shown.panels != secret.shown.panels
