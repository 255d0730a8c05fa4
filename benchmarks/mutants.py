"""Whether a fault anywhere in the judging of an incident is noticed.

    python -m benchmarks.mutants [--quick] [--jobs 2] [--only WORD] [--again FILE] [--out FILE]
    python -m benchmarks.mutants --listed

Every mutation of every file of the judging path is planted in turn, in a process of its own. First
the judge so changed is held against the declared verifier, on incidents that were grown, changed,
merged and written next to every threshold. If it still agrees on all of them, the quick tests of
the file are run. What both let pass survives, and has to be listed in `mutants.toml`, with the
reason why it is no fault. `--quick` plants every tenth, `--again` what survived in a table that was
written before, as after better tests. The exit status is 1 if a survivor is not
listed, or if something listed is killed or gone. `--listed` plants nothing and says how many there
are, and which of the listed ones are gone.
"""

import ast
import gc
import subprocess
import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from benchmarks import mutations, planting
from benchmarks.planting import AGREED, FATES, LATE, SOURCE, Bench, Fate, Planted, Trial

from watchfloor.evaluation import changed, edges
from watchfloor.evaluation.two_verifiers import declared
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.generator import grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed

LISTED = Path(__file__).with_name("mutants.toml")
GROWN, BURSTS = 480, 2500
EVERY = 10
"""Of how many mutations `--quick` plants one."""
PATIENCE = 3
"""How many times as long as an unchanged file, and how many seconds at least, one may take."""

_OPENSOC, _WORLD = "tests/unit/opensoc/", "tests/unit/world/"
JUDGING: dict[str, tuple[str, ...]] = {
    "opensoc/verifier.py": (f"{_OPENSOC}test_verifier.py",),
    "opensoc/runbook.py": (f"{_OPENSOC}test_runbook.py", f"{_OPENSOC}test_guide.py"),
    "opensoc/proof.py": (f"{_OPENSOC}test_proof.py", "src/watchfloor/opensoc/proof.py"),
    "opensoc/certificate.py": (f"{_OPENSOC}test_certificate.py",),
    "opensoc/worth.py": (f"{_OPENSOC}test_worth.py", "src/watchfloor/opensoc/worth.py"),
    "world/detection.py": (f"{_WORLD}test_detection.py",),
    "world/rule.py": (f"{_WORLD}test_rule.py",),
    "world/rules/*.py": ("tests/conformance/test_rules.py",),
    "world/works/*.py": ("tests/conformance/test_works.py",),
}
"""The files that judge, each with the quick tests that hold it."""

REFERENCE = """
import sys
import watchfloor.evaluation.declared, watchfloor.world.event, watchfloor.world.record
print(*(name for name in sys.modules if name.startswith("watchfloor")))
"""


def judging() -> dict[str, tuple[str, ...]]:
    """Return the path of every file that judges, with its tests."""
    package = SOURCE / "watchfloor"
    return {
        str(path.relative_to(package)): tests
        for pattern, tests in JUDGING.items()
        for path in sorted(package.glob(pattern))
        if path.name != "__init__.py"
    }


def _tree(file: str) -> ast.Module:
    return ast.parse((SOURCE / "watchfloor" / file).read_text("utf-8"))


def sown(word: str = "") -> list[Planted]:
    """Return every mutation of the files whose path holds *word*."""
    return [
        Planted(file, tree, tests, place, mutation.name, mutation.plant)
        for file, tests in judging().items()
        if word in file
        for tree in [_tree(file)]
        for place, mutation in enumerate(mutations.found(tree))
    ]


def independent() -> frozenset[str]:
    """Return the modules that the declared verifier needs, none of which judges."""
    told = subprocess.run([sys.executable, "-c", REFERENCE], capture_output=True, check=True)
    kept = frozenset(told.stdout.decode().split())
    for file in judging():
        name = ".".join(("watchfloor", *Path(file).with_suffix("").parts))
        if name in kept:
            message = f"{name} is judged, and the declared verifier reads it; keep them apart"
            raise SystemExit(message)
    return kept


