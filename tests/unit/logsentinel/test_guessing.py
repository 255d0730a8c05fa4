from scenes import COMMANDER, DB, LAG, READS, SEGMENT, scene
from watchfloor.logsentinel import guessing
from watchfloor.logsentinel.roles import ROLES
from watchfloor.play.action import name_of
from watchfloor.seeds import Seed


def test_any_move_is_a_move_of_the_role() -> None:
    """Blind play makes every move of its role sooner or later, and no other."""
    for role in ROLES.values():
        draw = Seed.of(1, role.name).stream()
        seen = scene(role.name, held=(SEGMENT, READS))
        made = {name_of(type(guessing.any_move(seen, draw))) for _ in range(400)}

        assert made == {name_of(move) for move in role.moves}


def test_only_what_the_phase_has_is_possible() -> None:
    """A specialist can mitigate in its phase, verify in its own, and always wait or ask."""
    draw = Seed.of(2).stream()
    kinds = {
        phase: {
            name_of(type(move))
            for _ in range(50)
            for move in guessing.possible(scene(DB, phase, proposals=(LAG,)), draw)
        }
        for phase in ("detect", "mitigate", "verify")
    }

    assert kinds["detect"] == {"wait", "query", "withdraw"}
    assert kinds["mitigate"] - kinds["detect"] == {"mitigate"}
    assert kinds["verify"] - kinds["detect"] == {"verify"}


def test_a_commander_can_report_only_at_the_end() -> None:
    """Whoever leads rates and moves on; the report waits for the last phase."""
    draw = Seed.of(3).stream()
    early = guessing.possible(scene(COMMANDER, proposals=(LAG,)), draw)
    last = guessing.possible(scene(COMMANDER, "report", proposals=(LAG,)), draw)
    kinds = [{name_of(type(move)) for move in moves} for moves in (early, last)]

    assert "report" not in kinds[0]
    assert "report" in kinds[1]
