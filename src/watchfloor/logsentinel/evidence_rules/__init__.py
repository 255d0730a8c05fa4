"""The evidence rules, one file each."""

from watchfloor.catalog import load
from watchfloor.logsentinel.evidence_rule import EvidenceRule

EVIDENCE_RULES = load(__name__, "EVIDENCE_RULE", EvidenceRule)
