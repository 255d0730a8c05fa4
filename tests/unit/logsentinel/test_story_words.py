from collections.abc import Callable

import pytest

from conformance.sightings import place
from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.story_words import (
    country,
    feature,
    job,
    outside_host,
    program,
    program_digest,
    release,
    script,
    table,
)

AT = place(7, "web")
WORDS = (country, feature, job, outside_host, program, program_digest, release, script, table)
EVERY = pytest.mark.parametrize("word", WORDS, ids=lambda word: word.__name__)


@EVERY
def test_the_lines_of_one_story_agree(word: Callable[[Place], str]) -> None:
    """Wherever and whenever something of a story is seen, it is called the same."""
    assert word(AT) == word(AT._replace(slot=3, second=AT.second + 99))


@EVERY
def test_stories_differ(word: Callable[[Place], str]) -> None:
    """Another story may be about something else."""
    stories = [AT.story._replace(number=AT.story.number * step) for step in range(1, 60)]

    assert len({word(AT._replace(story=story)) for story in stories}) > 2


def test_words_of_the_trade_are_used() -> None:
    """Tables, jobs and features are those of what the estate does for a living."""
    assert table(AT) in AT.naming.trade.tables
    assert job(AT) in AT.naming.trade.jobs
    assert feature(AT).startswith(AT.naming.trade.products)


def test_a_name_outside_is_reserved_for_examples() -> None:
    """Nobody can own it."""
    assert outside_host(AT).endswith(".example")
