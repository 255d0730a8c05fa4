"""An explanation of a case as a person reads it."""

from collections.abc import Iterator

from watchfloor.opensoc import proof
from watchfloor.opensoc.explanation import Explanation, Miss, Sign
from watchfloor.world import timeline

SHOWN = 3
"""Of the records that do not cover a sign, how many are told; the others miss more."""


def told(found: Explanation) -> str:
    """Return *found* as text."""
    return "\n\n".join((_signs(found), _rows(found), _proof(found), _changes(found))) + "\n"


def _signs(found: Explanation) -> str:
    lines = [line for sign in found.signs for line in _sign(sign)]
    return "\n".join(("signs", *(lines or ["  none: no rule fires"])))


def _sign(sign: Sign) -> Iterator[str]:
    named = (sign.host or "(no machine)", sign.actor or "(nobody)", sign.address)
    who = " ".join(dict.fromkeys(name for name in named if name))
    yield f"  {sign.rule} ({sign.technique}, {sign.grade}) {', '.join(sign.proof)}"
    yield f"    {who}, {_hours(sign)}: {sign.summary}"
    if sign.explained_by:
        yield f"    explained by {', '.join(sign.explained_by)}"
        return
    yield "    explained by no record"
    for miss in sign.not_explained_by[:SHOWN]:
        yield f"    not by {_miss(miss)}"


def _hours(sign: Sign) -> str:
    first, last = timeline.stamp(sign.first), timeline.stamp(sign.last)
    return first if first == last else f"{first} to {last}"


def _miss(miss: Miss) -> str:
    return f"{miss.record} ({miss.ticket}, {miss.work}): not its {', '.join(miss.misses)}"


def _rows(found: Explanation) -> str:
    passed = [f"  not {row.row:<20} {row.because}" for row in found.passed]
    fired = f"  row {found.truth.row:<20} {found.when}"
    return "\n".join(("runbook", *passed, fired))


def _proof(found: Explanation) -> str:
    truth = found.truth
    proofs = [f"  certificate  {proof.told(it)}" for it in truth.certificate]
    held = [f"  held back by {', '.join(truth.holds)}"] if truth.holds else []
    return "\n".join((f"answer {truth.answer}", *proofs, *held))


def _changes(found: Explanation) -> str:
    changed = [f"  without {name:<8} {answer}" for name, answer in found.flips.items()]
    return "\n".join(("what would change it", *(changed or ["  no single removal does"])))
