"""What can be looked up in casework, whether or not it has to do with the answer."""

from collections.abc import Iterator

from watchfloor.audit.triage_openings import Opening, after
from watchfloor.opensoc import view
from watchfloor.opensoc.actions import LookUp
from watchfloor.opensoc.state import MINUTES, State


def everything(state: State) -> list[LookUp]:
    """Return every look-up that what is shown in *state* gives a name to, the cheap ones first."""
    seen = view.observe(state, "defender")
    events, _ = view.read(seen)
    hosts = [str(item.fields["host"]) for item in seen.panel("board").items]
    who = [name for event in events for name in (event.user, event.account, event.source_ip)]
    names = dict.fromkeys(name for name in (*hosts, *who) if name)
    return [
        *(LookUp("record", name) for name in names),
        *(LookUp("log", name) for name in names),
    ]


def exhausted(opening: Opening) -> Iterator[State]:
    """Return the states of *opening* as everything is looked up, as long as there is time."""
    state = opening.state
    asked: list[LookUp] = []
    while state.minutes < MINUTES:
        again = LookUp("record", "nothing")
        move = next((move for move in everything(state) if move not in asked), again)
        asked.append(move)
        state = after(state, move)
        yield state
