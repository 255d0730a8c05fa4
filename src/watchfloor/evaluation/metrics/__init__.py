"""The numbers of a report, one file each."""

from watchfloor.catalog import load
from watchfloor.evaluation.metric import Metric

METRICS = load(__name__, "METRIC", Metric)
