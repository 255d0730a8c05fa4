import pytest

from watchfloor.logsentinel.incident_type import LEAST_SEVERE, IncidentType, severity_on

SHELL = IncidentType(
    name="web_shell",
    summary="Somebody runs commands through a page.",
    family="security",
    slots=("web",),
    growth=1,
    severity=2,
    footprint=(0, 1),
)


@pytest.mark.parametrize(("tier", "severity"), [(0, 2), (1, 3), (2, 4), (3, LEAST_SEVERE)])
def test_what_matters_less_is_hit_less_gravely(tier: int, severity: int) -> None:
    """Each tier further takes one off the gravity, down to the least."""
    assert severity_on(SHELL, tier) == severity
