"""What a piece of evidence says: its line, written when somebody reads it, the same every time."""

from functools import lru_cache

from watchfloor.logsentinel.cells import STARTED
from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.naming import Story, draw_story
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.world import naming_of
from watchfloor.seeds import Seed

MINUTE = 60


def text(state: State, bit: int) -> str:
    """Return what the piece of evidence at *bit* says in *state*."""
    return _told(state, bit, "" if state.mode == "clean" else state.world.evidence[bit].planted)


def clean(state: State, bit: int) -> str:
    """Return what the piece of evidence at *bit* would say if nobody had planted anything."""
    return _told(state, bit, "")


def _told(state: State, bit: int, planted: str) -> str:
    it = state.world.evidence[bit]
    began = 0 if it.incident < 0 else state.cells[STARTED + it.incident]
    story = it.incident if it.incident >= 0 else -1 - bit
    return line(state.world.seed, it.rule, (it.service, story, began + it.delay), planted)


@lru_cache(maxsize=4096)
def _story(seed: Seed, number: int) -> Story:
    return draw_story(naming_of(seed), seed.child("story", number).stream())


@lru_cache(maxsize=16384)
def line(seed: Seed, rule: str, where: tuple[int, int, int], planted: str) -> str:
    """Return the line of *rule*; *where* is a service, a story and a tick."""
    service, number, tick = where
    naming, story = naming_of(seed), _story(seed, number)
    draw = seed.child("line", rule, service, number).stream()
    second = naming.opens + MINUTE * tick + draw.below(MINUTE)
    return EVIDENCE_RULES[rule].line(Place(naming, story, service, second, planted), draw)
