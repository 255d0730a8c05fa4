from msgspec.structs import replace

from watchfloor.world.detection import actor, address, heard, noted, sighted, signals
from watchfloor.world.event import Event
from watchfloor.world.rules import RULES

DISABLED = RULES["control_disabled"].fires_on[0][0]
SPRAY = RULES["password_spray"].fires_on[0]
USED = RULES["new_account_used"].fires_on[0]


def test_a_sign_says_where_who_and_when() -> None:
    """The first event of a proof says whose it is, the first and the last when it was."""
    spray = (SPRAY[0], *(replace(event, host="ws-99", user=event.id) for event in SPRAY[1:]))
    (found,) = signals(spray)

    assert (found.rule, found.grade) == ("password_spray", RULES["password_spray"].grade)
    assert (found.host, found.user) == (SPRAY[0].host, SPRAY[0].user)
    assert (found.first, found.last) == (SPRAY[0].second, SPRAY[-1].second)
    assert found.events == spray
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


def test_what_is_covered_is_not_heard() -> None:
    """A rule is left to make what it can of the lines that nothing covers."""
    found = sighted([*SPRAY, replace(DISABLED, id="log-90")])
    one, two = ({event.id for event in SPRAY[:count]} for count in (1, 2))

    assert len(SPRAY) == 5
    assert [it.rule for it in heard(found, lambda _rule, event: event.id in one)] == [
        "control_disabled",
        "password_spray",
    ]
    assert [it.rule for it in heard(found, lambda _rule, event: event.id in two)] == [
        "control_disabled"
    ]
    assert [it.rule for it in heard(found, lambda rule, _: rule.grade == "grave")] == [
        "password_spray"
    ]


def test_a_sequence_that_is_covered_at_one_end_is_none() -> None:
    """What may come before counts only if nothing covers it, and so does what follows."""
    found = sighted(USED)

    assert len(heard(found)) == 1
    for covered in USED:
        assert heard(found, lambda _rule, event, it=covered: event is it) == []  # type: ignore[misc]  # bound at once


def test_what_follows_nothing_is_not_kept() -> None:
    """A sign-in is put aside for a sequence only once an account was made."""
    made, used = USED

    assert sighted([used, made]).together["new_account_used"].matched == []
    assert sighted([used]).together == {}
    assert not sighted([made]).together["new_account_used"].may_fire()


def test_who_and_where_from_is_asked_of_each_line() -> None:
    """A rule goes by the account or by the address; the address outside is the first there is."""
    knock = SPRAY[0]
    both = replace(knock, target_ip="192.0.2.9")

    assert actor(RULES["password_spray"], knock) == knock.source_ip
    assert actor(RULES["control_disabled"], DISABLED) == DISABLED.user
    assert address(both) == knock.source_ip
    assert address(replace(both, source_ip="10.0.0.1")) == "192.0.2.9"
    assert address(replace(knock, source_ip="10.0.0.1")) == ""
    assert address(replace(knock, source_ip="", target_ip="10.0.0.1")) == ""


def test_an_unknown_type_is_passed_over() -> None:
    """What no rule reads is no sign of anything."""
    assert signals([Event("log-01", 0, "weather", "roof")]) == []


def test_what_a_rule_takes_note_of_is_told_by_its_name() -> None:
    """A line is noted as what a rule looks for, or as what comes before it, whatever its case."""
    made, used = USED

    assert noted(DISABLED) == ("control_disabled",)
    assert noted(replace(DISABLED, outcome=DISABLED.outcome.upper())) == ("control_disabled",)
    assert "new_account_used" in noted(made)
    assert "new_account_used" in noted(used)
    assert noted(replace(DISABLED, outcome="updated")) == ()
    assert noted(Event("log-01", 0, "weather", "roof")) == ()


def test_what_is_noted_is_what_the_rules_find() -> None:
    """The rules that a line is looked up for are those that find it when each is asked."""
    for rule in RULES.values():
        for event in (it for example in (*rule.fires_on, *rule.silent_on) for it in example):
            assert noted(event) == tuple(
                name
                for name, it in RULES.items()
                if it.finds(event) or (it.after is not None and it.after.finds(event))
            )


def test_several_lines_are_weighed_once() -> None:
    """What a rule makes of all of them is kept, and is what it makes of them by itself."""
    found = sighted(SPRAY).together["password_spray"]

    assert found.firings == RULES["password_spray"].firings(SPRAY)
    assert found.firings is found.firings
    assert sighted(SPRAY[:2]).together["password_spray"].firings == []
