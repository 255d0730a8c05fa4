"""The page of the metrics."""

from golden.conftest import Keep
from watchfloor.evaluation import metric_page


def test_the_page_of_metrics_is_that_of_the_files(keep: Keep) -> None:
    """What users read of a metric is what its file says."""
    keep("../../docs/metrics.md", metric_page.text())
