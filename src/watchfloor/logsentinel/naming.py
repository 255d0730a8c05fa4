"""What an estate calls its services, machines and people, drawn anew for every world.

Nothing in it is real: inside are private addresses and reserved domains, outside the ranges that
are set aside for documentation.
"""

from collections.abc import Callable
from typing import NamedTuple

from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.stamps import Day, drawn_day
from watchfloor.logsentinel.trades import TRADES, Trade
from watchfloor.seeds import Seed, Stream
from watchfloor.world import organisation
from watchfloor.world.entities import outside_address


class Naming(NamedTuple):
    """The names of one estate, by the order of the slots where there is one for each."""

    services: tuple[str, ...]
    hosts: tuple[str, ...]
    addresses: tuple[str, ...]
    people: tuple[str, ...]
    """Accounts of people who work here."""
    domain: str
    trade: Trade
    day: Day
    opens: int
    """The second of the day at which the first tick begins; the last one is on the same day."""
    writes_json: bool
    """Whether its services write their logs in JSON."""

    def of(self, slot: str) -> str:
        """Return what the service in *slot* is called."""
        return self.services[_PLACES[slot]]


class Story(NamedTuple):
    """What the lines of one incident have in common, so that they can be joined."""

    outside: str
    """An address outside that belongs to it."""
    account: str
    """Of somebody who works here."""
    number: int
    """What its releases, tickets and files are numbered by."""


_PLACES = {slot.name: index for index, slot in enumerate(SLOTS)}

_WORDS: dict[str, tuple[str, ...]] = {
    "edge": ("edge", "gateway", "ingress", "frontdoor", "lb"),
    "web": ("web", "portal", "site", "frontend", "pages"),
    "api": ("api", "backend", "service", "rest", "bff"),
    "auth": ("auth", "identity", "login", "sso", "accounts"),
    "workers": ("workers", "jobs", "runner", "tasks", "async"),
    "queue": ("queue", "broker", "mq", "bus", "stream"),
    "cache": ("cache", "redis", "kv", "memo", "sessions"),
    "search": ("search", "index", "finder", "lookup", "query"),
    "bastion": ("bastion", "jump", "jumphost", "admin-gw", "ops-gate"),
}
_DATABASES = (
    ("db-primary", "db-replica-1", "db-replica-2"),
    ("pg-0", "pg-1", "pg-2"),
    ("sql-main", "sql-read-a", "sql-read-b"),
    ("postgres-rw", "postgres-ro-1", "postgres-ro-2"),
    ("store-leader", "store-follower-1", "store-follower-2"),
)
_CHOICES = len(_DATABASES)
_FIRST_DATABASE = _PLACES["primary"]
_SERVERS = tuple(slot for slot in SLOTS if slot.name in _WORDS)

_STYLES = (
    ("{product}-", ""),
    ("{product}.", ""),
    ("{firm}-", ""),
    ("svc-", ""),
    ("", "-prod"),
    ("", ".svc"),
    ("", ""),
)
"""What stands before and after the word for a service."""

_CODENAMES = (
    *("adder", "alder", "auk", "birch", "bittern", "cedar", "crake", "curlew", "dunlin", "elm"),
    *("fern", "finch", "gannet", "godwit", "hazel", "heron", "ibis", "juniper", "kestrel", "larch"),
    *(
        "linnet",
        "lynx",
        "maple",
        "marten",
        "merlin",
        "osprey",
        "otter",
        "petrel",
        "plover",
        "rowan",
    ),
    *(
        "sedge",
        "shrike",
        "siskin",
        "sorrel",
        "stoat",
        "tern",
        "thrush",
        "whinchat",
        "willow",
        "wren",
    ),
)
_SITES = ("aur", "bex", "cal", "dor", "esk", "fyn", "gal", "hov", "ilm", "jur")


def _by_word(draw: Stream) -> list[str]:
    """Return a word for each slot that says what it is for."""
    picked = draw.smalls(_CHOICES, len(SLOTS))
    family = _DATABASES[picked[0]]
    words = [_WORDS[slot.name][choice] for slot, choice in zip(_SERVERS, picked[1:], strict=False)]
    return [*words[:_FIRST_DATABASE], *family, *words[_FIRST_DATABASE:]]


def _services(draw: Stream, product: str, firm: str) -> tuple[str, ...]:
    """Return what the service in each slot is called, all in one style."""
    before, after = draw.pick(_STYLES)
    words = draw.sample(_CODENAMES, len(SLOTS)) if draw.chance(1, 4) else _by_word(draw)
    before = before.format(product=product, firm=firm)
    return tuple(f"{before}{word}{after}" for word in words)


def _addresses(draw: Stream) -> tuple[str, ...]:
    """Return a private address for each slot, all in one network."""
    network = draw.pick(("10.{}", "172.{}", "192.168")).format(draw.between(16, 31))
    first = draw.below(200)
    lasts = draw.smalls(240, len(SLOTS))
    return tuple(f"{network}.{first + index}.{last + 8}" for index, last in enumerate(lasts))


class _Machine(NamedTuple):
    """What the name of a machine can be made of."""

    service: str
    address: str
    site: str
    number: int
    tag: int


def _instance(machine: _Machine) -> str:
    """Return a name as a scheduler gives them out."""
    tag, letters = machine.tag, _LETTERS
    code = "".join([letters[tag >> shift & 15] for shift in (0, 4, 8, 12, 16)])
    return f"{machine.service}-{tag >> 20 & 0xFFFFFFFFF:09x}-{code}"


_HOSTS: tuple[Callable[[_Machine], str], ...] = (
    _instance,
    lambda machine: f"{machine.service}-{machine.number:02d}.{machine.site}.internal",
    lambda machine: f"{machine.site}-{machine.service}-{machine.number:03d}",
    lambda machine: f"{machine.service}-{machine.number}",
    lambda machine: f"ip-{machine.address.replace('.', '-')}.{machine.site}.internal",
)
"""Ways to call machines."""

_LETTERS = "bcdfghjklmnpqrst"


def _hosts(draw: Stream, services: tuple[str, ...], addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name of one machine of each service."""
    call, site = draw.pick(_HOSTS), f"{draw.pick(_SITES)}{draw.between(1, 4)}"
    tags = [draw.word() for _ in services]
    return tuple(
        call(_Machine(service.replace(".", "-"), address, site, 1 + tag % 24, tag))
        for service, address, tag in zip(services, addresses, tags, strict=True)
    )


def name_estate(seed: Seed) -> Naming:
    """Return the names of the estate that *seed* stands for, for every slot."""
    draw = seed.stream()
    owner = organisation.numbered(draw.below(organisation.POOL))
    trade = draw.pick(TRADES)
    services = _services(draw, draw.pick(trade.products), owner.domain[:3])
    addresses = _addresses(draw)
    return Naming(
        services=services,
        hosts=_hosts(draw, services, addresses),
        addresses=addresses,
        people=tuple(person.name for person in owner.people),
        domain=owner.domain,
        trade=trade,
        day=drawn_day(draw),
        opens=draw.between(600, 72_000),
        writes_json=draw.chance(1, 2),
    )


def draw_story(naming: Naming, draw: Stream) -> Story:
    """Return what the lines of one incident of the estate of *naming* have in common."""
    return Story(outside_address(draw), draw.pick(naming.people), draw.word())
