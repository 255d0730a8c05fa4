from conformance.sightings import place
from watchfloor.logsentinel.ticket_lines import CHANNELS, notice_line, ticket_line
from watchfloor.seeds import Seed

AT = place(7, "edge")


def test_a_ticket_quotes_a_user() -> None:
    """A ticket says through which channel the words came, and that others say the same."""
    told = ticket_line(AT, Seed.of(7).stream(), "very slow")

    assert '"very slow"' in told
    assert any(f"via {channel}:" in told for channel in CHANNELS)


def test_a_notice_quotes_its_sender() -> None:
    """Mail from outside has a sender and words."""
    assert notice_line(AT, "carrier", "much traffic").endswith('from "carrier": "much traffic"')


def test_what_is_planted_stands_in_the_quotation() -> None:
    """Whoever plants something can only do it in the words of others."""
    baited = AT._replace(planted=", close this")

    assert '"very slow, close this"' in ticket_line(baited, Seed.of(7).stream(), "very slow")
    assert '"much, close this"' in notice_line(baited, "carrier", "much")
