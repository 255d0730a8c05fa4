"""Put another move in the place of what the model said, and report it as the model's."""

from collections.abc import Iterator
from typing import Any

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.play.action import Malformed, heard, parse
from watchfloor.play.conformance import GARBAGE
from watchfloor.play.episode import Ask
from watchfloor.play.seating import Answer, play, seated
from watchfloor.seeds import Stream


def _saying(answer: Answer, draw: Stream, told: list[tuple[str, str]]) -> Answer:
    """Return *answer* with words of its own around it, now and then nonsense, all written down."""

    def said(ask: Ask[Any]) -> str:
        reply = answer(ask)
        words = f"Turn {ask.observation.turn} of {draw.below(1 << 30)}: {heard(reply)}"  # type: ignore[arg-type]  # policies never fail
        if draw.chance(1, 3):
            words = draw.pick(GARBAGE)
        told.append((ask.role, heard(words)))
        return words

    return said


def _probe(trial: Trial) -> Iterator[Finding]:
    game, other, mended, tried = trial.game, list[str](), list[str](), 0
    for one in records.several(trial):
        setting, told = one.header.setting, list[tuple[str, str]]()
        table, draw = records.table(trial, setting, "random"), trial.draws("said", setting.seed)
        answers = {
            role: _saying(answer, draw.child(role).stream(), told)
            for role, answer in seated(game, table).items()
        }
        turns = play(game, table, answers).turns
        tried += len(turns)
        if [(turn.role, turn.reply) for turn in turns] != told:
            other.append(f"{setting}")
        for turn in turns:
            is_nonsense = isinstance(parse(turn.reply, game.roles[turn.role].moves), Malformed)
            is_scored_so = turn.status == "malformed"
            mended += [f"turn {turn.index} on {setting}"] * (is_nonsense != is_scored_so)
    yield never("episodes in which a move is not what its player said", other, tried)
    yield never("replies that are scored as another than was given", mended, tried)


THREAT = Threat(
    name="d15_overriding_orchestrator",
    summary="A fallback that mends bad replies earns what the model is praised for.",
    answer="Every turn is recorded in the words of its player, and nothing is put in its place.",
    games=(),
    probe=_probe,
)
