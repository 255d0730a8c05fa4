"""Where the two verifiers disagree about an incident, if they do."""

import msgspec

from watchfloor.evaluation.declared import declaration
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.declared import Ruling
from watchfloor.opensoc.proof import spelled
from watchfloor.opensoc.verifier import verify


class Disagreement(msgspec.Struct, frozen=True):
    """An incident about which the two find different things."""

    case: Case
    coded: Ruling
    declared: Ruling

    @property
    def about(self) -> tuple[str, ...]:
        """What they find different: the answer, the row, the certificate or the holds."""
        return tuple(
            part
            for part in Ruling.__struct_fields__
            if getattr(self.coded, part) != getattr(self.declared, part)
        )


def coded(case: Case) -> Ruling:
    """Return what the verifier in code finds of *case*, every minimal set spelled out."""
    truth = verify(case.events, case.records, case.alert)
    certificate = sorted({found for proof in truth.certificate for found in spelled(proof)})
    return Ruling(truth.answer, truth.row, tuple(certificate), truth.holds)


def declared(case: Case) -> Ruling:
    """Return what the declared verifier finds of *case*."""
    return declaration().verify(case.events, case.records, case.alert)


def disagreement(case: Case) -> Disagreement | None:
    """Return what the two verifiers find of *case*, if it is not the same."""
    one, other = coded(case), declared(case)
    return None if one == other else Disagreement(case, one, other)


def told(found: Disagreement) -> str:
    """Return *found* in full, for somebody who has to say which of the two is right."""
    lines = [
        f"they differ in {', '.join(found.about)}",
        f"  coded    {found.coded}",
        f"  declared {found.declared}",
        f"  alert    {found.case.alert}",
        *(f"  {_short(part)}" for part in (*found.case.events, *found.case.records)),
    ]
    return "\n".join(lines)


def _short(part: msgspec.Struct) -> str:
    held = ((name, getattr(part, name)) for name in part.__struct_fields__)
    return " ".join(f"{name}={value!r}" for name, value in held if value)
