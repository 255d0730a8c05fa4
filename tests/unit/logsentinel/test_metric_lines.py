import json

from conformance.sightings import place
from watchfloor.logsentinel.metric_lines import metric_line, milliseconds, percent, route
from watchfloor.seeds import Seed

PLAIN = place(7, "api")._replace(second=3_661)


def test_a_reading_names_service_metric_labels_and_values() -> None:
    """A reading is written as the metric with its labels, at a quarter of a minute."""
    at = PLAIN._replace(naming=PLAIN.naming._replace(writes_json=False))
    told = metric_line(at, "http.server.active_requests", {"http.request.method": "GET"}, {"n": 3})

    assert told == (
        f"{at.naming.day.iso}T01:01:00Z http.server.active_requests"
        f'{{service.name="{at.service}",http.request.method="GET"}} n=3'
    )


def test_a_reading_can_be_an_object() -> None:
    """An estate that writes JSON has the same in one object."""
    at = PLAIN._replace(naming=PLAIN.naming._replace(writes_json=True))
    told = json.loads(metric_line(at, "jvm.thread.count", {"state": "waiting"}, {"n": 3}))

    assert (told["metric"], told["service.name"]) == ("jvm.thread.count", at.service)
    assert (told["state"], told["n"]) == ("waiting", 3)


def test_a_duration_is_in_seconds() -> None:
    """It has three digits behind the point under a second, and two above."""
    draw = Seed.of(7).stream()

    assert milliseconds(draw, 40, 40) == "0.040s"
    assert milliseconds(draw, 2_500, 2_500) == "2.50s"


def test_a_share_is_in_percent() -> None:
    """Tenths of a percent are kept."""
    assert percent(Seed.of(7).stream(), 125, 125) == "12.5%"


def test_a_route_is_one_of_the_trade() -> None:
    """Paths are those of what the estate does for a living."""
    assert route(PLAIN, Seed.of(7).stream()) in PLAIN.naming.trade.routes
