"""One machine sends 100 MB or more to an address outside."""

from watchfloor.world.entities import OUTSIDE
from watchfloor.world.event import Event
from watchfloor.world.rule import Edge, Rule

_EDGE = Edge("size", 100_000_000)


RULE = Rule(
    name="large_transfer",
    summary="One machine sends 100 MB or more to an address outside.",
    technique="T1048",
    grade="grave",
    on="network_flow",
    matches=lambda event: event.size >= _EDGE.at_least and event.target_ip in OUTSIDE,
    edge=_EDGE,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "network_flow",
                host="db-el-02",
                process="sync.exe",
                source_ip="10.4.0.11",
                target_ip="198.51.100.20",
                port=443,
                size=250000000,
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "network_flow",
                host="db-el-02",
                process="sync.exe",
                source_ip="10.4.0.11",
                target_ip="198.51.100.20",
                port=443,
                size=1000000,
            ),
        ),
    ),
)
