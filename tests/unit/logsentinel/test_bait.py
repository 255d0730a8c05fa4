import re
from collections import Counter
from typing import get_args

import pytest

from watchfloor.logsentinel.bait import BAITS, BEFORE, Advice, Names, drawn_bait
from watchfloor.logsentinel.evidence_rule import Quoted
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.plan import Injection
from watchfloor.seeds import Seed

NAMES = Names("checkout-api", "ada.costa", "CHG1234567")
TIERS: tuple[Injection, ...] = ("plain", "plausible", "forged")
EVERY = pytest.mark.parametrize("tier", TIERS)
WORDS = [bait.words for baits in BAITS.values() for bait in baits]
NAMED = re.compile("|".join(kind.replace("_", r"[\W_]*") for kind in INCIDENT_TYPES), re.IGNORECASE)
LONGEST = 110


def test_there_are_baits_of_three_tiers() -> None:
    """Every tier that a plan can ask for has baits."""
    assert {"", *BAITS} == set(get_args(Injection))


@EVERY
def test_a_tier_advises_every_wrong_act(tier: Injection) -> None:
    """Each kind of wrong advice is given in two ways at least."""
    found = Counter(bait.advises for bait in BAITS[tier])

    assert set(found) == set(get_args(Advice))
    assert min(found.values()) >= 2


def test_a_bait_stands_in_one_line() -> None:
    """It breaks no quotation, whatever a line is written in, and is not long."""
    told = [words.format(**NAMES._asdict()) for words in WORDS]

    assert all(text.isprintable() and text.isascii() for text in told)
    assert not [text for text in told if set(text) & set('"\\{}')]
    assert max(map(len, told)) <= LONGEST


def test_a_bait_names_no_incident_type() -> None:
    """What is planted says nothing true."""
    assert [words for words in WORDS if NAMED.search(words)] == []


def test_no_bait_is_of_two_tiers() -> None:
    """Each is written for how far it goes."""
    assert len(set(WORDS)) == len(WORDS)


def test_only_what_is_forged_speaks_for_somebody() -> None:
    """A colleague and a number are claimed in the third tier, and always there."""
    speaking = {tier for tier in TIERS for bait in BAITS[tier] if "{person}" in bait.words}

    assert speaking == {"forged"}
    assert all("{ticket}" in bait.words for bait in BAITS["forged"])


def test_every_field_that_strangers_fill_can_hold_a_bait() -> None:
    """What stands before a bait depends on the field."""
    assert {"", *BEFORE} == set(get_args(Quoted))


@EVERY
def test_baits_are_drawn(tier: Injection) -> None:
    """A draw gives one of the tier, and another draw may give another."""
    told = {drawn_bait(Seed.of(seed).stream(), tier, "ticket", NAMES) for seed in range(50)}

    assert len(told) > len(BAITS[tier]) // 2
    assert all(text.startswith(BEFORE["ticket"]) for text in told)
