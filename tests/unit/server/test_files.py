"""What a browser loads, and what is said beside it."""

import pytest

from watchfloor.errors import BadInput
from watchfloor.server import files


def test_the_page_may_be_framed_by_its_own_server_alone() -> None:
    """Nobody else can lay it under something of theirs."""
    found = files.loaded()[files.FIRST].headers["content-security-policy"]

    assert found == f"{files.PAGE}; frame-ancestors 'self'"


def test_whoever_is_named_may_frame_it() -> None:
    """A hub shows it below an address of its own."""
    found = files.loaded(["https://hub.example", "http://*.example:81"])

    assert all(
        it.headers["content-security-policy"].endswith(
            " 'self' https://hub.example http://*.example:81"
        )
        for it in found.values()
    )


@pytest.mark.parametrize("origin", ["*", "hub.example", "https://hub.example/; script-src *", ""])
def test_what_is_no_origin_is_refused(origin: str) -> None:
    """Nothing can be slipped into the policy."""
    with pytest.raises(BadInput, match="is no origin; give one such as"):
        files.framed([origin])
