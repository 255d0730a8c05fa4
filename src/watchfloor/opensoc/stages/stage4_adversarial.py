"""Many look-alikes, and more records that explain nothing; or an attacker who chooses."""

from watchfloor.opensoc.stage import Stage

STAGE = Stage(
    name="stage4_adversarial",
    summary="Many look-alikes, and more records that explain nothing; or an attacker who chooses.",
    is_plain=False,
    steps=2,
    decoys=(2, 2),
    herrings=2,
    lines=(16, 20),
    prevalence=60,
)
