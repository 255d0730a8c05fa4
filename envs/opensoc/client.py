"""A typed client of the game; it imports nothing that serves."""

from watchfloor.server.openenv_client import Client, Seen, Standing

__all__ = ["OpenSocClient", "Seen", "Standing"]


class OpenSocClient(Client):
    """Plays one session of `opensoc` over WebSocket."""
