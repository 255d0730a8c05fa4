"""Refuse what any person would read as a move, so that good play is scored as nonsense."""

import json
from collections.abc import Iterator

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, at_least
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import share
from watchfloor.play.action import Action, parse

_FENCE = "```"
_ACCEPTED = 0.99
_OF_A_KIND = 24
"""Replies of one move that are spelled in every way."""


def _spelled(reply: str) -> dict[str, str]:
    """Return *reply* as models write such a thing, by how it is written."""
    move = json.loads(reply)
    pretty = json.dumps(move, indent=2)
    backwards = json.dumps(dict(reversed(move.items())))
    return {
        "bare": reply,
        "indented": pretty,
        "indented by tabs": json.dumps(move, indent="\t"),
        "keys backwards": backwards,
        "spaced": json.dumps(move, separators=(" , ", " : ")),
        "escaped": json.dumps(move, ensure_ascii=True),
        "blank lines around": f"\n\n{reply}\n\n",
        "Windows lines": pretty.replace("\n", "\r\n"),
        "fenced": f"{_FENCE}json\n{pretty}\n{_FENCE}",
        "fenced without a word": f"{_FENCE}\n{reply}\n{_FENCE}",
        "fenced in capitals": f"{_FENCE}JSON\n{reply}\n{_FENCE}\n",
        "fenced in a line": f"`{reply}`",
        "prose before": f"Looking at the log, the answer is clear.\n\n{reply}",
        "prose after": f"{reply}\n\nThis is what the runbook asks for.",
        "prose and a fence": f"My move:\n\n{_FENCE}json\n{pretty}\n{_FENCE}\n\nIt fits row 3.",
        "thoughts before": f"<think>\nIs it covered? No, the hours differ.\n</think>\n{reply}",
        "a tag around": f"<answer>{reply}</answer>",
        "a heading": f"## Decision\n\n**Move:** {reply}",
        "a label": f"Action: {reply}",
        "other letters in prose": f"R\u00e9ponse \u2013 d\u2019accord\u00a0: {reply} \u2713",
        "braces in prose": f"Of {{monitor, escalate}} I take the first. {reply}",
        "a byte order mark": f"\ufeff{reply}",
        "a mark of an end": f"{reply}<|im_end|>",
    }


def _moves(trial: Trial) -> list[tuple[str, str, str]]:
    """Return some replies for each move of each role that anybody makes, each with both names."""
    found: dict[tuple[str, str], list[str]] = {}
    for policy in ("heuristic", "random"):
        for one in records.several(trial, policy):
            for turn in one.turns:
                if turn.status == "ok":
                    kind = turn.role, str(json.loads(turn.reply)["move"])
                    found.setdefault(kind, []).append(turn.reply)
    return [
        (*kind, reply)
        for kind, replies in found.items()
        for reply in tuple(dict.fromkeys(replies))[:_OF_A_KIND]
    ]


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, refused = 0, list[str]()
    for role, name, reply in _moves(trial):
        moves = trial.game.roles[role].moves
        meant = parse(reply, moves)
        for how, spelled in _spelled(reply).items():
            read = parse(spelled, moves)
            tried += 1
            if not isinstance(read, Action) or read != meant:
                refused.append(f"{name} by {role}, {how}")
    read_well = share(tried - len(refused), tried)
    yield at_least(
        "replies that a person can read and the parser reads alike",
        read_well,
        _ACCEPTED,
        tried,
        "; ".join(refused[:3]),
    )


THREAT = Threat(
    name="d14_strict_parser",
    summary="A fence, a thought or a line break makes a good move a malformed one.",
    answer="One JSON object anywhere in a reply is read, whatever stands around it.",
    games=(),
    probe=_probe,
)
