"""Seed to incident: who exists, what happened, and what the detections made of it."""
