"""A typed client of the game; it imports nothing that serves."""

from watchfloor.server.openenv_client import Client, Seen, Standing

__all__ = ["LogSentinelClient", "Seen", "Standing"]


class LogSentinelClient(Client):
    """Plays one session of `logsentinel` over WebSocket."""
