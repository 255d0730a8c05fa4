"""What the probes of the triage game have in common, and the search for new ways to earn."""
