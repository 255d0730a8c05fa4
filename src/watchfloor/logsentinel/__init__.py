"""Game 2, the incident war-room."""
