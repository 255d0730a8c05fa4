"""Colleagues play the adversary, with notice."""

from watchfloor.world.work import Work

WORK = Work(
    name="red_team",
    summary="Colleagues play the adversary, with notice.",
    covers=("credentials_dumped", "web_server_spawns_shell", "signed_proxy", "domain_listed"),
)
