"""A web server answers a request."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="http_request",
    summary="A web server answers a request.",
    ocsf_class=4002,
    fills=(
        "host",
        "source_ip",
        "name",
        "outcome",
    ),
    example=Event(
        "log-01",
        32400,
        "http_request",
        host="web-el-06",
        source_ip="203.0.113.7",
        name="/shop/cart?id=7",
        outcome="200",
    ),
)
