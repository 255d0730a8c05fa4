"""A trajectory as a person reads it: what each role saw, said and earned.

A record keeps replies, not observations; they are made again from the seed.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from msgspec.structs import replace

from watchfloor.play import observation
from watchfloor.play.episode import played
from watchfloor.play.game import Game
from watchfloor.play.observation import Observation, Panel
from watchfloor.play.reward import Share, points
from watchfloor.play.trajectory import Trajectory, Turn
from watchfloor.play.verdict import Fact

T = TypeVar("T")


def passages(game: Game[Any], trajectory: Trajectory) -> Iterator[tuple[Any, Turn, Any]]:
    """Return each turn of *trajectory* between the states before and after it."""
    before = game.first(trajectory.header.setting)
    for turn in trajectory.turns:
        after, _ = played(game, before, turn)
        yield before, turn, after
        before = after


def sights(game: Game[Any], trajectory: Trajectory) -> Iterator[tuple[Observation, Turn]]:
    """Return what each reply of *trajectory* answered."""
    for before, turn, _ in passages(game, trajectory):
        yield game.observe(before, turn.role), turn


def narrate(game: Game[Any], trajectory: Trajectory) -> str:
    """Return *trajectory* as text."""
    parts = [_title(trajectory), *_course(game, trajectory)]
    if trajectory.end.no_reply:
        parts.append(f"no reply, so nothing is scored: {_shortened(trajectory.end.no_reply)}")
    parts += [
        _finding(roles, facts)
        for facts, roles in _alike((it.facts, it.role) for it in trajectory.end.verdicts)
    ]
    parts += [
        _price(trajectory, roles, shares)
        for shares, roles in _alike((it.shares, it.role) for it in trajectory.end.rewards)
    ]
    return "\n\n".join(parts) + "\n"


def narrate_as(game: Game[Any], trajectory: Trajectory, role: str) -> str:
    """Return what *role* saw and said in *trajectory*, and nothing else.

    A panel that is as it was when the role was last asked is named only.
    """
    parts = [_title(trajectory)]
    known: dict[str, Panel] = {}
    for seen, turn in sights(game, trajectory):
        if seen.role == role:
            parts.append(exchange(fresh(seen, known), turn))
            known = {panel.source: panel for panel in seen.panels}
    return "\n\n".join(parts) + "\n"


def revealed(game: Game[Any], trajectory: Trajectory) -> str:
    """Return the hidden world along *trajectory*; nothing if *game* has none to show."""
    if game.reveal is None:
        return ""
    states = [game.first(trajectory.header.setting)]
    states += [after for _, _, after in passages(game, trajectory)]
    return "\n".join(game.reveal(states)) + "\n"


def fresh(seen: Observation, known: dict[str, Panel]) -> Observation:
    """Return *seen* without the lines of the panels that are *known* already."""
    panels = tuple(
        replace(panel, title=f"{panel.title}, as before", items=())
        if panel.items and known.get(panel.source) == panel
        else panel
        for panel in seen.panels
    )
    return replace(seen, panels=panels)


def _course(game: Game[Any], trajectory: Trajectory) -> list[str]:
    """Return what happened, view by view or as the chronicle of *game* tells it."""
    if game.chronicle is None:
        return [exchange(seen, turn) for seen, turn in sights(game, trajectory)]
    lines = [
        line
        for before, turn, after in passages(game, trajectory)
        for line in game.chronicle(before, turn.reply, after)
    ]
    return ["\n".join(line if line.isprintable() else ascii(line)[1:-1] for line in lines)]


def _alike(found: Iterable[tuple[T, str]]) -> list[tuple[T, list[str]]]:
    """Return each thing once, with the roles that share it."""
    shared: list[tuple[T, list[str]]] = []
    for thing, role in found:
        for known, roles in shared:
            if known == thing:
                roles.append(role)
                break
        else:
            shared.append((thing, [role]))
    return shared


def _title(trajectory: Trajectory) -> str:
    header = trajectory.header
    seats = ", ".join(f"{role}: {policy}" for role, policy in header.seats.items())
    setting = header.setting
    return (
        f"{header.game} ({header.rules}), scenario {setting.scenario}, mode {setting.mode}, "
        f"seed {setting.seed}\nseats   {seats}\nworld   {header.world[:16]}"
    )


def exchange(seen: Observation, turn: Turn) -> str:
    """Return what was *seen*, what was said to it in *turn*, and what became of that."""
    fate = turn.status if not turn.note else f"{turn.status}: {turn.note}"
    return f"{observation.text(seen)}\n  > {_shortened(turn.reply)}\n    {fate}"


def _shortened(reply: str, longest: int = 2000) -> str:
    shown = reply if reply.isprintable() else ascii(reply)
    return shown if len(shown) <= longest else f"{shown[:longest]} ... ({len(reply):,} characters)"


def _finding(roles: list[str], facts: tuple[Fact, ...]) -> str:
    return "\n".join((f"verdict on {', '.join(roles)}", *map(_fact, facts)))


def _fact(fact: Fact) -> str:
    because = f"  because {', '.join(fact.because)}" if fact.because else ""
    return f"  {fact.name:<22} {str(fact.value).lower()}{because}"


def _price(trajectory: Trajectory, roles: list[str], shares: tuple[Share, ...]) -> str:
    title = f"reward of {', '.join(roles)} by recipe {trajectory.header.recipe.name}"
    total = f"  {'total':<22} {points(sum(share.paid for share in shares))}"
    return "\n".join((title, *map(_share, shares), total))


def _share(share: Share) -> str:
    price = f"{points(share.value)} x {points(share.weight)}"
    if share.kind == "gate":
        price = "gate shut" if share.value == 0 else "gate open"
    return f"  {share.term:<22} {points(share.paid):<10} {price}"
