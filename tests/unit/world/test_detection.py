from msgspec.structs import replace

from watchfloor.world.detection import signals
from watchfloor.world.event import Event
from watchfloor.world.rules import RULES

DISABLED = RULES["control_disabled"].fires_on[0][0]
SPRAY = RULES["password_spray"].fires_on[0]
USED = RULES["new_account_used"].fires_on[0]


def test_a_sign_says_where_who_and_when() -> None:
    """The first event of a proof says whose it is, the first and the last when it was."""
    (found,) = signals(SPRAY)

    assert (found.rule, found.grade) == ("password_spray", RULES["password_spray"].grade)
    assert (found.host, found.user) == (SPRAY[0].host, SPRAY[0].user)
    assert (found.first, found.last) == (SPRAY[0].second, SPRAY[-1].second)
    assert found.proof == tuple(event.id for event in SPRAY)


def test_the_calendar_is_asked_about_whoever_the_rule_names() -> None:
    """The actor is the account that acted, or the address where the rule goes by that."""
    (disabled,) = signals([DISABLED])
    (spray,) = signals(SPRAY)

    assert disabled.actor == DISABLED.user
    assert RULES["password_spray"].actor == "source_ip"
    assert spray.actor == SPRAY[0].source_ip


def test_an_address_is_the_one_outside() -> None:
    """The address of a sign is where it came from, else where it went, if that is outside."""
    sent = RULES["large_transfer"].fires_on[0][0]

    assert signals([sent])[0].address == sent.target_ip
    assert signals(SPRAY)[0].address == SPRAY[0].source_ip
    assert signals([DISABLED])[0].address == ""


def test_signs_are_found_rule_by_rule_in_one_pass() -> None:
    """What takes one event is found at that event, what takes several after the last."""
    late = replace(DISABLED, id="log-90", second=90_000)
    found = signals([*USED, late])

    assert [signal.rule for signal in found] == ["control_disabled", "new_account_used"]
    assert found[1].proof == tuple(event.id for event in USED)


def test_too_few_to_count_are_no_sign() -> None:
    """A tally that is not reached says nothing, and neither does an empty log."""
    assert signals(SPRAY[:1]) == []
    assert signals([]) == []


def test_an_unknown_type_is_passed_over() -> None:
    """What no rule reads is no sign of anything."""
    assert signals([Event("log-01", 0, "weather", "roof")]) == []
