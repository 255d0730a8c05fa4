"""What the package lists when it is asked for everything."""

from golden.conftest import Keep
from watchfloor.cli import listing


def test_the_listing_is_as_it_was(keep: Keep) -> None:
    """A thing that is added, renamed or removed shows as a line of a diff."""
    keep("catalogue.txt", listing.text(listing.shelves()))
