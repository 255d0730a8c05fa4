"""The declared rules mean to pySigma what they mean to us.

pySigma turns every document into SQL, SQLite runs it over the events of some hundred incidents,
and what it selects is compared with what our own engine selects. Each incident is moved to a week
of its own, so that no window reaches from one into another.
"""

# pyright: reportMissingTypeStubs=false
# pySigma carries its types without the marker that says so.
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple, cast

import pytest
from msgspec.structs import replace
from sigma.backends.sqlite.sqlite import sqliteBackend
from sigma.collection import NestedDict, SigmaCollection
from sigma.processing.pipeline import ProcessingItem, ProcessingPipeline
from sigma.processing.transformations import AddConditionTransformation

from watchfloor.evaluation import changed
from watchfloor.evaluation import declared as shipped
from watchfloor.opensoc.declared import Declaration
from watchfloor.opensoc.declared_correlation import Chain
from watchfloor.opensoc.generator import grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed
from watchfloor.world import timeline
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.rules import RULES

pytestmark = pytest.mark.slow

INCIDENTS = 120
WEEK = 7 * timeline.DAY
NUMBERS = ("port", "size")

BEYOND_SIGMA = {"steady_beacon": ["pace"]}
"""The keys that pySigma reads past, by document: it counts calls and has no word for even pauses.

So a beacon is compared as Sigma hears it, without its pace.
"""


def _incidents() -> Iterator[Sequence[Event]]:
    """Return the events of incidents, half of them changed as no generator would."""
    for stage in STAGES.values():
        for number in range(INCIDENTS):
            case = grow(Seed.of("oracle", stage.name, number), stage).case
            draw = Seed.of("oracle", "changed", stage.name, number).stream()
            yield (changed.changed(case, draw, most=8) if number % 2 else case).events


def _weeks() -> Iterator[list[Event]]:
    """Return the examples of the rules and the incidents, each in a week of its own."""
    examples = [events for rule in RULES.values() for events in (*rule.fires_on, *rule.silent_on)]
    for week, events in enumerate((*examples, *_incidents()), start=1):
        begins = min((event.second for event in events), default=0)
        yield [
            replace(event, id=f"{week}/{event.id}", second=week * WEEK + event.second - begins)
            for event in events
        ]


def _loaded(log: Iterable[Event]) -> sqlite3.Connection:
    """Return a database with *log*, where what is missing is null and case does not matter."""
    database = sqlite3.connect(":memory:")
    kinds = ", ".join(
        f"{name} {'INTEGER' if name in NUMBERS else 'TEXT COLLATE NOCASE'}" for name in COLUMNS
    )
    database.execute(f"CREATE TABLE logs (id TEXT, timestamp TEXT, type TEXT, {kinds})")
    marks = ", ".join("?" * (3 + len(COLUMNS)))
    rows = [
        (
            event.id,
            timeline.stamp(event.second).removesuffix("Z"),
            event.type,
            *(getattr(event, name) or None for name in COLUMNS),
        )
        for event in log
    ]
    database.executemany(f"INSERT INTO logs VALUES ({marks})", rows)  # noqa: S608  # marks alone
    return database


def _collected(documents: Sequence[dict[str, object]]) -> SigmaCollection:
    """Return *documents* as pySigma reads them."""
    return SigmaCollection.from_dicts(cast("list[NestedDict]", list(documents)))


def _queries() -> dict[str, str]:
    """Return the SQL that pySigma makes of each document that signals, by its name."""
    add_type = AddConditionTransformation({"type": "$category"}, template=True)
    pipeline = ProcessingPipeline(items=[ProcessingItem(add_type)])
    found: dict[str, str] = {}
    for name, documents in shipped.by_file().items():
        backend = sqliteBackend(pipeline)  # type: ignore[no-untyped-call]  # it has no types
        (found[name],) = backend.convert(_collected(documents))
    return found


def _proofs(weeks: Iterable[Sequence[Event]]) -> dict[str, list[Chain]]:
    """Return what our own engine proves by each document as Sigma hears it."""
    documents = [
        {key: held for key, held in document.items() if key not in BEYOND_SIGMA.get(name, ())}
        for name, found in shipped.by_file().items()
        for document in found
    ]
    (policy,) = shipped.documents(shipped.folder() / shipped.POLICY)
    declaration = Declaration(documents, policy)
    proofs: dict[str, list[Chain]] = {name: [] for name in declaration.signalling}
    for events in weeks:
        for name, chains in declaration.proofs(events).items():
            proofs[name] += chains
    return proofs


