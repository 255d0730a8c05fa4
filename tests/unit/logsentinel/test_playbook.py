from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.playbook import PLAYBOOK, harm


def test_every_incident_that_is_not_harmless_has_a_play() -> None:
    """There is something to do about each real type, and nothing about the others."""
    real = {name for name, kind in INCIDENT_TYPES.items() if kind.family != "harmless"}

    assert set(PLAYBOOK) == real
    assert [name for name, play in PLAYBOOK.items() if not play.fixing] == []


def test_the_gentler_comes_first() -> None:
    """Closing the way out, which is not risky, is tried before cutting a machine off."""
    assert PLAYBOOK["beaconing"].containing == ("block_egress", "isolate_host")


def test_the_lead_is_whoever_ends_it() -> None:
    """An intrusion whose machine has to be set up anew is led by whoever does that."""
    assert PLAYBOOK["ransomware"].lead == MITIGATIONS["restore_backup"].role == "db_sre"


def test_harm_counts_all_side_effects() -> None:
    """What costs errors and capacity for long is worse than what costs nothing."""
    assert harm(MITIGATIONS["isolate_host"]) > harm(MITIGATIONS["kill_process"]) > 0
    assert harm(MITIGATIONS["freeze_deploys"]) == 0
