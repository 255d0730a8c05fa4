"""Other people, other machines, other addresses, the same story."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TypeVar

from msgspec.structs import replace

from watchfloor.opensoc import lexicon
from watchfloor.opensoc.paperwork import announcer
from watchfloor.seeds import Stream
from watchfloor.world.entities import outside_address
from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation
from watchfloor.world.record import Record

Name = TypeVar("Name", str, int)


class Renaming:
    """A one-to-one change of names within each standing, so that nothing else changes."""

    def __init__(self, organisation: Organisation, outside: Sequence[str], draw: Stream) -> None:
        peers = organisation.peers
        again = [host for alike in peers for host in draw.shuffled(alike)]
        pairs = list(zip(chain.from_iterable(peers), again, strict=True))
        self._hosts = {old.name: new.name for old, new in pairs}
        self._ips = {old.ip: new.ip for old, new in pairs}
        self._accounts: dict[str, str] = {}
        for standing in (False, True):
            people = [p.name for p in organisation.people if p.is_privileged == standing]
            self._accounts.update(zip(people, draw.shuffled(people), strict=True))
        self._ips.update(_fresh(outside, lambda: outside_address(draw)))
        self._ports: dict[int, int] = {}
        self._draw = draw

    def made(self, events: Iterable[Event]) -> None:
        """Give the accounts and the ports of *events* that are nobody's names of their own."""
        draw = self._draw
        accounts = [
            event.account
            for event in events
            if lexicon.is_created(event) and event.account not in self._accounts
        ]
        names, digits = lexicon.accounts(), lexicon.ports()
        self._accounts.update(_fresh(accounts, lambda: f"{draw.pick(names)}{draw.below(10)}"))
        swept = list(dict.fromkeys(e.port for e in events if e.port and not e.size))
        known = draw.shuffled(digits)[: len(swept)]
        self._ports.update(zip(swept, known, strict=False))
        more = _fresh(swept[len(known) :], lambda: draw.between(10_000, 60_000))
        self._ports.update(more)

    def address(self, ip: str) -> str:
        """Return the address that stands for *ip*."""
        return self._ips.get(ip, ip)

    def account(self, name: str) -> str:
        """Return the account that stands for *name*."""
        return self._accounts.get(name, name)

    def event(self, event: Event) -> Event:
        """Return *event* with other names."""
        return replace(
            event,
            host=self._hosts.get(event.host, event.host),
            user=self.account(event.user),
            account=self.account(event.account),
            source_ip=self.address(event.source_ip),
            target_ip=self.address(event.target_ip),
        )

    def port(self, port: int) -> int:
        """Return the port that stands for *port* in a sweep."""
        return self._ports.get(port, port)

    def record(self, record: Record) -> Record:
        """Return *record* with other names."""
        subject = record.subject
        if record.kind != "work":
            subject = self._hosts.get(subject, self.account(self.address(subject)))
        return replace(
            record,
            subject=subject,
            role=announcer(subject) if record.kind == "address" else record.role,
            host=self._hosts.get(record.host, record.host),
            actor=self.account(self.address(record.actor)),
        )


def _fresh(old: Iterable[Name], drawn: Callable[[], Name]) -> dict[Name, Name]:
    """Return something *drawn* for each of *old*, no two the same."""
    found: dict[Name, Name] = {}
    taken: set[Name] = set()
    for name in old:
        new = drawn()
        while new in taken:
            new = drawn()
        taken.add(new)
        found[name] = new
    return found
