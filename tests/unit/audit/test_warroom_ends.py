from watchfloor.audit.trial import FIRST
from watchfloor.audit.warroom_ends import about_nothing, facts, papers, with_papers
from watchfloor.audit.warroom_tapes import taped
from watchfloor.logsentinel.game import GAME
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed

LAST = taped(Setting("hard", "sequential", FIRST), "oracle").last


def test_the_same_papers_come_to_the_same_facts() -> None:
    """What was on the table, laid there again and reported, is worth what it was."""
    assert facts(with_papers(LAST, papers(LAST)))["detection"] == facts(LAST)["detection"]


def test_a_proposal_about_nothing_detects_nothing() -> None:
    """Whatever is drawn as being about nothing is about none of the incidents."""
    draw = Seed.of(7).stream()
    count = len(papers(LAST))
    found = [facts(with_papers(LAST, [about_nothing(LAST, draw)] * count)) for _ in range(50)]

    assert not any(it["detection"] for it in found)


def test_facts_are_numbers() -> None:
    """What the verifier says in words is left out."""
    said = {it.name for it in GAME.judge(LAST)[0].facts if isinstance(it.value, str)}

    assert not said & set(facts(LAST))
