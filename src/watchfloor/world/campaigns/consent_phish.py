"""A lure leads to an application with lasting access."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="consent_phish",
    summary="A lure leads to an application with lasting access.",
    moves=(
        Move("lure_delivered"),
        Move("consent_granted"),
        Move("mailbox_forward"),
    ),
)
