"""The page that stands beside each data set: what it is, how it was made, what it is for."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from watchfloor.evaluation.corpus import CANARY
from watchfloor.opensoc.game import GAME


class Page(NamedTuple):
    """What the page of one data set says beside the counts."""

    title: str
    what: str
    use: str
    limits: str


_INVENTED = (
    "Every organisation, account, machine and address is invented. The logs are as regular as "
    "their generator, and the runbook is one policy among many."
)

PAGES: dict[str, Page] = {
    "sft": Page(
        "Demonstrations",
        "What a defender sees of an incident, and what a perfect one answers: the move, the ids "
        "that decide and reasons built from the certificate. One line is one conversation of two "
        "messages; there is a file for each stage.",
        "Supervised fine-tuning before self-play, and examples in prompts. The organisations and "
        "dialects are those that training may see.",
        f"{_INVENTED} The reasons follow one pattern. Answers and stages are even, which the "
        "stream of a real desk is not.",
    ),
    "held_out": Page(
        "Hold-out, balanced",
        "Frozen incidents of organisations that training does not see, some of them in a dialect "
        "that training does not see, the same number for each answer at each stage. The first line "
        "says how the file was made, the last one counts it.",
        "Evaluation only: accuracy, macro F1, citations and costs by answer, stage, family and "
        "dialect. The gate turns away an attacker's incident that has the fingerprint of one of "
        "them, and `generate` passes over them.",
        f"{_INVENTED} A balanced set overstates how often anything is hostile; precision and "
        "alerts per day are read from the natural set.",
    ),
    "held_out_natural": Page(
        "Hold-out, natural prevalence",
        "Frozen incidents of organisations that training does not see, drawn as they come where "
        "one alert in ten is not to be dismissed. The first line says how the file was made, the "
        "last one counts it.",
        "Evaluation only: precision, needless work and cost per alert at a share of hostile "
        "alerts that an analyst would recognise.",
        f"{_INVENTED} Few incidents are hostile, so recall by answer is read from the balanced "
        "set.",
    ),
}


def card(name: str, counts: Mapping[str, Counter[str]], sums: str) -> str:
    """Return the page of the data set called *name*."""
    page = PAGES[name]
    total = next(iter(counts.values())).total()
    parts = [
        f"# {page.title}",
        "Written by `make data`; change it there.",
        (
            f"## what it is\n\n{_wrapped(page.what)}\n\nThere are {total} of them, by the rules "
            f"`{GAME.rules}`."
        ),
        (
            "## how it is made\n\n`make data` makes it again, byte for byte, from seeds that stand "
            "in every line. Each incident passes\nthe proof round of the gate. No two have one "
            "fingerprint."
        ),
        *(_table(title, counted) for title, counted in counts.items()),
        (
            f"## digest\n\n```text\n{sums}```\n\n`sha256sum --check {name}.sha256` in this folder "
            "compares."
        ),
        f"## intended use\n\n{_wrapped(page.use)}",
        f"## limits\n\n{_wrapped(page.limits)}",
        "## licence\n\nBSD 3-Clause, like the package.",
        (
            f"## canary\n\n`{CANARY}`\n\nKeep what holds this mark out of training, but for the "
            "demonstrations."
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _table(title: str, counted: Counter[str]) -> str:
    rows = "\n".join(f"| {name} | {count} |" for name, count in sorted(counted.items()))
    return f"## by {title}\n\n| {title} | incidents |\n|---|---|\n{rows}"


def _wrapped(text: str, width: int = 100) -> str:
    """Return *text* in lines of at most *width* characters."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return "\n".join(lines)
