import rooms
from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.naming import draw_story
from watchfloor.seeds import Seed


def test_a_place_names_its_service_machine_and_address() -> None:
    """What a line can name is looked up by the slot."""
    naming = rooms.world().naming
    story = draw_story(naming, Seed.of("story").stream())
    place = Place(naming, story, 7, 0)

    assert (place.service, place.host) == (naming.services[7], naming.hosts[7])
    assert place.address == naming.addresses[7]


def test_a_rule_speaks_for_something_or_explains_something() -> None:
    """No rule is without a meaning in the runbook, and there are a hundred of them or more."""
    assert len(EVIDENCE_RULES) >= 100
    assert all(it.speaks_for or it.exonerates for it in EVIDENCE_RULES.values())
