"""People sign in, read mail, browse and save documents."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity
from watchfloor.world.entities import Host
from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation
from watchfloor.world.timeline import MINUTE

_SITES = ("news.example", "mail.example", "maps.example", "wiki.example")


def _morning(host: Host, draw: Stream, second: int) -> list[Event]:
    folder = f"C:\\Users\\{host.owner}\\Documents\\"
    return [
        Event("", second, "sign_in", host.name, host.owner, source_ip=host.ip, outcome="success"),
        Event(
            "",
            second + draw.between(20, 90),
            "dns_query",
            host.name,
            process="chrome.exe",
            name=draw.pick(_SITES),
        ),
        Event(
            "",
            second + draw.between(100, 400),
            "file_write",
            host.name,
            host.owner,
            "winword.exe",
            path=f"{folder}draft-{draw.between(1, 40)}.docx",
            size=draw.between(9_000, 90_000),
        ),
    ]


def _leaves(organisation: Organisation, draw: Stream, second: int) -> list[Event]:
    desks = [host for host in organisation.hosts if host.kind == "workstation"]
    return [
        event
        for host in draw.sample(desks, draw.between(2, 4))
        for event in _morning(host, draw, second + draw.between(0, 20 * MINUTE))
    ]


ACTIVITY = Activity(
    name="office_day",
    summary="People sign in, read mail, browse and save documents.",
    is_hostile=False,
    leaves=_leaves,
)
