"""Where verifiers looks for the taskset, the environment and the harness of our games.

The library finds a plug-in by the name of a module at the top, so that `eval watchfloor-verifiers`
leads here.
"""

from watchfloor.adapters.verifiers import (
    GameConfig,
    GameEnv,
    GameEnvConfig,
    GameTaskset,
    SeedTask,
    TalkHarness,
)

__all__ = ["GameConfig", "GameEnv", "GameEnvConfig", "GameTaskset", "SeedTask", "TalkHarness"]
