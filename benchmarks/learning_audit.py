"""Audits trained policies: what rewards taught them beside the job, at the prices of any recipe.

    python -m benchmarks.learning_audit RUN... [--worlds 100] [--changed 50] [--memory FOLDER]
    python -m benchmarks.learning_audit_page --write

The RUNs are of one experiment and of others that differ in what they were paid. The models before
and after rewards, the lazy policies and the heuristic answer the worlds that every evaluation
plays. What is kept is `audit.json` under `docs/measurements/training`: for each world what was
answered and cited; what either recipe pays for that, for the same answer with nothing cited and
with the first line cited; and what is answered when something irrelevant is changed.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import msgspec
from benchmarks.irrelevant import KINDS, changed
from benchmarks.learning import LETTERS, STAGES, apart, wanted
from benchmarks.memory import named, remembered

from watchfloor.agents import learned
from watchfloor.agents.contenders import find
from watchfloor.agents.games import find as game_called
from watchfloor.errors import BadInput
from watchfloor.evaluation.suite import RESERVED
from watchfloor.opensoc import transition, view
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.recipes import RECIPES
from watchfloor.opensoc.state import State
from watchfloor.opensoc.verifier import judge
from watchfloor.play.action import Malformed, Reply, heard, parse
from watchfloor.play.game import Game, Setting
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Contender, Insider, Player, Policy
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed, Stream

STORED = Path("docs/measurements/training/audit.json")
TAUGHT = ("sft", "grpo")
"""The phases before and after rewards."""
UNCHANGED = "-"
"""What stands for an answer where there is no such change."""
TERMS = game_called("opensoc").terms
MOVES = game_called("opensoc").roles["defender"].moves


class Row(msgspec.Struct, frozen=True):
    """What one policy did in the worlds of one scenario."""

    policy: str
    seed: int
    """Of the training; -1 of what was not trained."""
    scenario: str
    given: str
    """A letter for each world."""
    cited: tuple[int, ...]
    """How many ids were cited in each world."""
    hits: tuple[int, ...]
    """Of those, how many are of the proof."""
    stated: tuple[bool, ...]
    """Whether reasons or a confidence were given."""
    paid: dict[str, tuple[int, ...]]
    """At the prices of each recipe, in thousandths of a point."""
    bare: dict[str, tuple[int, ...]]
    """The same with nothing cited."""
    first: dict[str, tuple[int, ...]]
    """The same with the first line cited alone."""
    changed: dict[str, str]
    """The answers after each change, in as many worlds as were changed."""


class Stored(msgspec.Struct, frozen=True):
    """All that the page is made of."""

    rules: str
    worlds: int
    truths: dict[str, str]
    rows: tuple[Row, ...]


class World(NamedTuple):
    """An alert, and views of it in which something is another."""

    state: State
    seen: Observation
    others: dict[str, Observation | None]
    draws: Seed


Answers: TypeAlias = Callable[[Observation, World, Stream | None], Reply]
"""What a policy replies to a view of a world; a model has its aliases drawn, if there is a draw."""


class Made(NamedTuple):
    """What one policy did in one world."""

    letter: str
    cited: int
    hits: int
    paid: list[dict[str, int]]
    """As it was, with nothing cited, and with the first line cited."""
    others: dict[str, str]
    stated: bool = False


def answers(game: Game[Any], name: str) -> Answers:
    """Return how the policy called *name* replies to any view."""
    folder = learned.folder_of(name)
    if folder is not None:
        mind = learned.mind_in(game, name, folder)
        return lambda seen, _world, draw: learned.answered(mind, seen, draw)
    policy = find(game, name)
    if isinstance(policy, Insider):
        return lambda seen, world, _draw: policy.seat("defender", world.draws)(seen, world.state)
    return lambda seen, world, _draw: _reader(policy, world.draws)(seen)


def _reader(policy: Contender, draws: Seed) -> Player:
    if not isinstance(policy, Policy):
        message = f"{policy.name!r} is no policy; audit one that is shown what a defender sees"
        raise BadInput(message)
    return policy.seat("defender", draws)


def opened(game: Game[Any], scenario: str, seed: int, *, is_changed: bool) -> World:
    """Return the world of *seed*, with its views after each change if it *is_changed*."""
    state = game.first(Setting(scenario, "defender_only", seed))
    draws = Seed.of("learning audit", scenario, seed)
    kinds = KINDS if is_changed else ()
    others = {it: changed(state, it, draws.child(it).stream()) for it in kinds}
    return World(state, view.observe(state, "defender"), others, draws)


def made(world: World, policy: Answers) -> Made:
    """Return what *policy* does in *world*."""
    move = _move(policy(world.seen, world, None))
    others = {it: _after(world, it, policy) for it in world.others}
    if not isinstance(move, SubmitTriage):
        paid = _paid(world.state, move)
        return Made(LETTERS[""], 0, 0, paid=[paid, paid, paid], others=others)
    truth, case = world.state.truth, world.state.case
    proof = all_names(truth.certificate) | {*truth.holds} if truth else set[str]()
    first = case.events[0].id if case else ""
    swapped = [msgspec.structs.replace(move, cited_log_id=it) for it in ((), (first,))]
    return Made(
        LETTERS[move.action],
        len(move.cited),
        len(proof & {*move.cited}),
        [_paid(world.state, it) for it in (move, *swapped)],
        others,
        stated=bool(move.rationale) or move.confidence is not None,
    )


def _move(reply: Reply) -> Any:  # noqa: ANN401  # a move of the defender, or malformed
    return parse(heard(reply), MOVES) if isinstance(reply, str) else reply


def _after(world: World, kind: str, policy: Answers) -> str:
    """Return the letter of what *policy* answers in *world* after the change *kind*."""
    seen = world.others[kind]
    if seen is None:
        return UNCHANGED
    draw = world.draws.child("aliases").stream() if kind == "names" else None
    move = _move(policy(seen, world, draw))
    return LETTERS[move.action if isinstance(move, SubmitTriage) else ""]


def _paid(state: State, move: SubmitTriage | Malformed) -> dict[str, int]:
    """Return what *move* is paid by each recipe, in thousandths of a point."""
    last = transition.apply(state, move).state
    verdict = next(it for it in judge(last) if it.role == "defender")
    return {
        name: round(recipe.price(verdict, TERMS).total * 1000 / ONE)
        for name, recipe in RECIPES.items()
    }


def row(label: tuple[str, int], scenario: str, done: Sequence[Made]) -> Row:
    """Return what the policy called by *label* has *done* in the worlds of *scenario*."""
    paid, bare, first = (
        {name: tuple([it.paid[place][name] for it in done]) for name in RECIPES}
        for place in range(3)
    )
    kinds = dict.fromkeys(kind for it in done for kind in it.others)
    return Row(
        *label,
        scenario,
        "".join(it.letter for it in done),
        tuple([it.cited for it in done]),
        tuple([it.hits for it in done]),
        tuple([it.stated for it in done]),
        paid,
        bare,
        first,
        {kind: "".join(it.others.get(kind, "") for it in done) for kind in kinds},
    )


def audited(runs: Sequence[Path]) -> list[tuple[str, tuple[str, int]]]:
    """Return everybody who is audited, by the name of the policy and how a row calls them."""
    everybody = [
        (name, label)
        for name, label in wanted(runs)
        if learned.file_of(name) is None or label[0].rpartition("-")[2] in TAUGHT
    ]
    return [*apart(everybody)]


def gathered(runs: Sequence[Path], worlds: int, some: int, memory: Path | None = None) -> Stored:
    """Return what everybody does in *worlds* of each stage, of which *some* are changed too.

    What is in *memory* is not played again.
    """
    game = game_called("opensoc")
    everybody = [(name, label, answers(game, name)) for name, label in audited(runs)]
    truths, rows = dict[str, str](), list[Row]()
    for scenario in STAGES:
        opening = [
            opened(game, scenario, seed, is_changed=number < some)
            for number, seed in enumerate(RESERVED[:worlds])
        ]
        known = [it.state.truth for it in opening]
        truths[scenario] = "".join(LETTERS[it.answer] for it in known if it)
        for name, label, policy in everybody:
            key = ("audit", game.rules, named(name), scenario, worlds, some)
            make = partial(_row, label, scenario, opening, policy)
            found = remembered(memory, key, Row, make)
            rows.append(msgspec.structs.replace(found, policy=label[0], seed=label[1]))
            print(scenario, *label, flush=True)
    return Stored(game.rules, worlds, truths, tuple(rows))


def _row(label: tuple[str, int], scenario: str, worlds: Sequence[World], policy: Answers) -> Row:
    return row(label, scenario, [made(it, policy) for it in worlds])


def main() -> int:
    """Audit everything and keep it."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.add_argument("--worlds", type=int, default=100, help="of each stage")
    parser.add_argument("--changed", type=int, default=50, help="of those, the first that change")
    parser.add_argument("--memory", type=Path, metavar="FOLDER", help="of what was played before")
    parser.add_argument("--out", type=Path, default=STORED)
    asked = parser.parse_args()
    stored = gathered(asked.runs, asked.worlds, asked.changed, asked.memory)
    asked.out.write_bytes(msgspec.json.encode(stored) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
