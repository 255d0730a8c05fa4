"""The domain is listed, credentials taken, and an administrator made."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="domain_takeover",
    summary="The domain is listed, credentials taken, and an administrator made.",
    moves=(
        Move("domain_listed"),
        Move("credentials_dumped"),
        Move("admin_granted"),
        Move("new_account_used"),
    ),
)
