"""A web server is asked for what only a scanner looks for."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule

_PROBES = ("/.git/", "/.env", "/wp-login.php", "/phpmyadmin/", "/cgi-bin/")


RULE = Rule(
    name="web_probe",
    summary="A web server is asked for what only a scanner looks for.",
    technique="T1595.002",
    grade="attempt",
    on="http_request",
    matches=lambda event: event.name.lower().startswith(_PROBES),
    actor="source_ip",
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "http_request",
                host="web-el-06",
                source_ip="203.0.113.7",
                name="/.git/config",
                outcome="404",
            ),
        ),
        (
            Event(
                "log-01",
                32400,
                "http_request",
                host="web-el-06",
                source_ip="203.0.113.7",
                name="/.env",
                outcome="200",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "http_request",
                host="web-el-06",
                source_ip="203.0.113.7",
                name="/shop/old-page",
                outcome="404",
            ),
        ),
    ),
)
