"""Sees the log and nothing else."""

from lookout.actions import Point
from watchfloor.play.role import Role

ROLE = Role(
    name="spotter",
    brief="Read the log and point the keeper at the lines that matter, three at the most.",
    moves=(Point,),
    sources=("log",),
)
