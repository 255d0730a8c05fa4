"""The ways to tell observations to small models, one file each."""

from watchfloor.agents.encoding import Encoding
from watchfloor.catalog import load

ENCODINGS = load(__name__, "ENCODING", Encoding)
