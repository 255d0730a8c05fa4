import pytest

from watchfloor.opensoc.actions import CraftIncident, LookUp, SubmitTriage
from watchfloor.play.action import Malformed, parse, written

MOVES = (SubmitTriage, LookUp, CraftIncident)


@pytest.mark.parametrize(
    ("cited", "ids"),
    [
        ('"log-01"', ("log-01",)),
        ('["log-01","rec-02"]', ("log-01", "rec-02")),
        ('["log-01","log-01"]', ("log-01",)),
        ("[]", ()),
    ],
)
def test_one_id_or_up_to_three_may_be_cited(cited: str, ids: tuple[str, ...]) -> None:
    """A citation is an id, or a list of ids, each of which counts once."""
    found = parse(f'{{"move":"submit_triage","action":"dismiss","cited_log_id":{cited}}}', MOVES)

    assert isinstance(found, SubmitTriage)
    assert found.cited == ids


@pytest.mark.parametrize(
    "reply",
    [
        '{"move":"submit_triage"}',
        '{"move":"submit_triage","action":"panic"}',
        '{"move":"submit_triage","action":"dismiss","cited_log_id":["a","b","c","d"]}',
        '{"move":"submit_triage","action":"dismiss","cited_log_id":"' + "x" * 25 + '"}',
        '{"move":"submit_triage","action":"dismiss","confidence":1.1}',
        '{"move":"submit_triage","action":"dismiss","confidence":-0.1}',
        '{"move":"submit_triage","action":"dismiss","rationale":"' + "x" * 2001 + '"}',
        '{"move":"submit_triage","action":"dismiss","mood":"good"}',
        '{"move":"look_up","kind":"rumour","subject":"ws-01"}',
        '{"move":"craft_incident","target_label":"dismiss","category":"any","events":[{}]}',
        '{"action":"dismiss"}',
    ],
)
def test_what_breaks_a_bound_is_malformed(reply: str) -> None:
    """A move has its fields, no others, and each within its bounds."""
    assert isinstance(parse(reply, MOVES), Malformed)


def test_the_move_is_named_beside_its_action() -> None:
    """What kind of reply it is stands under `move`, what is done about the alert under `action`."""
    assert written(SubmitTriage("escalate", "log-01", confidence=0.5)) == (
        '{"action":"escalate","cited_log_id":"log-01","confidence":0.5,"move":"submit_triage"}'
    )
