"""OpenSOC: alert triage, as an environment of OpenEnv."""
