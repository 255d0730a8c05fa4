"""A web server answers an injected question."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_TAILS = (
    " UNION SELECT name,2 FROM users--",
    "' OR 1=1--",
    "; DROP TABLE drafts--",
    ";WAITFOR DELAY '0:0:5'--",
)


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    path = f"/item?id={draw.between(1, 900)}{draw.pick(_TAILS)}"
    return [
        Event(
            "", 0, "http_request", cast.host.name, source_ip=cast.address, name=path, outcome="200"
        )
    ]


ACTIVITY = Activity(
    name="injection_succeeded",
    summary="A web server answers an injected question.",
    at=("web_server",),
    leaves=_leaves,
)
