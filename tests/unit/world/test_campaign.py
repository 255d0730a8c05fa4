from watchfloor.world.campaign import Campaign, Move


def test_steps_are_taken_on_one_machine_unless_another_is_named() -> None:
    """An attacker stays where it is until a step says otherwise."""
    campaign = Campaign("calm", "Nothing happens.", (Move("knock"), Move("run", host=1)))

    assert [move.host for move in campaign.moves] == [0, 1]
