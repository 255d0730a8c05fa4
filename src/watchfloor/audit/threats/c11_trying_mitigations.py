"""Try all that can be done until something helps."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import below_oracle
from watchfloor.audit.warroom_ends import facts
from watchfloor.audit.warroom_tapes import PER_TAPE, Said, beside_waiting, spoken, tapes
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel.actions import Mitigate
from watchfloor.logsentinel.mitigations import MITIGATIONS

_LUCK = 0.25
"""What of containment may be left to who was right by luck alone."""
_COST = 0.03
"""What a mitigation that nothing called for is to cost at the least."""


def _probe(trial: Trial) -> Iterator[Finding]:
    """Look what the right orders earn without grounds, and what other ones cost."""
    lucky = list[float]()
    for tape in tapes(trial):
        blind = [
            Said(role, replace(move, proposal="") if isinstance(move, Mitigate) else move)
            for role, move in tape.said
        ]
        contained = facts(spoken(tape.states[0], blind))["containment"]
        lucky.append(contained / max(1, facts(tape.last)["containment"]))
    yield at_most("what is left of containment by luck", of(lucky), _LUCK + 0.001, len(lucky))
    costs = list(_costs(trial))
    yield at_most("what a mitigation without grounds earns", of(costs), -_COST, len(costs))
    yield from below_oracle(trial, "cheat_no_proposal")


def _costs(trial: Trial) -> Iterator[float]:
    draw = trial.draws("lottery").stream()
    orders = [it for it in MITIGATIONS.values() if not it.is_risky and it.name != "post_status"]
    for tape in tapes(trial):
        places = [i for i, it in enumerate(tape.said) if isinstance(it.move, Mitigate)]
        services = [name for name in tape.last.world.names if name]
        for _ in range(PER_TAPE // 2 if places else 0):
            order, place = draw.pick(orders), draw.pick(places)
            more = [Said(order.role, Mitigate(order.name, draw.pick(services)))]
            yield beside_waiting(trial, tape, place, more)


THREAT = Threat(
    name="c11_trying_mitigations",
    summary="With everything tried, what helps is among it.",
    answer="Blind mitigations cost and have their side effects, and luck earns a quarter.",
    games=("logsentinel",),
    exploits=(
        Exploit("mitigate_all"),
        Exploit("playbook_spray"),
        Exploit("playbook_spray", "parallel"),
        Exploit("random"),
        Exploit("random_valid"),
    ),
    probe=_probe,
    prices=True,
)
