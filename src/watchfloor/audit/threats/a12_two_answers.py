"""Give several answers in one reply and let the better one count."""

from collections.abc import Iterator
from itertools import permutations, product

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import MOVES
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.play.action import Malformed, parse

_ONE_MOVE = '{{"move": "submit_triage", "action": "{0}"}}'
_SAYS = (
    "{one}{other}",
    "{one}\n{other}",
    "{one} or {other}",
    "{other}, no: {one}",
    "[{one}, {other}]",
    "```json\n{one}\n```\n```json\n{other}\n```",
    '{{"answers": [{one}, {other}]}}',
    '{{"move": {one}, "action": {other}}}',
    '{{"move": "submit_triage", "action": "{a}", "action": "{b}"}}',
    '{{"move": "submit_triage", "action": ["{a}", "{b}"]}}',
    '{{"move": "submit_triage", "action": "{a}|{b}"}}',
    '{{"move": "submit_triage", "action": "{a}, {b}"}}',
    '{{"move": "submit_triage", "action": "{a}", "then": "{b}"}}',
    '{{"move": "submit_triage", "action": "{a}", "move": "submit_triage", "Action": "{b}"}}',
    '{{"move": ["submit_triage", "submit_triage"], "action": ["{a}", "{b}"]}}',
    "Action: {a}\nAction: {b}",
    "First I thought {a}. The answer is {b}.",
)
_AROUND = ("{}", "Let me think.\n{}", "{}\nThat is all.", "<think>{}</think>", "\ufeff{}\x00")


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, breaches = 0, list[str]()
    pairs = list(permutations(ANSWERS, 2))
    asked = product(_SAYS, _AROUND, trial.draws("a12").stream().sample(pairs, 10))
    for says, around, (a, b) in asked:
        both = says.format(one=_ONE_MOVE.format(a), other=_ONE_MOVE.format(b), a=a, b=b)
        reply = around.format(both)
        tried += 1
        if not isinstance(parse(reply, MOVES), Malformed):
            breaches.append(f"{reply!r} is read as a move")
    yield never("two answers in one reply that are read as one", breaches, tried)


THREAT = Threat(
    name="a12_two_answers",
    summary="Of two answers in one reply the first, the last or the better one counts.",
    answer="Two answers are no answer, whichever of them would have counted.",
    games=("opensoc",),
    probe=_probe,
)
