from watchfloor.logsentinel.memory import Memory


def test_one_seat_does_not_remember_what_another_did() -> None:
    """Each memory has notes of its own."""
    one, other = Memory(), Memory()
    one.asked["app_log", "api"] = 3
    one.handed["ev-000001", "db_sre"] = 4
    one.consulted["db_sre", "disk_full", "primary"] = 5

    assert other == Memory()
