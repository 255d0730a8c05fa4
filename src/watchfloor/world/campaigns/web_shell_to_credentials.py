"""A shell on a web server leads to the credentials of a machine."""

from watchfloor.world.campaign import Campaign, Move

CAMPAIGN = Campaign(
    name="web_shell_to_credentials",
    summary="A shell on a web server leads to the credentials of a machine.",
    moves=(
        Move("exploit_blocked"),
        Move("web_server_spawns_shell"),
        Move("credentials_dumped"),
    ),
)
