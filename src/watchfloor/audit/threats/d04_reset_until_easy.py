"""Begin again until an easy world comes, and leave every other episode unfinished."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import of
from watchfloor.evaluation.recording import episodes
from watchfloor.evaluation.store import Torn, Writer
from watchfloor.evaluation.verification import checked
from watchfloor.play.action import NoReply, heard, parse
from watchfloor.play.conformance import GARBAGE
from watchfloor.play.episode import Ask
from watchfloor.play.reward import ONE
from watchfloor.play.seating import Answer, play
from watchfloor.play.trajectory import Trajectory

_SAID = ("", " ", "null", "None", "skip", "reset", '{"move":"reset"}', "NoReply", *GARBAGE)
"""What a player may say instead of a move, none of which gets it out of the episode."""


def _total(one: Trajectory) -> float:
    """Return what the roles earned together."""
    return sum(reward.total for reward in one.end.rewards) / ONE


def _walked_away(trial: Trial) -> Finding:
    """Return what saying nothing to the end earns over random play."""
    gone, stayed = list[float](), list[float]()
    for one in records.several(trial):
        table = records.table(trial, one.header.setting, "random")
        silent = play(trial.game, table, _fixed(trial, ""))
        paid = {reward.role for reward in silent.end.rewards}
        rewards = [it.total / ONE for it in one.end.rewards if it.role in paid]
        gone.append(_total(silent))
        stayed.append(sum(rewards))
    gap = of([one - other for one, other in zip(gone, stayed, strict=True)])
    return at_most("walking away over random play", gap, 0.0, len(gone))


def _unscored(trial: Trial) -> Finding:
    breaches: list[str] = []
    for role in trial.game.roles.values():
        for said in _SAID:
            move = parse(heard(said), role.moves)
            breaches += [f"{said[:20]!a} by {role.name}"] * isinstance(move, NoReply)
    scored = [
        play(trial.game, records.table(trial, setting, "random"), _fixed(trial, said)).end
        for setting in records.settings(trial, 1)
        for said in _SAID
    ]
    unpaid = [it for it in scored if it.no_reply or not it.rewards]
    breaches += ["an episode of nonsense"] * len(unpaid)
    count = len(_SAID) * (1 + len(trial.game.roles))
    return never("words that get a player out of an episode unscored", breaches, count)


def _fixed(trial: Trial, said: str) -> dict[str, Answer]:
    """Return players of every role who say the same whatever they are shown."""

    def reply(_ask: Ask[Any]) -> str:
        return said

    return dict.fromkeys(trial.game.roles, reply)


def _dropped(trial: Trial, folder: Path) -> Finding:
    """Return the ways to drop an episode of a file that go unnoticed."""
    path = folder / "whole.jsonl"
    tables = [records.table(trial, it, "random") for it in records.settings(trial, 3)]
    with Writer(path) as writer:
        lengths = [len(one.records) for one in episodes(trial.game, tables, writer)]
    lines = path.read_bytes().splitlines(keepends=True)
    first, second, _ = lengths
    kept = {
        "the first": lines[first:],
        "the second": lines[:first] + lines[first + second :],
        "the last": lines[: first + second] + lines[-1:],
        "the last, without a close": lines[: first + second],
        "half of the second": lines[: first + second // 2 + 1],
        "the order": lines[first : first + second] + lines[:first] + lines[first + second :],
        "one of two": lines[: first + second] + lines[first:],
    }
    breaches: list[str] = []
    for name, held in kept.items():
        other = folder / "other.jsonl"
        other.write_bytes(b"".join(held))
        is_whole = not any(isinstance(it, Torn) for it in checked(other, lambda _: trial.game))
        breaches += [name] * is_whole
    return never("episodes dropped from a file without a trace", breaches, len(kept))


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _walked_away(trial)
    yield _unscored(trial)
    with TemporaryDirectory() as folder:
        yield _dropped(trial, Path(folder))


THREAT = Threat(
    name="d04_reset_until_easy",
    summary="Whoever may begin again as often as it likes is only scored on easy worlds.",
    answer="No word ends an episode unscored, and dropping one breaks the chain of its file.",
    games=(),
    probe=_probe,
    prices=True,
)
