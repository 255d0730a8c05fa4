"""What is true of an incident, from its events and records alone.

The certificate is every minimal set of ids that fixes the answer; beside it stand the records that
hold a stronger answer back, since the answer changes when one of those is taken away.
"""

from collections.abc import Sequence

from watchfloor.opensoc import worth
from watchfloor.opensoc.actions import MOST_CITED, SubmitTriage
from watchfloor.opensoc.runbook import (
    CHANGES,
    NOTHING_OPEN,
    Book,
    Decision,
    Proof,
    Situation,
    decide,
)
from watchfloor.opensoc.state import State
from watchfloor.opensoc.truth import Truth
from watchfloor.play.reward import ONE
from watchfloor.play.verdict import Fact, Verdict
from watchfloor.world.detection import Signal, signals
from watchfloor.world.event import Event
from watchfloor.world.record import Record


def verify(events: Sequence[Event], records: Sequence[Record], alert: str) -> Truth:
    """Return what is true of *events* given *records*, for the alert of rule *alert*."""
    book = Book(records)
    open_signals: list[Signal] = []
    explained: list[tuple[Signal, list[str]]] = []
    for signal in signals(events):
        covering = book.explaining(signal)
        if covering:
            explained.append((signal, covering))
        else:
            open_signals.append(signal)
    conflicts = _conflicts(events, book) if book.leaves else ()
    facts = Situation(open_signals, book, conflicts)
    decision = decide(facts) if open_signals or conflicts else NOTHING_OPEN
    certificate = decision.proofs or _explained(explained, alert)
    holds = _holds(explained, facts, decision) if explained else ()
    return Truth(decision.answer, decision.row, certificate, holds)


def _conflicts(events: Sequence[Event], book: Book) -> tuple[Proof, ...]:
    """Return each sign-in by somebody who is away, with the record that says so."""
    return tuple(
        tuple(sorted((event.id, leave.id)))
        for event in events
        if event.type == "sign_in" and event.outcome.lower() == "success"
        for leave in book.leaves
        if leave.actor == event.user and leave.opens <= event.second <= leave.closes
    )


def _explained(explained: Sequence[tuple[Signal, list[str]]], alert: str) -> tuple[Proof, ...]:
    """Return what raised the alert with each record that explains it."""
    return tuple(
        tuple(sorted({*signal.proof, record}))
        for signal, covering in explained
        if signal.rule == alert
        for record in covering
    )


def _holds(
    explained: Sequence[tuple[Signal, list[str]]], facts: Situation, decision: Decision
) -> Proof:
    """Return the records that alone explain a signal which would change the answer."""
    if decision.answer == "escalate":
        return ()
    changes = CHANGES[decision.answer]
    return tuple(
        sorted(
            [
                covering[0]
                for signal, covering in explained
                if len(covering) == 1
                and (signal.grade in changes or facts.is_more_than_one(signal))
            ]
        )
    )


def judge(state: State) -> tuple[Verdict, ...]:
    """Return what is true about how each role played."""
    verdicts: list[Verdict] = []
    if state.mode == "self_play":
        verdicts.append(Verdict("attacker", _attackers(state)))
    if state.case is not None and state.truth is not None:
        verdicts.append(Verdict("defender", _defenders(state, state.truth)))
    return tuple(verdicts)


def _attackers(state: State) -> tuple[Fact, ...]:
    is_wrong = state.truth is not None and not _is_right(state, state.truth)
    return (
        Fact("malformed", state.malformed.count("attacker")),
        Fact("admitted", state.case is not None),
        Fact("gate", state.gate),
        Fact("rejected", state.rejected),
        Fact("defender_wrong", is_wrong),
        Fact("learnability", state.learnability),
        Fact("is_novel", state.is_novel),
    )


def _is_right(state: State, truth: Truth) -> bool:
    return state.answer is not None and state.answer.action == truth.answer


def _defenders(state: State, truth: Truth) -> tuple[Fact, ...]:
    answer = state.answer
    proof = tuple(sorted({name for proof in truth.certificate for name in proof}))
    cited = answer.cited if answer is not None else ()
    is_right = _is_right(state, truth)
    return (
        Fact("malformed", state.malformed.count("defender")),
        Fact("answer", answer.action if answer is not None else ""),
        Fact("truth", truth.answer),
        Fact("row", truth.row, proof),
        Fact("held_back_by", len(truth.holds), truth.holds),
        Fact("right", is_right, proof),
        Fact("value", worth.value(truth.answer, answer.action) if answer is not None else -ONE),
        Fact("citation", citation(cited, truth, seen(state)), cited),
        Fact("hits", len({*cited} & {*proof, *truth.holds}), cited),
        Fact("confidence", _confidence(answer)),
        Fact("minutes", state.minutes),
    )


def _confidence(answer: SubmitTriage | None) -> int:
    """Return the stated confidence in millionths, or -1 if none was stated."""
    if answer is None or answer.confidence is None:
        return -1
    return round(answer.confidence * ONE)


def seen(state: State) -> set[str] | None:
    """Return the ids that may be cited: in casework what was shown, else all."""
    return set(state.shown) if state.mode == "casework" else None


def citation(cited: tuple[str, ...], truth: Truth, shown: set[str] | None) -> int:
    """Return how well *cited* hits the certificate, as F1 in millionths.

    An id that was not shown is a miss. A record that only holds another answer back is a hit beside
    a part of the proof, and nothing without one. Recall counts up to what may be cited, so a long
    proof can be cited in full.
    """
    proof = {name for part in truth.certificate for name in part}
    known = [name for name in cited if shown is None or name in shown]
    proving = sum(name in proof for name in known)
    if not proving:
        return 0
    hits = sum(name in proof or name in truth.holds for name in known)
    wanted = min(MOST_CITED, min(map(len, truth.certificate), default=1))
    reached = min(proving, wanted)
    return 2 * hits * reached * ONE // (hits * wanted + reached * len(cited))
