"""The command line, as `python -m watchfloor`."""

import sys

from watchfloor.cli import main

if __name__ == "__main__":
    sys.exit(main())
