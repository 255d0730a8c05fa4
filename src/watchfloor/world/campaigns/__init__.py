"""The ways of attacking, one file each."""

from watchfloor.catalog import load
from watchfloor.world.campaign import Campaign

CAMPAIGNS = load(__name__, "CAMPAIGN", Campaign)
