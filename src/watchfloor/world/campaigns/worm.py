"""A machine sweeps its neighbours and code runs on one after another."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="worm",
    summary="A machine sweeps its neighbours and code runs on one after another.",
    moves=(
        Move("port_sweep"),
        Move("service_from_profile"),
        Move("remote_execution", host=1),
    ),
)
