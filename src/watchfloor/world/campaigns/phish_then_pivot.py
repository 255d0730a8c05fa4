"""A lure leads to code on a desk, then on a second machine, then data leaves."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="phish_then_pivot",
    summary="A lure leads to code on a desk, then on a second machine, then data leaves.",
    moves=(
        Move("lure_delivered"),
        Move("office_spawns_shell"),
        Move("interpreter_calls_out"),
        Move("remote_execution", host=1),
        Move("large_transfer", host=1),
    ),
)
