"""What calls take, added up, and what their chance is drawn from."""

from decimal import Decimal

from watchfloor.agents.backend import Message, Settings, Usage, draw_for, total
from watchfloor.agents.backends import BACKENDS

ONE = Usage(calls=1, tries=2, tokens_in=100, tokens_out=20, dollars=Decimal("0.1"))


def test_usages_are_added_field_by_field() -> None:
    """Three tenths of a dollar are three tenths."""
    found = total([ONE, ONE, ONE, Usage(calls=1, kept=1)])

    assert found == Usage(4, 1, 0, 6, 300, 0, 60, dollars=Decimal("0.3"))
    assert total([]) == Usage()


def test_chance_is_fixed_by_what_is_said() -> None:
    """Equal messages draw the same number, another repeat and another message another one."""
    messages = [Message("user", "a")]
    draws = [draw_for(messages, 0), draw_for(messages, 1), draw_for([Message("user", "b")], 0)]

    assert draws[0] == draw_for([Message("user", "a")], 0)
    assert len(set(draws)) == 3
    assert all(0 <= draw < 1 << 31 for draw in draws)


def test_a_key_is_not_shown() -> None:
    """Settings that are printed keep the key to themselves."""
    assert "s3cret" not in repr(Settings(key="s3cret"))


def test_there_are_backends_for_endpoints_and_for_this_machine() -> None:
    """They are found without their packages."""
    assert set(BACKENDS) == {"hf", "openai"}
