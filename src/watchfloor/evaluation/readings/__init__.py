"""What is read of an episode, one file for each game."""

from watchfloor.catalog import load
from watchfloor.evaluation.reading import Reading

READINGS = load(__name__, "READING", Reading)
