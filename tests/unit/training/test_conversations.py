"""Tests of episodes in tokens, with voices that say what policies say."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from spelled import Spelled
from watchfloor.agents.games import find
from watchfloor.errors import BadInput, UnknownName
from watchfloor.play.episode import sealed
from watchfloor.play.game import Game, Setting
from watchfloor.play.observation import Observation
from watchfloor.play.seating import play
from watchfloor.seeds import Seed
from watchfloor.training.chat import Chat
from watchfloor.training.conversations import (
    WIDE,
    Bounds,
    Cast,
    Part,
    Said,
    Style,
    Told,
    Voice,
    conversing,
    rollouts,
)
from watchfloor.training.driving import driven
from watchfloor.training.transcript import Played

EASY = Setting("easy", "sequential", 3)
ANSWERS = ("monitor", "dismiss", "escalate")
TEAM = ("incident_commander", "app_sre", "db_sre", "security_analyst")


def _cast(game: str, speaks: dict[str, str]) -> Cast:
    found = find(game)
    return Cast(found, found.recipes["standard"], speaks)


def _on(cast: Cast, tongue: Chat, voices: dict[str, Voice], *settings: Setting) -> list[Played]:
    """Return the episodes of *settings*, as long as they may be."""
    parts = [Part(cast.world(it)) for it in settings]
    return rollouts(parts, Style(cast.speaks, tongue), voices)


def _triage(seed: int) -> Setting:
    return Setting("stage1_basic", "defender_only", seed)


def _saying(tongue: Chat, replies: Sequence[str], asked: list[int] | None = None) -> Voice:
    left = list(replies)

    def voice(texts: Sequence[Any]) -> list[Said]:
        if asked is not None:
            asked.append(len(texts))
        said = [tongue.spelled(left.pop(0)) for _ in texts]
        return [Said(it, [-0.5] * len(it)) for it in said]

    return voice


def _played(bounds: Bounds = WIDE) -> tuple[Played, Spelled]:
    """Return an episode in which a voice says in each seat of the war-room what the policy says."""
    cast = _cast("logsentinel", {role: role for role in TEAM})
    plain = _cast("logsentinel", {})
    told = play(plain.game, plain.table(EASY))
    words = Spelled()
    tongue = Chat(words)
    voices = {
        role: _saying(tongue, [turn.reply for turn in told.turns if turn.role == role])
        for role in TEAM
    }
    (found,) = rollouts([Part(cast.world(EASY))], Style(cast.speaks, tongue, bounds), voices)
    assert bounds is not WIDE or found.trajectory.end.verdicts == told.end.verdicts
    return found, words


def test_an_episode_in_tokens_is_the_episode_of_its_replies() -> None:
    """What was said by voices comes to the same turns and rewards as what policies say."""
    found, _ = _played()
    plain = _cast("logsentinel", {})
    told = play(plain.game, plain.table(EASY))

    assert [it.reply for it in found.trajectory.turns] == [it.reply for it in told.turns]
    assert found.trajectory.end.rewards == told.end.rewards
    assert [it.state for it in sealed(plain.game, found.trajectory).turns] == [
        it.state for it in told.turns
    ]


def test_every_token_is_marked_by_whose_it_is() -> None:
    """The tokens of a seat that are its own spell its replies, and nothing else does."""
    found, words = _played()
    for role, text in found.transcripts.items():
        own = [it for it, mine in zip(text.later, text.own, strict=True) if mine]
        replies = [it.reply for it in found.trajectory.turns if it.role == role]

        assert words.decode(own) == "".join(f"{it}<end>" for it in replies)
        assert [it != 0 for it in text.likely] == [bool(it) for it in text.own]


def test_what_follows_an_answer_does_not_close_it_again() -> None:
    """The end of an answer stands once: said by the voice, not by the template."""
    found, words = _played()

    assert all("<end><end>" not in words.decode(it.later) for it in found.transcripts.values())


def test_a_seat_without_room_is_silent() -> None:
    """When the next view would not fit, the seat says nothing any more, and no token is added."""
    found, _ = _played(Bounds(5, 2))
    texts = found.transcripts.values()
    silent = [it for it in found.trajectory.turns if not it.reply]

    assert silent
    assert all(len(it.later) <= 5 for it in texts)
    assert all(it.status == "malformed" for it in silent)


def test_all_who_wait_for_one_voice_are_asked_together() -> None:
    """Episodes go side by side, so that a model is asked once for all of them."""
    words = Spelled()
    tongue = Chat(words)
    asked: list[int] = []
    voice = _saying(tongue, ['{"move":"submit_triage","action":"monitor"}'] * 5, asked)
    settings = [_triage(seed) for seed in range(5)]
    found = _on(_cast("opensoc", {"defender": "me"}), tongue, {"me": voice}, *settings)

    assert asked == [5]
    assert [it.trajectory.header.setting.seed for it in found] == [0, 1, 2, 3, 4]
    assert all(it.points("defender") == sum(it.paid("defender").values()) for it in found)


def test_seats_of_different_voices_meet_in_one_episode() -> None:
    """An attacker and a defender who speak in tokens each have a text of their own."""
    cast = _cast("opensoc", {"attacker": "old", "defender": "new"})
    game, setting = cast.game, Setting("stage1_basic", "self_play", 3)
    plain = Cast(game, cast.recipe, {}, "scripted")
    turns = play(game, plain.table(setting)).turns
    tongue = Chat(Spelled())
    voices = {
        name: _saying(tongue, [it.reply for it in turns if it.role == role])
        for role, name in cast.speaks.items()
    }
    (found,) = _on(cast, tongue, voices, setting)

    assert [it.reply for it in found.trajectory.turns] == [it.reply for it in turns]
    assert set(found.transcripts) == {it.role for it in turns}


def test_a_turn_is_cut_where_its_room_ends() -> None:
    """Of what a voice says beyond the bounds of a turn nothing is heard."""
    tongue = Chat(Spelled())
    reply = '{"move":"submit_triage","action":"monitor"}'
    voice = _saying(tongue, [reply])
    cast = _cast("opensoc", {"defender": "me"})
    style = Style(cast.speaks, tongue, Bounds(1 << 20, 1))
    (found,) = rollouts([Part(cast.world(_triage(3)))], style, {"me": voice})

    assert found.trajectory.turns[-1].reply == reply
    assert len(found.transcripts["defender"].later) == 1


def test_a_voice_that_is_not_there_is_told() -> None:
    """A seat that waits for a voice nobody gave is a mistake of the caller."""
    with pytest.raises(UnknownName, match="there is no voice called 'me'"):
        _on(_cast("opensoc", {"defender": "me"}), Chat(Spelled()), {})


def test_a_template_without_answers_is_refused() -> None:
    """If a conversation cannot be gone on with, it says so and does not train on half of it."""

    class Mute(Spelled):
        """A tokenizer whose template shows what users say only."""

        def apply_chat_template(self, messages: list[dict[str, str]], **options: object) -> str:
            """Return the contents of *messages* of users."""
            told = [it for it in messages if it["role"] == "user"]
            return super().apply_chat_template(told, **options)

    cast = _cast("opensoc", {"defender": "me"})
    tongue = Chat(Mute())
    look = '{"move":"look_up","kind":"log","subject":"nowhere"}'
    voice = _saying(tongue, [look] * 40)

    with pytest.raises(BadInput, match="the template of the tokenizer leaves answers out"):
        _on(cast, tongue, {"me": voice}, Setting("stage2_multi", "casework", 3))


def test_what_is_alike_is_opened_told_and_judged_once() -> None:
    """Episodes of one world that say the same share their text, and go apart where they do not."""

    class Counting(Chat):
        """A tongue that counts what it puts into tokens."""

        told = 0

        def begin(self, game: Game[Any], seen: Observation, _draws: Seed | None = None) -> Told:
            """Return the first text, counted."""
            type(self).told += 1
            return super().begin(game, seen)

    cast, tongue = _cast("opensoc", {"defender": "me"}), Counting(Spelled())
    world = cast.world(_triage(3))
    said = ['{"move":"submit_triage","action":"monitor"}', "nonsense", "nonsense"]
    voice = _saying(tongue, said)
    found = rollouts([Part(world)] * 3, Style(cast.speaks, tongue), {"me": voice})

    assert Counting.told == 1
    assert [it.trajectory.turns[-1].reply for it in found] == said
    assert found[1].trajectory is found[2].trajectory


def test_a_world_goes_on_from_every_reply_that_was_given() -> None:
    """What follows two replies is the same whether the first was gone on from before or not."""
    cast = _cast("opensoc", {"defender": "me"})
    setting = Setting("stage2_multi", "casework", 3)
    look = '{"move":"look_up","kind":"log","subject":"%s"}'
    one, other = look % "here", look % "there"
    world = cast.world(setting)
    apart = [world.after([one, other]), world.after([one, one]), world.after([one, other])]

    assert apart[0] == apart[2] == cast.world(setting).after([one, other])
    assert apart[1] == cast.world(setting).after([one, one])
    assert world.after([one]) == cast.world(setting).after([one])


def _monitored() -> tuple[Cast, Chat, list[Said]]:
    tongue = Chat(Spelled())
    said = [tongue.spelled(f'{{"move":"submit_triage","action":"{it}"}}') for it in ANSWERS]
    return _cast("opensoc", {"defender": "me"}), tongue, [Said(it, [-0.5]) for it in said]


def _answered(drafts: Sequence[int]) -> list[Played]:
    """Return two episodes of one world, where answers have *drafts*."""
    cast, tongue, said = _monitored()
    going = conversing([Part(cast.world(_triage(3)))] * 2, Style(cast.speaks, tongue), ["me"])
    before = [(place, said[it]._replace(is_draft=True)) for place, it in enumerate(drafts)]
    return driven(going, lambda _: [*before, *enumerate(said[:2])])


@pytest.mark.parametrize("drafts", [(0, 1), (1, 0), (2, 2)])
def test_a_draft_changes_nothing(drafts: tuple[int, int]) -> None:
    """Whether it was right or wrong, what counts is what was said in its place."""
    found = _answered(drafts)

    assert found == _answered(())
    assert [it.trajectory.turns[-1].reply for it in found] == [
        '{"move":"submit_triage","action":"monitor"}',
        '{"move":"submit_triage","action":"dismiss"}',
    ]


def test_what_follows_a_draft_is_found_out_before_it_is_sure() -> None:
    """The world has come to its end when the draft was heard, and is not asked again."""
    cast, tongue, said = _monitored()
    world = cast.world(_triage(3))
    going = conversing([Part(world)], Style(cast.speaks, tongue), ["me"])
    lasts: list[Any] = []

    def answers() -> Iterator[tuple[int, Said]]:
        yield 0, said[0]._replace(is_draft=True)
        lasts.append(world.last)
        yield 0, said[0]

    driven(going, lambda _: answers())

    assert lasts[0] is not world.first
    assert lasts[0] is world.last


def test_each_reply_is_judged_as_it_comes() -> None:
    """Whoever draws the second has not begun when the first has come to its end."""
    cast, tongue, said = _monitored()
    worlds = [cast.world(_triage(seed)) for seed in (3, 4)]
    going = conversing([Part(it) for it in worlds], Style(cast.speaks, tongue), ["me"])
    ended: list[list[bool]] = []

    def answers() -> Iterator[tuple[int, Said]]:
        for place in (1, 0):
            yield place, said[0]
            ended.append([it.last is not it.first for it in worlds])

    driven(going, lambda _: answers())

    assert ended == [[False, True], [True, True]]


def test_a_text_without_an_answer_is_told() -> None:
    """A voice that says too little is a mistake of the caller."""
    cast, tongue, said = _monitored()
    going = conversing([Part(cast.world(_triage(3)))] * 2, Style(cast.speaks, tongue), ["me"])

    with pytest.raises(BadInput, match="1 of 2 texts have no answer; say something to each"):
        driven(going, lambda _: [(1, said[0])])
