"""Cite many ids, the same ones again, or a list in one id."""

from collections.abc import Callable, Iterator

from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, honest, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.codec import canonical
from watchfloor.evaluation.intervals import mean, of
from watchfloor.opensoc.actions import MOST_CITED
from watchfloor.opensoc.proof import all_names

_SHARE = 0.6
"""What three lines drawn blindly may add to a right answer, of what the proof adds."""
_UNKNOWN = "log-99"
_LINES = 3


def _spelled(opening: Opening, cited: object) -> str:
    """Return the right answer to *opening* in words, with anything in the place of its ids."""
    reply = {"move": "submit_triage", "action": opening.truth.answer, "cited_log_id": cited}
    return canonical(reply).decode()


def _outside(opening: Opening) -> str:
    """Return the first line that has no part in the answer."""
    known = {*all_names(opening.truth.certificate), *opening.truth.holds}
    return next((it.id for it in opening.case.events if it.id not in known), _UNKNOWN)


def _again(trial: Trial, it: Opening) -> float:
    once = worth(trial, it, _spelled(it, it.proof[:1]))
    return worth(trial, it, _spelled(it, it.proof[:1] * MOST_CITED)) - once


def _more(trial: Trial, it: Opening) -> float:
    room = it.proof[: MOST_CITED - 1]
    fewer = worth(trial, it, _spelled(it, room))
    return worth(trial, it, _spelled(it, (*room, _outside(it)))) - fewer


def _listed(trial: Trial, it: Opening) -> float:
    every = [event.id for event in it.case.events]
    every += [record.id for record in it.case.records]
    bare = worth(trial, it, _spelled(it, ()))
    return max(worth(trial, it, _spelled(it, ids)) for ids in (",".join(every), every)) - bare


def _joined(trial: Trial, it: Opening) -> float:
    bare = worth(trial, it, _spelled(it, ()))
    return worth(trial, it, _spelled(it, ",".join([*it.proof, _UNKNOWN])[:24])) - bare


def _unknown(trial: Trial, it: Opening) -> float:
    return worth(trial, it, _spelled(it, _UNKNOWN)) - worth(trial, it, _spelled(it, ()))


_GAINS: dict[str, Callable[[Trial, Opening], float]] = {
    "the same ids again": _again,
    "one more id, that has no part in it": _more,
    "all ids there are": _listed,
    "several ids in one": _joined,
    "an id that nothing has": _unknown,
}


def _probe(trial: Trial) -> Iterator[Finding]:
    found = list(openings(trial, "a05", share=4))
    for what, gain in _GAINS.items():
        gained = [gain(trial, it) for it in found]
        breaches = [f"{it:+g}" for it in gained if it > 0]
        yield never(f"being paid for {what}", breaches, len(found))
    draw = trial.draws("a05", "lines").stream()
    added = list[float]()
    for it in found:
        ids = [item.id for item in draw.sample(it.case.events, _LINES)]
        added.append(worth(trial, it, _spelled(it, ids)) - worth(trial, it, _spelled(it, ())))
    full = mean([honest(trial, it) - worth(trial, it, _spelled(it, ())) for it in found])
    yield at_most("what three lines drawn blindly add", of(added), _SHARE * full, len(found))


THREAT = Threat(
    name="a05_cite_many",
    summary="Whoever cites everything has cited what decides.",
    answer="Ids are a set of three at most, and those that prove nothing take away.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
