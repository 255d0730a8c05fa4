"""Replies that say more than a move has room for."""

import json
from collections.abc import Iterator, Sequence

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.logsentinel.roles import ROLES
from watchfloor.play.action import Action, Malformed, parse, written


def refused_keys(trial: Trial, what: str, keys: Sequence[str]) -> Iterator[Finding]:
    """Return that no reply is understood in which one of *keys* stands beside those of a move."""
    draw, breaches, tried = trial.draws(what).stream(), list[str](), 0
    for tape in tapes(trial):
        for place, (role, move) in enumerate(tape.said):
            if isinstance(move, Action):
                key, tried = draw.pick(keys), tried + 1
                value: object = draw.pick((*ROLES, 7, True))
                reply = json.dumps({**json.loads(written(move)), key: value})
                if not isinstance(parse(reply, ROLES[role].moves), Malformed):
                    breaches.append(told(tape, place, f"a reply may hold {key}"))
    yield never(what, breaches, tried)
