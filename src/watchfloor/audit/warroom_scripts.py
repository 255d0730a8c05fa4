"""Scripts of moves that look at nothing: how they are drawn, changed and played.

A script knows who says what when, and no more: it cites by place what somebody happens to hold, so
that nothing it does depends on what was found.
"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from watchfloor.audit.warroom_earning import opened
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
    Handoff,
    Mitigate,
    Propose,
    Query,
    Report,
    SetSeverity,
    Turn,
    Verify,
    Wait,
)
from watchfloor.logsentinel.analyst import COVERS, OWNERS
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.source import SOURCES, Source
from watchfloor.logsentinel.state import State, evidence_in, known, proposals
from watchfloor.logsentinel.tables import SLOT_INDEX
from watchfloor.play.game import Setting
from watchfloor.seeds import Stream

SPECIALISTS = ("app_sre", "db_sre", "security_analyst")
KINDS = tuple(PLAYBOOK)


class Guess(NamedTuple):
    """One proposal of a script, and what is done about it."""

    kind: str
    slot: str
    role: str
    """Who proposes it."""
    cites: int
    severity: int
    holds: bool
    """Whether it is contained or relieved too, and not just fixed."""


class Script(NamedTuple):
    """Everything that will be said, in its order."""

    asks: tuple[tuple[Source, str], ...]
    guesses: tuple[Guess, ...]
    before: int
    """Ticks that pass before the first question."""
    after: int
    """Ticks that pass between the last order and the check."""
    shares: int
    """How often somebody hands over what it has."""


class Beat(NamedTuple):
    """One move of a script: whose it is, and what it is without what it cites."""

    role: str
    move: Turn
    proposal: int = 0
    """Of which proposal it speaks, by its place."""
    cites: int = 0


def drawn(draw: Stream) -> Script:
    """Return any script."""
    return Script(
        tuple(_ask(draw) for _ in range(draw.below(14))),
        tuple(_guess(draw) for _ in range(1 + draw.below(3))),
        draw.below(16),
        draw.below(8),
        draw.below(4),
    )


def _ask(draw: Stream) -> tuple[Source, str]:
    source = draw.pick(SOURCES)
    return source, draw.pick(sorted(COVERS[source]))


def _guess(draw: Stream) -> Guess:
    kind = draw.pick(KINDS)
    lead = MITIGATIONS[PLAYBOOK[kind].fixing[0]].role
    role = lead if draw.chance(2, 3) else draw.pick(SPECIALISTS)
    slot = draw.pick(INCIDENT_TYPES[kind].slots)
    return Guess(kind, slot, role, 2 + draw.below(7), 1 + draw.below(4), draw.chance(1, 2))


def changed(script: Script, draw: Stream) -> Script:
    """Return *script* with one or two things otherwise."""
    for _ in range(1 + draw.below(2)):
        script = _CHANGES[draw.below(len(_CHANGES))](script, draw)
    return script


def _other_guess(script: Script, draw: Stream) -> Script:
    place = draw.below(len(script.guesses))
    other = (*script.guesses[:place], _guess(draw), *script.guesses[place + 1 :])
    return script._replace(guesses=other)


def _other_words(script: Script, draw: Stream) -> Script:
    place, fresh = draw.below(len(script.guesses)), _guess(draw)
    kept = script.guesses[place]
    other = fresh._replace(kind=kept.kind, slot=kept.slot)
    return script._replace(guesses=(*script.guesses[:place], other, *script.guesses[place + 1 :]))


def _number_of_guesses(script: Script, draw: Stream) -> Script:
    if len(script.guesses) > 1 and draw.chance(1, 2):
        return script._replace(guesses=script.guesses[1:])
    return script._replace(guesses=(*script.guesses, _guess(draw))[:5])


def _other_asks(script: Script, draw: Stream) -> Script:
    if script.asks and draw.chance(1, 2):
        place = draw.below(len(script.asks))
        return script._replace(asks=(*script.asks[:place], *script.asks[place + 1 :]))
    return script._replace(asks=(*script.asks, _ask(draw)))


def _other_pace(script: Script, draw: Stream) -> Script:
    return script._replace(before=draw.below(16), after=draw.below(8), shares=draw.below(4))


_CHANGES = (_other_guess, _other_words, _number_of_guesses, _other_asks, _other_pace)


def beats(script: Script) -> Iterator[Beat]:
    """Return the moves of *script*."""
    yield from (Beat(COMMANDER, Wait()) for _ in range(script.before))
    yield from (Beat(OWNERS[source], Query(source, slot)) for source, slot in script.asks)
    for number in range(script.shares):
        receiver = script.guesses[0].role
        givers = [role for role in SPECIALISTS if role != receiver]
        yield Beat(givers[number % 2], Handoff(receiver, ()), cites=4)
    for guess in script.guesses:
        yield Beat(guess.role, Propose(guess.kind, guess.slot, ()), cites=guess.cites)
    for place, guess in enumerate(script.guesses, start=1):
        yield Beat(COMMANDER, SetSeverity("", guess.severity), place)
    yield Beat(COMMANDER, Advance("triage"))
    yield from _orders(script)
    yield from (Beat(COMMANDER, Wait()) for _ in range(script.after))
    yield Beat(COMMANDER, Advance("verify"))
    for place, guess in enumerate(script.guesses, start=1):
        yield Beat(guess.role, Verify(""), place)
    yield Beat(COMMANDER, Advance("report"))
    yield Beat(COMMANDER, Report())


def _orders(script: Script) -> Iterator[Beat]:
    steps = [
        (place, guess.slot, name)
        for place, guess in enumerate(script.guesses, start=1)
        for name in (
            *(PLAYBOOK[guess.kind].containing[:1] if guess.holds else ()),
            PLAYBOOK[guess.kind].fixing[0],
        )
    ]
    for _, slot, name in steps:
        if MITIGATIONS[name].is_risky:
            yield Beat(COMMANDER, Approve(name, slot))
    yield Beat(COMMANDER, Advance("mitigate"))
    for place, slot, name in steps:
        yield Beat(MITIGATIONS[name].role, Mitigate(name, slot, ""), place)


def finished(setting: Setting, script: Script) -> State:
    """Return the last state of *setting* with *script* said in it, whatever happens."""
    state, said = opened(setting), tuple(beats(script))
    following = [*(beat.role for beat in said[1:]), COMMANDER]
    for beat, then in zip(said, following, strict=True):
        while (role := transition.to_move(state)) is not None and role != beat.role:
            state = transition.apply(state, Wait(then=beat.role)).state
        if role is None:
            return state
        state = transition.apply(state, _bound(state, beat, then)).state
    while transition.to_move(state) is not None:
        state = transition.apply(state, Wait(5)).state
    return state


def _bound(state: State, beat: Beat, then: str) -> Turn:
    """Return the move of *beat* with names for its slots and whatever is held for its evidence."""
    known_here: dict[str, object] = {"then": then}
    fields = msgspec.structs.asdict(beat.move)
    if "service" in fields:
        known_here["service"] = state.world.names[SLOT_INDEX[fields["service"]]]
    if "proposal" in fields:
        known_here["proposal"] = f"p-{beat.proposal}"
    if "evidence" in fields:
        known_here["evidence"] = evidence_in(state, known(state, beat.role))[: beat.cites]
    if "claims" in fields:
        known_here["claims"] = _claims(state)
    return msgspec.structs.replace(beat.move, **known_here)


def _claims(state: State) -> tuple[Claim, ...]:
    return tuple(
        Claim("root_cause", one.id, evidence=evidence_in(state, one.evidence))
        for one in proposals(state)
    )


def told(script: Script) -> str:
    """Return *script* in a line."""
    guesses = ", ".join(
        f"{one.kind} on {one.slot} by {one.role} on {one.cites}" for one in script.guesses
    )
    asked = ", ".join(f"{source} {slot}" for source, slot in script.asks) or "nothing"
    pace = f"waits {script.before} and {script.after}, hands over {script.shares} times"
    return f"says {guesses}; asks {asked}; {pace}"
