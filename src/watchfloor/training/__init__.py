"""Trajectories to a better policy."""
