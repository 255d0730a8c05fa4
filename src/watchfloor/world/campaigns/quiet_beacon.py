"""A machine calls home and nothing else is seen."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="quiet_beacon",
    summary="A machine calls home and nothing else is seen.",
    moves=(
        Move("generated_domain"),
        Move("steady_beacon"),
    ),
)
