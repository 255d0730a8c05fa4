import msgspec

from watchfloor.codec import canonical
from watchfloor.play.observation import Item, Observation, Panel, text

LOG = Panel("log", "log of the gate", (Item("log-01", "sign_in"), Item("log-02", "dns_query")))
SEEN = Observation("lookout", "spotter", 3, (LOG, Panel("notes", "notes", ())), ("point",))


def test_a_panel_is_found_by_its_source() -> None:
    """What is shown is found under the name of where it comes from."""
    assert SEEN.panel("log") == LOG


def test_a_source_that_is_not_shown_is_empty() -> None:
    """A player may look for what it is not shown and finds nothing there."""
    assert SEEN.panel("alerts") == Panel("alerts", "alerts", ())


def test_an_observation_is_read_panel_by_panel() -> None:
    """A person reads whose turn it is, then a heading and a line for each item."""
    assert text(SEEN).splitlines() == [
        "spotter, turn 3",
        "  log of the gate",
        "    log-01     sign_in",
        "    log-02     dns_query",
        "  notes",
    ]


def test_an_observation_can_be_sent_elsewhere() -> None:
    """A player in another process sees what one in this process sees."""
    seen = Observation("g", "r", 1, (Panel("p", "P", (Item("a", "b", {"c": True, "d": 1}),)),), ())

    assert msgspec.json.decode(canonical(seen), type=Observation) == seen
