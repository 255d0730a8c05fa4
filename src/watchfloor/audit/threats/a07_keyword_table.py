"""Answer by the words and the types of events in the log."""

from watchfloor.audit.threat import Exploit, Threat

THREAT = Threat(
    name="a07_keyword_table",
    summary="Some word or type of event stands in what is bad, and in nothing else.",
    answer="Each suspicious line has a ticket that covers it or nearly does, whatever the answer.",
    games=("opensoc",),
    exploits=(Exploit("keyword"),),
)
