import pytest
from msgspec.structs import asdict, replace

from watchfloor.logsentinel.habits import Habits


def test_a_team_differs_from_another_in_seven_whole_numbers() -> None:
    """What is tuned is few, and is counted."""
    habits = asdict(Habits())

    assert len(habits) == 7
    assert all(type(number) is int and number >= 0 for number in habits.values())


@pytest.mark.parametrize("name", asdict(Habits()))
def test_each_number_can_be_another(name: str) -> None:
    """A habit that is changed is another team, and the first one stays as it was."""
    first = Habits()
    other = replace(first, **{name: getattr(first, name) + 1})

    assert other != first == Habits()
