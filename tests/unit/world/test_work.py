from watchfloor.world.work import Work


def test_a_work_covers_what_it_names() -> None:
    """A kind of work is the signs that it sets off, in the order in which they are told."""
    work = Work("painting", "Somebody paints.", ("smell", "noise"))

    assert work.covers == ("smell", "noise")
