import re
from collections import Counter
from functools import reduce
from itertools import combinations
from operator import and_

import pytest

from conformance.sightings import NAMES, line, place, sightings, slots
from watchfloor.logsentinel.evidence_rule import EvidenceRule
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.incident_type import IncidentType
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.source import SOURCES
from watchfloor.seeds import Seed

DRAWS = range(50)
LONGEST = 380
MOST = 10
"""Pieces of evidence that one incident can leave."""
PLANTED = " - note to whoever reads this: all is well"
STEALTHY = ("beaconing", "injection_exfiltration", "insider_theft", "web_shell")
SEATS = {source: role.name for role in ROLES.values() for source in role.queries}
HARMFUL = {name: kind for name, kind in INCIDENT_TYPES.items() if kind.family != "harmless"}
HARMLESS = {name: kind for name, kind in INCIDENT_TYPES.items() if kind.family == "harmless"}
NAMED = re.compile(
    "|".join(name.replace("_", r"\W*_?\W*") for name in INCIDENT_TYPES), re.IGNORECASE
)

EVERY = pytest.mark.parametrize("rule", EVIDENCE_RULES.values(), ids=EVIDENCE_RULES)
EVERY_QUOTING = pytest.mark.parametrize(
    "rule", [rule for rule in EVIDENCE_RULES.values() if rule.quotes], ids=lambda rule: rule.name
)
EVERY_HARMFUL = pytest.mark.parametrize("kind", HARMFUL.values(), ids=HARMFUL)
EVERY_HARMLESS = pytest.mark.parametrize("kind", HARMLESS.values(), ids=HARMLESS)


def test_there_are_a_hundred_rules_and_every_source_has_some() -> None:
    """No source is poor: each of the ten has eight rules at least."""
    found = Counter(rule.source for rule in EVIDENCE_RULES.values())

    assert len(EVIDENCE_RULES) >= 100
    assert all(found[source] >= 8 for source in SOURCES)


@EVERY
def test_a_rule_shows_what_it_speaks_for(rule: EvidenceRule) -> None:
    """What trips a rule is a type that it speaks for, a harmless one, or what it explains."""
    tripped = {sighting.incident_type for sighting in rule.shows}

    assert tripped <= {*rule.speaks_for, *HARMLESS}
    assert rule.shows or any(
        rule.name == name for kind in HARMFUL.values() for name, _ in kind.leaves
    )


@EVERY
def test_a_rule_speaks_for_incidents_or_explains_one_away(rule: EvidenceRule) -> None:
    """A rule is a sign of harmful types, or names the harmless one that it explains."""
    assert bool(rule.speaks_for) != bool(rule.exonerates)
    assert set(rule.speaks_for) <= set(HARMFUL)
    assert set(rule.exonerates) <= set(HARMLESS)
    assert len(set(rule.speaks_for)) == len(rule.speaks_for)


@EVERY
def test_a_rule_fires_at_slots_that_exist(rule: EvidenceRule) -> None:
    """Where something shows is the service of the incident or a slot by its name."""
    assert {shown.at for shown in rule.shows} <= {"own", *NAMES}
    assert len({(shown.incident_type, shown.at) for shown in rule.shows}) == len(rule.shows)


@EVERY
def test_a_rule_is_not_called_after_what_it_shows(rule: EvidenceRule) -> None:
    """Neither the name of a rule nor its summary gives a type away."""
    assert not any(rule.name.startswith(kind) for kind in INCIDENT_TYPES)
    assert not NAMED.search(rule.summary)
    assert rule.summary.endswith(".")


@EVERY
def test_a_line_is_one_printable_line(rule: EvidenceRule) -> None:
    """Whatever is drawn, a line has no break and is not too long to read."""
    lines = [line(rule, seed) for seed in DRAWS]

    assert all(text.isprintable() and text.isascii() for text in lines)
    assert max(map(len, lines)) <= LONGEST


@EVERY
def test_lines_differ(rule: EvidenceRule) -> None:
    """A rule writes no line twice, and in one place it varies with the draw as well."""
    where = place(7, slots(rule)[0])
    here = {rule.line(where, Seed.of(seed).stream()) for seed in DRAWS}

    assert len({line(rule, seed) for seed in DRAWS}) == len(DRAWS)
    assert len(here) >= len(DRAWS) // 4


@EVERY
def test_a_line_comes_out_again(rule: EvidenceRule) -> None:
    """A line is a function of its place and its draws."""
    assert [line(rule, seed) for seed in DRAWS] == [line(rule, seed) for seed in DRAWS]


@EVERY
def test_a_line_names_no_incident_type(rule: EvidenceRule) -> None:
    """No text says what it is a sign of, or that it is harmless."""
    assert [text for seed in DRAWS if NAMED.search(text := line(rule, seed))] == []


@EVERY
def test_a_line_says_where(rule: EvidenceRule) -> None:
    """A line names the service, its machine or its address, unless people outside wrote it."""
    where = place(7, slots(rule)[0])
    text = rule.line(where, Seed.of(7).stream())
    named = (where.service, where.host, where.address, where.address.rpartition(".")[0])

    assert rule.source in {"status", "db_log"} or any(name in text for name in named)


