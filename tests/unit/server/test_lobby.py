import pytest

from watchfloor.agents import games
from watchfloor.errors import Busy, NoSession, UnknownName
from watchfloor.server.limits import Limits
from watchfloor.server.lobby import Lobby
from watchfloor.server.session import House

GAMES = {"opensoc": games.find("opensoc")}


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def hand() -> Hand:
    """Return a clock."""
    return Hand()


@pytest.fixture
def lobby(hand: Hand) -> Lobby:
    """Return a lobby for two, who may be idle for ten seconds."""
    return Lobby(GAMES, House(), Limits(sessions=2, idle_seconds=10.0), hand)


def test_a_session_is_found_by_its_name(lobby: Lobby) -> None:
    """Every session has a name of its own."""
    first, session = lobby.open("opensoc")
    second, _ = lobby.open("opensoc")

    assert lobby.find(first) is session
    assert first != second


def test_a_full_lobby_turns_away(lobby: Lobby) -> None:
    """Whoever comes too late is told so, and nobody else is touched."""
    name, session = lobby.open("opensoc")
    lobby.open("opensoc")

    with pytest.raises(Busy, match="all 2 sessions are taken"):
        lobby.open("opensoc")
    assert lobby.find(name) is session


def test_a_closed_session_makes_room(lobby: Lobby) -> None:
    """Its place is free, and its name leads nowhere."""
    name, _ = lobby.open("opensoc")
    lobby.close(name)

    assert len(lobby) == 0
    with pytest.raises(NoSession):
        lobby.find(name)


def test_idle_sessions_make_room(lobby: Lobby, hand: Hand) -> None:
    """What nobody asks for long is closed when its place is needed."""
    idle, _ = lobby.open("opensoc")
    busy, session = lobby.open("opensoc")
    hand.now = 9.0
    lobby.find(busy)
    hand.now = 12.0
    lobby.open("opensoc")

    assert lobby.find(busy) is session
    with pytest.raises(NoSession, match="idle for too long"):
        lobby.find(idle)


def test_an_unknown_game_takes_no_place(lobby: Lobby) -> None:
    """A mistake costs nothing."""
    with pytest.raises(UnknownName):
        lobby.open("opensok")

    assert len(lobby) == 0