def _cases() -> Iterator[Case]:
    """Return what every mutation is held against, the most telling first."""
    stages = tuple(STAGES.values())
    grown = [
        grow(Seed.of("mutants", number), stages[number % len(stages)]).case
        for number in range(GROWN)
    ]
    yield from grown
    for number, case in enumerate(grown):
        for again in range(3):
            yield changed.changed(case, Seed.of("mutants", "changed", number, again).stream())
    yield from (edges.burst(Seed.of("mutants", "burst", n).stream()) for n in range(BURSTS))
    for number, (one, other) in enumerate(pairwise(grown[: GROWN // 2])):
        both = changed.merged(one, other)
        yield both
        yield changed.changed(both, Seed.of("mutants", "merged", number).stream(), most=8)
    for case in grown[:40]:
        yield from changed.thinned(case)
    yield from map(edges.doubled, grown[:120])
    yield from edges.listed()
    for case in edges.examples():
        yield case
        yield from edges.covered(case)
        yield from edges.standing(case)
        yield from edges.neighbours(case)


def trials() -> list[Trial]:
    """Return the incidents with what the declared verifier finds of each."""
    found: list[Trial] = []
    for case in _cases():
        it = declared(case)
        answer = (it.answer, it.row, it.certificate, it.holds)
        found.append(Trial(case.events, case.records, case.alert, answer))
    return found


def explained() -> dict[tuple[str, str], str]:
    """Return why each listed survivor is no fault, by its file and name."""
    with LISTED.open("rb") as file:
        held = tomllib.load(file)
    return {(it["file"], it["mutation"]): it["why"] for it in held["survivor"]}


def _measured(bench: Bench) -> int:
    """Return how many seconds a process may take, having seen all tests pass as it is."""
    by_tests = {tests: file for file, tests in judging().items()}
    controls = [Planted(file, _tree(file), tests) for tests, file in by_tests.items()]
    slowest = 0.0
    for fate in planting.fates(controls, bench):
        if fate.outcome != FATES[AGREED]:
            message = f"{fate.planted.file} fails as it is ({fate.outcome}); mend that first"
            raise SystemExit(message)
        slowest = max(slowest, fate.seconds)
    return PATIENCE + round(PATIENCE * slowest)


def _watched(fates: Iterable[Fate], count: int) -> Iterator[Fate]:
    """Return *fates*, saying what survives, and now and then how far they are."""
    began, known = perf_counter(), explained()
    for number, fate in enumerate(fates, start=1):
        file, name = fate.planted.file, fate.planted.name
        if fate.outcome == FATES[AGREED] and (file, name) not in known:
            print(f"survives: {file}: {name}", file=sys.stderr)
        if number % 50 == 0 or number == count:
            print(f"{number:,} of {count:,}, {perf_counter() - began:,.0f} s", file=sys.stderr)
        yield fate


def _told() -> int:
    """Print how many mutations there are, and return 1 if one that is listed is not among them."""
    planted = sown()
    counts = Counter(it.file for it in planted)
    gone = sorted(explained().keys() - {(it.file, it.name) for it in planted})
    for file in judging():
        print(f"{file:<34}{counts[file]:>6,}")
    for file, name in gone:
        print(f"listed and gone: {file}: {name}")
    print(f"{sum(counts.values()):,} mutations, {len(explained())} listed, {len(gone)} gone")
    return int(bool(gone))


def table(fates: Sequence[Fate], known: dict[tuple[str, str], str]) -> str:
    """Return how many mutations of each file came to what."""
    columns = (*FATES.values(), LATE)
    lines = [f"{'file':<34}{'planted':>9}{''.join(f'{it:>10}' for it in columns)}{'listed':>8}"]
    files = [*dict.fromkeys(fate.planted.file for fate in fates), "all"]
    for file in files:
        mine = [fate for fate in fates if file in ("all", fate.planted.file)]
        counts = Counter(fate.outcome for fate in mine)
        listed = sum(file in (name, "all") for name, _ in known)
        told = "".join(f"{counts[it]:>10,}" for it in columns)
        lines.append(f"{file:<34}{len(mine):>9,}{told}{listed:>8}")
    return "\n".join(lines)


def _survived(table: Path) -> set[tuple[str, str]]:
    """Return the file and the name of each mutation that survives in the *table* of another run."""
    lines = table.read_text("utf-8").splitlines()
    parts = [line.split(": ", 2) for line in lines if line.startswith("survives: ")]
    return {(file, name) for _, file, name in parts}


def _objections(
    fates: Sequence[Fate], known: dict[tuple[str, str], str], *, is_whole: bool
) -> list[str]:
    """Return each survivor that is not listed, and what is listed for nothing if *is_whole*."""
    alive = {
        (fate.planted.file, fate.planted.name) for fate in fates if fate.outcome == FATES[AGREED]
    }
    found = [f"survives: {file}: {name}" for file, name in sorted(alive - known.keys())]
    if is_whole:
        found += [
            f"listed for nothing: {file}: {name}" for file, name in sorted(known.keys() - alive)
        ]
    return found


def _report(fates: Sequence[Fate], asked: Namespace, spent: float) -> int:
    """Print what *fates* come to, and write it where that was *asked*; return the exit status."""
    known = explained()
    is_whole = not asked.quick and not asked.only and not asked.again
    objections = _objections(fates, known, is_whole=is_whole)
    used = sum(fate.seconds for fate in fates)
    told = [
        f"--{name} {getattr(asked, name)}" for name in ("only", "again") if getattr(asked, name)
    ]
    words = " ".join(("python -m benchmarks.mutants", *["--quick"][: asked.quick], *told))
    text = "\n".join(
        (
            f"$ {words}",
            table(fates, known),
            *objections,
            f"{len(objections)} to explain; {spent:,.0f} s, of which {used:,.0f} s of computing",
        )
    )
    print(text)
    if asked.out:
        asked.out.write_text(text + "\n", "utf-8")
    return int(bool(objections))


def main() -> int:
    """Plant what was asked for, and see what is noticed."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help=f"plant every {EVERY}th")
    parser.add_argument("--only", default="", help="plant in files whose path holds this word")
    parser.add_argument("--again", type=Path, help="plant only what survives in that table")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, help="where to write the table")
    parser.add_argument("--listed", action="store_true", help="plant nothing; check the list")
    asked = parser.parse_args()
    if asked.listed:
        return _told()
    began = perf_counter()
    bench = Bench(independent(), trials(), asked.jobs, 600)
    print(f"{len(bench.trials):,} incidents to judge", file=sys.stderr)
    gc.collect()
    gc.freeze()
    bench = bench._replace(limit=_measured(bench))
    planted = sown(asked.only)[:: EVERY if asked.quick else 1]
    if asked.again:
        left = _survived(asked.again)
        planted = [it for it in planted if (it.file, it.name) in left]
    fates = list(_watched(planting.fates(planted, bench), len(planted)))
    fates.sort(key=lambda fate: (fate.planted.file, fate.planted.place))
    return _report(fates, asked, perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
