"""Claim everything, so that what is true is among it."""

from collections.abc import Iterator
from typing import get_args

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_ends import facts
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.logsentinel.actions import Claim, ClaimKind, Report
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.state import State, evidence_in, proposals
from watchfloor.seeds import Stream

_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
_MORE = 12
"""Claims that are added one by one."""


def _any(state: State, draw: Stream) -> Claim:
    """Return any claim, about anything."""
    values = (*MITIGATIONS, *"1234", str(draw.below(60)), "")
    ids = evidence_in(state, (1 << len(state.world.evidence)) - 1)
    about = [*(it.id for it in proposals(state)), "p-6", ""]
    cited = tuple(draw.sample(ids, min(len(ids), draw.below(3))))
    return Claim(draw.pick(_KINDS), draw.pick(about), draw.pick(values), cited)


def _claiming(state: State, claims: tuple[Claim, ...]) -> State:
    return replace(state, report=Report(claims))


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, paid, free, tried = trial.draws("claims").stream(), list[str](), list[str](), 0
    for policy in ("oracle", "report_now"):
        for tape in tapes(trial, policy):
            claims = tape.last.report.claims if tape.last.report else ()
            before = _claiming(tape.last, claims)
            for _ in range(_MORE):
                claims, tried = (*claims, _any(tape.last, draw)), tried + 1
                after = _claiming(tape.last, claims)
                gain = worth(trial, after) - worth(trial, before)
                is_false = facts(after)["unsupported_claims"] > facts(before)["unsupported_claims"]
                if gain > 0 and claims[-1].kind != "root_cause":
                    paid.append(told(tape, len(tape.said), f"{gain:+.3f} by {claims[-1].kind}"))
                if is_false and gain >= 0:
                    free.append(told(tape, len(tape.said), f"{claims[-1].kind} is free"))
                before = after
    yield never("claims that are paid, beside what they are about", paid, tried)
    yield never("false claims that cost nothing", free, tried)


THREAT = Threat(
    name="c21_claiming_everything",
    summary="A report that claims everything claims what is true.",
    answer="Each claim is checked, costs if it is not borne out, and is paid nothing if it is.",
    games=("logsentinel",),
    exploits=(Exploit("claim_all"), Exploit("claim_all", "parallel")),
    probe=_probe,
    prices=True,
)
