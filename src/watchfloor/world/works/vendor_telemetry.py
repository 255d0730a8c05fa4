"""A product reports to its vendor."""

from watchfloor.world.work import Work

WORK = Work(
    name="vendor_telemetry",
    summary="A product reports to its vendor.",
    covers=("steady_beacon", "interpreter_calls_out", "generated_domain"),
)
