"""Crafts an incident that is plausible and hard to judge."""

from watchfloor.opensoc.actions import CraftIncident
from watchfloor.play.role import Role

ROLE = Role(
    name="attacker",
    brief=(
        "Craft an incident of the class asked for that the defender will misjudge. Only the events "
        "count: the right answer is computed from them and the records. An incident that is not "
        "plausible earns nothing."
    ),
    moves=(CraftIncident,),
    sources=("brief", "organisation", "addresses", "calendar", "schema", "plausibility"),
)
