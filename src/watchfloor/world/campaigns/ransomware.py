"""Code runs, controls and copies go, and the files are encrypted."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="ransomware",
    summary="Code runs, controls and copies go, and the files are encrypted.",
    moves=(
        Move("malware_blocked"),
        Move("encoded_script"),
        Move("control_disabled"),
        Move("shadow_copies_deleted"),
        Move("mass_encryption"),
    ),
)
