import pytest

from watchfloor.opensoc import brief
from watchfloor.opensoc.admission import briefed
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.roles import ROLES
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief
from watchfloor.play.observation import Observation
from watchfloor.seeds import Seed
from watchfloor.world import organisation, timeline
from watchfloor.world.events import EVENT_TYPES


def _briefed(number: int, answer: Answer | None = None) -> Brief:
    return briefed(Seed.of("brief", number), STAGES["stage2_multi"], Wish(answer=answer))


def _seen(found: Brief) -> Observation:
    return Observation("opensoc", "attacker", 1, brief.panels(found), ("craft_incident",))


@pytest.mark.parametrize("number", range(6))
def test_what_is_read_is_what_was_written(number: int) -> None:
    """The organisation, the calendar and the addresses can be read from the panels again."""
    found = _briefed(number)
    seen = _seen(found)
    grown, read = organisation.numbered(found.organisation), brief.organisation_of(seen)
    calendar = brief.records_of(seen, "calendar")
    addresses = brief.records_of(seen, "addresses")

    assert [(it.name, it.ip, it.kind, it.is_critical) for it in read.hosts] == [
        (it.name, it.ip, it.kind, it.is_critical) for it in grown.hosts
    ]
    assert [(it.name, it.is_privileged) for it in read.people] == [
        (it.name, it.is_privileged) for it in grown.people
    ]
    assert [(r.subject, r.role, r.host, r.actor, r.opens, r.closes) for r in calendar] == [
        (r.subject, r.role, r.host, r.actor, r.opens, r.closes) for r in found.calendar
    ]
    assert [(r.subject, r.standing) for r in addresses] == [
        (r.subject, r.standing) for r in found.addresses
    ]


def test_a_brief_has_the_panels_of_the_role() -> None:
    """An attacker sees the sources that its role names, in that order."""
    assert tuple(panel.source for panel in _seen(_briefed(1)).panels) == ROLES["attacker"].sources


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_brief_asks_for_a_class(answer: Answer) -> None:
    """What is to be crafted, and from when, is said in words and in fields."""
    found = _briefed(2, answer)
    asked = _seen(found).panel("brief").items[0]

    assert asked.fields == {"asked": answer, "begins": timeline.stamp(found.second)}
    assert asked.text == f"craft an incident whose right answer is {answer}"


def test_every_law_and_every_type_is_told() -> None:
    """An attacker knows what is accepted before it crafts anything."""
    laws = [item.text for item in brief.PLAUSIBILITY.items]
    types = [item.text.partition(":")[0] for item in brief.SCHEMA.items]

    assert laws == [gate.law for gate in GATES.values()]
    assert types == list(EVENT_TYPES)


def test_a_type_is_told_with_its_columns() -> None:
    """What an event has to have, and what it may have, is told apart."""
    told = {item.text.partition(":")[0]: item.text for item in brief.SCHEMA.items}

    for kind in EVENT_TYPES.values():
        needed, _, allowed = told[kind.name].partition("; may also have ")

        assert needed == f"{kind.name}: {', '.join(kind.fills)}"
        assert allowed == ", ".join(kind.may_fill)


def test_where_the_environment_draws_is_not_told() -> None:
    """The attacker cannot foresee the names that its incident will be told in."""
    found = _briefed(3)

    assert all(str(part) not in repr(_seen(found)) for part in found.draws if part == "admission")
