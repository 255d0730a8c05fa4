"""A teacher of triage: it says what every sign is worth before it answers, as the oracle does.

It stands in no table, since it plays as the oracle; what it says is for models to learn by.
"""

from collections.abc import Iterator

from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.explanation import Sign, signs_of
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.runbook import EXPLAINED, LEAVE
from watchfloor.opensoc.state import State
from watchfloor.opensoc.truth import Truth
from watchfloor.play.action import Reply, written
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Informed, Insider
from watchfloor.seeds import Seed

_NEARLY = 1
"""In how many points a record may miss a sign to be worth a word."""
_STANDS = {"code": ("host", "user"), "entry": ("user", "address")}
"""Whose standing makes more of a sign of each grade."""


def _seat(role: str, seed: Seed) -> Informed:
    oracle = GAME.policies["oracle"]
    assert isinstance(oracle, Insider)  # noqa: S101  # every game has one that knows
    knowing = oracle.seat(role, seed)

    def reply(seen: Observation, state: State) -> Reply:
        said = knowing(seen, state)
        if not isinstance(said, SubmitTriage) or state.case is None or state.truth is None:
            return said
        answer = SubmitTriage(said.action, said.cited_log_id)
        return "\n".join([*thoughts(state.case, state.truth), written(answer)])

    return reply


def thoughts(case: Case, truth: Truth) -> Iterator[str]:
    """Return what is to be said of *case*, line by line."""
    kinds = {record.id: record.role for record in case.records}
    standings = {it.subject: f"{it.id} {it.standing}" for it in case.records if it.kind != "work"}
    for sign in signs_of(case):
        yield _weighed(sign, kinds, standings)
    if truth.row == "record_in_conflict":
        away = sorted(all_names(truth.certificate))
        yield f"{' '.join(away)}: a sign-in on {LEAVE}"
    yield "nothing is open" if truth.row == EXPLAINED.name else f"{truth.row}: {truth.answer}"


def _weighed(sign: Sign, kinds: dict[str, str], standings: dict[str, str]) -> str:
    """Return what *sign* is worth, as the records have it."""
    hand = f" by {sign.actor}" if sign.actor else ""
    what = f"{' '.join(sign.proof)} {sign.rule} on {sign.host}{hand}"
    if not sign.is_open:
        return f"{what}: {', '.join(f'{it} {kinds[it]}' for it in sign.explained_by)}"
    names = dict.fromkeys(getattr(sign, it) for it in _STANDS.get(sign.grade, ()))
    near = [
        f"{it.record} {it.work} misses {it.misses[0]}"
        for it in sign.not_explained_by
        if len(it.misses) <= _NEARLY
    ]
    said = [*near, *(standings[name] for name in names if name in standings)]
    return f"{what}: open {sign.grade}{''.join(f', {it}' for it in said)}"


REASONER = Insider(
    name="reasoner", summary="Knows the truth, and says why before it answers.", seat=_seat
)
