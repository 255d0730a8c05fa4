"""The data sets that come with the package, each a function of nothing but the rules.

They are demonstrations to learn from, and two frozen sets to be judged by: one balanced over
answers, stages and families, one at the prevalence that an analyst meets. No two incidents of any
of them have one fingerprint.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import product
from typing import NamedTuple

import msgspec

from watchfloor.codec import canonical
from watchfloor.evaluation import cards, corpus
from watchfloor.evaluation.corpus import Entry, Opening
from watchfloor.opensoc import fingerprint, gold, view
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.generator import Grown, Wish, grow
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import State
from watchfloor.play import observation
from watchfloor.play.action import written
from watchfloor.seeds import Seed

FOLDER = "data/opensoc"
MARKS = "src/watchfloor/opensoc/held_out.py"
CHOICES = 16
"""Incidents from which one is chosen, so that rare families come as often as others."""
DEMONSTRATIONS = 31
"""For each answer at each stage."""
FROZEN = 13
"""The same."""
PREVALENCE = 10
"""Of a hundred, in the set at natural prevalence."""

MET = 8_000
"""Incidents of the first stage for training, whose fingerprints no frozen incident may have.

Its logs are short and its stories nobody's own, so that one fingerprint comes again; those of later
stages do not.
"""

_KNOWN = tuple(name for name, dialect in DIALECTS.items() if not dialect.is_held_out)


class Placed(NamedTuple):
    """An incident with its place among all draws."""

    seed: Seed
    found: Grown
    mark: str


class Message(msgspec.Struct, frozen=True):
    """One turn of a conversation."""

    role: str
    content: str


class Demonstration(msgspec.Struct, frozen=True):
    """What a defender sees and what a perfect one answers."""

    id: str
    messages: tuple[Message, Message]
    stage: str
    label: Answer
    family: str
    dialect: str
    seed: tuple[int | str, ...]
    fingerprint: str


def family(found: Grown) -> str:
    """Return the campaign of *found*, or what was alerted on if there was nothing hostile."""
    return found.origin.campaign or f"benign {found.case.alert}"


def _kinds(found: Grown) -> tuple[str, str]:
    return family(found), found.truth.row


def balanced(name: str, count: int, taken: set[str], *, is_held_out: bool) -> Iterator[Placed]:
    """Return *count* incidents for each answer at each stage, with families and rows quite even.

    None has a fingerprint that is *taken*, and each adds its own.
    """
    dialects = tuple(DIALECTS) if is_held_out else _KNOWN
    seen: Counter[str] = Counter()
    cells = list(product(STAGES, ANSWERS))
    for number in range(count):
        for place, (stage, answer) in enumerate(cells):
            dialect = dialects[(number + place) % len(dialects)]
            wish = Wish(answer, None, dialect, is_held_out)
            home = Seed.of("opensoc", name, stage, answer)
            seeds = [home.child(number * CHOICES + choice) for choice in range(CHOICES)]
            drawn = [(seed, grow(seed, STAGES[stage], wish)) for seed in seeds]
            drawn.sort(key=lambda pair: sum(seen[kind] for kind in _kinds(pair[1])))
            chosen = next(_fit(drawn, taken))
            seen.update(_kinds(chosen.found))
            yield chosen


def natural(name: str, count: int, taken: set[str]) -> Iterator[Placed]:
    """Return *count* incidents of each stage at the natural prevalence, drawn as they come."""
    dialects = tuple(DIALECTS)
    homes = [(stage, Seed.of("opensoc", name, stage)) for stage in STAGES]
    streams = [_drawn(home, stage) for stage, home in homes]
    for number in range(count):
        for place, stream in enumerate(streams):
            dialect = dialects[(number + place) % len(dialects)]
            yield next(_fit((redressed(pair, dialect) for pair in stream), taken))


def _drawn(home: Seed, stage: str) -> Iterator[tuple[Seed, Grown]]:
    wish, number = Wish(None, PREVALENCE, None, is_held_out=True), 0
    while True:
        yield home.child(number), grow(home.child(number), STAGES[stage], wish)
        number += 1


def redressed(pair: tuple[Seed, Grown], dialect: str) -> tuple[Seed, Grown]:
    """Return *pair* with its log in *dialect*."""
    seed, found = pair
    return seed, found._replace(case=msgspec.structs.replace(found.case, dialect=dialect))


def _fit(drawn: Iterable[tuple[Seed, Grown]], taken: set[str]) -> Iterator[Placed]:
    """Return those of *drawn* that nothing speaks against, taking their fingerprints."""
    for seed, found in drawn:
        mark = fingerprint.of(found.case.events, found.case.records)
        if mark not in taken and not corpus.objection(found):
            taken.add(mark)
            yield Placed(seed, found, mark)


def demonstration(name: str, placed: Placed) -> Demonstration:
    """Return what a defender sees of the incident *placed*, and the gold answer to it."""
    case, truth, origin = placed.found
    state = State("defender_only", origin.stage, case=case, truth=truth)
    asked = observation.text(view.observe(state, "defender"))
    answer = written(gold.answer(case, truth))
    return Demonstration(
        name,
        (Message("user", asked), Message("assistant", answer)),
        origin.stage,
        truth.answer,
        family(placed.found),
        case.dialect,
        placed.seed.path,
        placed.mark,
    )


def entries(name: str, placed: Sequence[Placed]) -> list[Entry]:
    """Return the lines of the incidents *placed*, called *name* and a number."""
    return [
        corpus.written(f"{name}-{number:03d}", it.seed, it.found)
        for number, it in enumerate(placed, start=1)
    ]


class Made(NamedTuple):
    """All data sets, in memory."""

    frozen: list[Placed]
    natural: list[Placed]
    shown: list[Placed]


def met() -> set[str]:
    """Return fingerprints that training meets often."""
    stage = next(iter(STAGES.values()))
    drawn = (grow(Seed.of("opensoc", "met", number), stage).case for number in range(MET))
    return {fingerprint.of(case.events, case.records) for case in drawn}


def made() -> Made:
    """Return the data sets as the rules make them."""
    taken = met()
    frozen = list(balanced("held_out", FROZEN, taken, is_held_out=True))
    count = len(frozen) // len(STAGES)
    as_met = list(natural("held_out_natural", count, taken))
    marks = {placed.mark for placed in (*frozen, *as_met)}
    return Made(frozen, as_met, list(balanced("sft", DEMONSTRATIONS, marks, is_held_out=False)))


def files() -> dict[str, bytes]:
    """Return the content of every file of the data sets, by its path in the repository."""
    sets = made()
    found = {
        f"{FOLDER}/held_out.jsonl": _frozen("held_out", sets.frozen),
        f"{FOLDER}/held_out_natural.jsonl": _frozen("held_out_natural", sets.natural),
    }
    for stage in STAGES:
        shown = [
            canonical(demonstration(f"sft-{number:03d}", it)) + b"\n"
            for number, it in enumerate(sets.shown, start=1)
            if it.found.origin.stage == stage
        ]
        found[f"{FOLDER}/sft/{stage}.jsonl"] = b"".join(shown)
    for name, placed in zip(cards.PAGES, (sets.shown, sets.frozen, sets.natural), strict=True):
        sums = _sums(name, found)
        found[f"{FOLDER}/{name}.sha256"] = sums.encode()
        found[f"{FOLDER}/{name}.md"] = cards.card(name, _counted(placed), sums).encode()
    found[MARKS] = source(sorted(it.mark for it in (*sets.frozen, *sets.natural))).encode()
    return found


def _frozen(name: str, placed: Sequence[Placed]) -> bytes:
    opening = Opening({"data": name, "is_held_out": True})
    return b"".join(corpus.lines(opening, entries(name.replace("_", "-"), placed)))


def _sums(name: str, found: dict[str, bytes]) -> str:
    """Return the digests of the files of the set called *name*, as `sha256sum` writes them."""
    return "".join(
        f"{sha256(content).hexdigest()}  {path.removeprefix(f'{FOLDER}/')}\n"
        for path, content in sorted(found.items())
        if path.startswith((f"{FOLDER}/{name}.jsonl", f"{FOLDER}/{name}/"))
    )


def _counted(placed: Sequence[Placed]) -> dict[str, Counter[str]]:
    return {
        "answer": Counter(it.found.truth.answer for it in placed),
        "stage": Counter(it.found.origin.stage for it in placed),
        "dialect": Counter(it.found.case.dialect for it in placed),
        "row of the runbook": Counter(it.found.truth.row for it in placed),
        "family": Counter(family(it.found) for it in placed),
    }


def source(marks: Sequence[str]) -> str:
    """Return the source of the module that holds the fingerprints *marks*."""
    rows = [" ".join(marks[start : start + 3]) for start in range(0, len(marks), 3)]
    listed = "\n".join(rows)
    return (
        '"""The fingerprints of the frozen incidents that are kept for evaluation.\n\n'
        'Written by `make data`.\n"""\n\n'
        f'_MARKS = """\n{listed}\n"""\n\n'
        "HELD_OUT: frozenset[str] = frozenset(_MARKS.split())\n"
    )
