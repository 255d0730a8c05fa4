"""The data sets that come with the package are what the rules make, and are kept apart."""

from collections import Counter
from hashlib import sha256
from itertools import islice

import msgspec
import pytest
from msgspec.structs import replace

from integration.terminal import ROOT
from watchfloor.codec import canonical
from watchfloor.evaluation import cards, corpus, datasets
from watchfloor.evaluation.corpus import Entry, Plan
from watchfloor.evaluation.datasets import Demonstration
from watchfloor.opensoc import admission, crafting, fingerprint, retelling
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.gate import Submission
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.generator import Wish, grow
from watchfloor.opensoc.held_out import HELD_OUT
from watchfloor.opensoc.renaming import Renaming
from watchfloor.opensoc.roster import Casting, roster
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief
from watchfloor.opensoc.verifier import citation
from watchfloor.play.action import parse
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.timeline import DAY, MINUTE

FOLDER = ROOT / datasets.FOLDER
FROZEN = ("held_out", "held_out_natural")
LARGEST = 3_000_000


def _frozen(name: str) -> list[Entry]:
    return list(corpus.read(FOLDER / f"{name}.jsonl"))


def _shown() -> list[tuple[bytes, Demonstration]]:
    return [
        (line, msgspec.json.decode(line, type=Demonstration))
        for stage in STAGES
        for line in (FOLDER / "sft" / f"{stage}.jsonl").read_bytes().splitlines()
    ]


def _regrown(name: str, entry: Entry) -> Entry:
    """Return *entry* as its seed grows it now."""
    seed = Seed(entry.seed)
    wish = Wish(entry.asked, None, entry.dialect, is_held_out=True)
    if name == "held_out_natural":
        wish = Wish(None, datasets.PREVALENCE, None, is_held_out=True)
    pair = datasets.redressed((seed, grow(seed, STAGES[entry.stage], wish)), entry.dialect)
    return corpus.written(entry.id, *pair)


@pytest.mark.parametrize("name", FROZEN)
def test_a_frozen_incident_is_what_its_seed_grows(name: str) -> None:
    """Every tenth one, grown again, is its line; if not, run `make data`."""
    for entry in _frozen(name)[::10]:
        assert _regrown(name, entry) == entry


def test_a_demonstration_is_what_its_seed_grows() -> None:
    """Every twentieth one, grown again, is its line; if not, run `make data`."""
    for line, shown in _shown()[::20]:
        seed = Seed(shown.seed)
        found = grow(seed, STAGES[shown.stage], Wish(shown.label, None, shown.dialect))
        placed = datasets.Placed(seed, found, fingerprint.of(found.case.events, found.case.records))

        assert canonical(datasets.demonstration(shown.id, placed)) == line


@pytest.mark.slow
def test_the_files_are_what_the_rules_make() -> None:
    """`make data` would change no byte of any file, card, digest or fingerprint."""
    stale = [
        name for name, content in datasets.files().items() if (ROOT / name).read_bytes() != content
    ]

    assert stale == []


@pytest.mark.parametrize("name", cards.PAGES)
def test_the_digests_are_those_of_the_files(name: str) -> None:
    """What `sha256sum --check` would compare is equal, and stands in the card."""
    sums = (FOLDER / f"{name}.sha256").read_text("utf-8")
    for line in sums.splitlines():
        digest, _, file = line.partition("  ")

        assert sha256((FOLDER / file).read_bytes()).hexdigest() == digest
    assert sums in (FOLDER / f"{name}.md").read_text("utf-8")


def test_no_file_is_too_large() -> None:
    """Each file can be looked at where it is hosted."""
    large = [path.name for path in FOLDER.rglob("*") if path.stat().st_size >= LARGEST]

    assert large == []


def test_the_balanced_set_is_balanced() -> None:
    """Answers and stages come equally often, families nearly, and every dialect does."""
    found = _frozen("held_out")
    cells = Counter((entry.stage, entry.truth.answer) for entry in found)
    campaigns = Counter(entry.origin.campaign for entry in found if entry.origin.campaign)

    assert len(found) >= 250
    assert set(cells) == {(stage, answer) for stage in STAGES for answer in ANSWERS}
    assert len(set(cells.values())) == 1
    assert max(campaigns.values()) <= 2 * min(campaigns.values())
    assert {entry.dialect for entry in found} == set(DIALECTS)


def test_the_natural_set_is_natural() -> None:
    """It is as large as the other, and about one incident in ten is hostile."""
    answers = [entry.truth.answer for entry in _frozen("held_out_natural")]
    hostile = sum(answer != "dismiss" for answer in answers)

    assert len(answers) == len(_frozen("held_out"))
    assert 5 * len(answers) <= 100 * hostile <= 20 * len(answers)


def test_a_demonstration_earns_everything() -> None:
    """Its reply is a move, the right one, that cites in full and gives a reason."""
    for _, shown in _shown()[::5]:
        seed = Seed(shown.seed)
        truth = grow(seed, STAGES[shown.stage], Wish(shown.label, None, shown.dialect)).truth
        move = parse(shown.messages[1].content, (SubmitTriage,))

        assert isinstance(move, SubmitTriage)
        assert move.action == truth.answer == shown.label
        assert citation(move.cited, truth, None) == ONE
        assert all(name in shown.messages[0].content for name in move.cited)
        assert truth.row in move.rationale


