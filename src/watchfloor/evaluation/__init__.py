"""Trajectories to numbers to a report."""
