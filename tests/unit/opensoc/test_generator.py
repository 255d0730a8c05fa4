from collections import Counter
from itertools import islice

import pytest

from cases import grown
from watchfloor.codec import canonical
from watchfloor.errors import WatchfloorError
from watchfloor.opensoc import generator
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed
from watchfloor.world.detection import signals
from watchfloor.world.event import filled
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.organisation import HELD_OUT, POOL
from watchfloor.world.rules import RULES

EVERY = pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
HARDER = pytest.mark.parametrize("stage", list(STAGES.values())[1:], ids=list(STAGES)[1:])


def _many(stage: Stage, count: int, wish: Wish = generator.ANYTHING) -> list[generator.Grown]:
    return list(islice(generator.many(Seed.of("generator"), stage, wish), count))


@EVERY
def test_one_seed_grows_one_incident(stage: Stage) -> None:
    """The same seed grows the same incident to the byte, different seeds different ones."""
    seeds = [Seed.of("one", number) for number in range(12)]
    once = [canonical(generator.grow(seed, stage)) for seed in seeds]

    assert [canonical(generator.grow(seed, stage)) for seed in seeds] == once
    assert len(set(once)) == len(once)


@EVERY
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_is_asked_for_is_given(stage: Stage, answer: Answer) -> None:
    """The truth of an incident is the answer that was asked for, by the row that was meant."""
    for it in _many(stage, 20, Wish(answer=answer)):
        assert it.truth.answer == it.origin.answer == answer
        assert it.truth.row == it.origin.row


@EVERY
@pytest.mark.parametrize("prevalence", [0, 100])
def test_a_prevalence_at_its_ends_is_exact(stage: Stage, prevalence: int) -> None:
    """At nothing every incident is dismissed, at a hundred none is."""
    answers = {it.truth.answer for it in _many(stage, 30, Wish(prevalence=prevalence))}

    assert ("dismiss" in answers) == (prevalence == 0)
    assert len(answers) == 1 if prevalence == 0 else answers == set(ANSWERS) - {"dismiss"}


@EVERY
def test_the_prevalence_of_a_stage_is_kept(stage: Stage) -> None:
    """Of many incidents, about as many are not to be dismissed as the stage says."""
    found = Counter(it.truth.answer for it in _many(stage, 400))
    share = 100 - found["dismiss"] / 4

    assert abs(share - stage.prevalence) < 8
    assert all(abs(found[answer] / 4 - stage.prevalence / 4) < 6 for answer in ANSWERS[1:])


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_dialect_that_is_asked_for_is_written(dialect: str) -> None:
    """An incident can be had in each dialect."""
    (it,) = _many(STAGES["stage1_basic"], 1, Wish(dialect=dialect))

    assert it.case.dialect == dialect


def test_what_is_held_out_is_not_seen_unless_asked_for() -> None:
    """Organisations and dialects kept for evaluation turn up on request alone."""
    stage = STAGES["stage1_basic"]
    seen, kept = _many(stage, 60), _many(stage, 20, Wish(is_held_out=True))

    assert all(it.origin.organisation < HELD_OUT for it in seen)
    assert all(HELD_OUT <= it.origin.organisation < POOL for it in kept)
    assert not any(DIALECTS[it.case.dialect].is_held_out for it in (*seen, *kept))
    assert any(dialect.is_held_out for dialect in DIALECTS.values())


def test_the_alert_is_raised_by_the_log() -> None:
    """The rule in the headline is one that fires on the events that are shown."""
    for it in grown():
        assert it.case.alert in {signal.rule for signal in signals(it.case.events)}


@HARDER
def test_the_rule_of_the_alert_says_nothing_about_the_answer(stage: Stage) -> None:
    """Beyond the first stage each answer is behind each grade of alert, about as often."""
    by_answer = {
        answer: Counter(RULES[it.case.alert].grade for it in _many(stage, 150, Wish(answer=answer)))
        for answer in ANSWERS
    }
    grades = Counter(rule.grade for rule in RULES.values())

    for found in by_answer.values():
        for grade, count in grades.items():
            assert abs(found[grade] / 150 - count / len(RULES)) < 0.14


def test_a_log_is_in_order_and_numbered_by_place() -> None:
    """Ids say nothing but the place of a line, and time passes from line to line."""
    for it in grown(1):
        events, records = it.case.events, it.case.records
        seconds = [event.second for event in events]

        assert [event.id for event in events] == [f"log-{n:02d}" for n in range(1, len(events) + 1)]
        assert [it.id for it in records] == [f"rec-{n:02d}" for n in range(1, len(records) + 1)]
        assert seconds == sorted(set(seconds))


def test_every_line_is_of_a_known_type_with_its_columns() -> None:
    """A grown event fills what its type declares and no more than it allows."""
    for it in grown(1):
        for event in it.case.events:
            kind = EVENT_TYPES[event.type]

            assert set(kind.fills) <= set(filled(event)) <= {*kind.fills, *kind.may_fill}


@EVERY
def test_the_length_of_a_log_is_that_of_its_stage(stage: Stage) -> None:
    """A log has as many lines as the stage says, or what the facts need."""
    least, _ = stage.lines
    lengths = [len(it.case.events) for it in _many(stage, 60)]

    assert min(lengths) >= least
    assert len(set(lengths)) > 1


def test_a_stage_that_cannot_be_grown_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no try comes to the row that was meant, the author of the stage is told."""
    monkeypatch.setattr(generator, "MOST_TRIES", 0)

    with pytest.raises(WatchfloorError, match=r"stage1_basic at .* comes to no escalate"):
        generator.grow(Seed.of(1), STAGES["stage1_basic"], Wish(answer="escalate"))
