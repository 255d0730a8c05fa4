"""The recorded answers of the page."""

from pathlib import Path

import pytest

from watchfloor.agents import games
from watchfloor.agents.backend import Settings
from watchfloor.agents.models import Models
from watchfloor.errors import BadInput, WatchfloorError
from watchfloor.evaluation.suite import RESERVED
from watchfloor.play.action import NoReply
from watchfloor.play.episode import Table
from watchfloor.play.policy import Player, Policy
from watchfloor.play.seating import play, seated
from watchfloor.seeds import Seed
from watchfloor.server import baking, pairs
from watchfloor.server.pairs import Pairs
from watchfloor.training.worlds import TRAIN, VALIDATION

SHIPPED = Path(pairs.__file__).with_name(pairs.BAKED)
POLICIES = {"random", "always_escalate", "heuristic", "learned"}


def test_every_alert_was_answered_by_every_policy() -> None:
    """A visitor may compare any two of them."""
    alerts = pairs.gathered(pairs.read([SHIPPED]))

    assert len(alerts) >= 50
    assert all(set(alert) == POLICIES for alert in alerts)


def test_nobody_was_trained_on_the_alerts() -> None:
    """Their worlds are neither of the training nor of its validation, nor of evaluations."""
    seeds = {it.trajectory.header.setting.seed for it in pairs.read([SHIPPED])}

    assert not any(seed in kept for seed in seeds for kept in (TRAIN, VALIDATION, RESERVED))


@pytest.mark.slow
def test_the_answers_are_those_of_today() -> None:
    """Each policy that is shipped still says what is recorded of it."""
    game = games.find(pairs.GAME)
    with Models(Settings()) as models:
        for record in (it.trajectory for it in pairs.read([SHIPPED])):
            header = record.header
            table = Table(header.setting, header.recipe, header.seats, header.previous)
            guests = models.brought(game, header.seats.values(), {})

            assert play(game, table, seated(game, table, guests)) == record


def test_the_truth_is_told_when_it_is_asked_for_and_not_before() -> None:
    """What was answered and what is seen says nothing of what was right."""
    held = Pairs()
    before, told = held.pair(3), held.revealed(3)

    assert told.truth is not None
    assert {it.policy for it in before.answers} == set(told.rewards) == POLICIES
    assert not any("certificate" in str(panel) for panel in before.panels)


def test_an_alert_that_is_not_there_is_told() -> None:
    """The sentence says which there are."""
    with pytest.raises(BadInput, match="there is no alert 99; give 0 to 59"):
        Pairs().pair(99)


def _silent(_role: str, _draws: Seed) -> Player:
    return lambda _seen: NoReply("the line is dead")


LIVE = {
    "always_dismiss": games.find(pairs.GAME).policies["always_dismiss"],
    "silent": Policy(name="silent", summary="Cannot be asked.", seat=_silent),
}


def test_whoever_is_live_answers_when_asked() -> None:
    """What they are paid is told with the truth, and nothing is told of those not asked."""
    held = Pairs(live=LIVE)
    answer = held.asked(3, "always_dismiss")

    assert held.listed().live == tuple(LIVE)
    assert '"dismiss"' in answer.reply
    assert set(held.revealed(3).rewards) == POLICIES | {"always_dismiss"}
    assert set(held.revealed(4).rewards) == POLICIES


@pytest.mark.parametrize(
    ("name", "told"),
    [("silent", "silent could not be asked .the line is dead.; try again"), ("nobody", "nobody")],
)
def test_who_does_not_answer_is_told(name: str, told: str) -> None:
    """A policy that is not there, or could not be asked, is no answer."""
    with pytest.raises(WatchfloorError, match=told):
        Pairs(live=LIVE).asked(3, name)


def test_what_is_baked_is_what_was_recorded(tmp_path: Path) -> None:
    """Baking again what is baked changes nothing, and fewer alerts are taken evenly."""
    baking.bake([SHIPPED], tmp_path / "again.jsonl.gz")
    baking.bake([SHIPPED], tmp_path / "few.jsonl.gz", 4)
    few = Pairs(tmp_path / "few.jsonl.gz").listed()

    assert (tmp_path / "again.jsonl.gz").read_bytes() == SHIPPED.read_bytes()
    assert len(set(few.scenarios)) == few.count == 4
