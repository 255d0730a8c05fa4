"""Ways to reach models, one file each; none needs its package before it is used."""

from watchfloor.agents.backend import Backend
from watchfloor.catalog import load

BACKENDS = load(__name__, "BACKEND", Backend)
