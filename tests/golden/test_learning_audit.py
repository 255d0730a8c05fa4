"""Audits of trained policies: changes that change no answer, and a page made of what was kept."""

from pathlib import Path

import msgspec
import pytest
from benchmarks import learning_audit_page as pages
from benchmarks.irrelevant import KINDS, changed
from benchmarks.learning import STAGES
from benchmarks.learning_audit import STORED, Row, Stored, World, answers, made, opened, row
from benchmarks.learning_audit_page import (
    HABITS,
    Kept,
    citing,
    follows,
    reached,
    share,
    step,
    turns,
)

from watchfloor.agents.games import find
from watchfloor.opensoc.recipes import RECIPES
from watchfloor.opensoc.state import State
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed

ROOT = Path(__file__).parents[2]
GAME = find("opensoc")
WORLDS = 24


@pytest.fixture(name="worlds", scope="module")
def _worlds() -> list[World]:
    return [opened(GAME, STAGES[3], seed, is_changed=True) for seed in range(WORLDS)]


def _turned(worlds: list[World], name: str) -> dict[str, int]:
    """Return how many answers of the policy called *name* each change turns into others."""
    done = [made(it, answers(GAME, name)) for it in worlds]
    return {kind: sum(it.others[kind] not in ("-", it.letter) for it in done) for kind in KINDS}


def test_who_reads_is_not_led_by_what_is_irrelevant(worlds: list[World]) -> None:
    """The heuristic answers the same; what is left out may be what it has overlooked."""
    turned = _turned(worlds, "heuristic")
    turned.pop("less")

    assert turned == dict.fromkeys(set(KINDS) - {"less"}, 0)


@pytest.mark.parametrize(("name", "kind"), [("last_line", "order"), ("header_only", "headline")])
def test_who_takes_a_shortcut_is_led_by_it(worlds: list[World], name: str, kind: str) -> None:
    """The last line is another in another order; a headline is all that some read."""
    turned = _turned(worlds, name)

    assert {it for it, count in turned.items() if count} == {kind}


def test_every_change_is_made_and_shows(worlds: list[World]) -> None:
    """Nearly every alert has one of each kind, and it is another view."""
    for kind in KINDS:
        found = [it for it in worlds if it.others[kind] is not None]
        same = [it for it in found if it.others[kind] == it.seen]

        assert len(found) >= WORLDS // 3
        assert len(same) <= len(found) // 4


def test_an_alert_that_has_no_answer_yet_is_not_changed() -> None:
    """Where an attacker is to craft one, there is nothing to change."""
    state = GAME.first(Setting(STAGES[0], "self_play", 1))
    assert isinstance(state, State)

    assert changed(state, "order", Seed.of(1).stream()) is None


def test_what_is_not_cited_is_not_paid(worlds: list[World]) -> None:
    """The oracle loses what its proof earns; a policy that cites nothing loses nothing."""
    knowing, lazy = (
        row((name, -1), STAGES[3], [made(it, answers(GAME, name)) for it in worlds])
        for name in ("oracle", "always_dismiss")
    )

    assert all(
        a > b for a, b in zip(knowing.paid["standard"], knowing.bare["standard"], strict=True)
    )
    assert lazy.paid == lazy.bare
    assert min(knowing.hits) > 0


def _row(policy: str, seed: int, given: str, points: int, scenario: str) -> Row:
    """Return a row that was paid so many *points* for each of two worlds, half for citing."""
    paid: dict[str, tuple[int, ...]] = dict.fromkeys(RECIPES, (points, points))
    bare: dict[str, tuple[int, ...]] = dict.fromkeys(RECIPES, (points // 2, points // 2))
    return Row(
        policy,
        seed,
        scenario,
        given,
        (1, 0),
        (0, 0),
        (False, True),
        paid,
        bare,
        bare,
        {"order": "d-"},
    )


@pytest.fixture(name="kept")
def _kept() -> Kept:
    rows = [
        one
        for scenario in STAGES
        for one in (
            _row("random", -1, "mm", 0, scenario),
            _row("oracle", -1, "de", 1000, scenario),
            _row("always_escalate", -1, "ee", 200, scenario),
            _row("sft", 0, "de", 800, scenario),
            _row("sft", 1, "de", 800, scenario),
            _row("grpo", 0, "ee", 400, scenario),
            _row("grpo", 1, "ee", 400, scenario),
        )
    ]
    return Kept(Stored("opensoc-0", 2, dict.fromkeys(STAGES, "de"), tuple(rows)))


def test_habits_are_shares_of_what_could_be(kept: Kept) -> None:
    """One of two harmless alerts is escalated by one policy, none by the other."""
    found = [share(kept, it, HABITS["escalated needlessly"]).mean for it in ("sft", "grpo")]

    assert found == [0.0, 1.0]
    assert share(kept, "sft", HABITS["reasons or doubt stated"]).mean == 0.5
    assert share(kept, "sft", turns("order")).mean == 0.0
    assert share(kept, "grpo", turns("order")).mean == 1.0


def test_a_shortcut_is_learned_where_all_seeds_take_it(kept: Kept) -> None:
    """Rewards taught one of them to escalate everything, and nobody to do less of it."""
    of = follows(kept.answers("always_escalate"))

    assert step(kept, "sft", "grpo", of).is_learned
    assert not step(kept, "grpo", "sft", of).is_learned


def test_shares_of_rewards_are_worked_out_by_hand(kept: Kept) -> None:
    """A shortcut earns half of what the policy does, and half of that was for citing."""
    assert reached(kept, "always_escalate", "grpo", "standard").mean == 0.5
    assert citing(kept, "grpo", "standard", by_first=False).mean == 0.2


@pytest.mark.slow
def test_the_stored_page_is_made_of_what_was_kept() -> None:
    """Whoever makes it again has the same bytes."""
    stored = msgspec.json.decode((ROOT / STORED).read_bytes(), type=Stored)

    assert pages.page(stored) == (ROOT / STORED.with_suffix(".txt")).read_text("utf-8")
