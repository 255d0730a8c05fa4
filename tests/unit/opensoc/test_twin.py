from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from cases import grown
from watchfloor.opensoc.hours import GRID
from watchfloor.opensoc.plot import Plot, Plotter
from watchfloor.opensoc.roster import Casting, roster
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.telling import Teller
from watchfloor.opensoc.twin import COVERING, Log, Pair, Twins, outside_ips
from watchfloor.seeds import Seed
from watchfloor.world.detection import Signal, signals
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS

STAGE = STAGES["stage3_mixed"]


def _drawn(number: int) -> tuple[Plot, Log, Twins]:
    draw = Seed.of("twin", number).stream()
    casting = Casting(roster(number), draw)
    plot = Plotter(casting, draw, STAGE).plot("dismiss")
    log = Teller(casting, draw, STAGE).told(plot)
    return plot, log, Twins(casting, draw, log, plot.shared)


def _points(ticket: Record, signal: Signal) -> dict[str, bool]:
    return {
        "machine": ticket.host == signal.host,
        "actor": ticket.actor == signal.actor,
        "hours": ticket.opens <= signal.first and signal.last <= ticket.closes,
        "work": ticket.role in COVERING[signal.rule],
    }


def _pairs(count: int = 60) -> Iterator[tuple[Pair, Signal]]:
    """Return the pairs of many incidents, each with the sign that it is about."""
    for number in range(count):
        _, log, twins = _drawn(number)
        found = {(signal.rule, signal.first): signal for signal in signals(log.events)}
        for part, pair in zip(log.happened, twins.pairs(), strict=True):
            first = part.events[-1 if RULES[part.beat.rule].after else 0]
            signal = found.get((part.beat.rule, first.second)) or found.get(
                (part.beat.rule, part.events[0].second)
            )
            assert signal is not None
            yield pair, signal


def test_the_works_that_cover_a_rule_are_those_that_say_so() -> None:
    """Whoever writes a ticket knows what its kind of work sets off."""
    assert set(COVERING) == set(RULES)
    for rule, works in COVERING.items():
        assert sorted(works) == sorted(name for name in WORKS if rule in WORKS[name].covers)


def test_of_two_twins_one_covers_and_one_misses_in_the_point_that_it_says() -> None:
    """The right one agrees with its sign in all, the wrong one in all but one point."""
    for pair, signal in _pairs():
        assert all(_points(pair.right, signal).values())
        assert [point for point, is_met in _points(pair.wrong, signal).items() if not is_met] == [
            pair.point
        ]


def test_twins_differ_in_nothing_else() -> None:
    """Number, and all that the point does not name, are the same in both."""
    columns = {
        "machine": {"host"},
        "actor": {"actor"},
        "hours": {"opens", "closes"},
        "work": {"role"},
    }
    for pair, _ in _pairs():
        told = {
            name
            for name in Record.__struct_fields__
            if getattr(pair.right, name) != getattr(pair.wrong, name)
        }

        assert told <= columns[pair.point]


def test_a_sign_is_missed_in_every_point() -> None:
    """Nobody can do without comparing machine, actor, hours and kind of work."""
    found = Counter(pair.point for pair, _ in _pairs())

    assert min(found[point] for point in ("machine", "actor", "hours", "work")) > 20


def test_signs_by_one_hand_are_missed_where_their_neighbours_do_not_tell() -> None:
    """A twin with another actor stands out beside tickets that name the right one."""
    told = Counter[str]()
    for number in range(150):
        _, log, twins = _drawn(number)
        hands = [part.beat.cast.user for part in log.happened]
        told.update(
            pair.point
            for pair, hand in zip(twins.pairs(), hands, strict=True)
            if hands.count(hand) > 1
        )

    assert 2 * (told["hours"] + told["work"]) > 3 * (told["machine"] + told["actor"])


def test_hours_begin_and_end_at_full_five_minutes() -> None:
    """So the hours of a ticket do not tell to the second which line it is about."""
    for pair, _ in _pairs():
        for ticket in (pair.right, pair.wrong):
            assert ticket.opens % GRID == ticket.closes % GRID == 0


def test_hours_that_miss_cover_another_line() -> None:
    """A ticket out of hours is as much in the hours of the log as one that covers."""
    for number in range(60):
        _, log, twins = _drawn(number)
        seconds = [event.second for event in log.events]
        for pair in twins.pairs():
            for ticket in (pair.right, pair.wrong):
                assert any(ticket.opens <= second <= ticket.closes for second in seconds)


def test_a_herring_misses_in_another_point_besides() -> None:
    """What it is made of misses in one point or none; a herring misses its sign in any case."""
    for number in range(40):
        _, log, twins = _drawn(number)
        found = {(signal.rule, signal.first): signal for signal in signals(log.events)}
        for place, pair in enumerate(twins.pairs()):
            herring = twins.herring(place, pair, pair.right)
            part = log.happened[place]
            signal = found.get((part.beat.rule, part.events[0].second))

            assert herring.subject != pair.right.subject
            assert replace(herring, subject="") != replace(pair.right, subject="")
            assert signal is None or not all(_points(herring, signal).values())


def test_the_twin_of_a_shared_address_is_shared() -> None:
    """What is known of two addresses does not tell which of them did it."""
    for number in range(120):
        plot, log, twins = _drawn(number)
        for part, pair in zip(log.happened, twins.pairs(), strict=True):
            ip = part.events[0].source_ip
            if pair.point == "actor" and ip in plot.shared and pair.right.actor == ip:
                assert pair.wrong.actor in twins.shared


def test_addresses_outside_are_named_once_and_in_order() -> None:
    """Source and target count, whoever is inside does not."""
    for it in grown(1):
        found = outside_ips(it.case.events)

        assert found == sorted(set(found))
        assert not any(ip.startswith(("10.", "172.", "192.168.")) for ip in found)


def test_no_two_tickets_have_one_number() -> None:
    """A number that is drawn again is followed by the next that is free."""
    _, _, twins = _drawn(1)
    numbers = [twins.number(8_999) for _ in range(5)]

    assert numbers == ["CAL-9999", "CAL-1000", "CAL-1001", "CAL-1002", "CAL-1003"]


def test_whoever_is_named_where_a_ticket_misses_is_known() -> None:
    """The machine and the actor of a twin are among those that the console has to know."""
    for number in range(40):
        _, _, twins = _drawn(number)
        for pair in twins.pairs():
            assert pair.point != "machine" or pair.wrong.host in twins.others
            assert pair.point != "actor" or pair.wrong.actor in twins.others
