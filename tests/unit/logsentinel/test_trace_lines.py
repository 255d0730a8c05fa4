from conformance.sightings import place
from watchfloor.logsentinel.trace_lines import VERBS, request, trace_line
from watchfloor.seeds import Seed

AT = place(7, "api")


def test_a_trace_tells_its_root_and_how_long_it_took() -> None:
    """The service, the root and the duration stand before what is told of the spans."""
    told = trace_line(AT, Seed.of(7).stream(), "GET /v1/x", 250, "status=ERROR")

    assert f'service.name={AT.service} root="GET /v1/x" duration=250ms' in told
    assert told.endswith("status=ERROR")


def test_a_root_is_a_verb_and_a_route() -> None:
    """A trace begins with a request that the interface knows."""
    verb, path = request(AT, Seed.of(7).stream()).split()

    assert verb in VERBS
    assert path in AT.naming.trade.routes
