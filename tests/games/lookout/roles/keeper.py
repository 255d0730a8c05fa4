"""Sees what the spotter points at, and decides."""

from lookout.actions import Ask, Decide
from watchfloor.play.role import Role

ROLE = Role(
    name="keeper",
    brief="Say whether one address outside is trying many accounts; ask for other lines if unsure.",
    moves=(Ask, Decide),
    sources=("handed", "directory"),
)
