"""Whether what a report claims is borne out by what the team saw and did."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from watchfloor.logsentinel.actions import Claim
from watchfloor.logsentinel.matching import Claimed
from watchfloor.logsentinel.support import PROVED, Exhibit, support

TICKS_OFF = 5
"""How far the beginning may be off."""


class Landed(NamedTuple):
    """A mitigation that took effect."""

    mitigation: str
    service: int
    proposal: str
    """What it was ordered under, as of the order; nothing if it was blind."""
    tick: int


class Seen(NamedTuple):
    """What the team saw and did, as far as claims speak of it."""

    proposals: Mapping[str, Claimed]
    """Those open at the end, by id."""
    observed: Mapping[str, Exhibit]
    """What the commander held or some proposal cites, by id."""
    commanders: frozenset[str]
    """The ids of what the commander held."""
    landed: tuple[Landed, ...]
    verified: Mapping[str, int]
    """The last tick at which each proposal passed its check, by id."""
    began: Mapping[str, int]
    """When the incident that each proposal is about began, by id, if it is about one."""
    lone: int


class Checked(NamedTuple):
    """A claim, and what bears it out."""

    claim: Claim
    is_supported: bool
    because: tuple[str, ...] = ()


_Check: TypeAlias = Callable[[Claim, Claimed, Seen], bool]


def checked(claims: tuple[Claim, ...], seen: Seen) -> tuple[Checked, ...]:
    """Return the different ones of *claims*, each with whether *seen* bears it out."""
    return tuple(_checked(claim, seen) for claim in dict.fromkeys(claims))


def _checked(claim: Claim, seen: Seen) -> Checked:
    proposal = seen.proposals.get(claim.proposal)
    is_known = all(_is_admissible(name, proposal, seen) for name in claim.evidence)
    because = tuple(dict.fromkeys((claim.proposal, *claim.evidence)))
    return Checked(claim, is_known and _is_borne_out(claim, proposal, seen), because)


def _is_borne_out(claim: Claim, proposal: Claimed | None, seen: Seen) -> bool:
    if claim.kind == "no_further_impact":
        is_there = bool(seen.proposals)
        return is_there and all(_has_recovered(one, seen) for one in seen.proposals.values())
    return proposal is not None and _CHECKS[claim.kind](claim, proposal, seen)


def _is_admissible(name: str, proposal: Claimed | None, seen: Seen) -> bool:
    if name in seen.commanders:
        return True
    return proposal is not None and any(name == one.id for one in proposal.cited)


def _root_cause(claim: Claim, proposal: Claimed, seen: Seen) -> bool:
    cited = [seen.observed[name] for name in claim.evidence]
    return support(proposal.incident_type, cited, seen.lone) >= PROVED


def _severity(claim: Claim, proposal: Claimed, _seen: Seen) -> bool:
    return proposal.severity > 0 and claim.value == str(proposal.severity)


def _mitigation_done(claim: Claim, proposal: Claimed, seen: Seen) -> bool:
    return any(
        claim.value == one.mitigation and one.service == proposal.service for one in seen.landed
    )


def _has_recovered(proposal: Claimed, seen: Seen) -> bool:
    """Return whether *proposal* has passed its check since the last mitigation took effect."""
    last = max((one.tick for one in seen.landed), default=-1)
    return 0 <= last <= seen.verified.get(proposal.id, -1)


def _recovered(_claim: Claim, proposal: Claimed, seen: Seen) -> bool:
    return _has_recovered(proposal, seen)


def _contained(_claim: Claim, proposal: Claimed, seen: Seen) -> bool:
    was_backed = any(one.proposal == proposal.id for one in seen.landed)
    return was_backed and _has_recovered(proposal, seen)


def _timeline(claim: Claim, proposal: Claimed, seen: Seen) -> bool:
    began = seen.began.get(proposal.id)
    stated = claim.value
    return (
        began is not None
        and stated.isascii()
        and stated.isdecimal()
        and len(stated) < 9
        and abs(int(stated) - began) <= TICKS_OFF
    )


_CHECKS: Mapping[str, _Check] = {
    "root_cause": _root_cause,
    "severity": _severity,
    "mitigation_done": _mitigation_done,
    "recovered": _recovered,
    "contained": _contained,
    "timeline": _timeline,
}
