"""A look at both games in about a minute."""

from watchfloor.evaluation.suite import ROWS, Group, Suite

_STAGES = ("stage1_basic", "stage2_multi", "stage3_mixed", "stage4_adversarial")
_LAZY = (
    *("always_block", "always_dismiss", "always_escalate", "always_monitor", "always_quarantine"),
    *("header_only", "keyword", "last_line"),
)
_ROOMS = (
    *("blind_spot", "cascade", "diversion", "easy", "hard", "injected_forged", "injected_plain"),
    *("injected_plausible", "intruder", "medium", "mixed", "quiet"),
)

SUITE = Suite(
    name="quick",
    summary="Both games in about a minute: random, lazy policies, heuristic and oracle.",
    version=2,
    groups=(
        Group("opensoc", "defender_only", _STAGES, (*ROWS, *_LAZY), 100),
        Group("opensoc", "casework", _STAGES, (*ROWS, *_LAZY), 50),
        Group(
            "logsentinel",
            "sequential",
            _ROOMS,
            (*ROWS, "outages_only", "ranked_soup", "sleep"),
            40,
        ),
    ),
)
