"""A team of the war-room as training leaves it: what it learnt, and how it works by that."""

import msgspec

from watchfloor.errors import BadInput
from watchfloor.logsentinel import diagnosis, responder, team
from watchfloor.logsentinel.diagnosis import SYMPTOMS, Insight
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.pursuit import Zeal, specialist
from watchfloor.logsentinel.team import Specialist
from watchfloor.play.policy import Policy

SUMMARY = "A team that has learnt in training worlds what evidence means."


class Taught(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One team; until it has learnt something it works as the heuristic does."""

    symptoms: str
    """What names the symptoms that are weighed."""
    habits: Habits = Habits()
    zeal: Zeal = Zeal()
    bias: int = 0
    weights: tuple[int, ...] = ()

    @property
    def insight(self) -> Insight | None:
        """What it has learnt, if anything."""
        return Insight(self.weights, self.bias) if self.weights else None

    @property
    def specialist(self) -> Specialist:
        """What somebody of it does who is not the commander."""
        return specialist(self.insight, self.zeal) if self.insight else responder.reply

    def knowing(self, insight: Insight) -> "Taught":
        """Return the team with *insight* in place of what it knew."""
        return msgspec.structs.replace(self, bias=insight.bias, weights=insight.weights)

    def altered(self, name: str, value: int) -> "Taught":
        """Return the team with *value* for the number *name* of its habits or its zeal."""
        part = "zeal" if name in Zeal.__struct_fields__ else "habits"
        held = getattr(self, part)
        if name not in held.__struct_fields__:
            known = ", ".join(sorted({*Habits.__struct_fields__, *Zeal.__struct_fields__}))
            message = f"a team has no number {name!r}; known: {known}"
            raise BadInput(message)
        return msgspec.structs.replace(
            self, **{part: msgspec.structs.replace(held, **{name: value})}
        )

    def policy(self, name: str) -> Policy:
        """Return the policy called *name* that plays as this team does."""
        return Policy(name=name, summary=SUMMARY, seat=team.seat(self.habits, self.specialist))


def untaught() -> Taught:
    """Return the team that training begins with."""
    return Taught(diagnosis.fingerprint())


def checked(found: Taught) -> Taught:
    """Return the team that was *found* if it weighs what is weighed today."""
    if found.symptoms != diagnosis.fingerprint() or len(found.weights) not in (0, len(SYMPTOMS)):
        message = (
            f"found a team with {len(found.weights)} weights for the symptoms {found.symptoms}, "
            f"expected {len(SYMPTOMS)} for {diagnosis.fingerprint()}; train it again"
        )
        raise BadInput(message)
    return found
