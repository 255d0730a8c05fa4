"""A known program loads the wrong library and comes back each day."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="sideloaded_tool",
    summary="A known program loads the wrong library and comes back each day.",
    moves=(
        Move("lure_delivered"),
        Move("library_from_profile"),
        Move("task_from_profile"),
    ),
)
