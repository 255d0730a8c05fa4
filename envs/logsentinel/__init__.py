"""LogSentinel: an incident war-room, as an environment of OpenEnv."""
