"""The signs of a window with who, where and when, and the records that may be about them.

A line is told if a rule of the runbook fires on it, or if it may contradict a record of leave. What
is left to the model is all that the runbook asks next: which record covers which line, in place,
person, hours and kind of work, what follows for the answer, and what shows it.

The alias of what can be cited comes after what is told of it, so that a model which reads from left
to right knows at an alias what it stands for.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from watchfloor.agents.encoding import END, PAD, Aliases, Encoded, Encoding
from watchfloor.errors import BadInput
from watchfloor.opensoc import view
from watchfloor.opensoc.actions import LookUp, SubmitTriage
from watchfloor.opensoc.casework import Inquiry
from watchfloor.opensoc.either import HONEST
from watchfloor.opensoc.runbook import ANSWERS, LEAVE, REACHING
from watchfloor.play.action import Action, Reply
from watchfloor.play.observation import Observation
from watchfloor.seeds import Stream
from watchfloor.world.detection import actor, address, signals
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS

_ROOM = {"L": 32, "R": 40, "H": 16, "W": 32}
"""How many lines, records, machines and hands have an alias; those beyond share one."""
_MORE = {kind: f"{kind}?" for kind in _ROOM}
_NONE = "-"
_BACK = "signed_in"
_STANDINGS = ("critical", "privileged", "shared")
_ALL = "host+hand+hours"
_CITED = 3

_AGREEMENTS = tuple(
    f"{host}+{hand}+{hours}"
    for host, hand in (("host", "hand"), ("host", ""), ("", "hand"))
    for hours in ("hours", "")
)
"""In what a record of work is as a line is: its machine, its hand, its hours."""

_VOCABULARY = (
    PAD,
    END,
    _NONE,
    "alert",
    "answer",
    *ANSWERS,
    *_STANDINGS,
    *RULES,
    _BACK,
    *(f"{work}:{agreement}" for work in WORKS for agreement in _AGREEMENTS),
    *_MORE.values(),
    *(f"{kind}{number}" for kind, most in _ROOM.items() for number in range(1, most + 1)),
)


class _Row(NamedTuple):
    """One sign: the lines that show it at one place, by one hand, beside the same records."""

    lines: tuple[str, ...]
    sign: str
    host: str
    hand: str
    """Who did it, as the calendar would have it: an account or an address."""
    address: str
    standings: tuple[tuple[str, str], ...]
    """The id and the standing of each record that makes one of these special, in their order."""
    beside: tuple[tuple[str, str], ...]
    """The id of each record that shares a name with it; its kind, and in what the two agree."""


def _rows(events: Sequence[Event], records: Sequence[Record]) -> list[_Row]:
    works = [record for record in records if record.kind == "work"]
    away = {record.actor for record in works if record.role == LEAVE}
    signs = [
        (signal.rule, actor(RULES[signal.rule], event), _outside(signal.grade, event), event)
        for signal in signals(events)
        for event in signal.events
    ]
    signs += [
        (_BACK, event.user, "", event)
        for event in events
        if event.type == "sign_in" and event.user in away and event.outcome.lower() == "success"
    ]
    signs.sort(key=lambda sign: (sign[3].second, sign[3].id, sign[0]))
    known = _standings(records)
    lines: dict[_Row, list[str]] = {}
    for sign, hand, outside, event in signs:
        subjects = dict.fromkeys((event.host, hand, outside))
        special = tuple([it for name in subjects for it in known.get(name, ())])
        row = _Row((), sign, event.host, hand, outside, special, _beside(works, event, hand))
        lines.setdefault(row, []).append(event.id)
    return [row._replace(lines=tuple(found)) for row, found in lines.items()]


def _beside(works: Sequence[Record], event: Event, hand: str) -> tuple[tuple[str, str], ...]:
    """Return the records of *works* that share a name with *event*, and in what they agree."""
    found: list[tuple[str, str]] = []
    for work in works:
        host = "host" if work.host == event.host != "" else ""
        by = "hand" if work.actor == hand != "" else ""
        if host or by:
            hours = "hours" if work.opens <= event.second <= work.closes else ""
            found.append((work.id, f"{work.role}:{host}+{by}+{hours}"))
    return tuple(found)


def _outside(grade: str, event: Event) -> str:
    return address(event) if grade == "entry" else ""


def _aliased(kind: str, names: Iterable[str], draw: Stream | None) -> dict[str, str]:
    """Return the alias of each of *names*, counted, or drawn if there is something to *draw*."""
    different = [name for name in dict.fromkeys(names) if name]
    most = _ROOM[kind]
    numbers = list(range(1, most + 1))
    if draw is not None and len(different) <= most:
        numbers = draw.shuffled(numbers)[: len(different)]
        if kind in "LR":
            numbers.sort()
    return {
        name: f"{kind}{numbers[place]}" if place < most else _MORE[kind]
        for place, name in enumerate(different)
    }


class _Names(NamedTuple):
    """The aliases of one window."""

    lines: dict[str, str]
    records: dict[str, str]
    hosts: dict[str, str]
    hands: dict[str, str]


def _standings(records: Sequence[Record]) -> dict[str, list[tuple[str, str]]]:
    """Return, by its name, the records that say of something that it is special, and how."""
    found: dict[str, list[tuple[str, str]]] = {}
    for record in records:
        if record.kind != "work" and record.standing in _STANDINGS:
            found.setdefault(record.subject, []).append((record.id, record.standing))
    return found


def _encode(seen: Observation, draw: Stream | None = None) -> Encoded:
    events, records = view.read(seen)
    rows = _rows(events, records)
    beside = [record for row in rows for record, _ in (*row.standings, *row.beside)]
    names = _Names(
        _aliased("L", sorted(line for row in rows for line in row.lines), draw),
        _aliased("R", sorted(beside), draw),
        _aliased("H", [row.host for row in rows], draw),
        _aliased("W", [name for row in rows for name in (row.hand, row.address)], draw),
    )
    alert = view.rule_of(seen)
    told = chain.from_iterable(_told(row, names, alert) for row in rows)
    words = (*told, "answer")
    cited = (names.lines | names.records).items()
    return Encoded(words, {alias: name for name, alias in cited if "?" not in alias})


def _told(row: _Row, names: _Names, alert: str) -> tuple[str, ...]:
    """Return what is told of one sign: what and where it is, the records beside it, its lines."""
    records = (*row.standings, *row.beside)
    return (
        *(["alert"] if row.sign == alert else []),
        row.sign,
        names.hosts.get(row.host, _NONE),
        names.hands.get(row.hand, _NONE),
        names.hands.get(row.address, _NONE),
        *chain.from_iterable([(about, names.records[record]) for record, about in records]),
        *[names.lines[line] for line in reversed(row.lines[:_CITED])],
    )


def _decode(words: Sequence[str], aliases: Aliases) -> Reply:
    answer, cited, end = words[:1], words[1:-1], words[-1:]
    is_whole = len(cited) == _CITED and [*end] == [END]
    if not is_whole or answer[0] not in ANSWERS or not all(map(_is_cited, cited)):
        return " ".join(words)
    ids = [aliases.get(word, word) for word in dict.fromkeys(cited) if word != _NONE]
    return SubmitTriage(answer[0], tuple(ids))


def _is_cited(word: str) -> bool:
    return word == _NONE or (word[:1] in ("L", "R") and word[1:].isdecimal())


def _spell(reply: Reply, aliases: Aliases) -> tuple[str, ...]:
    if not isinstance(reply, SubmitTriage):
        kind = type(reply).__name__
        message = f"found a demonstration that is {kind}, expected a submit_triage; leave it out"
        raise BadInput(message)
    names = {name: alias for alias, name in aliases.items()}
    cited = [names[name] for name in reply.cited if name in names][:_CITED]
    return (reply.action, *cited, *[_NONE] * (_CITED - len(cited)), END)


def _allowed(said: Sequence[str], aliases: Aliases) -> tuple[str, ...]:
    if not said:
        return ANSWERS
    return (_NONE, *aliases) if len(said) <= _CITED else ()


def _asks(seen: Observation, asked: list[Action]) -> Action | None:
    """Return what the honest reader would look up next, where anything can be looked up."""
    if not seen.panel("desk").items or "look_up" not in seen.moves:
        return None
    before = [it for it in asked if isinstance(it, LookUp)]
    wanted = Inquiry(seen, before, HONEST).wanted()
    if wanted is not None:
        asked.append(wanted)
    return wanted


def _remarks(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Return what would follow for each line if it stood alone, and from each record beside it."""
    sign, row = "", list[str]()
    for place, word in enumerate(words[:-1]):
        if word in RULES or word == _BACK:
            sign, row = word, []
        elif word[0] == "L":
            yield place, _alone(sign, row)
        elif word[0] == "R":
            yield place, _says(sign, row[-1])
        else:
            row.append(word)


