"""The catalogue of searches for what nobody thought of."""

from watchfloor.audit.search import Search
from watchfloor.catalog import load

SEARCHES = load(__name__, "SEARCH", Search)
