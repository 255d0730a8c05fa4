"""Where telemetry comes from, and so who may ask for it."""

from typing import Literal, get_args

Source = Literal[
    "change",
    "status",
    "app_metrics",
    "app_log",
    "trace",
    "db_metrics",
    "db_log",
    "auth_log",
    "netflow",
    "endpoint",
]
"""Kinds of telemetry; a role names those it can query."""

SOURCES: tuple[Source, ...] = get_args(Source)
