"""Speak as another role."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_replies import refused_keys
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.logsentinel import transition

_KEYS = ("role", "actor", "as", "seat", "by", "speaker", "from", "giver", "on_behalf_of")


def _probe(trial: Trial) -> Iterator[Finding]:
    yield from refused_keys(trial, "replies that name who speaks", _KEYS)
    spoofed, tried = list[str](), 0
    for policy in ("heuristic", "random"):
        for mode in trial.game.modes:
            for tape in tapes(trial, policy, mode=mode):
                tried += len(tape.said)
                spoofed += [
                    told(tape, place, f"{entry.role} is heard for {transition.to_move(state)}")
                    for place, state in enumerate(tape.states[:-1])
                    for entry in (tape.states[place + 1].timeline[-1],)
                    if entry.role != transition.to_move(state)
                ]
    yield never("moves heard from somebody who had not the floor", spoofed, tried)


THREAT = Threat(
    name="c28_speaking_as_another",
    summary="A reply says that it is the commander's.",
    answer="Who speaks is who has the floor, and a reply has no room for another name.",
    games=("logsentinel",),
    probe=_probe,
)
