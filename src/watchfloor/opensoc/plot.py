"""What is going to happen in an incident, drawn before anybody knows what the answer is.

Beyond the plainest stage every incident holds the same parts: something plain of each grade, and
something that would have to be escalated. The answer only says which of them no record covers. So
the events of an incident say nothing about its answer; they say what there is to be checked.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

import msgspec

from watchfloor.opensoc.roster import ANY, Casting, Standing
from watchfloor.opensoc.runbook import EXPLAINS, REACHING, Answer
from watchfloor.opensoc.stage import Stage
from watchfloor.seeds import Stream
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.activity import Cast
from watchfloor.world.campaigns import CAMPAIGNS
from watchfloor.world.rules import RULES

RULE_NAMES = tuple(RULES)

DECOY, STEP = "decoy", "step"
"""What is there to be explained, and what comes before or after another in a campaign."""

NEEDS: dict[str, tuple[str, ...]] = {
    "explained": (),
    "attempt": ("attempt",),
    "one_way_in": ("entry",),
    "code_on_one_host": ("code",),
    "grave_act": ("grave",),
    "record_in_conflict": (),
    "several_hosts": ("code", "other_code"),
    "critical_asset": ("critical_reach",),
    "privileged_identity": ("privileged_use",),
    "several_addresses": ("entry", "other_entry"),
    "shared_address": ("shared_entry",),
}
"""The parts that no record covers, where a row of the runbook decides."""

BESIDE: dict[str, tuple[str, ...]] = {
    "explained": (),
    "attempt": (),
    "one_way_in": ("attempt",),
    "code_on_one_host": ("attempt", "entry"),
    "grave_act": ("attempt", "entry", "code"),
    "record_in_conflict": ("attempt", "entry", "code"),
    "several_hosts": ("attempt", "entry"),
    "critical_asset": ("attempt", "entry"),
    "privileged_identity": ("attempt", "entry"),
    "several_addresses": ("attempt", "code"),
    "shared_address": ("attempt", "code"),
}
"""The parts that may stand uncovered beside what decides, and change nothing."""

ROW_OF: dict[Answer, str] = {
    "dismiss": "explained",
    "monitor": "attempt",
    "block_ip": "one_way_in",
    "quarantine_host": "code_on_one_host",
}
ESCALATED = tuple(row for row in NEEDS if row not in ROW_OF.values())
PLAIN = ("attempt", "entry", "code")


_MIXED = {row: (*PLAIN, *(part for part in NEEDS[row] if part not in PLAIN)) for row in ESCALATED}
"""The parts of an incident in which everything happens, by what has to be escalated."""


def _graded(*grades: str) -> tuple[str, ...]:
    return tuple(name for name, rule in RULES.items() if rule.grade in grades)


FITS: dict[str, tuple[str, ...]] = {
    "attempt": _graded("attempt"),
    **dict.fromkeys(("entry", "shared_entry"), _graded("entry")),
    "other_entry": tuple(name for name in _graded("entry") if name not in REACHING),
    **dict.fromkeys(("code", "other_code"), _graded("code")),
    "critical_reach": REACHING,
    "privileged_use": tuple(
        name for name in _graded("entry", "code") if RULES[name].actor == "user"
    ),
    "grave": _graded("grave"),
    DECOY: RULE_NAMES,
}
"""The rules that can take each part."""
_PARTS = {rule: frozenset(part for part in FITS if rule in FITS[part]) for rule in RULES}

_CRITICAL: dict[str, bool] = {
    **dict.fromkeys(("entry", "shared_entry", "code", "other_code", "privileged_use"), False),
    "critical_reach": True,
}
_PRIVILEGED: dict[str, bool] = {
    **dict.fromkeys(("entry", "other_entry", "shared_entry"), False),
    **dict.fromkeys(("code", "other_code", "critical_reach"), False),
    "privileged_use": True,
}
"""The standing that a part needs in a machine that it reaches and in its account, if any."""

_LUCK, _SHARED = 8, 2
"""The numbers that a strand draws from, half of them even, and those that make it shared."""


@cache
def standing(part: str, rule: str) -> Standing:
    """Return what *part* needs in a machine, if *rule* reaches it, and in an account."""
    return Standing(_CRITICAL.get(part) if rule in REACHING else None, _PRIVILEGED.get(part))


class Stretch(NamedTuple):
    """What comes before and after a rule in one campaign, nearest first."""

    campaign: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def _stretches(rule: str, steps: int) -> tuple[Stretch, ...]:
    """Return the stretches of *rule*, with those of the nearest *steps* that can be beside it.

    What the same work would cover cannot: no record could tell the one from the other.
    """
    found: list[Stretch] = []
    for campaign in CAMPAIGNS.values():
        moves = tuple(move.activity for move in campaign.moves)
        if rule in moves:
            place = moves.index(rule)
            before, after = moves[:place][::-1][:steps], moves[place + 1 :][:steps]
            found.append(Stretch(campaign.name, _beside(rule, before), _beside(rule, after)))
    return tuple(found)


def _beside(rule: str, steps: Sequence[str]) -> tuple[str, ...]:
    return tuple(step for step in steps if EXPLAINS[step].isdisjoint(EXPLAINS[rule]))


_TALLIED = frozenset(name for name, rule in RULES.items() if rule.tally is not None)


class Beat(msgspec.Struct, frozen=True, gc=False):
    """One suspicious thing that happens, and what it is there for."""

    rule: str
    cast: Cast
    part: str
    standing: Standing = ANY
    """What it needs in the machine and the account."""


class Strand(msgspec.Struct, frozen=True, gc=False):
    """A beat, with the steps of its campaign before and after it, nearest first."""

    campaign: str
    beat: Beat
    before: Sequence[Beat] = ()
    after: Sequence[Beat] = ()


class Plot(msgspec.Struct, frozen=True, gc=False):
    """All that is going to happen, and the row that decides."""

    alert: str
    row: str
    strands: Sequence[Strand]
    shared: AbstractSet[str]
    """The outside addresses that others share."""
    desk: Cast | None
    """Somebody who signs in, and whose absence the calendar may say."""


class Plotter:
    """Draws the plot of one incident."""

    def __init__(self, casting: Casting, draw: Stream, stage: Stage) -> None:
        self._casting = casting
        self._draw = draw
        self._stage = stage
        self._taken: set[str] = set()
        self._code_host = ""
        self._shared: set[str] = set()

    def plot(self, answer: Answer) -> Plot:
        """Return what happens in an incident whose right answer is *answer*."""
        draw, stage = self._draw, self._stage
        worst = self._escalated()
        row = ROW_OF.get(answer, worst)
        if stage.is_plain:
            parts = list(NEEDS[row]) or [DECOY]
            alert = self._free(FITS[parts[0]])
            rules = [alert, *(self._free(FITS[part]) for part in parts[1:])]
            has_leave = row == "record_in_conflict"
        else:
            parts = [*_MIXED[worst]]
            alert = self._free(RULE_NAMES)
            rules = self._rules(parts, alert)
            has_leave = worst == "record_in_conflict" or draw.chance(1, 3)
        words = draw.words(len(parts))
        strands = [self._strand(*each) for each in zip(parts, rules, words, strict=True)]
        desk = self._casting.present() if has_leave else None
        return Plot(alert, row, strands, self._shared, desk)

    def _escalated(self) -> str:
        """Return a row that escalates, of those that the organisation has somebody for.

        Some rules fire at desks alone, so a critical machine has to be somebody's desk.
        """
        row, found = self._draw.pick(ESCALATED), self._casting.roster
        wanted = {"privileged_identity": found.privileged, "critical_asset": found.critical_desks}
        return row if wanted.get(row, True) else "grave_act"

    def _rules(self, parts: list[str], alert: str) -> list[str]:
        """Return a rule for each of *parts*, one of them *alert*; adds decoys to *parts*."""
        draw = self._draw
        fitting = [place for place, part in enumerate(parts) if part in _PARTS[alert]]
        parts.extend([DECOY] * draw.between(*self._stage.decoys))
        if not fitting:
            fitting = [len(parts)]
            parts.append(DECOY)
        own = draw.pick(fitting)
        return [
            alert if place == own else self._free(FITS[part]) for place, part in enumerate(parts)
        ]

    def _free(self, rules: Sequence[str]) -> str:
        """Return one of *rules* that nothing has yet, and only once one that counts."""
        taken, pick = self._taken, self._draw.pick
        while (rule := pick(rules)) in taken:
            pass
        taken.add(rule)
        if rule in _TALLIED:
            taken |= _TALLIED
        return rule

    def _strand(self, part: str, rule: str, word: int) -> Strand:
        """Return the strand of *part*; *word* says where, by whom and in which campaign."""
        ways = _stretches(rule, self._stage.steps)
        word, luck = divmod(word, _LUCK)
        word, way = divmod(word, len(ways))
        besides = self._code_host if part == "other_code" else ""
        needed = standing(part, rule)
        cast = self._casting.cast(ACTIVITIES[rule].at, needed, word, besides)
        if part == "code":
            self._code_host = cast.host.name
        if part == "shared_entry" or (luck < _SHARED and part not in _PRIVILEGED):
            self._shared.add(cast.address)
        campaign, before, after = ways[way]
        beat = Beat(rule, cast, part, needed)
        if luck % 2:
            return Strand(campaign, beat)
        return Strand(campaign, beat, self._steps(cast, before), self._steps(cast, after))

    def _steps(self, cast: Cast, steps: Sequence[str]) -> list[Beat]:
        """Return those of *steps* that nothing else is, by the same hand as in *cast*."""
        found: list[Beat] = []
        taken = self._taken
        for step in steps:
            if step in taken:
                continue
            taken.add(step)
            if step in _TALLIED:
                taken |= _TALLIED
            host = self._casting.beside(cast, ACTIVITIES[step].at)
            grown, user, account = cast.organisation, cast.user, cast.account
            found.append(Beat(step, Cast(grown, host, user, account, cast.address), STEP))
        return found
