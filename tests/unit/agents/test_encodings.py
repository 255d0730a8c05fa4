"""The compact views: what survives in them, and what they are a function of."""

import pytest

from watchfloor.agents import games
from watchfloor.agents.encodings import ENCODINGS
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.generator import Wish, grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import State
from watchfloor.opensoc.view import observe
from watchfloor.play.game import Setting
from watchfloor.play.observation import Observation
from watchfloor.seeds import Seed

TRIAGE = ENCODINGS["triage"]
GAME = games.find("opensoc")


def _seen(scenario: str, seed: int) -> Observation:
    return GAME.observe(GAME.first(Setting(scenario, "defender_only", seed)), "defender")


def _state(case: Case) -> State:
    return State("defender_only", "stage3_mixed", case=case)


@pytest.mark.parametrize("scenario", [*STAGES, "held_out_organisation", "held_out_dialect"])
def test_every_word_is_known(scenario: str) -> None:
    """Organisations and dialects that nobody has met are told in the same words."""
    found = [TRIAGE.encode(_seen(scenario, seed), None) for seed in range(10)]

    assert not {word for one in found for word in one.words} - {*TRIAGE.vocabulary}


def test_the_dialect_does_not_matter() -> None:
    """The same incident in another style of log is told in the same words."""
    told = [
        TRIAGE.encode(
            observe(State("defender_only", "stage3_mixed", case=grown.case), "defender"), None
        )
        for dialect in ("syslog", "ocsf", "zeek")
        for grown in [grow(Seed.of(5), STAGES["stage3_mixed"], Wish(dialect=dialect))]
    ]

    assert told[0] == told[1] == told[2]


def test_the_same_observation_is_told_the_same_way() -> None:
    """Without draws there is one way to tell it."""
    seen = _seen("stage4_adversarial", 3)

    assert TRIAGE.encode(seen, None) == TRIAGE.encode(seen, None)


def test_drawn_aliases_tell_the_same_of_another_spelling() -> None:
    """What is told of each line and record is the same, only its alias differs."""
    seen = _seen("stage3_mixed", 3)
    counted, drawn = TRIAGE.encode(seen, None), TRIAGE.encode(seen, Seed.of(1).stream())

    named = [[one.aliases.get(word) for word in one.words] for one in (counted, drawn)]
    assert named[0] == named[1]
    assert counted.words != drawn.words


def test_a_reply_goes_into_words_and_back() -> None:
    """What is cited comes back as the ids of the window."""
    told = TRIAGE.encode(_seen("stage3_mixed", 4), None)
    reply = SubmitTriage("escalate", tuple(sorted(told.aliases.values()))[:2])

    assert TRIAGE.decode(TRIAGE.spell(reply, told.aliases), told.aliases) == reply


@pytest.mark.parametrize(
    "words",
    [(), ("escalate",), ("L1", "L1", "L1", "L1", "<end>"), ("monitor", "H1", "-", "-", "<end>")],
)
def test_what_is_no_reply_stays_words(words: tuple[str, ...]) -> None:
    """A model that does not keep to the form is taken at its word, which is no move."""
    assert TRIAGE.decode(words, {}) == " ".join(words)


@pytest.mark.parametrize("seed", range(20))
def test_a_teacher_remarks_what_the_runbook_says_of_one_sign(seed: int) -> None:
    """In the first stage, where one sign stands alone, the remark on its lines is the answer."""
    state = GAME.first(Setting("stage1_basic", "defender_only", seed))
    words = TRIAGE.encode(GAME.observe(state, "defender"), None).words
    rows = {"explained", "several_hosts", "several_addresses"}
    remarked = {it for place, it in TRIAGE.remarks(words) if words[place].startswith("L")}

    assert state.truth.row in rows or state.truth.answer in remarked


def test_an_alias_comes_after_what_is_told_of_it() -> None:
    """A row names its sign first and its lines last, so an alias is read when all is known."""
    words = TRIAGE.encode(_seen("stage1_basic", 4), None).words

    assert words[-1] == "answer"
    assert words[-2].startswith("L")
