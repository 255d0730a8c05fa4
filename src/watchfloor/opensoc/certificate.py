"""Whether a proof decides: take away each part in turn, and everything else in turn."""

from collections.abc import Sequence

from watchfloor.opensoc import lexicon
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.runbook import Book
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import verify, weighed
from watchfloor.world.detection import sighted
from watchfloor.world.event import Event
from watchfloor.world.record import Record


def without(name: str, events: Sequence[Event], records: Sequence[Record], alert: str) -> Truth:
    """Return what is true when the event or record called *name* is taken away."""
    return verify(
        [event for event in events if event.id != name],
        [record for record in records if record.id != name],
        alert,
    )


def astray(events: Sequence[Event], records: Sequence[Record], alert: str, truth: Truth) -> str:
    """Return the first id that the case stands or falls with otherwise than *truth* says.

    Events that no rule takes note of are left out throughout; that they change nothing is tested.
    """
    proof = all_names(truth.certificate) | {*truth.holds}
    read = [event for event in events if event.id in proof or lexicon.noted(event)]
    book, whole = Book(records), (truth.answer, truth.row, truth.certificate)
    for event in read:
        others = [it for it in read if it.id != event.id]
        other = weighed(sighted(others), others, book, alert)
        if (whole == (other.answer, other.row, other.certificate)) == (event.id in proof):
            return event.id
    found = sighted(read)
    for record in records:
        other = weighed(found, read, Book([it for it in records if it.id != record.id]), alert)
        if record.id in proof:
            changed = (other.answer, other.certificate) != (truth.answer, truth.certificate)
        else:
            changed = other.answer == truth.answer
        if not changed:
            return record.id
    return ""


def flips(
    events: Sequence[Event], records: Sequence[Record], alert: str, truth: Truth
) -> dict[str, str]:
    """Return, for each single removal that changes the answer, what it becomes."""
    names = [event.id for event in events] + [record.id for record in records]
    changed = {name: without(name, events, records, alert).answer for name in names}
    return {name: answer for name, answer in changed.items() if answer != truth.answer}
