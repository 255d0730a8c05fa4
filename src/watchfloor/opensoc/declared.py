"""The second verifier: what is true of an incident, by rules and a policy that are only declared.

It shares nothing with the first but the shape of events and records. The documents are Sigma rules,
Sigma correlations and one policy, already parsed; nothing here opens a file. The certificate is
every smallest set of ids that makes the deciding row apply; a record holds if the answer would be
another without it, which is found by taking it away.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from watchfloor.errors import BadInput
from watchfloor.opensoc import declared_correlation, declared_policy
from watchfloor.opensoc.declared_correlation import Chain, CorrelationDocument
from watchfloor.opensoc.declared_policy import Policy, Proof, Row, Witness
from watchfloor.opensoc.declared_rule import RuleDocument, question, read
from watchfloor.world.event import Event
from watchfloor.world.record import Record


class Ruling(msgspec.Struct, frozen=True):
    """The right answer, the row that gives it, its proof, and the records that hold it."""

    answer: str
    row: str
    certificate: tuple[Proof, ...]
    holds: Proof


Covering: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]
"""The records that cover each event, by the name of the signal that it is matched for."""


class Declaration:
    """The documents, read and found to agree with each other."""

    def __init__(self, documents: Iterable[Mapping[str, object]], policy: object) -> None:
        self.policy = read(policy, Policy)
        self.rules: dict[str, RuleDocument] = {}
        self.correlations: dict[str, CorrelationDocument] = {}
        for document in documents:
            self._take(document)
        fed = {name for it in self.correlations.values() for name in it.correlation.rules}
        alone = {name: rule for name, rule in self.rules.items() if name not in fed}
        self.signalling: dict[str, RuleDocument | CorrelationDocument] = {
            **alone,
            **self.correlations,
        }
        """The documents whose matches are signals: all but those that only feed a correlation."""
        self._questions = {name: question(rule) for name, rule in self.rules.items()}
        self._by_type: dict[str, list[str]] = {}
        for name, rule in self.rules.items():
            self._by_type.setdefault(rule.logsource.category, []).append(name)
        for correlation in self.correlations.values():
            declared_correlation.check(correlation, self.rules)
        declared_policy.check(self.policy, self.rules, self.signalling)
        self._grades = self._graded()
        self._tellers = declared_policy.tellers(self.policy)
        self._joins = declared_policy.joins(self.policy)

    def _take(self, document: Mapping[str, object]) -> None:
        if "correlation" in document:
            correlation = read(document, CorrelationDocument)
            self._once(correlation.name)
            self.correlations[correlation.name] = correlation
        else:
            rule = read(document, RuleDocument)
            self._once(rule.name)
            self.rules[rule.name] = rule

    def _once(self, name: str) -> None:
        if name in self.rules or name in self.correlations:
            message = f"two documents are called {name!r}; rename one of them"
            raise BadInput(message)

    def _graded(self) -> dict[str, str]:
        """Return the grade of each signal, by the level of its document."""
        grades = {level: grade for grade, level in self.policy.grades.items()}
        for name, document in self.signalling.items():
            if document.level not in grades:
                message = (
                    f"{name!r} has level {document.level!r}, to which the policy gives no grade"
                )
                raise BadInput(message)
        return {name: grades[document.level] for name, document in self.signalling.items()}

    def matched(self, events: Sequence[Event]) -> dict[str, list[Event]]:
        """Return those of *events* that each rule matches, in order of time."""
        found: dict[str, list[Event]] = {name: [] for name in self.rules}
        for event in sorted(events, key=lambda event: event.second):
            for name in self._by_type.get(event.type, ()):
                if self._questions[name](event):
                    found[name].append(event)
        return found

    def proofs(self, events: Sequence[Event]) -> dict[str, list[Chain]]:
        """Return what *events* prove, by the name of the rule or correlation."""
        matched = self.matched(events)
        return {name: self._chains(name, matched) for name in self.signalling}

    def _chains(self, name: str, matched: Mapping[str, Sequence[Event]]) -> list[Chain]:
        document = self.signalling[name]
        if isinstance(document, CorrelationDocument):
            return declared_correlation.chains(document, matched)
        return [(event,) for event in matched[name]]

    def verify(self, events: Sequence[Event], records: Sequence[Record], alert: str) -> Ruling:
        """Return what is true of *events* given *records*, for the alert of rule *alert*."""
        matched = self.matched(events)
        covering = self._covering(matched, records)
        row, proofs = self._decided(matched, covering, records)
        if row is self.policy.otherwise and alert in covering:
            proofs = [
                frozenset(event.id for event in chain) | {record}
                for chain in self._chains(alert, matched)
                for event in chain
                for record in covering[alert].get(event.id, ())
            ]
        named = {name for by in covering.values() for found in by.values() for name in found}
        holds = [
            name
            for name in sorted(named)
            if self._without(name, matched, covering, records) != row.answer
        ]
        return Ruling(row.answer, row.row, declared_policy.smallest(proofs), tuple(holds))

    def _covering(
        self, matched: Mapping[str, Sequence[Event]], records: Sequence[Record]
    ) -> Covering:
        """Return the records that cover each event *matched*, for each signal that may be there."""
        return {
            name: {
                event.id: [
                    record
                    for join in self._joins.get(name, ())
                    for record in declared_policy.beside(join, self._witness((event,)), records)
                ]
                for rule in self._rules_of(name)
                for event in matched[rule]
            }
            for name in self.signalling
            if any(matched[rule] for rule in self._rules_of(name))
        }

    def _rules_of(self, name: str) -> Sequence[str]:
        """Return the rules that the signal called *name* is made of."""
        document = self.signalling[name]
        if isinstance(document, CorrelationDocument):
            return document.correlation.rules
        return (name,)

    def _witness(self, chain: Chain) -> Witness:
        ids = frozenset(event.id for event in chain)
        about = {
            name: frozenset(tells(event) for event in chain) - {""}
            for name, tells in self._tellers.items()
        }
        return Witness(ids, about, chain[0].second, chain[-1].second)

    def _left(
        self, name: str, matched: Mapping[str, Sequence[Event]], covering: Covering
    ) -> list[Witness]:
        """Return what is just enough for the signal called *name* of the events not covered."""
        left = {
            rule: [event for event in matched[rule] if not covering[name][event.id]]
            for rule in self._rules_of(name)
        }
        return [self._witness(chain) for chain in self._chains(name, left)]

    def _decided(
        self,
        matched: Mapping[str, Sequence[Event]],
        covering: Covering,
        records: Sequence[Record],
    ) -> tuple[Row, list[frozenset[str]]]:
        """Return the first row that applies, with every set of ids that makes it apply."""
        left = {name: self._left(name, matched, covering) for name in covering}
        for row in self.policy.runbook:
            if row.when is None:
                continue
            if row.when.events:
                counted = [self._witness((event,)) for event in matched[row.when.events]]
            else:
                counted = [
                    witness
                    for name, witnesses in left.items()
                    if self._grades[name] in row.when.unexplained or name in row.when.signals
                    for witness in witnesses
                ]
            proofs = declared_policy.reached(row.when, counted, records)
            if proofs:
                return row, proofs
        return self.policy.otherwise, []

    def _without(
        self,
        name: str,
        matched: Mapping[str, Sequence[Event]],
        covering: Covering,
        records: Sequence[Record],
    ) -> str:
        """Return the answer if there were no record called *name*."""
        left = [record for record in records if record.id != name]
        fewer = {
            signal: {
                event: [record for record in found if record != name]
                for event, found in by_event.items()
            }
            for signal, by_event in covering.items()
        }
        return self._decided(matched, fewer, left)[0].answer
