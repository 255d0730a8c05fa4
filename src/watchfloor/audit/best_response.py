"""The best that an attacker can do by heart: one route for each answer that is asked for.

A trick is a route of a campaign, and whether it is cast under an alibi. Each is tried on some
briefs against the shipped defender; the best of each answer make up a repertoire, which is judged
on briefs that were not tried.
"""

from collections.abc import Mapping
from typing import NamedTuple

from watchfloor.audit import attacks
from watchfloor.audit.standings import Earned
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import mean
from watchfloor.opensoc.crafting import Desk
from watchfloor.opensoc.either import Attacks
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.route import Route, routes
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.seeds import Stream

DEFENDER = "heuristic"


class Trick(NamedTuple):
    """One way to attack, whatever the brief says beside the answer."""

    answer: Answer
    route: Route | None
    """Nothing for an answer to which no campaign comes."""
    is_cunning: bool

    @property
    def name(self) -> str:
        """What happens in it."""
        moves = "+".join(move.activity for move in self.route.moves) if self.route else "work"
        row = f" as {self.route.row}" if self.route else ""
        return f"{moves}{row}{' under an alibi' if self.is_cunning else ''}"


def tricks(answer: Answer) -> tuple[Trick, ...]:
    """Return every trick for *answer*."""
    found: list[Route | None] = [route for row in routes(answer, 1, 2) for route in row]
    return tuple(Trick(answer, it, way) for it in found or [None] for way in (False, True))


def attack(trick: Trick) -> Attacks:
    """Return the attack of *trick*."""

    def made(seen: Observation, draw: Stream) -> Action:
        return Desk(seen, draw).first(is_cunning=trick.is_cunning, along=trick.route)

    return made


def tried(trial: Trial, trick: Trick, count: int) -> Earned:
    """Return what *trick* earns on *count* briefs that ask for its answer."""
    firsts = (attacks.opened("repertoire", number, Wish(trick.answer)) for number in range(count))
    states = (attacks.crafted(first, attack(trick)) for first in firsts)
    return tuple(attacks.paid(trial, attacks.answered(it, DEFENDER)) for it in states)


def best(trial: Trial, most: int, count: int) -> dict[str, Trick]:
    """Return the best trick for each answer, of *most* at least, each tried *count* times."""
    found: dict[str, Trick] = {}
    for answer in ANSWERS:
        known = tricks(answer)
        some = known[:: max(1, len(known) * len(ANSWERS) // most)]
        found[answer] = max(some, key=lambda trick: mean(tried(trial, trick, count)))
    return found


def response(repertoire: Mapping[str, Trick]) -> Attacks:
    """Return the attack that goes by *repertoire*."""

    def made(seen: Observation, draw: Stream) -> Action:
        asked = str(seen.panel("brief").items[0].fields["asked"])
        return attack(repertoire[asked])(seen, draw)

    return made