def _says(sign: str, about: str) -> str:
    """Return what a record says of *sign* by what is told *about* it."""
    kind, _, agreement = about.partition(":")
    if sign == _BACK:
        return "escalate" if kind == LEAVE and agreement.endswith("hand+hours") else _NONE
    if agreement:
        return "dismiss" if agreement == _ALL and sign in WORKS[kind].covers else _NONE
    return "escalate" if _is_grave(sign, about) else _NONE


def _is_grave(sign: str, standing: str) -> bool:
    """Return whether *standing* makes more of *sign*, which is a way in or code."""
    grade = RULES[sign].grade
    if standing == "critical":
        return sign in REACHING
    return grade == "entry" if standing == "shared" else grade in ("code", "entry")


def _alone(sign: str, row: Sequence[str]) -> str:
    """Return the answer to *sign* beside what its *row* says of place, hands and records."""
    said = [_says(sign, it) for it in row[3:]]
    if sign == _BACK:
        return "escalate" if "escalate" in said else "dismiss"
    if "dismiss" in said:
        return "dismiss"
    grade = RULES[sign].grade
    if grade not in ("code", "entry"):
        return "escalate" if grade == "grave" else "monitor"
    if "escalate" in said:
        return "escalate"
    return "quarantine_host" if grade == "code" else "block_ip"


ENCODING = Encoding(
    name="triage",
    summary="Each sign of a window with all that stands beside it, and aliases after it.",
    game="opensoc",
    role="defender",
    vocabulary=_VOCABULARY,
    most_out=_CITED + 2,
    encode=_encode,
    decode=_decode,
    spell=_spell,
    allowed=_allowed,
    asks=_asks,
    remarks=_remarks,
)
