"""What happened, in words: each incident, each proposal and each claim, with what proves it."""

from collections.abc import Iterator

from watchfloor.logsentinel.claims import Checked, Landed
from watchfloor.logsentinel.inquest import Inquest
from watchfloor.logsentinel.matching import Claimed
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.truth import Fate, Feat
from watchfloor.logsentinel.world import World
from watchfloor.play.reward import points
from watchfloor.play.verdict import Fact


def told(world: World, found: Inquest) -> Iterator[Fact]:
    """Return what *found* says about *world*, one fact for each thing."""
    for place, fate in enumerate(found.ending.fates):
        about = [found.proposals[it.proposal].id for it in found.found if it.target == place]
        text = f"{_incident(world, fate)}; {_end(found, fate)}; {_said(about)}"
        yield Fact(f"incident_{place + 1}", text, tuple(about))
    for place, proposal in enumerate(found.proposals):
        ids = tuple(one.id for one in proposal.cited)
        text = f"{_proposal(world, proposal)}, {_worth(found, place)}"
        yield Fact(f"proposal_{place + 1}", text, ids)
    for place, claim in enumerate(found.claims, start=1):
        yield Fact(f"claim_{place}", _claim(claim), claim.because)


def _incident(world: World, fate: Fate) -> str:
    name = world.names[fate.service]
    return f"{fate.kind.name} on {name} from tick {fate.began}, severity {fate.severity}"


def _end(found: Inquest, fate: Fate) -> str:
    contained = _feat(found, fate, fate.contained, "contained")
    fixed = _feat(found, fate, fate.fixed, "fixed")
    return f"{contained}, {fixed}" if fate.kind.needs_containment else fixed


def _feat(found: Inquest, fate: Fate, feat: Feat | None, what: str) -> str:
    if feat is None:
        return f"not {what}"
    grounds = f"under p-{feat.proposal}" if feat.proposal else "blindly"
    return f"{what} at tick {feat.tick} by {_by(found.landed, fate, feat, what)} {grounds}"


def _by(landed: tuple[Landed, ...], fate: Fate, feat: Feat, what: str) -> str:
    """Return the mitigation that took effect at the tick of *feat* and does *what* is said."""
    return next(
        (
            one.mitigation
            for one in landed
            if one.tick == feat.tick and _does(one.mitigation, fate, what)
        ),
        "what was under way",
    )


def _does(mitigation: str, fate: Fate, what: str) -> bool:
    it = MITIGATIONS[mitigation]
    if what == "contained":
        return mitigation in fate.kind.contained_by or fate.kind.name in it.contains
    return mitigation in fate.kind.fixed_by or fate.kind.name in it.fixes


def _said(about: list[str]) -> str:
    return f"the report has it as {about[0]}" if about else "the report does not have it"


def _proposal(world: World, proposal: Claimed) -> str:
    where = f"{proposal.incident_type} on {world.names[proposal.service]} by {proposal.role}"
    severity = f"severity {proposal.severity or 'not set'}"
    if proposal.is_claimed:
        return f"{where}, {severity}, claimed"
    return f"{where}, {severity}, {'not claimed' if proposal.is_open else 'withdrawn'}"


def _worth(found: Inquest, place: int) -> str:
    match = next((it for it in found.found if it.proposal == place), None)
    if match is None:
        return "about no incident"
    closeness, worth = points(match.closeness), points(match.worth)
    return f"about incident_{match.target + 1}: {closeness} near, {worth} proved"


def _claim(checked: Checked) -> str:
    claim = checked.claim
    value = f" {claim.value[:40]!a}" if claim.value else ""
    what = f"{claim.kind}{value}" + (f" of {claim.proposal[:40]!a}" if claim.proposal else "")
    return f"{what}: {'borne out' if checked.is_supported else 'not borne out'}"
