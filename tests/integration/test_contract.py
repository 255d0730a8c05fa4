"""The contract of plain HTTP, as it is described, as it is kept, and as it is committed."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from architecture.source import ROOT
from served import Server
from watchfloor.agents import games
from watchfloor.server import openapi, reference

REFERENCE = ROOT / "docs" / "reference"
CHECKS = (
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
)
CONTRACT = schemathesis.openapi.from_dict(openapi.document(games.shipped()))


def test_the_reference_is_current() -> None:
    """What is committed of the contract is what the types say; `make reference` writes it."""
    stale = [
        name for name, text in reference.files().items() if (REFERENCE / name).read_bytes() != text
    ]

    assert stale == []


@pytest.mark.slow
def test_the_server_tells_its_contract(server: Server) -> None:
    """Whoever asks a server gets the description that is committed."""
    status, told = server.ask("GET", "/openapi.json")

    assert status == 200
    assert told == json.loads((REFERENCE / "openapi.json").read_bytes())


@pytest.mark.slow
@CONTRACT.parametrize()
@settings(
    max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_the_server_keeps_its_contract(case: Case[Any], server: Server) -> None:
    """Whatever may be sent by the contract, or may not, is answered as the contract says."""
    case.call_and_validate(base_url=f"http://{server.host}:{server.port}", checks=list(CHECKS))
