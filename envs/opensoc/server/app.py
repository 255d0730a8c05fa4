"""Serves `opensoc` as OpenEnv wants it: `uvicorn server.app:app`."""

import os

from watchfloor.server import listening, serving
from watchfloor.server.limits import Limits

LIMITS = Limits(sessions=int(os.environ.get("MAX_CONCURRENT_ENVS", "128")))
OFFER = serving.Offer(
    limits=LIMITS,
    token=os.environ.get("WATCHFLOOR_TOKEN", ""),
    framed_by=tuple(os.environ.get("FRAMED_BY", "").split()),
)
app = serving.alone(serving.every_game()["opensoc"], OFFER)


def main() -> None:
    """Serve at HOST and PORT, this machine alone if they are not given."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    listening.run(app, listening.bound(host, port), LIMITS)


if __name__ == "__main__":
    main()
