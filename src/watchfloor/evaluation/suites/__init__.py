"""What is evaluated by name, one file each."""

from watchfloor.catalog import load
from watchfloor.evaluation.suite import Suite

SUITES = load(__name__, "SUITE", Suite)
