"""The pictures of a report, one file each."""

from watchfloor.catalog import load
from watchfloor.evaluation.picture import Picture

PICTURES = load(__name__, "PICTURE", Picture)
