"""The declared rules mean to pySigma what they mean to us.

pySigma turns every document into SQL, SQLite runs it over the events of some hundred incidents,
and what it selects is compared with what our own engine selects. Each incident is moved to a week
of its own, so that no window reaches from one into another.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from watchfloor.evaluation import changed
from watchfloor.evaluation import declared as shipped
from watchfloor.opensoc.declared import Declaration
from watchfloor.opensoc.generator import grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed
from watchfloor.world import timeline
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.rules import RULES

pytestmark = pytest.mark.slow
MISSING = "pySigma is not installed: pip install pysigma==2.0.1 pysigma-backend-sqlite==2.1.1"
sqlite = pytest.importorskip("sigma.backends.sqlite", reason=MISSING)

INCIDENTS = 120
WEEK = 7 * timeline.DAY
NUMBERS = ("port", "size")


def _incidents() -> Iterator[Sequence[Event]]:
    """Return the events of incidents, half of them changed as no generator would."""
    for stage in STAGES.values():
        for number in range(INCIDENTS):
            case = grow(Seed.of("oracle", stage.name, number), stage).case
            draw = Seed.of("oracle", "changed", stage.name, number).stream()
            yield (changed.changed(case, draw, most=8) if number % 2 else case).events


def _log() -> list[Event]:
    """Return all events, each incident in a week of its own, and the examples of the rules."""
    examples = [events for rule in RULES.values() for events in (*rule.fires_on, *rule.silent_on)]
    log: list[Event] = []
    for week, events in enumerate((*examples, *_incidents()), start=1):
        begins = min((event.second for event in events), default=0)
        log.extend(
            replace(event, id=f"{week}/{event.id}", second=week * WEEK + event.second - begins)
            for event in events
        )
    return log


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


def _queries() -> dict[str, str]:
    """Return the SQL that pySigma makes of each document that signals, by its name."""
    add = pytest.importorskip("sigma.processing.transformations").AddConditionTransformation
    pipelines = pytest.importorskip("sigma.processing.pipeline")
    collections = pytest.importorskip("sigma.collection")
    of_the_type = pipelines.ProcessingItem(add({"type": "$category"}, template=True))
    pipeline = pipelines.ProcessingPipeline(items=[of_the_type])
    found: dict[str, str] = {}
    for name, documents in shipped.by_file().items():
        collection = collections.SigmaCollection.from_dicts(documents)
        (found[name],) = sqlite.sqliteBackend(processing_pipeline=pipeline).convert(collection)
    return found


@pytest.fixture(scope="module")
def declaration() -> Declaration:
    """The declaration that the package ships."""
    return shipped.declaration()


@pytest.fixture(scope="module")
def log() -> list[Event]:
    """Some thousand events."""
    return _log()


@pytest.fixture(scope="module")
def database(log: list[Event]) -> sqlite3.Connection:
    """The same events in SQLite."""
    return _loaded(log)


@pytest.fixture(scope="module")
def queries() -> dict[str, str]:
    """The SQL of every document."""
    return _queries()


ALONE = sorted(name for name, rule in RULES.items() if rule.tally is None and rule.after is None)
TALLIES = sorted(name for name, rule in RULES.items() if rule.tally is not None)


@pytest.mark.parametrize("name", ALONE)
def test_a_rule_selects_the_same_events(
    name: str,
    log: list[Event],
    declaration: Declaration,
    database: sqlite3.Connection,
    queries: dict[str, str],
) -> None:
    """The ids that the SQL returns are the ids that our engine returns."""
    database.row_factory = sqlite3.Row
    theirs = sorted(row["id"] for row in database.execute(queries[name]))
    mine = sorted(event.id for (event,) in declaration.proofs(log)[name])

    assert mine
    assert mine == theirs


def _alerts(database: sqlite3.Connection, query: str) -> list[frozenset[str]]:
    """Return the ids of the events that prove each alert of *query*."""
    database.row_factory = sqlite3.Row
    by_row = {
        str(row["rowid"]): row["id"] for row in database.execute("SELECT rowid, id FROM logs")
    }
    alerts: list[dict[str, Any]] = [dict(row) for row in database.execute(query)]
    return [
        frozenset(by_row[event.rpartition(":")[2]] for event in json.loads(alert["event_ids"]))
        for alert in alerts
    ]


def _together(alerts: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Return *alerts* with those that share an event made one."""
    found: list[frozenset[str]] = []
    for alert in alerts:
        apart = [other for other in found if not other & alert]
        found = [*apart, alert.union(*(other for other in found if other & alert))]
    return set(found)


@pytest.mark.parametrize("name", TALLIES)
def test_a_tally_is_proved_by_the_same_events(
    name: str,
    log: list[Event],
    declaration: Declaration,
    database: sqlite3.Connection,
    queries: dict[str, str],
) -> None:
    """The windows of the SQL, those that share an event made one, are our proofs."""
    theirs = _together(_alerts(database, queries[name]))
    mine = {frozenset(event.id for event in chain) for chain in declaration.proofs(log)[name]}

    assert len(mine) > 20
    assert mine == theirs


def test_a_sequence_is_proved_where_the_oracle_proves_it(
    log: list[Event],
    declaration: Declaration,
    database: sqlite3.Connection,
    queries: dict[str, str],
) -> None:
    """Each alert of the SQL is a union of our pairs, and we have no pair in a group without one.

    The SQL names the earliest use alone, and we name every use.
    """
    theirs = _alerts(database, queries["new_account_used"])
    pairs = [
        frozenset(event.id for event in chain)
        for chain in declaration.proofs(log)["new_account_used"]
    ]
    spelled = [frozenset[str]().union(*(p for p in pairs if p <= alert)) for alert in theirs]
    weeks = [
        {name.partition("/")[0] for found in part for name in found} for part in (pairs, theirs)
    ]

    assert len(theirs) > 20
    assert spelled == theirs
    assert weeks[0] == weeks[1]
