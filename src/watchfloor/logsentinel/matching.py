"""Which proposal is about which incident, and how much of the truth the report holds."""

from collections.abc import Sequence
from typing import NamedTuple

from watchfloor.logsentinel.fraction import fraction, product
from watchfloor.logsentinel.incident_type import Family
from watchfloor.logsentinel.support import PROVED, Exhibit, is_near, precision, support
from watchfloor.play.reward import ONE

SAME = ONE
NEXT_DOOR = ONE // 2
"""The type is right, the service is next to the right one."""
KIN = ONE // 4
"""The service is right, the type is another of the same family."""


class Target(NamedTuple):
    """An incident as far as a proposal can be about it."""

    incident_type: str
    family: Family
    service: int
    severity: int


class Claimed(NamedTuple):
    """A proposal as the verifier reads it."""

    id: str
    role: str
    incident_type: str
    family: Family
    service: int
    severity: int
    """As it was set last, 0 if it never was."""
    cited: tuple[Exhibit, ...]
    is_open: bool
    """Whether it stood at the end."""
    is_claimed: bool
    """Whether it stood at the end and the report names it as a root cause."""


class Match(NamedTuple):
    """A proposal that is about an incident."""

    target: int
    proposal: int
    closeness: int
    worth: int
    """The closeness, as far as what is cited proves it."""


def closeness(target: Target, proposal: Claimed) -> int:
    """Return how near *proposal* is to *target*, from nothing to one."""
    if proposal.incident_type == target.incident_type:
        if proposal.service == target.service:
            return SAME
        return NEXT_DOOR if is_near(proposal.service, target.service) else 0
    is_kin = proposal.family == target.family and proposal.service == target.service
    return KIN if is_kin else 0


def proof(proposal: Claimed, lone: int) -> int:
    """Return how far what *proposal* cites proves it: its support, times what share is to it.

    What no report could claim as a cause is not proved at all.
    """
    found = support(proposal.incident_type, proposal.cited, lone)
    aim = precision(proposal.incident_type, proposal.service, proposal.cited)
    return product(found, aim) if found >= PROVED else 0


def matches(
    targets: Sequence[Target], proposals: Sequence[Claimed], lone: int
) -> tuple[Match, ...]:
    """Return the claimed of *proposals* with the target of each, the closest pairs first.

    A target has one proposal, and a proposal one target.
    """
    pairs = sorted(
        (
            _match(place, target, number, proposal, lone)
            for place, target in enumerate(targets)
            for number, proposal in enumerate(proposals)
            if proposal.is_claimed
        ),
        key=lambda found: (-found.closeness, -found.worth, found.target, found.proposal),
    )
    taken: list[Match] = []
    for pair in pairs:
        is_free = all(
            pair.target != other.target and pair.proposal != other.proposal for other in taken
        )
        if pair.closeness and is_free:
            taken.append(pair)
    return tuple(taken)


def _match(place: int, target: Target, number: int, proposal: Claimed, lone: int) -> Match:
    near = closeness(target, proposal)
    return Match(place, number, near, product(near, proof(proposal, lone)))


def detection(
    found: Sequence[Match], targets: Sequence[Target], proposals: Sequence[Claimed]
) -> int:
    """Return twice what was found, over what was said and what was there.

    A proposal that was withdrawn or not claimed counts half as said.
    """
    said_twice = sum(2 if proposal.is_claimed else 1 for proposal in proposals)
    return fraction(4 * sum(match.worth for match in found), ONE * (said_twice + 2 * len(targets)))


def severity(
    found: Sequence[Match], targets: Sequence[Target], proposals: Sequence[Claimed]
) -> int:
    """Return how right the severities of what was found are: one level off is a quarter right."""
    right = sum(
        product(match.worth, _nearness(targets[match.target], proposals[match.proposal]))
        for match in found
    )
    return fraction(right, ONE * len(targets))


def _nearness(target: Target, proposal: Claimed) -> int:
    if not proposal.severity:
        return 0
    return {0: ONE, 1: ONE // 4}.get(abs(target.severity - proposal.severity), 0)
