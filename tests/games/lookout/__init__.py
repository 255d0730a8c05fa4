"""A small game: a spotter reads the log, a keeper must say whether the gate is under attack."""
