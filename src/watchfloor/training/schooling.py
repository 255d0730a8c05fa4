"""A run in which a team of the war-room learns, step by step, to where it can be gone on with.

In a lesson the team plays worlds that are for training, and what could have been suspected there is
learnt from with the truth beside it. The next lesson is of what a team sees that knows the one
before. In the end a few numbers of its habits are tried, on worlds kept for validation. What a step
does follows from the experiment, the number of the step and what was kept, and from nothing else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from time import perf_counter, process_time
from typing import NamedTuple

import msgspec
import numpy as np

from watchfloor.agents.learned import LEARNED, TEAM
from watchfloor.catalog import named
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.logsentinel.diagnosis import FULL
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.taught import Taught, checked, untaught
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE
from watchfloor.play.seating import play, seated
from watchfloor.training import keeping
from watchfloor.training.diagnosis import Sheet, examples, fitted, judgement, sheet, together
from watchfloor.training.exam import Exam
from watchfloor.training.experiment import Schooling, Told, kept
from watchfloor.training.worlds import TRAIN, VALIDATION

CHECKPOINT = "checkpoint.json"
LESSONS = "lessons"
CAREFUL = Habits(propose_at=950_000, look_around=6, quiet=16)
"""A team that waits long: it sees more of what can be suspected before anything is said."""
_HEARD, _TRIED = 0, 100_000
"""Where the worlds begin, among those kept for validation, on which lessons are heard, and numbers
are tried."""
_NAME = "team"


class Noted(msgspec.Struct, frozen=True):
    """Examples as they lie in a file."""

    owners: bytes
    places: bytes
    values: bytes
    is_true: bytes


class Standing(msgspec.Struct, frozen=True):
    """How far a run has come."""

    done: int
    team: Taught
    score: float | None = None
    """What the team earns where numbers are tried, once that was measured."""


class Step(NamedTuple):
    """One step of a run."""

    phase: str
    number: int
    """Within its phase."""
    of: int
    """The steps of the phase."""
    lesson: int = 0
    name: str = ""
    """The number that is tried, if one is."""


@dataclass(slots=True)
class School:
    """One run in one folder."""

    folder: Path
    experiment: Schooling
    standing: Standing = field(init=False)
    steps: tuple[Step, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Look whether there is all that the experiment names."""
        asked = self.experiment
        named("recipe", asked.recipe, GAME.recipes)
        for level in asked.levels:
            named("scenario", level, GAME.scenarios)
        for name, values in asked.numbers.items():
            for value in values:
                untaught().altered(name, value)
        self.standing = Standing(0, untaught())
        self.steps = tuple(_steps(asked))

    @property
    def exam(self) -> Exam:
        """What the run is asked in the end."""
        asked, trained = self.experiment, (f"{LEARNED}:{self.folder / keeping.MODELS / _NAME}",)
        beside = ("heuristic", "tuned", "learned")
        return Exam(GAME, asked.mode, asked.recipe, asked.evaluated, trained, beside, asked.levels)

    def go(self, tell: Callable[[Told], None]) -> None:
        """Go on to the end, and *tell* every step."""
        for step in self.run():
            tell(step)

    def run(self) -> Iterator[Told]:
        """Go on to the end, telling every step."""
        while self.standing.done < len(self.steps):
            step = self.steps[self.standing.done]
            began, spent = perf_counter(), process_time()
            values = self._stepped(step)
            values |= {"seconds": perf_counter() - began, "processor": process_time() - spent}
            keeping.note(self.folder, {"phase": step.phase, "step": step.number, **values})
            self._save()
            done = self.standing.done / len(self.steps)
            yield Told(step.phase, step.number, step.of, done, values)

    def _stepped(self, step: Step) -> dict[str, float]:
        before = self.standing
        if step.name:
            found, values = self._settled(step.name)
        elif step.number < step.of:
            found, values = before, self._played(step)
        else:
            found, values = self._learnt(step)
        self.standing = msgspec.structs.replace(found, done=before.done + 1)
        return values

    def _played(self, step: Step) -> dict[str, float]:
        """Play some worlds of a lesson, and keep what could have been suspected there."""
        asked = self.experiment
        begin = (step.number - 1) * asked.every
        numbers = range(begin, min(begin + asked.every, asked.worlds))
        first = TRAIN[0] + 10_000_000 * asked.seed + step.lesson * asked.worlds
        found = self._suspected(first, numbers)
        keeping.put(self._file(step.lesson, step.number), msgspec.msgpack.encode(_noted(found)))
        true = float(found.is_true.mean()) if len(found.is_true) else 0.0
        return {"worlds": len(numbers), "suspicions": len(found.is_true), "true": true}

    def _suspected(self, first: int, numbers: range) -> Sheet:
        """Return what could have been suspected in so many worlds, from the seed *first* on."""
        asked, team = self.experiment, self.standing.team
        told: list[Sheet] = []
        for number in numbers:
            level = asked.levels[number % len(asked.levels)]
            is_careful = team.insight is None and number % 2 == 0
            habits = CAREFUL if is_careful else team.habits
            setting = Setting(level, asked.mode, first + number)
            told.append(sheet(list(examples([setting], team.specialist, habits))))
        return together(told)

    def _learnt(self, step: Step) -> tuple[Standing, dict[str, float]]:
        """Learn from all lessons so far, and tell how well that is heard on other worlds."""
        known = [
            _sheet(self._file(lesson, number), self.folder)
            for lesson in range(step.lesson + 1)
            for number in range(1, step.of)
        ]
        heard = self._suspected(VALIDATION[_HEARD], range(self.experiment.heard))
        insight = fitted(together(known))
        team = self.standing.team.knowing(insight)
        told = judgement(insight, heard)
        self._export(team)
        values = {"loss": told.loss, "looked/base": told.base, "looked/order": told.order}
        values["looked/suspicions"] = told.examples
        return msgspec.structs.replace(self.standing, team=team), values

    def _settled(self, name: str) -> tuple[Standing, dict[str, float]]:
        """Give the number called *name* the best of its values."""
        best = self.standing.team
        score = self.standing.score
        score = self._score(best) if score is None else score
        for value in self.experiment.numbers[name]:
            other = best.altered(name, value)
            found = score if other == best else self._score(other)
            if found > score:
                best, score = other, found
        self._export(best)
        values = {"looked/all levels/reward": score}
        return msgspec.structs.replace(self.standing, team=best, score=score), values

    def _score(self, team: Taught) -> float:
        asked = self.experiment
        seeds = VALIDATION[_TRIED : _TRIED + asked.tried]
        settings = [Setting(level, asked.mode, seed) for level in asked.levels for seed in seeds]
        return fmean(earned(team, setting, asked.recipe) for setting in settings)

    def _file(self, lesson: int, number: int) -> Path:
        return self.folder / LESSONS / f"{lesson + 1}-{number:04d}.bin"

    def _export(self, team: Taught) -> None:
        """Keep *team* as a directory that `learned:` sits down."""
        keeping.put(self.folder / keeping.MODELS / _NAME / TEAM, canonical(team) + b"\n")

    def _save(self) -> None:
        keeping.put(self.folder / CHECKPOINT, canonical(self.standing) + b"\n")

    def restore(self) -> None:
        """Go back to the last checkpoint, and forget what was noted after it."""
        file = self.folder / CHECKPOINT
        if file.exists():
            try:
                held = msgspec.json.decode(file.read_bytes(), type=Standing)
            except msgspec.DecodeError as error:
                message = f"{file} cannot be read ({error}); begin the run anew"
                raise BadInput(message) from None
            checked(held.team)
            self.standing = held
        keeping.cut(self.folder, self.standing.done)


