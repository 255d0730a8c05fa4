import pytest

from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.campaign import Campaign
from watchfloor.world.campaigns import CAMPAIGNS

EVERY = pytest.mark.parametrize("campaign", CAMPAIGNS.values(), ids=CAMPAIGNS)


@EVERY
def test_a_campaign_is_made_of_activities(campaign: Campaign) -> None:
    """Every step is something that can be done, and the machines are counted from the first."""
    machines = list(dict.fromkeys(move.host for move in campaign.moves))

    assert {move.activity for move in campaign.moves} <= set(ACTIVITIES)
    assert machines == sorted(machines)
    assert machines[0] == 0
    assert campaign.summary.endswith(".")


@EVERY
def test_a_campaign_is_a_chain(campaign: Campaign) -> None:
    """There is more than one step, and no two campaigns are the same."""
    same = [other.name for other in CAMPAIGNS.values() if other.moves == campaign.moves]

    assert len(campaign.moves) > 1
    assert same == [campaign.name]


def test_there_are_families_enough() -> None:
    """A defender meets a dozen ways of attacking or more, and every activity in one of them."""
    used = {move.activity for campaign in CAMPAIGNS.values() for move in campaign.moves}

    assert len(CAMPAIGNS) >= 12
    assert used == set(ACTIVITIES)