class Oracle(NamedTuple):
    """The events in SQLite, what to ask of them, and what our own engine proves of them."""

    events: Mapping[str, Event]
    database: sqlite3.Connection
    queries: Mapping[str, str]
    proofs: Mapping[str, Sequence[Chain]]


class Heard(NamedTuple):
    """An alert of the SQL: what it is grouped by, when its window ends, and its events."""

    group: str
    ends: int
    events: frozenset[str]


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    """Some thousand events, judged twice."""
    weeks = list(_weeks())
    events = {event.id: event for week in weeks for event in week}
    database = _loaded(events.values())
    database.row_factory = sqlite3.Row
    return Oracle(events, database, _queries(), _proofs(weeks))


ALONE = sorted(name for name, rule in RULES.items() if rule.tally is None and rule.after is None)
TALLIES = sorted(name for name, rule in RULES.items() if rule.tally is not None)
SEQUENCES = sorted(name for name, rule in RULES.items() if rule.after is not None)


def test_one_key_of_our_own_is_beyond_sigma() -> None:
    """No document has a key that pySigma reads past, but the one that is named above."""
    strange = {
        rule.name: sorted(rule.custom_attributes.keys() - {"correlation"})
        for documents in shipped.by_file().values()
        for rule in _collected(documents).rules
    }

    assert {name: keys for name, keys in strange.items() if keys} == BEYOND_SIGMA


@pytest.mark.parametrize("name", ALONE)
def test_a_rule_selects_the_same_events(name: str, oracle: Oracle) -> None:
    """The ids that the SQL returns are the ids that our engine returns."""
    theirs = sorted(row["id"] for row in oracle.database.execute(oracle.queries[name]))
    mine = sorted(event.id for (event,) in oracle.proofs[name])

    assert mine
    assert mine == theirs


def _alerts(oracle: Oracle, name: str) -> list[Heard]:
    """Return the alerts of the query called *name*."""
    asked = "SELECT rowid, id, julianday(timestamp) AS day FROM logs"
    rows = {str(row["rowid"]): row for row in oracle.database.execute(asked)}
    seconds = {_second(row["day"]): oracle.events[row["id"]].second for row in rows.values()}
    alerts: list[dict[str, Any]] = [
        dict(row) for row in oracle.database.execute(oracle.queries[name])
    ]
    return [
        Heard(
            alert["group_keys"],
            seconds[round(alert["window_end"])],
            frozenset(
                rows[held.rpartition(":")[2]]["id"] for held in json.loads(alert["event_ids"])
            ),
        )
        for alert in alerts
    ]


def _second(julian: float) -> int:
    return round((julian - 2440587.5) * timeline.DAY)


def _just_enough(name: str, window: Iterable[Event]) -> Iterator[frozenset[str]]:
    """Return each choice from *window* of just so many events as the rule called *name* counts.

    What is counted is there: the SQL lists events without a value beside those that it counts.
    """
    tally = RULES[name].tally
    if tally is None:
        return
    of = "id" if tally.is_steady else tally.of
    counted = [event for event in window if getattr(event, of)]
    for chosen in combinations(counted, tally.at_least):
        if len({str(getattr(event, of)).lower() for event in chosen}) == tally.at_least:
            yield frozenset(event.id for event in chosen)


@pytest.mark.parametrize("name", TALLIES)
def test_a_tally_is_proved_by_the_same_events(name: str, oracle: Oracle) -> None:
    """Whatever is just enough in a window of the SQL is a proof of ours, and nothing else is."""
    windows = [[oracle.events[held] for held in it.events] for it in _alerts(oracle, name)]
    theirs = {enough for window in windows for enough in _just_enough(name, window)}
    mine = [frozenset(event.id for event in chain) for chain in oracle.proofs[name]]

    assert len(mine) > 20
    assert len(mine) == len(set(mine))
    assert set(mine) == theirs


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_sequence_is_proved_where_the_oracle_proves_it(name: str, oracle: Oracle) -> None:
    """Each alert is made of our pairs, and each pair has an alert whose window ends with it.

    The SQL names the earliest events of a window alone, and we name every pair.
    """
    alerts = _alerts(oracle, name)
    pairs = oracle.proofs[name]
    named = [frozenset(event.id for event in pair) for pair in pairs]
    spelled = [
        frozenset[str]().union(*(it for it in named if it <= alert.events)) for alert in alerts
    ]
    ended = {(min(alert.events).partition("/")[0], alert.ends) for alert in alerts}
    ours = {(last.id.partition("/")[0], last.second) for *_, last in pairs}

    assert len(alerts) > 20
    assert spelled == [alert.events for alert in alerts]
    assert ours <= ended
