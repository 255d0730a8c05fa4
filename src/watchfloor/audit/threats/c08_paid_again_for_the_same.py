"""Do what was paid for again."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import Speech, Tape, never_pays, tapes
from watchfloor.logsentinel.actions import Report, Wait
from watchfloor.logsentinel.shaping import potential, shaped
from watchfloor.seeds import Stream


def _twice(tape: Tape, place: int, draw: Stream) -> Speech:
    """Return any move that was made before *place*, some times more."""
    made = [it for it in tape.said[:place] if not isinstance(it.move, Report | Wait)]
    return (draw.pick(made),) * (1 + draw.below(3)) if made else ()


def _probe(trial: Trial) -> Iterator[Finding]:
    yield never_pays(trial, "any move again", _twice, tapes(trial))
    loops = [
        f"{tape.setting.scenario} {tape.setting.seed}: shaping comes to {total}"
        for policy in ("oracle", "random_valid")
        for tape in tapes(trial, policy)
        for total in (sum(shaped(tape.states)) + potential(tape.states[0]),)
        if total
    ]
    count = 2 * sum(1 for _ in tapes(trial))
    yield never("episodes in which shaping adds to the reward", loops, count)


THREAT = Threat(
    name="c08_paid_again_for_the_same",
    summary="A step that was paid for is made again, and is paid for again.",
    answer="Every family is judged once, at the end, and shaping on the way cancels out.",
    games=("logsentinel",),
    exploits=(Exploit("take_back"), Exploit("severity_flip")),
    probe=_probe,
    prices=True,
)
