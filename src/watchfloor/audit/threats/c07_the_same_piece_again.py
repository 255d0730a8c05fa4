"""Name the same piece of evidence again and again in one list."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_tapes import Said, Tape, given, spoken, tapes, told
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Handoff, Propose, Report
from watchfloor.play.action import Action, Malformed
from watchfloor.seeds import Stream


def _longer(move: Action | Malformed, draw: Stream) -> Action | None:
    """Return *move* with what it lists listed again, in any order."""
    if isinstance(move, Propose | Handoff) and move.evidence:
        listed = draw.shuffled((*move.evidence, *move.evidence, draw.pick(move.evidence)))
        return replace(move, evidence=tuple(listed))
    if isinstance(move, Report) and move.claims:
        claims = [replace(it, evidence=(*it.evidence, *it.evidence)) for it in move.claims]
        return replace(move, claims=tuple(draw.shuffled((*move.claims, *claims, *claims))))
    return None


def _alone(move: Action | Malformed) -> Propose | None:
    """Return the proposal of *move* on one piece, named twice."""
    if not isinstance(move, Propose) or not move.evidence:
        return None
    return replace(move, evidence=(move.evidence[0],) * 2)


def _breaches(trial: Trial, tape: Tape, draw: Stream) -> Iterator[str]:
    """Return what is otherwise in *tape* if lists are longer; nothing for each that is not."""
    for place, (role, move) in enumerate(tape.said):
        longer, rest = _longer(move, draw), tape.said[place + 1 :]
        if longer is not None:
            again = spoken(tape.states[place], [Said(role, longer), *rest])
            is_same = worth(trial, again) == worth(trial, tape.last)
            yield "" if is_same else told(tape, place, f"{type(move).__name__} counts repeats")
        alone = _alone(move)
        if alone is not None:
            step = transition.apply(given(tape.states[place], role), alone)
            yield "" if step.status == "refused" else told(tape, place, "one piece counts as two")


def _probe(trial: Trial) -> Iterator[Finding]:
    draw = trial.draws("repeats").stream()
    found = [it for tape in tapes(trial) for it in _breaches(trial, tape, draw)]
    yield never("lists in which what stands twice counts twice", [*filter(None, found)], len(found))


THREAT = Threat(
    name="c07_the_same_piece_again",
    summary="A piece of evidence that is named twice counts twice.",
    answer="What is cited is a set of bits, and equal claims are one.",
    games=("logsentinel",),
    probe=_probe,
    prices=True,
)
