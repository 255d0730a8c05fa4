"""Incident to trajectory: the grammar that every game shares."""
