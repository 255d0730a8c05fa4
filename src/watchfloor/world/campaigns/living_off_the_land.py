"""Tools of the system fetch, run and keep a program."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="living_off_the_land",
    summary="Tools of the system fetch, run and keep a program.",
    moves=(
        Move("download_by_tool"),
        Move("signed_proxy"),
        Move("run_key_from_profile"),
    ),
)