def _steps(asked: Schooling) -> Iterator[Step]:
    parts = -(-asked.worlds // asked.every)
    for lesson in range(asked.lessons):
        for number in range(1, parts + 2):
            yield Step(f"lesson {lesson + 1}", number, parts + 1, lesson)
    for number, name in enumerate(asked.numbers, start=1):
        yield Step("numbers", number, len(asked.numbers), name=name)


def earned(team: Taught, setting: Setting, recipe: str) -> float:
    """Return what *team* earns in the world of *setting*, in points of *recipe*."""
    guests = {_NAME: team.policy(_NAME)}
    table = Table(setting, GAME.recipes[recipe], dict.fromkeys(GAME.roles, _NAME))
    end = play(GAME, table, seated(GAME, table, guests)).end
    return end.rewards[0].total / ONE


def _noted(found: Sheet) -> Noted:
    """Return *found* as bytes that mean the same on every machine."""
    return Noted(
        found.owners.astype("<i4").tobytes(),
        found.places.astype("<i2").tobytes(),
        np.rint(found.values * FULL).astype("<i2").tobytes(),
        found.is_true.astype("<i1").tobytes(),
    )


def _sheet(file: Path, folder: Path) -> Sheet:
    try:
        held = msgspec.msgpack.decode(file.read_bytes(), type=Noted)
        return Sheet(
            np.frombuffer(held.owners, "<i4").astype(np.int64),
            np.frombuffer(held.places, "<i2").astype(np.int64),
            np.frombuffer(held.values, "<i2") / FULL,
            np.frombuffer(held.is_true, "<i1").astype(np.float64),
        )
    except (OSError, ValueError, msgspec.DecodeError) as error:
        message = f"{file} cannot be read ({error}); begin the run of {folder} anew"
        raise BadInput(message) from None


def begun(folder: Path, experiment: Schooling) -> School:
    """Return the run of *experiment* in a new *folder*."""
    keeping.is_free(folder)
    school = School(folder, experiment)
    keeping.put(folder / keeping.EXPERIMENT, canonical(experiment) + b"\n")
    return school


def resumed(folder: Path) -> School:
    """Return the run in *folder*, at its last checkpoint."""
    experiment = kept(folder)
    if not isinstance(experiment, Schooling):
        message = f"{folder} holds no run of a team; give the folder of one"
        raise BadInput(message)
    school = School(folder, experiment)
    school.restore()
    return school
