"""The kinds of authorised work, one file each."""

from watchfloor.catalog import load
from watchfloor.world.work import Work

WORKS = load(__name__, "WORK", Work)
