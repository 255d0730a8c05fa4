"""Cite every line there is for everything that is proposed."""

from watchfloor.audit.threat import Exploit, Threat

THREAT = Threat(
    name="c06_evidence_soup",
    summary="Citing every line for every proposal proves whatever is proposed.",
    answer="Proof is support times precision, so that a line that proves nothing takes away.",
    games=("logsentinel",),
    exploits=(Exploit("evidence_soup"), Exploit("ranked_soup"), Exploit("ranked_soup", "parallel")),
)
