"""What every test stands on."""

from hypothesis import settings

# The same examples in every run: a failure is a change, not luck.
settings.register_profile("watchfloor", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("watchfloor")
