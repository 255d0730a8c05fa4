"""What no record explains hangs together by a machine, an account or an address."""

from collections.abc import Mapping

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.detection import Signal, heard
from watchfloor.world.entities import Host


def _names(signal: Signal, machines: Mapping[str, Host]) -> set[str]:
    """Return who, where and from where *signal* speaks of; a machine's address is the machine."""
    found: set[str] = set()
    for event in signal.events:
        found.update((event.host, event.user, event.account, event.source_ip, event.target_ip))
    found.discard("")
    return {machines[name].name if name in machines else name for name in found}


def _objection(found: Submission) -> str:
    machines = found.organisation.addresses
    uncovered = heard(found.sighted, found.book.covering)
    left = [(signal.rule, _names(signal, machines)) for signal in uncovered]
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
