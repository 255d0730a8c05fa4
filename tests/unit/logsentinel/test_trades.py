from watchfloor.logsentinel.trades import TRADES


def test_every_trade_has_words_for_everything() -> None:
    """A trade names products, routes, tables and jobs, and each once."""
    for words in (words for it in TRADES for words in (it.products, it.routes, it.tables, it.jobs)):
        assert len(words) == len(set(words)) >= 3


def test_no_two_trades_are_called_alike() -> None:
    """Twelve kinds of business at least, each by a name of its own."""
    assert len({it.name for it in TRADES}) == len(TRADES) >= 12


def test_a_route_is_a_path() -> None:
    """Routes are what stands in an access log."""
    assert all(route.startswith("/v") for it in TRADES for route in it.routes)
