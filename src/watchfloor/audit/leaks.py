"""Looks for the truth in everything that comes back to a player before the end.

Two ways. Words of the truth, the seed and what stands for the whole state are looked for as they
are. And a state is disguised: with another truth behind it, everything that is said has to stay
what it is, byte for byte, and take the same steps to say, so that nothing derived from the truth is
in it, and neither its length nor the time it takes tells anything.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from watchfloor.audit.bout import answer_of
from watchfloor.audit.disguises import DISGUISES
from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.information import excess
from watchfloor.audit.moment import Moment, Surface
from watchfloor.audit.surfaces import SURFACES
from watchfloor.audit.trial import Trial
from watchfloor.audit.work import calls
from watchfloor.play.action import Action, Reply, heard, parse
from watchfloor.play.conformance import GARBAGE, TELLING_SEED
from watchfloor.play.game import Game, Setting
from watchfloor.play.policy import Contender
from watchfloor.seeds import Seed, Stream

PLAYERS = ("random", "random_valid", "heuristic", "oracle")
"""Who plays; each of them comes to states that the others do not."""
BITS = 0.05
"""What the length of a first view, or the steps it takes, may tell of the label."""
ENOUGH = 400
"""First views, without which chance tells more of five labels than the bound allows."""
FAR = 4
"""One in so many moments is looked at in disguise, which costs ten times as much."""


def moments(trial: Trial, steps: int) -> Iterator[Moment]:
    """Return *steps* moments of episodes in which anybody says anything."""
    game, draw = trial.game, trial.draws("leaks").stream()
    settings = _settings(game)
    left = steps
    while left > 0:
        setting = next(settings)
        names = [name for name in PLAYERS if name in game.policies]
        seats = {role: game.policies[draw.pick(names)] for role in game.roles}
        for moment in _played(game, setting, seats, draw):
            yield moment
            left -= 1
            if left == 0:
                return


def _settings(game: Game[Any]) -> Iterator[Setting]:
    for number in count():
        for place, scenario in enumerate(game.scenarios):
            mode = game.modes[(number + place) % len(game.modes)]
            yield Setting(scenario, mode, TELLING_SEED + number)


def _played(
    game: Game[Any], setting: Setting, seats: dict[str, Contender], draw: Stream
) -> Iterator[Moment]:
    state = game.first(setting)
    answers = {role: answer_of(game, setting, role, policy) for role, policy in seats.items()}
    while (role := game.to_move(state)) is not None:
        is_garbage = draw.chance(1, 12)
        reply: Reply = draw.pick(GARBAGE) if is_garbage else answers[role](state, role)
        text = heard(reply) if isinstance(reply, str | Action) else ""
        yield Moment(game, setting, state, role, text)
        state = game.apply(state, parse(text, game.roles[role].moves)).state


class Tally:
    """What a scan has come to so far."""

    def __init__(self) -> None:
        self.steps = 0
        self.said = 0
        """Texts that were looked through."""
        self.disguised = 0
        """Moments that were looked at in disguise."""
        self.words: list[str] = []
        """Where a word of the truth was said."""
        self.shifts: list[str] = []
        """Where something said was otherwise when only the truth was."""
        self.paces: list[str] = []
        """Where it took other steps to say."""

    def look(self, moment: Moment, others: Sequence[Moment]) -> None:
        """Look through everything said at *moment*, and at its *others* in disguise."""
        hidden = secrets(moment)
        self.steps += 1
        self.disguised += bool(others)
        for surface in SURFACES.values():
            texts = tuple(surface.says(moment))
            self.said += len(texts)
            where = f"{surface.name} in {moment.setting.scenario}, {moment.setting.mode}"
            told = "\n".join(texts)
            self.words += [f"{where}: {word!r}" for word in hidden if word in told]
            self.shifts += [where for it in others if tuple(surface.says(it)) != texts]
            if others and surface.is_steady:
                taken = steps_to(surface, moment)
                self.paces += [where for it in others if steps_to(surface, it) != taken]


def scan(trial: Trial, steps: int) -> Tally:
    """Return what comes of looking at everything said in *steps* moments."""
    disguise, tally = DISGUISES.get(trial.game.name), Tally()
    for number, moment in enumerate(moments(trial, steps)):
        others: list[Moment] = []
        if disguise is not None and number % FAR == 0:
            others = [replace(moment, state=it) for it in disguise.others(moment.state)]
        tally.look(moment, others)
    return tally


def secrets(moment: Moment) -> tuple[str, ...]:
    """Return the words that nothing may hold before the end."""
    game, seed = moment.game, moment.setting.seed
    address = Seed.of(seed, game.name, moment.setting.scenario)
    derived = (
        str(seed),
        f"{seed:x}",
        address.key().hex()[:16],
        game.fingerprint(moment.state)[:16],
    )
    return (*game.secrets(moment.state), *derived)


def steps_to(surface: Surface, moment: Moment) -> int:
    """Return how many calls it takes *surface* to say what it says at *moment*.

    The time that it takes would say the same, with noise. What is kept for whoever looks again, of
    a world or of everything, is kept already.
    """
    return calls(lambda: deque(surface.says(moment), maxlen=0))


def findings(trial: Trial) -> Iterator[Finding]:
    """Return what a scan of everything said comes to."""
    found = scan(trial, trial.effort.steps)
    yield never("words of the truth said before the end", found.words, found.said)
    if found.disguised:
        yield never("views that are otherwise with another truth", found.shifts, found.disguised)
        yield never("views that take other steps with another truth", found.paces, found.disguised)


def tells(trial: Trial) -> Iterator[Finding]:
    """Return how much the length of a first view, and the steps it takes, tell of the label."""
    disguise = DISGUISES.get(trial.game.name)
    if disguise is None:
        return
    surface, count_ = SURFACES["observation"], max(ENOUGH, trial.effort.cases // 2)
    for scenario in trial.scenarios:
        sizes, steps, labels = list[float](), list[float](), list[str]()
        for number in range(count_):
            setting = Setting(scenario, trial.game.modes[0], TELLING_SEED + number)
            state = trial.game.first(setting)
            moment = Moment(trial.game, setting, state, str(trial.game.to_move(state)), "")
            sizes.append(sum(map(len, surface.says(moment))))
            steps.append(steps_to(surface, moment))
            labels.append(disguise.label(state))
        for what, numbers in (("length", sizes), ("steps", steps)):
            told = excess(numbers, labels, trial.draws("tells", scenario))
            name = f"bits of the label in the {what} of a first view on {scenario}"
            yield at_most(name, told, BITS, count_)
