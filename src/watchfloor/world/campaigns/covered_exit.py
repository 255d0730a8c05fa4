"""Data leaves, and the log of it is emptied."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="covered_exit",
    summary="Data leaves, and the log of it is emptied.",
    moves=(
        Move("domain_listed"),
        Move("large_transfer"),
        Move("log_emptied"),
    ),
)
