"""Watchfloor trains and evaluates agents for the security operations centre.

A *seed* grows a *scenario* into an *incident*; a game shows each role an *observation* of it,
takes an *action*, and at the end a verifier states a *verdict*, which a recipe turns into a
*reward*; the whole is recorded as a *trajectory*, from which *metrics* are computed and policies
are trained.
"""

__version__ = "0.1.0"
