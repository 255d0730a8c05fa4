"""Make the sensors show an ordinary day."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_ends import facts
from watchfloor.audit.warroom_tapes import Tape, spoken, tapes, told
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.transition import open_with
from watchfloor.logsentinel.view import observe


def _blinded(tape: Tape) -> State:
    """Return the end of *tape* had every meter shown an ordinary day all along."""
    world = tape.states[0].world
    lying = tuple((service, 0) for service in world.estate.present)
    return spoken(open_with(replace(world, lying=lying), tape.setting.mode), tape.said)


def _is_seen(tape: Tape, blinded: State) -> bool:
    """Return whether any role can tell *blinded* from the end of *tape* by its meters."""
    return any(
        observe(tape.last, role).panel("meters") != observe(blinded, role).panel("meters")
        for role in ("app_sre", "db_sre")
    )


def _probe(trial: Trial) -> Iterator[Finding]:
    breaches, moved, tried = list[str](), list[str](), 0
    for policy in ("oracle", "random_valid"):
        for tape in tapes(trial, policy):
            tried += 1
            end = len(tape.said)
            blinded = _blinded(tape)
            if not _is_seen(tape, blinded):
                moved.append(told(tape, end, "the meters are the same"))
            if facts(blinded) != facts(tape.last):
                breaches.append(told(tape, end, "the verdict is another"))
            if any(it.world is not tape.states[0].world for it in tape.states):
                breaches.append(told(tape, end, "a move has changed the world"))
    yield never("verdicts that go by what the sensors show", breaches, tried)
    share = len(moved) / tried
    if share > 0.5:
        yield never("episodes in which blind sensors show nothing else", moved, tried)


THREAT = Threat(
    name="c14_blinding_the_sensors",
    summary="Sensors are silenced, and what they do not show does not count.",
    answer="No move touches a sensor, and the verdict reads the hidden state.",
    games=("logsentinel",),
    probe=_probe,
)
