"""Game 1, alert-triage self-play."""
