import re

from conformance.sightings import place
from watchfloor.logsentinel.db_log_lines import database, db_log_line, login
from watchfloor.seeds import Seed

AT = place(7, "primary")


def test_a_line_of_a_session_names_who_it_is() -> None:
    """Time, process and session stand before the severity, as the server prints them."""
    told = db_log_line(AT, Seed.of(7).stream(), "app", "ERROR", "deadlock detected")
    pattern = rf"{AT.naming.day.iso} [\d:.]{{12}} UTC \[\d+\] app@{database(AT)} ERROR:  deadlock.*"

    assert re.fullmatch(pattern, told)


def test_a_line_of_the_server_names_nobody() -> None:
    """What the server does for itself has no session."""
    told = db_log_line(AT, Seed.of(7).stream(), "", "LOG", "checkpoint complete")

    assert "@" not in told


def test_names_come_from_the_trade() -> None:
    """Database and account are words of what the estate does."""
    assert database(AT) in AT.naming.trade.products
    assert login(AT).removesuffix("_app") in AT.naming.trade.products
