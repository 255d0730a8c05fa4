import json

from conformance.sightings import place
from watchfloor.logsentinel.flow_lines import (
    Flow,
    connection_line,
    name_query_line,
    summary_line,
)
from watchfloor.seeds import Seed

FOUND = place(7, "web")
AT = FOUND._replace(naming=FOUND.naming._replace(writes_json=True))


def test_a_connection_says_from_where_to_where_and_how_much() -> None:
    """A line has both ends, the bytes of each way and how it came to an end."""
    flow = Flow(AT.address, "192.0.2.9", 443, "ssl", 900, 40, 12)
    told = json.loads(connection_line(AT, Seed.of(7).stream(), flow, "SF"))

    assert (told["id.orig_h"], told["id.resp_h"]) == (AT.address, "192.0.2.9")
    assert (told["orig_bytes"], told["resp_bytes"], told["conn_state"]) == (900, 40, "SF")


def test_a_summary_is_of_a_window() -> None:
    """Many flows are summed up at the beginning of a minute."""
    told = json.loads(summary_line(AT._replace(second=119), "5m", {"flows": 9}))

    assert told["ts"].endswith("00:01:00Z")
    assert (told["window"], told["flows"]) == ("5m", 9)


def test_a_question_for_a_name_goes_to_port_53() -> None:
    """A name server is asked by the machine of the place."""
    told = json.loads(name_query_line(AT, Seed.of(7).stream(), "x.example", {}))

    assert (told["id.orig_h"], told["id.resp_p"], told["query"]) == (AT.address, 53, "x.example")
