"""Scripts unpack each other in memory and call out."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="fileless",
    summary="Scripts unpack each other in memory and call out.",
    moves=(
        Move("memory_script"),
        Move("encoded_script"),
        Move("interpreter_calls_out"),
    ),
)
