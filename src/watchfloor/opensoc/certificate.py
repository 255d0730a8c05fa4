"""Whether a proof decides: take away each part in turn, and everything else in turn."""

from collections.abc import Sequence

from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.runbook import Book
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import verify, weighed
from watchfloor.world.detection import Sighted, noted, sighted
from watchfloor.world.event import Event
from watchfloor.world.record import Record


def without(name: str, events: Sequence[Event], records: Sequence[Record], alert: str) -> Truth:
    """Return what is true when the event or record called *name* is taken away."""
    return verify(
        [event for event in events if event.id != name],
        [record for record in records if record.id != name],
        alert,
    )


def astray(
    events: Sequence[Event],
    records: Sequence[Record],
    alert: str,
    truth: Truth,
    found: Sighted | None = None,
) -> str:
    """Return the first id that the case stands or falls with otherwise than *truth* says.

    *found* is what the rules look for in *events*. Those that no rule takes note of are left out
    throughout; that they change nothing is tested. What has no weight is not taken away, since what
    is weighed would stay as it is.
    """
    proof = all_names(truth.certificate) | {*truth.holds}
    read = [event for event in events if event.id in proof or noted(event)]
    seen, book = sighted(events) if found is None else found, Book(records)
    told, whole = (truth.answer, truth.row, truth.certificate), weighed(seen, read, book, alert)
    weighty = _weighty(seen, read, book, alert)
    for event in read:
        other = whole
        if event.id in weighty:
            others = [it for it in read if it.id != event.id]
            other = weighed(sighted(others), others, book, alert)
        if (told == (other.answer, other.row, other.certificate)) == (event.id in proof):
            return event.id
    for record in records:
        other = whole
        if record.id in weighty:
            left = Book([it for it in records if it.id != record.id])
            other = weighed(seen, read, left, alert)
        if record.id in proof:
            changed = (other.answer, other.certificate) != (truth.answer, truth.certificate)
        else:
            changed = other.answer == truth.answer
        if not changed:
            return record.id
    return ""


def _weighty(found: Sighted, events: Sequence[Event], book: Book, alert: str) -> set[str]:
    """Return the ids of the *events* and records that may have a part in what is weighed.

    An event that is a sign by itself has none if it is covered, unless the alert is about it: what
    is left without it is the same. A record has none if it covers nothing, tells of nothing special
    and of nobody who is away and seen.
    """
    weighty: set[str] = set()
    for rule, event in found.alone:
        covering = book.covering(rule, event)
        weighty.update(covering)
        if not covering or rule.name == alert:
            weighty.add(event.id)
    for several in found.together.values():
        for event in (*several.before, *several.matched):
            weighty.update((event.id, *book.covering(several.rule, event)))
    for leave in book.leaves:
        seen = [event.id for event in events if event.user == leave.actor]
        weighty.update(seen and (leave.id, *seen))
    for special in (book.critical, book.privileged, book.shared):
        weighty.update(*special.values())
    return weighty


def flips(
    events: Sequence[Event], records: Sequence[Record], alert: str, truth: Truth
) -> dict[str, str]:
    """Return, for each single removal that changes the answer, what it becomes."""
    names = [event.id for event in events] + [record.id for record in records]
    changed = {name: without(name, events, records, alert).answer for name in names}
    return {name: answer for name, answer in changed.items() if answer != truth.answer}
