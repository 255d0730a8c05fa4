"""Named reward recipes, as tables."""

from watchfloor.play.reward import Recipe, gate, pay

STANDARD = Recipe(
    name="standard",
    summary="What an answer is worth to those who live with it; the right one, proved, earns one.",
    tables={
        "defender": (
            gate("well_formed", "-1.1"),
            pay("decision_gain", "0.8"),
            pay("decision_loss", "-0.8"),
            pay("deciding_citation", "0.15"),
            pay("calibration_gain", "0.05"),
            pay("calibration_loss", "-0.15"),
            pay("minutes_spent", "-0.1"),
        ),
        "attacker": (
            gate("well_formed", "-0.5"),
            gate("admitted", "-0.1"),
            pay("learnable_win", "1"),
        ),
    },
)

CLASSIC = Recipe(
    name="classic",
    summary="The published table of the original, for comparison; the audit says where it leaks.",
    tables={
        "defender": (
            gate("well_formed", "-0.1"),
            pay("right_answer", "1"),
            pay("dismissed_malicious", "-1"),
            pay("contained_benign", "-0.3"),
            pay("needless_escalation", "-0.05"),
            pay("any_citation", "0.1"),
        ),
        "attacker": (
            gate("well_formed", "-0.5"),
            gate("admitted", "0"),
            pay("defender_wrong", "1"),
            pay("novel_incident", "0.2"),
        ),
    },
)

RECIPES = {recipe.name: recipe for recipe in (STANDARD, CLASSIC)}
