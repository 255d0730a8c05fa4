"""An attacker that learns which of the known ways to attack to take, for each answer asked for.

A way has three parts: the route of a campaign, a try that goes before it or none, and whether it
is cast under the alibi of somebody's work. The crafter of the scripted attackers writes its events,
and the gate turns away what is not plausible, so nothing that an attacker learns gets past the
rules.

What is learned is one number for each trait of each part, for each answer that can be asked for.
The odds of a part are those numbers, added up. The gradient of its logarithm is the traits taken,
less those that were to be expected.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log
from typing import NamedTuple, TypeAlias

from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.crafting import Desk
from watchfloor.opensoc.either import seat
from watchfloor.opensoc.route import Route, routes
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream
from watchfloor.world.campaign import Move

Mind: TypeAlias = Mapping[str, float]
"""What is known of each trait; of what is not in it, nothing."""
Lots: TypeAlias = Sequence[int]
"""A number for each part of a way, of which the choice is read off."""

_APART = 9
"""A machine of the attacker that no campaign has, for what goes before it."""


class Part(NamedTuple):
    """One choice of a part, and the traits that its odds come of."""

    name: str
    traits: tuple[str, ...]


class Way(NamedTuple):
    """One way to attack, by the places of its parts."""

    answer: Answer
    places: tuple[int, ...]


@cache
def known_routes(answer: Answer) -> tuple[Route, ...]:
    """Return every route that comes to *answer*; none for what is to be dismissed."""
    return tuple(route for row in routes(answer, 1, 2) for route in row)


@cache
def _tries() -> tuple[str, ...]:
    """Return what can be tried before a route without changing what it comes to."""
    moves = [route.moves for route in known_routes("monitor") if len(route.moves) == 1]
    return tuple(sorted({move.activity for (move,) in moves}))


@cache
def parts(answer: Answer) -> tuple[tuple[Part, ...], ...]:
    """Return the parts of a way for *answer*, each with all its choices."""
    ways = [
        Part(
            f"{'+'.join(move.activity for move in it.moves)} as {it.row}",
            (
                f"{answer}/row/{it.row}",
                f"{answer}/campaign/{it.campaign}",
                *(f"{answer}/does/{move.activity}" for move in it.moves),
            ),
        )
        for it in known_routes(answer)
    ] or [Part("work", ())]
    before = [Part(name, (f"{answer}/before/{name}",)) for name in ("", *_tries())]
    alibis = [Part(name, (f"{answer}/cast/{name}",)) for name in ("plainly", "under an alibi")]
    return (tuple(ways), tuple(before), tuple(alibis))


def odds(mind: Mind, choices: Sequence[Part]) -> list[float]:
    """Return how likely each of *choices* is."""
    scores = [sum(mind.get(trait, 0.0) for trait in it.traits) for it in choices]
    highest = max(scores)
    raised = [exp(score - highest) for score in scores]
    total = sum(raised)
    return [it / total for it in raised]


def drawn(mind: Mind, answer: Answer, draw: Stream) -> Way:
    """Return a way for *answer* as the attacker would draw it."""
    return chosen(leaning(mind, answer), answer, lots(answer, draw))


def leaning(mind: Mind, answer: Answer) -> list[list[float]]:
    """Return how likely each choice is of each part of a way for *answer*."""
    return [odds(mind, it) for it in parts(answer)]


def lots(answer: Answer, draw: Stream) -> Lots:
    """Return the lots that decide a way for *answer*, whoever draws them."""
    return [draw.below(1_000_000) for _ in parts(answer)]


def chosen(leaning: Sequence[Sequence[float]], answer: Answer, lots: Lots) -> Way:
    """Return the way for *answer* that comes of *lots* where the choices are so likely."""
    return Way(answer, tuple(map(_picked, leaning, lots)))


def plain(way: Way) -> Way:
    """Return *way* without what makes no difference to an incident: nothing goes before work."""
    if known_routes(way.answer):
        return way
    return way._replace(places=(0, 0, way.places[2]))


def _picked(chances: Sequence[float], lot: int) -> int:
    left = lot / 1_000_000
    for place, chance in enumerate(chances):
        left -= chance
        if left < 0:
            return place
    return len(chances) - 1


def told(way: Way) -> str:
    """Return *way* in words."""
    chosen = [
        choices[place].name for choices, place in zip(parts(way.answer), way.places, strict=True)
    ]
    route, before, alibi = chosen
    return f"{before + ', then ' if before else ''}{route} {alibi}"


def crafted(way: Way, seen: Observation, draw: Stream) -> CraftIncident:
    """Return the incident of *way* for the brief that is *seen*, or an empty one if none fits."""
    place, before, alibi = way.places
    known = known_routes(way.answer)
    along = known[place] if known else None
    if along is not None and before:
        first = Move(_tries()[before - 1], _APART)
        along = along._replace(moves=(first, *along.moves))
    return Desk(seen, draw).first(is_cunning=bool(alibi), along=along)


def asked(seen: Observation) -> Answer:
    """Return the answer that the brief which is *seen* asks for."""
    wanted = seen.panel("brief").items[0].fields["asked"]
    return next(answer for answer in ANSWERS if answer == wanted)


def policy(name: str, mind: Mind) -> Policy:
    """Return the attacker with *mind* as a policy."""

    def attack(seen: Observation, draw: Stream) -> Action:
        return crafted(drawn(mind, asked(seen), draw), seen, draw)

    return Policy(name=name, summary="An attacker that was trained.", seat=seat(attacks=attack))


def fixed(name: str, way: Way) -> Policy:
    """Return the attacker that takes *way* and no other."""
    return Policy(
        name=name,
        summary=told(way),
        seat=seat(attacks=lambda seen, draw: crafted(way, seen, draw)),
    )


def entropy(mind: Mind) -> float:
    """Return how undecided the attacker is over all answers, 1 where it knows nothing."""
    found = [
        -sum(chance * log(chance) for chance in odds(mind, it) if chance > 0) / log(len(it))
        for answer in ANSWERS
        for it in parts(answer)
        if len(it) > 1
    ]
    return sum(found) / len(found)


def improved(mind: Mind, tried: Sequence[tuple[Way, float]], rate: float) -> dict[str, float]:
    """Return *mind* after a step along the gradient of the ways *tried*, by their advantages."""
    found = dict(mind)
    leanings = {answer: leaning(mind, answer) for answer in ANSWERS}
    for way, advantage in tried:
        step = rate * advantage / len(tried)
        chances = leanings[way.answer]
        for choices, place, own in zip(parts(way.answer), way.places, chances, strict=True):
            for trait in choices[place].traits:
                found[trait] = found.get(trait, 0.0) + step
            for part, chance in zip(choices, own, strict=True):
                for trait in part.traits:
                    found[trait] = found.get(trait, 0.0) - step * chance
    return found
