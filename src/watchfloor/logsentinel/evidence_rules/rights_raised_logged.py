"""Somebody who takes more rights on a machine."""

from watchfloor.logsentinel.auth_log_lines import machine_line
from watchfloor.logsentinel.endpoint_lines import daemon
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    account = draw.pick((place.story.account, daemon(place)[0], "svc-deploy", "backup"))
    command = draw.pick(
        ("/usr/bin/bash", "/usr/bin/find / -perm -4000", "/usr/bin/cat /etc/shadow")
    )
    return machine_line(
        place,
        draw,
        "sudo",
        f"{account} : TTY=pts/{draw.below(9)} ; PWD=/tmp ; USER=root ; COMMAND={command}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="rights_raised_logged",
    summary="An account takes the rights of an administrator on a machine.",
    source="auth_log",
    speaks_for=("web_shell", "insider_theft", "beaconing"),
    shows=(Sighting("web_shell", "own", 5), Sighting("insider_theft", "own", 4)),
    line=_line,
)