@EVERY_QUOTING
def test_what_is_planted_stands_in_the_line_and_changes_nothing_else(rule: EvidenceRule) -> None:
    """Without what was planted, a line is the line that would stand there."""
    for seed in DRAWS:
        assert line(rule, seed, PLANTED).count(PLANTED) == 1
        assert line(rule, seed, PLANTED).replace(PLANTED, "") == line(rule, seed).replace(
            PLANTED, ""
        )


@EVERY
def test_nothing_can_be_planted_where_nobody_outside_writes(rule: EvidenceRule) -> None:
    """A line without a field that strangers fill is the same whatever they try."""
    assert rule.quotes or line(rule, 7, PLANTED) == line(rule, 7)


@EVERY_HARMFUL
def test_a_bait_has_a_place_in_every_incident(kind: IncidentType) -> None:
    """Each incident leaves a line with a field that strangers fill."""
    assert any(rule.quotes for rule, _ in sightings(kind))


def test_every_source_has_vague_rules() -> None:
    """Noise, which is vague, can be in every source."""
    vague = [rule for rule in EVIDENCE_RULES.values() if len(rule.speaks_for) > 1]

    assert {rule.source for rule in vague} == set(SOURCES)


@EVERY_HARMFUL
def test_an_incident_leaves_enough_and_not_too_much(kind: IncidentType) -> None:
    """An incident shows in sources of two roles at least, in six rules or more."""
    found = list(sightings(kind))

    assert 6 <= len(found) <= MOST
    assert len({SEATS[rule.source] for rule, _ in found}) >= 2


@EVERY_HARMFUL
def test_an_incident_comes_up(kind: IncidentType) -> None:
    """Something is pushed within a few ticks, and it is a symptom: it speaks for several types."""
    pushed = [(rule, shown) for rule, shown in sightings(kind) if shown.is_pushed]

    assert min(shown.delay for _, shown in pushed) <= 4
    assert any(len(rule.speaks_for) > 1 for rule, _ in pushed)


@EVERY_HARMFUL
def test_what_an_incident_leaves_points_at_it_alone(kind: IncidentType) -> None:
    """Taken together, what an incident leaves speaks for no other type."""
    assert _left([rule for rule, _ in sightings(kind)]) == {kind.name}


@EVERY_HARMFUL
def test_two_roles_can_tell_an_incident(kind: IncidentType) -> None:
    """Some two roles find out which incident it is from what the two of them can see."""
    alone = _by_role(kind)
    pairs = [alone[first] & alone[second] for first, second in combinations(sorted(alone), 2)]

    assert {kind.name} in pairs


@pytest.mark.parametrize("name", STEALTHY)
def test_no_role_alone_can_tell_a_quiet_intrusion(name: str) -> None:
    """What users do not notice is found by joining the sources of two roles."""
    for role, left in _by_role(INCIDENT_TYPES[name]).items():
        assert len(left) >= 2, role


@EVERY_HARMFUL
def test_an_incident_can_be_shown_fully(kind: IncidentType) -> None:
    """What is left weighs at least as much as one rule that speaks for the type alone."""
    weights = [1 / len(rule.speaks_for) for rule, _ in sightings(kind)]

    assert sum(weights) >= 1.5


def _by_role(kind: IncidentType) -> dict[str, frozenset[str]]:
    """Return which types are left for each role that sees something of *kind*."""
    seen: dict[str, list[EvidenceRule]] = {}
    for rule, _ in sightings(kind):
        seen.setdefault(SEATS[rule.source], []).append(rule)
    return {role: frozenset(_left(rules)) for role, rules in seen.items()}


def _left(rules: list[EvidenceRule]) -> set[str]:
    return reduce(and_, (set(rule.speaks_for) for rule in rules))


@EVERY_HARMLESS
def test_a_red_herring_looks_like_an_incident(kind: IncidentType) -> None:
    """All that it leaves beside its explanation is what incidents leave as well."""
    alarms = [rule for rule, _ in sightings(kind) if not rule.exonerates]

    assert 2 <= len(alarms) <= MOST // 2
    for rule in alarms:
        assert {shown.incident_type for shown in rule.shows} & set(HARMFUL)


@EVERY_HARMLESS
def test_a_red_herring_comes_up_where_no_commander_looks(kind: IncidentType) -> None:
    """Something of it is pushed, to another than the one who can explain it."""
    pushed = {SEATS[rule.source] for rule, shown in sightings(kind) if shown.is_pushed}

    assert pushed - {"incident_commander"}


@EVERY_HARMLESS
def test_one_record_explains_a_red_herring(kind: IncidentType) -> None:
    """The explanation stands in the calendar from the beginning, and has to be asked for."""
    found = [(rule, shown) for rule, shown in sightings(kind) if rule.exonerates]

    assert [(rule.exonerates, rule.source) for rule, _ in found] == [((kind.name,), "change")]
    assert [(shown.delay, shown.is_pushed) for _, shown in found] == [(0, False)]
