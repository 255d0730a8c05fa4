"""Other people's libraries play our games: a file for each, loaded only when asked for."""