def test_the_demonstrations_are_of_what_training_sees() -> None:
    """There are enough, of every answer at every stage, in no dialect that is held out."""
    shown = [it for _, it in _shown()]
    known = {name for name, dialect in DIALECTS.items() if not dialect.is_held_out}

    assert len(shown) >= 600
    assert {it.dialect for it in shown} == known
    assert {(it.stage, it.label) for it in shown} == {(s, a) for s in STAGES for a in ANSWERS}


def test_the_fingerprints_are_those_of_the_frozen_incidents() -> None:
    """No more and no fewer, each once, and none of a demonstration."""
    marks = [entry.fingerprint for name in FROZEN for entry in _frozen(name)]

    assert sorted(marks) == sorted(HELD_OUT)
    assert HELD_OUT.isdisjoint(it.fingerprint for _, it in _shown())


def test_a_frozen_incident_keeps_the_laws() -> None:
    """The proof round of the gate has nothing to say against any, but what binds attackers."""
    for name in FROZEN:
        for entry in _frozen(name)[::7]:
            wish = Wish(entry.asked, None, entry.dialect, is_held_out=True)
            if name == "held_out_natural":
                wish = Wish(None, datasets.PREVALENCE, None, is_held_out=True)
            found = grow(Seed(entry.seed), STAGES[entry.stage], wish)

            assert corpus.objection(found) == ""


def _generated(count: int) -> list[str]:
    """Return the fingerprints of *count* incidents of each stage that `generate` writes."""
    return [
        entry.fingerprint
        for stage in STAGES
        for entry in islice(corpus.grown(Plan(stage, 60, 99, count)), count)
    ]


def _drawn(count: int) -> list[str]:
    """Return the fingerprints of *count* incidents of each stage as training draws them."""
    found: list[str] = []
    for stage in STAGES.values():
        for number in range(count):
            case = grow(Seed.of("training", stage.name, number), stage).case
            found.append(fingerprint.of(case.events, case.records))
    return found


@pytest.mark.slow
def test_what_is_generated_does_not_meet_what_is_held_out() -> None:
    """Of two thousand incidents for training, none has a fingerprint that is held out."""
    assert HELD_OUT.isdisjoint(_generated(500))


@pytest.mark.slow
def test_what_is_generated_does_not_meet_what_is_held_out_in_many() -> None:
    """Of twenty thousand incidents for training, none has a fingerprint that is held out."""
    assert HELD_OUT.isdisjoint(_generated(5_000))


@pytest.mark.slow
def test_even_what_is_drawn_hardly_meets_what_is_held_out() -> None:
    """Where nothing is passed over, fewer than one incident in a thousand is a frozen one."""
    drawn = _drawn(5_000)

    assert 1_000 * sum(mark in HELD_OUT for mark in drawn) < len(drawn)


def _retold(entry: Entry) -> tuple[list[Event], list[Record]]:
    """Return the incident of *entry* in other names, words and hours, among other idle lines.

    The first stage has one sign or two, and keeps its idle lines: there they count.
    """
    case, draw = corpus.case_of(entry), Seed.of("retold", entry.id).stream()
    calendar = [record for record in case.records if record.kind == "work"]
    grown = organisation.numbered(entry.origin.organisation)
    ips = {ip for it in case.events for ip in (it.source_ip, it.target_ip)}
    ips |= {name for record in case.records for name in (record.subject, record.actor)}
    renaming = Renaming(grown, sorted(ip for ip in ips if is_outside(ip)), draw)
    records = [renaming.record(record) for record in case.records]
    if entry.stage == "stage1_basic":
        events = [renaming.event(event) for event in case.events]
    else:
        story = retelling.told(retelling.essential(case.events, calendar), renaming, draw)
        begins = case.events[0].second // MINUTE * MINUTE
        casting = Casting(roster(entry.origin.organisation), draw)
        known = [record for record in records if record.kind == "work"]
        events = [*retelling.among_others(story, known, begins, casting, draw)]
    later = 30 * DAY
    return (
        [replace(it, id=f"other-{it.id}", second=it.second + later) for it in events],
        [
            replace(it, id=f"other-{it.id}", opens=it.opens + later, closes=it.closes + later)
            for it in records
        ],
    )


@pytest.mark.parametrize("name", FROZEN)
def test_a_frozen_incident_is_known_however_it_is_told(name: str) -> None:
    """Other people, words, ids, times and other noise around it do not get it past the gate."""
    missed: list[str] = []
    for entry in _frozen(name):
        events, records = _retold(entry)
        organised = organisation.numbered(entry.origin.organisation)
        action = crafting.written(events, entry.truth.answer)
        found = Submission(action, organised, 0, entry.truth.answer)
        mark = fingerprint.of(events, records)
        if not GATES["is_not_held_out"].objection(replace(found, mark=mark)):
            missed.append(entry.id)

    assert missed == []


def test_a_frozen_incident_cannot_be_submitted_again() -> None:
    """An attacker who has the file, and the brief to go with it, is turned away."""
    fates: Counter[str] = Counter()
    for entry in _frozen("held_out"):
        case = corpus.case_of(entry)
        addresses = tuple(record for record in case.records if record.kind == "address")
        calendar = tuple(record for record in case.records if record.kind == "work")
        brief = Brief(
            entry.origin.organisation,
            case.events[0].second,
            entry.truth.answer,
            calendar,
            addresses,
            ("again", entry.id),
        )
        found = admission.admit(crafting.written(case.events, entry.truth.answer), brief)
        fates[found.gate if isinstance(found, admission.Rejected) else "admitted"] += 1

    assert fates["is_not_held_out"] > 0
    assert fates["admitted"] == 0, fates
