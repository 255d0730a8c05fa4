"""The catalogue of threats as a page: how each would be farmed, and why it does not pay."""

from collections.abc import Iterable

from watchfloor.audit.threat import Threat
from watchfloor.audit.threats import THREATS

_PARTS = {
    "A": "Defender in triage",
    "B": "Attacker in triage",
    "C": "The war-room",
    "D": "Infrastructure and evaluation",
}
_INTRODUCTION = """\
# Ways to earn without doing the job

Every known one, what would be farmed, and what holds against it. Each is a file of
`src/watchfloor/audit/threats`. `watchfloor audit` measures them, as [rewards.md](rewards.md) tells.
A way with policies is played by them on every scenario; the others are probed. This page is made of
the files, by `make golden`.
"""


def text() -> str:
    """Return the page."""
    return "\n".join([_INTRODUCTION, *(_part(letter) for letter in _PARTS)])


def _part(letter: str) -> str:
    found = [threat for threat in THREATS.values() if threat.id[0] == letter]
    return "\n".join([f"## {letter}. {_PARTS[letter]}\n", *map(_told, found)])


def _told(threat: Threat) -> str:
    played = _listed(exploit.policy for exploit in threat.exploits)
    by = f"\nPlayed by {played}." if played else ""
    return f"**{threat.id}** {threat.summary}\n{threat.answer}{by}\n"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))
