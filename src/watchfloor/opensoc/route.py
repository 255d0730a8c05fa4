"""Every way for a stretch of a campaign to come to each row of the runbook."""

from functools import cache
from typing import NamedTuple

from watchfloor.opensoc.runbook import ANSWERS, EXPLAINED, REACHING, ROWS, Answer
from watchfloor.world.campaign import Campaign, Move
from watchfloor.world.campaigns import CAMPAIGNS
from watchfloor.world.rules import RULES


class Route(NamedTuple):
    """A stretch of a campaign, and the row that it is to come to."""

    campaign: str
    moves: tuple[Move, ...]
    row: str


_ANSWER_OF: dict[str, Answer] = {row.name: row.answer for row in (*ROWS, EXPLAINED)}


def _stretches(campaign: Campaign, least: int, most: int) -> list[tuple[Move, ...]]:
    moves = campaign.moves
    return [
        moves[start : start + length]
        for length in range(least, min(most, len(moves)) + 1)
        for start in range(len(moves) - length + 1)
    ]


def _rows(moves: tuple[Move, ...]) -> tuple[str, ...]:
    """Return the rows that *moves* can come to, by who and where is chosen for them."""
    grades = [RULES[move.activity].grade for move in moves]
    reached = {move.host for move in moves if move.activity in REACHING}
    if "grave" in grades:
        return ("grave_act",)
    if len(reached) > 1:
        return ("several_hosts",)
    if "code" in grades:
        return ("code_on_one_host", "critical_asset", "privileged_identity")
    critical = ("critical_asset",) if reached else ()
    if grades.count("entry") > 1:
        named = ("privileged_identity", "several_addresses")
        return ("one_way_in", "shared_address", *critical, *named)
    if "entry" in grades:
        return ("one_way_in", "shared_address", *critical, *_named(moves))
    return ("attempt", "record_in_conflict")


def _named(moves: tuple[Move, ...]) -> tuple[str, ...]:
    """Return the row for privileged accounts, if the way in says which account was used."""
    named = [move for move in moves if RULES[move.activity].grade == "entry"]
    is_named = any(RULES[move.activity].actor == "user" for move in named)
    return ("privileged_identity",) if is_named else ()


@cache
def routes(answer: Answer, least: int, most: int) -> tuple[tuple[Route, ...], ...]:
    """Return the routes of *least* to *most* moves that come to *answer*, row by row."""
    by_row: dict[str, list[Route]] = {}
    for campaign in CAMPAIGNS.values():
        for moves in _stretches(campaign, least, most):
            for row in _rows(moves):
                if _ANSWER_OF[row] == answer:
                    by_row.setdefault(row, []).append(Route(campaign.name, moves, row))
    return tuple(tuple(by_row[row]) for row in sorted(by_row))


MALICIOUS: tuple[Answer, ...] = ANSWERS[1:]


@cache
def _known() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(move.activity for move in moves)
        for campaign in CAMPAIGNS.values()
        for moves in _stretches(campaign, 1, len(campaign.moves))
    )


def is_known(rules: tuple[str, ...]) -> bool:
    """Return whether *rules*, in this order, are a stretch of a campaign, or nothing at all."""
    return not rules or rules in _known()
