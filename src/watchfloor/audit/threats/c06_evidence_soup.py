"""Cite every line there is for everything that is proposed."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import below_oracle
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_ends import facts, held, papers, some, speaking, with_papers
from watchfloor.audit.warroom_tapes import PER_TAPE, tapes, told
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel.analyst import MOST_CITED
from watchfloor.logsentinel.state import State

_SHARE = 0.4
"""What of detection may be left to who cites all that there is, which nobody can."""
_CHANCE = 1 / 3
"""What of it may be left to who cites as much as can be, blindly."""


def _detected(state: State) -> int:
    return facts(state)["detection"]


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, breaches, tried, left = trial.draws("soup").stream(), list[str](), 0, list[float]()
    chance = list[float]()
    for tape in tapes(trial):
        laid, last = papers(tape.last), tape.last
        before = with_papers(last, laid)
        everything, whole = (1 << len(last.world.evidence)) - 1, max(1, _detected(before))
        soup = with_papers(last, [it._replace(evidence=everything) for it in laid])
        blind = [it._replace(evidence=some(everything, MOST_CITED, draw)) for it in laid]
        left.append(_detected(soup) / whole)
        chance.append(_detected(with_papers(last, blind)) / whole)
        for _ in range(PER_TAPE if laid else 0):
            place = draw.below(len(laid))
            junk = held(last) & ~speaking(last, laid[place].incident_type) & ~laid[place].evidence
            more = some(junk, 1 + draw.below(4), draw)
            padded = laid[place]._replace(evidence=laid[place].evidence | more)
            after = with_papers(last, [*laid[:place], padded, *laid[place + 1 :]])
            tried += more > 0
            if more and worth(trial, after) >= worth(trial, before):
                breaches.append(told(tape, len(tape.said), f"{more.bit_count()} pieces more"))
    yield never("pieces cited as well that prove nothing and cost nothing", breaches, tried)
    yield at_most("what is left of detection with all cited", of(left), _SHARE, len(left))
    yield at_most("what is left of it with eight cited blindly", of(chance), _CHANCE, len(chance))
    yield from below_oracle(trial, "cheat_junk_evidence")


THREAT = Threat(
    name="c06_evidence_soup",
    summary="Citing every line for every proposal proves whatever is proposed.",
    answer="Proof is support times precision, so that a line that proves nothing takes away.",
    games=("logsentinel",),
    exploits=(
        Exploit("evidence_soup"),
        Exploit("evidence_soup", "parallel"),
        Exploit("ranked_soup"),
        Exploit("ranked_soup", "parallel"),
    ),
    probe=_probe,
    prices=True,
)
