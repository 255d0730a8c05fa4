"""What is reported apart, one file each."""

from watchfloor.catalog import load
from watchfloor.opensoc.subset import Subset

SUBSETS = load(__name__, "SUBSET", Subset)
