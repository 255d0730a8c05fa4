"""Adapters let other people's libraries play our games; each is loaded only when asked for."""
