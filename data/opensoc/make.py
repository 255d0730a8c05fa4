"""Write the data sets of `opensoc`, their cards and digests, and the marks of what is held out."""  # noqa: INP001  # a script

import sys
from pathlib import Path

from watchfloor.evaluation import datasets

ROOT = Path(__file__).parents[2]


def main(root: Path) -> None:
    """Write every file below *root*, and say which of them are other than they were."""
    for name, content in datasets.files().items():
        path = root / name
        is_same = path.is_file() and path.read_bytes() == content
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sys.stdout.write(f"{'same   ' if is_same else 'written'}  {len(content):>9,}  {name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
