"""Something that will be started again and again."""

from watchfloor.logsentinel.endpoint_lines import daemon, sensor_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import program
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    path = draw.pick(
        (
            "/etc/cron.d/sysstat2",
            "/var/spool/cron/crontabs/worker",
            "/etc/systemd/system/logrotated.timer",
            "/etc/systemd/system/sync-cache.timer",
        )
    )
    return sensor_line(
        place,
        draw,
        "persistence_file_write",
        {
            "path": path,
            "process": draw.pick((daemon(place)[1], "/usr/bin/crontab", "/usr/bin/tee")),
            "runs": program(place),
            "every": draw.pick(("1min", "5min", "15min", "@reboot")),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="timer_added",
    summary="Something was added that starts a program again and again.",
    source="endpoint",
    speaks_for=("beaconing", "miner", "web_shell"),
    shows=(Sighting("web_shell", "own", 6),),
    line=_line,
)
