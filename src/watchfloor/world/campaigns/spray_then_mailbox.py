"""One guessed password opens an account, and its mail is sent elsewhere."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="spray_then_mailbox",
    summary="One guessed password opens an account, and its mail is sent elsewhere.",
    moves=(
        Move("password_spray"),
        Move("outside_sign_in"),
        Move("mailbox_forward"),
        Move("consent_granted"),
    ),
)
