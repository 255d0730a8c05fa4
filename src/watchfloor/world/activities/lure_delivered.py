"""A message with a file that runs is delivered."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_SUBJECTS = ("Invoice", "Parcel", "Payslip", "Contract", "Scan")
_ENDINGS = (".iso", ".lnk", ".hta", ".js")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    name = f"{draw.pick(_SUBJECTS)} {draw.between(1000, 9999)}{draw.pick(_ENDINGS)}"
    return [
        Event(
            "",
            0,
            "mail_delivery",
            cast.host.name,
            cast.user,
            source_ip=cast.address,
            name=name,
            outcome="delivered",
        )
    ]


ACTIVITY = Activity(
    name="lure_delivered",
    summary="A message with a file that runs is delivered.",
    at=("mail_gateway",),
    leaves=_leaves,
)
