"""Move after the end, twice, or out of turn, to be paid again or for another seat."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.errors import IllegalMove
from watchfloor.play.action import NoReply
from watchfloor.play.episode import episode, played
from watchfloor.play.trajectory import Trajectory, Turn


def _forged(trial: Trial, one: Trajectory) -> Iterator[tuple[str, Trajectory]]:
    """Return *one* with a move too many, one too few, and moves of others."""
    turns, roles = one.turns, tuple(trial.game.roles)
    yield "the last move again", records.with_turns(one, *turns, turns[-1])
    yield "no last move", records.with_turns(one, *turns[:-1])
    yield "the first move first and last", records.with_turns(one, *turns, turns[0])
    for role in roles:
        if role != turns[-1].role:
            other = replace(turns[-1], role=role)
            yield f"the last move by {role}", records.with_turns(one, *turns[:-1], other)
    for place, (first, then) in enumerate(pairwise(turns)):
        if (first.role, first.reply) != (then.role, then.reply):
            swapped = (*turns[:place], then, first, *turns[place + 2 :])
            yield f"moves {place} and {place + 1} swapped", records.with_turns(one, *swapped)
            return


def _after(trial: Trial, one: Trajectory) -> str:
    """Return what an episode that is over says to one reply more, if it says anything."""
    running = episode(trial.game, records.table(trial, one.header.setting, "random"))
    next(running)
    try:
        running.send(NoReply("gone"))
    except StopIteration as stop:
        first: Trajectory = stop.value.trajectory
        if first.end.rewards:
            return "who is gone was paid"
    try:
        running.send(one.turns[-1].reply)
    except StopIteration as stop:
        return "" if stop.value is None else "an episode ended twice"
    return "an episode went on after its end"


def _out_of_turn(trial: Trial, one: Trajectory) -> Iterator[str]:
    """Return the moves of others, and those after the end, that are not refused outright."""
    state = trial.game.first(one.header.setting)
    for turn in one.turns:
        for role in trial.game.roles:
            other = replace(turn, role=role)
            if role != turn.role and not _is_refused(trial, state, other):
                yield f"a move of {role} in turn {turn.index}"
        state, _ = played(trial.game, state, turn)
    if not _is_refused(trial, state, one.turns[-1]):
        yield "the last move again"


def _is_refused(trial: Trial, state: object, turn: Turn) -> bool:
    try:
        played(trial.game, state, turn)
    except IllegalMove:
        return True
    return False


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, unnoticed, twice, early = 0, list[str](), list[str](), list[str]()
    episodes = records.several(trial)
    for one in episodes:
        where = f"{one.header.setting.scenario}, seed {one.header.setting.seed}"
        for name, forged in _forged(trial, one):
            tried += 1
            unnoticed += [f"{name} on {where}"] * (not records.is_noticed(trial, forged))
        paid = [reward.role for reward in one.end.rewards]
        twice += [f"{where} paid {paid}"] * (len(set(paid)) < len(paid))
        if said := _after(trial, one):
            twice.append(f"{said} on {where}")
        early += [f"{move} on {where}" for move in _out_of_turn(trial, one)]
    yield never("episodes with moves too many or out of turn that replay", unnoticed, tried)
    yield never("episodes that pay twice, or after their end", twice, len(episodes))
    yield never("moves out of turn that are made", early, sum(len(it.turns) for it in episodes))


THREAT = Threat(
    name="d03_double_submit",
    summary="A second answer after the end, or one in the seat of another, is paid too.",
    answer="The loop says whose turn it is and ends once, and what is recorded has to replay so.",
    games=(),
    probe=_probe,
)
