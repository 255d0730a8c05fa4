"""The incident types, one file each."""

from watchfloor.catalog import load
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPES = load(__name__, "INCIDENT_TYPE", IncidentType)
