"""Play a seed until it goes well, and show the best of many tries as if it were the first."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.play.seating import play

_AGAIN = 2


def _tried_again(trial: Trial) -> Finding:
    """Return the settings on which a policy gets another episode for trying again."""
    tried, breaches = 0, list[str]()
    for policy in ("random", "heuristic"):
        for one in records.several(trial, policy):
            table = records.table(trial, one.header.setting, policy)
            for _ in range(_AGAIN):
                tried += 1
                is_other = play(trial.game, table) != one
                breaches += [f"{policy} on {one.header.setting}"] * is_other
    return never("tries of one seed that come out otherwise", breaches, tried)


def _unlisted(trial: Trial) -> Finding:
    """Return the seeds that can be left out of a record or written over."""
    breaches: list[str] = []
    episodes = records.several(trial)
    for one, other in zip(episodes, episodes[1:] + episodes[:1], strict=True):
        if one.header.world != other.header.world:
            setting = replace(one.header.setting, seed=other.header.setting.seed)
            forged = replace(one, header=replace(one.header, setting=setting))
            is_noticed = records.is_noticed(trial, forged)
            breaches += [f"{setting} for {one.header.setting}"] * (not is_noticed)
    return never("episodes that pass for those of another seed", breaches, len(episodes))


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _tried_again(trial)
    yield _unlisted(trial)


THREAT = Threat(
    name="d10_cherry_picking",
    summary="The best of many tries, or of many seeds, is shown as what is to be expected.",
    answer="A seed fixes all that is drawn, so no try differs, and a record names its seed.",
    games=(),
    probe=_probe,
)
