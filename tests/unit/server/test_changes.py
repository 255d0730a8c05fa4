from collections.abc import Iterator

import msgspec
import pytest
from openenv.core.client_types import StepResult  # pyright: ignore[reportMissingTypeStubs]  # annotated

from watchfloor.agents import games
from watchfloor.play.episode import Ask, Table, episode
from watchfloor.play.game import Setting
from watchfloor.play.observation import Item, Observation, Panel
from watchfloor.play.seating import seated
from watchfloor.server import changes
from watchfloor.server.changes import Sent
from watchfloor.server.openenv_client import Client, Seen
from watchfloor.server.session import House, Session, Wish

MODES = [(name, mode) for name in games.shipped() for mode in games.find(name).modes]


def asks(name: str, mode: str, most: int = 60) -> Iterator[Ask[object]]:
    """Return what everybody is asked in one episode."""
    game = games.find(name)
    setting = Setting(next(iter(game.scenarios)), mode, 7)
    table = Table(setting, game.recipes["standard"], dict.fromkeys(game.roles, "heuristic"))
    players, running = seated(game, table), episode(game, table)
    ask = next(running)
    for _ in range(most):
        yield ask
        try:
            ask = running.send(players[ask.role](ask))
        except StopIteration:
            return


@pytest.mark.parametrize("is_by_line", [False, True])
@pytest.mark.parametrize(("name", "mode"), MODES)
def test_what_is_sent_and_what_is_kept_make_the_whole_view(
    name: str, mode: str, *, is_by_line: bool
) -> None:
    """Whoever puts together what came with what was there before sees what others see at once."""
    sent: Sent = {}
    held: dict[tuple[str, str], Panel] = {}
    for seen in (ask.observation for ask in asks(name, mode)):
        told = changes.of(seen, sent, is_by_line=is_by_line)
        for panel in told.panels:
            place = (seen.role, panel.source)
            first, last = told.kept.get(panel.source, (0, 0))
            before = held[place].items[first:last] if last else ()
            held[place] = msgspec.structs.replace(panel, items=before + panel.items)

        assert {*told.unchanged, *(panel.source for panel in told.panels)} == {
            panel.source for panel in seen.panels
        }
        assert [held[seen.role, panel.source] for panel in seen.panels] == list(seen.panels)


def test_by_line_nothing_is_sent_twice_that_stands_together() -> None:
    """Of a list that lost its first line and has a new last one, the new one alone is sent."""
    items = [Item(f"t-{place}", f"tick {place}") for place in range(6)]

    def seen(first: int, last: int) -> Observation:
        panel = Panel("timeline", "what was done", tuple(items[first:last]))
        return Observation("logsentinel", "db_sre", last, (panel,), ("wait",))

    sent: Sent = {}
    changes.of(seen(0, 4), sent, is_by_line=True)
    told = changes.of(seen(1, 5), sent, is_by_line=True)

    assert told.kept == {"timeline": (1, 4)}
    assert told.panels[0].items == (items[4],)
    assert changes.of(seen(1, 5), sent, is_by_line=True).unchanged == ("timeline",)


def test_our_client_sees_whole_panels_by_line_as_well() -> None:
    """What the server leaves out of a panel is put back where it was."""
    whole, slim = (Session(games.find("logsentinel"), House()) for _ in range(2))
    client = Client(base_url="http://nowhere")
    found: list[tuple[Seen, Seen]] = []
    told = [
        whole.reset(Wish(seed=7, changes=True)),
        slim.reset(Wish(seed=7, changes="lines")),
    ]
    for _ in range(12):
        payloads = [{"observation": msgspec.to_builtins(it.shown)} for it in told]
        results: list[StepResult[Seen]] = [client._parse_result(payloads[1])]
        found.append((msgspec.convert(payloads[0]["observation"], Seen), results[0].observation))
        told = [it.step('{"move": "wait"}') for it in (whole, slim)]

    assert any(slim.kept for _, slim in found)
    assert [slim.panels for _, slim in found] == [whole.panels for whole, _ in found]
