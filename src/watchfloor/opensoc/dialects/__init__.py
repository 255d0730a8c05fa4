"""The styles of log, one file each."""

from watchfloor.catalog import load
from watchfloor.opensoc.dialect import Dialect

DIALECTS = load(__name__, "DIALECT", Dialect)
