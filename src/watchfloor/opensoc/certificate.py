"""Whether a proof decides: take away each part in turn, and everything else in turn."""

from collections.abc import Iterator, Sequence
from itertools import chain

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

    *found* is what the rules look for in *events*.
    """
    trial = _Trial(events, records, alert, truth, sighted(events) if found is None else found)
    return next(chain(trial.stray_events(), trial.stray_records()), "")


class _Trial:
    """A case from which one thing after another is taken away.

    Events that no rule takes note of are left out throughout; that they change nothing is tested.
    Without something that the certificate names it is another, so this is not tried; and without
    what has no weight all is as it was.
    """

    def __init__(
        self,
        events: Sequence[Event],
        records: Sequence[Record],
        alert: str,
        truth: Truth,
        found: Sighted,
    ) -> None:
        named = all_names(truth.certificate)
        self.proof = named.union(truth.holds)
        self.events = [event for event in events if event.id in self.proof or noted(event)]
        self.records, self.alert, self.truth = records, alert, truth
        self.found, self.book = found, Book(records)
        self.named = named - {it.id for it in events}.intersection([it.id for it in records])
        self.whole = weighed(found, self.events, self.book, alert)
        self.weighty = self._weighty() | all_names(self.whole.certificate)

    def stray_events(self) -> Iterator[str]:
        """Return the ids of events that are in the proof and change nothing, or the other way."""
        truth, read = self.truth, self.events
        told = (truth.answer, truth.row, truth.certificate)
        for event in read:
            if event.id in self.named:
                continue
            other = self.whole
            if event.id in self.weighty:
                others = [it for it in read if it.id != event.id]
                other = weighed(sighted(others), others, self.book, self.alert)
            if (told == (other.answer, other.row, other.certificate)) == (event.id in self.proof):
                yield event.id

    def stray_records(self) -> Iterator[str]:
        """Return the ids of records that are in the proof and change nothing, or the other way."""
        truth = self.truth
        for record in self.records:
            if record.id in self.named:
                continue
            other = self.whole
            if record.id in self.weighty:
                book = Book([it for it in self.records if it.id != record.id])
                other = weighed(self.found, self.events, book, self.alert)
            is_same = other.answer == truth.answer
            if record.id in self.proof:
                is_same = is_same and other.certificate == truth.certificate
            if is_same == (record.id in self.proof):
                yield record.id

    def _weighty(self) -> set[str]:
        """Return the ids of what may change what comes out, beside what it names.

        A record does if it covers something, and an event if a rule weighs it with others. With one
        sign less, or with one record less that tells who is away or what is special, no row of the
        runbook applies that did not, and a proof that does not name it stays.
        """
        covering = self.book.covering
        weighty = {name for rule, event in self.found.alone for name in covering(rule, event)}
        for several in self.found.together.values():
            for event in (*several.before, *several.matched):
                weighty.update((event.id, *covering(several.rule, event)))
        return weighty


def flips(
    events: Sequence[Event], records: Sequence[Record], alert: str, truth: Truth
) -> dict[str, str]:
    """Return, for each single removal that changes the answer, what it becomes."""
    names = [event.id for event in events] + [record.id for record in records]
    changed = {name: without(name, events, records, alert).answer for name in names}
    return {name: answer for name, answer in changed.items() if answer != truth.answer}
