"""An incident that somebody wrote, read from a file and held against the gate.

A file holds the move of an attacker, which is judged against a brief, or a full case with its
records, which is judged by itself: the rules that need to know the organisation do not apply.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from watchfloor.catalog import named
from watchfloor.codec import canonical
from watchfloor.errors import BadInput, UnreadableFile
from watchfloor.evaluation.store import cause
from watchfloor.opensoc import admission, fingerprint
from watchfloor.opensoc.actions import CraftedEvent, CraftIncident
from watchfloor.opensoc.admission import Rejected
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.gate import Submission
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.runbook import LEAVE, Answer
from watchfloor.opensoc.state import Brief
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import verify
from watchfloor.play import action
from watchfloor.play.action import Malformed
from watchfloor.world import timeline
from watchfloor.world.detection import signals
from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation
from watchfloor.world.record import Record, RecordKind
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS

LARGEST = 1 << 18
DEEPEST = 20
"""Bytes; no incident needs more."""
OF_AN_ORGANISATION = ("known_entities", "right_address", "right_machine")
"""The rules of the gate that ask who and what there is."""
NOBODY = Organisation("", "", "", (), (), 0, 0)


class DraftRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record as a person writes it."""

    kind: RecordKind
    subject: str
    id: str = ""
    role: str = ""
    owner: str = ""
    standing: str = ""
    host: str = ""
    actor: str = ""
    opens: str = ""
    """A time such as 2029-01-02T09:05:07Z."""
    closes: str = ""


class DraftCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A full case as a person writes it."""

    events: tuple[CraftedEvent, ...]
    records: tuple[DraftRecord, ...]
    alert: str = ""
    """The rule that raises the alert; the first that fires if none is named."""
    target_label: Answer | None = None


class Judged(NamedTuple):
    """What became of a draft."""

    truth: Truth | None
    """Nothing if it was turned away."""
    case: Case | None
    """What a defender would see of it: a move is told again, in other words and names."""
    rejected: Rejected | None = None


def read(path: Path) -> CraftIncident | DraftCase:
    """Return what the JSON or YAML file at *path* holds."""
    text = _text(path)
    try:
        held: Any = _from_yaml(text) if path.suffix in (".yaml", ".yml") else _from_json(text)
        spelled = canonical(held)
    except (ValueError, TypeError, RecursionError) as error:
        message = f"{str(path)!r} cannot be read ({_one_line(error)}); give JSON or YAML"
        raise UnreadableFile(message) from None
    if not isinstance(held, dict):
        message = f"{str(path)!r} holds no object, expected a move or a case; see craft --example"
        raise UnreadableFile(message)
    try:
        if "records" in held:
            return msgspec.json.decode(spelled, type=DraftCase)
        return _move({"move": "craft_incident", **held})
    except (ValueError, RecursionError) as error:
        message = f"{str(path)!r} is no incident ({_one_line(error)}); see craft --example"
        raise UnreadableFile(message) from None


def _move(held: dict[str, Any]) -> CraftIncident:
    found = action.parse(canonical(held).decode(), (CraftIncident,))
    if isinstance(found, Malformed):
        raise ValueError(found.reason)  # noqa: TRY004  # a file is read or refused in one way
    return found  # type: ignore[return-value]  # the one move that is asked for


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        text = raw.decode() if len(raw) <= LARGEST else ""
    except UnicodeDecodeError:
        message = f"{str(path)!r} is not text in UTF-8; save it as such"
        raise UnreadableFile(message) from None
    except (OSError, ValueError) as error:
        message = f"{str(path)!r} cannot be read ({cause(error)}); give a file that can"
        raise UnreadableFile(message) from None
    if len(raw) > LARGEST:
        message = f"{str(path)!r} is larger than {LARGEST:,} bytes; give a smaller file"
        raise UnreadableFile(message)
    return text


def _from_json(text: str) -> object:
    return json.loads(text, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a key stands twice in one object"
        raise ValueError(message)
    return found


def _from_yaml(text: str) -> object:
    """Return what the YAML *text* holds: times stay text, and nothing stands for something else."""
    try:
        import yaml  # noqa: PLC0415  # an optional package
    except ImportError:
        message = "YAML needs another package; install 'watchfloor[yaml]', or write JSON"
        raise ValueError(message) from None
    try:
        events = _bounded(yaml.parse(text, Loader=yaml.SafeLoader))
        if any(isinstance(event, yaml.AliasEvent) for event in events):
            message = "an alias stands for something else; write it out"
            raise ValueError(message)
        loader = type("Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": _plain(yaml)})
        return yaml.load(text, Loader=loader)  # noqa: S506  # a safe loader that leaves times alone
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _bounded(events: Iterable[Any]) -> Iterator[Any]:
    """Return the *events* of a YAML text, as long as nothing is too deep inside others."""
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        if depth > DEEPEST:
            message = f"it is nested more than {DEEPEST} deep; a case takes 4"
            raise ValueError(message)
        yield event


def _plain(yaml: Any) -> dict[str, list[Any]]:  # noqa: ANN401  # a module that may be absent
    time = "tag:yaml.org,2002:timestamp"
    return {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != time]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def judged(draft: CraftIncident | DraftCase, brief: Brief) -> Judged:
    """Return what becomes of *draft*; a move is judged against *brief* and asked for its class."""
    if isinstance(draft, DraftCase):
        return _case(draft)
    found = admission.admit(draft, msgspec.structs.replace(brief, asked=draft.target_label))
    if isinstance(found, Rejected):
        return Judged(None, None, found)
    return Judged(found.truth, found.case)


def _case(draft: DraftCase) -> Judged:
    records = _records(draft)
    first = draft.events[0].timestamp if draft.events else ""
    move = CraftIncident(draft.target_label or "dismiss", "draft", draft.events)
    found = Submission(move, NOBODY, _second(first), move.target_label)
    if (rejected := _objected(found, "words")) is not None:
        return Judged(None, None, rejected)
    events = tuple(map(_event, draft.events))
    heard = signals(events)
    alert = draft.alert or (heard[0].rule if heard else "")
    if alert:
        named("rule", alert, RULES)
    truth = verify(events, records, alert)
    found = msgspec.structs.replace(
        found,
        asked=draft.target_label or truth.answer,
        events=events,
        records=records,
        alert=alert,
        truth=truth,
        mark=fingerprint.of(events, records, heard),
    )
    for part in ("story", "proof"):
        if (rejected := _objected(found, part)) is not None:
            return Judged(None, None, rejected)
    return Judged(truth, Case(alert, events, records, ""))


def _objected(found: Submission, part: str) -> Rejected | None:
    for gate in GATES.values():
        is_asked = gate.round == part and gate.name not in OF_AN_ORGANISATION
        if is_asked and (sentence := gate.objection(found)):
            return Rejected(gate.name, sentence)
    return None


def _event(crafted: CraftedEvent) -> Event:
    second = timeline.second_of(crafted.timestamp)
    return Event(crafted.log_id, second, crafted.event_type, **crafted.fields)  # type: ignore[arg-type]  # the gate has seen the columns


def _second(stamp: str) -> int:
    """Return the second of *stamp*, or 0 if it is none, which the gate will say."""
    try:
        return timeline.second_of(stamp)
    except ValueError:
        return 0


def _records(draft: DraftCase) -> tuple[Record, ...]:
    found = tuple(_record(place, record) for place, record in enumerate(draft.records, start=1))
    names = [*(event.log_id for event in draft.events), *(record.id for record in found)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"{twice[0]!r} is the id of two things; give each event and record its own"
        raise BadInput(message)
    return found


def _record(place: int, draft: DraftRecord) -> Record:
    name = draft.id or f"rec-{place:02d}"
    if draft.kind == "work" and draft.role != LEAVE:
        named("kind of work", draft.role, WORKS)
    try:
        opens, closes = (timeline.second_of(it) if it else 0 for it in (draft.opens, draft.closes))
    except ValueError as error:
        message = f"record {name!r}: {error}"
        raise BadInput(message) from None
    return Record(
        name,
        draft.kind,
        draft.subject,
        draft.role,
        draft.owner,
        draft.standing,
        draft.host,
        draft.actor,
        opens,
        closes,
    )
