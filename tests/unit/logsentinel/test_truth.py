from msgspec.structs import replace

from warroom import PLAN, full_disk, incident, opened, stolen_data, world
from watchfloor.logsentinel.cells import ERROR, KNOWN, LOSS, blank
from watchfloor.logsentinel.estate import CALLS
from watchfloor.logsentinel.kernel import settle
from watchfloor.logsentinel.matching import Target
from watchfloor.logsentinel.outbreak import CONTAINED
from watchfloor.logsentinel.tables import SLOT_INDEX
from watchfloor.logsentinel.truth import Feat, demanding, ending, real, untouched
from watchfloor.logsentinel.world import World, assembled

PRIMARY = SLOT_INDEX["primary"]
DISK = incident("disk_full", "primary")
THIEF = incident("insider_theft", "bastion")
BACKUP = incident("backup_window", "first_replica")


def _alone(found: World) -> tuple[int, ...]:
    return untouched(found.seed, found.plan, found.estate, found.incidents)


def test_an_incident_that_breaks_out_later_is_part_of_the_truth() -> None:
    """Whoever leaves early is answered for what comes until the horizon."""
    late = incident("disk_full", "primary", starts=PLAN.horizon - 2)

    assert [fate.began for fate in ending(opened(late)).fates] == [PLAN.horizon - 2]


def test_an_incident_that_never_comes_is_not_part_of_the_truth() -> None:
    """What would only have followed on something else is nobody's if that did not happen."""
    second = THIEF._replace(parent=0, trigger=CONTAINED, starts=4)
    fates = ending(opened(DISK, second)).fates

    assert [fate.kind.name for fate in fates] == ["disk_full"]


def test_what_is_harmless_is_not_part_of_the_truth() -> None:
    """A backup is not an incident, whatever it looks like."""
    found = opened(DISK, BACKUP)

    assert [fate.number for fate in ending(found).fates] == [0]
    assert real(found.world) == (0,)


def test_only_what_time_starts_demands_attention() -> None:
    """Further incidents that somebody lets happen give no more time for the first."""
    second = THIEF._replace(parent=0, trigger=CONTAINED, starts=4)

    assert demanding(world(DISK, second, BACKUP)) == 1
    assert demanding(world(DISK, THIEF)) == 2


def test_a_world_without_incidents_loses_nothing() -> None:
    """Where nothing happens there is no harm and nothing to answer for."""
    end = ending(opened())

    assert (end.harm.loss, end.harm.untouched, end.fates) == (0, 0, ())


def test_whoever_does_nothing_loses_what_the_world_loses() -> None:
    """The episode in which nothing is done is the one that everything is measured by."""
    harm = ending(opened(DISK)).harm

    assert harm.loss == harm.untouched > 0
    assert harm.spared == 0


def test_evidence_plays_no_part_in_what_the_world_loses() -> None:
    """A world rolled on without its evidence ends in the same numbers, but for what is known."""
    found = world(DISK, THIEF, BACKUP)
    cells = blank()
    settle(found, cells)
    alone = _alone(found)

    assert alone[LOSS] == cells[LOSS] > 0
    assert alone[ERROR:KNOWN] == tuple(cells[ERROR:KNOWN])


def test_a_fixed_incident_is_told_with_its_tick_and_grounds() -> None:
    """What ended an incident is its tick and the proposal that called for it."""
    (fate,) = ending(full_disk()).fates

    assert fate.target == Target("disk_full", "operational", PRIMARY, 2)
    assert (fate.began, fate.contained, fate.fixed) == (2, None, Feat(18, 1))
    assert fate.feats == (fate.fixed,)


def test_an_intrusion_has_to_be_contained_and_fixed() -> None:
    """Both feats of one who has to be held and thrown out are told, and the damage they spared."""
    (fate,) = ending(stolen_data()).fates

    assert fate.feats == (Feat(17, 1), Feat(22, 1))
    assert 0 < fate.damage < fate.untouched


def test_severity_depends_on_the_tier_of_the_service() -> None:
    """What hits a service that matters less is less grave."""
    estate = world(DISK).estate
    tiers = tuple(2 if place == PRIMARY else tier for place, tier in enumerate(estate.tiers))
    lesser = opened(DISK)
    lesser = replace(lesser, world=replace(lesser.world, estate=estate._replace(tiers=tiers)))

    assert [fate.severity for fate in ending(lesser).fates] == [4]


def test_the_state_is_left_as_it_was() -> None:
    """To find out how an episode ends does not end it."""
    state = opened(DISK)
    before = state.cells
    ending(state)

    assert state.cells == before


def test_numbers_stay_within_bounds_where_a_replica_is_absent() -> None:
    """A stampede of a hundred minutes multiplies no reads that nobody asks for."""
    plan = replace(PLAN, horizon=100)
    found = world(incident("cache_stampede", "cache"), plan=plan)
    gone = "second_replica"
    estate = found.estate._replace(
        present=tuple(slot for slot in found.estate.present if slot != SLOT_INDEX[gone]),
        shares=tuple(0 if call.callee == gone else call.share for call in CALLS),
    )
    bare = assembled(found.seed, plan, estate, (found.incidents, ()), ((), ()))
    cells = blank()
    settle(bare, cells)

    assert max(map(abs, cells)) < 1 << 62
