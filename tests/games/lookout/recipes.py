"""Named reward recipes, as tables."""

from watchfloor.play.reward import Recipe, gate, pay

STANDARD = Recipe(
    name="standard",
    summary="Being right pays, being wrong costs as much, and nonsense costs the same.",
    tables={
        "keeper": (
            gate("well_formed", "-1"),
            pay("decided_right", "0.8"),
            pay("decided_wrong", "-1"),
            pay("named_origin", "0.2"),
        ),
        "spotter": (
            gate("well_formed", "-1"),
            pay("pointed_right", "1"),
            pay("decided_wrong", "-1"),
        ),
    },
)

RECIPES = {"standard": STANDARD}
