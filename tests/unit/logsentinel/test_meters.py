from msgspec.structs import replace

from watchfloor.logsentinel import meters, transition
from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.cells import HEALTH
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import SLOT_INDEX
from watchfloor.play.observation import Item
from watchfloor.seeds import Seed

APP = "app_sre"
WEB = SLOT_INDEX["web"]


def quiet() -> State:
    """Return a world some minutes after its beginning."""
    state = transition.open_with(SCENARIOS["easy"].build(Seed.of(5)), "sequential")
    return transition.apply(state, Wait()).state


def sick(state: State) -> State:
    """Return *state* with a web service that is nearly gone."""
    cells = list(state.cells)
    cells[HEALTH + WEB] = 400
    return replace(state, cells=tuple(cells))


def with_fault(state: State, kind: str, since: int) -> State:
    """Return *state* with the web sensor at fault from tick *since* on."""
    fault = ((WEB, since),)
    silent, lying = (fault, ()) if kind == "silent" else ((), fault)
    return replace(state, world=replace(state.world, silent=silent, lying=lying))


def web(state: State) -> Item:
    """Return what the meter of the web service shows."""
    return next(item for item in meters.rows(state, APP) if item.id == "m-web")


def test_a_role_sees_its_own_slots_and_no_other() -> None:
    """The meters shown are those that the seat names, as far as the services exist."""
    state = quiet()
    there = {slot for slot, place in SLOT_INDEX.items() if state.world.names[place]}
    for role in ROLES.values():
        seen = {item.id[2:] for item in meters.rows(state, role.name) if item.id[0] == "m"}

        assert seen == set(role.meters) & there


def test_two_seats_see_the_same_of_one_service() -> None:
    """What both the application and security watch reads alike."""
    state = quiet()
    app = {item.id: item for item in meters.rows(state, APP)}
    security = {item.id: item for item in meters.rows(state, "security_analyst")}
    both = sorted(set(app) & set(security))

    assert both
    assert [name for name in both if app[name] != security[name]] == []


def test_a_meter_shows_that_its_service_is_sick() -> None:
    """Health is shown in thousandths, near to what it is."""
    assert 50 < int(web(sick(quiet())).fields["health"]) <= 98


def test_every_row_names_its_sensor() -> None:
    """The machine that measures stands in the text of every row."""
    state = quiet()
    host = state.world.naming.hosts[WEB]

    assert f"[otel@{host}]" in web(state).text


def test_a_silent_sensor_says_since_when_and_shows_no_value() -> None:
    """Nothing is shown of a service whose sensor is silent but the tick from which it was."""
    item = web(with_fault(sick(quiet()), "silent", 1))

    assert item.fields == {"slot": "web", "since": 1}


def test_a_lying_sensor_shows_an_ordinary_day() -> None:
    """A service that is nearly gone looks well through a sensor that lies."""
    assert int(web(with_fault(sick(quiet()), "lying", 1)).fields["health"]) > 980


def test_a_sensor_that_will_fail_works_until_then() -> None:
    """A fault that begins later changes nothing yet."""
    state = sick(quiet())

    assert web(with_fault(state, "silent", 9)) == web(state)


def test_a_gauge_falls_silent_with_its_service() -> None:
    """The depth of a queue is not shown when the sensor of the queue is silent."""
    state = quiet()
    queue = SLOT_INDEX["queue"]
    broken = replace(state, world=replace(state.world, silent=((queue, 0),)))
    names = [item.id for item in meters.rows(state, "incident_commander")]

    assert "g-queue" in names
    assert "g-queue" not in [item.id for item in meters.rows(broken, "incident_commander")]
