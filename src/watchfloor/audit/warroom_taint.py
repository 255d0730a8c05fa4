"""Follows every piece of evidence from whoever may first see it to whoever is handed it.

The follower reads what is said, not what the game has noted about who knows what, so that it would
notice a piece in the view of a role that nothing has brought there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from watchfloor.logsentinel.actions import Handoff, Propose, Query
from watchfloor.logsentinel.cells import EMITTED, STARTED, TICK
from watchfloor.logsentinel.evidence import Evidence
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.telling import text
from watchfloor.play.action import Action, Reply, parse
from watchfloor.play.episode import Ask, Table, episode
from watchfloor.play.observation import Item
from watchfloor.play.seating import seated
from watchfloor.play.trajectory import Turn

ID = re.compile(r"ev-[0-9a-f]{6}")
STATIC = ("runbook", "estate")
"""What is the same for everybody, whatever has happened."""


def asks(table: Table) -> Iterator[tuple[Ask[State], Reply]]:
    """Return everything that is asked at *table*, each with its reply."""
    answers, running = seated(GAME, table), episode(GAME, table)
    ask = next(running)
    while True:
        reply = answers[ask.role](ask)
        yield ask, reply
        try:
            ask = running.send(reply)
        except StopIteration:
            return


class Follower:
    """Who may know what, by what was said and when."""

    def __init__(self) -> None:
        """Begin with nobody knowing anything."""
        self.shown: dict[str, set[str]] = defaultdict(set)
        """What each role was shown and might be."""
        self.given: set[tuple[str, str, str]] = set()
        """Giver, receiver and piece."""
        self.asked: dict[tuple[str, str, str], int] = {}
        """The tick at which each role asked a source about a service last."""
        self.cited: set[str] = set()
        self._said: tuple[str, Action | None, int] = ("", None, 0)

    def leaks(self, ask: Ask[State], reply: Reply) -> Iterator[str]:
        """Return what the view of *ask* shows that nothing has brought there; note *reply*."""
        if isinstance(ask.recorded, Turn) and ask.recorded.status == "ok":
            self._note(*self._said)
        where = f"turn {ask.observation.turn}, {ask.role}"
        yield from (f"{where}: {leak}" for leak in self._seen(ask))
        move = parse(reply, ROLES[ask.role].moves) if isinstance(reply, str) else reply
        said = move if isinstance(move, Action) else None
        self._said = (ask.role, said, ask.state.cells[TICK])

    def _note(self, role: str, move: Action | None, tick: int) -> None:
        match move:
            case Query(source=source, service=service):
                self.asked[role, source, service] = tick
            case Handoff(to=to, evidence=ids):
                self.given |= {(role, to, name) for name in ids if name in self.shown[role]}
            case Propose(evidence=ids):
                self.cited |= {name for name in ids if name in self.shown[role]}
            case _:
                pass

    def _seen(self, ask: Ask[State]) -> Iterator[str]:
        world = ask.state.world
        for panel in ("evidence", "handed"):
            for item in ask.observation.panel(panel).items:
                piece = world.evidence[world.places[item.id]]
                may = self._may_ask if panel == "evidence" else self._may_be_handed
                if may(ask, piece, item):
                    self.shown[ask.role].add(item.id)
                else:
                    yield f"{item.id} is in {panel}"
        yield from self._elsewhere(ask)

    def _may_ask(self, ask: Ask[State], piece: Evidence, _item: Item) -> bool:
        """Return whether a source of the role has shown *piece* by itself, or when it was asked."""
        state = ask.state
        begun = state.cells[STARTED + piece.incident] if piece.incident >= 0 else 0
        since = begun + piece.delay
        if piece.source not in ROLES[ask.role].queries or begun < 0:
            return False
        service = state.world.names[piece.service]
        last = self.asked.get((ask.role, piece.source, service), -1)
        return since < (state.cells[TICK] if piece.is_pushed else last)

    def _may_be_handed(self, ask: Ask[State], piece: Evidence, item: Item) -> bool:
        return (str(item.fields["giver"]), ask.role, piece.id) in self.given

    def _elsewhere(self, ask: Ask[State]) -> Iterator[str]:
        """Return the ids and the lines that the role reads anywhere without having been shown."""
        panels = [it for it in ask.observation.panels if it.source not in STATIC]
        items = [item for panel in panels for item in panel.items]
        read = "\n".join(f"{it.id} {it.text} {it.fields}" for it in items)
        mine, emitted = self.shown[ask.role], ask.state.cells[EMITTED]
        for name in sorted(frozenset(ID.findall(read)) - mine - self.cited):
            yield f"{name} is told"
        for bit, piece in enumerate(ask.state.world.evidence):
            if emitted >> bit & 1 and piece.id not in mine and text(ask.state, bit) in read:
                yield f"the line of {piece.id} is told"
