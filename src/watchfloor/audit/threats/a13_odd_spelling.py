"""Spell an answer or an id with other letters, cases and spaces."""

from collections.abc import Callable, Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import MOVES, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.codec import canonical
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.play.action import Malformed, parse

_ALIKE = {
    "a": "\u0430",
    "c": "\u0441",
    "e": "\u0435",
    "i": "\u0456",
    "o": "\u043e",
    "p": "\u0440",
    "s": "\u0455",
    "l": "\u04cf",
    "-": "\u2010",
    "_": "\uff3f",
    "0": "\u0660",
    "1": "\u0661",
}
"""Letters, strokes and digits of other scripts that look the same."""


def _alike(word: str) -> str:
    return "".join(_ALIKE.get(letter, letter) for letter in word)


def _wide(word: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in word)


_SPELLINGS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.title,
    str.swapcase,
    _alike,
    _wide,
    lambda word: f" {word}",
    lambda word: f"{word} ",
    lambda word: f"{word}\n",
    lambda word: f"{word}\u00a0",
    lambda word: f"{word}\u200b",
    lambda word: f"\ufeff{word}",
    lambda word: f"{word}\u0301",
    lambda word: f"\u202e{word[::-1]}",
    lambda word: f"{word}\x00",
    "\u00ad".join,
    lambda word: word.replace("_", "-").replace("-", "_", 1) + "s",
)


def _spelled(answer: str, cited: object = ()) -> str:
    reply = {"move": "submit_triage", "action": answer, "cited_log_id": cited}
    return canonical(reply).decode()


def _answers(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    around = trial.draws("a13").stream()
    for answer in ANSWERS:
        for spelling in _SPELLINGS:
            odd = spelling(answer)
            for reply in (_spelled(odd), f"{around.pick(ANSWERS)}: {_spelled(odd)}"):
                tried += 1
                if not isinstance(parse(reply, MOVES), Malformed):
                    breaches.append(f"{odd!r} is read as an answer")
    return never("an answer spelled oddly that is read as one", breaches, tried)


def _ids(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for it in openings(trial, "a13", share=4):
        bare = worth(trial, it, SubmitTriage(it.truth.answer))
        for spelling in _SPELLINGS:
            odd = [spelling(name) for name in it.proof]
            tried += 1
            if worth(trial, it, _spelled(it.truth.answer, odd)) > bare:
                breaches.append(f"{odd!r} is paid as a citation")
    return never("an id spelled oddly that is paid for", breaches, tried)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _answers(trial)
    yield _ids(trial)


THREAT = Threat(
    name="a13_odd_spelling",
    summary="Letters that look alike, cases and blanks pass for an answer or an id.",
    answer="Answers and ids are compared letter by letter, and nothing else is one.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
