"""The second verifier: what is true of an incident, by rules and a policy that are only declared.

It shares nothing with the first but the shape of events and records. The documents are Sigma rules,
Sigma correlations and one policy, already parsed; nothing here opens a file. The certificate is
every smallest set of ids that makes the deciding row apply; a record holds if the answer would be
another without it, which is found by taking it away.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from watchfloor.errors import BadInput
from watchfloor.opensoc import declared_correlation, declared_policy
from watchfloor.opensoc.declared_correlation import Chain, CorrelationDocument
from watchfloor.opensoc.declared_policy import Policy, Proof, Row, Witness
from watchfloor.opensoc.declared_rule import RuleDocument, question, read
from watchfloor.world.event import Event
from watchfloor.world.record import Record


class Finding(msgspec.Struct, frozen=True):
    """The right answer, the row that gives it, its proof, and the records that hold it."""

    answer: str
    row: str
    certificate: tuple[Proof, ...]
    holds: Proof


class _Signal(NamedTuple):
    """One match of a rule or correlation, with the records that explain it."""

    rule: str
    grade: str
    witness: Witness
    explained_by: tuple[str, ...]


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
        return self._proofs(self.matched(events))

    def _proofs(self, matched: Mapping[str, Sequence[Event]]) -> dict[str, list[Chain]]:
        return {
            name: declared_correlation.chains(document.correlation, matched)
            if isinstance(document, CorrelationDocument)
            else [(event,) for event in matched[name]]
            for name, document in self.signalling.items()
        }

    def verify(self, events: Sequence[Event], records: Sequence[Record], alert: str) -> Finding:
        """Return what is true of *events* given *records*, for the alert of rule *alert*."""
        matched = self.matched(events)
        signals = self._signals(self._proofs(matched), records)
        row, proofs = self._decided(signals, matched, records)
        if row is self.policy.otherwise:
            proofs = [
                signal.witness.ids | {name}
                for signal in signals
                if signal.rule == alert
                for name in signal.explained_by
            ]
        named = sorted({name for signal in signals for name in signal.explained_by})
        holds = [
            name for name in named if self._without(name, signals, matched, records) != row.answer
        ]
        return Finding(row.answer, row.row, declared_policy.smallest(proofs), tuple(holds))

    def _signals(
        self, proofs: Mapping[str, Sequence[Chain]], records: Sequence[Record]
    ) -> list[_Signal]:
        """Return each of *proofs* as a signal, with the *records* that explain it."""
        found: list[_Signal] = []
        for name, chains in proofs.items():
            for chain in chains:
                witness = self._witness(chain)
                names = tuple(
                    record
                    for join in self._joins.get(name, ())
                    for record in declared_policy.beside(join, witness, records)
                )
                found.append(_Signal(name, self._grades[name], witness, names))
        return found

    def _witness(self, chain: Chain) -> Witness:
        ids = frozenset(event.id for event in chain)
        about = {name: tells(chain[0]) for name, tells in self._tellers.items()}
        return Witness(ids, about, chain[0].second, chain[-1].second)

    def _decided(
        self,
        signals: Sequence[_Signal],
        matched: Mapping[str, Sequence[Event]],
        records: Sequence[Record],
    ) -> tuple[Row, list[frozenset[str]]]:
        """Return the first row that applies, with every set of ids that makes it apply."""
        for row in self.policy.runbook:
            if row.when is None:
                continue
            if row.when.events:
                counted = [self._witness((event,)) for event in matched[row.when.events]]
            else:
                counted = [
                    signal.witness
                    for signal in signals
                    if signal.grade in row.when.unexplained and not signal.explained_by
                ]
            proofs = declared_policy.reached(row.when, counted, records)
            if proofs:
                return row, proofs
        return self.policy.otherwise, []

    def _without(
        self,
        name: str,
        signals: Sequence[_Signal],
        matched: Mapping[str, Sequence[Event]],
        records: Sequence[Record],
    ) -> str:
        """Return the answer if there were no record called *name*."""
        left = [record for record in records if record.id != name]
        fewer = [
            signal._replace(explained_by=tuple(it for it in signal.explained_by if it != name))
            for signal in signals
        ]
        return self._decided(fewer, matched, left)[0].answer
