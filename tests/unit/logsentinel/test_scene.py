from msgspec.structs import replace

from watchfloor.logsentinel import transition, view
from watchfloor.logsentinel.actions import Query
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.scene import Heard, Ordered, Proposed, Scene, read
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import SLOT_INDEX
from watchfloor.seeds import Seed

PRIMARY = SLOT_INDEX["primary"]


def opened() -> State:
    """Return the first state of a world."""
    return transition.open_with(SCENARIOS["easy"].build(Seed.of(5)), "sequential")


def seen(*, proposals: tuple[Proposed, ...] = (), ordered: tuple[Ordered, ...] = ()) -> Scene:
    """Return what the first role sees of an opening, with *proposals* and what is *ordered*."""
    scene = read(view.observe(opened(), "incident_commander"))
    return scene._replace(proposals=proposals, ordered=ordered)


def test_every_view_can_be_read() -> None:
    """What a program reads of each view is what the state holds."""
    state = opened()
    for role in ROLES:
        scene = read(view.observe(state, role))

        assert (scene.role, scene.tick, scene.horizon, scene.phase) == (role, 0, 48, "detect")
        assert [name for name in scene.names.values() if name not in state.world.names] == []


def test_a_meter_that_shows_nothing_is_silent() -> None:
    """A sensor that has failed is read as silent by those who watch its service."""
    world = replace(opened().world, silent=((PRIMARY, 0),))
    state = transition.open_with(world, "sequential")

    assert read(view.observe(state, "db_sre")).silent == ("primary",)
    assert read(view.observe(state, "app_sre")).silent == ()


def test_what_was_done_is_heard() -> None:
    """A question of a colleague is read with source and service."""
    service = opened().world.names[0]
    after = transition.apply(opened(), Query(source="change", service=service)).state
    heard = Heard(0, "incident_commander", "query", ("change", service), "ok")

    assert read(view.observe(after, "db_sre")).timeline == (heard,)


def test_what_was_withdrawn_is_not_under_discussion() -> None:
    """Only proposals that stand are discussed."""
    kept = Proposed("p-1", "db_sre", 3, "disk_full", "primary", 2, "open", "", -1, ())
    gone = kept._replace(id="p-2", state="withdrawn")

    assert seen(proposals=(kept, gone)).under_discussion() == (kept,)


def test_what_is_under_way_is_waited_for() -> None:
    """A pending mitigation is known and waited for; one that landed says when."""
    pending = Ordered("expand_disk", "primary", "pending", 9, "p-1")
    scene = seen(ordered=(pending,))
    after = seen(ordered=(pending._replace(state="landed"),))

    assert (scene.is_waiting(), scene.last_landed()) == (True, -1)
    assert (after.is_waiting(), after.last_landed()) == (False, 9)
    assert scene.is_known("expand_disk", "primary", "pending", "landed")
