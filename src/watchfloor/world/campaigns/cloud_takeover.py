"""An account is forced, keys are made, and a store is opened."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="cloud_takeover",
    summary="An account is forced, keys are made, and a store is opened.",
    moves=(
        Move("account_lockout"),
        Move("outside_sign_in"),
        Move("cloud_key_created"),
        Move("bucket_opened"),
    ),
)
