"""What is true of an incident, from its events and records alone.

The certificate is every minimal set of ids that fixes the answer; beside it stand the records that
hold a stronger answer back, since the answer changes when one of those is taken away.
"""

from collections.abc import Sequence
from typing import TypeAlias

from watchfloor.opensoc import worth
from watchfloor.opensoc.actions import MOST_CITED, SubmitTriage
from watchfloor.opensoc.proof import Proof, all_names, size
from watchfloor.opensoc.runbook import (
    CHANGES,
    NOTHING_OPEN,
    SPREADS,
    Answer,
    Book,
    Found,
    Situation,
    decide,
    shown_by,
    spreads,
)
from watchfloor.opensoc.state import State
from watchfloor.opensoc.truth import Truth
from watchfloor.play.reward import ONE
from watchfloor.play.verdict import Fact, Verdict
from watchfloor.world.detection import Sighted, Weighed, sighted
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rule import Firing, Rule, through


def verify(events: Sequence[Event], records: Sequence[Record], alert: str) -> Truth:
    """Return what is true of *events* given *records*, for the alert of rule *alert*."""
    return weighed(sighted(events), events, Book(records), alert)


def weighed(found: Sighted, events: Sequence[Event], book: Book, alert: str) -> Truth:
    """Return what is true where the rules have *found* something in *events*, as *book* has it."""
    left, covered = _parted(found, book)
    conflicts = _conflicts(events, book) if book.leaves else ()
    facts = Situation(left, book, conflicts)
    decision = decide(facts) if left or conflicts else NOTHING_OPEN
    certificate = decision.proofs or _explained(found, book, alert)
    holds = _holds(covered, facts, decision.answer) if covered else ()
    return Truth(decision.answer, decision.row, certificate, holds)


Covered: TypeAlias = tuple[str, Rule, Sequence[Event] | None, tuple[Event, ...]]
"""A record, and what would count for a rule without it: what comes before, and what matches.

Nothing comes before where one event is enough.
"""


def _parted(found: Sighted, book: Book) -> tuple[list[Found], list[Covered]]:
    """Return the firings that no record covers, and what one record alone covers."""
    left: list[Found] = []
    covered: list[Covered] = []
    for rule, event in found.alone:
        covering = book.covering(rule, event)
        if not covering:
            left.append((rule, Firing((event,))))
        elif len(covering) == 1:
            covered.append((covering[0], rule, None, (event,)))
    for several in found.together.values():
        if several.may_fire():
            _part(several, book, left, covered)
    return left, covered


def _part(several: Weighed, book: Book, left: list[Found], covered: list[Covered]) -> None:
    """Add what a rule makes of *several* events to what is *left*, and to what is *covered*."""
    rule, before, matched = several.rule, several.before, several.matched
    coverings = [book.covering(rule, event) for event in matched]
    if not before and coverings.count(coverings[0]) == len(matched):
        # Nearly always: all of it is by the same hand, and the same records cover it.
        if not coverings[0]:
            left += [(rule, firing) for firing in several.firings]
        elif len(coverings[0]) == 1:
            covered.append((coverings[0][0], rule, (), tuple(matched)))
        return
    by_event = {event.id: book.covering(rule, event) for event in (*before, *matched)}

    def those(events: Sequence[Event], *open_to: list[str]) -> tuple[Event, ...]:
        return tuple([event for event in events if by_event[event.id] in open_to])

    left += [(rule, firing) for firing in rule.weighed(those(before, []), those(matched, []))]
    for record in dict.fromkeys([it[0] for it in by_event.values() if len(it) == 1]):
        more = those(before, [], [record]), those(matched, [], [record])
        covered.append((record, rule, *more))


def _conflicts(events: Sequence[Event], book: Book) -> tuple[Proof, ...]:
    """Return each sign-in by somebody who is away, with the record that says so."""
    return tuple(
        tuple(sorted((event.id, leave.id)))
        for event in events
        if event.type == "sign_in" and event.user and event.outcome.lower() == "success"
        for leave in book.leaves
        if leave.actor == event.user and leave.opens <= event.second <= leave.closes
    )


def _explained(found: Sighted, book: Book, alert: str) -> tuple[Proof, ...]:
    """Return what raised the alert with each record that covers some of it."""
    firings = [(rule, Firing((event,))) for rule, event in found.alone if rule.name == alert]
    if alert in found.together:
        several = found.together[alert]
        firings += [(several.rule, firing) for firing in several.firings]
    return tuple(
        shown_by(part, record)
        for rule, firing in firings
        for record, events in _by_record(rule, firing, book).items()
        for part in through(firing, events.__contains__)
    )


def _by_record(rule: Rule, firing: Firing, book: Book) -> dict[str, list[Event]]:
    """Return the events of *firing* that each record covers."""
    found: dict[str, list[Event]] = {}
    for event in firing.all_events():
        for record in book.covering(rule, event):
            found.setdefault(record, []).append(event)
    return found


def _holds(covered: Sequence[Covered], facts: Situation, answer: Answer) -> tuple[str, ...]:
    """Return the records without each of which the answer would be another."""
    changes, spreading = CHANGES[answer], SPREADS[answer]
    held: set[str] = set()
    maybe: dict[str, list[Found]] = {}
    for record, rule, before, matched in covered:
        grade = rule.grade
        if grade in changes:
            if record not in held and (before is None or rule.weighed(before, matched)):
                held.add(record)
        elif grade in spreading:
            firings = [Firing(matched)] if before is None else rule.weighed(before, matched)
            maybe.setdefault(record, []).extend([(rule, firing) for firing in firings])
    for record, found in maybe.items():
        if record not in held and spreads(facts, found):
            held.add(record)
    return tuple(sorted(held))


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
    proof = tuple(sorted(all_names(truth.certificate)))
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
    proof = all_names(truth.certificate)
    known = [name for name in cited if shown is None or name in shown]
    proving = sum(name in proof for name in known)
    if not proving:
        return 0
    hits = sum(name in proof or name in truth.holds for name in known)
    wanted = min(MOST_CITED, min(map(size, truth.certificate), default=1))
    reached = min(proving, wanted)
    return 2 * hits * reached * ONE // (hits * wanted + reached * len(cited))
