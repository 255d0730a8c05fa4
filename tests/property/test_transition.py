from hypothesis import given
from hypothesis import strategies as st

from episodes import recorded
from lookout.actions import Ask, Decide, Point
from lookout.game import GAME
from property.strategies import REPLIES
from watchfloor.codec import canonical
from watchfloor.play.action import Action, parse, written
from watchfloor.play.game import Setting
from watchfloor.play.replay import divergence
from watchfloor.play.trajectory import START

LINES = st.integers(0, 30).map("log-{:02d}".format)
MOVES: st.SearchStrategy[Action] = (
    st.lists(LINES, max_size=4).map(lambda lines: Point(tuple(lines)))
    | st.just(Ask())
    | st.builds(Decide, st.sampled_from(["attacked", "calm"]), st.text("log-0.", max_size=5))
)
SAID = st.lists(MOVES.map(written) | REPLIES, min_size=GAME.most_turns, max_size=GAME.most_turns)
SETTINGS = st.builds(
    Setting, st.sampled_from(sorted(GAME.scenarios)), st.just("watch"), st.integers()
)


@given(SETTINGS, SAID)
def test_no_move_changes_the_state_it_is_made_in(setting: Setting, said: list[str]) -> None:
    """Looking, moving and judging leave a state as it was, so that it can be played on twice."""
    state = GAME.first(setting)
    for reply in said:
        role = GAME.to_move(state)
        if role is None:
            break
        before = canonical(state)
        GAME.observe(state, role)
        step = GAME.apply(state, parse(reply, GAME.roles[role].moves))
        GAME.judge(state)

        assert canonical(state) == before
        state = step.state


@given(SETTINGS, SAID)
def test_whatever_is_said_the_game_ends_and_replays(setting: Setting, said: list[str]) -> None:
    """No reply keeps a game from its end, and any record of one is borne out."""
    finished = recorded(said, setting=setting)

    assert 0 < len(finished.turns) <= GAME.most_turns
    assert divergence(GAME, finished, START) is None


@given(SETTINGS, SAID)
def test_nobody_earns_more_than_everything(setting: Setting, said: list[str]) -> None:
    """No replies are worth more than one point to anybody, nor less than the loss of one."""
    rewards = recorded(said, setting=setting).end.rewards

    assert {reward.role for reward in rewards} == set(GAME.roles)
    assert all(-1_000_000 <= reward.total <= 1_000_000 for reward in rewards)
