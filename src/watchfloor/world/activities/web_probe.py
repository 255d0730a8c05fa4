"""A web server is asked for what only a scanner looks for."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_PATHS = (
    *("/.git/config", "/.git/HEAD", "/.env", "/wp-login.php", "/phpmyadmin/index.php"),
    *("/cgi-bin/test.cgi", "/cgi-bin/status"),
)


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    path = draw.pick(_PATHS)
    return [
        Event(
            "", 0, "http_request", cast.host.name, source_ip=cast.address, name=path, outcome="404"
        )
    ]


ACTIVITY = Activity(
    name="web_probe",
    summary="A web server is asked for what only a scanner looks for.",
    at=("web_server",),
    leaves=_leaves,
)
