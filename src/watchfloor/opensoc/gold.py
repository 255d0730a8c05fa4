"""The answer that a perfect analyst would write, with reasons built from the certificate."""

from collections.abc import Iterator, Sequence

from watchfloor.opensoc.actions import MOST_CITED, SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.explanation import Miss, Sign, row_called, signs_of
from watchfloor.opensoc.proof import names, shortest, size
from watchfloor.opensoc.runbook import LEAVE
from watchfloor.opensoc.truth import Truth
from watchfloor.world import timeline
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES

MOST_TOLD = 4
"""Signs beside those that decide, which the reasons go through one by one."""

_TOLD = {"machine": "machine", "actor": "actor", "hours": "hours", "work": "kind of work"}
"""How the parts in which a record misses a sign are called in a sentence."""


def answer(case: Case, truth: Truth) -> SubmitTriage:
    """Return the right answer to *case*, with the ids that decide it and why."""
    proof = shortest(truth.certificate)
    return SubmitTriage(truth.answer, proof[:MOST_CITED], rationale(case, truth))


def rationale(case: Case, truth: Truth) -> str:
    """Return, in plain English, why *truth* is the right answer to *case*."""
    signs = signs_of(case)
    proof = names(min(truth.certificate, key=size, default=()))
    records = {record.id: record for record in case.records}
    deciding = [sign for sign in signs if _decides(sign, {*proof})]
    if truth.answer == "dismiss":
        deciding = [sign for sign in deciding if sign.rule == case.alert]
    beside = [sign for sign in signs if sign not in deciding]
    sentences = [
        *(_seen(sign, records) for sign in deciding),
        *_standing(case, proof),
        *_rest(beside, truth),
        (
            f"So the first row that applies is {truth.row} ({row_called(truth.row).when}), and the "
            f"answer is {truth.answer}."
        ),
    ]
    return " ".join(sentences)


def _decides(sign: Sign, proof: set[str]) -> bool:
    """Return whether *sign* is in *proof*: all of it, or of a count as much as is needed."""
    if RULES[sign.rule].tally is not None:
        return not proof.isdisjoint(sign.proof)
    return proof.issuperset(sign.proof)


def _seen(sign: Sign, records: dict[str, Record]) -> str:
    """Return what *sign* is, where it stands, and whether a record covers it."""
    actor = sign.actor or "nobody named"
    shown = f"{_ids(sign.proof)} {'shows' if len(sign.proof) == 1 else 'show'} {sign.rule}"
    told = f"{shown} on {sign.host or 'no machine'} by {actor}, a sign of grade {sign.grade}."
    if sign.explained_by:
        return f"{told} {_covered(records[sign.explained_by[0]])}"
    return f"{told} {_uncovered(sign)}"


def _covered(record: Record) -> str:
    hours = f"{timeline.stamp(record.opens)} to {timeline.stamp(record.closes)}"
    return (
        f"{record.id} ({record.subject}, {record.role}) covers it: it is for that machine and "
        f"actor, from {hours}, and is work that sets off this sign."
    )


def _uncovered(sign: Sign) -> str:
    nearest = next(iter(sign.not_explained_by), None)
    if nearest is None:
        return "No record of work stands beside it."
    return f"No record covers it: {_missed(nearest)}."


def _missed(miss: Miss) -> str:
    parts = " and ".join(_TOLD[name] for name in miss.misses)
    return f"the nearest, {miss.record} ({miss.ticket}, {miss.work}), is not for its {parts}"


def _standing(case: Case, proof: Sequence[str]) -> Iterator[str]:
    """Return what the records of *proof* that are no work say about who and what is touched."""
    for record in case.records:
        if record.id not in proof:
            continue
        if record.role == LEAVE:
            signed = next(event for event in case.events if event.id in proof)
            yield (
                f"{signed.id} is a sign-in by {signed.user} at {timeline.stamp(signed.second)}, "
                f"while {record.id} ({record.subject}) says that {record.actor} is away."
            )
        elif record.kind != "work":
            yield f"{record.id} says that {record.subject} is {record.standing}."


def _rest(signs: Sequence[Sign], truth: Truth) -> Iterator[str]:
    """Return what becomes of the signs that do not decide."""
    covered = [sign for sign in signs if not sign.is_open]
    for sign in covered[:MOST_TOLD]:
        weight = ""
        if {*sign.explained_by} & {*truth.holds}:
            weight = ", without which the answer would be another"
        yield (
            f"{sign.rule} at {_ids(sign.proof)} does not count, as {sign.explained_by[0]} covers "
            f"it{weight}."
        )
    weaker = sorted({sign.rule for sign in signs if sign.is_open})
    if weaker:
        yield f"{', '.join(weaker)} beside it would not change the answer."


def _ids(names: Sequence[str]) -> str:
    """Return *names* in words, only the first and the last of many.

    >>> _ids(("log-01",)), _ids(("log-01", "log-03")), _ids(("a", "b", "c", "d"))
    ('log-01', 'log-01 and log-03', 'a to d (4 lines)')
    """
    if len(names) > 3:
        return f"{names[0]} to {names[-1]} ({len(names)} lines)"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
