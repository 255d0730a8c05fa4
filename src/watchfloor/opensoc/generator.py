"""Incidents from a seed: what happens, records that explain it or nearly do, and the rest.

What happens is drawn before the answer counts for anything, and where a line stands says nothing
about what it is. Only the records know the answer: which sign one covers, and which it misses in
one point. So the answer is in no headline, no count and no word.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import force_setattr

from watchfloor.errors import WatchfloorError
from watchfloor.opensoc import hours
from watchfloor.opensoc.case import Case, Origin
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.paperwork import Clerk
from watchfloor.opensoc.plot import NEEDS, Plot, Plotter
from watchfloor.opensoc.roster import Casting, roster
from watchfloor.opensoc.route import MALICIOUS
from watchfloor.opensoc.runbook import Answer, Book
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.telling import Teller
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import weighed
from watchfloor.seeds import Seed, Stream
from watchfloor.world.detection import sighted
from watchfloor.world.organisation import HELD_OUT, POOL

MOST_TRIES = 64
"""How often records are written for one story."""
_KNOWN = tuple(name for name, dialect in DIALECTS.items() if not dialect.is_held_out)


class Wish(NamedTuple):
    """What is asked of the generator beside the stage."""

    answer: Answer | None = None
    prevalence: int | None = None
    """How many of a hundred are not to be dismissed; the stage's own if not given."""
    dialect: str | None = None
    is_held_out: bool = False
    """Whether it is set in an organisation that training does not see."""


class Grown(NamedTuple):
    """A case, what is true of it, and what was meant."""

    case: Case
    truth: Truth
    origin: Origin


ANYTHING = Wish()


def grow(seed: Seed, stage: Stage, wish: Wish = ANYTHING) -> Grown:
    """Return the incident of *stage* that *seed* stands for."""
    draw = seed.stream()
    answer = wish.answer or drawn_answer(draw, stage, wish)
    number = organisation_number(draw, wish)
    dialect = wish.dialect or known_dialect(draw)
    casting = Casting(roster(number), draw)
    planned = Plotter(casting, draw, stage).plot(answer)
    log = Teller(casting, draw, stage).told(planned)
    found = sighted(log.events)
    for _ in range(MOST_TRIES):
        records = Clerk(casting, draw, stage, planned).records(log)
        if hours.any_near(records, log.closed):
            continue
        truth = weighed(found, log.events, Book(records), planned.alert)
        if truth.row == planned.row:
            case = Case(planned.alert, log.events, records, dialect)
            force_setattr(case, "sighted", found)
            origin = Origin(stage.name, number, _campaign(planned), planned.row, answer)
            return Grown(case, truth, origin)
    message = f"{stage.name} at {seed.path} comes to no {answer}; loosen the stage"
    raise WatchfloorError(message)


def many(seed: Seed, stage: Stage, wish: Wish = ANYTHING) -> Iterator[Grown]:
    """Return the incidents of *stage* below *seed*, without end."""
    number = 0
    while True:
        yield grow(seed.child(number), stage, wish)
        number += 1


def organisation_number(draw: Stream, wish: Wish) -> int:
    """Return the number of an organisation, of those that training sees unless *wish* is else."""
    first, last = (HELD_OUT, POOL - 1) if wish.is_held_out else (0, HELD_OUT - 1)
    return draw.between(first, last)


def known_dialect(draw: Stream) -> str:
    """Return a dialect that training sees."""
    return draw.pick(_KNOWN)


def drawn_answer(draw: Stream, stage: Stage, wish: Wish) -> Answer:
    """Return the right answer of an incident, at the prevalence of *wish* or of *stage*."""
    prevalence = stage.prevalence if wish.prevalence is None else wish.prevalence
    return draw.pick(MALICIOUS) if draw.chance(prevalence, 100) else "dismiss"


def _campaign(planned: Plot) -> str:
    """Return the campaign of what decides, if anything does."""
    needed = NEEDS[planned.row]
    return next((strand.campaign for strand in planned.strands if strand.beat.part in needed), "")
