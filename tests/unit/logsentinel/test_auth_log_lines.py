import re

from conformance.sightings import place
from watchfloor.logsentinel.auth_log_lines import (
    account_at,
    customer,
    fingerprint,
    machine_line,
    principal,
    sign_in_line,
)
from watchfloor.seeds import Seed

AT = place(7, "auth")


def test_a_sign_in_has_an_event_an_outcome_and_a_target() -> None:
    """A line of the identity provider says what was tried where and what came of it."""
    told = sign_in_line(AT, Seed.of(7).stream(), "user.session.start", "FAILURE", {"n": 1})

    assert all(word in told for word in ("user.session.start", "FAILURE", AT.service))


def test_a_machine_writes_as_syslog_does() -> None:
    """Date, machine, program and process come before the message."""
    told = machine_line(AT, Seed.of(7).stream(), "sshd", "Connection closed")
    day = re.escape(AT.naming.day.syslog)

    assert re.fullmatch(
        rf"{day} [\d:]{{8}} {re.escape(AT.host)} sshd\[\d+\]: Connection closed", told
    )


def test_people_here_and_customers_are_not_confused() -> None:
    """Whoever works here has the domain of the estate, a customer has that of a provider."""
    assert account_at(AT) == f"{AT.story.account}@{AT.naming.domain}"
    assert customer(Seed.of(7).stream()).endswith("@mail.example")


def test_a_service_signs_in_under_its_name() -> None:
    """The account of a service can be read off the service."""
    assert principal(AT).startswith(AT.service.replace(".", "-"))


def test_a_fingerprint_has_the_form_of_one() -> None:
    """A key is named by a digest."""
    assert re.fullmatch(r"SHA256:[A-Za-z0-9+/]{12}", fingerprint(Seed.of(7).stream()))
