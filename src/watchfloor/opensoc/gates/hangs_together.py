"""What no record explains hangs together by a machine, an account or an address."""

from collections.abc import Iterator, Mapping

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.detection import Signal, heard
from watchfloor.world.entities import Host


def _names(signal: Signal, machines: Mapping[str, Host]) -> Iterator[str]:
    """Return who, where and from where *signal* speaks of; a machine's address is the machine."""
    for event in signal.events:
        for value in (event.host, event.user, event.account, event.source_ip, event.target_ip):
            if value:
                yield machines[value].name if value in machines else value


def _objection(found: Submission) -> str:
    machines = found.organisation.addresses
    uncovered = heard(found.sighted, found.book.covering)
    left = [(signal.rule, {*_names(signal, machines)}) for signal in uncovered]
    known = left[0][1] if left else set[str]()
    while left:
        joined = [names for _, names in left if names & known]
        if not joined:
            return f"{left[0][0]} has nothing to do with the rest of what no record explains"
        known = known.union(*joined)
        left = [(rule, names) for rule, names in left if not names & known]
    return ""


GATE = Gate(
    name="hangs_together",
    law="What no record explains hangs together by a machine, an account or an address.",
    round="craft",
    objection=_objection,
)
