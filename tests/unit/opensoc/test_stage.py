import pytest

from watchfloor.opensoc.stages import STAGES


def test_a_stage_cannot_be_changed_while_it_is_played() -> None:
    """How hard an incident is made is settled before it is made."""
    with pytest.raises(AttributeError):
        STAGES["stage1_basic"].prevalence = 0  # type: ignore[misc]  # what the test is about
