"""Many look-alikes, and records that miss by little; or an attacker who chooses."""

from watchfloor.opensoc.stage import Stage

STAGE = Stage(
    name="stage4_adversarial",
    summary="Many look-alikes, and records that miss by little; or an attacker who chooses.",
    is_plain=False,
    steps=2,
    decoys=(2, 2),
    herrings=2,
    lines=(16, 20),
    minutes_off=(6, 40),
    prevalence=60,
)
