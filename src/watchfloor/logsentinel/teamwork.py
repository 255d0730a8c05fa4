"""Whether what was handed over was of use to whoever it was handed to."""

from collections.abc import Sequence
from typing import NamedTuple

from watchfloor.logsentinel.fraction import fraction, product
from watchfloor.logsentinel.matching import Claimed, Match
from watchfloor.play.reward import ONE

GOOD_ENOUGH = ONE * 4 // 10
"""How close a proposal has to be to an incident for its papers to have been of use."""


class Handed(NamedTuple):
    """One piece of evidence that changed hands."""

    giver: str
    receiver: str
    evidence: str


class Use(NamedTuple):
    """A piece that was handed over and then cited for what was true."""

    proposal: int
    giver: str
    evidence: str


def uses(
    handed: Sequence[Handed], found: Sequence[Match], proposals: Sequence[Claimed]
) -> tuple[Use, ...]:
    """Return what of *handed* its receiver has cited in a proposal that was close enough."""
    given = {(one.receiver, one.evidence): one.giver for one in reversed(handed)}
    return tuple(
        Use(match.proposal, given[proposal.role, exhibit.id], exhibit.id)
        for match in found
        if match.closeness >= GOOD_ENOUGH
        for proposal in (proposals[match.proposal],)
        for exhibit in {one.id: one for one in proposal.cited}.values()
        if proposal.incident_type in exhibit.speaks_for and (proposal.role, exhibit.id) in given
    )


def teamwork(
    used: Sequence[Use], handed: Sequence[Handed], explaining: frozenset[str], targets: int
) -> int:
    """Return how many incidents somebody else's evidence was cited for, less what was in vain.

    Handing over what explains an alert away, named in *explaining*, is never in vain.
    """
    pairs = {(one.proposal, one.giver) for one in used}
    asked = {(one.receiver, one.evidence) for one in handed if one.evidence not in explaining}
    aim = fraction(len(used), len(asked))
    return product(fraction(len(pairs), targets), ONE // 2 + aim // 2)
