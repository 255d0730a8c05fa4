"""A web server is probed until an injected question is answered."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="web_intrusion",
    summary="A web server is probed until an injected question is answered.",
    moves=(
        Move("web_probe"),
        Move("exploit_blocked"),
        Move("injection_succeeded"),
    ),
)
