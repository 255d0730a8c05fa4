"""Propose everything, so that the truth is among it."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_ends import about_nothing, papers, with_papers
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.logsentinel.cells import MOST_PROPOSALS


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, breaches, tried = trial.draws("everything").stream(), list[str](), 0
    for tape in tapes(trial):
        for is_withdrawn in (False, True):
            laid = papers(tape.last)
            before = worth(trial, with_papers(tape.last, laid))
            while len(laid) < MOST_PROPOSALS:
                further = about_nothing(tape.last, draw)._replace(is_withdrawn=is_withdrawn)
                laid = (*laid, further)
                after, tried = worth(trial, with_papers(tape.last, laid)), tried + 1
                if after >= before:
                    breaches.append(told(tape, len(tape.said), f"{further.incident_type} is free"))
                before = after
    yield never("proposals about nothing that cost nothing", breaches, tried)


THREAT = Threat(
    name="c05_proposing_everything",
    summary="With everything proposed the truth is found for sure.",
    answer="Detection is F1 over all proposals, and those taken back count half.",
    games=("logsentinel",),
    exploits=(
        Exploit("propose_all"),
        Exploit("playbook_spray"),
        Exploit("ranked_spray"),
        Exploit("ranked_spray", "parallel"),
    ),
    probe=_probe,
    prices=True,
)
