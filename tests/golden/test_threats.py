"""The page of the ways to earn without doing the job."""

from golden.conftest import Keep
from watchfloor.audit import page


def test_the_page_of_threats_is_that_of_the_files(keep: Keep) -> None:
    """What users read of a threat is what its file says."""
    keep("../../docs/threats.md", page.text())
